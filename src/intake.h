/* SPDX-License-Identifier: ISC */
/*
 * One source into the store: fetch, read, tidy, remember.
 *
 * Nothing that goes wrong with a source harms another or what is stored: its records so far are kept
 * and the rest is reported.
 */
#ifndef PAPERROUTE_INTAKE_H
#define PAPERROUTE_INTAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/site.h"
#include "store/store.h"

/* The entries that a run made or changed, and so has to route anew. */
struct touched {
	int64_t *entries; /* numbers of the store; one may stand here more than once */
	size_t count;
	size_t cap;
};

void touched_init(struct touched *touched);
void touched_release(struct touched *touched);

/* Reports on the source itself. *suspicious is set when something was skipped or looks wrong. Fails
 * only when the store does; the run cannot go on then. */
int intake_source(struct touched *touched, bool *suspicious, struct store *store,
	const struct source *source, int64_t now, struct err *err);

#endif
