/* SPDX-License-Identifier: ISC */
/*
 * The words and numbers of a date, in whatever order, to what they say; tidy/date.h makes a time of
 * it.
 */
#ifndef PAPERROUTE_TIDY_DATE_PARTS_H
#define PAPERROUTE_TIDY_DATE_PARTS_H

#include <stdbool.h>

#define DATE_UNSET (-1)

/* What the words and numbers of a date said so far. */
struct date_parts {
	int year;
	int month;
	int day;
	int hour;
	int minute;
	int second;
	int offset;   /* seconds east of Greenwich */
	bool time;    /* hour and minute were given */
	bool zone;    /* offset was given */
	bool named;   /* as UTC or GMT, which an offset may follow: GMT+0100 */
	bool twelve;  /* am or pm was given */
	bool compact; /* a T was, and so that a number is a time */
	bool ambiguous;
	bool spoilt; /* something that is no part of a date, or twice the same part */
};

/* Reads all of text. Whether there is such a day or time is not looked at. */
void date_parts_read(struct date_parts *out, const char *text);

#endif
