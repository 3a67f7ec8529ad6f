/* SPDX-License-Identifier: ISC */
/*
 * Which entry a record belongs to: design, section 4.
 */
#include "config.h"

#include "store/help.h"

#include <string.h>

#define STEPS 6

/* One record after the other. entry names the entry that it belongs to: a letter that is new is an
 * entry that is new. */
struct step {
	const char *keys;
	bool title_can_join;
	char entry;
};

static const struct {
	const char *what;
	struct step steps[STEPS];
	const char *living; /* their minted keys, by key */
} cases[] = {
	{"the same strong key", {{"arxiv:1 title:t", true, 'A'}, {"arxiv:1 title:u", true, 'A'}},
		"arxiv:1"},
	{"another strong key", {{"arxiv:1 title:t", true, 'A'}, {"arxiv:2 title:u", true, 'B'}},
		"arxiv:1 arxiv:2"},
	{"two strong ids do not join by title",
		{{"arxiv:1 title:t", true, 'A'}, {"arxiv:2 title:t", true, 'B'},
			{"doi:1 title:t", true, 'C'}, {"url:1 title:t", true, 'D'},
			{"id:s/1 title:t", true, 'E'}},
		"arxiv:1 arxiv:2 doi:1 id:s/1 url:1"},
	{"a title joins what has a strong key",
		{{"arxiv:1 title:t", true, 'A'}, {"title:t", true, 'A'}}, "arxiv:1"},
	{"and the other way round",
		{{"title:t", true, 'A'}, {"arxiv:1 title:t", true, 'A'}, {"arxiv:1", true, 'A'}},
		"title:t"},
	{"a strong key joins a title once",
		{{"title:t", true, 'A'}, {"arxiv:1 title:t", true, 'A'},
			{"arxiv:2 title:t", true, 'B'}, {"title:t", true, 'A'}},
		"arxiv:2 title:t"},
	{"a short title does not join what has a strong key",
		{{"arxiv:1 title:t", false, 'A'}, {"title:t", false, 'B'}}, "arxiv:1 title:t"},
	{"nor the other way round", {{"title:t", false, 'A'}, {"arxiv:1 title:t", false, 'B'}},
		"arxiv:1 title:t"},
	{"but is itself", {{"title:t", false, 'A'}, {"title:t", false, 'A'}}, "title:t"},
	{"and near another short title",
		{{"arxiv:1 title:t", false, 'A'}, {"title:t", false, 'B'},
			{"arxiv:1 title:t", false, 'A'}, {"title:t", false, 'B'}},
		"arxiv:1 title:t"},
	{"another title", {{"title:t", true, 'A'}, {"title:u", true, 'B'}}, "title:t title:u"},
	{"a title spelled so that it can join, then so that it cannot",
		{{"title:t", false, 'A'}, {"arxiv:1 title:t", true, 'A'}, {"title:t", false, 'A'}},
		"title:t"},
	{"an older title of the entry joins too",
		{{"arxiv:1 title:t", true, 'A'}, {"arxiv:1 title:u", true, 'A'},
			{"title:t", true, 'A'}, {"title:u", true, 'A'}},
		"arxiv:1"},
	{"of two papers with the title the older",
		{{"arxiv:2 title:t", true, 'A'}, {"arxiv:1 title:t", true, 'B'},
			{"title:t", true, 'A'}},
		"arxiv:1 arxiv:2"},

	{"of two papers with the title the one that had it first, though the older learns it",
		{{"arxiv:1 title:u", true, 'A'}, {"arxiv:2 title:t", true, 'B'},
			{"title:t", true, 'B'}, {"arxiv:1 title:t", true, 'A'},
			{"title:t", true, 'B'}},
		"arxiv:1 arxiv:2"},
	{"also when that one became part of another",
		{{"arxiv:1 title:u", true, 'A'}, {"doi:1 title:t", true, 'B'},
			{"arxiv:2 title:t", true, 'C'}, {"arxiv:1 title:t", true, 'A'},
			{"arxiv:1 doi:1 title:u", true, 'A'}, {"title:t", true, 'A'}},
		"arxiv:1 arxiv:2"},
	{"a title that can join, and one of equal letters that cannot",
		{{"arxiv:1 title:t", true, 'A'}, {"title:t", false, 'B'}, {"title:t", true, 'A'},
			{"arxiv:1 title:t", true, 'A'}, {"title:t", false, 'A'}},
		"arxiv:1"},

	{"keys of two kinds on one record join",
		{{"arxiv:1 title:t", true, 'A'}, {"doi:1 title:u", true, 'B'},
			{"arxiv:1 doi:1 title:u", true, 'A'}, {"doi:1 title:u", true, 'A'}},
		"arxiv:1"},
	{"the older lives on, however weak its key",
		{{"url:1 title:t", true, 'A'}, {"arxiv:1 title:t", true, 'B'},
			{"arxiv:1 url:1 title:t", true, 'A'}, {"arxiv:1 title:t", true, 'A'}},
		"url:1"},
	{"three become one",
		{{"arxiv:1 title:t", true, 'A'}, {"doi:1 title:u", true, 'B'},
			{"url:1 title:v", true, 'C'}, {"arxiv:1 doi:1 url:1 title:t", true, 'A'},
			{"url:1 title:t", true, 'A'}, {"doi:1 title:t", true, 'A'}},
		"arxiv:1"},
	{"three become one in two steps",
		{{"url:1 title:t", true, 'A'}, {"doi:1 title:u", true, 'B'},
			{"arxiv:1 title:v", true, 'C'}, {"arxiv:1 doi:1 title:t", true, 'B'},
			{"arxiv:1 url:1 title:t", true, 'A'}, {"doi:1 title:t", true, 'A'}},
		"url:1"},
	{"a strong key shows that a title was the same paper",
		{{"title:t", true, 'A'}, {"arxiv:1 title:u", true, 'B'},
			{"arxiv:1 title:t", true, 'A'}, {"arxiv:1 title:u", true, 'A'}},
		"title:t"},
	{"unless the title is short",
		{{"title:t", false, 'A'}, {"arxiv:1 title:u", true, 'B'},
			{"arxiv:1 title:t", false, 'B'}, {"title:t", false, 'A'}},
		"arxiv:1 title:t"},
	{"a title that was merged away is not minted again",
		{{"arxiv:1 title:u", true, 'A'}, {"title:t", true, 'B'},
			{"arxiv:1 title:t", true, 'A'}, {"title:t", false, 'A'},
			{"title:t", true, 'A'}},
		"arxiv:1"},

	{"a lie: one's arXiv id and the other's DOI",
		{{"arxiv:1 title:t", true, 'A'}, {"arxiv:2 doi:2 title:u", true, 'B'},
			{"arxiv:1 doi:2 title:t", true, 'A'}, {"doi:2 title:u", true, 'B'}},
		"arxiv:1 arxiv:2"},
	{"a lie: a new arXiv id and another's DOI",
		{{"arxiv:1 doi:1 title:t", true, 'A'}, {"arxiv:2 doi:1 title:t", true, 'B'},
			{"arxiv:2 title:t", true, 'B'}, {"doi:1 title:t", true, 'A'}},
		"arxiv:1 arxiv:2"},
	{"a lie: a DOI and a URL of papers with two arXiv ids",
		{{"arxiv:1 url:1 title:t", true, 'A'}, {"arxiv:2 doi:2 title:u", true, 'B'},
			{"doi:2 url:1 title:t", true, 'B'}, {"url:1 title:t", true, 'A'}},
		"arxiv:1 arxiv:2"},
	{"two DOIs: a preprint's and the journal's, seen as two papers before",
		{{"arxiv:1 doi:1 title:t", true, 'A'}, {"doi:2 title:t", true, 'B'},
			{"arxiv:1 doi:2 title:t", true, 'A'}, {"doi:2 title:t", true, 'B'}},
		"arxiv:1 doi:2"},
	{"two DOIs of one arXiv id",
		{{"arxiv:1 doi:1 title:t", true, 'A'}, {"arxiv:1 doi:2 title:t", true, 'A'},
			{"doi:2 title:t", true, 'A'}, {"doi:1 doi:2 title:t", true, 'A'}},
		"arxiv:1"},
	{"one URL for all items of a feed",
		{{"url:1 id:s/1 title:t", true, 'A'}, {"url:1 id:s/2 title:u", true, 'B'},
			{"url:1 id:s/3 title:v", true, 'C'}, {"url:1 id:s/2 title:u", true, 'B'},
			{"id:s/3 title:v", true, 'C'}, {"url:1 id:s/1 title:t", true, 'A'}},
		"id:s/2 id:s/3 url:1"},
	{"one URL and the ids of two sources",
		{{"url:1 id:s/1 title:t", true, 'A'}, {"url:1 id:r/2 title:u", true, 'A'},
			{"id:r/2 title:u", true, 'A'}},
		"url:1"},
	{"a source that moved to another host",
		{{"url:1 id:s/1 title:t", true, 'A'}, {"url:2 id:s/1 title:t", true, 'A'},
			{"url:2 title:t", true, 'A'}},
		"url:1"},
	{"two URLs on one record",
		{{"url:1 title:t", true, 'A'}, {"url:2 title:u", true, 'B'},
			{"url:1 url:2 title:t", true, 'A'}},
		"url:1"},
	{"an id made of a title, as documents show it with numbers that came later",
		{{"title:t doi:1 title:t", true, 'A'}, {"title:t arxiv:1 title:t", true, 'A'},
			{"title:t arxiv:2 title:u", true, 'A'}, {"arxiv:1 title:v", true, 'A'},
			{"title:t", false, 'A'}},
		"title:t"},
	{"ids whose source cannot be told",
		{{"url:1 id:sha256-1 title:t", true, 'A'},
			{"url:1 id:sha256-2 title:t", true, 'A'}},
		"url:1"},
};

