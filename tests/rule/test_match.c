/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <stdio.h>

#include "base/buf.h"
#include "rule/help.h"

static struct help help;

static void setup(void)
{
	help_begin(&help);
}

static void teardown(void)
{
	help_end(&help);
}

static void make_site(void)
{
	help_list(&help, "llm", "LLM, large language model");
	help_topic(&help, "agents", 10);
	help_rule(&help, "tools", 10, 10);
	help_match(&help, "tool use, agent");
	help_rule(&help, "models", 2, 3);
	help_match(&help, "@llm");
	help_rule(&help, "far", -9, -9);
	help_match(&help, "chemical agent");
	help_topic(&help, "language", 5);
	help_rule(&help, "models", 5, 8);
	help_match(&help, "@llm");
	help_rule(&help, "words", 1, 1);
	help_match(&help, "agent");
	help_rule(&help, "never", 5, 5);
	help_reject(&help);
	help_match(&help, "robot");
	help_topic(&help, "other", 1);
	help_rule(&help, "rest", 1, 1);
	help_match(&help, "not @llm and not agent");
	ck_assert_int_eq(help_compile(&help), 0);
}

static const struct {
	const char *title;
	const char *abstract;
	const char *routes;
} entries[] = {
	{"Agents with LLMs", NULL,
		"agents 13 (tools 10 title <Agents>, models 3 title <LLMs>), "
		"language 9 (models 8 title <LLMs>, words 1 title <Agents>)"},
	{"Agents", "of large\nlanguage models",
		"agents 12 (tools 10 title <Agents>, models 2 abstract <large\nlanguage models>), "
		"language 6 (models 5 abstract <large\nlanguage models>, words 1 title <Agents>)"},
	{"Robots", "LLMs and tool use",
		"agents 12 (tools 10 abstract <tool use>, models 2 abstract <LLMs>)"},
	{"Chemical agents", NULL, ""},
	{"Chemical agents", "and LLMs",
		"language 6 (models 5 abstract <LLMs>, words 1 title <agents>)"},
	{"Something else", "", "other 1 (rest 1)"},
	{"", NULL, "other 1 (rest 1)"},
	{"?!", " ", "other 1 (rest 1)"},
};

#define ENTRIES (sizeof(entries) / sizeof(entries[0]))

START_TEST(entries_are_routed)
{
	make_site();
	ck_assert_str_eq(
		help_routes(&help, entries[_i].title, entries[_i].abstract), entries[_i].routes);
}
END_TEST

/* What a matcher saw before makes no difference */
START_TEST(a_matcher_is_used_again)
{
	make_site();
	for (size_t i = 0; i < 10 * ENTRIES * ENTRIES; i++) {
		size_t n = (i / ENTRIES + i * 7) % ENTRIES;

		ck_assert_str_eq(help_routes(&help, entries[n].title, entries[n].abstract),
			entries[n].routes);
	}
}
END_TEST

START_TEST(two_matchers_share_rules)
{
	struct matcher *first, *second;

	make_site();
	first = help.matcher;
	second = matcher_new(help.rules);
	for (size_t i = 0; i < ENTRIES; i++) {
		help.matcher = i % 2 ? first : second;
		ck_assert_str_eq(help_routes(&help, entries[i].title, entries[i].abstract),
			entries[i].routes);
	}
	help.matcher = first;
	matcher_free(&second);
	ck_assert_ptr_null(second);
	matcher_free(&second);
}
END_TEST

/* Routes by topic, reasons by rule, whatever the order of the hits */
START_TEST(order_is_of_the_site)
{
	help_topic(&help, "b", 1);
	help_rule(&help, "z", 1, 1);
	help_match(&help, "zeta, alpha");
	help_rule(&help, "y", 1, 1);
	help_match(&help, "alpha");
	help_rule(&help, "x", 1, 1);
	help_match(&help, "not none");
	help_topic(&help, "a", 1);
	help_rule(&help, "w", 1, 1);
	help_match(&help, "alpha");
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert_str_eq(help_routes(&help, "alpha zeta", NULL),
		"b 3 (z 1 title <alpha>, y 1 title <alpha>, x 1), a 1 (w 1 title <alpha>)");
	ck_assert_str_eq(help_routes(&help, "zeta | alpha", NULL),
		"b 3 (z 1 title <zeta>, y 1 title <alpha>, x 1), a 1 (w 1 title <alpha>)");
	ck_assert_str_eq(help_routes(&help, "x", NULL), "b 1 (x 1)");
}
END_TEST

START_TEST(a_threshold_may_be_anything)
{
	help_topic(&help, "none", 0);
	help_rule(&help, "r", 0, 0);
	help_match(&help, "alpha");
	help_topic(&help, "negative", -5);
	help_rule(&help, "r", -3, -3);
	help_match(&help, "alpha");
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert_str_eq(help_routes(&help, "alpha", NULL),
		"none 0 (r 0 title <alpha>), negative -3 (r -3 title <alpha>)");
	/* a topic of which no rule fires gets nothing, whatever its threshold */
	ck_assert_str_eq(help_routes(&help, "beta", NULL), "");
}
END_TEST

