/* SPDX-License-Identifier: ISC */
/*
 * Lists and records as JSON text, the form in which they fill one column. The only user of jansson
 * in the store.
 *
 *	strings   ["a", "b"]
 *	record    {"title": "...", "author": ["...", "..."]}, by record_field_name
 *	reasons   [{"rule": "...", "points": 10, "field": "title", "text": "..."}]
 *
 * Packing gives a text that the caller frees; NULL when a string is no UTF-8. Unpacking returns -1
 * when the text is not of that form; what it gives lives in the arena.
 */
#ifndef PAPERROUTE_STORE_PACK_H
#define PAPERROUTE_STORE_PACK_H

#include <stddef.h>

#include "base/arena.h"
#include "model/record.h"
#include "model/route.h"

char *pack_strings(const char *const *items, size_t count);
int unpack_strings(const char ***items, size_t *count, struct arena *arena, const char *text);

/* Of a record only the values; they come back in their order when those of one field stand
 * together. Fields whose name this release does not know are passed over. */
char *pack_record(const struct record *record);
int unpack_record(struct record *record, struct arena *arena, const char *text);

char *pack_reasons(const struct reason *reasons, size_t count);
int unpack_reasons(struct reason **reasons, size_t *count, struct arena *arena, const char *text);

#endif
