/* SPDX-License-Identifier: ISC */
/*
 * The time of a run, and what the runs before say of it.
 */
#ifndef PAPERROUTE_STORE_HOLD_H
#define PAPERROUTE_STORE_HOLD_H

#include <stdint.h>

#include "base/err.h"
#include "store/query.h"

/* As store_begin says. ERR_CONFIG when the clock is not to be believed. */
int clock_hold(struct store *store, int64_t *now, struct err *err);

#endif
