/* SPDX-License-Identifier: ISC */
/*
 * Lines put together: wrapped lines to paragraphs, "Mar" and "14" to a day. Blank lines and signs
 * leave only what they say about their neighbours.
 */
#ifndef PAPERROUTE_READ_UNIT_H
#define PAPERROUTE_READ_UNIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "read/line.h"

struct unit {
	struct line line;  /* LINE_TEXT is a paragraph, its lines joined by spaces */
	size_t characters; /* of line.text */
	size_t words;
	bool closed;     /* ends as a sentence does, with a full stop or colon, perhaps in quotes */
	bool capitals;   /* written as titles are: most long words begin with a capital */
	bool behind_dot; /* a "·" stands between this and the unit before */
	bool repeated;   /* stands behind several papers: read/repeat.h */
	bool names;      /* a line of authors between a title and its text */
};

struct units {
	struct unit *items;
	size_t count;
	size_t cap;
};

void units_init(struct units *units);
void units_release(struct units *units);

/* Reads text (valid UTF-8, lines ended by LF). Strings live in the arena. Fails with ERR_LIMIT, where
 * is the place. */
int units_read(struct units *out, struct arena *arena, const char *text, const char *where,
	struct err *err);

#endif
