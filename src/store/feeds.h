/* SPDX-License-Identifier: ISC */
/*
 * Inside the store: what live documents and archives share.
 */
#ifndef PAPERROUTE_STORE_FEEDS_H
#define PAPERROUTE_STORE_FEEDS_H

#include "store/query.h"
#include "store/store.h"

struct topic_row {
	int64_t number;
	int64_t began;
	int64_t updated; /* CLOCK_NONE before its first document */
	bool dirty;
};

/* The feed's row, made when missing. */
int feeds_topic(struct topic_row *out, struct store *store, const char *slug, struct err *err);

/* How many archives the feed has. */
int feeds_archives(
	unsigned *out, struct store *store, const struct topic_row *topic, struct err *err);

/* Keeps an archive's bytes, of one kind. */
int feeds_put_archive(struct store *store, const struct topic_row *topic, unsigned number,
	const struct sealed *document, struct err *err);

/* Fills feed->entries with the entries whose numbers the begun query answers with, in its order. */
int feeds_fill(struct feed *feed, struct store *store, struct arena *arena, struct query *query,
	const struct store_feed_options *options, struct err *err);

/* The newest updated of the feed's entries; CLOCK_NONE when it has none. */
int64_t feeds_newest(const struct feed *feed);

#endif
