/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/tidy.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "tidy/help.h"

#define MOST 4

/* The fields of an entry that are set, one a line */
static const char *describe(const struct entry *entry)
{
	const char *const texts[] = {"title", entry->title, "abstract", entry->abstract, "link",
		entry->link, "pdf", entry->pdf, "code", entry->code, "discussion",
		entry->discussion, "source", entry->source};
	char date[CLOCK_RFC3339_SIZE];
	struct buf out;
	const char *lines;

	buf_init(&out, SIZE_MAX / 2);
	for (size_t i = 0; i < COUNT(texts); i += 2) {
		if (texts[i + 1])
			buf_printf(&out, "%s: %s\n", texts[i], texts[i + 1]);
	}
	for (size_t i = 0; i < entry->author_count; i++)
		buf_printf(&out, "author: %s\n", entry->authors[i]);
	if (entry->author_total != entry->author_count)
		buf_printf(&out, "authors: %" PRIu32 "\n", entry->author_total);
	for (size_t i = 0; i < entry->category_count; i++)
		buf_printf(&out, "category: %s\n", entry->categories[i]);
	if (entry->published != CLOCK_NONE) {
		clock_format(date, entry->published);
		buf_printf(&out, "published: %s\n", date);
	}
	if (entry->listed != CLOCK_NONE) {
		clock_format(date, entry->listed);
		buf_printf(&out, "listed: %s\n", date);
	}
	buf_printf(&out, "%" PRIu64 " %" PRIu64 " %" PRIu64 "\n", entry->votes, entry->comments,
		entry->rank);
	lines = arena_strdup(&help_arena, buf_str(&out));
	buf_release(&out);
	return lines;
}

#define ARXIV "id: 2404.01234\n"
#define DOI   "id: 10.1000/x\n"
#define LONG  "a long abstract of many words that says what is in the paper"

