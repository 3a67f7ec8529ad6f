/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/tidy.h"

#include <stdlib.h>
#include <string.h>

#include "model/limits.h"
#include "tidy/help.h"

static const struct {
	struct entry old;
	struct entry new;
	bool changed;
} changes[] = {
	{{.title = "A b"}, {.title = "A b"}, false},
	{{.title = "A b"}, {.title = "a-B!"}, false},
	{{.title = "A b"}, {.title = "A c"}, true},
	{{.title = "A", .abstract = "b c"}, {.title = "A", .abstract = "b, c."}, false},
	{{.title = "A", .abstract = "b"}, {.title = "A", .abstract = "bc"}, true},
	{{.title = "A"}, {.title = "A", .abstract = "b"}, true},
	{{.title = "A", .abstract = "b"}, {.title = "Ab"}, true},
	{{.title = "A", .votes = 1, .link = "https://a.org/"}, {.title = "A", .votes = 2}, false},
	/* a table that got better, or two sources that write a formula differently */
	{{.title = "2.3times faster"}, {.title = "2.3\u00d7 faster"}, false},
	{{.title = "The alpha-Flow"}, {.title = "The \u03b1-Flow"}, false},
	{{.title = "With varepsilon"}, {.title = "With \u03b5"}, false},
	{{.title = "a \\leq b"}, {.title = "a \u2264 b"}, false},
	{{.title = "``x''"}, {.title = "\u201cx\u201d"}, false},
	{{.title = "2 alpha"}, {.title = "2 \u03b2"}, true},
	{{.title = "Re\u0301mi"}, {.title = "R\u00e9mi"}, false},
	/* authors */
	{{.title = "A", .authors = (const char *[]){"b", "c"}, .author_count = 2},
		{.title = "A", .authors = (const char *[]){"B.", "C."}, .author_count = 2}, false},
	{{.title = "A", .authors = (const char *[]){"b", "c"}, .author_count = 2},
		{.title = "A", .authors = (const char *[]){"c", "b"}, .author_count = 2}, true},
	{{.title = "A", .authors = (const char *[]){"b", "c"}, .author_count = 2},
		{.title = "A", .authors = (const char *[]){"bc"}, .author_count = 1}, true},
	{{.title = "A", .author_total = 3}, {.title = "A", .author_total = 4}, false},
};

START_TEST(knows_changes)
{
	ck_assert_int_eq(
		tidy_really_changed(&changes[_i].old, &changes[_i].new), changes[_i].changed);
	ck_assert_int_eq(
		tidy_really_changed(&changes[_i].new, &changes[_i].old), changes[_i].changed);
}
END_TEST

static const struct {
	const char *template;
	const char *title;
	const char *link;
} links[] = {
	{"https://a.org/?q={title}", "A-b_c.d~e", "https://a.org/?q=A-b_c.d~e"},
	{"https://a.org/?q={title}&x", "A b&c=d", "https://a.org/?q=A%20b%26c%3Dd&x"},
	{"https://a.org/?q={title}", "\u00e9 100%/+#", "https://a.org/?q=%C3%A9%20100%25%2F%2B%23"},
	{"https://a.org/{title}/{title}", "a", "https://a.org/a/a"},
	{"https://a.org/", "a", "https://a.org/"},
	{"https://a.org/{Title}{}", "a", "https://a.org/{Title}{}"},
	{"{title}", "{title}", "%7Btitle%7D"},
};

START_TEST(expands)
{
	struct entry entry = {.title = links[_i].title};

	ck_assert_str_eq(tidy_expand_link(&help_arena, links[_i].template, &entry), links[_i].link);
}
END_TEST

/* The title is cut between characters, wherever the end falls: that hangs on the template */
START_TEST(expands_within_the_limit)
{
	char *title = help_repeat("\u00e9", LIMIT_TITLE);
	struct entry entry = {.title = title};
	const char *template = arena_printf(&help_arena, "https://a.org/%.*s{title}", _i, "abcdef");
	const char *link = tidy_expand_link(&help_arena, template, &entry);

	ck_assert_uint_le(strlen(link), LIMIT_URL);
	ck_assert_uint_gt(strlen(link), LIMIT_URL - 20);
	ck_assert_str_eq(link + strlen(link) - 6, "%C3%A9");
	free(title);
}
END_TEST

START_TEST(keeps_a_long_template)
{
	char *template = help_repeat("x", LIMIT_URL * 2);
	struct entry entry = {.title = "a"};

	memcpy(template, "{title}", strlen("{title}"));
	ck_assert_uint_eq(strlen(tidy_expand_link(&help_arena, template, &entry)),
		LIMIT_URL * 2 - strlen("{title}"));
	free(template);
}
END_TEST

Suite *suite_entry(void)
{
	Suite *suite = suite_create("entry");
	TCase *tcase = tcase_create("entry");

	tcase_add_checked_fixture(tcase, help_begin, help_end);
	tcase_add_loop_test(tcase, knows_changes, 0, COUNT(changes));
	tcase_add_loop_test(tcase, expands, 0, COUNT(links));
	tcase_add_loop_test(tcase, expands_within_the_limit, 0, 6);
	tcase_add_test(tcase, keeps_a_long_template);
	suite_add_tcase(suite, tcase);
	return suite;
}
