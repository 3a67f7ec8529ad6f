/* SPDX-License-Identifier: ISC */
/*
 * What stands in the header lines of an answer. Pure.
 */
#ifndef PAPERROUTE_FETCH_HEADER_H
#define PAPERROUTE_FETCH_HEADER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* Seconds that a Retry-After (RFC 9110, section 10.2.3) asks to wait: a number of them, or a time
 * that is compared with date, the answer's own Date, so that neither clock has to be right. now is
 * taken in place of a date that is missing or no date. RETRY_NOT_ASKED (retry.h) when value is NULL
 * or neither; a time that is past is 0. */
int64_t header_retry_after(const char *value, const char *date, int64_t now);

/* The charset that a Content-Type names, in the arena; NULL when it names none that could be one. */
const char *header_charset(struct arena *arena, const char *type);

/* Whether a value may be remembered and sent back: printable ASCII of at most LIMIT_VALIDATOR
 * bytes. NULL is not. */
bool header_is_sound(const char *value);

#endif