/* Sources a, b, c, d first seen at 40, 30, 20, 10, with ranks 1, 2, 3, 4 */
static const struct {
	const char *records[MOST];
	const char *entry;
} cases[] = {
	{{"title: A  2times\nabstract: B  \\% c\nauthor: D\u00a0E\nauthor: F\ncategory: g\n"
	  "link: https://a.org/p\npdf: https://a.org/q\ncode: https://a.org/r\n"
	  "discussion: https://a.org/s\npublished: 2025-03-14T00:00:00Z\n"
	  "listed: 2025-03-15T00:00:00Z\nvotes: 3\ncomments: 4"},
		"title: A 2\u00d7\nabstract: B % c\nlink: https://a.org/p\npdf: https://a.org/q\n"
		"code: https://a.org/r\ndiscussion: https://a.org/s\nsource: a\nauthor: D E\n"
		"author: F\ncategory: g\npublished: 2025-03-14T00:00:00Z\n"
		"listed: 2025-03-15T00:00:00Z\n3 4 1\n"},
	{{"title: A"}, "title: A\nsource: a\n0 0 1\n"},
	/* titles: of the strongest, then the longest, then the smallest */
	{{"title: A far longer title", ARXIV "title: B", DOI "title: A longer title"},
		"title: B\nsource: c\n0 0 3\n"},
	{{ARXIV "title: ab", ARXIV "title: aaa", ARXIV "title: abb"},
		"title: aaa\nsource: c\n0 0 3\n"},
	/* abstracts: stubs give way, then as titles */
	{{ARXIV "title: A\nabstract: a stub", "title: A\nabstract: " LONG},
		"title: A\nabstract: " LONG "\nsource: b\n0 0 2\n"},
	{{ARXIV "title: A\nabstract: " LONG, "title: A\nabstract: " LONG " Comments: 5 pages"},
		"title: A\nabstract: " LONG "\nsource: b\n0 0 2\n"},
	{{ARXIV "title: A", "title: A\nabstract: stub"},
		"title: A\nabstract: stub\nsource: b\n0 0 2\n"},
	/* authors: the most names */
	{{ARXIV "title: A\nauthor: a", "title: A\nauthor: b\nauthor: c\nauthor-count: 2"},
		"title: A\nsource: b\nauthor: b\nauthor: c\n0 0 2\n"},
	{{"title: A\nauthor: b\nauthor: c", ARXIV "title: A\nauthor: d\nauthor: e"},
		"title: A\nsource: b\nauthor: d\nauthor: e\n0 0 2\n"},
	{{ARXIV "title: A\nauthor: a\nauthor-count: 4", "title: A\nauthor-count: 8"},
		"title: A\nsource: b\nauthor: a\nauthors: 8\n0 0 2\n"},
	{{"title: A\nauthor: \u200b\nauthor-count: 99999999999"},
		"title: A\nsource: a\nauthors: 4294967295\n0 0 1\n"},
	/* links: a paper's page before code, a home page, a search */
	{{ARXIV "title: A\nlink: https://h.org/papers?q=A\nlink: https://a.org/\n"
		"link: https://github.com/a/b",
		 "title: A\nlink: https://b.org/p\nlink: https://b.org/q"},
		"title: A\nlink: https://b.org/p\nsource: b\n0 0 2\n"},
	{{"title: A\nlink: https://h.org/papers?q=A\nlink: https://a.org/"},
		"title: A\nlink: https://a.org/\nsource: a\n0 0 1\n"},
	{{"title: A\nlink: https://h.org/papers?q=A"},
		"title: A\nlink: https://h.org/papers?q=A\nsource: a\n0 0 1\n"},
	{{ARXIV "title: A\nlink: arXiv:2404.01234\npdf: x", "title: A\npdf: https://b.org/q"},
		"title: A\npdf: https://b.org/q\nsource: b\n0 0 2\n"},
	/* code: a field before what the abstract names */
	{{"title: A\nabstract: at https://a.github.io/b and https://github.com/a/b."},
		"title: A\nabstract: at https://a.github.io/b and https://github.com/a/b.\n"
		"code: https://github.com/a/b\nsource: a\n0 0 1\n"},
	{{ARXIV "title: A\nabstract: https://github.com/a/b", "title: A\ncode: https://b.org/c"},
		"title: A\nabstract: https://github.com/a/b\ncode: https://b.org/c\nsource: b\n"
		"0 0 2\n"},
	/* dates: published of the strongest that knows it, listed the earliest */
	{{ARXIV "title: A\npublished: 2025-03-14T00:00:00Z\nlisted: 2025-03-16T00:00:00Z",
		 ARXIV "title: A\npublished: 2025-03-13T00:00:00Z",
		 "title: A\npublished: 2025-03-12T00:00:00Z\nlisted: 2025-03-15T00:00:00Z"},
		"title: A\nsource: c\npublished: 2025-03-13T00:00:00Z\n"
		"listed: 2025-03-15T00:00:00Z\n0 0 3\n"},
	{{ARXIV "title: A", "title: A\npublished: 2025-03-12T00:00:00Z"},
		"title: A\nsource: b\npublished: 2025-03-12T00:00:00Z\n0 0 2\n"},
	{{"title: A\npublished: Mar 14"}, "title: A\nsource: a\n0 0 1\n"},
	/* counts and categories */
	{{"title: A\nvotes: 3\ncomments: 9\ncategory: x\ncategory: z",
		 "title: A\nvotes: 1.2k\ncategory: y\ncategory:  x "},
		"title: A\nsource: b\ncategory: x\ncategory: y\ncategory: z\n1200 9 2\n"},
	/* where it came from: the first seen */
	{{"title: A", "title: A", "title: A", "title: A"}, "title: A\nsource: d\n0 0 4\n"},
};

/* Merges the records in one order of all: order counts through the permutations of count */
static const char *merge(const char *const records[MOST], size_t count, size_t order)
{
	static const char *const names[MOST] = {"a", "b", "c", "d"};
	struct sourced_record permuted[MOST];
	bool used[MOST] = {false};
	struct entry entry;

	for (size_t left = count; left > 0; left--) {
		size_t skip = order % left;
		size_t i = 0;

		order /= left;
		for (; used[i] || skip > 0; i++)
			skip -= !used[i];
		used[i] = true;
		permuted[count - left] = (struct sourced_record){
			names[i], 40 - (int64_t)i * 10, help_record(records[i])};
		permuted[count - left].record.rank = i + 1;
	}
	tidy_merge(&entry, &help_arena, permuted, count);
	ck_assert_ptr_null(entry.key);
	ck_assert_int_eq(entry.first_seen, CLOCK_NONE);
	return describe(&entry);
}

