/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/suites.h"

START_TEST(a_reason_has_a_place_and_a_text)
{
	struct err err = {.line = 7, .column = 8};

	ck_assert_int_eq(err_set(&err, ERR_FORMAT, "a.ini", "%d %s", 2, "words"), -1);
	ck_assert_int_eq(err.code, ERR_FORMAT);
	ck_assert_str_eq(err.where, "a.ini");
	ck_assert_str_eq(err.text, "2 words");
	ck_assert_uint_eq(err.line, 0);
	ck_assert_uint_eq(err.column, 0);

	ck_assert_int_eq(err_set_at(&err, ERR_CONFIG, "b.ini", 3, 4, "bad"), -1);
	ck_assert_int_eq(err.code, ERR_CONFIG);
	ck_assert_uint_eq(err.line, 3);
	ck_assert_uint_eq(err.column, 4);
}
END_TEST

START_TEST(nobody_has_to_ask_for_the_reason)
{
	ck_assert_int_eq(err_set(NULL, ERR_FORMAT, "a", "b"), -1);
	ck_assert_int_eq(err_set_at(NULL, ERR_FORMAT, "a", 1, 2, "b"), -1);
	ck_assert_int_eq(err_set_errno(NULL, "a", "b"), -1);
}
END_TEST

START_TEST(a_system_call_says_why)
{
	struct err err;

	errno = EACCES;
	ck_assert_int_eq(err_set_errno(&err, "f", "cannot be %s", "opened"), -1);
	ck_assert_int_eq(err.code, ERR_SYSTEM);
	ck_assert_str_eq(err.text, "cannot be opened: Permission denied");
	errno = ENOENT;
	err_set_errno(&err, "f", "cannot be opened");
	ck_assert_int_eq(err.code, ERR_MISSING);
}
END_TEST

