/* SPDX-License-Identifier: ISC */
/*
 * The database as files: what they are called, and how they are opened.
 *
 * Beside paperroute.db there may be paperroute.db-wal, SQLite's write-ahead log, in which a run that was
 * killed left what it had committed, with -shm, its index; and -journal, where the file system has
 * no room for those. Codes are SQLite's.
 */
#ifndef PAPERROUTE_STORE_DISK_H
#define PAPERROUTE_STORE_DISK_H

#include <stdbool.h>
#include <stdint.h>

#include <sqlite3.h>

/* folder/paperroute.db and end behind it, such as "-wal"; to be freed. */
char *disk_path(const char *folder, const char *end);

/* Bytes of a file; 0 of what is none, such as a link; -1 when there is nothing. */
int64_t disk_size(const char *path);

/* What SQLite puts aside from here on, as it has no room for it in memory, goes to folder, of the program's
 * own files, and not to those that everybody uses. No other thread may use SQLite. */
void disk_keep_near(const char *folder);

/* *db is to be closed also after failure. */
int disk_open(sqlite3 **db, const char *path, int flags);

/* To read, changing nothing: without a log in use no file is made beside it. */
int disk_open_to_read(sqlite3 **db, const char *path);

/* The same as if there were no files beside it. */
int disk_open_alone(sqlite3 **db, const char *path);

#endif
