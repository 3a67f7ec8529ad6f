/* SPDX-License-Identifier: ISC */
/*
 * Whether a line is a day. What day it is, and of which year, is tidy's to say.
 */
#ifndef PAPERROUTE_READ_DAY_H
#define PAPERROUTE_READ_DAY_H

#include <stdbool.h>

/* The whole of text is a day: "Mar 14", "14 March", "Mon, Mar 14", "March 14, 2025", "2025-03-14". */
bool day_is_day(const char *text);

/* The whole of text is the name of a month, or its first three letters. */
bool day_is_month(const char *text);

#endif
