/* SPDX-License-Identifier: ISC */
/*
 * The raw records that are kept, one per source and entry. Of a record its values and its rank are
 * kept; its line was of an input that is gone.
 */
#include "config.h"

#include "store/records.h"

#include <stdlib.h>

#include "base/xalloc.h"
#include "store/pack.h"
#include "store/query.h"

/* From a row whose columns from first on are rank, fields */
static int read_record(struct record *out, struct arena *arena, const struct query *query,
	int first, struct err *err)
{
	const char *fields = query_text(query, first + 1, arena);

	if (unpack_record(out, arena, fields) != 0)
		return query_damaged(query->store, "a record", err);
	out->rank = (size_t)query_count(query, first);
	return 0;
}

int store_get_record(struct store *store, struct record *out, struct arena *arena, int64_t source,
	int64_t entry, struct err *err)
{
	struct query query;
	bool row;
	int result = 0;

	*out = (struct record){0};
	query_begin(&query, store, SQL_GET_RECORD);
	query_bind_int(&query, 1, entry);
	query_bind_int(&query, 2, source);
	if (query_row(&row, &query, err) != 0)
		return -1;
	if (row)
		result = read_record(out, arena, &query, 0, err);
	query_end(&query);
	return result;
}

int store_put_record(struct store *store, int64_t source, int64_t entry,
	const struct record *record, struct err *err)
{
	char *fields = pack_record(record);
	struct query query;
	int result;

	query_begin(&query, store, SQL_PUT_RECORD);
	query_bind_int(&query, 1, entry);
	query_bind_int(&query, 2, source);
	query_bind_int(&query, 3, store->now);
	query_bind_count(&query, 4, record->rank);
	query_bind_text(&query, 5, fields);
	result = query_run(&query, err);
	free(fields);
	return result;
}

int store_records(struct store *store, struct arena *arena, struct sourced_record **out,
	size_t *count, int64_t entry, struct err *err)
{
	struct sourced_record *found = NULL;
	size_t cap = 0;
	struct query query;
	bool row;
	int result = -1;

	*out = NULL;
	*count = 0;
	query_begin(&query, store, SQL_RECORDS);
	query_bind_int(&query, 1, entry);
	for (;;) {
		struct sourced_record *item;

		if (query_row(&row, &query, err) != 0)
			goto out;
		if (!row)
			break;
		found = xgrow(found, &cap, *count + 1, sizeof(*found));
		item = &found[(*count)++];
		item->source = query_text(&query, 0, arena);
		item->first_seen = query_int(&query, 1);
		if (read_record(&item->record, arena, &query, 2, err) != 0)
			goto out;
	}
	*out = arena_copy(arena, found, *count, sizeof(**out));
	result = 0;
out:
	query_end(&query);
	free(found);
	return result;
}

/* What two entries have of one source. */
struct shared {
	int64_t source;
	struct record mine, other;
};

static int list_shared(struct shared **out, size_t *count, struct store *store, struct arena *arena,
	int64_t into, int64_t from, struct err *err)
{
	size_t cap = 0;
	struct query query;
	bool row;
	int result;

	query_begin(&query, store, SQL_SHARED_RECORDS);
	query_bind_int(&query, 1, into);
	query_bind_int(&query, 2, from);
	for (;;) {
		struct shared *item;

		result = query_row(&row, &query, err);
		if (result != 0 || !row)
			break;
		*out = xgrow(*out, &cap, *count + 1, sizeof(**out));
		item = &(*out)[(*count)++];
		item->source = query_int(&query, 0);
		if (read_record(&item->mine, arena, &query, 1, err) != 0 ||
			read_record(&item->other, arena, &query, 3, err) != 0) {
			result = -1;
			break;
		}
	}
	query_end(&query);
	return result;
}

int records_join(
	struct store *store, int64_t into, int64_t from, store_join_records *join, struct err *err)
{
	struct shared *shared = NULL;
	size_t count = 0;
	struct arena arena;
	int result;

	arena_init(&arena);
	result = list_shared(&shared, &count, store, &arena, into, from, err);
	for (size_t i = 0; i < count && result == 0; i++) {
		struct record joined;

		join(&joined, &arena, &shared[i].other, &shared[i].mine);
		if (joined.rank > shared[i].mine.rank)
			joined.rank = shared[i].mine.rank;
		result = store_put_record(store, shared[i].source, into, &joined, err);
	}
	free(shared);
	arena_release(&arena);
	return result;
}
