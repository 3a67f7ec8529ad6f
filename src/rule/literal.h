/* SPDX-License-Identifier: ISC */
/*
 * What a text has to hold for a regex to match: words to look for before the regex is asked.
 */
#ifndef PAPERROUTE_RULE_LITERAL_H
#define PAPERROUTE_RULE_LITERAL_H

#include <stddef.h>

#define LITERAL_SIZE  32 /* bytes of a literal that are looked for; more make nothing rarer */
#define LITERAL_MOST  16 /* literals of which one is needed */
#define LITERAL_LEAST 2  /* bytes; a single one stands in every text */

struct literal {
	size_t len;
	char text[LITERAL_SIZE]; /* ASCII, in small letters, not NUL-terminated */
};

/* One of these stands in every text that the regex matches, in any case. */
struct literals {
	size_t count; /* 0: there are no such */
	struct literal items[LITERAL_MOST];
};

/* The pattern is one that PCRE2 takes, without the option "extended". Nothing fails: what is not
 * understood is taken for something that may match anything. Two letters have relatives outside of
 * ASCII when case is ignored, k (U+212A) and s (U+017F): texts with those are not covered. */
void literal_find(struct literals *out, const char *pattern, size_t len);

#endif