static bool is_added(enum resolved how)
{
	return how == RESOLVED_ADDED || how == RESOLVED_ADDED_BESIDE;
}

START_TEST(sequence)
{
	int64_t numbers[STEPS] = {0};
	const struct entry fields = {.title = "T", .source = "trending"};
	const char *living = "";
	struct err err = {0};
	struct feed feed;

	for (int i = 0; i < STEPS && cases[_i].steps[i].keys; i++) {
		const struct step *step = &cases[_i].steps[i];
		int64_t *number = &numbers[step->entry - 'A'];
		bool is_new = *number == 0;
		enum resolved how;
		int64_t got = help_resolve(step->keys, step->title_can_join, &how);

		if (is_new)
			*number = got;
		ck_assert_msg(got == *number && is_added(how) == is_new, "%s: step %d: entry %d%s",
			cases[_i].what, i + 1, (int)got, is_added(how) ? ", new" : "");
		help_ok(store_put_entry(help_store, got, &fields, &err), &err);
	}
	living = help_feed(&feed, "all");
	ck_assert_msg(
		strcmp(living, cases[_i].living) == 0, "%s: living are %s", cases[_i].what, living);
	ck_assert_int_eq(help_ask("SELECT count(*) FROM alias JOIN entry ON number = entry"
				  " WHERE merged_into IS NOT NULL"),
		0);
	ck_assert_int_eq(help_ask("SELECT count(*) FROM entry AS dead JOIN entry AS other"
				  " ON other.number = dead.merged_into"
				  " WHERE other.merged_into IS NOT NULL"),
		0);
	ck_assert_int_eq(help_ask("SELECT count(*) FROM pragma_foreign_key_check"), 0);
}
END_TEST

