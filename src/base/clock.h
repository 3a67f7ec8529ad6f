/* SPDX-License-Identifier: ISC */
/*
 * Time: seconds since 1970-01-01T00:00:00Z without leap seconds, in UTC, years 1 to 9999; and the
 * one clock of a run, which a caller can inject. No time zone, no locale.
 */
#ifndef PAPERROUTE_BASE_CLOCK_H
#define PAPERROUTE_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

#define CLOCK_NONE         INT64_MIN /* no such time is known */
#define CLOCK_DAY          86400     /* seconds */
#define CLOCK_RFC3339_SIZE 21        /* "2026-11-23T00:00:00Z" and a NUL */
#define CLOCK_MAIL_SIZE    32        /* "Mon, 23 Nov 2026 00:00:00 +0000" and a NUL */

struct civil {
	int year;  /* 1 to 9999 */
	int month; /* 1 to 12 */
	int day;   /* 1 to 31 */
	int hour;
	int minute;
	int second; /* 0 to 59 */
};

/* False, and *out untouched, when there is no such day or time of day. */
bool clock_from_civil(int64_t *out, const struct civil *civil);

void clock_to_civil(struct civil *out, int64_t when);

/* The beginning of when's day. */
int64_t clock_day(int64_t when);

/* RFC 3339, section 5.6, always with seconds and Z. */
void clock_format(char out[CLOCK_RFC3339_SIZE], int64_t when);

/* RFC 5322, section 3.3, as RSS and OPML have it, in UTC: "Fri, 14 Mar 2025 06:00:00 +0000". */
void clock_format_mail(char out[CLOCK_MAIL_SIZE], int64_t when);

/* Reads the whole of text: RFC 3339 with T or a space, Z or an offset or neither (then UTC),
 * fractions dropped; a day alone is its beginning. False, and *out untouched, otherwise. */
bool clock_parse(int64_t *out, const char *text);

/* Whether clock_now asks the system's clock. */
bool clock_is_read(const char *text);

/* What the time of this run is: text (of --now: as clock_parse, or seconds as "@N") when it is not
 * NULL, else SOURCE_DATE_EPOCH from the environment, else the system's clock. */
int clock_now(int64_t *out, const char *text, struct err *err);

/* Milliseconds since some moment, for waiting: never goes back, whatever becomes of the time. */
int64_t clock_monotonic(void);

#endif
