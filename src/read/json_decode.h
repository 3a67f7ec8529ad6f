/* SPDX-License-Identifier: ISC */
/*
 * JSON as jansson reads it, and what jansson would refuse for a trifle. In an otherwise sound document
 * are replaced, for they would cost all of it: bytes that are no UTF-8, escapes that are no characters, and
 * numbers that are beyond all counts. What is no JSON is none.
 */
#ifndef PAPERROUTE_READ_JSON_DECODE_H
#define PAPERROUTE_READ_JSON_DECODE_H

#include <stddef.h>

#include <jansson.h>

/* The value that len bytes are, to be let go with json_decref; NULL, and error says why, when they are
 * none. *replaced is how much had to be, at least 1 when anything. */
json_t *json_decode(const char *bytes, size_t len, size_t *replaced, json_error_t *error);

#endif
