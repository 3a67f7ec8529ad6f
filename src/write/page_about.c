/* SPDX-License-Identifier: ISC */
/*
 * What a topic is about: its rules in words.
 */
#include "config.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "write/frame.h"
#include "write/html.h"
#include "write/page.h"

struct about {
	struct xml *xml;
	const struct site *site;
	const struct topic *topic;
	struct arena *arena;
	bool *named; /* by list of the site: the rules use it */
};

/* --- conditions --- */

static void put_item(const struct about *about, const char *text)
{
	html_block(about->xml, "li", NULL, text);
}

static const char *join_sources(const struct about *about)
{
	const struct topic *topic = about->topic;
	const char *names = topic->sources[0];

	for (size_t i = 1; i < topic->source_count; i++)
		names = arena_printf(about->arena, "%s, %s", names, topic->sources[i]);
	return names;
}

static void put_conditions(const struct about *about)
{
	const struct topic *topic = about->topic;
	struct xml *xml = about->xml;

	xml_begin(xml, "ul");
	html_line(xml);
	if (topic->moved_to)
		put_item(about, arena_printf(about->arena,
					"It has moved to %s and takes no papers any more.",
					topic->moved_to));
	else if (topic->catch_all)
		put_item(about, "Takes what no other topic took, whatever its points.");
	else
		put_item(about,
			arena_printf(about->arena,
				"A paper is here when the points of the rules that fire add up to "
				"%d or more, and none of them rejects it. Each rule fires once at "
				"most.",
				topic->threshold));
	if (topic->min_votes)
		put_item(about, arena_printf(about->arena, "It has %" PRIu64 " votes or more.",
					topic->min_votes));
	if (topic->source_count)
		put_item(about,
			arena_printf(about->arena, "It is listed by one of these sources: %s.",
				join_sources(about)));
	if (topic->exclusive)
		put_item(about, "What is here is not offered to topics of lower priority.");
	if (topic->priority)
		put_item(about, arena_printf(about->arena,
					"Its priority among the topics is %d; the highest is asked "
					"first, and the others have 0 unless they say so.",
					topic->priority));
	if (topic->any_case)
		put_item(about, "Names count in any case.");
	if (topic->own_form)
		put_item(about, "Words count only as they are written, without plurals.");
	xml_end(xml);
	html_line(xml);
}

/* --- lists --- */

static bool is_name_char(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == '_' || c == '.';
}

static void note_list(const struct about *about, const char *name, size_t len);

/* Every @NAME in an expression; a list that was noted is not looked into again */
static void note_lists(const struct about *about, const char *text)
{
	while ((text = strchr(text, '@'))) {
		size_t len = 0;

		text++;
		while (is_name_char(text[len]))
			len++;
		note_list(about, text, len);
		text += len;
	}
}

static void note_list(const struct about *about, const char *name, size_t len)
{
	for (size_t i = 0; i < about->site->list_count; i++) {
		const struct word_list *list = &about->site->lists[i];

		if (about->named[i] || strncasecmp(list->name, name, len) != 0 || list->name[len])
			continue;
		about->named[i] = true;
		for (size_t j = 0; j < list->value_count; j++)
			note_lists(about, list->values[j].text);
	}
}

static void put_expressions(
	const struct about *about, const struct expression *values, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			html_block(about->xml, "p", "or", "or");
		xml_begin(about->xml, "p");
		html_element(about->xml, "code", NULL, values[i].text);
		xml_end(about->xml);
		html_line(about->xml);
	}
}

static void put_lists(const struct about *about)
{
	bool any = false;

	for (size_t i = 0; i < about->site->list_count; i++) {
		const struct word_list *list = &about->site->lists[i];

		if (!about->named[i])
			continue;
		if (!any)
			html_block(about->xml, "h2", NULL, "Lists that the rules use");
		any = true;
		html_begin(about->xml, "section", "rule");
		xml_element(about->xml, "h3", arena_printf(about->arena, "@%s", list->name));
		put_expressions(about, list->values, list->value_count);
		xml_end(about->xml);
		html_line(about->xml);
	}
}

/* --- rules --- */

static const char *points(const struct about *about, const struct rule_def *rule)
{
	const char *text;

	if (rule->reject)
		return "Keeps a paper out, whatever its points.";
	text = arena_printf(about->arena, "%+d point%s", rule->score,
		rule->score == 1 || rule->score == -1 ? "" : "s");
	if (rule->title_score == rule->score)
		return text;
	return arena_printf(about->arena, "%s; %+d when all that it needs stands in the title",
		text, rule->title_score);
}

static void put_rules(
	const struct about *about, const char *title, const struct rule_def *rules, size_t count)
{
	if (!count)
		return;
	html_block(about->xml, "h2", NULL, title);
	for (size_t i = 0; i < count; i++) {
		html_begin(about->xml, "section", "rule");
		xml_element(about->xml, "h3", rules[i].name);
		html_block(about->xml, "p", "points", points(about, &rules[i]));
		put_expressions(about, rules[i].matches, rules[i].match_count);
		xml_end(about->xml);
		html_line(about->xml);
		for (size_t j = 0; j < rules[i].match_count; j++)
			note_lists(about, rules[i].matches[j].text);
	}
}

static void put_language(const struct about *about)
{
	html_block(about->xml, "h2", NULL, "How to read them");
	html_element(about->xml, "p", NULL,
		"A comma is “or”. Words are looked for as whole words in title and abstract, in "
		"any "
		"case and in singular and plural; a word with a capital after its first letter is "
		"a "
		"name and counts as written. Quoted words count in that form only. A star stands "
		"for "
		"any ending; near/3 allows three words between; @name is a list.");
	html_line(about->xml);
}

int page_write_about(struct buf *out, const struct site *site, const struct topic *topic,
	const struct feed *feed, const struct feed *all, struct err *err)
{
	const struct feed *feeds[] = {feed, all};
	struct frame frame = {.site = site, .root = "../", .feeds = feeds, .feed_count = 2};
	struct about about = {.site = site, .topic = topic};
	struct arena arena;
	struct xml xml;
	int result;

	arena_init(&arena);
	about.xml = &xml;
	about.arena = &arena;
	about.named = arena_array(&arena, site->list_count, sizeof(*about.named));
	frame.path = page_about_path(&arena, topic->slug);
	frame.title = arena_printf(&arena, "How papers get into %s", topic->title);
	frame_open(&xml, out, &frame);
	html_block(&xml, "h1", NULL, frame.title);
	html_block(&xml, "p", "lead", topic->subtitle);
	put_conditions(&about);
	put_rules(&about, "Rules", topic->rules, topic->rule_count);
	put_rules(&about, "Rules of all topics", site->rules, site->rule_count);
	put_lists(&about);
	put_language(&about);
	xml_begin(&xml, "p");
	html_link(&xml, NULL, arena_printf(&arena, "../%s.html", topic->slug), "To the papers");
	xml_end(&xml);
	html_line(&xml);
	result = frame_close(&xml, out, &frame, err);
	arena_release(&arena);
	return result;
}
