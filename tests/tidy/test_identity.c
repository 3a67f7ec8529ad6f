/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/identity.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "tidy/help.h"

#define ABC  "title:1-ba7816bf8f01cfea414140de5dae2223"
#define HASH "sha256-"

/* Frozen: each of these is what feed readers know a paper by. Source "s"; keys set apart by blanks.
 */
static const struct {
	const char *record;
	const char *keys;
} cases[] = {
	{"title: abc", ABC},
	{"title: A-B c!", ABC},
	{"title:   a\u200bB \u00adC  ", ABC},
	{"title: \u00e0bc", ABC},
	/* arXiv */
	{"title: abc\nid: 2404.01234v2", "arxiv:2404.01234 " ABC},
	{"title: abc\nid:  oai:arXiv.org:math.GT/0309136 ", "arxiv:math/0309136 " ABC},
	{"title: abc\nid: https://arxiv.org/abs/2404.01234v1", "arxiv:2404.01234 " ABC},
	{"title: abc\nlink: https://huggingface.co/papers/2404.01234", "arxiv:2404.01234 " ABC},
	{"title: abc\nlink: arXiv:2404.01234", "arxiv:2404.01234 " ABC},
	{"title: abc\npdf: https://arxiv.org/pdf/2404.01234v1.pdf", "arxiv:2404.01234 " ABC},
	{"title: abc\nid: 10.48550/arXiv.2404.01234", "arxiv:2404.01234 " ABC},
	{"title: abc\nlink: https://doi.org/10.48550/arXiv.2404.01234", "arxiv:2404.01234 " ABC},
	{"title: abc\nid: 2404.01234\nlink: https://arxiv.org/abs/2405.00001",
		"arxiv:2404.01234 " ABC},
	/* DOI */
	{"title: abc\nid: 10.1000/XYZ", "doi:10.1000/xyz " ABC},
	{"title: abc\nlink: https://doi.org/10.1000/xyz.", "doi:10.1000/xyz " ABC},
	{"title: abc\nid: doi:10.1002/(SICI)1097<1>2.0",
		"doi:" HASH
		"a9a0988ac6d09a7276492a3c45696a17e2256c4c14511f00f99d9013315cf5fc " ABC},
	{"title: abc\nid: 10.1000/xyz\nlink: https://arxiv.org/abs/2404.01234",
		"arxiv:2404.01234 doi:10.1000/xyz " ABC},
	/* the source's own */
	{"title: abc\nid: 12345", "id:s/12345 " ABC},
	{"title: abc\nid: 2404.1234", "id:s/2404.1234 " ABC},
	{"title: abc\nid: tag:x#3",
		"id:s/" HASH
		"93a9b280148900e39449cf1de158995d5e29b31cce21e8e60db49c2067a4d350 " ABC},
	{"title: abc\nid: a  b",
		"id:s/" HASH
		"c8687a08aa5d6ed2044328fa6a697ab8e96dc34291e8c2034ae8c38e6fcc6d65 " ABC},
	{"title: abc\nid: https://a.org/list#3",
		"id:s/" HASH
		"43e297791c254f668c1e26a8f6d759a83366b2b952d616d2bef2adc06fc6ec4c " ABC},
	{"title: abc\nid: https://github.com/a/b", "id:s/https://github.com/a/b " ABC},
	{"title: abc\nid: https://arxiv.org/list/cs", "id:s/https://arxiv.org/list/cs " ABC},
	/* addresses */
	{"title: abc\nid: http://A.org:80/p/?utm_source=x&id=1", "url:https://a.org/p?id=1 " ABC},
	{"title: abc\nlink: https://a.org/p/\nlink: https://a.org/q", "url:https://a.org/p " ABC},
	{"title: abc\nid: https://a.org/p\nlink: https://b.org/q",
		"url:https://a.org/p url:https://b.org/q " ABC},
	{"title: abc\nid: https://a.org/p\nlink: http://a.org/p/", "url:https://a.org/p " ABC},
	{"title: abc\nid: 7\nlink: https://b.org/q", "url:https://b.org/q id:s/7 " ABC},
	{"title: abc\nlink: https://a.org/b c",
		"url:" HASH
		"746f4d6002b070b6435e40336c2fa6fa8278d4e9fe567d5af3155569e4c9b669 " ABC},
	/* hosts that have a paper at several addresses */
	{"title: abc\nlink: https://openreview.net/forum?id=a-B_1&noteId=x&referrer=%5By%5D",
		"url:https://openreview.net/forum?id=a-B_1 " ABC},
	{"title: abc\nlink: http://www.openreview.net/pdf?id=a-B_1",
		"url:https://openreview.net/forum?id=a-B_1 " ABC},
	{"title: abc\nlink: https://openreview.net/group?id=ICLR.cc",
		"url:https://openreview.net/group?id=ICLR.cc " ABC},
	{"title: abc\nlink: https://aclanthology.org/2024.acl-long.1/",
		"url:https://aclanthology.org/2024.acl-long.1 " ABC},
	{"title: abc\nlink: https://aclanthology.org/2024.acl-long.1.pdf",
		"url:https://aclanthology.org/2024.acl-long.1 " ABC},
	{"title: abc\nlink: http://www.aclweb.org/anthology/P18-1001",
		"url:https://aclanthology.org/P18-1001 " ABC},
	{"title: abc\nlink: https://aclanthology.org/volumes/2024.acl-long/",
		"url:https://aclanthology.org/volumes/2024.acl-long " ABC},
	{"title: abc\nlink: https://aclanthology.org/P18-100",
		"url:https://aclanthology.org/P18-100 " ABC},
	{"title: abc\nlink: https://www.biorxiv.org/content/10.1101/2025.03.01.1v1?rss=1",
		"url:https://www.biorxiv.org/content/10.1101/2025.03.01.1v1 " ABC},
	/* what says nothing */
	{"title: abc\nlink: https://huggingface.co/papers?q=abc", ABC},
	{"title: abc\nlink: https://huggingface.co/papers", ABC},
	{"title: abc\nlink: https://github.com/a/b", ABC},
	{"title: abc\nlink: https://a.org/", ABC},
	{"title: abc\nlink: https://a.org/list#paper-3", ABC},
	{"title: abc\nlink: /relative\nlink: https://github.com/a\nlink: https://a.org/p",
		"url:https://a.org/p " ABC},
	{"title: abc\ncode: https://arxiv.org/abs/2404.01234", ABC},
	{"title: abc\ndiscussion: https://arxiv.org/abs/2404.01234", ABC},
	{"title: abc\nabstract: see arXiv:2404.01234 https://arxiv.org/abs/2404.01234", ABC},
	{"title: abc\npdf: https://a.org/p.pdf", ABC},
	{"title: 2404.01234", "title:1-fc06eb993c5a443888bbc3abb7a34e5c"},
};

