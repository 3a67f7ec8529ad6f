/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "store/store.h"

#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/xalloc.h"
#include "store/query.h"
#include "store/schema.h"

#define FILE_NAME "paperroute.db"

/* Somebody may look into the file with a tool of their own while we run: wait for them a while */
#define BUSY_MILLISECONDS 10000

static char *join(const char *folder, const char *name, const char *end)
{
	struct buf path;

	buf_init(&path, SIZE_MAX / 2);
	buf_puts(&path, folder);
	buf_puts(&path, name);
	buf_puts(&path, end);
	return buf_take(&path);
}

static int open_file(sqlite3 **db, const char *path, int flags)
{
	int code = sqlite3_open_v2(path, db, flags | SQLITE_OPEN_EXRESCODE, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_busy_timeout(*db, BUSY_MILLISECONDS);
	return code;
}

/* An SQLite URI of the file at path that promises nobody writes to it: SQLite then makes no lock
 * and no file beside it */
static char *immutable_uri(const char *path)
{
	struct buf uri;

	buf_init(&uri, SIZE_MAX / 2);
	buf_puts(&uri, "file:");
	for (const char *c = path; *c; c++) {
		if (isalnum((unsigned char)*c))
			buf_putc(&uri, *c);
		else
			buf_printf(&uri, "%%%02X", (unsigned char)*c);
	}
	buf_puts(&uri, "?immutable=1");
	return buf_take(&uri);
}

/* A write-ahead log with something in it holds what a killed run had committed: then SQLite has to
 * read it, with the files that are beside it already. */
static int open_to_read(sqlite3 **db, const char *path)
{
	char *log = join(path, "-wal", "");
	char *uri = immutable_uri(path);
	struct stat st;
	int code;

	if (stat(log, &st) == 0 && st.st_size > 0)
		code = open_file(db, path, SQLITE_OPEN_READONLY);
	else
		code = open_file(db, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
	free(uri);
	free(log);
	return code;
}

/* Whether there is a file, and that it is one: a folder has no bytes and a pipe waits for ever */
static int look(bool *there, struct store *store, struct err *err)
{
	struct stat st;

	*there = lstat(store->path, &st) == 0;
	if (!*there && errno != ENOENT)
		return query_fail(store, SQLITE_CANTOPEN, err);
	if (*there && !S_ISREG(st.st_mode))
		return err_set(err, ERR_STORE, store->path,
			"is in the way: a file is needed here, move it away");
	return 0;
}

/* SQLite would make one that all may read; what it makes beside it is as the file is. A failure is for
 * SQLite to tell of. */
static void make_file(const struct store *store)
{
	int fd;

	if (file_open_private(&fd, store->path, NULL) == 0)
		close(fd);
}

/* Fills the empty database in memory from the file */
static int load_copy(struct store *store, struct err *err)
{
	sqlite3 *file = NULL;
	sqlite3_backup *backup;
	int code;

	code = open_to_read(&file, store->path);
	if (code == SQLITE_OK) {
		backup = sqlite3_backup_init(store->db, "main", file, "main");
		sqlite3_backup_step(backup, -1);
		code = backup ? sqlite3_backup_finish(backup) : sqlite3_extended_errcode(store->db);
	}
	sqlite3_close(file);
	return code == SQLITE_OK ? 0 : query_fail(store, code, err);
}

/* What SQLite forgets when it closes. The write-ahead log is remembered in the file; where a file
 * system has none SQLite keeps its older journal, which is as safe. */
static int set_up(struct store *store, struct err *err)
{
	int code = sqlite3_exec(store->db,
		"PRAGMA journal_mode = WAL;"
		"PRAGMA synchronous = FULL;"
		"PRAGMA foreign_keys = ON;"
		"PRAGMA cell_size_check = ON;",
		NULL, NULL, NULL);

	return code == SQLITE_OK ? 0 : query_fail(store, code, err);
}

int store_open(struct store **out, const char *folder, enum store_mode mode, struct err *err)
{
	struct store *store = xcalloc(1, sizeof(*store));
	bool there;
	int code;

	*out = NULL;
	store->path = join(folder, "/", FILE_NAME);
	store->now = CLOCK_NONE;
	if (look(&there, store, err) != 0)
		goto out;
	if (!there && mode == STORE_KEEP)
		make_file(store);
	code = open_file(&store->db, mode == STORE_COPY ? ":memory:" : store->path,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
	if (code != SQLITE_OK) {
		query_fail(store, code, err);
		goto out;
	}
	if (mode == STORE_COPY && there && load_copy(store, err) != 0)
		goto out;
	if (schema_check(store, err) != 0 || set_up(store, err) != 0 ||
		schema_update(store, err) != 0)
		goto out;
	*out = store;
	return 0;
out:
	store_close(&store);
	return -1;
}

void store_close(struct store **store)
{
	if (!*store)
		return;
	query_free_all(*store);
	sqlite3_close((*store)->db); /* undoes a transaction that is still open */
	free((*store)->path);
	free(*store);
	*store = NULL;
}

/* Holds *now at the last run's time */
static int hold_clock(struct store *store, int64_t *now, struct err *err)
{
	struct query query;
	bool row;

	query_begin(&query, store, SQL_LAST_RUN);
	if (query_row(&row, &query, err) != 0)
		return -1;
	if (row && query_int(&query, 0) > *now)
		*now = query_int(&query, 0);
	query_end(&query);
	return 0;
}

static int add_run(struct store *store, struct err *err)
{
	struct query query;
	bool row;

	query_begin(&query, store, SQL_ADD_RUN);
	query_bind_int(&query, 1, store->now);
	if (query_row(&row, &query, err) != 0)
		return -1;
	store->run = query_int(&query, 0);
	query_end(&query);
	return 0;
}

int store_begin(struct store *store, int64_t *now, struct err *err)
{
	struct query query;

	store->failed = store->kept = false;
	query_begin(&query, store, SQL_BEGIN);
	if (query_run(&query, err) != 0 || hold_clock(store, now, err) != 0)
		return -1;
	store->now = *now;
	return add_run(store, err);
}

int store_commit(struct store *store, struct err *err)
{
	struct query query;

	if (store->failed)
		return err_set(err, ERR_STORE, store->path,
			"nothing of this run was kept, because a part of it could not be written");
	query_begin(&query, store, SQL_COMMIT);
	if (query_run(&query, err) != 0)
		return -1;
	store->kept = true;
	return 0;
}

void store_roll_back(struct store *store)
{
	query_end_all(store);
	/* after some failures SQLite has done it already */
	if (!sqlite3_get_autocommit(store->db))
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}
