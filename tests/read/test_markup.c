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
	{"![a picture](https://a.org/p.png)", "", NULL, NULL, true},
	{"[Title](https://a.org/1 \"a tip\")", "Title", "https://a.org/1", NULL, true},
	/* near-misses: no links */
	{"[1] first", "[1] first", NULL, NULL, false},
	{"f[x] (y)", "f[x] (y)", NULL, NULL, false},
	{"[never closed", "[never closed", NULL, NULL, false},
	{"[label](never closed", "[label](never closed", NULL, NULL, false},
	{"][", "][", NULL, NULL, true},
	{"5 * 3 * 2", "5 * 3 * 2", NULL, NULL, false},
	{"*Anna Berg*", "Anna Berg", NULL, NULL, false},
	{"*a* and *b*", "*a* and *b*", NULL, NULL, false},
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

static const struct {
	const char *from;
	const char *lead;
	const char *rest;
	size_t urls;
} items[] = {
	{"**A Title** [[pdf](x)] [[code](y)]", "A Title", "[] []", 2},
	{"[A Title](x) - what it says", "A Title", "- what it says", 1},
	{"**[A Title](x)** by us", "A Title", "by us", 1},
	{"A Title: https://a.org/1 and more", "A Title: ", "and more", 1},
	{"A Title [pdf](x)", "A Title ", "", 1},
	{"no link", "", "", 0},
	{"not **bold at once**", "", "", 0},
};

START_TEST(item)
{
	struct arena arena;
	struct markup markup;

	arena_init(&arena);
	markup_strip(&markup, &arena, items[_i].from, strlen(items[_i].from));
	ck_assert_str_eq(markup.lead, items[_i].lead);
	ck_assert_str_eq(markup.rest, items[_i].rest);
	ck_assert_uint_eq(markup.url_count, items[_i].urls);
	arena_release(&arena);
}
END_TEST

Suite *markup_suite(void)
{
	Suite *suite = suite_create("markup");
	TCase *tcase = tcase_create("markup");

	tcase_add_loop_test(tcase, strip, 0, sizeof(cases) / sizeof(*cases));
	tcase_add_loop_test(tcase, item, 0, sizeof(items) / sizeof(*items));
	suite_add_tcase(suite, tcase);
	return suite;
}
