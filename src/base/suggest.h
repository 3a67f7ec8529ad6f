/* SPDX-License-Identifier: ISC */
/*
 * "Did you mean": the known name that is nearest to a mistyped one.
 *
 * struct suggest s; suggest_init(&s, "treshold"); suggest_offer for every known name; s.best is the
 * nearest of them, or NULL when none is near enough to be meant.
 */
#ifndef PAPERROUTE_BASE_SUGGEST_H
#define PAPERROUTE_BASE_SUGGEST_H

#include <stddef.h>

struct suggest {
	const char *word;
	const char *best; /* borrowed from suggest_offer's caller */
	size_t distance;  /* of best: letters inserted, left out, replaced or swapped */
};

/* word is borrowed until the last suggest_offer. */
void suggest_init(struct suggest *suggest, const char *word);
void suggest_offer(struct suggest *suggest, const char *name);

#endif
