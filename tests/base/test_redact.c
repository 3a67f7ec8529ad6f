/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/redact.h"
#include "suites.h"

static const struct {
	const char *text;
	const char *shown;
} cases[] = {
	{"", ""},
	{"nothing of it", "nothing of it"},
	{"https://host.org/a?b=c#d", "https://host.org/a?b=c#d"},
	{"https://me:pass@host.org/a", "https://...@host.org/a"},
	{"https://me@host.org", "https://..@host.org"}, /* it never grows */
	{"https://a@b:p@ss@host.org/x@y", "https://...@host.org/x@y"},

	{"https://@host", "https://@host"},
	{"http://host/me:pass@x", "http://host/me:pass@x"},
	{"from http://u:p1@a to http://u:p2@b: failed",
		"from http://...@a to http://...@b: failed"},
	{"\"http://u:pass@a\"", "\"http://...@a\""},
	{"mail me@host.org", "mail me@host.org"},
	{"http://h/?api_key=12345", "http://h/?api_key=..."},
	{"http://h: Unsupported proxy syntax in 'http://me:p/a'ss@b': no",
		"http://h: Unsupported proxy syntax in '...': no"},
	{"Unsupported proxy scheme for 'x:hush", "Unsupported proxy scheme for '..."},
	{"Unsupported proxy scheme for 'x:a'hush", "Unsupported proxy scheme for '..."},
	{"Unsupported proxy", "Unsupported proxy"},
	{"http://h/?a=b&Access_Token=12345&c=d x", "http://h/?a=b&Access_Token=...&c=d x"},
	{"http://h/?key=1", "http://h/?key=."},
	{"http://h/?a=b&sid=12345&PHPSESSION=67890", "http://h/?a=b&sid=...&PHPSESSION=..."},
	{"http://h/?key=", "http://h/?key="},
	{"http://h/#token=12345", "http://h/#token=..."},
	{"http://h/?X-Amz-Signature=12345;sig=67890", "http://h/?X-Amz-Signature=..."},
	{"http://h/?keyword=llm&sort=key", "http://h/?keyword=llm&sort=key"},
	{"leads to /login?token=12345", "leads to /login?token=..."},
	{"write max_wait = 3, key = 4", "write max_wait = 3, key = 4"},
	{"token=12345", "token=12345"}, /* of no address */
	{"\"http://h/?key=12345\" is", "\"http://h/?key=...\" is"},
};

START_TEST(shows)
{
	char text[128];

	snprintf(text, sizeof(text), "%s", cases[_i].text);
	redact(text);
	ck_assert_str_eq(text, cases[_i].shown);
	redact(text);
	ck_assert_str_eq(text, cases[_i].shown);
}
END_TEST

static const struct {
	const char *text;
	const char *shown;
} queries[] = {
	{"", ""},
	{"why? http://h/a", "why? http://h/a"},
	{"http://h/a?b=12345&c#d: fails", "http://h/a?...: fails"},
	{"http://h/a#b12345", "http://h/a#..."},
	{"http://h/a?q='b'&member=\"c\": fails", "http://h/a?...\": fails"},
	{"http://h/a?", "http://h/a?"},
	{"http://h/a? http://h/b?c=d \"http://h?123\"",
		"http://h/a? http://h/b?... \"http://h?...\""},
	{"http://h/?a=http://b/?c=d e", "http://h/?... e"},
};

START_TEST(covers_queries)
{
	char text[128];

	snprintf(text, sizeof(text), "%s", queries[_i].text);
	redact_queries(text);
	ck_assert_str_eq(text, queries[_i].shown);
}
END_TEST

static const struct {
	const char *url;
	const char *shown; /* 16 characters of it */
} addresses[] = {
	{"", ""},
	{"/a?b=c", "/a"},
	{"a#b", "a"},
	{"http://h/a?k=1#b", "http://h/a"},
	{"http://me:hush@h/a?k=1", "http://...@h/a"},
	{"http://me:hushhushhushhushhush@h/", "http://...@h/"},
	{"//me:hush hush\"hush@h/a", "//...@h/a"},
	{"//me:hush", "//me:hush"},
	{"http://h/a@bcdefghij", "http://h/a@bcdef"},
	{"/\xc3\xa4/\xc3\xa4/\xc3\xa4/\xc3\xa4/\xc3\xa4/\xc3\xa4/\xc3\xa4/\xc3\xa4/\xc3\xa4",
		"/\xc3\xa4/\xc3\xa4/\xc3\xa4/\xc3\xa4/\xc3\xa4/\xc3\xa4/\xc3\xa4/\xc3\xa4"},
};

START_TEST(shows_addresses)
{
	char *shown = redact_address(addresses[_i].url, 16);

	ck_assert_str_eq(shown, addresses[_i].shown);
	free(shown);
}
END_TEST

START_TEST(finds_users)
{
	ck_assert(redact_has_user("https://me:pass@host.org/"));
	ck_assert(redact_has_user("https://me@host.org"));
	ck_assert(redact_has_user("HTTP://a b@host"));
	ck_assert(!redact_has_user("https://host.org/@me"));
	ck_assert(!redact_has_user("https://host.org?a@b"));
	ck_assert(!redact_has_user("me@host.org"));
}
END_TEST

Suite *redact_suite(void)
{
	Suite *suite = suite_create("redact");
	TCase *tcase = tcase_create("redact");

	tcase_add_loop_test(tcase, shows, 0, sizeof(cases) / sizeof(*cases));
	tcase_add_loop_test(tcase, covers_queries, 0, sizeof(queries) / sizeof(*queries));
	tcase_add_loop_test(tcase, shows_addresses, 0, sizeof(addresses) / sizeof(*addresses));
	tcase_add_test(tcase, finds_users);
	suite_add_tcase(suite, tcase);
	return suite;
}
