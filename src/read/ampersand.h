/* SPDX-License-Identifier: ISC */
/*
 * XML in which somebody wrote & and meant it: "AT&T", "?page=1&size=2". libxml2 goes on behind it, but
 * without the & and the letters after it; so it is escaped before.
 */
#ifndef PAPERROUTE_READ_AMPERSAND_H
#define PAPERROUTE_READ_AMPERSAND_H

#include <stddef.h>

/* What was escaped. */
struct ampersands {
	size_t count;
	size_t line; /* of the first, from 1 */
};

/* A copy of *len bytes of XML in an encoding that extends ASCII, in which every & that begins no reference
 * to a character is one to itself, but for sections (section.h), where it may stand; *len is the copy's
 * length. To be freed; NULL when there are none. */
char *ampersand_escape(struct ampersands *out, const char *bytes, size_t *len);

#endif
