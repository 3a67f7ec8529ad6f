/* SPDX-License-Identifier: ISC */
/*
 * What scrapers leave of LaTeX, made readable: \% and its like lose the backslash, words become
 * signs (tidy/sign.h), quotation marks become real (tidy/quote.h), --- becomes a dash, and -- one
 * between words or numbers. URLs are left alone. What cannot be read with certainty stays as it is.
 *
 * Doing it twice changes nothing more.
 */
#ifndef PAPERROUTE_TIDY_LEFTOVER_H
#define PAPERROUTE_TIDY_LEFTOVER_H

#include <stdbool.h>

/* Whether there is any such thing in text: most texts have none, and the way to know is shorter. */
bool leftover_may_be(const char *text);

/* The rewritten text, to be freed. text has its white space folded (tidy/text.h). */
char *leftover_rewrite(const char *text);

#endif