/* What a record before it would have joined */
START_TEST(added_beside)
{
	enum resolved how;

	help_resolve("title:t", false, &how);
	ck_assert_int_eq(how, RESOLVED_ADDED);
	help_resolve("arxiv:1 title:u", true, NULL);
	help_resolve("arxiv:2 title:u", true, &how);
	ck_assert_int_eq(how, RESOLVED_ADDED);
	help_resolve("title:u", false, &how);
	ck_assert_int_eq(how, RESOLVED_ADDED_BESIDE);
	help_resolve("title:u", false, &how);
	ck_assert_int_eq(how, RESOLVED_KNOWN);
}
END_TEST

/* The rows end where a later run begins */
START_TEST(sequence_in_runs)
{
	int64_t first = help_resolve("arxiv:1 title:t", true, NULL);
	enum resolved how;

	help_next_run(DAY_1 + 1);
	help_resolve("doi:1 title:u", true, NULL);
	help_next_run(DAY_1 + 2);
	ck_assert_int_eq(help_resolve("arxiv:1 doi:1 title:t", true, &how), first);
	ck_assert_int_eq(how, RESOLVED_MERGED);
	help_next_run(DAY_1 + 3);
	ck_assert_int_eq(help_resolve("doi:1 title:u", true, NULL), first);
}
END_TEST

