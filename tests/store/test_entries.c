/* SPDX-License-Identifier: ISC */
/*
 * Records, entries and routes come back as they were put.
 */
#include "config.h"

#include "store/help.h"

#include <string.h>

#include "base/clock.h"

/* Every kind of character that a record may have */
#define ODD "\"quotes\" \\ / \t\n \xc3\xa9 \xf0\x9f\x98\x80 \xef\xbf\xbd {} [1] null"

START_TEST(record_round_trip)
{
	int64_t source = help_source("trending", NULL);
	int64_t entry = help_resolve("arxiv:1 title:t", true, NULL);
	struct record record = {.line = 12, .rank = 3};
	struct record got;
	struct err err = {0};

	help_ok(store_get_record(help_store, &got, &help_arena, source, entry, &err), &err);
	ck_assert_uint_eq(got.count, 0);

	record_add(&record, &help_arena, FIELD_AUTHOR, "B");
	for (int i = 0; i < FIELD_COUNT; i++)
		record_add(&record, &help_arena, (enum field)i, i % 2 ? ODD : "1");
	record_add(&record, &help_arena, FIELD_AUTHOR, "A");
	record_add(&record, &help_arena, FIELD_LINK, "https://example.org/");
	help_ok(store_put_record(help_store, source, entry, &record, &err), &err);
	help_next_run(DAY_1);

	help_ok(store_get_record(help_store, &got, &help_arena, source, entry, &err), &err);
	ck_assert_uint_eq(got.count, record.count);
	ck_assert_uint_eq(got.rank, 3);
	ck_assert_uint_eq(got.line, 0);
	for (int i = 0; i < FIELD_COUNT; i++) {
		size_t at = 0;

		for (size_t j = 0; j < record.count; j++) {
			if (record.values[j].field != (enum field)i)
				continue;
			while (got.values[at].field != (enum field)i)
				ck_assert_uint_lt(++at, got.count);
			ck_assert_str_eq(got.values[at++].text, record.values[j].text);
		}
	}
}
END_TEST

/* So that a run sees that a source says what it said */
START_TEST(record_order)
{
	int64_t source = help_source("trending", NULL);
	int64_t entry = help_resolve("arxiv:1 title:t", true, NULL);
	struct record record = {0};
	struct record got;
	struct err err = {0};

	for (int i = FIELD_COUNT - 1; i >= 0; i--) {
		record_add(&record, &help_arena, (enum field)i, "b");
		record_add(&record, &help_arena, (enum field)i, "a");
	}
	help_ok(store_put_record(help_store, source, entry, &record, &err), &err);
	help_ok(store_get_record(help_store, &got, &help_arena, source, entry, &err), &err);
	ck_assert(record_equal(&got, &record));
}
END_TEST

static const struct {
	const char *fields;
	const char *title;
	size_t count;
} texts[] = {
	{"{}", NULL, 0},
	{"{\"title\":\"T\",\"hue\":\"red\",\"hues\":[1,{}],\"x\":null}", "T", 1},
	{"{\"author\":\"A\",\"title\":[\"T\"]}", "T", 2},
	{"{\"title\":[\"T\",\"U\"]}", "T", 1},
	{"{\"title\":\"\",\"author\":[\"\",\"A\"]}", NULL, 1},
};

/* What a newer release may have written */
START_TEST(record_of_a_newer_release)
{
	int64_t source = help_source("trending", NULL);
	int64_t entry = help_resolve("arxiv:1 title:t", true, NULL);
	struct record record = {0};
	struct err err = {0};
	const char *title;
	sqlite3_stmt *stmt;

	help_ok(store_put_record(help_store, source, entry, &record, &err), &err);
	sqlite3_prepare_v2(help_store->db, "UPDATE record SET fields = ?1", -1, &stmt, NULL);
	sqlite3_bind_text(stmt, 1, texts[_i].fields, -1, SQLITE_STATIC);
	ck_assert_int_eq(sqlite3_step(stmt), SQLITE_DONE);
	sqlite3_finalize(stmt);
	help_ok(store_get_record(help_store, &record, &help_arena, source, entry, &err), &err);
	ck_assert_uint_eq(record.count, texts[_i].count);
	title = record_get(&record, FIELD_TITLE);
	ck_assert_pstr_eq(title, texts[_i].title);
}
END_TEST

START_TEST(records_in_order)
{
	int64_t entry = help_resolve("arxiv:1 title:t", true, NULL);
	struct record record = {0};
	struct sourced_record *records;
	struct err err = {0};
	size_t count;

	record_add(&record, &help_arena, FIELD_TITLE, "T");
	help_ok(store_put_record(help_store, help_source("c", NULL), entry, &record, &err), &err);
	help_next_run(DAY_1 + 1);
	help_ok(store_put_record(help_store, help_source("b", NULL), entry, &record, &err), &err);
	help_ok(store_put_record(help_store, help_source("a", NULL), entry, &record, &err), &err);
	help_next_run(DAY_1 + 2);
	record_add(&record, &help_arena, FIELD_ABSTRACT, "New");
	help_ok(store_put_record(help_store, help_source("c", NULL), entry, &record, &err), &err);
	help_ok(store_records(help_store, &help_arena, &records, &count, entry, &err), &err);
	ck_assert_uint_eq(count, 3);
	ck_assert_str_eq(records[0].source, "c");
	ck_assert_int_eq(records[0].first_seen, DAY_1);
	ck_assert_str_eq(record_get(&records[0].record, FIELD_ABSTRACT), "New");
	ck_assert_str_eq(records[1].source, "a");
	ck_assert_int_eq(records[1].first_seen, DAY_1 + 1);
	ck_assert_str_eq(records[2].source, "b");
}
END_TEST

