/* SPDX-License-Identifier: ISC */
/*
 * Inside the store: records of two entries that turn out to be one.
 */
#ifndef PAPERROUTE_STORE_RECORDS_H
#define PAPERROUTE_STORE_RECORDS_H

#include "store/store.h"

/* Where both entries have a record of one source, the one of into becomes what join makes of both; the
 * other's stays as it is. */
int records_join(
	struct store *store, int64_t into, int64_t from, store_join_records *join, struct err *err);

#endif
