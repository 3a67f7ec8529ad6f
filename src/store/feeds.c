/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "store/feeds.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/xalloc.h"
#include "store/entries.h"
#include "store/routes.h"

int feeds_topic(struct topic_row *out, struct store *store, const char *slug, struct err *err)
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
	out->dirty = query_int(&query, 3);
	query_end(&query);
	return 0;
}

int feeds_archives(
	unsigned *out, struct store *store, const struct topic_row *topic, struct err *err)
{
	struct query query;
	bool row;

	query_begin(&query, store, SQL_LAST_ARCHIVE);
	query_bind_int(&query, 1, topic->number);
	if (query_row(&row, &query, err) != 0)
		return -1;
	*out = (unsigned)query_int(&query, 0);
	query_end(&query);
	return 0;
}

int store_feed_state(
	struct store *store, struct store_feed_state *out, const char *slug, struct err *err)
{
	struct topic_row topic;

	if (feeds_topic(&topic, store, slug, err) != 0)
		return -1;
	out->dirty = topic.dirty;
	out->updated = topic.updated;
	return feeds_archives(&out->archives, store, &topic, err);
}

/* The numbers that the query answers with; the caller frees *out */
static int list_numbers(int64_t **out, size_t *count, struct query *query, struct err *err)
{
	size_t cap = 0;
	bool row;

	*out = NULL;
	*count = 0;
	for (;;) {
		if (query_row(&row, query, err) != 0)
			break;
		if (!row)
			return 0;
		*out = xgrow(*out, &cap, *count + 1, sizeof(**out));
		(*out)[(*count)++] = query_int(query, 0);
	}
	free(*out);
	*out = NULL;
	return -1;
}

static int fill(struct feed_entry *out, struct store *store, struct arena *arena, int64_t number,
	const char *slug, const struct store_feed_options *options, struct err *err)
{
	struct stored_entry *stored = arena_alloc(arena, sizeof(*stored));

	if (entries_load(stored, store, arena, number, err) != 0)
		return -1;
	if (!stored->entry.link && stored->template && options->expand)
		stored->entry.link = options->expand(arena, stored->template, &stored->entry);
	if (stored->dated != CLOCK_NONE)
		stored->entry.published = stored->dated;
	out->number = number;
	out->entry = &stored->entry;
	out->id = arena_printf(arena, "%s%s", options->tag_prefix, stored->minted);
	return routes_load(&out->routes, &out->route_count, store, arena, number, slug, err);
}

int feeds_fill(struct feed *feed, struct store *store, struct arena *arena, struct query *query,
	const struct store_feed_options *options, struct err *err)
{
	int64_t *numbers;
	size_t count;
	int result = -1;

	feed->entries = NULL;
	feed->entry_count = 0;
	if (list_numbers(&numbers, &count, query, err) != 0)
		return -1;
	feed->entries = arena_array(arena, count, sizeof(*feed->entries));
	for (; feed->entry_count < count; feed->entry_count++) {
		if (fill(&feed->entries[feed->entry_count], store, arena,
			    numbers[feed->entry_count], feed->slug, options, err) != 0)
			goto out;
	}
	result = 0;
out:
	free(numbers);
	return result;
}

int64_t feeds_newest(const struct feed *feed)
{
	int64_t newest = CLOCK_NONE;

	for (size_t i = 0; i < feed->entry_count; i++) {
		if (feed->entries[i].entry->updated > newest)
			newest = feed->entries[i].entry->updated;
	}
	return newest;
}

/* The newest of the entries', or when the topic began if there is none; not after the run, nor before
 * what was said last time: a run whose clock was ahead may have said something later than now */
static int64_t updated(
	const struct feed *feed, const struct topic_row *topic, const struct store *store)
{
	int64_t newest = feed->entry_count ? feeds_newest(feed) : topic->began;

	if (newest > store->now)
		newest = store->now;
	return newest < topic->updated ? topic->updated : newest;
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

int store_move_feed(
	struct store *store, int64_t *when, const char *slug, const char *to, struct err *err)
{
	struct query query;
	bool row;

	query_begin(&query, store, SQL_MOVE_TOPIC);
	query_bind_text(&query, 1, slug);
	query_bind_text(&query, 2, to);
	query_bind_time(&query, 3, store->now);
	if (query_row(&row, &query, err) != 0)
		return -1;
	*when = row ? query_time(&query, 0) : CLOCK_NONE;
	query_end(&query);
	return 0;
}

int store_feed(struct store *store, struct feed *feed, struct arena *arena,
	const struct store_feed_options *options, struct err *err)
{
	struct topic_row topic;
	struct query query;

	if (feeds_topic(&topic, store, feed->slug, err) != 0 ||
		feeds_archives(&feed->previous, store, &topic, err) != 0)
		return -1;
	query_begin(&query, store, SQL_LIVE);
	query_bind_int(&query, 1, topic.number);
	if (feeds_fill(feed, store, arena, &query, options, err) != 0)
		return -1;
	feed->archive = 0;
	feed->updated = updated(feed, &topic, store);
	return set_updated(store, &topic, feed->updated, err);
}
