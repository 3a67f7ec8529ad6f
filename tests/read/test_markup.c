/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/markup.h"

#include <stdbool.h>
#include <string.h>

#include "suites.h"

static const struct {
	const char *from;
	const char *text;
	const char *url;
	const char *ref;
	bool only_links;
} cases[] = {
	{"plain text", "plain text", NULL, NULL, false},
	{"[Title](https://a.org/1)", "Title", "https://a.org/1", NULL, true},
	{"[Title][32]", "Title", NULL, "32", true},
	{"by[AK][30] and others", "byAK and others", NULL, "30", false},
	{"[[logo] Name][1]", "Name", NULL, "1", true},
	{"**Bold** title", "Bold title", NULL, NULL, false},
	{"[a](x) [b](y)", "a b", "x", NULL, true},
	{"[a (b)](https://a.org/x_(y))", "a (b)", "https://a.org/x_(y)", NULL, true},
	{"  much   white\tspace ", "much white space", NULL, NULL, false},
	/* near-misses: no links */
	{"[1] first", "[1] first", NULL, NULL, false},
	{"f[x] (y)", "f[x] (y)", NULL, NULL, false},
	{"[never closed", "[never closed", NULL, NULL, false},
	{"[label](never closed", "[label](never closed", NULL, NULL, false},
	{"][", "][", NULL, NULL, true},
	{"5 * 3 * 2", "5 * 3 * 2", NULL, NULL, false},
	{"snake_case__name", "snake_case__name", NULL, NULL, false},
};

static void same(const char *got, const char *wanted)
{
	if (wanted)
		ck_assert_str_eq(got ? got : "(none)", wanted);
	else
		ck_assert_ptr_null(got);
}

START_TEST(strip)
{
	struct arena arena;
	struct markup markup;

	arena_init(&arena);
	markup_strip(&markup, &arena, cases[_i].from, strlen(cases[_i].from));
	ck_assert_str_eq(markup.text, cases[_i].text);
	same(markup.url, cases[_i].url);
	same(markup.ref, cases[_i].ref);
	ck_assert_msg((markup.outside == 0) == cases[_i].only_links, "%s", cases[_i].from);
	arena_release(&arena);
}
END_TEST

Suite *markup_suite(void)
{
	Suite *suite = suite_create("markup");
	TCase *tcase = tcase_create("markup");

	tcase_add_loop_test(tcase, strip, 0, sizeof(cases) / sizeof(*cases));
	suite_add_tcase(suite, tcase);
	return suite;
}
