/* SPDX-License-Identifier: ISC */
/*
 * The one paper that a person means.
 */
#ifndef PAPERROUTE_CMD_FIND_H
#define PAPERROUTE_CMD_FIND_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "cmd/paper.h"

struct candidate {
	const char *key;
	const char *title;
};

struct candidates {
	struct candidate *items; /* in the order of the papers, at most FIND_SHOWN */
	size_t count;            /* all that there are, also those that are not in items */
};

#define FIND_SHOWN 20

/* The papers that what may be: those with a name (cmd/name.h) in common with it; when there is none,
 * those with all of its words in their titles, as quoted words of a rule. papers says where to look;
 * its visit and ctx are not looked at. Results live in the arena. */
int find_paper(struct candidates *out, struct arena *arena, const char *what, struct papers *papers,
	struct err *err);

/* Prints the candidates, key and title, one a line. */
void find_show(const struct candidates *candidates);

#endif
