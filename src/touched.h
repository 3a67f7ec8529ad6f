/* SPDX-License-Identifier: ISC */
/*
 * The entries that a run made or changed, and so has to route anew.
 */
#ifndef PAPERROUTE_TOUCHED_H
#define PAPERROUTE_TOUCHED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct touched {
	int64_t *entries; /* numbers of the store; one may stand here more than once */
	size_t count;
	size_t cap;
	size_t waiting; /* the last so many are made anew with the source behind */
	bool more;      /* for intake_source: the next source has the same name. Two files with two
			 * versions of a paper would else change it back and forth in every run. */
};

void touched_init(struct touched *touched);
void touched_release(struct touched *touched);
void touched_add(struct touched *touched, int64_t entry);

#endif
