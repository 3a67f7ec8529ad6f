/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "store/entries.h"

#include "store/pack.h"
#include "store/query.h"
#include "store/routes.h"
#include "store/row.h"

int entries_load(struct stored_entry *out, struct store *store, struct arena *arena, int64_t number,
	struct err *err)
{
	struct query query;
	const char *sources;
	bool row;
	int result;

	*out = (struct stored_entry){0};
	query_begin(&query, store, SQL_GET_ENTRY);
	query_bind_int(&query, 1, number);
	if (query_row(&row, &query, err) != 0)
		return -1;
	if (!row)
		return query_damaged(store, "an entry", err);
	out->living = query_int(&query, 0);
	out->minted = query_text(&query, 1, arena);
	out->template = query_text(&query, 2, arena);
	sources = query_text(&query, 3, arena);
	out->dated = query_time(&query, 4);
	result = row_get(&out->entry, arena, &query, 5, err);
	if (result == 0 &&
		unpack_strings(&out->entry.sources, &out->entry.source_count, arena, sources) != 0)
		result = query_damaged(store, "the sources of an entry", err);
	query_end(&query);
	return result;
}

int store_get_entry(struct store *store, struct entry *out, bool *found, struct arena *arena,
	int64_t entry, struct err *err)
{
	struct stored_entry stored;

	*found = false;
	*out = (struct entry){0};
	if (entries_load(&stored, store, arena, entry, err) != 0)
		return -1;
	*found = stored.living;
	*out = stored.entry;
	return 0;
}

int store_put_entry(struct store *store, int64_t number, const struct entry *entry, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_PUT_ENTRY);
	query_bind_int(&query, 1, number);
	return row_put(&query, entry, err) == 0 ? routes_join_all(store, number, err) : -1;
}

int store_correct(struct store *store, int64_t entry, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_CORRECT);
	query_bind_int(&query, 1, entry);
	return query_run(&query, err);
}

int store_date_entries(struct store *store, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_DATE_ENTRIES);
	return query_run(&query, err);
}

/* The living entry that follows after; *found is false after the last */
static int next(bool *found, int64_t *number, struct store *store, int64_t after, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_NEXT_ENTRY);
	query_bind_int(&query, 1, after);
	if (query_row(found, &query, err) != 0)
		return -1;
	if (*found)
		*number = query_int(&query, 0);
	query_end(&query);
	return 0;
}

/* No statement stays open while visit runs, which may write */
int store_each_entry(struct store *store,
	int (*visit)(void *ctx, int64_t number, const struct entry *entry), void *ctx,
	struct err *err)
{
	struct stored_entry stored;
	struct arena arena;
	int64_t number = 0;
	bool found;
	int result;

	arena_init(&arena);
	for (;;) {
		result = next(&found, &number, store, number, err);
		if (result != 0 || !found)
			break;
		result = entries_load(&stored, store, &arena, number, err);
		if (result == 0)
			result = visit(ctx, number, &stored.entry);
		if (result != 0)
			break;
		arena_release(&arena);
	}
	arena_release(&arena);
	return result;
}
