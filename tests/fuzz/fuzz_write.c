/* SPDX-License-Identifier: ISC */
/*
 * Records all the way to documents: pinned, known, merged to entries, routed, written; and every
 * document is what its readers want, with every paper in it.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "fuzz/document.h"
#include "fuzz/fuzz.h"
#include "fuzz/records.h"
#include "model/limits.h"
#include "rule/rule.h"
#include "tidy/identity.h"
#include "tidy/link.h"
#include "tidy/tidy.h"
#include "write/page.h"
#include "write/write.h"

#define NOW  1773490245 /* 2026-03-14T12:10:45Z */
#define MOST 6          /* papers of a feed */

static struct expression matches[] = {{.text = "LLM, reward model, preference optimization, gr*"},
	{.text = "not survey"}, {.text = "author: doe, category: cs.CL, votes >= 10, /[a-z]+ing/"}};
static struct rule_def rules[] = {
	{.name = "words & <names>", .matches = &matches[0], .match_count = 1, .score = 1},
	{.name = "without", .matches = &matches[1], .match_count = 1, .score = 1},
	{.name = "fields", .matches = &matches[2], .match_count = 1, .score = 1}};
static struct topic topics[] = {{.slug = "language",
	.title = "Language <models>",
	.threshold = 1,
	.rules = rules,
	.rule_count = 3}};
static struct site site = {.title = "A site & more",
	.base_url = "https://a.org/papers/",
	.author = "Ada & the editors",
	.language = "en",
	.kinds = DOCUMENT_BIT(DOCUMENT_ATOM) | DOCUMENT_BIT(DOCUMENT_RSS) |
		 DOCUMENT_BIT(DOCUMENT_JSON) | DOCUMENT_BIT(DOCUMENT_HTML),
	.topics = topics,
	.topic_count = 1};

/* Compiled once, for the whole process */
static struct matcher *matcher(void)
{
	static struct matcher *made;
	struct problems problems;
	struct rules *compiled;

	if (made)
		return made;
	for (size_t i = 0; i < 3; i++)
		matches[i].place = (struct place){.file = "match", .line = 1, .column = 1};
	problems_init(&problems, LIMIT_PROBLEMS);
	fuzz_require(rules_compile(&compiled, &site, &problems) == 0, "these rules compile");
	problems_release(&problems);
	return made = matcher_new(compiled);
}

/* --- records to entries --- */

static void check_address(const char *url, struct arena *arena)
{
	if (url)
		fuzz_require_equal(link_clean(arena, url), url, "an entry's address is clean");
}

static void check_entry(const struct entry *entry, struct arena *arena)
{
	fuzz_require_line(entry->title, LIMIT_TITLE, "an entry's title");
	if (entry->abstract)
		fuzz_require_text(entry->abstract, LIMIT_ABSTRACT, "an entry's abstract");
	fuzz_require(entry->author_count <= entry->author_total, "authors are all or fewer");
	for (size_t i = 0; i < entry->author_count; i++)
		fuzz_require_line(entry->authors[i], LIMIT_AUTHOR, "an author");
	for (size_t i = 0; i < entry->category_count; i++)
		fuzz_require_line(entry->categories[i], LIMIT_CATEGORY, "a category");
	check_address(entry->link, arena);
	check_address(entry->pdf, arena);
	check_address(entry->code, arena);
	check_address(entry->discussion, arena);
	fuzz_require(entry->published == CLOCK_NONE || entry->published <= NOW,
		"a paper has appeared already");
	fuzz_require(entry->listed == CLOCK_NONE || entry->listed <= NOW, "and was listed");
	fuzz_require(!tidy_really_changed(entry, entry), "what is the same did not change");
}

static bool same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Which of two sources came first decides nothing but the order of their names */
static void check_order(struct arena *arena, struct sourced_record *records, size_t count)
{
	struct sourced_record turned[2] = {records[count - 1], records[0]};
	struct entry a, b;

	if (count < 2)
		return;
	tidy_merge(&a, arena, records, count);
	tidy_merge(&b, arena, turned, count);
	fuzz_require(same_text(a.title, b.title) && same_text(a.abstract, b.abstract) &&
			     same_text(a.link, b.link) && a.author_count == b.author_count &&
			     a.published == b.published && a.listed == b.listed &&
			     a.votes == b.votes && same_text(a.source, b.source),
		"the order of records decides nothing");
}

