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

#include "base/arena.h"
#include "base/err.h"
#include "fetch/fetch.h"
#include "model/source.h"
#include "reader.h"
#include "store/store.h"
#include "touched.h"

struct placed;

/* Tells fetch of a source, and what is remembered of it; for all before the first intake_source, in
 * the same order. The arena has to live as long as fetch. Fails only when the store does. */
int intake_announce(struct fetch *fetch, struct arena *arena, struct store *store,
	const struct source *source, struct err *err);

/* Takes in the source that was announced as number at, from 0. Reports on the source itself.
 * *suspicious is set when something was skipped or looks wrong. Fails only when the store does; the
 * run cannot go on then. What it brought is placed again (place.h) when all sources are read. */
int intake_source(struct touched *touched, struct placed *placed, bool *suspicious,
	struct fetch *fetch, size_t at, struct reader *reader, struct store *store,
	const struct source *source, int64_t now, struct err *err);

#endif
