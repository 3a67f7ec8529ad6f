/* SPDX-License-Identifier: ISC */
/*
 * What a body is when nobody said so: first its format, then the preset whose conditions it meets.
 * Only the bytes are looked at, never a name.
 */
#ifndef PAPERROUTE_READ_GUESS_H
#define PAPERROUTE_READ_GUESS_H

#include <stddef.h>

#include "base/err.h"
#include "model/reading.h"

/* The format of the bytes, in this order: what begins with an element is a feed, a page or else XML, by
 * that element's name; what begins as JSON does; a table in CSV, when its first line has a column title;
 * else it is a list as text. */
enum format guess_format(const char *bytes, size_t len);

/* Makes out the source with the format and the mapping of the preset that has the most conditions of
 * all whose conditions the body meets; of two, the first by name. Without one that fits, the format
 * alone where it needs no mapping; else fails with ERR_FORMAT and says what to do. */
int guess_source(struct source *out, const struct read_input *input, const struct source *source,
	struct err *err);

#endif
