/* SPDX-License-Identifier: ISC */
/*
 * What [site] after has yet to be told of.
 */
#include "config.h"

#include "store/query.h"
#include "store/store.h"

int store_owing(struct store *store, bool *out, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_OWING);
	if (query_row(out, &query, err) != 0)
		return -1;
	query_end(&query);
	return 0;
}

int store_owe(struct store *store, int64_t *debt, struct err *err)
{
	struct query query;
	bool row;

	query_begin(&query, store, SQL_OWE);
	if (query_row(&row, &query, err) != 0)
		return -1;
	*debt = query_int(&query, 0);
	query_end(&query);
	return 0;
}

static int run_for(struct store *store, enum sql sql, int64_t debt, struct err *err)
{
	struct query query;

	query_begin(&query, store, sql);
	query_bind_int(&query, 1, debt);
	return query_run(&query, err);
}

int store_take_over(struct store *store, int64_t debt, struct err *err)
{
	return run_for(store, SQL_TAKE_OVER_GONE, debt, err) == 0
		       ? run_for(store, SQL_TAKE_OVER, debt, err)
		       : -1;
}

int store_goes(struct store *store, int64_t debt, const char *name, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_GOES);
	query_bind_int(&query, 1, debt);
	query_bind_text(&query, 2, name);
	return query_run(&query, err);
}

int store_gone(struct store *store, int64_t debt, struct arena *arena, const char ***names,
	size_t *count, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_GONE);
	query_bind_int(&query, 1, debt);
	return query_texts(names, count, arena, &query, err);
}

int store_told(struct store *store, int64_t debt, struct err *err)
{
	return run_for(store, SQL_TOLD, debt, err);
}
