/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/tidy.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "model/limits.h"
#include "tidy/help.h"

static struct problems problems;

static void begin(void)
{
	help_begin();
	problems_init(&problems, 10);
}

static void end(void)
{
	problems_release(&problems);
	help_end();
}

static int pin(struct record *out, const struct record *record)
{
	struct tidy_context context = {.source = "s", .year = 2025};

	ck_assert(clock_parse(&context.now, "2026-11-23T06:00:00Z"));
	return tidy_pin(out, &help_arena, record, &context, &problems);
}

/* warning is NULL when there is none */
static const struct {
	const char *record;
	const char *pinned;
	const char *warning;
} cases[] = {
	{"title: A  b\\%\nabstract: c\nauthor: d\nauthor: e\nauthor-count: 8\ncategory: f\nid: g\n"
	 "votes: 1.2k\ncomments: 3",
		"title: A  b\\%\nabstract: c\nauthor: d\nauthor: e\nauthor-count: 8\ncategory: f\n"
		"id: g\nvotes: 1.2k\ncomments: 3\n",
		NULL},
	/* dates */
	{"title: a\npublished: Mar 14\nlisted: Sep  16, 2026",
		"title: a\npublished: 2025-03-14T00:00:00Z\nlisted: 2026-09-16T00:00:00Z\n", NULL},
	{"title: a\npublished: 03/04/2025", "title: a\n",
		"published \"03/04/2025\" does not say which number is the month"},
	{"title: a\npublished: soon", "title: a\n",
		"published \"soon\" is no date that can be read"},
	{"title: a\nlisted: March", "title: a\n", "listed \"March\" has no day"},
	{"title: a\npublished: Mar 2026", "title: a\npublished: 2026-03-01T00:00:00Z\n", NULL},
	{"title: a\nlisted: 2027-01-01", "title: a\n", "listed \"2027-01-01\" is in the future"},
	{"title: a\npublished: 1970-01-01", "title: a\npublished: 1970-01-01T00:00:00Z\n",
		"published \"1970-01-01\" is before 1990; it is kept"},
	/* URLs */
	{"title: a\nlink: https://a.org/b\nlink: arXiv:2404.01234\nlink: 10.1000/x\n"
	 "pdf: https://a.org/c\ncode: https://a.org/d\ndiscussion: https://a.org/e",
		"title: a\nlink: https://a.org/b\nlink: arXiv:2404.01234\nlink: 10.1000/x\n"
		"pdf: https://a.org/c\ncode: https://a.org/d\ndiscussion: https://a.org/e\n",
		NULL},
	{"title: a\nlink: /b", "title: a\n",
		"link \"/b\" is no http or https URL that can be published"},
	{"title: a\ncode: 2404.01234\npdf: https://a.org/", "title: a\npdf: https://a.org/\n",
		"code \"2404.01234\" is no http or https URL that can be published"},
	/* counts */
	{"title: a\nvotes: many", "title: a\n", "votes \"many\" is no count"},
	{"title: a\nauthor-count: -1", "title: a\n", "author-count \"-1\" is no count"},
};

START_TEST(pins)
{
	struct record record = help_record(cases[_i].record);
	struct record out;

	record.line = 7;
	record.rank = 3;
	ck_assert_int_eq(pin(&out, &record), 0);
	ck_assert_str_eq(help_lines(&out), cases[_i].pinned);
	ck_assert_uint_eq(out.line, 7);
	ck_assert_uint_eq(out.rank, 3);
	ck_assert_uint_eq(problems.errors, 0);
	ck_assert_uint_eq(problems.count, cases[_i].warning ? 1 : 0);
	if (!cases[_i].warning)
		return;
	ck_assert_int_eq(problems.items[0].severity, SEVERITY_WARNING);
	ck_assert_str_eq(problems.items[0].err.where, "s");
	ck_assert_uint_eq(problems.items[0].err.line, 7);
	ck_assert_str_eq(problems.items[0].err.text, cases[_i].warning);
}
END_TEST

START_TEST(needs_a_title)
{
	struct record without = help_record("abstract: b");
	struct record invisible = help_record("title: \u200b\u00ad\nabstract: b");
	struct record out;

	ck_assert_int_eq(pin(&out, &without), -1);
	ck_assert_int_eq(pin(&out, &invisible), -1);
	ck_assert_uint_eq(problems.count, 2);
	ck_assert_str_eq(
		problems.items[1].err.text, "paper 1: a paper without a title is left out");
}
END_TEST

