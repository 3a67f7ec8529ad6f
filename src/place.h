/* SPDX-License-Identifier: ISC */
/*
 * Records to their entries.
 *
 * Where a record belongs hangs on what was known before it; one behind it may show that two papers are
 * one, and then what a source says of both stands in another order than when its list is read again. A
 * run whose records joined papers therefore places all of them once more, as the next run would: that
 * one then has nothing to change.
 *
 * placed_init, place_record for every record of the run, place_again when all sources are read,
 * placed_release.
 */
#ifndef PAPERROUTE_PLACE_H
#define PAPERROUTE_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/store.h"
#include "touched.h"

/* One record of the run. */
struct placed_record {
	int64_t source; /* its number */
	const char *name;
	struct record record;
};

struct placed {
	struct placed_record *records; /* as they came; none when they are more than LIMIT_PLACED */
	size_t count;
	size_t cap;
	size_t bytes; /* of all that came */
	struct arena arena;
	bool joined; /* they have to be placed again */
};

void placed_init(struct placed *placed);
void placed_release(struct placed *placed);

/* Keeps a record, whose dates are absolute, as that of its source and entry, and touches the entry if that
 * is news; and remembers it for place_again. *how is what became of it. */
int place_record(enum resolved *how, struct placed *placed, struct touched *touched,
	struct store *store, int64_t source, const char *name, const struct record *record,
	struct err *err);

/* Places the records again until none joins papers, and makes the entries anew at now that this
 * touched. Does nothing when none did. */
int place_again(struct placed *placed, struct touched *touched, struct store *store, int64_t now,
	struct err *err);

#endif
