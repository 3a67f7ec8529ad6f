/* SPDX-License-Identifier: ISC */
/*
 * Entries that another tidy/ made are made anew, once, and are no news.
 */
#include "config.h"

#include "renew.h"

#include <string.h>

#include "store/help.h"
#include "tidy/tidy.h"

/* An entry as a tidy/ that knew no LaTeX had made it, and the record that it came from */
static int64_t put_old(const char *title)
{
	struct entry old = {.title = title,
		.published = CLOCK_NONE,
		.listed = CLOCK_NONE,
		.first_seen = DAY_1,
		.updated = DAY_1,
		.source = "trending"};
	int64_t number = help_resolve("arxiv:1 title:t", true, NULL);
	struct record record = {0};
	struct err err = {0};

	record_add(&record, &help_arena, FIELD_TITLE, "On $R^2$");
	help_ok(store_put_record(help_store, help_source("trending", NULL), number, &record, &err),
		&err);
	help_ok(store_put_entry(help_store, number, &old, &err), &err);
	return number;
}

static size_t renewed(void)
{
	struct touched touched;
	struct err err = {0};
	size_t count;

	touched_init(&touched);
	help_ok(renew_all(&touched, help_store, &err), &err);
	count = touched.count;
	touched_release(&touched);
	return count;
}

START_TEST(renews_once)
{
	int64_t number = put_old("Something else altogether");
	struct entry entry;
	struct err err = {0};
	bool found;

	help_next_run(DAY_1 + CLOCK_DAY);
	ck_assert_uint_eq(renewed(), 1);
	help_ok(store_get_entry(help_store, &entry, &found, &help_arena, number, &err), &err);
	ck_assert_str_eq(entry.title, "On R²");
	ck_assert_int_eq(entry.first_seen, DAY_1);
	ck_assert_int_eq(entry.updated, DAY_1);
	ck_assert_str_eq(entry.source, "trending");
	ck_assert_uint_eq(renewed(), 0);
	help_ok(store_set_tidied(help_store, "another", &err), &err);
	ck_assert_uint_eq(renewed(), 1);
}
END_TEST

/* News of a paper move updated; the same paper in other marks does not */
START_TEST(tells_news_from_marks)
{
	int64_t number = put_old("On $R^2$");
	struct err err = {0};
	struct entry entry;
	bool changed, found;

	help_next_run(DAY_1 + CLOCK_DAY);
	help_ok(renew_entry(&changed, help_store, &help_arena, number, DAY_1 + CLOCK_DAY, &err),
		&err);
	ck_assert(!changed);
	help_ok(store_get_entry(help_store, &entry, &found, &help_arena, number, &err), &err);
	ck_assert_int_eq(entry.updated, DAY_1);

	put_old("On something else");
	help_ok(renew_entry(&changed, help_store, &help_arena, number, DAY_1 + CLOCK_DAY, &err),
		&err);
	ck_assert(changed);
	help_ok(store_get_entry(help_store, &entry, &found, &help_arena, number, &err), &err);
	ck_assert_int_eq(entry.updated, DAY_1 + CLOCK_DAY);
}
END_TEST

Suite *suite_renew(void)
{
	Suite *suite = suite_create("renew");
	TCase *tcase = tcase_create("renew");

	tcase_add_checked_fixture(tcase, help_begin, help_end);
	tcase_add_test(tcase, renews_once);
	tcase_add_test(tcase, tells_news_from_marks);
	suite_add_tcase(suite, tcase);
	return suite;
}
