/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/count.h"

#include <stdbool.h>

#include "tidy/help.h"

static const struct {
	const char *text;
	bool ok;
	uint64_t count;
} cases[] = {
	{"0", true, 0},
	{"23", true, 23},
	{"007", true, 7},
	{"1,234", true, 1234},
	{"12,345,678", true, 12345678},
	{"62.2k", true, 62200},
	{"1k", true, 1000},
	{"1.2345k", true, 1234},
	{"1.5M", true, 1500000},
	{"999999999999999", true, 999999999999999},
	{"1000000000000000", false, 0},
	{"999999999999999k", false, 0},
	{"99999999999999999999999999", false, 0},
	{"", false, 0},
	{"-1", false, 0},
	{"1.5", false, 0},
	{"1,23", false, 0},
	{"1234,567", false, 0},
	{",123", false, 0},
	{"123,", false, 0},
	{"1.2.3k", false, 0},
	{"k", false, 0},
	{"12 votes", false, 0},
	{"1kk", false, 0},
	{"0x10", false, 0},
};

START_TEST(reads)
{
	uint64_t count = 4711;

	ck_assert_int_eq(count_read(&count, cases[_i].text), cases[_i].ok);
	ck_assert_uint_eq(count, cases[_i].ok ? cases[_i].count : 4711);
}
END_TEST

Suite *suite_count(void)
{
	Suite *suite = suite_create("count");
	TCase *tcase = tcase_create("count");

	tcase_add_loop_test(tcase, reads, 0, COUNT(cases));
	suite_add_tcase(suite, tcase);
	return suite;
}
