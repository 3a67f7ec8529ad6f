/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/day.h"

#include "suites.h"

static const struct {
	const char *text;
	bool is_day;
	bool is_month;
} cases[] = {
	{"Mar 14", true, false},
	{"March 14", true, false},
	{"march 14", true, false},
	{"Sept 3", true, false},
	{"Mar. 14", true, false},
	{"Mar 14th", true, false},
	{"March 14, 2025", true, false},
	{"March 14 2025", true, false},
	{"14 March 2025", true, false},
	{"14 Mar", true, false},
	{"Mon, Mar 14", true, false},
	{"Monday, March 14, 2025", true, false},
	{"2025-03-14", true, false},
	{"2025/3/14", true, false},
	{"14.03.2025", true, false},
	{"14/3/2025", true, false},
	{"Mar", false, true},
	{"May", false, true},
	{"September", false, true},
	/* near-misses */
	{"", false, false},
	{"Mar 2025", false, false},
	{"March of the Models", false, false},
	{"May the Force Be with Models", false, false},
	{"Marx 14", false, false},
	{"Mar 14 papers", false, false},
	{"Mar 142", false, false},
	{"2025-03", false, false},
	{"14.03", false, false},
	{"14.03-2025", false, false},
	{"2025-03-2025", false, false},
	{"March 14b", false, false},
	{"2025-03-14T00:00:00Z", false, false},
	{"14", false, false},
	{"14 papers", false, false},
	{"Ma 14", false, false},
	{"Monday", false, false},
};

START_TEST(day)
{
	ck_assert_msg(day_is_day(cases[_i].text) == cases[_i].is_day, "%s", cases[_i].text);
	ck_assert_msg(day_is_month(cases[_i].text) == cases[_i].is_month, "%s", cases[_i].text);
}
END_TEST

Suite *day_suite(void)
{
	Suite *suite = suite_create("day");
	TCase *tcase = tcase_create("day");

	tcase_add_loop_test(tcase, day, 0, sizeof(cases) / sizeof(*cases));
	suite_add_tcase(suite, tcase);
	return suite;
}
