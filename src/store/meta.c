/* SPDX-License-Identifier: ISC */
/*
 * What the store remembers of the site as a whole, by name.
 */
#include "config.h"

#include "store/store.h"

#include <string.h>

#include "store/query.h"

#define TAG_AUTHORITY "tag_authority"
#define TAG_DATE      "tag_date"
#define FINGERPRINT   "fingerprint"
#define TIDIED        "tidied"
#define LOOK          "look"

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

int store_set_look(struct store *store, const char *digest, struct err *err)
{
	const char *last;
	struct arena arena;
	struct query query;
	int result;

	arena_init(&arena);
	result = get(&last, store, &arena, LOOK, err);
	if (result == 0 && (!last || strcmp(last, digest) != 0)) {
		query_begin(&query, store, SQL_SET_DIRTY);
		result = query_run(&query, err);
		if (result == 0)
			result = set(store, LOOK, digest, err);
	}
	arena_release(&arena);
	return result;
}
