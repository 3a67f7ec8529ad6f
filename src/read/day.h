/* SPDX-License-Identifier: ISC */
/*
 * Whether a line is a day. What day it is, and of which year, is tidy's to say.
 */
#ifndef PAPERROUTE_READ_DAY_H
#define PAPERROUTE_READ_DAY_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of the day that text begins with: "Mar 14", "14 March", "Mon, Mar 14", "March 14, 2025",
 * "2025-03-14", "14.03.2025"; 0 when there is none. */
size_t day_length(const char *text);

/* The whole of text is a day. */
bool day_is_day(const char *text);

/* The whole of text is the name of a month, or its first three letters. */
bool day_is_month(const char *text);

#endif
