/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fetch/suites.h"

#include <stdlib.h>

#include "fetch/host.h"

static struct hosts hosts;

static void begin(void)
{
	hosts_init(&hosts);
}

static void end(void)
{
	hosts_release(&hosts);
}

START_TEST(one_of_each)
{
	struct host *arxiv = hosts_find(&hosts, "https://export.arxiv.org/api/query?x=1");

	ck_assert_ptr_nonnull(arxiv);
	ck_assert_ptr_eq(hosts_find(&hosts, "https://EXPORT.arXiv.org/rss/cs.LG"), arxiv);
	ck_assert_ptr_eq(hosts_find(&hosts, "http://export.arxiv.org:8080/"), arxiv);
	ck_assert_ptr_ne(hosts_find(&hosts, "https://arxiv.org/"), arxiv);
	ck_assert_ptr_nonnull(hosts_find(&hosts, "http://[::1]:8080/x"));
}
END_TEST

START_TEST(not_a_place)
{
	static const char *const urls[] = {"", "/etc/passwd", "file:///etc/passwd",
		"file://host/etc/passwd", "ftp://host/x", "gopher://host/", "javascript:alert(1)",
		"data:,x", "http://", "dict://127.0.0.1:11211/stat"};

	for (size_t i = 0; i < sizeof(urls) / sizeof(*urls); i++)
		ck_assert_msg(!hosts_find(&hosts, urls[i]), "%s", urls[i]);
}
END_TEST

START_TEST(politeness)
{
	struct host *host = hosts_find(&hosts, "http://lab.net/");

	ck_assert_int_eq(host_ready(host, 3000), INT64_MIN);
	host_enter(host);
	ck_assert_int_eq(host_ready(host, 0), INT64_MAX);
	host_leave(host, 10000, 3000);
	ck_assert_int_eq(host_ready(host, 0), 13000);
	ck_assert_int_eq(host_ready(host, 5000), 15000);
	host_enter(host);
	host_leave(host, 20000, 0);
	ck_assert_int_eq(host_ready(host, 0), 20000);
}
END_TEST

static const struct {
	const char *url;
	int64_t pause;
} terms[] = {
	{"https://arxiv.org/list/cs.CL/new", 3000},
	{"https://export.ARXIV.org/api/query", 3000},
	{"https://oaipmh.arxiv.org/oai", 3000},
	{"https://notarxiv.org/", 0},
	{"https://arxiv.org.lab.net/", 0},
	{"https://huggingface.co/papers", 0},
};

START_TEST(terms_of_hosts)
{
	struct host *host = hosts_find(&hosts, terms[_i].url);

	host_leave(host, 10000, 0);
	ck_assert_int_eq(host_ready(host, 0), 10000 + terms[_i].pause);
	ck_assert_int_eq(host_ready(host, 5000), 15000);
}
END_TEST

START_TEST(origins)
{
	static const struct {
		const char *url;
		bool same;
	} cases[] = {
		{"https://lab.net/other?x#y", true},
		{"https://LAB.net:443/", true},
		{"HTTPS://lab.net/", true},
		{"http://lab.net/list", false},
		{"https://lab.net:8443/list", false},
		{"https://www.lab.net/list", false},
		{"https://lab.net.evil.example/", false},
		{"https://lab.net@evil.example/", false},
		{"", false},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		ck_assert_msg(
			host_is_same_origin(cases[i].url, "https://lab.net/list") == cases[i].same,
			"%s", cases[i].url);
}
END_TEST

START_TEST(resolves)
{
	static const struct {
		const char *address;
		const char *url;
	} cases[] = {
		{"?page=2", "https://lab.net/a/list?page=2"},
		{"more", "https://lab.net/a/more"},
		{"/more?x=a b", "https://lab.net/more?x=a+b"},
		{"//www.lab.net/", "https://www.lab.net/"},
		{"http://lab.net/x", "http://lab.net/x"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *url = host_resolve("https://lab.net/a/list?page=1", cases[i].address);

		ck_assert_str_eq(url, cases[i].url);
		free(url);
	}
	ck_assert_ptr_null(host_resolve("https://lab.net/", "foo://bar/"));
}
END_TEST

Suite *suite_host(void)
{
	Suite *suite = suite_create("fetch/host");
	TCase *tcase = tcase_create("host");

	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_test(tcase, one_of_each);
	tcase_add_test(tcase, not_a_place);
	tcase_add_test(tcase, politeness);
	tcase_add_loop_test(tcase, terms_of_hosts, 0, sizeof(terms) / sizeof(*terms));
	tcase_add_test(tcase, origins);
	tcase_add_test(tcase, resolves);
	suite_add_tcase(suite, tcase);
	return suite;
}
