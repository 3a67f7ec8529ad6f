/* SPDX-License-Identifier: ISC */
/*
 * The files that we wrote, and which feeds have to be looked at again.
 */
#include "config.h"

#include "store/query.h"
#include "store/store.h"

int store_get_document(struct store *store, struct stored_document *out, bool *found,
	const char *name, struct err *err)
{
	struct query query;

	*out = (struct stored_document){.name = name};
	query_begin(&query, store, SQL_GET_DOCUMENT);
	query_bind_text(&query, 1, name);
	if (query_row(found, &query, err) != 0)
		return -1;
	if (*found) {
		out->size = query_int(&query, 0);
		out->mtime = query_int(&query, 1);
	}
	query_end(&query);
	return 0;
}

int store_begin_confirm(struct store *store, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_BEGIN);
	return query_run(&query, err);
}

int store_confirm_document(
	struct store *store, const struct stored_document *document, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_PUT_DOCUMENT);
	query_bind_text(&query, 1, document->name);
	query_bind_text(&query, 2, document->slug);
	query_bind_int(&query, 3, document->size);
	query_bind_int(&query, 4, document->mtime);
	return query_run(&query, err);
}

int store_set_clean(struct store *store, const char *slug, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_SET_CLEAN);
	query_bind_text(&query, 1, slug);
	return query_run(&query, err);
}
