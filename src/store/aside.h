/* SPDX-License-Identifier: ISC */
/*
 * Databases that are of no use any more: kept aside under another name, never thrown away.
 *
 * For the run that holds the lock, while the store is not open. What is kept is called
 * paperroute.db.damaged-DAY, or that and a number, with -wal or -journal behind it where that was
 * beside it, so that SQLite's tools still take them as one.
 */
#ifndef PAPERROUTE_STORE_ASIDE_H
#define PAPERROUTE_STORE_ASIDE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

/* Before store_open: a log that has no database, or whose pages do not fit the one that it is beside,
 * would be thrown away by SQLite or ruin that. It is kept aside; kept gets its new path, and stays
 * empty when there is nothing of the kind. now is the run's time, in seconds. */
int aside_log(struct buf *kept, const char *folder, int64_t now, struct err *err);

/* After a failure of the store: whether the database is damaged, by SQLite's check of all of it.
 * What is full, locked, newer, or another program's is not. */
bool aside_is_damaged(const char *folder);

/* Keeps the database aside, with what is beside it; kept gets its new path. */
int aside_move(struct buf *kept, const char *folder, int64_t now, struct err *err);

#endif
