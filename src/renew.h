/* SPDX-License-Identifier: ISC */
/*
 * Entries made anew from the records that are kept of them.
 *
 * Stored entries are functions of stored records: one entry is made again when a source has news of
 * it, all of them when tidy/ does its work otherwise than it did when they were made.
 */
#ifndef PAPERROUTE_RENEW_H
#define PAPERROUTE_RENEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/store.h"
#include "touched.h"

/* Makes an entry anew at now. *changed says whether title, abstract or authors really did, and so
 * updated moved; a first entry is not changed, nor one that became part of another and is left alone. */
int renew_entry(bool *changed, struct store *store, struct arena *arena, int64_t number,
	int64_t now, struct err *err);

/* Makes the touched entries anew from place from on, each once; *changed is how many really changed. */
int renew_touched(size_t *changed, struct touched *touched, size_t from, struct store *store,
	int64_t now, struct err *err);

/* Makes all entries anew when they were made by another tidy/, and touches them. updated stays: the
 * papers are as they were. */
int renew_all(struct touched *touched, struct store *store, struct err *err);

#endif
