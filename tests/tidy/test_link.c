/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/link.h"

#include <stdlib.h>
#include <string.h>

#include "model/limits.h"
#include "tidy/help.h"

/* clean is NULL when text is refused; canonical is NULL when it is as clean */
static const struct {
	const char *text;
	const char *clean;
	const char *canonical;
} cases[] = {
	{"https://a.org/b", "https://a.org/b", NULL},
	{"https://a../b", NULL, NULL},
	{"https://a./b", "https://a/b", NULL},
	{" \nhttps://a.org/b\t", "https://a.org/b", NULL},
	{"HTTPS://WWW.A.Org/B", "https://www.a.org/B", NULL},
	{"http://a.org", "http://a.org/", "http://a.org"},
	{"http://a.org.", "http://a.org/", "http://a.org"},
	{"http://a.org?x=1", "http://a.org/?x=1", "http://a.org?x=1"},
	{"http://a.org:80/b", "http://a.org/b", NULL},
	{"https://a.org:443/b", "https://a.org/b", NULL},
	{"http://a.org:443/b", "http://a.org:443/b", NULL},
	{"http://a.org:/b", "http://a.org/b", NULL},
	{"http://a.org:008080/b", NULL, NULL},
	{"http://a.org:8080/b/", "http://a.org:8080/b/", "http://a.org:8080/b"},
	{"https://a.org/b#c", "https://a.org/b#c", "https://a.org/b"},
	{"https://a.org/b/?utm_source=x&y=1&UTM_medium=z&&w#f",
		"https://a.org/b/?utm_source=x&y=1&UTM_medium=z&&w#f", "https://a.org/b?y=1&w"},
	{"https://a.org/b?fbclid=x&GCLID=y&id=1&ref_src=z&rss=1",
		"https://a.org/b?fbclid=x&GCLID=y&id=1&ref_src=z&rss=1", "https://a.org/b?id=1"},
	{"https://a.org/b?fbclids=x&rss=2&ref=3", "https://a.org/b?fbclids=x&rss=2&ref=3", NULL},
	{"https://a.org/%7eb%2f%41?c=%3d%2D", "https://a.org/%7eb%2f%41?c=%3d%2D",
		"https://a.org/~b%2FA?c=%3D-"},
	{"https://a.org/b?utm_source=x", "https://a.org/b?utm_source=x", "https://a.org/b"},
	{"https://a.org/b?xutm_source=x&utmb=y", "https://a.org/b?xutm_source=x&utmb=y", NULL},
	{"https://a.org//b//", "https://a.org//b//", "https://a.org//b"},
	{"https://a.org/b c\"<d>{e}", "https://a.org/b%20c%22%3Cd%3E%7Be%7D", NULL},
	{"https://a.org/\u00e9?q=\u00fc", "https://a.org/%C3%A9?q=%C3%BC", NULL},
	{"https://a.org/%C3%A9%20%", "https://a.org/%C3%A9%20%25", NULL},
	{"https://a.org/%zz%4", "https://a.org/%25zz%254", NULL},
	{"https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/",
		"https://xn--bcher-kva.example"},
	{"https://127.0.0.1/b", "https://127.0.0.1/b", NULL},
	/* refused */
	{"", NULL, NULL},
	{"a.org/b", NULL, NULL},
	{"/papers/2404.01234", NULL, NULL},
	{"//a.org/b", NULL, NULL},
	{"ftp://a.org/b", NULL, NULL},
	{"javascript:alert(1)//http://a.org", NULL, NULL},
	{"data:text/html,x", NULL, NULL},
	{"https://", NULL, NULL},
	{"https:///b", NULL, NULL},
	{"https://user:secret@a.org/", NULL, NULL},
	{"https://user@a.org/", NULL, NULL},
	{"https://a.org\\@b.org/", NULL, NULL},
	{"https://b\u00fccher.example/", NULL, NULL},
	{"https://a..org/", NULL, NULL},
	{"https://.a.org/", NULL, NULL},
	{"https://-a.org/", NULL, NULL},
	{"https://a b.org/", NULL, NULL},
	{"https://a.org:99999/", NULL, NULL},
	{"https://a.org:x/", NULL, NULL},
	{"https://[::1]/", NULL, NULL},
	{"https://a.org/b\nc", NULL, NULL},
	{"https://a.org/b\x7f", NULL, NULL},
};

