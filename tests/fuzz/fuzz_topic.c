/* SPDX-License-Identifier: ISC */
/*
 * A topic's file, its rules compiled and asked, and the page that says what it is about.
 */
#include "config.h"

#include <string.h>

#include "config/topic.h"
#include "fuzz/document.h"
#include "fuzz/fuzz.h"
#include "model/limits.h"
#include "rule/rule.h"
#include "write/page.h"

static const char *const authors[] = {"Jane Doe", "J. R. Smith"};
static const char *const categories[] = {"cs.CL", "stat.ML"};

static const struct entry entry = {
	.key = "arxiv:2404.01234",
	.title = "Direct Preference Optimization with Reward Models: LLMs, RLHF and fine-tuning",
	.abstract = "We train large language models on agents' preferences (C++, 3D, GPT-4o).",
	.authors = (const char **)authors,
	.author_count = 2,
	.author_total = 2,
	.categories = (const char **)categories,
	.category_count = 2,
	.link = "https://arxiv.org/abs/2404.01234",
	.source = "trending",
	.votes = 12,
};

static void check_topic(const struct topic *topic, size_t size)
{
	fuzz_require_line(topic->title, size, "a topic's title");
	fuzz_require(topic->rule_count <= LIMIT_RULES, "a topic has at most so many rules");
	for (size_t i = 0; i < topic->rule_count; i++) {
		const struct rule_def *rule = &topic->rules[i];

		fuzz_require_line(rule->name, size, "a rule's name");
		fuzz_require(rule->match_count > 0, "a rule has an expression");
		for (size_t j = 0; j < rule->match_count; j++)
			fuzz_require_text(rule->matches[j].text, LIMIT_EXPRESSION, "a match");
	}
}

static void write_about(const struct site *site)
{
	struct feed feed = {
		.id = "tag:a.org,2025:feed/t",
		.slug = "t",
		.title = site->topics->title,
		.subtitle = site->topics->subtitle,
		.site_title = "A site",
		.base_url = "https://a.org/",
		.author = "The editor",
		.language = "en",
		.kinds = DOCUMENT_BIT(DOCUMENT_ATOM) | DOCUMENT_BIT(DOCUMENT_HTML),
	};
	struct err err;
	struct buf out;

	buf_init(&out, LIMIT_DOCUMENT);
	fuzz_require(page_write_about(&out, site, site->topics, &feed, &feed, &err) == 0,
		"a page about a topic has room");
	document_require_xml(buf_str(&out), out.len, "html");
	buf_release(&out);
}

static void ask(const struct site *site, struct arena *arena, struct problems *problems)
{
	struct rules *rules;
	struct matcher *matcher;
	const struct route *routes;
	size_t count;

	if (rules_compile(&rules, site, problems) != 0) {
		fuzz_require(problems->errors && !rules, "what does not compile has a mistake");
		return;
	}
	rules_check(site, problems);
	matcher = matcher_new(rules);
	matcher_route(matcher, arena, &entry, &routes, &count);
	fuzz_require(count <= 1, "one topic takes a paper once");
	if (count)
		fuzz_require(routes->points >= site->topics->threshold || site->topics->catch_all,
			"a topic takes what reaches its threshold");
	matcher_tell(matcher, problems);
	matcher_free(&matcher);
	rules_free(&rules);
	write_about(site);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct expression list = {
		.text = "LLM, large language model", .place = {.file = "lists.ini", .line = 1}};
	static struct word_list lists[] = {{"llm", &list, 1}, {"human-feedback", &list, 1}};
	const char *path = fuzz_file(data, size);
	struct site site = {.title = "A site",
		.author = "The editor",
		.base_url = "https://a.org/",
		.language = "en",
		.kinds = DOCUMENT_BIT(DOCUMENT_ATOM),
		.lists = lists,
		.list_count = 2};
	struct topic topic = {0};
	struct problems problems;
	struct arena arena;

	arena_init(&arena);
	problems_init(&problems, LIMIT_PROBLEMS_GATHERED);
	if (size % 8 == 0)
		topic_read_common(&site, &arena, path, &problems);
	topic_read(&topic, &arena, path, "t", &site, false, &problems);
	if (!problems.errors) {
		check_topic(&topic, size);
		site.topics = &topic;
		site.topic_count = 1;
		ask(&site, &arena, &problems);
	}
	fuzz_require_problems(&problems);
	problems_release(&problems);
	arena_release(&arena);
	return 0;
}
