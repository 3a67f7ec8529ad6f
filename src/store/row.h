/* SPDX-License-Identifier: ISC */
/*
 * The one place where struct entry meets its columns: to add a field, add it to the four below and
 * a step to schema.c.
 */
#ifndef PAPERROUTE_STORE_ROW_H
#define PAPERROUTE_STORE_ROW_H

#include "base/arena.h"
#include "base/err.h"
#include "model/entry.h"
#include "store/query.h"

/* All columns but key and first_seen, which putting an entry does not change, in the order of
 * row_put and row_get; and their values in a statement whose ?1 is the entry's number. */
#define ROW_COLUMNS                                                                        \
	"title, abstract, authors, author_total, link, pdf, code, discussion, categories," \
	" published, listed, updated, votes, comments, rank, source"
#define ROW_VALUES "?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17"

/* Binds an entry to a begun statement that has ROW_VALUES, and runs it. */
int row_put(struct query *query, const struct entry *entry, struct err *err);

/* Reads an entry from a row whose columns from first on are key, first_seen, ROW_COLUMNS. */
int row_get(struct entry *out, struct arena *arena, const struct query *query, int first,
	struct err *err);

#endif
