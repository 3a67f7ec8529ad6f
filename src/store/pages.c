/* SPDX-License-Identifier: ISC */
/*
 * What pages show beyond a feed's documents: months, counts, the newest day.
 */
#include "config.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/xalloc.h"
#include "store/feeds.h"

/* The rows of month and papers that a begun statement answers with */
static int list_months(struct page_month **out, size_t *count, struct arena *arena,
	struct query *query, struct err *err)
{
	struct page_month *found = NULL;
	size_t cap = 0;
	int result;
	bool row;

	*count = 0;
	for (;;) {
		result = query_row(&row, query, err);
		if (result != 0 || !row)
			break;
		found = xgrow(found, &cap, *count + 1, sizeof(*found));
		found[(*count)++] = (struct page_month){
			query_text(query, 0, arena), (size_t)query_int(query, 1)};
	}
	*out = arena_copy(arena, found, *count, sizeof(**out));
	free(found);
	return result;
}

int store_months(struct store *store, struct page_month **out, size_t *count, struct arena *arena,
	const char *slug, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_MONTHS);
	query_bind_text(&query, 1, slug);
	return list_months(out, count, arena, &query, err);
}

int store_dirty_months(struct store *store, struct page_month **out, size_t *count,
	struct arena *arena, const char *slug, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_DIRTY_MONTHS);
	query_bind_text(&query, 1, slug);
	return list_months(out, count, arena, &query, err);
}

int store_month(struct store *store, struct feed *feed, struct arena *arena, const char *month,
	const struct store_feed_options *options, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_MONTH);
	query_bind_text(&query, 1, feed->slug);
	query_bind_text(&query, 2, month);
	return feeds_fill(feed, store, arena, &query, options, err);
}

int store_latest(struct store *store, struct feed *feed, struct arena *arena, size_t most,
	const struct store_feed_options *options, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_LATEST);
	query_bind_count(&query, 1, most);
	return feeds_fill(feed, store, arena, &query, options, err);
}

static int run_with(
	struct store *store, enum sql sql, const char *slug, const char *month, struct err *err)
{
	struct query query;

	query_begin(&query, store, sql);
	query_bind_text(&query, 1, slug);
	if (month)
		query_bind_text(&query, 2, month);
	return query_run(&query, err);
}

int store_set_month_clean(struct store *store, const char *slug, const char *month, struct err *err)
{
	return run_with(store, SQL_SET_MONTH_CLEAN, slug, month, err);
}

int store_set_months_dirty(struct store *store, const char *slug, struct err *err)
{
	struct query query;

	if (slug)
		return run_with(store, SQL_SET_MONTHS_DIRTY, slug, NULL, err);
	query_begin(&query, store, SQL_SET_ALL_MONTHS_DIRTY);
	return query_run(&query, err);
}

int store_newest_day(struct store *store, int64_t *day, struct err *err)
{
	struct query query;
	bool row;

	*day = CLOCK_NONE;
	query_begin(&query, store, SQL_NEWEST_DAY);
	if (query_row(&row, &query, err) != 0)
		return -1;
	if (row)
		*day = query_int(&query, 0);
	query_end(&query);
	return 0;
}

int store_set_recent_dirty(struct store *store, int64_t from, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_SET_RECENT_DIRTY);
	query_bind_int(&query, 1, from);
	return query_run(&query, err);
}

int store_tallies(struct store *store, struct page_day **out, size_t *count, struct arena *arena,
	const char *slug, int64_t from, struct err *err)
{
	struct page_day *found = NULL;
	size_t cap = 0;
	struct query query;
	int result;
	bool row;

	*count = 0;
	query_begin(&query, store, SQL_TALLIES);
	query_bind_text(&query, 1, slug);
	query_bind_int(&query, 2, from);
	for (;;) {
		result = query_row(&row, &query, err);
		if (result != 0 || !row)
			break;
		found = xgrow(found, &cap, *count + 1, sizeof(*found));
		found[(*count)++] =
			(struct page_day){query_int(&query, 0), (size_t)query_int(&query, 1)};
	}
	*out = arena_copy(arena, found, *count, sizeof(**out));
	free(found);
	return result;
}

int store_papers(struct store *store, size_t *out, const char *slug, struct err *err)
{
	struct query query;
	bool row;

	query_begin(&query, store, SQL_PAPERS);
	query_bind_text(&query, 1, slug);
	if (query_row(&row, &query, err) != 0)
		return -1;
	*out = (size_t)query_int(&query, 0);
	query_end(&query);
	return 0;
}
