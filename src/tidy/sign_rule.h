/* SPDX-License-Identifier: ISC */
/*
 * The evidence that a run of letters is a formula's and not a sentence's: what tidy/sign.h's rules
 * mean, letter by letter. Looks at a few characters on either side, never further.
 */
#ifndef PAPERROUTE_TIDY_SIGN_RULE_H
#define PAPERROUTE_TIDY_SIGN_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "tidy/sign.h"

#define SIGN_PARTS 8 /* names glued together: more are no formula */

/* A run of ASCII letters that is made of names. */
struct sign_run {
	const char *text; /* all of it */
	size_t start;     /* of the run */
	size_t end;
	size_t from; /* start, or where the run's backslash and its own braces begin */
	size_t to;   /* end, or where its own braces end */
	bool slash;  /* \run */
	bool braces; /* {run} or {\run} */
	char script; /* '^' or '_' right before from, else 0 */
	const struct sign *parts[SIGN_PARTS];
	size_t count; /* at least 1 */
};

/* Whether the run becomes signs in this pass (tidy/sign.h). */
bool sign_run_holds(const struct sign_run *run, unsigned pass);

#endif
