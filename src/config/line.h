/* SPDX-License-Identifier: ISC */
/*
 * A file's lines, joined as iniparser joins them: white space at the end of a line goes, and a line
 * that then ends in a backslash goes on with all of the next, but for comments and [sections].
 *
 * line_init, then line_next until it is false, then line_release. Between two calls the joined text
 * and the places of its bytes can be asked for.
 */
#ifndef PAPERROUTE_CONFIG_LINE_H
#define PAPERROUTE_CONFIG_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "config/ini.h"

struct line {
	struct ini *ini;         /* for what is wrong, and its arena */
	const char *at;          /* the rest of the file */
	const char *end;         /* of the file */
	unsigned number;         /* of the line at at, from 1 */
	struct buf text;         /* the joined line; never without data after line_next */
	size_t first;            /* where its first byte stands that is no white space */
	struct text_line *parts; /* the lines that it was joined from; each begins at column 1 */
	size_t part_count;
	size_t part_cap;
};

/* bytes are borrowed until line_release. */
void line_init(struct line *line, struct ini *ini, const char *bytes, size_t len);
void line_release(struct line *line);

/* False at the end of the file. Tells what iniparser could not join: a line of more than
 * LIMIT_INI_LINE bytes, a backslash that nothing follows or that ends a comment. */
bool line_next(struct line *line);

/* Where a byte of the joined text stands in the file. */
struct place line_place(const struct line *line, size_t offset);

/* Where the part of the joined text ends that holds offset. */
size_t line_part_end(const struct line *line, size_t offset);

/* Whether a part other than the first begins at offset. */
bool line_part_begins(const struct line *line, size_t offset);

/* The joined text's bytes from from to before to, with their places, copied into the arena. */
struct expression line_expression(const struct line *line, size_t from, size_t to);

/* The white space that iniparser knows and that a text may hold: space and tab. */
bool line_is_space(char c);

/* from, or where the first byte that is no white space stands after it. */
size_t line_skip_space(const struct line *line, size_t from);

/* Where the text from from to before to ends without white space at its end. */
size_t line_trim(const struct line *line, size_t from, size_t to);

#endif
