/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/detail.h"

#include "suites.h"

static const struct {
	const char *from;
	bool is;
	enum field field;
	const char *text;
} details[] = {
	{"12 authors", true, FIELD_AUTHOR_COUNT, "12"},
	{"1.2k likes", true, FIELD_VOTES, "1200"},
	{"0 comments", true, FIELD_COMMENTS, "0"},
	{"Upvote 65", true, FIELD_VOTES, "65"},
	{"Votes: 65", true, FIELD_VOTES, "65"},
	{"Published on Sep 16, 2026", true, FIELD_PUBLISHED, "Sep 16, 2026"},
	{"Published: 13 Mar 2025, Last Modified: 02 Apr 2025", true, FIELD_PUBLISHED,
		"13 Mar 2025"},
	{"Submitted 13 March, 2025; originally announced March 2025.", true, FIELD_PUBLISHED,
		"13 March, 2025"},
	{"3 days ago", true, FIELD_COUNT, "3 days ago"},
	{"36 stars", true, FIELD_COUNT, "36 stars"},
	{"1-50 51-100", true, FIELD_COUNT, "1-50 51-100"},
	/* near-misses */
	{"12 authors agree", false, 0, NULL},
	{"2 Fast", false, 0, NULL},
	{"3D vision", false, 0, NULL},
	{"Published on paper", false, 0, NULL},
	{"Published in Nature", false, 0, NULL},
	{"Upvote", false, 0, NULL},
	{"Upvote 65 times", false, 0, NULL},
	{"GPT 4", false, 0, NULL},
	{"Posted", false, 0, NULL},
};

START_TEST(detail)
{
	struct arena arena;
	struct detail found;

	arena_init(&arena);
	ck_assert_msg(detail_read(&found, &arena, details[_i].from) == details[_i].is, "%s",
		details[_i].from);
	if (details[_i].is) {
		ck_assert_int_eq(found.field, details[_i].field);
		ck_assert_str_eq(found.text, details[_i].text);
	}
	arena_release(&arena);
}
END_TEST

static const struct {
	const char *from;
	bool is;
	enum field field;
	const char *text;
} labels[] = {
	{"Title: A Title: With a Colon", true, FIELD_TITLE, "A Title: With a Colon"},
	{"ABSTRACT", true, FIELD_ABSTRACT, ""},
	{"Authors: Anna Berg", true, FIELD_AUTHOR, "Anna Berg"},
	{"Journal ref: somewhere", true, FIELD_COUNT, "somewhere"},
	/* near-misses */
	{"Titles: a Survey", false, 0, NULL},
	{"Abstract Reasoning in Models", false, 0, NULL},
	{"Tags", true, FIELD_CATEGORY, ""},
	{"Tags in the Wild", false, 0, NULL},
};

START_TEST(label)
{
	struct detail found;

	ck_assert_msg(
		detail_label(&found, labels[_i].from) == labels[_i].is, "%s", labels[_i].from);
	if (labels[_i].is) {
		ck_assert_int_eq(found.field, labels[_i].field);
		ck_assert_str_eq(found.text, labels[_i].text);
	}
}
END_TEST

Suite *detail_suite(void)
{
	Suite *suite = suite_create("detail");
	TCase *tcase = tcase_create("detail");

	tcase_add_loop_test(tcase, detail, 0, sizeof(details) / sizeof(*details));
	tcase_add_loop_test(tcase, label, 0, sizeof(labels) / sizeof(*labels));
	suite_add_tcase(suite, tcase);
	return suite;
}
