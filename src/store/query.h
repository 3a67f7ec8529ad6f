/* SPDX-License-Identifier: ISC */
/*
 * The open database, and the statements that run on it; the only file but store.c and schema.c that
 * calls SQLite.
 *
 *	query_begin, query_bind_..., then query_run (no answer wanted) or query_row until there is
 *	none (query_end earlier), with query_int... on each row.
 *
 * A statement is prepared at its first use and kept. A failure on the way is kept too, and told by
 * query_run or query_row. What is bound is borrowed until the statement has ended. A statement runs
 * once at a time: do not begin one that a caller still reads from.
 */
#ifndef PAPERROUTE_STORE_QUERY_H
#define PAPERROUTE_STORE_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sqlite3.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/sql.h"

struct store {
	sqlite3 *db;
	char *path; /* of the database file, for messages */
	sqlite3_stmt *statements[SQL_COUNT];
	int64_t now;     /* the run's time; CLOCK_NONE before store_begin */
	int64_t run;     /* the run's number */
	int64_t size;    /* of the file, when it was opened */
	bool missing;    /* the file, or all of its bytes, when it was opened */
	bool unreadable; /* what it holds was found to be nothing that we write */
	bool clock_said; /* by a person, and not read from a clock */
	bool failed;     /* since store_begin: what was begun must not be committed */
	bool kept;       /* the run is committed: what fails now is no part of what it read */
};

struct query {
	struct store *store;
	sqlite3_stmt *stmt; /* NULL when it could not be prepared */
	int code;           /* SQLite's, of the first failure; SQLITE_OK before */
};

void query_begin(struct query *query, struct store *store, enum sql sql);

/* at counts from 1, as ?1 in the text. NULL and CLOCK_NONE are stored as SQL's NULL. A count past
 * INT64_MAX is stored as that. */
void query_bind_text(struct query *query, int at, const char *text);
void query_bind_int(struct query *query, int at, int64_t value);
void query_bind_count(struct query *query, int at, uint64_t value);
void query_bind_time(struct query *query, int at, int64_t when);

/* NULL stands for no bytes. */
void query_bind_bytes(struct query *query, int at, const void *bytes, size_t len);

/* Runs to the end and ends the statement. */
int query_run(struct query *query, struct err *err);

/* Goes to the next row; *row is false, and the statement ended, when there is none. */
int query_row(bool *row, struct query *query, struct err *err);

/* Needed when rows may be left; else harmless. */
void query_end(struct query *query);

/* Values of the row; at counts from 0. Text is copied into the arena, SQL's NULL is NULL. */
char *query_text(const struct query *query, int at, struct arena *arena);
int64_t query_int(const struct query *query, int at);
uint64_t query_count(const struct query *query, int at);
int64_t query_time(const struct query *query, int at);

/* Borrowed until the next row. */
const void *query_bytes(const struct query *query, int at, size_t *len);

/* The first column of all rows of a begun statement, which it ends. */
int query_texts(const char ***out, size_t *count, struct arena *arena, struct query *query,
	struct err *err);

/* Ends all statements that a failure may have left open; finalizes them. */
void query_end_all(struct store *store);
void query_free_all(struct store *store);

/* Fill err with what SQLite's code means, what SQLite says and what to do; return -1. */
int query_fail(struct store *store, int code, struct err *err);

/* As query_fail, for content ("a record") that SQLite finds sound and we cannot read. */
int query_damaged(struct store *store, const char *what, struct err *err);

#endif
