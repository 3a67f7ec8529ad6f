/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "cmd/find.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/utf8.h"
#include "cmd/name.h"
#include "cmd/show.h"
#include "rule/rule.h"

/* A search while papers go by */
struct finder {
	struct arena *arena;
	struct names names;
	struct matcher *matcher; /* of the words in titles; NULL: there is none */
	struct candidates by_name;
	struct candidates by_words;
};

static bool have_common(const struct names *a, const struct names *b)
{
	for (size_t i = 0; i < a->count; i++) {
		for (size_t j = 0; j < b->count; j++) {
			if (strcmp(a->items[i], b->items[j]) == 0)
				return true;
		}
	}
	return false;
}

static void add(struct candidates *out, struct arena *arena, const struct entry *entry)
{
	for (size_t i = 0; i < out->count && i < FIND_SHOWN; i++) {
		if (strcmp(out->items[i].key, entry->key) == 0)
			return;
	}
	if (out->count < FIND_SHOWN)
		out->items[out->count] = (struct candidate){
			arena_strdup(arena, entry->key), arena_strdup(arena, entry->title)};
	out->count++;
}

static int visit(void *ctx, const struct paper *paper)
{
	struct finder *finder = ctx;
	const struct route *routes;
	struct arena arena;
	struct names names;
	size_t count = 0;

	arena_init(&arena);
	names_of_paper(&names, &arena, paper);
	if (finder->matcher)
		matcher_route(finder->matcher, &arena, &paper->entry, &routes, &count);
	if (have_common(&finder->names, &names))
		add(&finder->by_name, finder->arena, &paper->entry);
	else if (count)
		add(&finder->by_words, finder->arena, &paper->entry);
	arena_release(&arena);
	return 0;
}

/* In small letters, which are found in any case */
static void put_small(struct buf *out, const char *text, size_t len)
{
	size_t size;

	for (size_t i = 0; i < len; i += size) {
		int32_t c = utf8_decode(text + i, len - i, &size);
		int32_t folded[32];
		size_t count = utf8_decompose(folded, c, true);

		for (size_t f = 0; f < count; f++) {
			char bytes[4];

			buf_put(out, bytes, utf8_encode(bytes, folded[f]));
		}
	}
}

/* title: ("word" and "word"...); false when there is no word */
static bool make_expression(struct buf *out, const char *what)
{
	bool any = false;

	buf_puts(out, "title: (");
	while (*what) {
		size_t len = strcspn(what, " \t\n\"");

		if (utf8_has_word(what, len)) {
			buf_puts(out, any ? " and \"" : "\"");
			put_small(out, what, len);
			buf_putc(out, '"');
			any = true;
		}
		what += len + (what[len] != '\0');
	}
	buf_putc(out, ')');
	return any;
}

/* Rules of one topic that takes what has the words in its title; NULL when they are no words */
static struct rules *compile_words(
	struct site *site, struct arena *arena, const struct buf *expression)
{
	struct expression *match = arena_alloc(arena, sizeof(*match));
	struct rule_def *rule = arena_alloc(arena, sizeof(*rule));
	struct topic *topic = arena_alloc(arena, sizeof(*topic));
	struct problems ignored;
	struct rules *rules;

	*match = (struct expression){.text = buf_str(expression), .place = {"", 1, 1}};
	*rule = (struct rule_def){
		.name = "words", .matches = match, .match_count = 1, .score = 1, .title_score = 1};
	*topic = (struct topic){.slug = "words", .threshold = 1, .rules = rule, .rule_count = 1};
	*site = (struct site){.topics = topic, .topic_count = 1};
	problems_init(&ignored, 0);
	rules_compile(&rules, site, &ignored);
	problems_release(&ignored);
	return rules;
}

int find_paper(struct candidates *out, struct arena *arena, const char *what, struct papers *papers,
	struct err *err)
{
	struct finder finder = {.arena = arena};
	struct rules *rules = NULL;
	struct buf expression;
	struct site words;
	int result;

	finder.by_name.items = arena_array(arena, FIND_SHOWN, sizeof(struct candidate));
	finder.by_words.items = arena_array(arena, FIND_SHOWN, sizeof(struct candidate));
	names_of_text(&finder.names, arena, what);
	buf_init(&expression, SIZE_MAX / 2);
	if (make_expression(&expression, what))
		rules = compile_words(&words, arena, &expression);
	if (rules)
		finder.matcher = matcher_new(rules);
	papers->visit = visit;
	papers->ctx = &finder;
	result = papers_each(papers, err);
	papers->ctx = NULL;
	*out = finder.by_name.count ? finder.by_name : finder.by_words;
	matcher_free(&finder.matcher);
	rules_free(&rules);
	buf_release(&expression);
	return result;
}

void find_show(const struct candidates *candidates)
{
	for (size_t i = 0; i < candidates->count && i < FIND_SHOWN; i++) {
		size_t len = strlen(candidates->items[i].key);

		log_out("%s  ", candidates->items[i].key);
		show_cut(candidates->items[i].title,
			len < SHOW_WIDTH / 2 ? SHOW_WIDTH - 2 - len : SHOW_WIDTH / 2);
		log_out("\n");
	}
	if (candidates->count > FIND_SHOWN)
		log_out("and %zu more\n", candidates->count - FIND_SHOWN);
}
