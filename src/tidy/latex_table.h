/* SPDX-License-Identifier: ISC */
/*
 * The commands of LaTeX that tidy/latex.h knows: what each becomes. The manual prints the table.
 */
#ifndef PAPERROUTE_TIDY_LATEX_TABLE_H
#define PAPERROUTE_TIDY_LATEX_TABLE_H

#include <stddef.h>

/* What becomes of a command; text is the row's, ARG what the command is applied to. */
enum latex_kind {
	LATEX_LETTER,            /* text, in a formula without the blank after it */
	LATEX_OPERATOR,          /* text, in a formula with as much blank after it as before */
	LATEX_FUNCTION,          /* its own name as a word: log */
	LATEX_DEGREES,           /* the degree sign after a digit, else a function */
	LATEX_GLYPH,             /* text without the blank after it: \o */
	LATEX_SIGN,              /* text */
	LATEX_SPACE,             /* text, which is white space */
	LATEX_SWITCH,            /* nothing, nor the blank after it: {\bf ...} */
	LATEX_SILENT,            /* nothing */
	LATEX_DELIMITER,         /* nothing; so does a full stop after it */
	LATEX_TEXT,              /* ARG */
	LATEX_MATH,              /* ARG as a formula */
	LATEX_FUNCTION_ARGUMENT, /* ARG as a word of its own */
	LATEX_ALPHABET,          /* ARG in letters of another shape: text is b, c or f */
	LATEX_ACCENT,            /* ARG with the mark in text on its first letter */
	LATEX_MATH_ACCENT,       /* the same, when ARG is one letter; else ARG */
	LATEX_DROP,              /* nothing, nor ARG */
	LATEX_REFERENCE,         /* [ARG] */
	LATEX_NOTE,              /* (ARG) */
	LATEX_URL,               /* ARG, as it stands */
	LATEX_LINK,              /* second ARG (first ARG) */
	LATEX_FRACTION,          /* ARG/ARG */
	LATEX_ROOT,              /* √ARG */
	LATEX_CHOOSE,            /* (ARG choose ARG) */
	LATEX_SECOND,            /* the second ARG */
	LATEX_PAIR,              /* ARG, a blank, ARG */
	LATEX_STACK,             /* the second ARG with the first as script: text is ^ or _ */
	LATEX_SCRIPT,            /* ARG as script: text is ^ or _ */
};

struct latex_command {
	const char *name; /* without the backslash */
	const char *text; /* UTF-8; NULL where the kind has no use for it */
	enum latex_kind kind;
};

/* Sorted by name. */
extern const struct latex_command latex_commands[];
extern const size_t latex_command_count;

/* The command whose name is the first len bytes of name; NULL when there is none. */
const struct latex_command *latex_find(const char *name, size_t len);

#endif
