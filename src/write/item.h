/* SPDX-License-Identifier: ISC */
/*
 * What a feed says of one entry, whatever the document's format: every writer puts these fields into
 * its own syntax and decides nothing itself.
 */
#ifndef PAPERROUTE_WRITE_ITEM_H
#define PAPERROUTE_WRITE_ITEM_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/feed.h"

struct item_category {
	const char *term;
	const char *scheme; /* an address; NULL for the sources' own categories */
};

struct item {
	const char *id; /* tag: URI */
	const char *title;
	int64_t published; /* not after updated */
	int64_t updated;
	const char **authors; /* LIMIT_FEED_AUTHORS at most, then "N others" */
	size_t author_count;
	const char *link; /* addresses; NULL when there is none; pdf and code differ */
	const char *pdf;
	const char *code;
	const char *discussion;
	struct item_category *categories; /* topics, terms that hit, the sources' own */
	size_t category_count;
	const char *summary; /* text; NULL when there is none that differs from the title */
	const char *html;    /* a fragment fit for a div */
};

/* Fails with ERR_LIMIT when the content is over LIMIT_DOCUMENT. What out points to lives in the arena
 * or is the entry's. */
int item_describe(struct item *out, struct arena *arena, const struct feed *feed,
	const struct feed_entry *from, struct err *err);

/* Describes every entry of the feed and puts it, in the feed's order; put's item lives until it returns. */
int item_each(const struct feed *feed, void (*put)(void *ctx, const struct item *item), void *ctx,
	struct err *err);

#endif