START_TEST(merges_in_any_order)
{
	size_t count = 0;
	size_t orders = 1;

	while (count < MOST && cases[_i].records[count])
		orders *= ++count;
	for (size_t order = 0; order < orders; order++)
		ck_assert_str_eq(merge(cases[_i].records, count, order), cases[_i].entry);
}
END_TEST

/* A field of a random record: one of a few values, or none */
static void add_random(struct record *record, unsigned *state, enum field field)
{
	static const char *const values[FIELD_COUNT][4] = {
		[FIELD_ID] = {"2404.01234", "10.1000/x", "https://a.org/p", "7"},
		[FIELD_TITLE] = {"One title", "One title", "One  $title$", "Another one"},
		[FIELD_ABSTRACT] = {"stub", LONG, LONG " and more", LONG ". And more"},
		[FIELD_AUTHOR] = {"A", "B", "G\\\"odel", "C"},
		[FIELD_LINK] = {"https://h.org/papers?q=A", "https://a.org/p", "https://b.org/q",
			"https://github.com/a/b"},
		[FIELD_PDF] = {"https://a.org/p.pdf", "https://b.org/p.pdf", "x", "y"},
		[FIELD_PUBLISHED] = {"2025-03-14T00:00:00Z", "2025-03-13T00:00:00Z",
			"2025-03-14T01:00:00Z", "2024-03-14T00:00:00Z"},
		[FIELD_CATEGORY] = {"cs.CL", "cs.LG", "a", "b"},
		[FIELD_VOTES] = {"1", "20", "3k", "4"},
	};

	*state = *state * 1103515245 + 12345;
	if (values[field][0] && (*state >> 16 & 4))
		record_add(record, &help_arena, field, values[field][*state >> 20 & 3]);
}

static void fill_random(struct sourced_record *record, unsigned *state)
{
	for (int field = 0; field < FIELD_COUNT; field++) {
		add_random(&record->record, state, (enum field)field);
		if (record_field_repeats((enum field)field))
			add_random(&record->record, state, (enum field)field);
	}
	record_add(&record->record, &help_arena, FIELD_TITLE, "Last resort");
	record->first_seen = *state >> 24 & 3;
}

/* Whatever the sources say, the order in which they are given says nothing */
START_TEST(is_a_function_of_the_set)
{
	static const char *const names[] = {"a", "b", "c", "d", "e"};
	struct sourced_record records[COUNT(names)];
	unsigned state = (unsigned)_i + 1;
	struct entry entry;
	const char *first;

	for (size_t i = 0; i < COUNT(names); i++) {
		records[i] = (struct sourced_record){.source = names[i], .record = {.rank = i}};
		fill_random(&records[i], &state);
	}
	tidy_merge(&entry, &help_arena, records, COUNT(names));
	first = describe(&entry);
	for (int round = 0; round < 30; round++) {
		for (size_t i = COUNT(names) - 1; i > 0; i--) {
			struct sourced_record swap = records[i];
			size_t other;

			state = state * 1103515245 + 12345;
			other = (state >> 16) % (i + 1);
			records[i] = records[other];
			records[other] = swap;
		}
		tidy_merge(&entry, &help_arena, records, COUNT(names));
		ck_assert_str_eq(describe(&entry), first);
	}
}
END_TEST

/* Of two sources that listed a paper in one run the first by name is where it came from */
START_TEST(names_one_of_two_first_sources)
{
	struct sourced_record records[] = {
		{"b", 1, help_record(ARXIV "title: A")}, {"a", 1, help_record("title: A")}};
	struct entry entry;

	tidy_merge(&entry, &help_arena, records, 2);
	ck_assert_str_eq(entry.source, "a");
}
END_TEST

Suite *suite_merge(void)
{
	Suite *suite = suite_create("merge");
	TCase *tcase = tcase_create("merge");

	tcase_add_checked_fixture(tcase, help_begin, help_end);
	tcase_add_loop_test(tcase, merges_in_any_order, 0, COUNT(cases));
	tcase_add_loop_test(tcase, is_a_function_of_the_set, 0, 100);
	tcase_add_test(tcase, names_one_of_two_first_sources);
	suite_add_tcase(suite, tcase);
	return suite;
}
