/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "store/routes.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "store/pack.h"
#include "store/query.h"

int routes_add_topic(struct store *store, const char *slug, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_ADD_TOPIC);
	query_bind_text(&query, 1, slug);
	query_bind_time(&query, 2, store->now);
	return query_run(&query, err);
}

/* The feed of everything, as a topic's row; no topic has that name */
#define ALL "all"

static int run_with(
	struct store *store, enum sql sql, int64_t entry, const char *text, struct err *err)
{
	struct query query;

	query_begin(&query, store, sql);
	query_bind_int(&query, 1, entry);
	query_bind_text(&query, 2, text);
	return query_run(&query, err);
}

int routes_join_all(struct store *store, int64_t entry, struct err *err)
{
	return routes_add_topic(store, ALL, err) == 0 ? run_with(store, SQL_JOIN, entry, ALL, err)
						      : -1;
}

/* Takes the entry out of all topics but those of routes: its routes, and its place in live documents */
static int leave_others(struct store *store, int64_t entry, const struct route *routes,
	size_t count, struct err *err)
{
	const char **slugs = xcalloc(count + 1, sizeof(*slugs));
	char *topics, *feeds;
	int result = -1;

	for (size_t i = 0; i < count; i++)
		slugs[i] = routes[i].topic;
	slugs[count] = ALL;
	topics = pack_strings(slugs, count);
	feeds = pack_strings(slugs, count + 1);
	if (run_with(store, SQL_DROP_ROUTES, entry, topics, err) == 0 &&
		run_with(store, SQL_LEAVE, entry, feeds, err) == 0)
		result = run_with(store, SQL_LEAVE_CORRECTION, entry, feeds, err);
	free(topics);
	free(feeds);
	free(slugs);
	return result;
}

static int put(struct store *store, int64_t entry, const struct route *route, struct err *err)
{
	char *reasons;
	struct query query;
	int result;

	if (routes_add_topic(store, route->topic, err) != 0)
		return -1;
	reasons = pack_reasons(route->reasons, route->reason_count);
	query_begin(&query, store, SQL_PUT_ROUTE);
	query_bind_int(&query, 1, entry);
	query_bind_text(&query, 2, route->topic);
	query_bind_int(&query, 3, route->points);
	query_bind_text(&query, 4, reasons);
	result = query_run(&query, err);
	free(reasons);
	return result == 0 ? run_with(store, SQL_JOIN, entry, route->topic, err) : -1;
}

int store_put_routes(struct store *store, int64_t entry, const struct route *routes, size_t count,
	struct err *err)
{
	if (leave_others(store, entry, routes, count, err) != 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		if (put(store, entry, &routes[i], err) != 0)
			return -1;
	}
	return 0;
}

/* From a row of slug, points, reasons */
static int read_route(
	struct route *out, struct arena *arena, const struct query *query, struct err *err)
{
	const char *reasons = query_text(query, 2, arena);

	*out = (struct route){0};
	out->topic = query_text(query, 0, arena);
	out->points = (int)query_int(query, 1);
	if (unpack_reasons(&out->reasons, &out->reason_count, arena, reasons) != 0)
		return query_damaged(query->store, "a route", err);
	return 0;
}

int routes_load(const struct route **out, size_t *count, struct store *store, struct arena *arena,
	int64_t entry, const char *slug, struct err *err)
{
	struct route *found = NULL;
	size_t cap = 0;
	struct query query;
	bool row;
	int result = -1;

	*out = NULL;
	*count = 0;
	query_begin(&query, store, SQL_ROUTES);
	query_bind_int(&query, 1, entry);
	query_bind_text(&query, 2, slug);
	for (;;) {
		if (query_row(&row, &query, err) != 0)
			goto out;
		if (!row)
			break;
		found = xgrow(found, &cap, *count + 1, sizeof(*found));
		if (read_route(&found[(*count)++], arena, &query, err) != 0)
			goto out;
	}
	*out = arena_copy(arena, found, *count, sizeof(*found));
	result = 0;
out:
	query_end(&query);
	free(found);
	return result;
}
