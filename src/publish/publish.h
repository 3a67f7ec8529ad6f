/* SPDX-License-Identifier: ISC */
/*
 * Documents to the world: files in the site's output folder.
 *
 * That folder may itself be a symbolic link, which its owner made; below it none is followed, neither
 * to write nor to compare or remove, whoever puts one there while we run (base/folder.h).
 */
#ifndef PAPERROUTE_PUBLISH_PUBLISH_H
#define PAPERROUTE_PUBLISH_PUBLISH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct publisher {
	const char *folder; /* the site's output */
	bool dry;           /* say what would change, write nothing */
};

/* Makes the folder and clears away what a killed run left there, and in the folders of archives. */
int publish_open(const struct publisher *publisher, struct err *err);

/* What is there under that name: found is false when there is nothing, or no file of ours. */
struct published {
	bool found;
	int64_t size;
	int64_t mtime; /* in nanoseconds, as far as these reach: to the year 2262 */
};
void publish_look(struct published *out, const struct publisher *publisher, const char *name);

/* The whole of a document (*bytes the caller's). ERR_MISSING when there is none; no link is followed. */
int publish_read(char **bytes, size_t *len, const struct publisher *publisher, const char *name,
	struct err *err);

/* Puts a document in place when its bytes differ from those that are there; *changed tells. The
 * replacement is atomic; an equal document keeps its mtime and inode. name may lead into folders
 * inside of the output folder, which are made. A link or pipe of that name is replaced, with a warning,
 * and never written to; a folder there, or anything else where a folder has to be, is a failure. A dry
 * run only says whether a real one would write, or fail. */
int publish_file(bool *changed, const struct publisher *publisher, const char *name,
	const void *bytes, size_t len, struct err *err);

/* Removes a document of ours, and the inner folders that are empty then; one that is not there is no
 * failure, and *removed is false. */
int publish_remove(
	bool *removed, const struct publisher *publisher, const char *name, struct err *err);

#endif
