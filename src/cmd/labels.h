/* SPDX-License-Identifier: ISC */
/*
 * Labels: where people put papers, to measure rules by.
 *
 * A text file, a paper a line, three columns set apart by tabs: the paper, by key, id, address or
 * title; the topics that it must be in; those that it may be in, so that either answer is right.
 * Topics are set apart by commas; the columns at the end may be missing; # begins a line of comment.
 *
 * labels_read, labels_find for each paper, labels_release.
 */
#ifndef PAPERROUTE_CMD_LABELS_H
#define PAPERROUTE_CMD_LABELS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "cmd/paper.h"
#include "model/site.h"

enum label_mark { LABEL_NOT, LABEL_MUST, LABEL_MAY };

struct label {
	const char *what; /* the paper, as written */
	unsigned line;
	enum label_mark *marks; /* one for each topic of the site */
	bool repeated;          /* an earlier line labels the paper: this one is not looked at */
	bool found;             /* the caller's to set */
};

/* What a paper may be asked for by, and the label that asks. */
struct label_name {
	const char *text;
	size_t label;
};

struct labels {
	struct arena arena;
	struct label *items; /* in the order of the file */
	size_t count;
	struct label_name *names; /* sorted */
	size_t name_count;
};

/* Topics that the site does not have, and papers that are labelled twice, go to problems as warnings
 * and are passed over. Fails when the file cannot be read or a line has too many columns.
 * labels_release in any case. */
int labels_read(struct labels *out, const char *path, const struct site *site,
	struct problems *problems, struct err *err);
void labels_release(struct labels *labels);

/* The label of a paper: by one of its keys, else by its title, tidied on both sides; NULL. */
struct label *labels_find(const struct labels *labels, const struct paper *paper);

#endif
