/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "model/limits.h"
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

START_TEST(a_site_without_topics_compiles)
{
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert_str_eq(help_routes(&help, "Alpha", "beta"), "");
	ck_assert_uint_eq(strlen(rules_fingerprint(help.rules)), 64);
}
END_TEST

START_TEST(every_mistake_is_found)
{
	help_list(&help, "l", "x, y>");
	help_list(&help, "m", "@none");
	help_topic(&help, "a", 10);
	help_rule(&help, "one", 1, 1);
	help_match(&help, "alpha and");
	help_match(&help, "beta");
	help_match(&help, "(gamma>, delta<");
	help_rule(&help, "two", 1, 1);
	help_match(&help, "@l, @m");
	help_topic(&help, "b", 10);
	help_rule(&help, "three", 1, 1);
	help_match(&help, "alpha near model, not beta");
	help_match(&help, "x, y)");
	ck_assert_int_eq(help_compile(&help), -1);
	ck_assert_str_eq(help_problems(&help),
		"error @l:1:5 \">\" is part of no word, and no phrase goes across it: leave it "
		"out, or make two terms\n"
		"error @m:1:1 there is no list @none: define it in lists.ini under [lists]\n"
		"error match:1:10 a term is missing at the end\n"
		"error match.3:1:7 \">\" is part of no word, and no phrase goes across it: leave "
		"it "
		"out, or make two terms\n"
		"error match.3:1:15 \"<\" is part of no word, and no phrase goes across it: leave "
		"it out, or make two terms\n"
		"error match.3:1:16 a closing parenthesis or an operator is missing at the end\n"
		"warning match:1:7 near is a word here: write near/3 for the operator, or quote "
		"the phrase\n"
		"warning match:1:19 a \"not\" of its own in a list fires for nearly every paper: "
		"write \"(a, b) and not c\"\n"
		"error match.2:1:5 this parenthesis closes nothing\n");
}
END_TEST

START_TEST(mistakes_past_the_limit_are_counted)
{
	help.problems.limit = 20;
	help_topic(&help, "a", 1);
	for (size_t i = 0; i < 100; i++) {
		help_rule(&help, "r", 1, 1);
		help_match(&help, "alpha>, beta>");
	}
	ck_assert_int_eq(help_compile(&help), -1);
	ck_assert_uint_eq(help.problems.count, 20);
	ck_assert_uint_eq(help.problems.errors, 200);
}
END_TEST

START_TEST(mistakes_found_before_are_not_ours)
{
	struct rules *rules;

	help_one(&help, "alpha");
	problems_add(&help.problems, SEVERITY_ERROR, "elsewhere", 1, 1, "a mistake");
	ck_assert_int_eq(rules_compile(&rules, &help.site, &help.problems), 0);
	ck_assert_uint_eq(help.problems.errors, 1);
	rules_free(&rules);
	ck_assert_ptr_null(rules);
	rules_free(&rules);
}
END_TEST

START_TEST(warnings_are_no_mistakes)
{
	help_one(&help, "alpha, not beta");
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert_uint_eq(help.problems.warnings, 1);
	ck_assert(help_fires(&help, "alpha beta", NULL));
}
END_TEST

/* match = \u00e9 beta, \
 *         gamma>, delta */
START_TEST(places_are_of_the_line_in_the_file)
{
	static const struct text_line lines[] = {{8, 8, 9}};
	struct expression *match;

	help_one(&help, "\u00e9> beta gamma<, delta>");
	match = help.site.topics[0].rules[0].matches;
	match->place = (struct place){"topics/a.ini", 7, 9};
	match->lines = lines;
	match->line_count = 1;
	match->text = "\u00e9>, be, gamma<, delta\u00fc";
	ck_assert_int_eq(help_compile(&help), -1);
	ck_assert_uint_eq(help.problems.count, 2);
	ck_assert_uint_eq(help.problems.items[0].err.line, 7);
	ck_assert_uint_eq(help.problems.items[0].err.column, 10);
	ck_assert_uint_eq(help.problems.items[1].err.line, 8);
	ck_assert_uint_eq(help.problems.items[1].err.column, 15);
	ck_assert_str_eq(help.problems.items[1].err.where, "topics/a.ini");
}
END_TEST

