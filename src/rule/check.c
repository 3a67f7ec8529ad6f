/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xalloc.h"
#include "rule/doubt.h"
#include "rule/rule.h"

static void tell_topic(
	struct problems *problems, const struct topic *topic, const char *before, const char *slug)
{
	problems_add(problems, SEVERITY_WARNING, topic->place.file, topic->place.line,
		topic->place.column, "%s %s", before, slug);
}

/* --- expressions and lists --- */

static void check_rules(struct doubt *doubt, const struct rule_def *rules, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < rules[i].match_count; j++)
			doubt_match(doubt, &rules[i].matches[j]);
		doubt_end_rule(doubt);
	}
}

static void check_lists(const struct doubt *doubt, struct problems *problems)
{
	for (size_t i = 0; i < doubt->site->list_count; i++) {
		const struct word_list *list = &doubt->site->lists[i];

		if (doubt->used[i] || !list->value_count)
			continue;
		problems_add(problems, SEVERITY_WARNING, list->values[0].place.file,
			list->values[0].place.line, list->values[0].place.column,
			"no rule uses the list @%s", list->name);
	}
}

/* --- topics among each other --- */

struct content {
	char *text; /* all that decides what the topic takes */
	const struct topic *topic;
};

static int by_content(const void *a, const void *b)
{
	const struct content *x = a;
	const struct content *y = b;
	int order = strcmp(x->text, y->text);

	return order ? order : strcmp(x->topic->slug, y->topic->slug);
}

static char *write_content(const struct topic *topic)
{
	struct buf buf;
	char *text;

	buf_init(&buf, SIZE_MAX / 2);
	buf_printf(&buf, "%d,%d,%d,%d,%" PRIu64, topic->threshold, topic->any_case, topic->own_form,
		topic->catch_all, topic->min_votes);
	for (size_t i = 0; i < topic->source_count; i++)
		buf_printf(&buf, " %s", topic->sources[i]);
	for (size_t i = 0; i < topic->rule_count; i++) {
		const struct rule_def *rule = &topic->rules[i];

		buf_printf(&buf, "\n%d,%d,%d", rule->score, rule->title_score, rule->reject);
		for (size_t j = 0; j < rule->match_count; j++)
			buf_printf(&buf, "\t%s", rule->matches[j].text);
	}
	text = xstrdup(buf_str(&buf));
	buf_release(&buf);
	return text;
}

static void check_equal_topics(const struct site *site, struct problems *problems)
{
	struct content *contents = xcalloc(site->topic_count, sizeof(*contents));

	for (size_t i = 0; i < site->topic_count; i++)
		contents[i] = (struct content){write_content(&site->topics[i]), &site->topics[i]};
	qsort(contents, site->topic_count, sizeof(*contents), by_content);
	for (size_t i = 1; i < site->topic_count; i++) {
		if (strcmp(contents[i - 1].text, contents[i].text) == 0)
			tell_topic(problems, contents[i].topic,
				"this topic takes the same papers, by equal rules, as",
				contents[i - 1].topic->slug);
	}
	for (size_t i = 0; i < site->topic_count; i++)
		free(contents[i].text);
	free(contents);
}

/* An exclusive topic whose name decides what it gets */
static void check_priorities(const struct site *site, struct problems *problems)
{
	for (size_t i = 0; i < site->topic_count; i++) {
		const struct topic *topic = &site->topics[i];

		for (size_t j = 0; topic->exclusive && j < i; j++) {
			const struct topic *other = &site->topics[j];

			if (other->priority != topic->priority ||
				other->catch_all != topic->catch_all)
				continue;
			tell_topic(problems, topic,
				"this topic is exclusive, but not for topics of the same priority "
				"that come before it by their names: give it a higher priority "
				"than",
				other->slug);
			break;
		}
	}
}

void rules_check(const struct site *site, struct problems *problems)
{
	struct doubt doubt;

	doubt_init(&doubt, site, problems);
	check_rules(&doubt, site->rules, site->rule_count);
	for (size_t i = 0; i < site->topic_count; i++) {
		doubt.topic = &site->topics[i];
		check_rules(&doubt, doubt.topic->rules, doubt.topic->rule_count);
	}
	check_lists(&doubt, problems);
	doubt_release(&doubt);
	check_equal_topics(site, problems);
	check_priorities(site, problems);
}
