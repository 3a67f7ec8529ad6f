/* SPDX-License-Identifier: ISC */
/*
 * Made-up expressions and texts of a few words that hit each other often: the engine and the reference
 * (rule/reference.h) have to agree. PAPERROUTE_EXPRESSIONS=N is how many there are.
 */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "rule/help.h"
#include "rule/made.h"
#include "rule/reference.h"

#define EXPRESSIONS 10000
#define TEXTS       10 /* for each of them */

/* How often each answer was given: an agreement over "no" alone is worth nothing */
static unsigned answers[3];

static void compare(struct help *help, const char *match, const struct entry *entry,
	const struct reference_settings *settings, unsigned long long began)
{
	struct reference_answer answer = reference_ask(match, entry, settings);
	int expected = answer.fires_in_title && answer.fires ? 2 : answer.fires;
	const struct route *routes;
	size_t count;

	matcher_route(help->matcher, &help->arena, entry, &routes, &count);
	ck_assert_msg((count ? routes[0].points : 0) == expected,
		"seed %llu\nmatch: %s\ncase %d, own form %d\ntitle: %s\nabstract: %s\n"
		"%zu authors, the first %s\nreference: %d, engine: %d",
		began, match, settings->any_case, settings->own_form, entry->title, entry->abstract,
		entry->author_count, entry->author_count ? entry->authors[0] : "none", expected,
		count ? routes[0].points : 0);
	answers[expected]++;
}

static void check_expression(struct buf *match, unsigned number)
{
	unsigned long long began = 88172645463325252ULL * (number + 1);
	struct reference_settings settings;
	struct help help;

	help_begin(&help);
	help_list(&help, "l", REFERENCE_LIST);
	made_begin(NULL, 0, began);
	settings = (struct reference_settings){made_choice(5), made_choice(5)};
	buf_clear(match);
	made_expression(match);
	help_topic(&help, "t", 1);
	help_last_topic(&help)->any_case = settings.any_case;
	help_last_topic(&help)->own_form = settings.own_form;
	help_rule(&help, "r", 1, 2);
	help_match(&help, buf_str(match));
	ck_assert_msg(help_compile(&help) == 0, "seed %llu: %s\n%s", began, buf_str(match),
		help_problems(&help));
	for (unsigned j = 0; j < TEXTS; j++) {
		struct entry entry;

		made_entry(&entry, &help.arena);
		compare(&help, buf_str(match), &entry, &settings, began);
	}
	help_end(&help);
}

START_TEST(they_agree)
{
	const char *number = getenv("PAPERROUTE_EXPRESSIONS");
	unsigned count = number ? (unsigned)strtoul(number, NULL, 10) : EXPRESSIONS;
	struct buf match;

	buf_init(&match, SIZE_MAX / 2);
	memset(answers, 0, sizeof(answers));
	for (unsigned i = 0; i < count; i++)
		check_expression(&match, i);
	for (size_t i = 0; i < 3; i++)
		ck_assert_uint_gt(answers[i], count * TEXTS / 10);
	buf_release(&match);
}
END_TEST

Suite *reference_suite(void)
{
	Suite *suite = suite_create("reference");
	TCase *tcase = tcase_create("reference");

	tcase_set_timeout(tcase, 300); /* with sanitizers; a few seconds without */
	tcase_add_test(tcase, they_agree);
	suite_add_tcase(suite, tcase);
	return suite;
}
