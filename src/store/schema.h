/* SPDX-License-Identifier: ISC */
/*
 * The tables, and how those of an older release become today's.
 */
#ifndef PAPERROUTE_STORE_SCHEMA_H
#define PAPERROUTE_STORE_SCHEMA_H

#include "base/err.h"
#include "store/query.h"

/* Fails, and has written nothing, when the database is another program's or a newer
 * paperroute's, or was cut. */
int schema_check(struct store *store, struct err *err);

/* Takes the missing steps, each in a transaction of its own. After schema_check. */
int schema_update(struct store *store, struct err *err);

#endif