/* A topic without rules, and rules without a topic's points, take nothing */
START_TEST(empty_topics_take_nothing)
{
	help_topic(&help, "empty", 0);
	help_one(&help, "alpha");
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert_str_eq(help_routes(&help, "alpha", NULL), "t 1 (r 1 title <alpha>)");
	ck_assert_str_eq(help_routes(&help, "beta", NULL), "");
}
END_TEST

/* Many topics that share terms: each gets its own */
START_TEST(topics_do_not_mix)
{
	const char *expected = "";

	for (int i = 0; i < 200; i++) {
		help_topic(&help, arena_printf(&help.arena, "t%d", i), 1);
		help_rule(&help, "r", 1, 1);
		help_match(&help, arena_printf(&help.arena, "word%dx, common%dx", i, i % 10));
		help_match(&help, arena_printf(&help.arena, "two words%dx", i / 2));
	}
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert_str_eq(help_routes(&help, "word17x", NULL), "t17 1 (r 1 title <word17x>)");
	ck_assert_str_eq(help_routes(&help, "two words17x", NULL),
		"t34 1 (r 1 title <two words17x>), t35 1 (r 1 title <two words17x>)");
	for (int i = 3; i < 200; i += 10)
		expected = arena_printf(&help.arena, "%s%st%d 1 (r 1 title <Common3x>)", expected,
			i == 3 ? "" : ", ", i);
	ck_assert_str_eq(help_routes(&help, "Common3x", NULL), expected);
}
END_TEST

/* An or of many terms finds what it has among many hits, and few: it asks in two ways */
START_TEST(a_large_or_finds_its_terms)
{
	struct buf terms, hits;

	buf_init(&terms, SIZE_MAX / 2);
	buf_init(&hits, SIZE_MAX / 2);
	for (int i = 0; i < 500; i++) {
		buf_printf(&terms, "word%03d, ", i);
		buf_printf(&hits, "word%03d ", i);
	}
	help_one(&help, terms.data);
	help_rule(&help, "s", 1, 1);
	help_match(&help, "word007, word450, title: word451");
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert_str_eq(
		help_routes(&help, "x", "x word499 word123"), "t 1 (r 1 abstract <word499>)");
	ck_assert_str_eq(help_routes(&help, "x", "word000"), "t 1 (r 1 abstract <word000>)");
	ck_assert_str_eq(help_routes(&help, "x", "word500"), "");
	ck_assert_str_eq(help_routes(&help, "x", "word451 word450"),
		"t 2 (r 1 abstract <word451>, s 1 abstract <word450>)");
	ck_assert_str_eq(help_routes(&help, hits.data, "x"),
		"t 2 (r 1 title <word000>, s 1 title <word007>)");
	buf_release(&terms);
	buf_release(&hits);
}
END_TEST

/* --- topics among each other --- */

/* Four topics with one word each, and one that takes the rest; the words of a text choose */
static void make_topics(void)
{
	static const char *const names[] = {"a", "b", "c", "d"};

	for (size_t i = 0; i < 4; i++) {
		help_topic(&help, names[i], 10);
		help_rule(&help, "r", 10, 10);
		help_match(&help, arena_printf(&help.arena, "word%zu", i));
	}
	help_topic(&help, "rest", 10);
	help_last_topic(&help)->catch_all = true;
}

static const char *topics_of(const char *title)
{
	struct entry entry = {.title = title};
	const struct route *routes;
	const char *all = "";
	size_t count;

	matcher_route(help.matcher, &help.arena, &entry, &routes, &count);
	for (size_t i = 0; i < count; i++)
		all = arena_printf(&help.arena, "%s%s", all, routes[i].topic);
	return all;
}

START_TEST(exclusive_topics_take_first)
{
	make_topics();
	help.site.topics[1].exclusive = true;
	help.site.topics[2].priority = 5;
	help.site.topics[3].priority = -5;
	help.site.topics[3].exclusive = true;
	ck_assert_int_eq(help_compile(&help), 0);
	/* in the order c (5), a, b, d (-5) */
	ck_assert_str_eq(topics_of("word0 word1 word2 word3"), "abc");
	ck_assert_str_eq(topics_of("word0 word3"), "ad");
	ck_assert_str_eq(topics_of("word1 word3"), "b");
	ck_assert_str_eq(topics_of("word3"), "d");
	ck_assert_str_eq(topics_of("word4"), "rest");
	ck_assert_str_eq(topics_of("word0"), "a");
}
END_TEST

START_TEST(what_is_left_is_caught)
{
	make_topics();
	help_rule(&help, "never", 0, 0);
	help_reject(&help);
	help_match(&help, "spam");
	help_rule(&help, "more", 3, 3);
	help_match(&help, "egg");
	help_topic(&help, "scraps", 1);
	help_last_topic(&help)->catch_all = true;
	help_last_topic(&help)->min_votes = 5;
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert_str_eq(help_routes(&help, "word2 egg", NULL), "c 10 (r 10 title <word2>)");
	ck_assert_str_eq(help_routes(&help, "an egg", NULL), "rest 3 (more 3 title <egg>)");
	ck_assert_str_eq(help_routes(&help, "nothing", NULL), "rest 0 ()");
	ck_assert_str_eq(help_routes(&help, "spam", NULL), "");
	ck_assert_str_eq(
		help_routes_of(&help, &(struct entry){.title = "spam", .votes = 5}), "scraps 0 ()");
	ck_assert_str_eq(help_routes_of(&help, &(struct entry){.title = "x", .votes = 5}),
		"rest 0 (), scraps 0 ()");
}
END_TEST

