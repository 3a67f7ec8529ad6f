/* SPDX-License-Identifier: ISC */
/*
 * Where papers come from, who puts those lists together, and how each did in each run.
 */
#include "config.h"

#include "store/store.h"

#include <stdlib.h>
#include <string.h>

#include "store/query.h"

int store_source(struct store *store, int64_t *number, const struct source *source, struct err *err)
{
	struct query query;
	bool row;

	query_begin(&query, store, SQL_PUT_SOURCE);
	query_bind_text(&query, 1, source->name);
	query_bind_text(&query, 2, source->link);
	if (query_row(&row, &query, err) != 0)
		return -1;
	*number = query_int(&query, 0);
	query_end(&query);
	return 0;
}

int store_set_contributor(struct store *store, int64_t source, const char *name, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_SET_CONTRIBUTOR);
	query_bind_int(&query, 1, source);
	query_bind_text(&query, 2, name);
	return query_run(&query, err);
}

int store_contributors(struct store *store, struct arena *arena, const char ***names, size_t *count,
	const char *slug, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_CONTRIBUTORS);
	query_bind_text(&query, 1, slug);
	return query_texts(names, count, arena, &query, err);
}

int store_log_source(
	struct store *store, int64_t source, const struct source_run *run, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_LOG_SOURCE);
	query_bind_int(&query, 1, store->run);
	query_bind_int(&query, 2, source);
	query_bind_count(&query, 3, run->records);
	query_bind_count(&query, 4, run->added);
	query_bind_count(&query, 5, run->changed);
	query_bind_int(&query, 6, run->failed);
	query_bind_text(&query, 7, run->message);
	query_bind_int(&query, 8, run->unchanged);
	query_bind_int(&query, 9, run->status);
	query_bind_count(&query, 10, run->bytes);
	query_bind_count(&query, 11, run->attempts);
	query_bind_int(&query, 12, run->suspicious);
	return query_run(&query, err);
}

int store_get_kept(struct store *store, const struct kept_body **out, struct arena *arena,
	int64_t source, struct err *err)
{
	struct kept_body *kept;
	struct query query;
	bool row;

	*out = NULL;
	query_begin(&query, store, SQL_GET_KEPT);
	query_bind_int(&query, 1, source);
	if (query_row(&row, &query, err) != 0)
		return -1;
	if (!row)
		return 0;
	kept = arena_alloc(arena, sizeof(*kept));
	kept->url = query_text(&query, 0, arena);
	kept->etag = query_text(&query, 1, arena);
	kept->modified = query_text(&query, 2, arena);
	kept->type = query_text(&query, 3, arena);
	kept->hash = query_text(&query, 4, arena);
	kept->reading = query_text(&query, 5, arena);
	*out = kept;
	query_end(&query);
	return 0;
}

int store_put_kept(
	struct store *store, int64_t source, const struct kept_body *kept, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_PUT_KEPT);
	query_bind_int(&query, 1, source);
	query_bind_text(&query, 2, kept->url);
	query_bind_text(&query, 3, kept->etag);
	query_bind_text(&query, 4, kept->modified);
	query_bind_text(&query, 5, kept->type);
	query_bind_text(&query, 6, kept->hash);
	query_bind_text(&query, 7, kept->reading);
	return query_run(&query, err);
}
