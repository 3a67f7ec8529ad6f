/* SPDX-License-Identifier: ISC */
/*
 * Where papers come from, who puts those lists together, and how each did in each run.
 */
#include "config.h"

#include "store/store.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
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
	const char **found = NULL;
	size_t cap = 0;
	struct query query;
	bool row;
	int result = -1;

	*names = NULL;
	*count = 0;
	query_begin(&query, store, SQL_CONTRIBUTORS);
	query_bind_text(&query, 1, slug);
	for (;;) {
		if (query_row(&row, &query, err) != 0)
			goto out;
		if (!row)
			break;
		found = xgrow(found, &cap, *count + 1, sizeof(*found));
		found[(*count)++] = query_text(&query, 0, arena);
	}
	*names = arena_array(arena, *count, sizeof(**names));
	if (*count)
		memcpy(*names, found, *count * sizeof(**names));
	result = 0;
out:
	free(found);
	return result;
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
	return query_run(&query, err);
}
