/* SPDX-License-Identifier: ISC */
/*
 * What tidy/latex.c (the text from left to right) and its helpers share: tidy/latex_scan.c (where
 * things begin and end), tidy/latex_command.c and tidy/latex_build.c (what a command becomes),
 * tidy/accent.c.
 */
#ifndef PAPERROUTE_TIDY_LATEX_WORK_H
#define PAPERROUTE_TIDY_LATEX_WORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* One text on its way to be rewritten. */
struct latex {
	const char *text;
	size_t len;
	struct buf *out;
	uint32_t *close;     /* of each { the place of its }, else 0; as long as text */
	size_t url;          /* the next URL's place, at least where we are */
	size_t url_len;      /* 0 when there is no more */
	size_t after_url;    /* where the last one ended */
	size_t formula;      /* length of out where the formula began that we are in */
	bool escaped_quotes; /* \" is a quotation mark */
	size_t paren;        /* the next \), at least from where it was last looked for; or \] */
	size_t bracket;
};

/* A part of the text. */
struct latex_span {
	size_t start;
	size_t end;
};

/* How a part of the text is read. */
struct latex_mode {
	bool math;
	unsigned
		depth; /* of groups and arguments, up to LIMIT_LATEX_DEPTH; deeper ones are copied */
};

/* --- latex.c --- */

/* Appends the span to latex->out, rewritten. */
void latex_convert(struct latex *latex, struct latex_span span, struct latex_mode mode);

/* --- latex_scan.c --- */

/* Fills close, escaped_quotes. */
void latex_scan(struct latex *latex);

/* The formula that begins at text + at, which is a dollar sign or a backslash: its content. Returns
 * where it ends, delimiters included; 0 when there is none within end. */
size_t latex_formula(struct latex *latex, struct latex_span *content, size_t at, size_t end);

/* What a command before at is applied to, blanks apart: a group's content, another command, or one
 * character. Returns where it ends, braces included; at itself when there is nothing. */
size_t latex_argument(
	const struct latex *latex, struct latex_span *argument, size_t at, size_t end);

/* The same, of a group alone */
size_t latex_group(const struct latex *latex, struct latex_span *argument, size_t at, size_t end);

/* Past a [...] at at, whose content goes to option; at itself when there is none. */
size_t latex_option(const struct latex *latex, struct latex_span *option, size_t at, size_t end);

/* Past blanks and at most one line end: not into the next paragraph. */
size_t latex_skip_blanks(const struct latex *latex, size_t at, size_t end);

bool latex_is_letter(char c);
bool latex_is_digit(char c);
bool latex_is_alnum(char c);

/* The last byte of out, a blank when it is empty. */
char latex_last(const struct latex *latex);

/* --- latex_command.c --- */

/* Appends what becomes of the command at text + at, which is a backslash, and of its arguments.
 * Returns where that ends; at itself when it is no command that is known. */
size_t latex_command(struct latex *latex, size_t at, size_t end, struct latex_mode mode);

/* --- accent.c --- */

/* The same for \'e, \"{o}, \~n and their like: accents that are named by a sign. */
size_t latex_accent(struct latex *latex, size_t at, size_t end, struct latex_mode mode);

/* Puts a mark on the first letter of what stands in out from at on. */
void latex_put_mark(struct buf *out, size_t at, const char *mark);

#endif