static const char *two_names[] = {"\xc3\x89mile \"B\"", "A, b"};

static const struct entry entries[] = {
	{.title = "T",
		.source = "trending",
		.published = CLOCK_NONE,
		.listed = CLOCK_NONE,
		.updated = 5},
	{.title = ODD,
		.abstract = "a\n\n" ODD,
		.authors = two_names,
		.author_count = 2,
		.author_total = UINT32_MAX,
		.link = "l",
		.pdf = "p",
		.code = "c",
		.discussion = "d",
		.categories = two_names,
		.category_count = 1,
		.published = -62135596800,
		.listed = 253402300799,
		.updated = 6,
		.votes = INT64_MAX,
		.comments = 8,
		.rank = 9,
		.source = "trending"},
};

static void same_strings(const char *const *a, size_t a_count, const char *const *b, size_t b_count)
{
	ck_assert_uint_eq(a_count, b_count);
	for (size_t i = 0; i < a_count; i++)
		ck_assert_str_eq(a[i], b[i]);
}

START_TEST(entry_round_trip)
{
	const struct entry *put = &entries[_i];
	int64_t number = help_resolve("arxiv:1 title:t", true, NULL);
	struct err err = {0};
	struct entry got;
	bool found;

	help_ok(store_get_entry(help_store, &got, &found, &help_arena, number, &err), &err);
	ck_assert(!found);
	help_ok(store_put_entry(help_store, number, put, &err), &err);
	help_next_run(DAY_1 + 1);
	help_ok(store_get_entry(help_store, &got, &found, &help_arena, number, &err), &err);
	ck_assert(found);
	ck_assert_str_eq(got.key, "arxiv:1");
	ck_assert_int_eq(got.first_seen, DAY_1);
	ck_assert_str_eq(got.title, put->title);
	ck_assert_pstr_eq(got.abstract, put->abstract);
	same_strings(got.authors, got.author_count, put->authors, put->author_count);
	ck_assert_uint_eq(got.author_total, put->author_total);
	ck_assert_pstr_eq(got.link, put->link);
	ck_assert_pstr_eq(got.pdf, put->pdf);
	ck_assert_pstr_eq(got.code, put->code);
	ck_assert_pstr_eq(got.discussion, put->discussion);
	same_strings(got.categories, got.category_count, put->categories, put->category_count);
	ck_assert_int_eq(got.published, put->published);
	ck_assert_int_eq(got.listed, put->listed);
	ck_assert_int_eq(got.updated, put->updated);
	ck_assert_uint_eq(got.votes, put->votes);
	ck_assert_uint_eq(got.comments, put->comments);
	ck_assert_uint_eq(got.rank, put->rank);
	ck_assert_str_eq(got.source, put->source);
}
END_TEST

START_TEST(votes_past_the_column)
{
	int64_t number = help_entry("arxiv:1", &(struct entry){.votes = UINT64_MAX});
	struct err err = {0};
	struct entry got;
	bool found;

	help_ok(store_get_entry(help_store, &got, &found, &help_arena, number, &err), &err);
	ck_assert_uint_eq(got.votes, INT64_MAX);
}
END_TEST

/* Puts one paper with all that belongs to it; how many rows that changed */
static int64_t put_all(const char *abstract, const char *topics)
{
	int64_t before = sqlite3_total_changes(help_store->db);
	int64_t source = help_source("one", NULL);
	int64_t entry = help_entry("arxiv:1", &(struct entry){.abstract = abstract});
	struct record record = {0};
	struct err err = {0};
	struct feed feed;

	record_add(&record, &help_arena, FIELD_TITLE, "T");
	record_add(&record, &help_arena, FIELD_ABSTRACT, abstract);
	help_ok(store_put_record(help_store, source, entry, &record, &err), &err);
	help_route(entry, topics);
	help_feed(&feed, "a");
	return sqlite3_total_changes(help_store->db) - before;
}

/* What did not change is not written: the source's row apart, which is one in a run */
START_TEST(same_again_writes_nothing)
{
	put_all("An abstract", "a b");
	help_next_run(DAY_1 + 1);
	ck_assert_int_eq(put_all("An abstract", "a b"), 1);
	ck_assert_int_eq(put_all("An abstract", "a b"), 1);
	ck_assert_int_eq(put_all("Another abstract", "a b"), 3);
	ck_assert_int_eq(put_all("Another abstract", "a"), 5); /* and the two counts of b */
}
END_TEST

