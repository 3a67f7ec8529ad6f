/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/help.h"

#include <string.h>

#include "base/buf.h"
#include "model/limits.h"

#define MOST 300 /* topics of a site, rules of a topic and so on: more than any test makes */

void help_begin(struct help *help)
{
	*help = (struct help){0};
	arena_init(&help->arena);
	problems_init(&help->problems, LIMIT_PROBLEMS);
	help->site.topics = arena_array(&help->arena, MOST, sizeof(*help->site.topics));
	help->site.rules = arena_array(&help->arena, MOST, sizeof(*help->site.rules));
	help->site.lists = arena_array(&help->arena, MOST, sizeof(*help->site.lists));
}

void help_end(struct help *help)
{
	matcher_free(&help->matcher);
	rules_free(&help->rules);
	problems_release(&help->problems);
	arena_release(&help->arena);
}

static struct expression expression(struct help *help, const char *text, const char *file)
{
	return (struct expression){.text = arena_strdup(&help->arena, text),
		.place = {.file = file, .line = 1, .column = 1}};
}

void help_list(struct help *help, const char *name, const char *text)
{
	struct word_list *list = help->site.lists;
	struct word_list *end = list + help->site.list_count;

	while (list < end && strcmp(list->name, name) != 0)
		list++;
	if (list == end) {
		ck_assert_uint_lt(help->site.list_count++, MOST);
		list->name = arena_strdup(&help->arena, name);
		list->values = arena_array(&help->arena, MOST, sizeof(*list->values));
	}
	ck_assert_uint_lt(list->value_count, MOST);
	list->values[list->value_count++] =
		expression(help, text, arena_printf(&help->arena, "@%s", name));
}

void help_topic(struct help *help, const char *slug, int threshold)
{
	struct topic *topic = &help->site.topics[help->site.topic_count++];

	help->common = false;
	ck_assert_uint_le(help->site.topic_count, MOST);
	topic->slug = arena_strdup(&help->arena, slug);
	topic->title = topic->slug;
	topic->threshold = threshold;
	topic->rules = arena_array(&help->arena, MOST, sizeof(*topic->rules));
}

struct topic *help_last_topic(struct help *help)
{
	return &help->site.topics[help->site.topic_count - 1];
}

void help_common(struct help *help)
{
	help->common = true;
}

static struct rule_def *last_rule(struct help *help)
{
	struct topic *topic = help_last_topic(help);

	if (help->common)
		return &help->site.rules[help->site.rule_count - 1];
	return &topic->rules[topic->rule_count - 1];
}

void help_rule(struct help *help, const char *name, int score, int title_score)
{
	size_t *count = help->common ? &help->site.rule_count : &help_last_topic(help)->rule_count;
	struct rule_def *rule;

	ck_assert_uint_le(++*count, MOST);
	rule = last_rule(help);
	rule->name = arena_strdup(&help->arena, name);
	rule->score = score;
	rule->title_score = title_score;
	rule->matches = arena_array(&help->arena, MOST, sizeof(*rule->matches));
}

void help_match(struct help *help, const char *text)
{
	struct rule_def *rule = last_rule(help);
	const char *file = "match";

	if (rule->match_count)
		file = arena_printf(&help->arena, "match.%zu", rule->match_count + 1);
	ck_assert_uint_lt(rule->match_count, MOST);
	rule->matches[rule->match_count++] = expression(help, text, file);
}

void help_reject(struct help *help)
{
	last_rule(help)->reject = true;
}

int help_compile(struct help *help)
{
	int result = rules_compile(&help->rules, &help->site, &help->problems);

	ck_assert_int_eq(result == 0, help->rules != NULL);
	ck_assert_int_eq(result == 0, help->problems.errors == 0);
	if (result == 0)
		help->matcher = matcher_new(help->rules);
	return result;
}

void help_one(struct help *help, const char *match)
{
	help_topic(help, "t", 1);
	help_rule(help, "r", 1, 1);
	help_match(help, match);
}

const char *help_routes(struct help *help, const char *title, const char *abstract)
{
	struct entry entry = {.title = title, .abstract = abstract};

	return help_routes_of(help, &entry);
}

const char *help_routes_of(struct help *help, const struct entry *entry)
{
	const struct route *routes;
	size_t count;
	struct buf buf;
	char *text;

	buf_init(&buf, SIZE_MAX / 2);
	matcher_route(help->matcher, &help->arena, entry, &routes, &count);
	for (size_t i = 0; i < count; i++) {
		buf_printf(&buf, "%s%s %d (", i ? ", " : "", routes[i].topic, routes[i].points);
		for (size_t j = 0; j < routes[i].reason_count; j++) {
			const struct reason *reason = &routes[i].reasons[j];

			ck_assert_int_eq(reason->field != NULL, reason->text != NULL);
			buf_printf(&buf, "%s%s %d", j ? ", " : "", reason->rule, reason->points);
			if (reason->field)
				buf_printf(&buf, " %s <%s>", reason->field, reason->text);
		}
		buf_puts(&buf, ")");
	}
	text = arena_strdup(&help->arena, buf_str(&buf));
	buf_release(&buf);
	return text;
}

bool help_fires(struct help *help, const char *title, const char *abstract)
{
	return *help_routes(help, title, abstract) != '\0';
}

const char *help_problems(struct help *help)
{
	struct buf buf;
	char *text;

	buf_init(&buf, SIZE_MAX / 2);
	for (size_t i = 0; i < help->problems.count; i++) {
		const struct problem *problem = &help->problems.items[i];

		buf_printf(&buf, "%s %s:%u:%u %s\n",
			problem->severity == SEVERITY_ERROR ? "error" : "warning",
			problem->err.where, problem->err.line, problem->err.column,
			problem->err.text);
	}
	text = arena_strdup(&help->arena, buf_str(&buf));
	buf_release(&buf);
	return text;
}

char *help_repeat(struct help *help, const char *part, size_t count)
{
	size_t len = strlen(part);
	char *text = arena_alloc(&help->arena, len * count + 1);

	for (size_t i = 0; i < count; i++)
		memcpy(text + i * len, part, len);
	return text;
}
