/* SPDX-License-Identifier: ISC */
/*
 * The reader of format = json: one object, an array of them, an object that holds the array, or an
 * object a line (JSON lines), of which only one at a time is in memory.
 */
#ifndef PAPERROUTE_READ_JSON_H
#define PAPERROUTE_READ_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "base/err.h"
#include "read/item.h"

/* As read_body (read/read.h). */
int json_read(struct items *items, const struct read_input *input, struct err *err);

/* The same of a value that a page holds. */
int json_read_embedded(struct items *items, const char *text, struct err *err);

/* The format's own mapping of JSON Feed 1.0 and 1.1. */
extern const struct mapping json_feed_mapping;

/* Whether the bytes are an object a line. */
bool json_is_lines(const char *bytes, size_t len);

/* The document, or the first of its lines, to be let go with json_decref; NULL when it is none. */
json_t *json_peek(const char *bytes, size_t len);

#endif
