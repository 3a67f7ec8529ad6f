/* SPDX-License-Identifier: ISC */
/*
 * Inside the store: topics and what is routed to them.
 */
#ifndef PAPERROUTE_STORE_ROUTES_H
#define PAPERROUTE_STORE_ROUTES_H

#include "store/store.h"

/* Makes sure that there is a topic of that name; one that is new begins now. */
int routes_add_topic(struct store *store, const char *slug, struct err *err);

/* The entry stands in the feed of everything from now on. */
int routes_join_all(struct store *store, int64_t entry, struct err *err);

/* All routes of an entry: that to the topic slug first, then by slug. */
int routes_load(const struct route **out, size_t *count, struct store *store, struct arena *arena,
	int64_t entry, const char *slug, struct err *err);

#endif
