/* SPDX-License-Identifier: ISC */
/*
 * A stream of lines: a file, or what comes through a pipe, gzip or not.
 *
 * lines_open, then lines_next until it has no more, lines_close. The memory used does not grow with
 * the input. Gzip is told by its first bytes, not by a name; members that stand one behind the other
 * are one stream. A line that has come through a pipe is handed out before more is waited for, which
 * zlib's own gzread does not do.
 */
#ifndef PAPERROUTE_BASE_LINES_H
#define PAPERROUTE_BASE_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct lines;

struct line {
	const char
		*text; /* its bytes, whatever they are, and a NUL; borrowed until the next call */
	size_t len;    /* without "\n" or "\r\n" */
	size_t whole;  /* with it; equal to len for a last line that has none */
	size_t number; /* from 1 */
	bool too_long; /* there was more: text is its beginning */
};

/* path "-" is standard input. limit: most bytes of a line, the end apart. ERR_MISSING or
 * ERR_SYSTEM; *out is NULL then. */
int lines_open(struct lines **out, const char *path, size_t limit, struct err *err);
void lines_close(struct lines **lines);

/* *found is false at the end. Fails when the file cannot be read, or its gzip data are damaged or cut
 * short; the lines before that have been handed out. */
int lines_next(struct line *out, bool *found, struct lines *lines, struct err *err);

/* The next call will read, and so may have to wait: what was made of the lines so far should be on
 * its way. */
bool lines_are_used_up(const struct lines *lines);

/* What messages call it: the path, or "standard input". */
const char *lines_name(const struct lines *lines);

#endif
