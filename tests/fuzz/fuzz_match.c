/* SPDX-License-Identifier: ISC */
/*
 * Expressions and papers that are made as the input decides (tests/rule/made.h): the engine and the
 * reference matcher have to agree.
 */
#include "config.h"

#include "fuzz/fuzz.h"
#include "model/limits.h"
#include "rule/made.h"
#include "rule/reference.h"
#include "rule/rule.h"

#define PAPERS 4

static void compare(struct matcher *matcher, const char *match, const struct topic *topic)
{
	struct reference_settings settings = {topic->any_case, topic->own_form};
	struct reference_answer answer;
	const struct route *routes;
	struct arena arena;
	struct entry entry;
	size_t count;
	int expected;

	arena_init(&arena);
	made_entry(&entry, &arena);
	answer = reference_ask(match, &entry, &settings);
	expected = answer.fires ? 1 + answer.fires_in_title : 0;
	matcher_route(matcher, &arena, &entry, &routes, &count);
	fuzz_require((count ? routes->points : 0) == expected,
		"the reference says %d and the engine %d\nmatch: %s\ncase %d, own form %d\n"
		"title: %s\nabstract: %s\n%zu authors",
		expected, count ? routes->points : 0, match, topic->any_case, topic->own_form,
		entry.title, entry.abstract, entry.author_count);
	arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct expression members = {
		.text = REFERENCE_LIST, .place = {.file = "@l", .line = 1, .column = 1}};
	struct word_list list = {"l", &members, 1};
	struct expression match = {.place = {.file = "match", .line = 1, .column = 1}};
	struct rule_def rule = {
		.name = "r", .matches = &match, .match_count = 1, .score = 1, .title_score = 2};
	struct topic topic = {.slug = "t", .threshold = 1, .rules = &rule, .rule_count = 1};
	struct site site = {.topics = &topic, .topic_count = 1, .lists = &list, .list_count = 1};
	struct problems problems;
	struct matcher *matcher;
	struct rules *rules;
	struct buf text;

	made_begin(data, size, 88172645463325252ULL);
	topic.any_case = made_choice(5);
	topic.own_form = made_choice(5);
	buf_init(&text, SIZE_MAX / 2);
	made_expression(&text);
	match.text = buf_str(&text);
	problems_init(&problems, LIMIT_PROBLEMS);
	fuzz_require(rules_compile(&rules, &site, &problems) == 0, "%s compiles: %s", match.text,
		problems.count ? problems.items->err.text : "");
	matcher = matcher_new(rules);
	for (int i = 0; i < PAPERS; i++)
		compare(matcher, match.text, &topic);
	matcher_free(&matcher);
	rules_free(&rules);
	problems_release(&problems);
	buf_release(&text);
	return 0;
}