static const struct {
	const char *first; /* keys of the record that makes the entry */
	const char *then;  /* of a second record of it */
	const char *key;   /* that the entry has in the end */
} keys[] = {
	{"arxiv:1 title:t", "arxiv:1 doi:1 title:t", "arxiv:1"},
	{"doi:1 title:t", "arxiv:1 doi:1 title:t", "arxiv:1"},
	{"title:t", "arxiv:1 doi:1 title:t", "arxiv:1"},
	{"id:s/1 title:t", "url:1 id:s/1 title:t", "url:1"},
	{"title:t", "id:s/1 title:t", "id:s/1"},
	{"doi:2 title:t", "doi:1 doi:2 title:t", "doi:2"},
	{"title:t", "title:t", "title:t"},
};

START_TEST(key_is_the_strongest)
{
	int64_t number = help_resolve(keys[_i].first, true, NULL);
	struct entry entry;
	struct err err = {0};
	bool found;

	ck_assert_int_eq(help_resolve(keys[_i].then, true, NULL), number);
	help_ok(store_get_entry(help_store, &entry, &found, &help_arena, number, &err), &err);
	ck_assert_str_eq(entry.key, keys[_i].key);
	ck_assert(!found);
	ck_assert_int_eq(entry.first_seen, DAY_1);
}
END_TEST

START_TEST(key_after_merge)
{
	int64_t number = help_resolve("doi:1 title:t", true, NULL);
	struct entry entry;
	struct err err = {0};
	bool found;

	help_resolve("arxiv:1 url:1 title:u", true, NULL);
	ck_assert_int_eq(help_resolve("doi:1 url:1 title:t", true, NULL), number);
	help_ok(store_get_entry(help_store, &entry, &found, &help_arena, number, &err), &err);
	ck_assert_str_eq(entry.key, "arxiv:1");
}
END_TEST

static void put_record(
	int64_t source, int64_t entry, size_t rank, const char *title, const char *abstract)
{
	struct record record = {.rank = rank};
	struct err err = {0};

	record_add(&record, &help_arena, FIELD_TITLE, title);
	record_add(&record, &help_arena, FIELD_ABSTRACT, abstract);
	help_ok(store_put_record(help_store, source, entry, &record, &err), &err);
}

