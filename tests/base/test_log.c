/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/suites.h"

static FILE *printed;

/* Standard error goes to a file from here on; Check's own report is in another process */
static void begin(void)
{
	printed = tmpfile();
	ck_assert_ptr_nonnull(printed);
	ck_assert_int_ge(dup2(fileno(printed), STDERR_FILENO), 0);
}

static void end(void)
{
	fclose(printed);
}

static void assert_printed(const char *expected)
{
	char text[8192];
	size_t len;

	fflush(stderr);
	rewind(printed);
	len = fread(text, 1, sizeof(text) - 1, printed);
	text[len] = '\0';
	ck_assert_str_eq(text, expected);
}

static const struct {
	enum log_level level;
	const char *expected;
} levels[] = {
	{LOG_QUIET, "paperroute: a: 1\n"},
	{LOG_NORMAL, "paperroute: a: 1\npaperroute: b: warning: 2\n"},
	{LOG_DETAIL, "paperroute: a: 1\npaperroute: b: warning: 2\n"
		     "paperroute: c: 3\npaperroute: 4\n"},
};

START_TEST(a_level_shows_what_it_should)
{
	log_init(levels[_i].level);
	log_error("a", "%d", 1);
	log_warning("b", "%d", 2);
	log_progress("c", "%d", 3);
	log_detail(NULL, "%d", 4);
	assert_printed(levels[_i].expected);
}
END_TEST

START_TEST(control_characters_are_shown)
{
	log_error("a\nb", "\033[2Jred\t\x7f \xc2\x9b \xc2\xa0\xc3\xa9");
	assert_printed("paperroute: a\\x0ab: \\x1b[2Jred\\x09\\x7f \\x9b \xc2\xa0\xc3\xa9\n");
}
END_TEST

START_TEST(what_turns_text_around_or_is_no_text_is_shown)
{
	log_error(NULL, "a\xe2\x80\xae"
			"b \xe2\x80\xa8 \xe2\x81\xa6 \x9b \xff \xc3");
	assert_printed("paperroute: a\\u202eb \\u2028 \\u2066 \\x9b \\xff \\xc3\n");
}
END_TEST

/* A terminal of which only what was printed to it is of interest */
START_TEST(a_terminal_gets_no_controls)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY);
	char text[256];
	ssize_t len;
	int slave;

	if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
		return; /* there are none here */
	slave = open(ptsname(master), O_RDWR | O_NOCTTY);
	ck_assert_int_ge(slave, 0);
	ck_assert_int_ge(dup2(slave, STDOUT_FILENO), 0);
	unsetenv("NO_COLOR");
	log_out("%s", "a\tb\033]0;title\a\n");
	log_mark(true);
	log_write("\xc2\x9b"
		  "31m\xe2\x80\xae",
		8);
	log_mark(false);
	log_out("\n");
	fflush(stdout);
	len = read(master, text, sizeof(text) - 1);
	ck_assert_int_gt(len, 0);
	text[len] = '\0';
	ck_assert_ptr_nonnull(strstr(text, "\\x1b]0;title\\x07\r\n"));
	ck_assert_ptr_nonnull(strstr(text, "\033[1;31m\\x9b31m\\u202e\033[0m\r\n"));
	close(master);
	close(slave);
}
END_TEST

START_TEST(a_place_has_line_and_column_when_they_are_known)
{
	struct err err;

	err_set(&err, ERR_SYSTEM, "a", "x");
	log_err(&err);
	err_set_at(&err, ERR_CONFIG, "b", 3, 0, "y");
	log_err(&err);
	err_set_at(&err, ERR_CONFIG, "c", 3, 4, "z");
	log_err(&err);
	assert_printed("paperroute: a: x\npaperroute: b:3: y\npaperroute: c:3:4: z\n");
}
END_TEST

START_TEST(problems_past_the_limit_are_counted)
{
	struct problems problems;

	problems_init(&problems, 1);
	problems_add(&problems, SEVERITY_WARNING, "a", 1, 2, "first");
	for (int i = 0; i < 3; i++)
		problems_add(&problems, SEVERITY_ERROR, "b", 1, 2, "second");
	log_problems(&problems);
	problems_release(&problems);
	assert_printed("paperroute: a:1:2: warning: first\npaperroute: b:1:2: second\n"
		       "paperroute: 2 more mistakes are not shown\n");
}
END_TEST

START_TEST(a_text_is_shown_below_its_mistakes)
{
	struct problems problems;

	problems_init(&problems, 5);
	problems_add(&problems, SEVERITY_ERROR, "text", 1, 4, "first");
	problems_add(&problems, SEVERITY_WARNING, "text", 1, 5, "behind the end");
	problems_add(&problems, SEVERITY_ERROR, "/etc/passwd", 1, 1, "in a file");
	log_expression(&problems, "text", "\xc3\xa9, b");
	problems_release(&problems);
	assert_printed("paperroute: text:1:4: first\n    \xc3\xa9, b\n       ^\n"
		       "paperroute: text:1:5: warning: behind the end\n    \xc3\xa9, b\n        ^\n"
		       "paperroute: /etc/passwd:1:1: in a file\n");
}
END_TEST

START_TEST(lost_output_is_an_error)
{
	struct err err = {0};

	ck_assert_int_eq(log_flush(&err), 0);
	if (!freopen("/dev/full", "w", stdout))
		return; /* only Linux has it */
	if (_i)
		setvbuf(stdout, NULL, _IONBF, 0); /* lost at once: log_flush flushes nothing */
	log_out("%s", "lost");
	errno = 0; /* of what failed before nothing may be left but the mark */
	ck_assert_int_eq(log_flush(&err), -1);
	ck_assert_str_eq(err.where, "standard output");
}
END_TEST

Suite *log_suite(void)
{
	Suite *suite = suite_create("log");
	TCase *tcase = tcase_create("log");

	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_loop_test(
		tcase, a_level_shows_what_it_should, 0, sizeof(levels) / sizeof(levels[0]));
	tcase_add_test(tcase, what_turns_text_around_or_is_no_text_is_shown);
	tcase_add_test(tcase, a_terminal_gets_no_controls);
	tcase_add_test(tcase, control_characters_are_shown);
	tcase_add_test(tcase, a_place_has_line_and_column_when_they_are_known);
	tcase_add_test(tcase, problems_past_the_limit_are_counted);
	tcase_add_test(tcase, a_text_is_shown_below_its_mistakes);
	if (suites_fork()) /* it is the end of Check's own output too */
		tcase_add_loop_test(tcase, lost_output_is_an_error, 0, 2);
	suite_add_tcase(suite, tcase);
	return suite;
}