START_TEST(routes_are_replaced)
{
	static const struct {
		const char *put;
		const char *got;
	} steps[] = {
		{"b a", "a b"}, {"a", "a"}, {"a c", "a c"}, {"", ""}, {"c", "c"}, {"d c", "c d"}};
	int64_t entry = help_entry("arxiv:1", &(struct entry){0});
	int64_t other = help_entry("arxiv:2", &(struct entry){0});
	struct feed feed;

	help_route(other, "a b c d");
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		const char *slugs = "";

		help_route(entry, steps[i].put);
		ck_assert_str_eq(help_feed(&feed, "all"), "arxiv:1 arxiv:2");
		for (size_t j = 0; j < feed.entries[0].route_count; j++)
			slugs = arena_printf(&help_arena, "%s%s%s", slugs, j ? " " : "",
				feed.entries[0].routes[j].topic);
		ck_assert_str_eq(slugs, steps[i].got);
		ck_assert_uint_eq(feed.entries[1].route_count, 4);
	}
}
END_TEST

START_TEST(route_round_trip)
{
	struct reason reasons[] = {
		{.rule = "methods", .points = 10, .field = "title", .text = "DPO"},
		{.rule = "not-this", .points = -7, .field = NULL, .text = NULL},
		{.rule = "odd", .points = 0, .field = "abstract", .text = ODD},
	};
	struct route put[] = {{"b", 3, reasons, 3}, {"a", INT32_MIN, NULL, 0}};
	int64_t entry = help_entry("arxiv:1", &(struct entry){0});
	const struct route *got;
	struct err err = {0};
	struct feed feed;

	help_ok(store_put_routes(help_store, entry, put, 2, &err), &err);
	reasons[0].points = 11;
	help_ok(store_put_routes(help_store, entry, put, 2, &err), &err);
	help_feed(&feed, "b");
	got = feed.entries[0].routes;
	ck_assert_str_eq(got[0].topic, "b");
	ck_assert_int_eq(got[0].points, 3);
	ck_assert_uint_eq(got[0].reason_count, 3);
	for (size_t i = 0; i < 3; i++) {
		ck_assert_str_eq(got[0].reasons[i].rule, reasons[i].rule);
		ck_assert_int_eq(got[0].reasons[i].points, reasons[i].points);
		ck_assert_pstr_eq(got[0].reasons[i].field, reasons[i].field);
		ck_assert_pstr_eq(got[0].reasons[i].text, reasons[i].text);
	}
	ck_assert_str_eq(got[1].topic, "a");
	ck_assert_int_eq(got[1].points, INT32_MIN);
	ck_assert_uint_eq(got[1].reason_count, 0);
}
END_TEST

struct visited {
	const char *keys;
	int stop; /* at the third */
};

static int visit(void *ctx, int64_t number, const struct entry *entry)
{
	struct visited *visited = ctx;

	visited->keys = arena_printf(&help_arena, "%s %s", visited->keys, entry->key);
	help_route(number, "a b");
	return strcmp(entry->key, "arxiv:3") == 0 ? visited->stop : 0;
}

START_TEST(each_entry)
{
	struct visited visited = {"", 0};
	struct err err = {0};
	struct feed feed;

	ck_assert_int_eq(store_each_entry(help_store, visit, &visited, &err), 0);
	ck_assert_str_eq(visited.keys, "");
	help_entry("arxiv:1", &(struct entry){0});
	help_resolve("arxiv:2 title:never-put", true, NULL);
	help_entry("doi:1", &(struct entry){0});
	help_entry("arxiv:3", &(struct entry){0});
	help_resolve("arxiv:1 doi:1 title:t", true, NULL);
	help_entry("arxiv:0", &(struct entry){0});
	ck_assert_int_eq(store_each_entry(help_store, visit, &visited, &err), 0);
	ck_assert_str_eq(visited.keys, " arxiv:1 arxiv:3 arxiv:0");
	ck_assert_str_eq(help_feed(&feed, "b"), "arxiv:0 arxiv:1 arxiv:3");
	visited = (struct visited){"", 7};
	ck_assert_int_eq(store_each_entry(help_store, visit, &visited, &err), 7);
	ck_assert_str_eq(visited.keys, " arxiv:1 arxiv:3");
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof((table)[0]))

Suite *suite_entries(void)
{
	Suite *suite = suite_create("entries");
	TCase *tests = tcase_create("entries");

	tcase_add_checked_fixture(tests, help_begin, help_end);
	tcase_add_test(tests, record_round_trip);
	tcase_add_test(tests, record_order);
	tcase_add_loop_test(tests, record_of_a_newer_release, 0, ROWS(texts));
	tcase_add_test(tests, records_in_order);
	tcase_add_loop_test(tests, entry_round_trip, 0, ROWS(entries));
	tcase_add_test(tests, votes_past_the_column);
	tcase_add_test(tests, same_again_writes_nothing);
	tcase_add_test(tests, routes_are_replaced);
	tcase_add_test(tests, route_round_trip);
	tcase_add_test(tests, each_entry);
	suite_add_tcase(suite, tests);
	return suite;
}
