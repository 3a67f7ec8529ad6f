/* SPDX-License-Identifier: ISC */
/*
 * The files of a site: what was made in this run, and whether what is published is still what was
 * confirmed.
 *
 * documents_init, documents_add for each file that was made, documents_publish after the store is
 * committed, documents_confirm, documents_release. With packing every file has a twin NAME.gz, for
 * hosts that serve them (nginx: gzip_static), which is added, published and confirmed with it.
 */
#ifndef PAPERROUTE_DOCUMENTS_H
#define PAPERROUTE_DOCUMENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "publish/publish.h"
#include "store/store.h"

/* What stands behind a file's name in that of its twin */
#define TWIN ".gz"

struct document {
	char *name;  /* of the file, inside the output folder */
	char *slug;  /* the feed's; NULL: the site's */
	char *month; /* of a feed's page of a month: which; else NULL */
	char *bytes; /* NULL: the published file is like that already */
	size_t len;
	size_t entries; /* that stand in it; of OPML, feeds */
	bool twin;      /* the packed one */
	bool page;      /* for people: no hub is told of it */
	bool gone;      /* there is no such file any more */
};

struct documents {
	struct store *store;
	struct publisher publisher;
	bool pack;
	bool tell; /* a hub has to be told of feeds that change */
	bool again; /* archives or pages of months, which are not among items before they are written, are
		     * put in place once more */
	struct document *items;
	size_t count;
	size_t cap;
};

void documents_init(struct documents *documents);
void documents_release(struct documents *documents);

/* The name of the twin of the file of that name; the caller's. */
char *documents_twin(const char *name);

/* Whether the file of that name, and its twin, are those that were confirmed. */
int documents_in_place(
	bool *out, const struct documents *documents, const char *name, struct err *err);

/* Adds a file of document's name, slug and entries whose content is bytes, which it takes, to be
 * published if it differs from the one that is there, and to be confirmed. */
int documents_add(struct documents *documents, struct buf *bytes, const struct document *document,
	struct err *err);

/* The same of a file that is so small that it is made in every run, to see whether it is due: it is not
 * added when it is in place and has these bytes. */
int documents_add_small(struct documents *documents, struct buf *bytes,
	const struct document *document, struct err *err);

/* Publishes a file at once, with its twin; *changed when it differed from the one that was there. */
int documents_put(bool *changed, const struct documents *documents, const char *name,
	const struct buf *bytes, struct err *err);

/* Removes a file at once, with its twin; *changed when there was one. */
int documents_remove(
	bool *changed, const struct documents *documents, const char *name, struct err *err);

/* Adds a file that documents_put or documents_remove has dealt with, and its twin, to be confirmed. */
void documents_note(struct documents *documents, const struct document *document);

/* Remembers which documents that differ a hub will have to be told of, as far as they were published before:
 * nobody can have asked it for others. To be called before the store is committed. */
int documents_promise(const struct documents *documents, struct err *err);

/* Publishes what was added and differs; tells of each. One that fails keeps back no other, and the first
 * failure is what err says. */
int documents_publish(const struct documents *documents,
	void (*tell)(void *ctx, const struct document *document), void *ctx, struct err *err);

/* Remembers what was added as it is in place now, and the feeds as clean. To be called within
 * store_begin_confirm. */
int documents_confirm(const struct documents *documents, struct err *err);

#endif
