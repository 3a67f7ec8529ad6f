/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "store/health.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/xalloc.h"
#include "model/limits.h"
#include "store/query.h"

/* --- incidents --- */

int health_fewest(struct store *store, size_t *out, int64_t source, struct err *err)
{
	struct query query;
	bool row;

	query_begin(&query, store, SQL_FEWEST);
	query_bind_int(&query, 1, source);
	query_bind_int(&query, 2, store->run);
	query_bind_int(&query, 3, LIMIT_HEALTH_RUNS);
	if (query_row(&row, &query, err) != 0)
		return -1;
	*out = row ? (size_t)query_count(&query, 0) : 0;
	query_end(&query);
	return 0;
}

int health_open(
	struct store *store, int64_t source, bool suspicious, const char *message, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_OPEN_INCIDENT);
	query_bind_int(&query, 1, source);
	query_bind_int(&query, 2, store->now);
	query_bind_int(&query, 3, suspicious);
	query_bind_text(&query, 4, message);
	return query_run(&query, err);
}

int health_close(struct store *store, int64_t source, bool unchanged, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_CLOSE_INCIDENT);
	query_bind_int(&query, 1, source);
	query_bind_int(&query, 2, store->now);
	query_bind_int(&query, 3, unchanged);
	return query_run(&query, err);
}

int health_incidents(struct store *store, struct arena *arena, struct incident **out, size_t *count,
	size_t limit, struct err *err)
{
	struct query query;
	bool row;

	*out = arena_array(arena, limit, sizeof(**out));
	*count = 0;
	query_begin(&query, store, SQL_INCIDENTS);
	query_bind_count(&query, 1, limit);
	for (;;) {
		struct incident *incident = *out + *count;

		if (query_row(&row, &query, err) != 0)
			return -1;
		if (!row)
			return 0;
		incident->number = query_int(&query, 0);
		incident->source = query_text(&query, 1, arena);
		incident->opened = query_int(&query, 2);
		incident->closed = query_time(&query, 3);
		incident->suspicious = query_int(&query, 4);
		incident->message = query_text(&query, 5, arena);
		++*count;
	}
}

/* --- what is old --- */

static int forget(
	struct store *store, enum sql sql, int64_t before, int64_t number, struct err *err)
{
	struct query query;

	query_begin(&query, store, sql);
	query_bind_int(&query, 1, before);
	query_bind_int(&query, 2, number);
	if (sql == SQL_FORGET_RUNS)
		query_bind_int(&query, 3, LIMIT_CLOCK_HELD);
	return query_run(&query, err);
}

int health_forget(struct store *store, struct err *err)
{
	int64_t oldest = store->run - LIMIT_RUNS;

	if (store->run % LIMIT_RUNS_FALLEN != 0)
		return 0;
	if (forget(store, SQL_FORGET_SOURCE_RUNS, oldest, LIMIT_HEALTH_RUNS, err) != 0 ||
		forget(store, SQL_FORGET_RUNS, oldest, LIMIT_RUNS, err) != 0)
		return -1;
	return forget(store, SQL_FORGET_INCIDENTS, 0, LIMIT_INCIDENTS, err);
}

/* --- what status shows --- */

static int ask_time(struct store *store, int64_t *out, enum sql sql, struct err *err)
{
	struct query query;
	bool row;

	query_begin(&query, store, sql);
	if (query_row(&row, &query, err) != 0)
		return -1;
	*out = row ? query_time(&query, 0) : CLOCK_NONE;
	query_end(&query);
	return 0;
}

int health_first_run(struct store *store, int64_t *out, struct err *err)
{
	return ask_time(store, out, SQL_FIRST_RUN, err);
}

int health_last_run(struct store *store, int64_t *out, struct err *err)
{
	return ask_time(store, out, SQL_LAST_RUN, err);
}

int health_source(struct store *store, struct arena *arena, struct source_health *out,
	const char *name, struct err *err)
{
	struct query query;

	*out = (struct source_health){0};
	query_begin(&query, store, SQL_SOURCE_HEALTH);
	query_bind_text(&query, 1, name);
	if (query_row(&out->known, &query, err) != 0)
		return -1;
	if (!out->known)
		return 0;
	out->last_run = query_time(&query, 0);
	out->last_success = query_time(&query, 1);
	out->last_change = query_time(&query, 2);
	out->last_read = query_time(&query, 3);
	out->papers = (size_t)query_count(&query, 4);
	out->failures = (size_t)query_count(&query, 5);
	out->message = query_text(&query, 6, arena);
	out->suspicious = query_int(&query, 7);
	out->known = out->last_run != CLOCK_NONE;
	query_end(&query);
	return 0;
}

int health_feeds(struct store *store, struct arena *arena, struct feed_health **out, size_t *count,
	struct err *err)
{
	struct feed_health *found = NULL;
	size_t cap = 0;
	struct query query;
	int64_t day;
	bool row;
	int result;

	*out = NULL;
	*count = 0;
	query_begin(&query, store, SQL_FEED_HEALTH);
	for (;;) {
		result = query_row(&row, &query, err);
		if (result != 0 || !row)
			break;
		found = xgrow(found, &cap, *count + 1, sizeof(*found));
		day = query_time(&query, 4);
		found[(*count)++] = (struct feed_health){
			.slug = query_text(&query, 0, arena),
			.live = (size_t)query_count(&query, 1),
			.papers = (size_t)query_count(&query, 2),
			.archives = (size_t)query_count(&query, 3),
			.newest = day == CLOCK_NONE ? CLOCK_NONE : day * CLOCK_DAY,
			.files = (size_t)query_count(&query, 5),
		};
	}
	*out = arena_copy(arena, found, *count, sizeof(**out));
	free(found);
	return result;
}
