/* SPDX-License-Identifier: ISC */
/*
 * A member put into a JSON object that somebody else wrote, without writing the rest of it anew: every
 * other byte stays as it was, spaces, numbers, the order of keys and all.
 */
#ifndef PAPERROUTE_WRITE_SPLICE_H
#define PAPERROUTE_WRITE_SPLICE_H

#include <stddef.h>

#include "base/buf.h"

/* Appends to out the object that text holds, with the member name (of ASCII letters) set to value, a
 * JSON text. A member of that name that is there already is replaced where it stands; if there are
 * several, the first is and the others are left out. Else it becomes the last. text is valid JSON,
 * an object, perhaps with a byte order mark in front; len is its length. What comes of other texts means
 * nothing, and harms nothing. */
void splice_member(
	struct buf *out, const char *text, size_t len, const char *name, const char *value);

#endif
