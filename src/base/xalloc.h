/* SPDX-License-Identifier: ISC */
/*
 * Memory that is there or the program ends: on failure these print one line and exit 1.
 * That is safe because nothing durable is ever half written (see store/ and publish/).
 *
 * Everything returned is the caller's, to be given to free().
 */
#ifndef PAPERROUTE_BASE_XALLOC_H
#define PAPERROUTE_BASE_XALLOC_H

#include <stddef.h>

void *xmalloc(size_t size);

/* Zeroed; the product count * size is checked. */
void *xcalloc(size_t count, size_t size);

/* Resizes to count * size bytes; the product is checked. */
void *xreallocarray(void *old, size_t count, size_t size);

char *xstrdup(const char *text);

/* The first len bytes of text (which has at least that many) and a NUL. */
char *xstrndup(const char *text, size_t len);

/* Makes room for at least need items of size bytes in an array whose capacity is *cap items, by
 * doubling. Returns the array, which may have moved. */
void *xgrow(void *array, size_t *cap, size_t need, size_t size);

#endif
