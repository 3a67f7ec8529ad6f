/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/suites.h"
#include "base/url.h"
#include "base/xalloc.h"

/* text and the URLs in it, each followed by a blank */
static const struct {
	const char *text;
	const char *urls;
} cases[] = {
	{"", ""},
	{"no address, http: nor https:/ nor http:// nor http://. here", ""},
	{"ftp://a.org/ mailto:a@b.org //a.org www.a.org", ""},
	{"at https://a.org/b", "https://a.org/b "},
	{"HTTPS://A.org", "HTTPS://A.org "},
	{"ttps://a.org s://a.org ://a.org hhttp://a.org", "http://a.org "},
	{"at https://a.org/b. Then", "https://a.org/b "},
	{"https://a.org/b?c=d&e=f#g, and http://h:80/", "https://a.org/b?c=d&e=f#g http://h:80/ "},
	{"see https://a.org/b...!?", "https://a.org/b "},
	{"https://a.org/v1.5;", "https://a.org/v1.5 "},
	/* brackets */
	{"(https://a.org/b).", "https://a.org/b "},
	{"(https://a.org/b_(c))", "https://a.org/b_(c) "},
	{"https://a.org/b_(c)", "https://a.org/b_(c) "},
	{"https://a.org/b(MIT License)", "https://a.org/b "},
	{"[link](https://a.org/b).", "https://a.org/b "},
	{"[https://a.org](https://a.org)", "https://a.org https://a.org "},
	{"<https://a.org/b>", "https://a.org/b "},
	{"href=\"https://a.org/b/\">this", "https://a.org/b/ "},
	{"\\url{https://a.org/b/.}", "https://a.org/b/ "},
	{"https://a.org/b{this link}", "https://a.org/b "},
	{"https://a.org/b{https://a.org/c}.", "https://a.org/b https://a.org/c "},
	/* glued */
	{"available athttps://a.org", "https://a.org "},
	{"https://a.org/bhttps://c.org", "https://a.org/b https://c.org "},
	{"https://a.org/web/https://c.org", "https://a.org/web/https://c.org "},
	{"https://a.org/?u=http://c.org", "https://a.org/?u=http://c.org "},
	{"https://a.org(https://b.org", "https://a.org https://b.org "},
	{"http://http://a.org", "http://http://a.org "},
	/* outside ASCII */
	{"https://a.org/\xc3\xa9t\xc3\xa9 ", "https://a.org/\xc3\xa9t\xc3\xa9 "},
	{"\xe2\x80\x9chttps://a.org\xe2\x80\x9d", "https://a.org "},
	{"https://a.org/b\xe2\x80\xa6", "https://a.org/b "},
	{"https://a.org/b\xc2\xa0", "https://a.org/b "},
	{"https://a.org\xe3\x80\x82", "https://a.org "},
	{"https://\xe2\x80\x9d", ""},
};

START_TEST(finds)
{
	struct buf found;
	size_t start = 0;
	size_t len;

	buf_init(&found, 1000);
	while (url_find(cases[_i].text, &start, &len)) {
		buf_put(&found, cases[_i].text + start, len);
		buf_putc(&found, ' ');
		start += len;
	}
	ck_assert_str_eq(buf_str(&found), cases[_i].urls);
	buf_release(&found);
}
END_TEST

START_TEST(begins_at_start)
{
	const char *text = "https://a.org https://b.org";
	size_t start = 1;
	size_t len;

	ck_assert(url_find(text, &start, &len));
	ck_assert_uint_eq(start, 14);
	ck_assert_uint_eq(len, 13);
}
END_TEST

/* what would be slow if a search looked twice at what the last one passed over */
START_TEST(is_linear)
{
	static const char *const parts[] = {"http://a(", "http://a(/", "http://a.", "http://a/",
		"http://", "http://a)", "hhhhhhhh", "http://a(http://", "((((((((", "http://a=("};
	const char *part = parts[_i];
	size_t size = (size_t)1 << 20;
	char *text = xmalloc(size + 1);
	size_t start = 0;
	size_t len;

	for (size_t i = 0; i < size; i++)
		text[i] = part[i % strlen(part)];
	text[size] = '\0';
	while (url_find(text, &start, &len)) {
		ck_assert_uint_gt(len, 0);
		start += len;
	}
	free(text);
}
END_TEST

static const struct {
	const char *url;
	const char *href; /* NULL: no link */
} hrefs[] = {
	{"https://a.org", "https://a.org"},
	{"HTTP://A.org:80/B?c#d", "http://a.org:80/B?c#d"},
	{"https://a.org/%c3%A9/%zz%4", "https://a.org/%c3%A9/%25zz%254"},
	{"https://a.org/\xc3\xa9?\xc3\xa9", "https://a.org/%C3%A9?%C3%A9"},
	{"https://a.org/@b", "https://a.org/@b"},
	{"https://a.org?@b", "https://a.org?@b"},
	{"https://a.org@b.org/", NULL},
	{"https://a:b@c.org", NULL},
	{"https://\xd0\xb0pple.org/", NULL},
	{"https://a.org\xc3\xa9", NULL},
	{"https://a%2eorg/", NULL},
};

START_TEST(shows_where_it_leads)
{
	char *href = url_href(hrefs[_i].url, strlen(hrefs[_i].url));

	ck_assert_pstr_eq(href, hrefs[_i].href);
	free(href);
}
END_TEST

Suite *url_suite(void)
{
	Suite *suite = suite_create("url");
	TCase *tcase = tcase_create("url");

	tcase_add_loop_test(tcase, finds, 0, sizeof(cases) / sizeof(cases[0]));
	tcase_add_loop_test(tcase, shows_where_it_leads, 0, sizeof(hrefs) / sizeof(hrefs[0]));
	tcase_add_test(tcase, begins_at_start);
	tcase_add_loop_test(tcase, is_linear, 0, 10);
	suite_add_tcase(suite, tcase);
	return suite;
}