START_TEST(what_cannot_be_written_says_what_to_do)
{
	static const struct {
		int code;
		const char *text;
	} cases[] = {
		{ENOSPC, "cannot be written: No space left on device: make room and run again"},
		{EIO, "cannot be written: Input/output error: the disk may be failing"},
		{EACCES, "cannot be written: Permission denied: it must be writable for the user "
			 "who "
			 "runs paperroute"},
		{EISDIR, "cannot be written: Is a directory"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct err err;

		errno = cases[i].code;
		ck_assert_int_eq(err_set_unwritable(&err, "f", "cannot be written"), -1);
		ck_assert_str_eq(err.text, cases[i].text);
		ck_assert_int_eq(err_set_unwritable(NULL, "f", "cannot be written"), -1);
	}
}
END_TEST

START_TEST(long_texts_are_cut)
{
	char text[5000];
	struct err err;

	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	errno = EACCES;
	err_set_errno(&err, text, "%s", text);
	ck_assert_uint_eq(strlen(err.where), ERR_WHERE_SIZE - 1);
	ck_assert_uint_eq(strlen(err.text), ERR_TEXT_SIZE - 1);
}
END_TEST

/* What is quoted may be no text, and is cut between characters: a message may become a feed's */
START_TEST(a_reason_is_text)
{
	char text[ERR_TEXT_SIZE + 10];
	struct err err;

	err_set(&err, ERR_FORMAT, "a", "\"%s\"", "\xff\x01 \xe2\x82 \xc3\xa9");
	ck_assert_str_eq(err.text, "\"\xef\xbf\xbd \xef\xbf\xbd \xc3\xa9\"");
	for (size_t lead = 0; lead < 3; lead++) {
		memset(text, 'x', sizeof(text));
		for (size_t i = lead; i + 3 < sizeof(text); i += 3)
			memcpy(text + i, "\xe2\x82\xac", 4);
		err_set(&err, ERR_FORMAT, "a", "%s", text);
		ck_assert_uint_ge(strlen(err.text), ERR_TEXT_SIZE - 3);
		ck_assert_uint_eq((strlen(err.text) - lead) % 3, 0);
	}
	memset(text, 0xff, sizeof(text)); /* each of these takes three bytes where it is shown */
	for (size_t i = 1; i < sizeof(text); i += 2)
		text[i] = 'x';
	text[sizeof(text) - 1] = '\0';
	err_set(&err, ERR_FORMAT, "a", "%s", text);
	ck_assert_uint_ge(strlen(err.text), ERR_TEXT_SIZE - 4);
	ck_assert_uint_eq(strlen(err.text) % 4 % 3, 0);
}
END_TEST

START_TEST(problems_are_kept_in_order_and_all_are_counted)
{
	struct err err = {.code = ERR_FORMAT, .where = "c.ini", .line = 9, .text = "as it was"};
	struct problems problems;

	problems_init(&problems, 2);
	problems_add(&problems, SEVERITY_WARNING, "a.ini", 1, 2, "first");
	problems_add_err(&problems, &err);
	problems_add(&problems, SEVERITY_ERROR, "a.ini", 3, 4, "%s", "third");
	problems_add(&problems, SEVERITY_ERROR, "a.ini", 5, 6, "past the limit");
	problems_add_err(&problems, &err);
	problems_add(&problems, SEVERITY_WARNING, "a.ini", 7, 8, "last");

	ck_assert_uint_eq(problems.errors, 4);
	ck_assert_uint_eq(problems.warnings, 2);
	ck_assert_uint_eq(problems.count, 4);
	ck_assert_str_eq(problems.items[0].err.text, "first");
	ck_assert_int_eq(problems.items[0].severity, SEVERITY_WARNING);
	ck_assert_uint_eq(problems.items[0].err.line, 1);
	ck_assert_uint_eq(problems.items[0].err.column, 2);
	ck_assert_int_eq(problems.items[1].err.code, ERR_FORMAT);
	ck_assert_uint_eq(problems.items[1].err.line, 9);
	ck_assert_str_eq(problems.items[2].err.text, "third");
	ck_assert_int_eq(problems.items[2].severity, SEVERITY_ERROR);
	ck_assert_str_eq(problems.items[3].err.text, "last");
	problems_release(&problems);
	ck_assert_uint_eq(problems.count, 0);
	ck_assert_uint_eq(problems.errors, 0);
}
END_TEST

/* What is left, as "where:line:column text" with a space behind each */
static const char *shown(const struct problems *problems)
{
	static char text[2000];
	size_t len = 0;

	*text = '\0';
	for (size_t i = 0; i < problems->count; i++) {
		const struct err *err = &problems->items[i].err;

		len += (size_t)snprintf(text + len, sizeof(text) - len, "%s:%u:%u %s ", err->where,
			err->line, err->column, err->text);
	}
	return text;
}

START_TEST(problems_stand_by_file_and_place)
{
	struct problems problems;

	problems_init(&problems, 10);
	problems_add(&problems, SEVERITY_ERROR, "b", 0, 0, "whole");
	problems_add(&problems, SEVERITY_ERROR, "b", 10, 1, "x");
	problems_add(&problems, SEVERITY_WARNING, "b", 9, 10, "x");
	problems_add(&problems, SEVERITY_ERROR, "b", 9, 9, "y");
	problems_add(&problems, SEVERITY_ERROR, "b", 9, 9, "x");
	problems_add(&problems, SEVERITY_ERROR, "a", 11, 1, "x");
	problems_arrange(&problems, 10);
	ck_assert_str_eq(
		shown(&problems), "a:11:1 x b:9:9 x b:9:9 y b:9:10 x b:10:1 x b:0:0 whole ");
	problems_release(&problems);
}
END_TEST

/* Whichever file has most of them, each of the others shows its first */
START_TEST(no_file_hides_another)
{
	struct problems problems;

	problems_init(&problems, 100);
	for (unsigned i = 1; i <= 50; i++)
		problems_add(&problems, SEVERITY_ERROR, "full", i, 1, "x");
	for (unsigned i = 1; i <= 5; i++)
		problems_add(&problems, SEVERITY_WARNING, "full", i, 2, "w");
	problems_add(&problems, SEVERITY_ERROR, "other", 7, 1, "x");
	problems_add(&problems, SEVERITY_ERROR, "third", 7, 1, "x");
	problems_arrange(&problems, 6);
	ck_assert_str_eq(shown(&problems),
		"full:1:1 x full:1:2 w full:2:1 x full:2:2 w full:3:2 w full:4:2 w full:5:2 w "
		"other:7:1 x third:7:1 x ");
	problems_arrange(&problems, 1);
	ck_assert_str_eq(shown(&problems), "full:1:1 x full:1:2 w other:7:1 x third:7:1 x ");
	ck_assert_uint_eq(problems.errors, 52);
	ck_assert_uint_eq(problems.warnings, 5);
	problems_release(&problems);
}
END_TEST

START_TEST(no_problems_are_arranged)
{
	struct problems problems;

	problems_init(&problems, 10);
	problems_arrange(&problems, 10);
	ck_assert_uint_eq(problems.count, 0);
}
END_TEST

START_TEST(a_message_turns_no_text_around)
{
	struct err err;

	err_set(&err, ERR_FORMAT, "a", "%s",
		"a\xe2\x80\xae"
		"b\xe2\x81\xa6\xe2\x80\xa8 \xc3\xa9");
	ck_assert_str_eq(err.text, "ab \xc3\xa9");
}
END_TEST

START_TEST(a_message_shows_no_keys)
{
	struct err err;

	err_set(&err, ERR_SYSTEM, "http://me:hush@a/", "leads to %s", "http://b/?token=hush#c");
	ck_assert_str_eq(err.where, "http://...@a/");
	ck_assert_str_eq(err.text, "leads to http://b/?token=...#c");
}
END_TEST

Suite *err_suite(void)
{
	Suite *suite = suite_create("err");
	TCase *tcase = tcase_create("err");

	tcase_add_test(tcase, a_reason_has_a_place_and_a_text);
	tcase_add_test(tcase, nobody_has_to_ask_for_the_reason);
	tcase_add_test(tcase, a_system_call_says_why);
	tcase_add_test(tcase, what_cannot_be_written_says_what_to_do);
	tcase_add_test(tcase, long_texts_are_cut);
	tcase_add_test(tcase, a_reason_is_text);
	tcase_add_test(tcase, problems_are_kept_in_order_and_all_are_counted);
	tcase_add_test(tcase, problems_stand_by_file_and_place);
	tcase_add_test(tcase, no_file_hides_another);
	tcase_add_test(tcase, no_problems_are_arranged);
	tcase_add_test(tcase, a_message_turns_no_text_around);
	tcase_add_test(tcase, a_message_shows_no_keys);
	suite_add_tcase(suite, tcase);
	return suite;
}
