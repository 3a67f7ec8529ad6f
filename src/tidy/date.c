/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/date.h"

#include <stdbool.h>
#include <string.h>

#include "base/clock.h"
#include "tidy/date_form.h"
#include "tidy/date_parts.h"

#define FIRST_YEAR 1800 /* that a date without a day can be of: 4-digit numbers are many things */

/* Years between two 29ths of February, at most: 1896 and 1904 */
#define LONGEST_LEAP 8

static bool to_time(int64_t *out, const struct date_parts *parts, int year)
{
	/* 24:00 is the end of the day, of which clocks know nothing */
	bool midnight = parts->hour == 24 && parts->minute == 0 && parts->second == 0;
	struct civil civil = {year, parts->month, parts->day, midnight ? 0 : parts->hour,
		parts->minute, parts->second};

	if (!clock_from_civil(out, &civil))
		return false;
	*out += midnight ? CLOCK_DAY : 0;
	if (parts->time)
		*out -= parts->offset;
	return true;
}

/* The latest such day that is not after now's */
static bool latest(int64_t *out, const struct date_parts *parts, int64_t now)
{
	struct civil today;
	int64_t when;

	clock_to_civil(&today, now);
	for (int year = today.year; year >= today.year - LONGEST_LEAP; year--) {
		if (to_time(&when, parts, year) && clock_day(when) <= clock_day(now)) {
			*out = when;
			return true;
		}
	}
	return false;
}

static enum date_fault read_parts(int64_t *out, const char *text, int year, int64_t now)
{
	struct date_parts parts;
	bool done;

	date_parts_read(&parts, text);
	if (parts.spoilt)
		return DATE_UNREADABLE;
	if (parts.ambiguous)
		return DATE_AMBIGUOUS;
	/* of a month or year that is all there is the first day is the least wrong */
	if (parts.day == DATE_UNSET && parts.year >= FIRST_YEAR && !parts.time) {
		parts.day = 1;
		if (parts.month == DATE_UNSET)
			parts.month = 1;
	}
	if (parts.month == DATE_UNSET || parts.day == DATE_UNSET)
		return parts.month == DATE_UNSET && parts.year == DATE_UNSET ? DATE_UNREADABLE
									     : DATE_NO_DAY;
	if (parts.year == DATE_UNSET && year == 0)
		done = latest(out, &parts, now);
	else
		done = to_time(out, &parts, parts.year == DATE_UNSET ? year : parts.year);
	return done ? DATE_FINE : DATE_UNREADABLE;
}

enum date_fault date_read(int64_t *out, const char *text, int year, int64_t now)
{
	const struct civil first = {.year = 1, .month = 1, .day = 1};
	enum date_fault fault = DATE_FINE;
	char date[DATE_LONGEST + 1];
	int64_t when;
	int64_t earliest = 0;

	clock_from_civil(&earliest, &first);
	if (strnlen(text, DATE_LONGEST + 1) > DATE_LONGEST)
		return DATE_UNREADABLE;
	date_strip(date, text);
	if (!date_seconds(&when, date) && !clock_parse(&when, date))
		fault = read_parts(&when, date, year, now);
	if (fault != DATE_FINE)
		return fault;
	if (when < earliest)
		return DATE_UNREADABLE;
	if (when > now + CLOCK_DAY)
		return DATE_FUTURE;
	*out = when > now ? now : when;
	return DATE_FINE;
}

const char *date_fault_text(enum date_fault fault)
{
	static const char *const texts[] = {
		[DATE_FINE] = "is fine",
		[DATE_UNREADABLE] = "is no date that can be read",
		[DATE_AMBIGUOUS] = "does not say which number is the month",
		[DATE_NO_DAY] = "has no day",
		[DATE_FUTURE] = "is in the future",
	};

	return texts[fault];
}
