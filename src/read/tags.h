/* SPDX-License-Identifier: ISC */
/*
 * XML whose tags are not as they should be: a < that was meant as one ("p < 0.05", "<3"), an element
 * that is never closed ("<br>" in a title), an end tag without a beginning, or in other letters than that
 * ("<Title>A</title>"), attributes without quotes, the end of a CDATA section ("]]>") behind that.
 * libxml2 loses count of the elements at the first of these, and with it all papers behind. So they are
 * mended before: what is no tag is escaped, what is open is closed where its parent is, a value without
 * quotes gets them, and attributes that are none are left out.
 */
#ifndef PAPERROUTE_READ_TAGS_H
#define PAPERROUTE_READ_TAGS_H

#include <stddef.h>

/* What was mended. */
struct tags_mended {
	size_t count;
	size_t line; /* of the first, from 1 */
};

/* A copy of *len bytes of XML in an encoding that extends ASCII, mended; *len is the copy's length. To
 * be freed; NULL when nothing has to be. What is open at the end stays so: it was cut short. So does
 * everything where elements are nested more than LIMIT_XML_NESTING deep. */
char *tags_mend(struct tags_mended *out, const char *bytes, size_t *len);

#endif
