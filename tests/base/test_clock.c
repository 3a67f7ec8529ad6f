/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <time.h>

#include "base/clock.h"
#include "base/suites.h"

#define FIRST INT64_C(-62135596800) /* 0001-01-01T00:00:00Z */
#define LAST  INT64_C(253402300799) /* 9999-12-31T23:59:59Z */

static const struct {
	int64_t when;
	const char *text;
} moments[] = {
	{0, "1970-01-01T00:00:00Z"},
	{-1, "1969-12-31T23:59:59Z"},
	{951782399, "2000-02-28T23:59:59Z"},
	{951782400, "2000-02-29T00:00:00Z"},
	{951868800, "2000-03-01T00:00:00Z"},
	{1709164800, "2024-02-29T00:00:00Z"},
	{1735689599, "2024-12-31T23:59:59Z"},
	{1735689600, "2025-01-01T00:00:00Z"},
	{2147483648, "2038-01-19T03:14:08Z"},
	{4107542400, "2100-03-01T00:00:00Z"},
	{FIRST, "0001-01-01T00:00:00Z"},
	{LAST, "9999-12-31T23:59:59Z"},
};

START_TEST(format_and_parse_agree)
{
	char text[CLOCK_RFC3339_SIZE];
	int64_t when;

	clock_format(text, moments[_i].when);
	ck_assert_str_eq(text, moments[_i].text);
	ck_assert(clock_parse(&when, moments[_i].text));
	ck_assert_int_eq(when, moments[_i].when);
}
END_TEST

/* gmtime_r knows the calendar independently of us */
START_TEST(every_day_of_800_years_is_the_c_librarys)
{
	for (int64_t day = -400 * 366; day < 400 * 366; day++) {
		int64_t when = day * CLOCK_DAY + (day % 1000 + 1000);
		time_t seconds = (time_t)when;
		struct civil c;
		int64_t back;
		struct tm tm;

		gmtime_r(&seconds, &tm);
		clock_to_civil(&c, when);
		if (c.year != tm.tm_year + 1900 || c.month != tm.tm_mon + 1 ||
			c.day != tm.tm_mday || c.hour != tm.tm_hour || c.minute != tm.tm_min ||
			c.second != tm.tm_sec || !clock_from_civil(&back, &c) || back != when ||
			clock_day(when) != day * CLOCK_DAY)
			ck_abort_msg("day %ld", (long)day);
	}
}
END_TEST

START_TEST(mail_has_the_c_librarys_names_and_days)
{
	char text[CLOCK_MAIL_SIZE], wanted[64];

	for (int64_t day = -100 * 366; day < 400 * 366; day += 5) {
		time_t seconds = (time_t)(day * CLOCK_DAY + 12345);
		struct tm tm;

		gmtime_r(&seconds, &tm);
		strftime(wanted, sizeof(wanted), "%a, %d %b %Y %H:%M:%S +0000", &tm);
		clock_format_mail(text, seconds);
		ck_assert_str_eq(text, wanted);
	}
	clock_format_mail(text, FIRST);
	ck_assert_str_eq(text, "Mon, 01 Jan 0001 00:00:00 +0000");
}
END_TEST

static const struct {
	const char *text;
	const char *same; /* NULL: is no time */
} texts[] = {
	{"2026-11-23", "2026-11-23T00:00:00Z"},
	{"2026-11-23T06:07", "2026-11-23T06:07:00Z"},
	{"2026-11-23T06:07:08", "2026-11-23T06:07:08Z"},
	{"2026-11-23 06:07:08", "2026-11-23T06:07:08Z"},
	{"2026-11-23t06:07:08z", "2026-11-23T06:07:08Z"},
	{"2026-11-23T06:07:08.999Z", "2026-11-23T06:07:08Z"},
	{"2026-11-23T06:07:08+02:00", "2026-11-23T04:07:08Z"},
	{"2026-11-23T06:07:08-0530", "2026-11-23T11:37:08Z"},
	{"2026-01-01T00:00:00+14:00", "2025-12-31T10:00:00Z"},
	{"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"},
	{"2024-02-29", "2024-02-29T00:00:00Z"},
	{"2023-02-29", NULL},
	{"1900-02-29", NULL},
	{"2026-00-10", NULL},
	{"2026-13-10", NULL},
	{"2026-04-31", NULL},
	{"2026-04-00", NULL},
	{"0000-01-01", NULL},
	{"2026-1-1", NULL},
	{"20260101", NULL},
	{"2026-11-23T", NULL},
	{"2026-11-23T24:00", NULL},
	{"2026-11-23T06:60", NULL},
	{"2026-11-23T06:07:61", NULL},
	{"2026-11-23T06:07:08.Z", NULL},
	{"2026-11-23T06:07:08+24:00", NULL},
	{"2026-11-23T06:07:08Zulu", NULL},
	{" 2026-11-23", NULL},
	{"2026-11-23 ", NULL},
	{"Mar 14", NULL},
	{"", NULL},
};

