/* SPDX-License-Identifier: ISC */
/*
 * JSON Pointers (RFC 6901), with * for every member of an array. "." is the document itself.
 */
#ifndef PAPERROUTE_READ_POINTER_H
#define PAPERROUTE_READ_POINTER_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

/* Called for each value that a pointer leads to, in order; false ends the walk. */
typedef bool pointer_visitor(void *ctx, json_t *value);

/* False when the visitor ended the walk. A pointer of more than LIMIT_DEPTH parts leads nowhere. */
bool pointer_each(json_t *root, const char *pointer, pointer_visitor *visit, void *ctx);

/* The first value that is there and not null; NULL when there is none. */
json_t *pointer_first(json_t *root, const char *pointer);

/* Whether one of the conditions in text, parted by |, holds: that a pointer leads to a value, or, as
 * POINTER = TEXT, to that text; a * at the text's end stands for any. */
bool pointer_holds(json_t *root, const char *text);

#endif
