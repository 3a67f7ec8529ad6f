/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/date.h"

#include <stdlib.h>

#include "base/clock.h"
#include "tidy/help.h"

#define NOW "2026-11-23T06:00:00Z"

/* date is NULL for a fault */
static const struct {
	const char *text;
	int year;
	const char *date;
	enum date_fault fault;
} cases[] = {
	/* RFC 3339 and ISO 8601 */
	{"2025-03-14", 0, "2025-03-14T00:00:00Z", DATE_FINE},
	{"2025-03-14T10:30:00+02:00", 0, "2025-03-14T08:30:00Z", DATE_FINE},
	{"2025-03-14T10:30:00.123Z", 0, "2025-03-14T10:30:00Z", DATE_FINE},
	{"2025-03-14 10:30:00 UTC", 0, "2025-03-14T10:30:00Z", DATE_FINE},
	{"2025-3-4", 0, "2025-03-04T00:00:00Z", DATE_FINE},
	{"2025-02-29", 0, NULL, DATE_UNREADABLE},
	{"2024-02-29", 0, "2024-02-29T00:00:00Z", DATE_FINE},
	{"2025-13-01", 0, NULL, DATE_UNREADABLE},
	/* RFC 822 and 2822 */
	{"Fri, 14 Mar 2025 10:30:00 GMT", 0, "2025-03-14T10:30:00Z", DATE_FINE},
	{"Fri, 14 Mar 2025 10:30:00 -0500", 0, "2025-03-14T15:30:00Z", DATE_FINE},
	{"14 Mar 2025 10:30 +05:30", 0, "2025-03-14T05:00:00Z", DATE_FINE},
	{"14 Mar 25 10:30:00 EST", 0, "2025-03-14T15:30:00Z", DATE_FINE},
	{"14 Mar 94", 0, "1994-03-14T00:00:00Z", DATE_FINE},
	{"Fri, 14 Mar 2025 00:30:00 +0100", 0, "2025-03-13T23:30:00Z", DATE_FINE},
	{"Fri, 14 Mar 2025 10:30:00 +0000 (UTC)", 0, "2025-03-14T10:30:00Z", DATE_FINE},
	{"Fri, 14 Mar 2025 EST", 0, "2025-03-14T00:00:00Z", DATE_FINE},
	{"Fri, 14 Mar 2025 10:30:60 GMT", 0, "2025-03-14T10:30:59Z", DATE_FINE},
	{"Fri Mar 14 10:30:00 UTC 2025", 0, "2025-03-14T10:30:00Z", DATE_FINE},
	{"Fri, 14 Mar 2025 10:30:00 +9900", 0, NULL, DATE_UNREADABLE},
	{"Fri, 14 Mar 2025 10:30:00 +05", 0, "2025-03-14T05:30:00Z", DATE_FINE},
	{"Fri, 14 Mar 2025 10:30:00 +5", 0, NULL, DATE_UNREADABLE},
	{"Fri, 14 Mar 2025 10:30:00 +24444444222", 0, NULL, DATE_UNREADABLE},
	{"Fri, 14 Mar 2025 10:30:00 +05:0", 0, NULL, DATE_UNREADABLE},
	{"Fri, 14 Mar 2025 10:30:00 +05000", 0, NULL, DATE_UNREADABLE},
	{"Fri, 14 Mar 2025 10:30:00 CEST", 0, "2025-03-14T08:30:00Z", DATE_FINE},
	{"Fri, 14 Mar 2025 10:30:00 IST", 0, NULL, DATE_UNREADABLE},
	{"Fri Mar 14 2025 10:30:00 GMT+0100 (Central European Standard Time)", 0,
		"2025-03-14T09:30:00Z", DATE_FINE},
	{"14 Mar 2025 10:30 UTC-8", 0, "2025-03-14T18:30:00Z", DATE_FINE},
	{"14 Mar 2025 10:30 EST+1", 0, NULL, DATE_UNREADABLE},
	{"14 Mar 2025 10:30 +0100 +0100", 0, NULL, DATE_UNREADABLE},
	{"Mar 14, 2025 12:05 AM", 0, "2025-03-14T00:05:00Z", DATE_FINE},
	{"Mar 14, 2025, 1:30pm EST", 0, "2025-03-14T18:30:00Z", DATE_FINE},
	{"Mar 14, 2025 13:30 pm", 0, NULL, DATE_UNREADABLE},
	{"Mar 14, 2025 1:30 pm am", 0, NULL, DATE_UNREADABLE},
	{"2025-03-14 12:00:00+00:00", 0, "2025-03-14T12:00:00Z", DATE_FINE},
	{"2025-03-14 12:00:00+02", 0, "2025-03-14T10:00:00Z", DATE_FINE},
	{"2025-03-14T12:00Z", 0, "2025-03-14T12:00:00Z", DATE_FINE},
	{"2025-03-14T12:00:00+0200", 0, "2025-03-14T10:00:00Z", DATE_FINE},
	{"2025-03-14T12:00:00,5Z", 0, "2025-03-14T12:00:00Z", DATE_FINE},
	{"2025-03-14T24:00:00Z", 0, "2025-03-15T00:00:00Z", DATE_FINE},
	{"2025-03-14 24:00", 0, "2025-03-15T00:00:00Z", DATE_FINE},
	{"2025-03-14T24:00:01Z", 0, NULL, DATE_UNREADABLE},
	{"2016-12-31T23:59:60Z", 0, "2016-12-31T23:59:59Z", DATE_FINE},
	{"2025-03-14T", 0, NULL, DATE_UNREADABLE},
	{"T12:00", 0, NULL, DATE_UNREADABLE},
	{"Fri, 14 Mar 2025 10:30:00 XYZ", 0, NULL, DATE_UNREADABLE},
	{"Fri, 14 Mar 2025 25:30:00 GMT", 0, NULL, DATE_UNREADABLE},
	{"Fri, 14 Mar 2025 10:3", 0, NULL, DATE_UNREADABLE},
	{"Fri, 14 Mar 2025 10:30:5", 0, NULL, DATE_UNREADABLE},
	{"Fri, 14 Mar 2025 100:30", 0, NULL, DATE_UNREADABLE},
	{"14 Mar 2025 10:30 11:30", 0, NULL, DATE_UNREADABLE},
	/* as people write */
	{"Sep 16, 2026", 0, "2026-09-16T00:00:00Z", DATE_FINE},
	{"Sept. 16, 2026", 0, "2026-09-16T00:00:00Z", DATE_FINE},
	{"MARCH 14, 2025", 0, "2025-03-14T00:00:00Z", DATE_FINE},
	{"14 march 2025", 0, "2025-03-14T00:00:00Z", DATE_FINE},
	{"14-Mar-2025", 0, "2025-03-14T00:00:00Z", DATE_FINE},
	{"March 1st, 2025", 0, "2025-03-01T00:00:00Z", DATE_FINE},
	{"2025 Mar 14", 0, "2025-03-14T00:00:00Z", DATE_FINE},
	{"Ma 14, 2025", 0, NULL, DATE_UNREADABLE},
	{"Marchy 14, 2025", 0, NULL, DATE_UNREADABLE},
	{"Mar 14 Apr 15 2025", 0, NULL, DATE_UNREADABLE},
	{"Feb 30, 2025", 0, NULL, DATE_UNREADABLE},
	{"Mar 14, 2025 and more", 0, NULL, DATE_UNREADABLE},
	{"March 1xt, 2025", 0, NULL, DATE_UNREADABLE},
	/* numbers */
	{"2025/03/14", 0, "2025-03-14T00:00:00Z", DATE_FINE},
	{"2025.03.14", 0, "2025-03-14T00:00:00Z", DATE_FINE},
	{"14.03.2025", 0, "2025-03-14T00:00:00Z", DATE_FINE},
	{"03.04.2025", 0, "2025-04-03T00:00:00Z", DATE_FINE},
	{"03.14.2025", 0, NULL, DATE_UNREADABLE},
	{"14/03/2025", 0, "2025-03-14T00:00:00Z", DATE_FINE},
	{"03/14/2025", 0, "2025-03-14T00:00:00Z", DATE_FINE},
	{"14-03-2025", 0, "2025-03-14T00:00:00Z", DATE_FINE},
	{"03/03/2025", 0, "2025-03-03T00:00:00Z", DATE_FINE},
	{"03/04/2025", 0, NULL, DATE_AMBIGUOUS},
	{"12/11/2025", 0, NULL, DATE_AMBIGUOUS},
	{"3-4-2025", 0, NULL, DATE_AMBIGUOUS},
	{"03/04/25", 0, NULL, DATE_UNREADABLE},
	{"14/15/2025", 0, NULL, DATE_UNREADABLE},
	{"2025/03-14", 0, NULL, DATE_UNREADABLE},
	{"20250314", 0, "2025-03-14T00:00:00Z", DATE_FINE},
	{"20250314T103005Z", 0, "2025-03-14T10:30:05Z", DATE_FINE},
	{"20250314T1030+0100", 0, "2025-03-14T09:30:00Z", DATE_FINE},
	{"20251314", 0, NULL, DATE_UNREADABLE},
	{"2025031", 0, NULL, DATE_UNREADABLE},
	{"20250314 20250314", 0, NULL, DATE_UNREADABLE},
	{"1741910400", 0, "2025-03-14T00:00:00Z", DATE_FINE},
	{"1741910400.25", 0, "2025-03-14T00:00:00Z", DATE_FINE},
	{"1741910400000", 0, "2025-03-14T00:00:00Z", DATE_FINE},
	{"631152000", 0, "1990-01-01T00:00:00Z", DATE_FINE},
	{"631151999", 0, NULL, DATE_UNREADABLE},
	{"17419104000", 0, NULL, DATE_UNREADABLE},
	{"17419104000000", 0, NULL, DATE_UNREADABLE},
	{"9741910400", 0, NULL, DATE_FUTURE},
	{"0741910400", 0, NULL, DATE_UNREADABLE},
	{"14", 0, NULL, DATE_UNREADABLE},
	/* no day: the first */
	{"2025", 0, "2025-01-01T00:00:00Z", DATE_FINE},
	{"Mar 2025", 0, "2025-03-01T00:00:00Z", DATE_FINE},
	{"December, 1989", 0, "1989-12-01T00:00:00Z", DATE_FINE},
	{"2025-03", 0, "2025-03-01T00:00:00Z", DATE_FINE},
	{"03/2025", 0, "2025-03-01T00:00:00Z", DATE_FINE},
	{"2025-03 14", 0, "2025-03-14T00:00:00Z", DATE_FINE},
	{"2025/03", 0, "2025-03-01T00:00:00Z", DATE_FINE},
	{"2025-13", 0, NULL, DATE_UNREADABLE},
	{"2025-00", 0, NULL, DATE_UNREADABLE},
	{"1234", 0, NULL, DATE_NO_DAY},
	{"2025 10:30", 0, NULL, DATE_NO_DAY},
	{"March", 0, NULL, DATE_NO_DAY},
	/* sentences */
	{"[Submitted on 14 Mar 2025 (v1), last revised 15 Mar 2025 (this version, v2)]", 0,
		"2025-03-14T00:00:00Z", DATE_FINE},
	{"[Submitted on 14 Mar 2025]", 0, "2025-03-14T00:00:00Z", DATE_FINE},
	{"Submitted 14 March, 2025; originally announced March 2025.", 0, "2025-03-14T00:00:00Z",
		DATE_FINE},
	{"[v2] Fri, 14 Mar 2025 17:59:59 UTC (1,234 KB)", 0, "2025-03-14T17:59:59Z", DATE_FINE},
	{"Showing new listings for Friday, 14 March 2025", 0, "2025-03-14T00:00:00Z", DATE_FINE},
	{"Fri, 14 Mar 2025 (showing first 50 of 100 entries )", 0, "2025-03-14T00:00:00Z",
		DATE_FINE},
	{"Published on Sep 16, 2026", 0, "2026-09-16T00:00:00Z", DATE_FINE},
	{"Submitted on", 0, NULL, DATE_UNREADABLE},
	{"14 Mar 2025]", 0, NULL, DATE_UNREADABLE},
	{"", 0, NULL, DATE_UNREADABLE},
	{"yesterday", 0, NULL, DATE_UNREADABLE},
	{"Friday", 0, NULL, DATE_UNREADABLE},
	{"2 days ago", 0, NULL, DATE_UNREADABLE},
	{"Mar 14 (", 0, NULL, DATE_UNREADABLE},
	{"mars 14 2025 \xc3\xa9", 0, NULL, DATE_UNREADABLE},
	/* no year */
	{"Mar 14", 2025, "2025-03-14T00:00:00Z", DATE_FINE},
	{"Mar 14", 0, "2026-03-14T00:00:00Z", DATE_FINE},
	{"14 Mar", 0, "2026-03-14T00:00:00Z", DATE_FINE},
	{"Sat, Mar 14", 0, "2026-03-14T00:00:00Z", DATE_FINE},
	{"Nov 23", 0, "2026-11-23T00:00:00Z", DATE_FINE},
	{"Nov 24", 0, "2025-11-24T00:00:00Z", DATE_FINE},
	{"Dec 31", 0, "2025-12-31T00:00:00Z", DATE_FINE},
	{"Feb 29", 0, "2024-02-29T00:00:00Z", DATE_FINE},
	{"Feb 29", 2025, NULL, DATE_UNREADABLE},
	{"Mar 14, 2024", 2025, "2024-03-14T00:00:00Z", DATE_FINE},
	{"Dec 31", 2026, NULL, DATE_FUTURE},
	/* the future, and what only looks like it */
	{"2026-11-23T06:00:00Z", 0, "2026-11-23T06:00:00Z", DATE_FINE},
	{"2026-11-23T06:00:01Z", 0, NOW, DATE_FINE},
	{"2026-11-23T18:00:00+14:00", 0, "2026-11-23T04:00:00Z", DATE_FINE},
	{"2026-11-24", 0, NOW, DATE_FINE},
	{"2026-11-24T06:00:00Z", 0, NOW, DATE_FINE},
	{"2026-11-24T06:00:01Z", 0, NULL, DATE_FUTURE},
	{"2027-03-14", 0, NULL, DATE_FUTURE},
	{"9999-12-31T23:59:59-14:00", 0, NULL, DATE_FUTURE},
	/* long ago */
	{"1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z", DATE_FINE},
	{"0001-01-01", 0, "0001-01-01T00:00:00Z", DATE_FINE},
	{"0001-01-01T00:00:00+14:00", 0, NULL, DATE_UNREADABLE},
	{"0000-01-01", 0, NULL, DATE_UNREADABLE},
};

