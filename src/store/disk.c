/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "store/disk.h"

#include <ctype.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/buf.h"

#define FILE_NAME "paperroute.db"

/* Somebody may look into the file with a tool of their own while we run: wait for them a while */
#define BUSY_MILLISECONDS 10000

char *disk_path(const char *folder, const char *end)
{
	struct buf path;

	buf_init(&path, SIZE_MAX / 2);
	buf_printf(&path, "%s/" FILE_NAME "%s", folder, end);
	return buf_take(&path);
}

int64_t disk_size(const char *path)
{
	struct stat st;

	if (lstat(path, &st) != 0)
		return -1;
	return S_ISREG(st.st_mode) ? (int64_t)st.st_size : 0;
}

/* SQLite takes the next best one where it cannot be written to */
void disk_keep_near(const char *folder)
{
	sqlite3_free(sqlite3_temp_directory);
	sqlite3_temp_directory = sqlite3_mprintf("%s", folder);
}

int disk_open(sqlite3 **db, const char *path, int flags)
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

int disk_open_alone(sqlite3 **db, const char *path)
{
	char *uri = immutable_uri(path);
	int code = disk_open(db, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);

	free(uri);
	return code;
}

/* What a killed run had committed SQLite has to read, with the files that are beside it already */
int disk_open_to_read(sqlite3 **db, const char *path)
{
	struct buf log;
	int64_t size;

	buf_init(&log, SIZE_MAX / 2);
	buf_printf(&log, "%s-wal", path);
	size = disk_size(buf_str(&log));
	buf_release(&log);
	return size > 0 ? disk_open(db, path, SQLITE_OPEN_READONLY) : disk_open_alone(db, path);
}
