/* SPDX-License-Identifier: ISC */
/*
 * A piece of a line, and what stands before its text: each function here takes one such mark away from the
 * beginning, with the spaces behind it, and says what it was.
 */
#ifndef PAPERROUTE_READ_SPAN_H
#define PAPERROUTE_READ_SPAN_H

#include <stdbool.h>
#include <stddef.h>

/* Valid UTF-8, not NUL-terminated. */
struct span {
	const char *text;
	size_t len;
};

/* White space at both ends. */
void span_trim(struct span *span);

/* "* ", "- ", "• ": a list's item. */
bool span_skip_bullet(struct span *span);

/* "> ": somebody else's words, and "🔥 ": a picture before them. */
void span_skip_ornament(struct span *span);

/* "## ": how many #, 0 when it is no heading. */
size_t span_skip_heading(struct span *span);

/* "12. ", "12) ", "[12] ": an item's number; 0 when there is none. */
size_t span_skip_item(struct span *span);

#endif
