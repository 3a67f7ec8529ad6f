/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "store/store.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/xalloc.h"
#include "store/entries.h"
#include "store/query.h"
#include "store/routes.h"

/* The row of the feed of everything; no topic has that name */
#define ALL "all"

struct topic_row {
	int64_t number;
	int64_t began;
	int64_t updated; /* CLOCK_NONE before its first document */
};

static int get_topic(struct topic_row *out, struct store *store, const char *slug, struct err *err)
{
	struct query query;
	bool row;

	if (routes_add_topic(store, slug, err) != 0)
		return -1;
	query_begin(&query, store, SQL_GET_TOPIC);
	query_bind_text(&query, 1, slug);
	if (query_row(&row, &query, err) != 0)
		return -1;
	out->number = query_int(&query, 0);
	out->began = query_int(&query, 1);
	out->updated = query_time(&query, 2);
	query_end(&query);
	return 0;
}

/* The numbers of the feed's entries, in the document's order; the caller frees *out */
static int list_entries(int64_t **out, size_t *count, struct store *store,
	const struct topic_row *topic, const struct store_feed_options *options, struct err *err)
{
	size_t cap = 0;
	struct query query;
	bool row;

	*out = NULL;
	*count = 0;
	query_begin(&query, store, options->slug ? SQL_FEED_TOPIC : SQL_FEED_ALL);
	query_bind_count(&query, 1, options->limit);
	if (options->slug)
		query_bind_int(&query, 2, topic->number);
	for (;;) {
		if (query_row(&row, &query, err) != 0)
			break;
		if (!row)
			return 0;
		*out = xgrow(*out, &cap, *count + 1, sizeof(**out));
		(*out)[(*count)++] = query_int(&query, 0);
	}
	free(*out);
	*out = NULL;
	return -1;
}

static int fill(struct feed_entry *out, struct store *store, struct arena *arena, int64_t number,
	const struct store_feed_options *options, struct err *err)
{
	struct stored_entry *stored = arena_alloc(arena, sizeof(*stored));
	const char *slug = options->slug ? options->slug : ALL;

	if (entries_load(stored, store, arena, number, err) != 0)
		return -1;
	if (!stored->entry.link && stored->template && options->expand)
		stored->entry.link = options->expand(arena, stored->template, &stored->entry);
	out->entry = &stored->entry;
	out->id = arena_printf(arena, "%s%s", options->tag_prefix, stored->minted);
	return routes_load(&out->routes, &out->route_count, store, arena, number, slug, err);
}

/* The newest of the entries', or when the topic began if there is none; not before what was said
 * last time, nor after the run */
static int64_t updated(
	const struct feed *feed, const struct topic_row *topic, const struct store *store)
{
	int64_t newest = feed->entry_count ? CLOCK_NONE : topic->began;

	for (size_t i = 0; i < feed->entry_count; i++) {
		if (feed->entries[i].entry->updated > newest)
			newest = feed->entries[i].entry->updated;
	}
	if (newest < topic->updated)
		newest = topic->updated;
	return newest > store->now ? store->now : newest;
}

static int set_updated(
	struct store *store, const struct topic_row *topic, int64_t when, struct err *err)
{
	struct query query;

	if (when == topic->updated)
		return 0;
	query_begin(&query, store, SQL_SET_TOPIC_UPDATED);
	query_bind_int(&query, 1, topic->number);
	query_bind_time(&query, 2, when);
	return query_run(&query, err);
}

int store_feed(struct store *store, struct feed *feed, struct arena *arena,
	const struct store_feed_options *options, struct err *err)
{
	struct topic_row topic;
	int64_t *numbers = NULL;
	size_t count;
	int result = -1;

	feed->entries = NULL;
	feed->entry_count = 0;
	if (get_topic(&topic, store, options->slug ? options->slug : ALL, err) != 0)
		return -1;
	if (list_entries(&numbers, &count, store, &topic, options, err) != 0)
		return -1;
	feed->entries = arena_array(arena, count, sizeof(*feed->entries));
	for (; feed->entry_count < count; feed->entry_count++) {
		if (fill(&feed->entries[feed->entry_count], store, arena,
			    numbers[feed->entry_count], options, err) != 0)
			goto out;
	}
	feed->updated = updated(feed, &topic, store);
	result = set_updated(store, &topic, feed->updated, err);
out:
	free(numbers);
	return result;
}
