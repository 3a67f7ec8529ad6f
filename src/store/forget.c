/* SPDX-License-Identifier: ISC */
/*
 * Entries that are taken out for good.
 */
#include "config.h"

#include "store/query.h"
#include "store/store.h"

static int is_archived(struct store *store, bool *out, int64_t entry, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_IS_ARCHIVED);
	query_bind_int(&query, 1, entry);
	if (query_row(out, &query, err) != 0)
		return -1;
	query_end(&query);
	return 0;
}

int store_forget(struct store *store, int64_t entry, bool *archived, struct err *err)
{
	struct query query;

	if (is_archived(store, archived, entry, err) != 0)
		return -1;
	for (int sql = SQL_FORGET_FIRST; sql <= SQL_FORGET_LAST; sql++) {
		query_begin(&query, store, (enum sql)sql);
		query_bind_int(&query, 1, entry);
		if (query_run(&query, err) != 0)
			return -1;
	}
	return 0;
}

int store_find(struct store *store, int64_t *entry, bool *found, const char *key, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_FIND_KEY);
	query_bind_text(&query, 1, key);
	if (query_row(found, &query, err) != 0)
		return -1;
	if (*found)
		*entry = query_int(&query, 0);
	query_end(&query);
	return 0;
}
