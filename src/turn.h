/* SPDX-License-Identifier: ISC */
/*
 * Who may be at work on a site: locks on files in its folder of what is remembered, each taken by
 * turn_lock and let go by close(2).
 *
 * Who writes to the store holds TURN_SITE: a run from turn_begin to its last file, and for a moment who has
 * something to remember behind a run, by turn_take and turn_end. TURN_AFTER is held while [site] after
 * is at work, and until it is remembered that it was told. Nobody waits for TURN_AFTER, so that who holds
 * it may wait for TURN_SITE.
 */
#ifndef PAPERROUTE_TURN_H
#define PAPERROUTE_TURN_H

#include <stdbool.h>

#include "base/err.h"
#include "model/site.h"
#include "store/store.h"

#define TURN_SITE  "lock"
#define TURN_AFTER "after"

/* file_lock (base/file.h) of the site's file of that name. */
int turn_lock(int *lock, const struct site *site, const char *name, bool wait, struct err *err);

/* Takes TURN_SITE for a run, and makes the folder of what is remembered; at most one run a site is at work.
 * Fails with ERR_LOCKED when another is, unless wait. A dry run reads what a real one may be writing, but
 * makes nothing: *lock stays as it was where there never was a run. */
int turn_begin(int *lock, const struct site *site, bool wait, bool dry, struct err *err);

struct turn {
	int lock; /* on TURN_SITE */
	struct store *store;
};

/* Waits until no run is at work, however long that takes, and opens the store. Must be ended also when it
 * failed. */
int turn_take(struct turn *turn, const struct site *site, struct err *err);
void turn_end(struct turn *turn);

#endif
