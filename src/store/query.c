/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "store/query.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/xalloc.h"

#define DAMAGED                                                                                  \
	"put a backup in its place; without one the next run keeps it aside and makes the site " \
	"anew"
#define FULL   "make room and run again"
#define DENIED "it and its folder must be writable for the user who runs paperroute"
#define HELD   "another program holds it; run again when that is done"

/* What a person can do about it, by SQLite's primary code. Our statements fit our tables: one that
 * does not run, or runs into a constraint, found other ones. */
static const struct {
	int code;
	const char *advice;
} advices[] = {
	{SQLITE_NOTADB, DAMAGED},
	{SQLITE_CORRUPT, DAMAGED},
	{SQLITE_ERROR, DAMAGED},
	{SQLITE_CONSTRAINT, DAMAGED},
	{SQLITE_FULL, FULL},
	{SQLITE_IOERR, "the disk may be full or failing, " FULL},
	{SQLITE_READONLY, DENIED},
	{SQLITE_PERM, DENIED},
	{SQLITE_CANTOPEN, DENIED},
	{SQLITE_BUSY, HELD},
	{SQLITE_LOCKED, HELD},
};

/* The same by what the system said, which tells more */
static const struct {
	int reason;
	const char *advice;
} system_advices[] = {
	{EMFILE, "the limit on open files is too low (ulimit -n)"},
	{EFBIG, "the limit on the size of files is too low (ulimit -f)"},
};

static const char *advice_for(int code, int reason)
{
	for (size_t i = 0; i < sizeof(system_advices) / sizeof(system_advices[0]); i++) {
		if (system_advices[i].reason == reason)
			return system_advices[i].advice;
	}
	for (size_t i = 0; i < sizeof(advices) / sizeof(advices[0]); i++) {
		if (advices[i].code == (code & 0xff))
			return advices[i].advice;
	}
	return NULL;
}

/* What became of the run that ends here, to be followed by what to do; "" where there is none */
static const char *fate(const struct store *store)
{
	if (store->kept)
		return "what this run read is kept; ";
	return store->run ? "nothing of this run was kept; " : "";
}

/* What the system said, when it was asked; 0 else */
static int system_errno(struct store *store, int code)
{
	if ((code & 0xff) != SQLITE_CANTOPEN && (code & 0xff) != SQLITE_IOERR)
		return 0;
	return sqlite3_system_errno(store->db);
}

int query_fail(struct store *store, int code, struct err *err)
{
	/* the code may be of another connection than ours */
	bool known = store->db && sqlite3_extended_errcode(store->db) == code;
	const char *text = known ? sqlite3_errmsg(store->db) : sqlite3_errstr(code);
	int reason = known ? system_errno(store, code) : 0;
	const char *advice = advice_for(code, reason);

	store->failed = true;
	return err_set(err, ERR_STORE, store->path, "%s%s%s%s%s%s", text, reason ? ": " : "",
		reason ? strerror(reason) : "", advice ? ": " : "", advice ? fate(store) : "",
		advice ? advice : "");
}

int query_damaged(struct store *store, const char *what, struct err *err)
{
	store->failed = store->unreadable = true;
	return err_set(err, ERR_STORE, store->path, "%s in it cannot be read: %s" DAMAGED, what,
		fate(store));
}

void query_begin(struct query *query, struct store *store, enum sql sql)
{
	sqlite3_stmt **stmt = &store->statements[sql];

	*query = (struct query){.store = store};
	if (!*stmt)
		query->code = sqlite3_prepare_v3(
			store->db, sql_texts[sql], -1, SQLITE_PREPARE_PERSISTENT, stmt, NULL);
	query->stmt = *stmt;
}

static void keep(struct query *query, int code)
{
	if (query->code == SQLITE_OK)
		query->code = code;
}

void query_bind_text(struct query *query, int at, const char *text)
{
	if (query->stmt)
		keep(query, sqlite3_bind_text(query->stmt, at, text, -1, SQLITE_STATIC));
}

void query_bind_int(struct query *query, int at, int64_t value)
{
	if (query->stmt)
		keep(query, sqlite3_bind_int64(query->stmt, at, value));
}

void query_bind_count(struct query *query, int at, uint64_t value)
{
	query_bind_int(query, at, value > INT64_MAX ? INT64_MAX : (int64_t)value);
}

void query_bind_time(struct query *query, int at, int64_t when)
{
	if (when != CLOCK_NONE)
		query_bind_int(query, at, when);
	else if (query->stmt)
		keep(query, sqlite3_bind_null(query->stmt, at));
}

void query_bind_bytes(struct query *query, int at, const void *bytes, size_t len)
{
	if (query->stmt)
		keep(query, sqlite3_bind_blob64(query->stmt, at, bytes, len, SQLITE_STATIC));
}

int query_row(bool *row, struct query *query, struct err *err)
{
	*row = false;
	if (query->code == SQLITE_OK) {
		query->code = sqlite3_step(query->stmt);
		*row = query->code == SQLITE_ROW;
		if (*row || query->code == SQLITE_DONE)
			query->code = SQLITE_OK;
	}
	if (query->code != SQLITE_OK)
		query_fail(query->store, query->code, err);
	if (!*row)
		query_end(query);
	return query->code == SQLITE_OK ? 0 : -1;
}

int query_run(struct query *query, struct err *err)
{
	bool row;

	do {
		if (query_row(&row, query, err) != 0)
			return -1;
	} while (row);
	return 0;
}

void query_end(struct query *query)
{
	if (!query->stmt)
		return;
	sqlite3_reset(query->stmt); /* tells again of a failure that query_row told of */
	sqlite3_clear_bindings(query->stmt);
}

char *query_text(const struct query *query, int at, struct arena *arena)
{
	return arena_strdup(arena, (const char *)sqlite3_column_text(query->stmt, at));
}

int64_t query_int(const struct query *query, int at)
{
	return sqlite3_column_int64(query->stmt, at);
}

uint64_t query_count(const struct query *query, int at)
{
	int64_t value = query_int(query, at);

	return value < 0 ? 0 : (uint64_t)value;
}

int64_t query_time(const struct query *query, int at)
{
	if (sqlite3_column_type(query->stmt, at) == SQLITE_NULL)
		return CLOCK_NONE;
	return query_int(query, at);
}

const void *query_bytes(const struct query *query, int at, size_t *len)
{
	const void *bytes = sqlite3_column_blob(query->stmt, at);

	*len = (size_t)sqlite3_column_bytes(query->stmt, at);
	return bytes;
}

int query_texts(
	const char ***out, size_t *count, struct arena *arena, struct query *query, struct err *err)
{
	const char **found = NULL;
	size_t cap = 0;
	bool row;
	int result;

	*out = NULL;
	*count = 0;
	for (;;) {
		result = query_row(&row, query, err);
		if (result != 0 || !row)
			break;
		found = xgrow(found, &cap, *count + 1, sizeof(*found));
		found[(*count)++] = query_text(query, 0, arena);
	}
	*out = arena_copy(arena, found, *count, sizeof(**out));
	free(found);
	return result;
}

void query_end_all(struct store *store)
{
	for (size_t i = 0; i < SQL_COUNT; i++)
		sqlite3_reset(store->statements[i]);
}

void query_free_all(struct store *store)
{
	for (size_t i = 0; i < SQL_COUNT; i++)
		sqlite3_finalize(store->statements[i]);
}
