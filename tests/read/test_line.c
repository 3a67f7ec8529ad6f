/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/line.h"

#include <string.h>

#include "suites.h"

static const struct {
	const char *from;
	enum line_kind kind;
	const char *text; /* NULL: does not matter */
} cases[] = {
	{"", LINE_BLANK, NULL},
	{" \t\xc2\xa0 ", LINE_BLANK, NULL},
	{"A Title of a Paper", LINE_TEXT, "A Title of a Paper"},
	{"\xc2\xa0 A Title \t", LINE_TEXT, "A Title"},
	{"### A Title", LINE_HEADING, "A Title"},
	{"### [A Title](https://a.org)", LINE_HEADING, "A Title"},
	{"####### deep", LINE_TEXT, NULL},
	{"#hashtag", LINE_TEXT, "#hashtag"},
	{"Mar 14", LINE_DAY, "Mar 14"},
	{"Mar 13 [ 3][68]", LINE_DAY, "Mar 13"},
	{"Mar", LINE_MONTH, "Mar"},
	{"65", LINE_NUMBER, "65"},
	{"1,203", LINE_NUMBER, "1203"},
	{"11.3k", LINE_NUMBER, "11300"},
	{"11.3", LINE_FIELD, NULL},
	{"65 papers", LINE_FIELD, "65 papers"},
	{"Submitted by", LINE_SUBMITTER, ""},
	{"Submitted by AK", LINE_SUBMITTER, "AK"},
	{"12 authors", LINE_FIELD, "12"},
	{"- 8 authors", LINE_FIELD, "8"},
	{"1 author", LINE_FIELD, "1"},
	{"12 authors agree", LINE_TEXT, NULL},
	{"Published on Sep 16, 2026", LINE_FIELD, "Sep 16, 2026"},
	{"Published on paper", LINE_TEXT, NULL},
	{"Upvote 65", LINE_FIELD, "65"},
	{"65 upvotes", LINE_FIELD, "65"},
	{"Upvote", LINE_TEXT, ""},
	{"byAK and the research community", LINE_CURATOR, "AK and the research community"},
	{"by AK", LINE_CURATOR, "AK"},
	{"## by[AK][30] and the research community", LINE_CURATOR, "AK and the research community"},
	{"by hand", LINE_TEXT, NULL},
	{"bypass attention", LINE_TEXT, NULL},
	{"ByteDance Models", LINE_TEXT, NULL},
	{"https://arxiv.org/abs/2404.01234", LINE_LINK, NULL},
	{"[LINK: GitHub 11.3k](https://github.com/a/b)", LINE_LINK, "LINK: GitHub 11.3k"},
	{"Code: https://github.com/a/b", LINE_LINK, NULL},
	{"arXiv:2404.01234", LINE_LINK, NULL},
	{"[1] arXiv:2404.01234 [pdf, html, other]", LINE_LINK, "arXiv:2404.01234"},
	{"arXiv:2404.01234 is a paper", LINE_TEXT, NULL},
	{"Paper: https://a.org/1 | Code: https://github.com/a/b", LINE_LINK, NULL},
	{"It works. Code: https://github.com/a/b", LINE_TEXT, NULL},
	{"[Paper](https://a.org/1) | [Code](https://github.com/a/b)", LINE_LINK, NULL},
	{"[3](https://a.org/1#community)", LINE_FIELD, "3"},
	{"[57](/login)", LINE_NUMBER, "57"},
	{"\xc2\xb7 8 authors", LINE_FIELD, "8"},
	{"8 authors \xc2\xb7 Mar 14", LINE_FIELD, "8"},
	{"A Journal \xc2\xb7 8 authors", LINE_FIELD, NULL},
	{"A Title \xc2\xb7 of a Paper", LINE_TEXT, NULL},
	{"Link: [arXiv](https://a.org/1)", LINE_LINK, NULL},
	{"See it in [arXiv](https://a.org/1)", LINE_TEXT, NULL},
	{"> ### A Title", LINE_HEADING, "A Title"},
	{"\xf0\x9f\x94\xa5 A Title", LINE_TEXT, "A Title"},
	{"\xe6\x95\xb0 A Title", LINE_TEXT, "\xe6\x95\xb0 A Title"},
	{"Fri, 14 Mar 2025 (showing 50 of 112 entries)", LINE_DAY, "Fri, 14 Mar 2025"},
	{"Mar 14 (and more", LINE_TEXT, NULL},
	{"Abstract: We count.", LINE_TEXT, "We count."},
	{"see https://a.org for more", LINE_TEXT, NULL},
	{"[32]: https://a.org/x", LINE_REFERENCE, NULL},
	{"32. https://a.org/x", LINE_REFERENCE, NULL},
	{"32. A title", LINE_TEXT, NULL},
	{"\xc2\xb7", LINE_SIGN, NULL},
	{"][33]", LINE_SIGN, NULL},
	{"-----", LINE_SIGN, NULL},
};

START_TEST(kind)
{
	struct arena arena;
	struct line line;

	arena_init(&arena);
	line_read(&line, &arena, cases[_i].from, strlen(cases[_i].from), 7);
	ck_assert_msg(
		line.kind == cases[_i].kind, "%s: %s", cases[_i].from, line_kind_name(line.kind));
	ck_assert_uint_eq(line.number, 7);
	if (cases[_i].text)
		ck_assert_str_eq(line.text, cases[_i].text);
	arena_release(&arena);
}
END_TEST

START_TEST(parts)
{
	static const char heading[] = "  ## [A Title][32]";
	static const char reference[] = "[32]: https://a.org/x";
	struct arena arena;
	struct line line;

	arena_init(&arena);
	line_read(&line, &arena, heading, strlen(heading), 1);
	ck_assert_uint_eq(line.level, 2);
	ck_assert(line.indented);
	ck_assert_str_eq(line.ref, "32");
	line_read(&line, &arena, reference, strlen(reference), 1);
	ck_assert_str_eq(line.ref, "32");
	ck_assert_str_eq(line.url, "https://a.org/x");
	line_read(&line, &arena, "8 authors | Mar 14", 18, 1);
	ck_assert(line.more && line.more->kind == LINE_DAY && line.more->dot && !line.more->more);
	line_read(&line, &arena, "Mar 13 [ 3][68]", 15, 1);
	ck_assert_int_eq(line.more->field, FIELD_COMMENTS);
	ck_assert_str_eq(line.more->text, "3");
	line_read(&line, &arena, "12. A Title", 11, 1);
	ck_assert_uint_eq(line.item, 12);
	ck_assert_str_eq(line.text + line.item_skip, "A Title");
	line_read(&line, &arena, "* item", 6, 1);
	ck_assert(line.bullet && !line.indented);
	arena_release(&arena);
}
END_TEST

Suite *line_suite(void)
{
	Suite *suite = suite_create("line");
	TCase *tcase = tcase_create("line");

	tcase_add_loop_test(tcase, kind, 0, sizeof(cases) / sizeof(*cases));
	tcase_add_test(tcase, parts);
	suite_add_tcase(suite, tcase);
	return suite;
}
