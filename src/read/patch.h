/* SPDX-License-Identifier: ISC */
/*
 * A copy of a text in which some places are others: made as it is gone through, from its beginning to its
 * end. Nothing is copied when nothing is put.
 *
 * patch_init; patch_put or patch_add for each place, in order; patch_take.
 */
#ifndef PAPERROUTE_READ_PATCH_H
#define PAPERROUTE_READ_PATCH_H

#include <stddef.h>

#include "base/buf.h"

struct patch {
	const char *bytes;
	const char *end;
	const char *copied; /* up to where out has them */
	struct buf out;
	size_t count; /* of places */
	size_t line;  /* of the first, from 1 */
};

void patch_init(struct patch *patch, const char *bytes, size_t len);

/* Puts text where the bytes have those from at to behind, and counts it. */
void patch_put(struct patch *patch, const char *at, const char *behind, const char *text);

/* More text at the same place. */
void patch_add(struct patch *patch, const char *text, size_t len);

/* The copy, to be freed, and its length; NULL when nothing was put. */
char *patch_take(struct patch *patch, size_t *len);

#endif
