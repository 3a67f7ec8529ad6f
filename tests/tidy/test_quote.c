/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/quote.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "tidy/help.h"

/* after is NULL where nothing changes */
static const struct {
	const char *before;
	const char *after;
} cases[] = {
	{"``good''", "“good”"},
	{"a ``good'' and (``better'') one", "a “good” and (“better”) one"},
	{"\"pushing''", "“pushing”"},
	{"``soft-positive\" image", "“soft-positive” image"},
	{"a ''cookbook'' here, ''x,'' too", "a “cookbook” here, “x,” too"},
	{"`in-the-wild' and `don't stop'", "‘in-the-wild’ and ‘don't stop’"},
	{"``https://a.org/b''", "“https://a.org/b”"},
	{"``the `inner' one''", "“the ‘inner’ one”"},
	{"“mixed''", "“mixed”"},
	{"\"good\" and \"better\"", NULL},
	{"don't, models' and 'single'", NULL},
	{"f''(x), a 5'' screen, the \"5'' screen\", “5'' too”", NULL},
	{"``open, never closed", NULL},
	{"closed, never opened''", NULL},
	{"``open\n\nanother paragraph''", NULL},
	{"`open\n\nanother paragraph'", NULL},
	{"Markdown `code` and ```more``` it's", NULL},
	{"`code` isn't `it'll", NULL},
	{"vis-\\`a-vis the 'spot', Pok\\'emon's, na\\\"ive''", NULL},
	{"well-known``glued\"", NULL},
	{"`https://a.org/it's'/b", NULL},
	{"'' '' `` ' ' ` \" \"", NULL},
	{"'''three'''", NULL},
};

START_TEST(rewrites)
{
	struct buf once, twice;

	buf_init(&once, SIZE_MAX / 2);
	buf_init(&twice, SIZE_MAX / 2);
	quote_rewrite(&once, cases[_i].before);
	quote_rewrite(&twice, buf_str(&once));
	ck_assert_str_eq(buf_str(&once), cases[_i].after ? cases[_i].after : cases[_i].before);
	ck_assert_str_eq(buf_str(&twice), buf_str(&once));
	buf_release(&once);
	buf_release(&twice);
}
END_TEST

Suite *suite_quote(void)
{
	Suite *suite = suite_create("quote");
	TCase *tcase = tcase_create("quote");

	tcase_add_loop_test(tcase, rewrites, 0, COUNT(cases));
	suite_add_tcase(suite, tcase);
	return suite;
}
