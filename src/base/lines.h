/* SPDX-License-Identifier: ISC */
/*
 * A stream of lines: of a file, or of what comes through a pipe (base/unpack.h).
 *
 * lines_new, then lines_next until it has no more, lines_free. The memory used does not grow with the
 * input. A line that has come through a pipe is handed out before more is waited for.
 */
#ifndef PAPERROUTE_BASE_LINES_H
#define PAPERROUTE_BASE_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/unpack.h"

struct lines;

struct line {
	const char
		*text; /* its bytes, whatever they are, and a NUL; borrowed until the next call */
	size_t len;    /* without "\n" or "\r\n" */
	size_t whole;  /* with it; equal to len for a last line that has none */
	size_t number; /* from 1 */
	bool too_long; /* there was more: text is its beginning */
};

/* from is borrowed; name is what messages call it. limit: most bytes of a line, the end apart. */
struct lines *lines_new(struct unpack *from, const char *name, size_t limit);
void lines_free(struct lines **lines);

/* *found is false at the end. Fails as unpack_next does; the lines before that have been
 * handed out. */
int lines_next(struct line *out, bool *found, struct lines *lines, struct err *err);

/* The next call will read, and so may have to wait: what was made of the lines so far should be on
 * its way. */
bool lines_are_used_up(const struct lines *lines);

/* What messages call it. */
const char *lines_name(const struct lines *lines);

/* Whether len bytes are white space and nothing else, as far as lines of JSON know it. */
bool lines_are_blank(const char *bytes, size_t len);

#endif
