/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <stdio.h>

#include "model/limits.h"
#include "model/record.h"
#include "model/suites.h"

static struct arena arena;

static void begin(void)
{
	arena_init(&arena);
}

static void end(void)
{
	arena_release(&arena);
}

START_TEST(names_of_fields_go_both_ways)
{
	enum field field = (enum field)_i;
	enum field back;

	ck_assert(record_field_from_name(&back, record_field_name(field)));
	ck_assert_int_eq(back, field);
}
END_TEST

START_TEST(other_names_are_no_fields)
{
	static const char *const names[] = {"", "Title", "titles", "author_count"};
	enum field field = FIELD_PDF;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		ck_assert(!record_field_from_name(&field, names[i]));
	ck_assert_int_eq(field, FIELD_PDF);
}
END_TEST

START_TEST(repeated_fields_keep_their_order_and_others_the_first)
{
	struct record record = {0};
	char text[] = "first";

	record_add(&record, &arena, FIELD_TITLE, text);
	text[0] = 'x';
	record_add(&record, &arena, FIELD_AUTHOR, "a");
	record_add(&record, &arena, FIELD_TITLE, "second");
	record_add(&record, &arena, FIELD_AUTHOR, "b");
	record_add(&record, &arena, FIELD_AUTHOR, "a");
	record_add(&record, &arena, FIELD_PDF, "");

	ck_assert_str_eq(record_get(&record, FIELD_TITLE), "first");
	ck_assert_str_eq(record_get(&record, FIELD_AUTHOR), "a");
	ck_assert_ptr_null(record_get(&record, FIELD_PDF));
	ck_assert_uint_eq(record.count, 4);
	ck_assert_str_eq(record.values[2].text, "b");
	ck_assert_str_eq(record.values[3].text, "a");
}
END_TEST

START_TEST(no_more_values_than_the_limit)
{
	struct record record = {0};
	char text[20];

	for (int i = 0; i < LIMIT_VALUES + 10; i++) {
		snprintf(text, sizeof(text), "%d", i);
		record_add(&record, &arena, FIELD_AUTHOR, text);
	}
	ck_assert_uint_eq(record.count, LIMIT_VALUES);
	ck_assert_str_eq(record.values[0].text, "0");
	ck_assert_str_eq(record.values[1234].text, "1234");
}
END_TEST

START_TEST(equal_records_hold_the_same_in_the_same_order)
{
	struct record one = {.line = 1, .rank = 1};
	struct record other = {.line = 2, .rank = 2};

	ck_assert(record_equal(&one, &other));
	record_add(&one, &arena, FIELD_AUTHOR, "a");
	ck_assert(!record_equal(&one, &other));
	record_add(&other, &arena, FIELD_AUTHOR, "a");
	ck_assert(record_equal(&one, &other));
	record_add(&one, &arena, FIELD_AUTHOR, "b");
	record_add(&other, &arena, FIELD_AUTHOR, "c");
	ck_assert(!record_equal(&one, &other));
	other.values[1].text = "b";
	ck_assert(record_equal(&one, &other));
	other.values[1].field = FIELD_CATEGORY;
	ck_assert(!record_equal(&one, &other));
}
END_TEST

Suite *record_suite(void)
{
	Suite *suite = suite_create("record");
	TCase *tcase = tcase_create("record");

	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_loop_test(tcase, names_of_fields_go_both_ways, 0, FIELD_COUNT);
	tcase_add_test(tcase, other_names_are_no_fields);
	tcase_add_test(tcase, repeated_fields_keep_their_order_and_others_the_first);
	tcase_add_test(tcase, no_more_values_than_the_limit);
	tcase_add_test(tcase, equal_records_hold_the_same_in_the_same_order);
	suite_add_tcase(suite, tcase);
	return suite;
}
