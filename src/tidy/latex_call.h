/* SPDX-License-Identifier: ISC */
/*
 * One command of the text, as tidy/latex_command.c found it and tidy/latex_build.c deals with it when
 * it has arguments.
 */
#ifndef PAPERROUTE_TIDY_LATEX_CALL_H
#define PAPERROUTE_TIDY_LATEX_CALL_H

#include "tidy/latex_table.h"
#include "tidy/latex_work.h"

struct latex_call {
	struct latex *latex;
	const struct latex_command *command;
	size_t start; /* of the backslash */
	size_t name;  /* length */
	size_t after; /* where the name ends, a star behind it included */
	size_t end;   /* of the part that is rewritten */
	struct latex_mode mode;
};

/* Appends a word of its own: apart from the letters and digits before it in a formula, and from those at
 * text + after, where it ends. */
void latex_put_word(const struct latex_call *call, const char *word, size_t len, size_t after);

/* Appends what becomes of a command of a kind from LATEX_TEXT on. Returns where it ends; its start when
 * it does not stand as it should. */
size_t latex_build(const struct latex_call *call);

#endif
