/* SPDX-License-Identifier: ISC */
/*
 * Forms of date that say something as a whole: seconds since 1970, and sentences with a date in them.
 */
#ifndef PAPERROUTE_TIDY_DATE_FORM_H
#define PAPERROUTE_TIDY_DATE_FORM_H

#include <stdbool.h>
#include <stdint.h>

#define DATE_LONGEST 120 /* bytes of a text that can be a date */

/* Seconds or milliseconds since 1970, with or without a fraction, of 1990 and later: those of before
 * are numbers of something else. False, and *out untouched, for other texts. */
bool date_seconds(int64_t *out, const char *text);

/* The date of what arXiv's pages and others write: "[Submitted on 14 Mar 2025 (v1), last revised
 * ...]", "Showing new listings for Friday, 14 March 2025"; text of at most DATE_LONGEST bytes itself
 * when it is nothing of the kind. */
void date_strip(char out[DATE_LONGEST + 1], const char *text);

#endif