START_TEST(reads)
{
	char formatted[CLOCK_RFC3339_SIZE];
	int64_t when = CLOCK_NONE;
	int64_t now;
	enum date_fault fault;

	ck_assert(clock_parse(&now, NOW));
	fault = date_read(&when, cases[_i].text, cases[_i].year, now);
	ck_assert_msg(fault == cases[_i].fault, "%s: %s", cases[_i].text, date_fault_text(fault));
	if (!cases[_i].date) {
		ck_assert_int_eq(when, CLOCK_NONE);
		return;
	}
	clock_format(formatted, when);
	ck_assert_str_eq(formatted, cases[_i].date);
}
END_TEST

/* 2100 is no leap year: the 29th of February before one of 2103 is eight years back */
START_TEST(finds_leap_years)
{
	int64_t when, now, expected;

	ck_assert(clock_parse(&now, "2103-05-01"));
	ck_assert(clock_parse(&expected, "2096-02-29"));
	ck_assert_int_eq(date_read(&when, "29 Feb", 0, now), DATE_FINE);
	ck_assert_int_eq(when, expected);
}
END_TEST

START_TEST(is_bounded)
{
	static const char *const units[] = {"(", "1", "1/", "Mar ", " ", ":", "1:"};
	char *text = help_repeat(units[_i], (size_t)1 << 20);
	int64_t when;

	ck_assert_int_eq(date_read(&when, text, 0, 0), DATE_UNREADABLE);
	free(text);
}
END_TEST

Suite *suite_date(void)
{
	Suite *suite = suite_create("date");
	TCase *tcase = tcase_create("date");

	tcase_add_loop_test(tcase, reads, 0, COUNT(cases));
	tcase_add_test(tcase, finds_leap_years);
	tcase_add_loop_test(tcase, is_bounded, 0, 7);
	suite_add_tcase(suite, tcase);
	return suite;
}
