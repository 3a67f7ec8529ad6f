/* SPDX-License-Identifier: ISC */
/*
 * The store to documents: every feed as it has to be now, and those that differ from what is
 * published. Nothing is written here: the caller commits the store first and then publishes.
 */
#ifndef PAPERROUTE_RENDER_H
#define PAPERROUTE_RENDER_H

#include <stddef.h>

#include "base/err.h"
#include "model/site.h"
#include "publish/publish.h"
#include "store/store.h"

struct document {
	char *name; /* of the file, inside the output folder */
	char *bytes;
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

/* The documents that differ from the published ones: feed by feed in the order of the topics, "all"
 * first, each in every kind that the site has; then the list of feeds. */
int render_changed(struct documents *out, struct store *store, const struct site *site,
	const struct publisher *publisher, struct err *err);

#endif