START_TEST(an_exclusive_catch_all_is_first_among_its_kind)
{
	make_topics();
	help_last_topic(&help)->exclusive = true;
	help_topic(&help, "scraps", 1);
	help_last_topic(&help)->catch_all = true;
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert_str_eq(topics_of("x"), "rest");
	ck_assert_str_eq(topics_of("word1"), "b");
}
END_TEST

START_TEST(common_rules_count_everywhere)
{
	make_topics();
	help_common(&help);
	help_rule(&help, "withdrawn", 0, 0);
	help_reject(&help);
	help_match(&help, "withdrawn");
	help_rule(&help, "survey", -3, -3);
	help_match(&help, "survey");
	help_rule(&help, "award", 10, 12);
	help_match(&help, "award");
	help.site.topics[1].threshold = 11;
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert_str_eq(topics_of("word0 withdrawn"), "");
	ck_assert_str_eq(topics_of("withdrawn"), "");
	ck_assert_str_eq(topics_of("word0 survey"), "rest");
	ck_assert_str_eq(topics_of("an award"), "abcd");
	ck_assert_str_eq(help_routes(&help, "x", "word3 award"),
		"a 10 (award 10 abstract <award>), c 10 (award 10 abstract <award>), "
		"d 20 (r 10 abstract <word3>, award 10 abstract <award>)");
	ck_assert_str_eq(topics_of("word1 award survey"), "b");
	ck_assert_str_eq(topics_of("x survey"), "rest");
}
END_TEST

START_TEST(topics_take_from_their_sources)
{
	const char *mine[] = {"wire", "list"};
	const char *of_both[] = {"daily", "wire"};
	struct entry entry = {.title = "word0 word1", .source = "daily"};

	make_topics();
	help.site.topics[0].sources = mine;
	help.site.topics[0].source_count = 2;
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert_str_eq(help_routes_of(&help, &entry), "b 10 (r 10 title <word1>)");
	entry.sources = of_both;
	entry.source_count = 2;
	ck_assert_str_eq(help_routes_of(&help, &entry),
		"a 10 (r 10 title <word0>), b 10 (r 10 title <word1>)");
}
END_TEST

/* Whatever may change a route changes the fingerprint */
START_TEST(settings_are_in_the_fingerprint)
{
	const char *mine[] = {"wire"};
	char before[128];
	struct topic *topic;

	help_one(&help, "alpha");
	help_common(&help);
	help_rule(&help, "c", 1, 1);
	help_match(&help, "beta");
	ck_assert_int_eq(help_compile(&help), 0);
	snprintf(before, sizeof(before), "%s", rules_fingerprint(help.rules));
	topic = &help.site.topics[0];
	for (int i = 0; i < 9; i++) {
		struct topic old = *topic;
		struct rule_def rule = help.site.rules[0];

		topic->any_case = i == 0;
		topic->own_form = i == 1;
		topic->exclusive = i == 2;
		topic->priority = i == 3;
		topic->catch_all = i == 4;
		topic->min_votes = i == 5;
		topic->sources = mine;
		topic->source_count = i == 6;
		help.site.rules[0].score += i == 7;
		help.site.rules[0].reject = i == 8;
		matcher_free(&help.matcher);
		rules_free(&help.rules);
		ck_assert_int_eq(help_compile(&help), 0);
		ck_assert_str_ne(before, rules_fingerprint(help.rules));
		*topic = old;
		help.site.rules[0] = rule;
	}
}
END_TEST

Suite *match_suite(void)
{
	Suite *suite = suite_create("match");
	TCase *tcase = tcase_create("match");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, entries_are_routed, 0, ENTRIES);
	tcase_add_test(tcase, a_matcher_is_used_again);
	tcase_add_test(tcase, two_matchers_share_rules);
	tcase_add_test(tcase, order_is_of_the_site);
	tcase_add_test(tcase, a_threshold_may_be_anything);
	tcase_add_test(tcase, empty_topics_take_nothing);
	tcase_add_test(tcase, topics_do_not_mix);
	tcase_add_test(tcase, a_large_or_finds_its_terms);
	tcase_add_test(tcase, exclusive_topics_take_first);
	tcase_add_test(tcase, what_is_left_is_caught);
	tcase_add_test(tcase, an_exclusive_catch_all_is_first_among_its_kind);
	tcase_add_test(tcase, common_rules_count_everywhere);
	tcase_add_test(tcase, topics_take_from_their_sources);
	tcase_add_test(tcase, settings_are_in_the_fingerprint);
	suite_add_tcase(suite, tcase);
	return suite;
}