START_TEST(parse_reads_all_of_it_or_nothing)
{
	char text[CLOCK_RFC3339_SIZE];
	int64_t when = 42;

	ck_assert_int_eq(clock_parse(&when, texts[_i].text), texts[_i].same != NULL);
	if (texts[_i].same) {
		clock_format(text, when);
		ck_assert_str_eq(text, texts[_i].same);
	} else {
		ck_assert_int_eq(when, 42);
	}
}
END_TEST

/* --now, SOURCE_DATE_EPOCH and what comes of them; -1: an error that names who is wrong */
static const struct {
	const char *text;
	const char *epoch;
	int64_t when;
	const char *where;
} nows[] = {
	{"2026-11-23T06:00:00Z", "1", 1795413600, NULL},
	{"@1795413600", NULL, 1795413600, NULL},
	{"@0", NULL, 0, NULL},
	{"@253402300799", NULL, LAST, NULL},
	{NULL, "1795413600", 1795413600, NULL},
	{"@253402300800", NULL, -1, "--now"},
	{"@-1", NULL, -1, "--now"},
	{"@", NULL, -1, "--now"},
	{"1795413600", NULL, -1, "--now"},
	{"yesterday", "1", -1, "--now"},
	{NULL, "1x", -1, "SOURCE_DATE_EPOCH"},
	{NULL, "99999999999999999999", -1, "SOURCE_DATE_EPOCH"},
};

START_TEST(now_can_be_injected)
{
	struct err err = {0};
	int64_t when;
	int result;

	unsetenv("SOURCE_DATE_EPOCH");
	if (nows[_i].epoch)
		setenv("SOURCE_DATE_EPOCH", nows[_i].epoch, 1);
	result = clock_now(&when, nows[_i].text, &err);
	if (!nows[_i].where) {
		ck_assert_int_eq(result, 0);
		ck_assert_int_eq(when, nows[_i].when);
	} else {
		ck_assert_int_eq(result, -1);
		ck_assert_int_eq(err.code, ERR_USAGE);
		ck_assert_str_eq(err.where, nows[_i].where);
	}
}
END_TEST

START_TEST(now_is_the_systems_clock_else)
{
	int64_t before = (int64_t)time(NULL);
	int64_t when;

	setenv("SOURCE_DATE_EPOCH", "", 1);
	ck_assert_int_eq(clock_now(&when, NULL, NULL), 0);
	ck_assert_int_ge(when, before);
	ck_assert_int_le(when, (int64_t)time(NULL));
}
END_TEST

Suite *clock_suite(void)
{
	Suite *suite = suite_create("clock");
	TCase *tcase = tcase_create("clock");

	tcase_add_loop_test(tcase, format_and_parse_agree, 0, sizeof(moments) / sizeof(moments[0]));
	tcase_add_test(tcase, every_day_of_800_years_is_the_c_librarys);
	tcase_add_test(tcase, mail_has_the_c_librarys_names_and_days);
	tcase_add_loop_test(
		tcase, parse_reads_all_of_it_or_nothing, 0, sizeof(texts) / sizeof(texts[0]));
	tcase_add_loop_test(tcase, now_can_be_injected, 0, sizeof(nows) / sizeof(nows[0]));
	tcase_add_test(tcase, now_is_the_systems_clock_else);
	suite_add_tcase(suite, tcase);
	return suite;
}