START_TEST(cleans)
{
	const char *clean = link_clean(&help_arena, cases[_i].text);

	ck_assert_pstr_eq(clean, cases[_i].clean);
	if (!clean)
		return;
	ck_assert_str_eq(link_clean(&help_arena, clean), clean);
	ck_assert_str_eq(link_canonical(&help_arena, clean),
		cases[_i].canonical ? cases[_i].canonical : clean);
}
END_TEST

START_TEST(limits_length)
{
	char *text = help_repeat("a", LIMIT_URL + 1);

	memcpy(text, "https://a.org/", strlen("https://a.org/"));
	ck_assert_ptr_null(link_clean(&help_arena, text));
	text[LIMIT_URL] = '\0';
	ck_assert_str_eq(link_clean(&help_arena, text), text);
	text[LIMIT_URL - 1] = ' ';
	text[LIMIT_URL - 2] = '{';
	ck_assert_ptr_null(link_clean(&help_arena, text)); /* longer when it is encoded */
	free(text);
}
END_TEST

static const struct {
	const char *url;
	bool code;
	bool search;
	bool home;
} natures[] = {
	{"https://github.com/a/b", true, false, false},
	{"https://www.github.com/a", true, false, false},
	{"https://gist.github.com/a/1", true, false, false},
	{"https://gitlab.com/a/b", true, false, false},
	{"https://anonymous.4open.science/r/x-85CD", true, false, false},
	{"https://github.com/", false, false, true},
	{"https://docs.github.com/a", false, false, false},
	{"https://notgithub.com/a", false, false, false},
	{"https://github.com.evil.org/a", false, false, false},
	{"https://a.github.io/b", false, false, false},
	{"https://huggingface.co/spaces/a/b", false, false, false},
	{"https://huggingface.co/papers?q=x", false, true, false},
	{"https://a.org/find?lang=en&Query=x", false, true, false},
	{"https://a.org/?q", false, true, false},
	{"https://a.org/?p=12", false, false, false},
	{"https://a.org/p?seq=1#q=2", false, false, false},
	{"https://a.org/#top", false, false, true},
	{"https://a.org/b", false, false, false},
};

START_TEST(knows_natures)
{
	const char *url = natures[_i].url;

	ck_assert_str_eq(link_clean(&help_arena, url), url);
	ck_assert_int_eq(link_is_code(url), natures[_i].code);
	ck_assert_int_eq(link_is_search(url), natures[_i].search);
	ck_assert_int_eq(link_is_home(url), natures[_i].home);
}
END_TEST

START_TEST(finds_code)
{
	ck_assert_str_eq(link_find_code(&help_arena,
				 "See https://a.github.io/b and (https://GitHub.com/a/b), or "
				 "https://gitlab.com/c."),
		"https://github.com/a/b");
	ck_assert_ptr_null(link_find_code(&help_arena, "See github.com/a, https://github.com."));
	ck_assert_ptr_null(link_find_code(&help_arena, ""));
}
END_TEST

Suite *suite_link(void)
{
	Suite *suite = suite_create("link");
	TCase *tcase = tcase_create("link");

	tcase_add_checked_fixture(tcase, help_begin, help_end);
	tcase_add_loop_test(tcase, cleans, 0, COUNT(cases));
	tcase_add_test(tcase, limits_length);
	tcase_add_loop_test(tcase, knows_natures, 0, COUNT(natures));
	tcase_add_test(tcase, finds_code);
	suite_add_tcase(suite, tcase);
	return suite;
}
