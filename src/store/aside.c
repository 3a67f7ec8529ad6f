/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "store/aside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/xalloc.h"
#include "store/disk.h"

#define WAL     "-wal"
#define JOURNAL "-journal"
#define INDEX   "-shm" /* of the write-ahead log; SQLite makes it anew */

/* Where the header of a database says how large its pages are, and that it has a write-ahead log: bytes 16
 * and 18 of the file format */
#define PAGE_AT  16
#define MODE_AT  18
#define MODE_WAL 2

/* --- looking --- */

/* What SQLite says of all pages: a code of damage, SQLITE_OK, or of what kept it from looking */
static int check(sqlite3 *db)
{
	sqlite3_stmt *stmt = NULL;
	int code = sqlite3_prepare_v2(db, "PRAGMA integrity_check(1)", -1, &stmt, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_step(stmt);
	if (code == SQLITE_ROW)
		code = strcmp((const char *)sqlite3_column_text(stmt, 0), "ok") == 0
			       ? SQLITE_OK
			       : SQLITE_CORRUPT;
	sqlite3_finalize(stmt);
	return code & 0xff;
}

/* Whose database it is: what no run ever changes. *out, to be freed, is NULL when nothing was published. */
static int identify(char **out, sqlite3 *db)
{
	static const char sql[] = "SELECT group_concat(value) || min(time) FROM meta, run"
				  " WHERE name IN ('tag_authority', 'tag_date') AND number = 1";
	sqlite3_stmt *stmt = NULL;
	int code = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_step(stmt);
	if (code == SQLITE_ROW && sqlite3_column_type(stmt, 0) != SQLITE_NULL)
		*out = xstrdup((const char *)sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	return code == SQLITE_ROW ? SQLITE_OK : code & 0xff;
}

/* Both of a file, opened by one of disk.h's; a code of damage also where the tables are not ours. */
static int look(char **who, const char *path, int (*open_it)(sqlite3 **db, const char *path))
{
	sqlite3 *db = NULL;
	int code = open_it(&db, path) & 0xff;

	*who = NULL;
	if (code == SQLITE_OK)
		code = check(db);
	if (code == SQLITE_OK && identify(who, db) != SQLITE_OK)
		code = SQLITE_ERROR;
	sqlite3_close(db);
	return code;
}

static bool is_damage(int code)
{
	return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

bool aside_is_damaged(const char *folder)
{
	char *path = disk_path(folder, "");
	char *who = NULL;
	bool damaged = disk_size(path) > 0 && is_damage(look(&who, path, disk_open_to_read));

	free(who);
	free(path);
	return damaged;
}

static int64_t size_of(const char *folder, const char *end)
{
	char *path = disk_path(folder, end);
	int64_t size = disk_size(path);

	free(path);
	return size;
}

/* A database that has a write-ahead log makes no journal, but for one of a single page, without any
 * table: its log is just being begun */
static bool makes_no_journal(const char *folder)
{
	char *path = disk_path(folder, "");
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	unsigned char head[MODE_AT + 1] = {0};
	bool read = fd >= 0 && pread(fd, head, sizeof(head), 0) == sizeof(head);
	int64_t page = head[PAGE_AT] << 8 | head[PAGE_AT + 1];

	if (fd >= 0)
		close(fd);
	free(path);
	return read && head[MODE_AT] == MODE_WAL && size_of(folder, "") > page;
}

/* The database is sound, and would not be with what its log holds, or would be another one: SQLite takes
 * any log for that of the database beside it */
static bool log_does_harm(const char *folder)
{
	char *path = disk_path(folder, "");
	char *without, *with;
	int code = look(&with, path, disk_open_to_read);
	bool harm =
		look(&without, path, disk_open_alone) == SQLITE_OK &&
		(is_damage(code) || code == SQLITE_ERROR ||
			(code == SQLITE_OK && without && (!with || strcmp(with, without) != 0)));

	free(with);
	free(without);
	free(path);
	return harm;
}

/* The log that must not be left to SQLite; NULL when there is none */
static const char *find_log(const char *folder)
{
	bool wal = size_of(folder, WAL) > 0;
	bool journal = size_of(folder, JOURNAL) > 0;

	if (size_of(folder, "") <= 0)
		return wal ? WAL
			   : NULL; /* a journal is of a run that made the file: all is there */
	if (journal && makes_no_journal(folder))
		return JOURNAL;
	return wal && log_does_harm(folder) ? WAL : NULL;
}

/* --- moving --- */

static bool is_taken(const char *folder, const char *end, const char *log)
{
	char name[64];

	snprintf(name, sizeof(name), "%s%s", end, log);
	return size_of(folder, name) >= 0;
}

/* An end that no name has yet */
static void find_end(char *end, size_t size, const char *folder, int64_t now)
{
	char day[CLOCK_RFC3339_SIZE];
	int number = 1;

	clock_format(day, now);
	snprintf(end, size, ".damaged-%.10s", day);
	while (is_taken(folder, end, "") || is_taken(folder, end, WAL) ||
		is_taken(folder, end, JOURNAL))
		snprintf(end, size, ".damaged-%.10s-%d", day, ++number);
}

/* The file with the end log, if it is there, gets end before that */
static int move(const char *folder, const char *end, const char *log, struct err *err)
{
	char name[64];
	char *from = disk_path(folder, log);
	char *to;
	int result = 0;

	snprintf(name, sizeof(name), "%s%s", end, log);
	to = disk_path(folder, name);
	if (rename(from, to) != 0 && errno != ENOENT)
		result = err_set_unwritable(err, from, "is damaged and cannot be kept aside");
	free(from);
	free(to);
	return result;
}

static void tell_path(struct buf *out, const char *folder, const char *end, const char *log)
{
	char *path = disk_path(folder, end);

	buf_printf(out, "%s%s", path, log);
	free(path);
}

/* The index is of the log and the database together: neither goes on with it */
static void drop_index(const char *folder)
{
	char *path = disk_path(folder, INDEX);

	unlink(path);
	free(path);
}

int aside_log(struct buf *kept, const char *folder, int64_t now, struct err *err)
{
	const char *log = find_log(folder);
	char end[48];

	if (!log)
		return 0;
	find_end(end, sizeof(end), folder, now);
	if (move(folder, end, log, err) != 0)
		return -1;
	drop_index(folder);
	tell_path(kept, folder, end, log);
	return 0;
}

/* The database first: killed behind it, the log has no database, which aside_log knows */
int aside_move(struct buf *kept, const char *folder, int64_t now, struct err *err)
{
	char end[48];

	find_end(end, sizeof(end), folder, now);
	if (move(folder, end, "", err) != 0 || move(folder, end, WAL, err) != 0 ||
		move(folder, end, JOURNAL, err) != 0)
		return -1;
	drop_index(folder);
	tell_path(kept, folder, end, "");
	return 0;
}
