/* SPDX-License-Identifier: ISC */
/*
 * The store to documents: every feed as it has to be now, archives sealed where they are due, and
 * which documents differ from what is published.
 *
 * A feed is made anew when something changed that it may show (store_feed_state), or when one of its
 * files is not the one that was confirmed: somebody deleted or touched it, or a run was killed before
 * it had published. Of the others nothing is read.
 *
 * render, store_commit, render_archives, documents_publish, render_confirm: nothing is written before
 * the store is committed.
 */
#ifndef PAPERROUTE_RENDER_H
#define PAPERROUTE_RENDER_H

#include <stddef.h>

#include "base/err.h"
#include "documents.h"
#include "model/site.h"

/* Adds the documents that had to be made: feed by feed in the order of the topics, "all" first, each
 * in every kind that the site has; then the list of feeds. Archives that were sealed are pending in
 * the store: there may be more of them than fit into memory. */
int render(struct documents *out, const struct site *site, struct err *err);

/* Publishes the pending archives, or with a dry publisher only finds those that differ; tells the name
 * of each that changed. To be done before the documents that point to them are published. */
int render_archives(size_t *changed, const struct documents *documents, const struct site *site,
	void (*tell)(void *ctx, const char *name), void *ctx, struct err *err);

/* After everything was published: remembers that it is in place. */
int render_confirm(const struct documents *documents, const struct site *site, struct err *err);

#endif
