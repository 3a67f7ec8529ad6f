/* SPDX-License-Identifier: ISC */
/*
 * Signs that a scraper left behind as words. Where a page had LaTeX between dollar signs, its text
 * has "2.3times", "leq 4B" or "(lambda=1": the name of the command, without the backslash.
 *
 * Names that are no word of any language become their signs wherever they stand. The others are
 * also English words, units or proper names ("sim-to-real", "5 pm", "delta tuning", "3 times as
 * fast") and need evidence beside them. sign_table is all that is known; the manual prints it.
 *
 * Rewriting happens in passes, because a sign made in one pass is evidence in the next.
 */
#ifndef PAPERROUTE_TIDY_SIGN_H
#define PAPERROUTE_TIDY_SIGN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* When a bare name becomes its sign. With a backslash (\times), or in braces of its own ({times}:
 * not Greek letters there, {alpha} may be a placeholder), every name does. */
enum sign_rule {
	SIGN_ALWAYS, /* no word: wherever it stands */
	SIGN_TIMES,  /* glued to a number or a capital: 2times, 8timesA800; between two numbers */
	SIGN_NUMBER, /* before a number: approx 0.8; not approx. 0.8 */
	SIGN_ABOUT,  /* glued to a number after it, or a blank apart when a number or bracket stands
		       * before it: sim60%, 20sim 40; not sim2real */
	SIGN_PLUS,   /* between two numbers, the second with a decimal point: not 5 pm 20 */
	SIGN_DEGREES, /* after ^, which goes: 360^circ, 360^{circ}; 360{\deg} */
	SIGN_LETTER,  /* before a relation (rho = 0.9), after one and before a bracket or comma,
		       * between | and |, alone in the braces of a formula (s^{delta}), as argument
		       * of a function of one letter (R(pi/4)) */
};

struct sign {
	const char *name;
	const char *text; /* UTF-8 */
	enum sign_rule rule;
};

/* Sorted by name; ends with a row whose name is NULL. */
extern const struct sign sign_table[];

#define SIGN_PASSES 4

/* Whether any pass would rewrite anything. */
bool sign_may_be(const char *text);

/* Appends text[start..end) to out with the names of pass (from 0) rewritten. What stands before
 * start and after end is looked at but not copied. */
void sign_rewrite(struct buf *out, const char *text, size_t start, size_t end, unsigned pass);

/* Appends text with every sign of the table replaced by its (first) name: so that two spellings of
 * a formula compare equal. */
void sign_spell(struct buf *out, const char *text);

#endif