/* Who joins two papers takes no vote and no day away: topics with min_votes would flap */
START_TEST(merge_keeps_the_most)
{
	int64_t one = help_source("one", NULL);
	int64_t older = help_entry("url:1", &(struct entry){0});
	int64_t newer = help_entry("arxiv:1", &(struct entry){0});
	struct record low = {0}, high = {0}, kept;
	struct err err = {0};

	record_add(&low, &help_arena, FIELD_TITLE, "Title");
	record_add(&low, &help_arena, FIELD_VOTES, "9");
	record_add(&low, &help_arena, FIELD_LISTED, "2025-03-02T00:00:00Z");
	record_add(&high, &help_arena, FIELD_TITLE, "Title");
	record_add(&high, &help_arena, FIELD_VOTES, "10");
	record_add(&high, &help_arena, FIELD_LISTED, "2025-03-01T00:00:00Z");
	help_ok(store_put_record(help_store, one, older, &low, &err), &err);
	help_ok(store_put_record(help_store, one, newer, &high, &err), &err);
	ck_assert_int_eq(help_resolve("arxiv:1 url:1 title:t", true, NULL), older);
	help_ok(store_get_record(help_store, &kept, &help_arena, one, older, &err), &err);
	ck_assert_str_eq(record_get(&kept, FIELD_VOTES), "10");
	ck_assert_str_eq(record_get(&kept, FIELD_LISTED), "2025-03-01T00:00:00Z");
}
END_TEST

START_TEST(merge_moves_all)
{
	int64_t one = help_source("one", NULL);
	int64_t two = help_source("two", NULL);
	int64_t older = help_entry("url:1", &(struct entry){0});
	int64_t newer = help_entry("arxiv:1", &(struct entry){.rank = 5});
	struct sourced_record *records;
	struct err err = {0};
	struct entry entry;
	struct feed feed;
	size_t count;
	bool found;

	put_record(one, older, 7, "Older", "");
	put_record(one, newer, 3, "Newer", "Of newer");
	put_record(two, newer, 4, "Two", "");
	help_route(older, "a b");
	help_route(newer, "b c");
	ck_assert_int_eq(help_resolve("arxiv:1 url:1 title:t", true, NULL), older);

	help_ok(store_records(help_store, &help_arena, &records, &count, older, &err), &err);
	ck_assert_uint_eq(count, 2);
	ck_assert_str_eq(records[0].source, "one");
	ck_assert_uint_eq(records[0].record.rank, 3);
	ck_assert_str_eq(record_get(&records[0].record, FIELD_TITLE), "Older");
	ck_assert_str_eq(record_get(&records[0].record, FIELD_ABSTRACT), "Of newer");
	ck_assert_str_eq(records[1].source, "two");
	ck_assert_str_eq(record_get(&records[1].record, FIELD_TITLE), "Two");
	help_ok(store_records(help_store, &help_arena, &records, &count, newer, &err), &err);
	ck_assert_uint_eq(count, 0);

	ck_assert_str_eq(help_feed(&feed, "all"), "url:1");
	ck_assert_str_eq(help_feed(&feed, "c"), "url:1");
	ck_assert_uint_eq(feed.entries[0].route_count, 3);
	ck_assert_int_eq(help_ask("SELECT rank FROM member JOIN topic ON number = topic"
				  " WHERE slug = 'c'"),
		0);

	help_ok(store_get_entry(help_store, &entry, &found, &help_arena, newer, &err), &err);
	ck_assert(!found);
	help_ok(store_get_entry(help_store, &entry, &found, &help_arena, older, &err), &err);
	ck_assert(found);
	help_route(newer, "d");
	ck_assert_str_eq(help_feed(&feed, "d"), "");
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof((table)[0]))

Suite *suite_resolve(void)
{
	Suite *suite = suite_create("resolve");
	TCase *tests = tcase_create("resolve");

	tcase_add_checked_fixture(tests, help_begin, help_end);
	tcase_add_loop_test(tests, sequence, 0, ROWS(cases));
	tcase_add_test(tests, added_beside);
	tcase_add_test(tests, sequence_in_runs);
	tcase_add_loop_test(tests, key_is_the_strongest, 0, ROWS(keys));
	tcase_add_test(tests, key_after_merge);
	tcase_add_test(tests, merge_keeps_the_most);
	tcase_add_test(tests, merge_moves_all);
	suite_add_tcase(suite, tests);
	return suite;
}
