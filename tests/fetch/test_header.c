/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fetch/suites.h"

#include <stdlib.h>
#include <string.h>

#include "fetch/header.h"
#include "fetch/retry.h"
#include "model/limits.h"

#define NOW ((int64_t)1794729600) /* Sun, 15 Nov 2026 08:00:00 GMT */

static const struct {
	const char *value;
	const char *date;
	int64_t seconds;
} waits[] = {
	{NULL, NULL, RETRY_NOT_ASKED},
	{"", NULL, RETRY_NOT_ASKED},
	{"0", NULL, 0},
	{"120", NULL, 120},
	{"  3  ", NULL, 3},
	{"-3", NULL, RETRY_NOT_ASKED},
	{"3.5", NULL, RETRY_NOT_ASKED},
	{"3 s", NULL, RETRY_NOT_ASKED},
	{"soon", NULL, RETRY_NOT_ASKED},
	{"99999999999999999999999", NULL, INT32_MAX},
	/* the three forms of RFC 9110, section 5.6.7; by our clock, and by the server's */
	{"Sun, 15 Nov 2026 08:00:30 GMT", NULL, 30},
	{"Sunday, 15-Nov-26 08:00:30 GMT", NULL, 30},
	{"Sun Nov 15 08:00:30 2026", NULL, 30},
	{"Sun, 15 Nov 2026 07:59:59 GMT", NULL, 0},
	{"Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:00 GMT", 37},
	{"Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", 0},
	{"Sun, 15 Nov 2026 08:00:30 GMT", "some day", 30},
	{"Sun, 15 Nov 2226 08:00:30 GMT", NULL, INT32_MAX},
	{"5", "Sun, 06 Nov 1994 08:49:37 GMT", 5},
};

START_TEST(retry_after)
{
	ck_assert_msg(header_retry_after(waits[_i].value, waits[_i].date, NOW) == waits[_i].seconds,
		"%s from %s: %lld", waits[_i].value, waits[_i].date,
		(long long)header_retry_after(waits[_i].value, waits[_i].date, NOW));
}
END_TEST

START_TEST(sound)
{
	char *longest = calloc(LIMIT_VALIDATOR + 2, 1);

	ck_assert(header_is_sound("\"33a64df5\""));
	ck_assert(header_is_sound("W/\"0815\""));
	ck_assert(header_is_sound("Wed, 21 Oct 2015 07:28:00 GMT"));
	ck_assert(!header_is_sound(NULL));
	ck_assert(!header_is_sound(""));
	ck_assert(!header_is_sound("\"a\tb\""));
	ck_assert(!header_is_sound("\"a\r\nHost: b\""));
	ck_assert(!header_is_sound("\"caf\303\251\""));
	ck_assert(!header_is_sound("\"\177\""));
	memset(longest, 'x', LIMIT_VALIDATOR);
	ck_assert(header_is_sound(longest));
	longest[LIMIT_VALIDATOR] = 'x';
	ck_assert(!header_is_sound(longest));
	free(longest);
}
END_TEST

static const struct {
	const char *type;
	const char *charset;
} charsets[] = {
	{NULL, NULL},
	{"", NULL},
	{"text/html", NULL},
	{"text/html;", NULL},
	{"text/html; charset=ISO-8859-2", "ISO-8859-2"},
	{"text/html;Charset=utf-8; boundary=x", "utf-8"},
	{"text/html; boundary=x; charset=\"windows-1252\"", "windows-1252"},
	{"text/html; charset='koi8-r'", "koi8-r"},
	{"text/html; charset=", NULL},
	{"text/html; charset=\"\"", NULL},
	{"text/html; xcharset=utf-8", NULL},
	{"charset=utf-8", NULL},
};

START_TEST(charset)
{
	struct arena arena;
	const char *found;

	arena_init(&arena);
	found = header_charset(&arena, charsets[_i].type);
	ck_assert_msg(
		(!found && !charsets[_i].charset) ||
			(found && charsets[_i].charset && strcmp(found, charsets[_i].charset) == 0),
		"%s: %s", charsets[_i].type, found);
	arena_release(&arena);
}
END_TEST

Suite *suite_header(void)
{
	Suite *suite = suite_create("fetch/header");
	TCase *tcase = tcase_create("header");

	tcase_add_loop_test(tcase, retry_after, 0, (int)(sizeof(waits) / sizeof(*waits)));
	tcase_add_test(tcase, sound);
	tcase_add_loop_test(tcase, charset, 0, (int)(sizeof(charsets) / sizeof(*charsets)));
	suite_add_tcase(suite, tcase);
	return suite;
}