/* Lists a0 = @a1, @a1, a1 = @a2, @a2, ...: 2^18 members */
START_TEST(lists_that_grow_are_refused)
{
	for (int i = 0; i < 18; i++) {
		char *name = arena_printf(&help.arena, "a%d", i);

		help_list(&help, name, arena_printf(&help.arena, "@a%d, @a%d", i + 1, i + 1));
	}
	help_list(&help, "a18", "alpha");
	help_one(&help, "alpha, @a0");
	ck_assert_int_eq(help_compile(&help), -1);
	ck_assert_str_eq(help.problems.items[0].err.where, "@a0");
	ck_assert_str_eq(help.problems.items[0].err.text,
		"more than 100000 terms, with those of lists in lists");
	ck_assert_str_eq(help.problems.items[help.problems.count - 1].err.where, "match");
	ck_assert_uint_eq(help.problems.items[help.problems.count - 1].err.column, 8);
}
END_TEST

/* ... and so when what they come to is a mistake, which is told once */
START_TEST(lists_that_grow_mistakes_are_refused)
{
	for (int i = 0; i < 18; i++) {
		char *name = arena_printf(&help.arena, "a%d", i);

		help_list(&help, name, arena_printf(&help.arena, "@a%d, @a%d", i + 1, i + 1));
	}
	help_list(&help, "a18", "alpha>");
	ck_assert_int_eq(help_compile(&help), -1);
	ck_assert_str_eq(help_problems(&help),
		"error @a0:1:1 more than 100000 terms, with those of lists in lists\n"
		"error @a1:1:1 more than 100000 terms, with those of lists in lists\n"
		"error @a2:1:6 more than 100000 terms, with those of lists in lists\n"
		"error @a18:1:6 \">\" is part of no word, and no phrase goes across it: leave it "
		"out, or make two terms\n");
}
END_TEST

/* Lists that name each other: nothing goes round for ever */
START_TEST(lists_that_name_all_lists_are_refused)
{
	char *all = help_repeat(&help, "@a0, @a1, @a2, @a3, @a4, @a5, @a6, @a7, @a8, @a9, ", 1);

	for (int i = 0; i < 10; i++)
		help_list(&help, arena_printf(&help.arena, "a%d", i), all);
	help_one(&help, "@a3");
	ck_assert_int_eq(help_compile(&help), -1);
	ck_assert_str_eq(help.problems.items[0].err.text, "the list @a0 uses itself");
}
END_TEST

/* A chain of lists that is just deep enough, and one more */
START_TEST(chains_of_lists_have_an_end)
{
	for (int i = 0; i <= LIMIT_DEPTH; i++) {
		char *name = arena_printf(&help.arena, "a%d", i);

		help_list(&help, name, arena_printf(&help.arena, "@a%d", i + 1));
	}
	help_list(&help, arena_printf(&help.arena, "a%d", LIMIT_DEPTH + 1), "alpha");
	help_one(&help, arena_printf(&help.arena, "beta, @a%d", _i));
	ck_assert_int_eq(help_compile(&help), -1);
	/* the first of them, and the expression with it, are too deep; the others are not */
	ck_assert_uint_eq(help.problems.errors, _i == 0 ? 2 : _i == 1 ? 2 : 1);
	ck_assert_str_eq(help.problems.items[0].err.where, "@a0");
	if (_i < 2)
		ck_assert_str_eq(help_problems(&help),
			"error @a0:1:1 more than 32 levels of parentheses, fields and lists\n"
			"error match:1:7 more than 32 levels of parentheses, fields and lists\n");
}
END_TEST

static char *fingerprint(void)
{
	struct help other = help;
	char *text;

	problems_init(&other.problems, LIMIT_PROBLEMS);
	ck_assert_int_eq(rules_compile(&other.rules, &other.site, &other.problems), 0);
	text = xstrdup(rules_fingerprint(other.rules));
	rules_free(&other.rules);
	problems_release(&other.problems);
	return text;
}

static void make_site(void)
{
	help_list(&help, "l", "x, y");
	help_list(&help, "spare", "z");
	help_topic(&help, "a", 10);
	help_rule(&help, "one", 4, 5);
	help_match(&help, "alpha");
	help_match(&help, "beta");
	help_topic(&help, "b", 10);
	help_rule(&help, "two", 4, 5);
	help_match(&help, "gamma, @l");
}

static void expect_fingerprint(const char *expected, bool equal)
{
	char *now = fingerprint();

	ck_assert_int_eq(strcmp(now, expected) == 0, equal);
	free(now);
}

START_TEST(fingerprints_stay)
{
	struct topic *topic;
	char *before;

	make_site();
	before = fingerprint();
	expect_fingerprint(before, true);
	topic = &help.site.topics[0];
	topic->title = "Another title";
	topic->subtitle = "and subtitle";
	topic->place.line = 3;
	topic->rules[0].place.line = 17;
	topic->rules[0].matches[0].place = (struct place){"elsewhere", 9, 9};
	help.site.title = "Another";
	expect_fingerprint(before, true);
	help_end(&help);
	help_begin(&help);
	make_site();
	expect_fingerprint(before, true);
	free(before);
}
END_TEST

