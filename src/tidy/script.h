/* SPDX-License-Identifier: ISC */
/*
 * Superscripts and subscripts, of the letters, digits and signs for which Unicode has them.
 */
#ifndef PAPERROUTE_TIDY_SCRIPT_H
#define PAPERROUTE_TIDY_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Makes what stands in out from at on a superscript (mark '^') or subscript ('_'): in Unicode's
 * characters, when it has them all and there is no word of two letters or more among it (x_max is
 * read more easily than in small letters); with a degree sign, a prime or the ending of an ordinal
 * after the text as they are; else with the mark before it, and in braces when it is more than one
 * word or number. */
void script_raise(struct buf *out, size_t at, char mark);

/* Whether text[0..len) would become characters of Unicode. */
bool script_has(const char *text, size_t len, char mark);

#endif
