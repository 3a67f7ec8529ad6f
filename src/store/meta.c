/* SPDX-License-Identifier: ISC */
/*
 * What the store remembers of the site as a whole, by name.
 */
#include "config.h"

#include "store/store.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "store/query.h"

#define TAG_AUTHORITY "tag_authority"
#define TAG_DATE      "tag_date"
#define FINGERPRINT   "fingerprint"
#define TIDIED        "tidied"
#define LOOK          "look"
#define NEWEST        "newest_day"
#define PROMISE       "promise"

/* *out is NULL when nothing of that name is remembered */
static int get(const char **out, struct store *store, struct arena *arena, const char *name,
	struct err *err)
{
	struct query query;
	bool row;

	*out = NULL;
	query_begin(&query, store, SQL_GET_META);
	query_bind_text(&query, 1, name);
	if (query_row(&row, &query, err) != 0)
		return -1;
	if (row)
		*out = query_text(&query, 0, arena);
	query_end(&query);
	return 0;
}

static int set(struct store *store, const char *name, const char *value, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_SET_META);
	query_bind_text(&query, 1, name);
	query_bind_text(&query, 2, value);
	return query_run(&query, err);
}

int store_pin_tag(struct store *store, const char *authority, const char *date, struct err *err)
{
	const char *pinned_authority, *pinned_date;
	struct arena arena;
	int result = -1;

	arena_init(&arena);
	if (get(&pinned_authority, store, &arena, TAG_AUTHORITY, err) != 0 ||
		get(&pinned_date, store, &arena, TAG_DATE, err) != 0)
		goto out;
	if (!pinned_authority || !pinned_date) {
		if (set(store, TAG_AUTHORITY, authority, err) == 0 &&
			set(store, TAG_DATE, date, err) == 0)
			result = 0;
		goto out;
	}
	if (strcmp(authority, pinned_authority) == 0 && strcmp(date, pinned_date) == 0) {
		result = 0;
		goto out;
	}
	err_set(err, ERR_CONFIG, store->path,
		"this site's papers have ids made of tag_authority = %s and tag_date = %s, by "
		"which "
		"feed readers know them: set these again instead of %s and %s",
		pinned_authority, pinned_date, authority, date);
out:
	arena_release(&arena);
	return result;
}

/* As get, but "" when nothing is remembered */
static int get_or_empty(const char **out, struct store *store, struct arena *arena,
	const char *name, struct err *err)
{
	if (get(out, store, arena, name, err) != 0)
		return -1;
	if (!*out)
		*out = "";
	return 0;
}

int store_get_fingerprint(
	struct store *store, struct arena *arena, const char **out, struct err *err)
{
	return get_or_empty(out, store, arena, FINGERPRINT, err);
}

int store_set_fingerprint(struct store *store, const char *fingerprint, struct err *err)
{
	return set(store, FINGERPRINT, fingerprint, err);
}

int store_get_tidied(struct store *store, struct arena *arena, const char **out, struct err *err)
{
	return get_or_empty(out, store, arena, TIDIED, err);
}

int store_set_tidied(struct store *store, const char *fingerprint, struct err *err)
{
	return set(store, TIDIED, fingerprint, err);
}

int store_promised(const char **out, struct store *store, struct arena *arena, struct err *err)
{
	return get_or_empty(out, store, arena, PROMISE, err);
}

/* Remembers value; *changed when another one, or none, was remembered */
static int change(
	bool *changed, struct store *store, const char *name, const char *value, struct err *err)
{
	struct arena arena;
	const char *last;
	int result;

	arena_init(&arena);
	result = get(&last, store, &arena, name, err);
	*changed = result == 0 && (!last || strcmp(last, value) != 0);
	if (*changed)
		result = set(store, name, value, err);
	arena_release(&arena);
	return result;
}

static int run(struct store *store, enum sql sql, struct err *err)
{
	struct query query;

	query_begin(&query, store, sql);
	return query_run(&query, err);
}

int store_set_look(struct store *store, bool *changed, const char *digest, struct err *err)
{
	if (change(changed, store, LOOK, digest, err) != 0)
		return -1;
	if (*changed && run(store, SQL_SET_DIRTY, err) != 0)
		return -1;
	return *changed ? store_set_months_dirty(store, NULL, err) : 0;
}

int store_set_newest_day(struct store *store, int64_t *day, int64_t span, struct err *err)
{
	struct arena arena;
	const char *last;
	bool changed;
	int64_t from;
	int result;

	if (store_newest_day(store, day, err) != 0 || *day == CLOCK_NONE)
		return *day == CLOCK_NONE ? 0 : -1;
	arena_init(&arena);
	from = *day;
	result = get(&last, store, &arena, NEWEST, err);
	if (result == 0 && last && strtoll(last, NULL, 10) < from)
		from = strtoll(last, NULL, 10);
	if (result == 0)
		result = change(
			&changed, store, NEWEST, arena_printf(&arena, "%" PRId64, *day), err);
	if (result == 0 && changed)
		result = store_set_recent_dirty(store, from - span + 1, err);
	arena_release(&arena);
	return result;
}
