/* SPDX-License-Identifier: ISC */
/*
 * The store to documents: every feed as it has to be now, archives sealed where they are due, and
 * which documents differ from what is published.
 *
 * A feed is made anew when something changed that it may show (store_feed_state), or when one of its
 * files is not the one that was confirmed: somebody deleted or touched it, or a run was killed before
 * it had published. Of the others nothing is read.
 *
 * documents_init, render, store_commit, render_archives, then every changed document is published,
 * render_confirm, documents_release. Nothing is written before the store is committed.
 */
#ifndef PAPERROUTE_RENDER_H
#define PAPERROUTE_RENDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "model/site.h"
#include "publish/publish.h"
#include "store/store.h"

struct document {
	char *name;  /* of the file, inside the output folder */
	char *slug;  /* the feed's; NULL: the site's */
	char *bytes; /* NULL: the published file is like that already */
	size_t len;
	size_t entries; /* that stand in it; of OPML, feeds */
};

struct documents {
	struct document *items;
	size_t count;
	size_t cap;
};

void documents_init(struct documents *documents);
void documents_release(struct documents *documents);

/* The documents that were made: feed by feed in the order of the topics, "all" first, each in every
 * kind that the site has; then the list of feeds. Archives that were sealed are pending in the store:
 * there may be more of them than fit into memory. */
int render(struct documents *out, struct store *store, const struct site *site,
	const struct publisher *publisher, struct err *err);

/* Publishes the pending archives, or with publisher->dry only finds those that differ; tells the name
 * of each that changed. To be done before the documents that point to them are published. */
int render_archives(size_t *changed, struct store *store, const struct site *site,
	const struct publisher *publisher, void (*tell)(void *ctx, const char *name), void *ctx,
	struct err *err);

/* After everything was published: remembers that it is in place. */
int render_confirm(const struct documents *documents, struct store *store, const struct site *site,
	const struct publisher *publisher, struct err *err);

#endif