/* The next paper of *text, of one record or two; false at the end */
static bool make_entry(struct entry *out, struct arena *arena, char **text)
{
	struct tidy_context context = {.source = "input", .now = NOW};
	struct sourced_record records[2] = {{.source = "a"}, {.source = "b"}};
	struct problems problems;
	struct identity identity;
	struct record raw, renewed;
	size_t count = 0;

	problems_init(&problems, LIMIT_PROBLEMS);
	while (count < 2 && records_take(&raw, arena, text)) {
		context.year = 2024 * (int)(count % 2);
		if (tidy_pin(&records[count].record, arena, &raw, &context, &problems) != 0)
			continue;
		records[count].first_seen = NOW - (int64_t)count;
		tidy_renew(&renewed, arena, &records[count].record, &records[count].record);
		records[count].record = renewed;
		count++;
	}
	fuzz_require_problems(&problems);
	problems_release(&problems);
	if (!count)
		return false;
	check_order(arena, records, count);
	tidy_merge(out, arena, records, count);
	tidy_identity(&identity, arena, &records[0].record, "a");
	out->key = identity.keys[0];
	out->first_seen = out->updated = NOW;
	check_entry(out, arena);
	return true;
}

static size_t make_entries(struct feed_entry *out, struct arena *arena, char *text)
{
	struct entry *entries = arena_array(arena, MOST, sizeof(*entries));
	size_t count = 0;

	for (; count < MOST && make_entry(&entries[count], arena, &text); count++) {
		struct feed_entry *entry = &out[count];

		*entry = (struct feed_entry){.number = (int64_t)count + 1,
			.entry = &entries[count],
			.id = arena_printf(arena, "tag:a.org,2025:%s", entries[count].key)};
		matcher_route(matcher(), arena, entry->entry, &entry->routes, &entry->route_count);
	}
	return count;
}

/* --- documents --- */

static void write_feeds(const struct feed *feed)
{
	static const char *const roots[] = {
		[DOCUMENT_ATOM] = "feed", [DOCUMENT_RSS] = "rss", [DOCUMENT_JSON] = NULL};
	struct err err;
	struct buf out;

	for (enum document_kind kind = DOCUMENT_ATOM; kind <= DOCUMENT_JSON; kind++) {
		buf_init(&out, LIMIT_DOCUMENT);
		fuzz_require(write_feed(&out, kind, feed, &err) == 0, "a document has room");
		if (roots[kind])
			document_require_xml(buf_str(&out), out.len, roots[kind]);
		else
			document_require_json(buf_str(&out), out.len, feed->entry_count);
		buf_release(&out);
	}
}

static void write_pages(const struct feed *feed)
{
	struct page page = {.site = &site,
		.feed = feed,
		.all = feed,
		.papers = feed->entry_count,
		.newest = NOW / CLOCK_DAY};
	struct page_line line = {.feed = feed, .papers = feed->entry_count};
	struct err err;
	struct buf out;

	for (int i = 0; i < 3; i++) {
		buf_init(&out, LIMIT_DOCUMENT);
		fuzz_require((i == 0          ? page_write_topic(&out, &page, &err)
				     : i == 1 ? page_write_month(&out, &page, "2026-03", &err)
					      : page_write_index(&out, &site, &line, 1, feed,
							page.newest, &err)) == 0,
			"a page has room");
		document_require_xml(buf_str(&out), out.len, "html");
		buf_release(&out);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct feed_entry entries[MOST];
	struct feed feed = {.id = "tag:a.org,2025:feed/language",
		.slug = "language",
		.title = "Language <models>",
		.site_title = site.title,
		.base_url = site.base_url,
		.author = site.author,
		.language = site.language,
		.updated = NOW,
		.entries = entries,
		.kinds = site.kinds};
	struct arena arena;

	arena_init(&arena);
	feed.entry_count = make_entries(entries, &arena, fuzz_clean(&arena, data, size));
	write_feeds(&feed);
	write_pages(&feed);
	arena_release(&arena);
	return 0;
}
