/* SPDX-License-Identifier: ISC */
/*
 * Lists by chance that contradict each other: each listing is of a paper, and has numbers, a DOI, an address
 * and a title that are this paper's, or another's.
 *
 * lists_init with a seed, lists_change before every step.
 */
#ifndef PAPERROUTE_TESTS_PIPELINE_LISTS_H
#define PAPERROUTE_TESTS_PIPELINE_LISTS_H

#include <stdint.h>

#include "pipeline/dice.h"

#define LISTS    4
#define LISTINGS 6

/* One paper as one list has it; numbers from 1, 0 where it does not say. */
struct listing {
	unsigned token; /* stands in its abstract, and nowhere else; 0: it has none */
	unsigned arxiv, doi, address, own;
	const char *title;
	unsigned votes;
	int64_t day; /* CLOCK_NONE: undated */
};

struct lists {
	struct dice dice;
	unsigned lies;   /* once in so many times a list says what is another paper's */
	unsigned tokens; /* the last that was given out */
	int64_t now;
	unsigned step;
	struct listing items[LISTS][LISTINGS];
	unsigned counts[LISTS];
};

void lists_init(struct lists *lists, unsigned seed);

/* Time passes, and some lists change; at first all. */
void lists_change(struct lists *lists);

#endif