START_TEST(caps_texts)
{
	static const struct {
		enum field field;
		size_t limit;
	} caps[] = {{FIELD_TITLE, LIMIT_TITLE}, {FIELD_ABSTRACT, LIMIT_ABSTRACT},
		{FIELD_AUTHOR, LIMIT_AUTHOR}, {FIELD_CATEGORY, LIMIT_CATEGORY}};
	char *text = help_repeat("\u00e9", caps[_i].limit + 2);
	struct record record = {0};
	struct record out;

	record_add(&record, &help_arena, FIELD_TITLE, "a");
	if (caps[_i].field == FIELD_TITLE)
		record.count = 0;
	record_add(&record, &help_arena, caps[_i].field, text);
	ck_assert_int_eq(pin(&out, &record), 0);
	ck_assert_uint_eq(problems.count, 1);
	ck_assert_ptr_nonnull(strstr(problems.items[0].err.text, "\u00e9\u2026\" is longer than "));
	ck_assert_uint_le(strlen(record_get(&out, caps[_i].field)), caps[_i].limit);
	ck_assert_uint_gt(strlen(record_get(&out, caps[_i].field)), caps[_i].limit - 5);
	text[caps[_i].limit] = '\0';
	record.count--;
	record_add(&record, &help_arena, caps[_i].field, text);
	ck_assert_int_eq(pin(&out, &record), 0);
	ck_assert_uint_eq(problems.count, 1);
	ck_assert_str_eq(record_get(&out, caps[_i].field), text);
	free(text);
}
END_TEST

START_TEST(drops_huge_ids_and_links)
{
	char *text = help_repeat("https://a.org/", LIMIT_URL + 1);
	struct record record = help_record("title: a");
	struct record out;

	record_add(&record, &help_arena, FIELD_ID, text);
	record_add(&record, &help_arena, FIELD_LINK, text);
	ck_assert_int_eq(pin(&out, &record), 0);
	ck_assert_str_eq(help_lines(&out), "title: a\n");
	ck_assert_uint_eq(problems.warnings, 2);
	free(text);
}
END_TEST

/* old is "" when there is none */
static const struct {
	const char *old;
	const char *new;
	const char *kept;
} renewals[] = {
	{"", "title: a\nvotes: 3", "title: a\nvotes: 3\n"},
	{"title: a\nabstract: b\nvotes: 5", "title: A\nabstract: c\nvotes: 3",
		"title: A\nabstract: c\nvotes: 5\n"},
	{"title: a\nvotes: 3", "title: a\nvotes: 1.2k", "title: a\nvotes: 1.2k\n"},
	{"title: a\ncomments: 5", "title: a\ncomments: 3", "title: a\ncomments: 5\n"},
	{"title: a\nlisted: 2025-03-14T00:00:00Z", "title: a\nlisted: 2025-03-15T00:00:00Z",
		"title: a\nlisted: 2025-03-14T00:00:00Z\n"},
	{"title: a\nlisted: 2025-03-15T00:00:00Z", "title: a\nlisted: 2025-03-14T00:00:00Z",
		"title: a\nlisted: 2025-03-14T00:00:00Z\n"},
	{"title: a\npublished: 2025-03-14T00:00:00Z", "title: a\npublished: 2025-03-15T00:00:00Z",
		"title: a\npublished: 2025-03-15T00:00:00Z\n"},
	{"title: a\nabstract: b\nauthor: c\nauthor: d\nlink: e", "title: a\nlink: f",
		"title: a\nlink: f\nabstract: b\nauthor: c\nauthor: d\n"},
	{"title: a\nauthor: c\nauthor: d", "author: e\ntitle: a", "author: e\ntitle: a\n"},
};

START_TEST(renews)
{
	struct record old = help_record(renewals[_i].old);
	struct record new = help_record(renewals[_i].new);
	struct record once, twice;

	old.rank = 1;
	new.rank = 2;
	new.line = 9;
	tidy_renew(&once, &help_arena, *renewals[_i].old ? &old : NULL, &new);
	ck_assert_str_eq(help_lines(&once), renewals[_i].kept);
	ck_assert_uint_eq(once.rank, *renewals[_i].old ? 1 : 2);
	ck_assert_uint_eq(once.line, 9);
	/* the same list again is no change */
	tidy_renew(&twice, &help_arena, &once, &new);
	ck_assert(record_equal(&once, &twice));
}
END_TEST

Suite *suite_pin(void)
{
	Suite *suite = suite_create("pin");
	TCase *tcase = tcase_create("pin");

	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_loop_test(tcase, pins, 0, COUNT(cases));
	tcase_add_test(tcase, needs_a_title);
	tcase_add_loop_test(tcase, caps_texts, 0, 4);
	tcase_add_test(tcase, drops_huge_ids_and_links);
	tcase_add_loop_test(tcase, renews, 0, COUNT(renewals));
	suite_add_tcase(suite, tcase);
	return suite;
}
