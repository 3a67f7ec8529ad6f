/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>

#include "model/identity.h"
#include "model/suites.h"

static const char *const strongest_first[] = {"arxiv:2404.01234", "doi:10.1/x",
	"url:https://a.org/1", "id:feed/7", "title:0123", "other"};

START_TEST(kinds_have_a_rank)
{
	for (unsigned i = 0; i < 6; i++)
		ck_assert_uint_eq(identity_rank(strongest_first[i]), i);
	for (int i = 0; i < 4; i++)
		ck_assert(identity_is_strong(strongest_first[i]));
	ck_assert(!identity_is_strong("title:0123"));
	ck_assert(identity_is_strong("id:title:0123"));
}
END_TEST

static const struct {
	const char *a[3]; /* up to the first NULL */
	const char *b[3];
	bool contradict;
} pairs[] = {
	{{"arxiv:1"}, {"arxiv:1"}, false},
	{{"arxiv:1"}, {"arxiv:2"}, true},
	{{"arxiv:1"}, {"arxiv:2", "arxiv:1"}, false},
	{{"arxiv:1"}, {"doi:1"}, false},
	{{"arxiv:1", "doi:1"}, {"arxiv:1", "doi:2"}, false}, /* arXiv decides */
	{{"arxiv:1", "doi:1"}, {"arxiv:2", "doi:1"}, true},
	{{"doi:1", "title:1"}, {"title:1", "doi:2"}, true},
	{{"id:a/1"}, {"id:a/2"}, true},
	{{"id:a/1"}, {"id:b/2"}, false}, /* two sources number alike */
	{{"id:a"}, {"id:b"}, false},
	{{"url:https://a.org/1"}, {"url:https://a.org/2"}, false},
	{{"title:1"}, {"title:2"}, false},
	{{NULL}, {"arxiv:1"}, false},
};

static size_t count(const char *const *keys)
{
	size_t n = 0;

	while (n < 3 && keys[n])
		n++;
	return n;
}

START_TEST(registries_decide_whether_papers_are_two)
{
	const char *const *a = pairs[_i].a;
	const char *const *b = pairs[_i].b;

	ck_assert_int_eq(identity_contradicts(a, count(a), b, count(b)), pairs[_i].contradict);
	ck_assert_int_eq(identity_contradicts(b, count(b), a, count(a)), pairs[_i].contradict);
}
END_TEST

Suite *identity_suite(void)
{
	Suite *suite = suite_create("identity");
	TCase *tcase = tcase_create("identity");

	tcase_add_test(tcase, kinds_have_a_rank);
	tcase_add_loop_test(tcase, registries_decide_whether_papers_are_two, 0,
		sizeof(pairs) / sizeof(pairs[0]));
	suite_add_tcase(suite, tcase);
	return suite;
}