START_TEST(finds_keys)
{
	struct record record = help_record(cases[_i].record);
	struct identity identity;
	struct buf keys;

	buf_init(&keys, SIZE_MAX / 2);
	tidy_identity(&identity, &help_arena, &record, "s");
	for (size_t i = 0; i < identity.count; i++)
		buf_printf(&keys, "%s%s", i ? " " : "", identity.keys[i]);
	ck_assert_str_eq(buf_str(&keys), cases[_i].keys);
	buf_release(&keys);
}
END_TEST

/* The raw title makes the key, so that a better table in tidy changes no paper's id */
static const struct {
	const char *title;
	const char *key;
	bool can_join;
} titles[] = {
	{"Unpacking DPO and PPO: Disentangling Best Practices for Learning from Preference "
	 "Feedback",
		"title:1-61564eb82e861becacce20831e3ccc3b", true},
	{"unpacking dpo and ppo --\n disentangling best practices for learning from "
	 "preference feedback.",
		"title:1-61564eb82e861becacce20831e3ccc3b", true},
	{"\u6df1\u5c64\u5b66\u7fd2", "title:1-b7a29d20535993607f93b031d7aa4038", false},
	{"+++  ???", "title:1-3ad77710b8b987580ef809e8fec31e1a", false},
	{"+++ ???", "title:1-3ad77710b8b987580ef809e8fec31e1a", false},
	{"Books Received", NULL, false},
	{"A Three-Word", NULL, false},
	{"The Reader's Choice", NULL, false},
	{"The Reader\u2019s Choice", NULL, false},
	{"On Four Good Words", NULL, true},
	{"Image-to-Image Translation", NULL, true},
	{"'a' 'b' c", NULL, false},
};

START_TEST(keys_titles)
{
	struct record record = {0};
	struct identity identity;

	record_add(&record, &help_arena, FIELD_TITLE, titles[_i].title);
	tidy_identity(&identity, &help_arena, &record, "s");
	ck_assert_uint_eq(identity.count, 1);
	ck_assert_int_eq(identity.title_can_join, titles[_i].can_join);
	if (titles[_i].key)
		ck_assert_str_eq(identity.keys[0], titles[_i].key);
}
END_TEST

/* A source's name never runs into the id behind it */
START_TEST(keeps_sources_apart)
{
	struct record record = help_record("title: abc\nid: b/c");
	struct identity identity;

	tidy_identity(&identity, &help_arena, &record, "a");
	ck_assert_str_eq(identity.keys[0], "id:a/b/c");
	tidy_identity(&identity, &help_arena, &record, "my feed");
	ck_assert_str_eq(identity.keys[0],
		"id:sha256-a064863f668f3c94ca20eadabbfbc208dfd71bc22c9e161046451fa213cbed32/b/c");
	tidy_identity(&identity, &help_arena, &record, "a/b");
	ck_assert_int_eq(strncmp(identity.keys[0], "id:sha256-", 10), 0);
}
END_TEST

Suite *suite_identity(void)
{
	Suite *suite = suite_create("identity");
	TCase *tcase = tcase_create("identity");

	tcase_add_checked_fixture(tcase, help_begin, help_end);
	tcase_add_loop_test(tcase, finds_keys, 0, COUNT(cases));
	tcase_add_loop_test(tcase, keys_titles, 0, COUNT(titles));
	tcase_add_test(tcase, keeps_sources_apart);
	suite_add_tcase(suite, tcase);
	return suite;
}
