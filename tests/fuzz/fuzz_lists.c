/* SPDX-License-Identifier: ISC */
/*
 * lists.ini, and rules that use what is in it.
 */
#include "config.h"

#include <string.h>

#include "config/lists.h"
#include "fuzz/fuzz.h"
#include "model/limits.h"
#include "rule/rule.h"

/* A topic that uses the first of the lists */
static void use(struct site *site, struct problems *problems, struct arena *arena)
{
	struct expression match = {
		.text = arena_printf(arena, "@%s", site->list_count ? site->lists->name : "none"),
		.place = {.file = "topic", .line = 1, .column = 1}};
	struct rule_def rule = {.name = "r", .matches = &match, .match_count = 1, .score = 1};
	struct topic topic = {
		.slug = "t", .title = "T", .threshold = 1, .rules = &rule, .rule_count = 1};
	struct rules *rules;

	site->topics = &topic;
	site->topic_count = 1;
	fuzz_require((rules_compile(&rules, site, problems) == 0) == (problems->errors == 0),
		"what does not compile has a mistake");
	fuzz_require((rules == NULL) == (problems->errors != 0), "what compiles is there");
	if (rules)
		rules_check(site, problems);
	rules_free(&rules);
	site->topics = NULL;
	site->topic_count = 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct problems problems;
	struct site site = {0};
	struct arena arena;

	arena_init(&arena);
	problems_init(&problems, LIMIT_PROBLEMS);
	lists_read(&site, &arena, fuzz_file(data, size), &problems);
	for (size_t i = 0; i < site.list_count; i++)
		fuzz_require_line(site.lists[i].name, size, "the name of a list");
	if (!problems.errors)
		use(&site, &problems, &arena);
	fuzz_require_problems(&problems);
	problems_release(&problems);
	arena_release(&arena);
	return 0;
}
