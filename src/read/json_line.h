/* SPDX-License-Identifier: ISC */
/*
 * A paper as one line of JSON: an object whose members have the names that paperroute-entry(5) lists.
 */
#ifndef PAPERROUTE_READ_JSON_LINE_H
#define PAPERROUTE_READ_JSON_LINE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/record.h"

struct json_line {
	struct record record;
	const char *source; /* the member of that name; NULL when there is none */
};

/* Reads len bytes; where and number say which line of what they are. A byte order mark in front is
 * passed over. Members that are not known are too, and null is as good as none; a known one of the
 * wrong kind goes to problems as a warning. Fails when the line is no JSON object. Results live in
 * the arena. */
int json_line_read(struct json_line *out, struct arena *arena, const char *text, size_t len,
	const char *where, size_t number, struct problems *problems, struct err *err);

#endif
