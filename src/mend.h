/* SPDX-License-Identifier: ISC */
/*
 * A store that is damaged: kept aside, so that the run can make another.
 *
 * The run holds the lock. mend_log before the store is opened; mend_store after it failed and was
 * closed. Both tell what they keep aside; nothing is ever deleted.
 */
#ifndef PAPERROUTE_MEND_H
#define PAPERROUTE_MEND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "model/site.h"

struct mending {
	const struct site *site;
	int64_t now;      /* the run's time: kept files are named by it */
	bool *suspicious; /* set when something was kept aside */
};

/* Keeps aside a log of a killed run that would ruin the store, or that has none. */
int mend_log(const struct mending *mending, struct err *err);

/* err is what the store failed with. When the store is damaged, or unreadable, it is kept aside, *moved
 * is set, and the run can begin anew; but fails with what to do when it cannot, as its input is gone. When
 * it is not, nothing is done, and err stays. */
int mend_store(bool *moved, const struct mending *mending, bool unreadable, struct err *err);

#endif
