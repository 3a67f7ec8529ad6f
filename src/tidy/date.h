/* SPDX-License-Identifier: ISC */
/*
 * Dates as sources write them: RFC 3339 and what is near it, RFC 822 and its successors, and what
 * people write: "Mar 14", "14 March 2025", "Mon, Sep 16, 2026", "2025/03/14", "14.03.2025",
 * "20250314", "March 2025"; seconds since 1970 and sentences with dates (tidy/date_form.h).
 *
 * Month and weekday names are English in any case, whole or short, whatever the locale. A weekday
 * is not checked. Nothing is guessed: 03/04/2025 is refused, and so is a zone that may be two.
 */
#ifndef PAPERROUTE_TIDY_DATE_H
#define PAPERROUTE_TIDY_DATE_H

#include <stdint.h>

enum date_fault {
	DATE_FINE,
	DATE_UNREADABLE,
	DATE_AMBIGUOUS, /* the day and the month could be either way round */
	DATE_NO_DAY,    /* a month alone */
	DATE_FUTURE,    /* more than a day ahead */
};

/* The time that text says, in UTC; a day alone is its beginning, a month
 * or year its first day. Without a year it is in year, or,
 * when that is 0, the latest such day that is not after now's. Never after now: a time of the next
 * 24 hours, which a source in the east may well give, becomes now. *out is set with DATE_FINE. */
enum date_fault date_read(int64_t *out, const char *text, int year, int64_t now);

/* What is wrong, for a message: "is no date". */
const char *date_fault_text(enum date_fault fault);

#endif
