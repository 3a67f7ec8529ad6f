/* SPDX-License-Identifier: ISC */
/*
 * An expression cut into the pieces that a person who wrote it sees, each an expression of its own.
 *
 * It is cut where alternatives meet (comma, or); of each alternative that needs several things, there
 * is a piece for each of them. So it can be told which of them an entry lacks.
 */
#ifndef PAPERROUTE_RULE_PIECES_H
#define PAPERROUTE_RULE_PIECES_H

#include <stddef.h>

#include "base/arena.h"

enum piece_need {
	PIECES_ALL,   /* a and b */
	PIECES_COUNT, /* N of (a, b, c) */
	PIECES_NEAR,  /* a near/N b */
	PIECES_FIELD, /* title: a; the one piece is a, wherever it stands */
};

struct piece {
	const char *text;
	const char *inner; /* of "not a" and "title: a": a. NULL for others */
};

/* One alternative that needs more than a term. */
struct alternative {
	const char *text;
	enum piece_need need;
	unsigned number; /* N */
	struct piece *pieces;
	size_t count;
};

/* expression is right: it was compiled. The alternatives are in its order, at any depth of
 * parentheses around them alone; those that are single terms are left out. All in the arena. */
void pieces_cut(
	struct alternative **out, size_t *count, struct arena *arena, const char *expression);

#endif
