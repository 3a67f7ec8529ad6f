/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/excerpt.h"
#include "base/suites.h"

#define TEN     "0123456789"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

static const struct {
	const char *text;
	unsigned line;
	unsigned column;
	const char *excerpt;
} cases[] = {
	{"match = a\n", 1, 9, "    match = a\n            ^\n"},
	{"match = a\nscore = x\n", 2, 1, "    score = x\n    ^\n"},
	{"one\r\ntwo\r\n", 1, 3, "    one\n      ^\n"},
	{"no end", 1, 4, "    no end\n       ^\n"},
	/* behind the end */
	{"abc\n", 1, 4, "    abc\n       ^\n"},
	{"abc\n", 1, 99, "    abc\n       ^\n"},
	{"\nabc", 1, 1, "    \n    ^\n"},
	{"abc\n", 2, 1, "    \n    ^\n"},
	{"", 1, 1, "    \n    ^\n"},
	/* no such line */
	{"abc\n", 3, 1, ""},
	{"abc\n", 0, 1, ""},
	{"abc\n", 1, 0, ""},
	/* columns are characters, and some are wide or nothing */
	{"\xc3\xa9t\xc3\xa9 x", 1, 5, "    \xc3\xa9t\xc3\xa9 x\n        ^\n"},
	{"\xe5\xad\xa6\xe4\xb9\xa0 x", 1, 4, "    \xe5\xad\xa6\xe4\xb9\xa0 x\n         ^\n"},
	{"e\xcc\x81 x", 1, 4, "    e\xcc\x81 x\n      ^\n"},
	/* nothing in a file steers a terminal */
	{"a\tb\x1b[31m\x7f\xc2\x9bx", 1, 3, "    a b [31m  x\n      ^\n"},
	{"a\xff"
	 "b",
		1, 3, "    a?b\n      ^\n"},
	/* of a long line what is around the place */
	{HUNDRED "x", 1, 10, "    " TEN TEN TEN TEN TEN TEN TEN TEN TEN "01\n             ^\n"},
	{HUNDRED HUNDRED "x", 1, 151,
		"    " TEN TEN TEN TEN TEN TEN TEN TEN TEN "01\n"
		"                                                                ^\n"},
};

static char path[] = "/tmp/excerpt.XXXXXX";

static void write_file(const char *text)
{
	int fd;

	memcpy(path + sizeof(path) - 7, "XXXXXX", 6);
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
}

START_TEST(lines_are_shown)
{
	struct buf out;

	write_file(cases[_i].text);
	buf_init(&out, SIZE_MAX / 2);
	excerpt_put(&out, path, cases[_i].line, cases[_i].column);
	remove(path);
	ck_assert_str_eq(buf_str(&out), cases[_i].excerpt);
	buf_release(&out);
}
END_TEST

START_TEST(other_files_are_not_read)
{
	struct buf out;

	buf_init(&out, SIZE_MAX / 2);
	excerpt_put(&out, "/tmp", 1, 1);
	excerpt_put(&out, "/dev/zero", 1, 1);
	excerpt_put(&out, "/nowhere/at/all", 1, 1);
	ck_assert_str_eq(buf_str(&out), "");
	buf_release(&out);
}
END_TEST

Suite *excerpt_suite(void)
{
	Suite *suite = suite_create("excerpt");
	TCase *tcase = tcase_create("excerpt");

	tcase_add_loop_test(tcase, lines_are_shown, 0, sizeof(cases) / sizeof(cases[0]));
	tcase_add_test(tcase, other_files_are_not_read);
	suite_add_tcase(suite, tcase);
	return suite;
}
