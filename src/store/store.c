/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "store/store.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/xalloc.h"
#include "store/disk.h"
#include "store/hold.h"
#include "store/query.h"
#include "store/schema.h"

/* Whether there is a file, and that it is one: a folder has no bytes and a pipe waits for ever */
static int look(bool *there, struct store *store, struct err *err)
{
	struct stat st;

	*there = lstat(store->path, &st) == 0;
	store->size = *there ? st.st_size : 0;
	store->missing = store->size == 0;
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

	code = disk_open_to_read(&file, store->path);
	if (code == SQLITE_OK) {
		backup = sqlite3_backup_init(store->db, "main", file, "main");
		sqlite3_backup_step(backup, -1);
		code = backup ? sqlite3_backup_finish(backup) : sqlite3_extended_errcode(store->db);
	}
	sqlite3_close(file);
	return code == SQLITE_OK ? 0 : query_fail(store, code, err);
}

bool store_was_missing(const struct store *store)
{
	return store->missing;
}

bool store_is_unreadable(const struct store *store)
{
	return store->unreadable;
}

/* What SQLite forgets when it closes. The write-ahead log is remembered in the file; where a file
 * system has none SQLite keeps its older journal, which is as safe. */
static int set_up(struct store *store, enum store_mode mode, struct err *err)
{
	int code = sqlite3_exec(store->db,
		"PRAGMA journal_mode = WAL;"
		"PRAGMA synchronous = FULL;"
		"PRAGMA foreign_keys = ON;"
		"PRAGMA cell_size_check = ON;",
		NULL, NULL, NULL);

	/* a copy is in memory, and so is what comes of it: nothing is written */
	if (code == SQLITE_OK && mode == STORE_COPY)
		code = sqlite3_exec(store->db, "PRAGMA temp_store = MEMORY", NULL, NULL, NULL);
	return code == SQLITE_OK ? 0 : query_fail(store, code, err);
}

int store_open(struct store **out, const char *folder, enum store_mode mode, struct err *err)
{
	struct store *store = xcalloc(1, sizeof(*store));
	bool there;
	int code;

	*out = NULL;
	store->path = disk_path(folder, "");
	store->now = CLOCK_NONE;
	if (look(&there, store, err) != 0)
		goto out;
	if (!there && mode == STORE_KEEP)
		make_file(store);
	disk_keep_near(folder);
	code = disk_open(&store->db, mode == STORE_COPY ? ":memory:" : store->path,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
	if (code != SQLITE_OK) {
		query_fail(store, code, err);
		goto out;
	}
	if (mode == STORE_COPY && there && load_copy(store, err) != 0)
		goto out;
	if (schema_check(store, err) != 0 || set_up(store, mode, err) != 0 ||
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
	if (query_run(&query, err) != 0 || clock_hold(store, now, err) != 0)
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
