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

int store_set_untold(struct store *store, const char *name, bool untold, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_SET_UNTOLD);
	query_bind_text(&query, 1, name);
	query_bind_int(&query, 2, untold);
	return query_run(&query, err);
}

int store_untold(struct store *store, struct arena *arena, const char ***names, size_t *count,
	struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_UNTOLD);
	return query_texts(names, count, arena, &query, err);
}

int store_promise(struct store *store, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_PROMISE);
	return query_run(&query, err);
}

int store_each_file(struct store *store, bool all_archives,
	void (*visit)(void *ctx, const char *name, const char *slug), void *ctx, struct err *err)
{
	struct arena arena;
	struct query query;
	bool row;
	int result;

	arena_init(&arena);
	query_begin(&query, store, SQL_FILES);
	query_bind_int(&query, 1, all_archives);
	for (;;) {
		result = query_row(&row, &query, err);
		if (result != 0 || !row)
			break;
		visit(ctx, query_text(&query, 0, &arena), query_text(&query, 1, &arena));
		arena_release(&arena);
	}
	return result;
}

int store_has_document_like(struct store *store, bool *out, const char *pattern, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_DOCUMENT_LIKE);
	query_bind_text(&query, 1, pattern);
	if (query_row(out, &query, err) != 0)
		return -1;
	query_end(&query);
	return 0;
}

static int run_each(
	struct store *store, enum sql first, enum sql last, const char *text, struct err *err)
{
	struct query query;

	for (int sql = (int)first; sql <= (int)last; sql++) {
		query_begin(&query, store, (enum sql)sql);
		query_bind_text(&query, 1, text);
		if (query_run(&query, err) != 0)
			return -1;
	}
	return 0;
}

int store_forget_document(struct store *store, const char *name, struct err *err)
{
	return run_each(store, SQL_FORGET_DOCUMENT, SQL_FORGET_ARCHIVE, name, err);
}

int store_forget_feed(struct store *store, const char *slug, struct err *err)
{
	return run_each(store, SQL_FORGET_ARCHIVES, SQL_FORGET_MEMBERS, slug, err);
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
	query_bind_int(&query, 5, document->untold);
	return query_run(&query, err);
}

int store_set_clean(struct store *store, const char *slug, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_SET_CLEAN);
	query_bind_text(&query, 1, slug);
	return query_run(&query, err);
}