START_TEST(fingerprints_change)
{
	struct topic *topic;
	char *before;

	make_site();
	before = fingerprint();
	topic = &help.site.topics[0];
	switch (_i) {
	case 0:
		topic->slug = "c";
		break;
	case 1:
		topic->threshold = 11;
		break;
	case 2:
		topic->rules[0].name = "other";
		break;
	case 3:
		topic->rules[0].score = 3;
		break;
	case 4:
		topic->rules[0].title_score = 3;
		break;
	case 5:
		topic->rules[0].reject = true;
		break;
	case 6:
		topic->rules[0].matches[0].text = "Alpha";
		break;
	case 7:
		topic->rules[0].match_count = 1;
		break;
	case 8:
		help_rule(&help, "three", 4, 5);
		help_match(&help, "delta");
		break;
	case 9:
		help_topic(&help, "c", 10);
		break;
	case 10:
		help.site.topic_count = 1;
		break;
	case 11:
		help_list(&help, "l", "z");
		break;
	case 12:
		help.site.lists[0].values[0].text = "x, z";
		break;
	case 13:
		help.site.lists[1].name = "other";
		break;
	case 14: /* the rule goes over to the other topic */
		help.site.topics[1].rules[1] = topic->rules[0];
		help.site.topics[1].rule_count = 2;
		topic->rule_count = 0;
		break;
	default: /* the comma goes over into the text */
		topic->rules[0].matches[0].text = "alpha,beta";
		topic->rules[0].match_count = 1;
		break;
	}
	expect_fingerprint(before, false);
	free(before);
}
END_TEST

/* --- topics that look suspicious beside each other --- */

static const char *checked(void)
{
	ck_assert_int_eq(help_compile(&help), 0);
	rules_check(&help.site, &help.problems);
	return help_problems(&help);
}

static void add_topic(const char *slug, const char *match, unsigned line)
{
	help_topic(&help, slug, 10);
	help_rule(&help, slug, 10, 10);
	help_match(&help, match);
	help_last_topic(&help)->place = (struct place){slug, line, 1};
}

START_TEST(equal_topics_are_told)
{
	add_topic("a", "alpha", 1);
	add_topic("b", "beta", 2);
	add_topic("c", "alpha", 3);
	add_topic("d", "alpha", 4);
	help_last_topic(&help)->threshold = 9;
	add_topic("e", "alpha", 5);
	help_last_topic(&help)->min_votes = 9;
	add_topic("f", "alpha", 6);
	help_last_topic(&help)->own_form = true;
	ck_assert_str_eq(checked(),
		"warning c:3:1 this topic takes the same papers, by equal rules, "
		"as a\n");
}
END_TEST

START_TEST(names_are_no_priority)
{
	add_topic("a", "alpha", 1);
	add_topic("b", "beta", 2);
	help_last_topic(&help)->exclusive = true;
	add_topic("c", "gamma", 3);
	help_last_topic(&help)->exclusive = true;
	help_last_topic(&help)->priority = 1;
	ck_assert_str_eq(checked(),
		"warning b:2:1 this topic is exclusive, but not for topics of the same priority "
		"that "
		"come before it by their names: give it a higher priority than a\n");
}
END_TEST

Suite *compile_suite(void)
{
	Suite *suite = suite_create("compile");
	TCase *tcase = tcase_create("compile");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 300); /* sanitizers, and a machine that does other things */
	tcase_add_test(tcase, a_site_without_topics_compiles);
	tcase_add_test(tcase, every_mistake_is_found);
	tcase_add_test(tcase, mistakes_past_the_limit_are_counted);
	tcase_add_test(tcase, mistakes_found_before_are_not_ours);
	tcase_add_test(tcase, warnings_are_no_mistakes);
	tcase_add_test(tcase, places_are_of_the_line_in_the_file);
	tcase_add_test(tcase, lists_that_grow_are_refused);
	tcase_add_test(tcase, lists_that_grow_mistakes_are_refused);
	tcase_add_test(tcase, lists_that_name_all_lists_are_refused);
	tcase_add_loop_test(tcase, chains_of_lists_have_an_end, 0, 4);
	tcase_add_test(tcase, fingerprints_stay);
	tcase_add_loop_test(tcase, fingerprints_change, 0, 16);
	tcase_add_test(tcase, equal_topics_are_told);
	tcase_add_test(tcase, names_are_no_priority);
	suite_add_tcase(suite, tcase);
	return suite;
}
