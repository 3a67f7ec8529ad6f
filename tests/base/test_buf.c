/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/suites.h"

static struct buf buf;

static void begin(void)
{
	buf_init(&buf, 10);
}

static void end(void)
{
	buf_release(&buf);
}

START_TEST(an_empty_one_is_text)
{
	char *taken;

	ck_assert_str_eq(buf_str(&buf), "");
	buf_clear(&buf);
	buf_truncate(&buf, 0);
	taken = buf_take(&buf);
	ck_assert_str_eq(taken, "");
	free(taken);
}
END_TEST

START_TEST(what_is_put_is_appended)
{
	buf_puts(&buf, "ab");
	buf_putc(&buf, 'c');
	buf_put(&buf, "de-", 2);
	buf_printf(&buf, "%d%s", 12, "xy");
	ck_assert_str_eq(buf_str(&buf), "abcde12xy");
	ck_assert_uint_eq(buf.len, 9);
	ck_assert(!buf_failed(&buf));
}
END_TEST

START_TEST(bytes_may_hold_a_nul)
{
	buf_put(&buf, "a\0b", 3);
	ck_assert_uint_eq(buf.len, 3);
	ck_assert_mem_eq(buf_str(&buf), "a\0b", 4);
}
END_TEST

/* One byte more than fits, put in every way, after text that just fits */
static void put_much(int way)
{
	switch (way) {
	case 0:
		buf_puts(&buf, "0123456789a");
		break;
	case 1:
		buf_printf(&buf, "%s", "0123456789a");
		break;
	case 2:
		buf_puts(&buf, "0123456789");
		buf_putc(&buf, 'a');
		break;
	default:
		buf_puts(&buf, "0123456789");
		buf_put(&buf, "ab", (size_t)-1);
		break;
	}
}

START_TEST(the_limit_fails_for_good)
{
	buf_puts(&buf, "0123456789");
	ck_assert(!buf_failed(&buf));
	buf_clear(&buf);

	put_much(_i);
	ck_assert(buf_failed(&buf));
	ck_assert_uint_eq(buf.len, _i < 2 ? 0 : 10);
	buf_truncate(&buf, 0);
	buf_puts(&buf, "a");
	ck_assert_str_eq(buf_str(&buf), "");
	ck_assert(buf_failed(&buf));

	buf_clear(&buf);
	buf_puts(&buf, "a");
	ck_assert_str_eq(buf_str(&buf), "a");
	ck_assert(!buf_failed(&buf));
}
END_TEST

START_TEST(what_is_taken_is_the_callers)
{
	char *taken;

	buf_puts(&buf, "one");
	buf_truncate(&buf, 2);
	taken = buf_take(&buf);
	buf_puts(&buf, "two");
	ck_assert_str_eq(taken, "on");
	ck_assert_str_eq(buf_str(&buf), "two");
	free(taken);
}
END_TEST

Suite *buf_suite(void)
{
	Suite *suite = suite_create("buf");
	TCase *tcase = tcase_create("buf");

	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_test(tcase, an_empty_one_is_text);
	tcase_add_test(tcase, what_is_put_is_appended);
	tcase_add_test(tcase, bytes_may_hold_a_nul);
	tcase_add_loop_test(tcase, the_limit_fails_for_good, 0, 4);
	tcase_add_test(tcase, what_is_taken_is_the_callers);
	suite_add_tcase(suite, tcase);
	return suite;
}
