/* SPDX-License-Identifier: ISC */
/*
 * What a document gets from the store: which entries, in which order, and how new it is.
 */
#include "config.h"

#include "store/help.h"

#include "base/clock.h"

static const struct {
	const char *what;
	const char *key;
	struct entry fields;
} order[] = {
	/* in the order in which they belong; the run is of DAY_1 */
	{"listed last", "arxiv:z", {.listed = DAY_1 + CLOCK_DAY, .rank = 9}},
	{"undated: the day of first_seen", "arxiv:y", {.published = DAY_1}},
	{"the hour of the list does not count", "arxiv:x", {.listed = DAY_1 + 7200, .rank = 1}},
	{"", "arxiv:w", {.listed = DAY_1, .rank = 2}},
	{"published last", "arxiv:v",
		{.listed = DAY_1 - CLOCK_DAY, .published = DAY_1 - 5, .rank = 3}},
	{"", "arxiv:u", {.listed = DAY_1 - CLOCK_DAY, .published = DAY_1 - 6, .rank = 2}},
	{"then by rank", "arxiv:s", {.listed = DAY_1 - CLOCK_DAY, .rank = 4}},
	{"", "arxiv:t", {.listed = DAY_1 - CLOCK_DAY, .rank = 10}},
	{"then by key", "arxiv:q", {.listed = DAY_1 - 2 * CLOCK_DAY, .rank = 1}},
	{"", "arxiv:r", {.listed = DAY_1 - 2 * CLOCK_DAY, .rank = 1}},
	{"before 1970", "arxiv:p", {.listed = -30 * CLOCK_DAY}},
};

#define ORDERED (int)(sizeof(order) / sizeof(order[0]))

/* The keys of order from one to another */
static const char *keys(int from, int to)
{
	const char *text = "";

	for (int i = from; i < to; i++)
		text = arena_printf(&help_arena, "%s%s%s", text, i > from ? " " : "", order[i].key);
	return text;
}

/* Whatever the order in which they are put */
START_TEST(document_order)
{
	struct feed feed;

	for (int i = 0; i < ORDERED; i++) {
		int at = (i * 7 + _i) % ORDERED;

		help_route(help_entry(order[at].key, &order[at].fields),
			at % 2 ? "odd all-of-it" : "all-of-it");
	}
	help_next_run(DAY_1 + 9 * CLOCK_DAY);
	ck_assert_str_eq(help_feed(&feed, "all"), keys(0, ORDERED));
	ck_assert_str_eq(help_feed(&feed, "all-of-it"), keys(0, ORDERED));
	ck_assert_str_eq(help_feed(&feed, "odd"), "arxiv:y arxiv:w arxiv:u arxiv:t arxiv:r");
	ck_assert_str_eq(help_feed(&feed, "none"), "");
}
END_TEST

/* An entry that a source lists anew, or ranks higher, moves in its topics too */
START_TEST(order_follows_entry)
{
	struct feed feed;

	help_route(help_entry("arxiv:1", &(struct entry){.rank = 1}), "a");
	help_route(help_entry("arxiv:2", &(struct entry){.rank = 2}), "a");
	ck_assert_str_eq(help_feed(&feed, "a"), "arxiv:1 arxiv:2");
	help_next_run(DAY_1);
	help_entry("arxiv:2", &(struct entry){.rank = 0});
	ck_assert_str_eq(help_feed(&feed, "a"), "arxiv:2 arxiv:1");
	help_entry("arxiv:1", &(struct entry){.rank = 1, .published = 5});
	ck_assert_str_eq(help_feed(&feed, "a"), "arxiv:1 arxiv:2");
	help_entry("arxiv:2", &(struct entry){.rank = 0, .listed = DAY_1 + CLOCK_DAY});
	ck_assert_str_eq(help_feed(&feed, "a"), "arxiv:2 arxiv:1");
	ck_assert_str_eq(help_feed(&feed, "all"), "arxiv:2 arxiv:1");
}
END_TEST

/* What a feed said once of when a paper appeared, it says for ever */
START_TEST(published_stays)
{
	const struct entry later = {.listed = DAY_1 - CLOCK_DAY, .published = 5, .updated = DAY_1};
	struct err err = {0};
	struct feed feed;

	help_route(
		help_entry("arxiv:1", &(struct entry){.listed = DAY_1 - 5, .updated = DAY_1}), "a");
	help_route(help_entry("arxiv:2", &(struct entry){.published = DAY_1 + 9, .updated = DAY_1}),
		"a");
	help_ok(store_date_entries(help_store, &err), &err);
	for (int i = 0; i < 2; i++) {
		help_feed(&feed, "a");
		ck_assert_uint_eq(feed.entry_count, 2);
		for (size_t j = 0; j < 2; j++)
			ck_assert_int_eq(feed.entries[j].entry->published,
				strstr(feed.entries[j].id, ":1") ? DAY_1 - 5 : DAY_1);
		help_next_run(DAY_1 + CLOCK_DAY);
		help_entry("arxiv:1", &later);
		help_entry("arxiv:2", &later);
		help_ok(store_date_entries(help_store, &err), &err);
	}
}
END_TEST

START_TEST(routes_own_first)
{
	static const char *const topics[] = {"a", "b", "c"};
	struct feed feed;

	help_route(help_entry("arxiv:1", &(struct entry){0}), "c a b");
	for (size_t i = 0; i < 3; i++) {
		help_feed(&feed, topics[i]);
		ck_assert_uint_eq(feed.entries[0].route_count, 3);
		ck_assert_str_eq(feed.entries[0].routes[0].topic, topics[i]);
		ck_assert_str_eq(feed.entries[0].routes[1].topic, i == 0 ? "b" : "a");
		ck_assert_str_eq(feed.entries[0].routes[2].topic, i == 2 ? "b" : "c");
	}
	help_feed(&feed, "all");
	ck_assert_str_eq(feed.entries[0].routes[0].topic, "a");
}
END_TEST

static int64_t updated(const char *slug)
{
	struct feed feed;

	help_feed(&feed, slug);
	return feed.updated;
}

START_TEST(updated_of_entries)
{
	int64_t one = help_entry("arxiv:1", &(struct entry){.updated = DAY_1 - 50});
	int64_t two = help_entry("arxiv:2", &(struct entry){.updated = DAY_1 - 30});
	int64_t three = help_entry("arxiv:3", &(struct entry){.updated = DAY_1 - 10});

	help_route(one, "a b");
	help_route(two, "a");
	help_route(three, "a");
	ck_assert_int_eq(updated("b"), DAY_1 - 50);
	ck_assert_int_eq(updated("a"), DAY_1 - 10);
	ck_assert_int_eq(updated("all"), DAY_1 - 10);
	help_next_run(DAY_1 + 5);
	ck_assert_int_eq(updated("b"), DAY_1 - 50);
	help_entry("arxiv:1", &(struct entry){.updated = DAY_1 + 4});
	ck_assert_int_eq(updated("b"), DAY_1 + 4);
	ck_assert_int_eq(updated("a"), DAY_1 + 4);
}
END_TEST

START_TEST(updated_never_goes_back)
{
	int64_t one = help_entry("arxiv:1", &(struct entry){.updated = DAY_1 - 50});
	int64_t two = help_entry("arxiv:2", &(struct entry){.updated = DAY_1 - 30});

	help_route(one, "a");
	help_route(two, "a");
	ck_assert_int_eq(updated("a"), DAY_1 - 30);
	help_next_run(DAY_1 + 5);
	help_route(two, "");
	ck_assert_int_eq(updated("a"), DAY_1 - 30);
	help_next_run(DAY_1 + 6);
	ck_assert_int_eq(updated("a"), DAY_1 - 30);
}
END_TEST

START_TEST(updated_of_empty_feed)
{
	int64_t one;

	ck_assert_int_eq(updated("a"), DAY_1);
	ck_assert_int_eq(updated("all"), DAY_1);
	help_next_run(DAY_1 + 5);
	ck_assert_int_eq(updated("a"), DAY_1);
	ck_assert_int_eq(updated("b"), DAY_1 + 5);
	/* older papers come in by a change of rules */
	one = help_entry("arxiv:1", &(struct entry){.updated = DAY_1 - 50});
	help_route(one, "a b c");
	ck_assert_int_eq(updated("a"), DAY_1);
	ck_assert_int_eq(updated("b"), DAY_1 + 5);
	ck_assert_int_eq(updated("c"), DAY_1 - 50);
	/* and leave: then the feed's day is when the topic began */
	help_next_run(DAY_1 + 6);
	help_route(one, "");
	ck_assert_int_eq(updated("a"), DAY_1);
	ck_assert_int_eq(updated("c"), DAY_1 + 5);
}
END_TEST

START_TEST(updated_is_not_after_the_run)
{
	help_route(help_entry("arxiv:1", &(struct entry){.updated = DAY_1 + 1}), "a");
	ck_assert_int_eq(updated("a"), DAY_1);
	ck_assert_int_eq(updated("all"), DAY_1);
}
END_TEST

START_TEST(feed_after_commit)
{
	struct err err = {0};
	struct feed feed;

	help_route(help_entry("arxiv:1", &(struct entry){0}), "a");
	help_ok(store_commit(help_store, &err), &err);
	ck_assert_str_eq(help_feed(&feed, "a"), "arxiv:1");
	ck_assert_int_eq(updated("b"), DAY_1);
	store_close(&help_store);
	help_next_run(DAY_1 + 1);
	ck_assert_int_eq(updated("b"), DAY_1);
}
END_TEST

/* The link of the first source, as the source has it now */
START_TEST(link_template)
{
	struct feed feed;

	help_source("two", "https://two/");
	help_route(help_entry("arxiv:1", &(struct entry){.rank = 1}), "");
	help_route(help_entry("arxiv:2", &(struct entry){.rank = 2, .source = "two"}), "");
	help_route(help_entry("arxiv:3",
			   &(struct entry){.rank = 3, .source = "two", .link = "https://l/"}),
		"");
	help_feed(&feed, "all");
	ck_assert_ptr_null(feed.entries[0].entry->link);
	ck_assert_str_eq(feed.entries[1].entry->link, "https://two/+A title");
	ck_assert_str_eq(feed.entries[2].entry->link, "https://l/");
	help_next_run(DAY_1 + 1);
	help_source("two", "https://three/");
	help_feed(&feed, "all");
	ck_assert_str_eq(feed.entries[1].entry->link, "https://three/+A title");
	help_source("two", NULL);
	help_feed(&feed, "all");
	ck_assert_ptr_null(feed.entries[1].entry->link);
}
END_TEST

static const char *contributors(const char *slug)
{
	const char *text = "";
	struct err err = {0};
	const char **names;
	size_t count;

	help_ok(store_contributors(help_store, &help_arena, &names, &count, slug, &err), &err);
	for (size_t i = 0; i < count; i++)
		text = arena_printf(&help_arena, "%s%s%s", text, i ? ", " : "", names[i]);
	return text;
}

START_TEST(contributors_of_feeds)
{
	static const struct {
		const char *source;
		const char *name;
		const char *key;
		const char *topics;
	} rows[] = {
		{"one", "Zoe", "arxiv:1", "a b"},
		{"two", "AK", "arxiv:2", "a"},
		{"three", "AK", "arxiv:3", "a"},
		{"four", NULL, "arxiv:4", "a b"},
		{"five", "Mia", "arxiv:5", ""},
	};
	struct record record = {0};
	struct err err = {0};

	record_add(&record, &help_arena, FIELD_TITLE, "T");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t source = help_source(rows[i].source, NULL);
		int64_t entry = help_entry(rows[i].key, &(struct entry){0});

		help_ok(store_set_contributor(help_store, source, "Replaced", &err), &err);
		help_ok(store_set_contributor(help_store, source, rows[i].name, &err), &err);
		help_ok(store_put_record(help_store, source, entry, &record, &err), &err);
		help_route(entry, rows[i].topics);
	}
	help_ok(store_set_contributor(help_store, help_source("six", NULL), "Of no paper", &err),
		&err);
	ck_assert_str_eq(contributors("all"), "AK, Mia, Zoe");
	ck_assert_str_eq(contributors("a"), "AK, Zoe");
	ck_assert_str_eq(contributors("b"), "Zoe");
	ck_assert_str_eq(contributors("c"), "");
}
END_TEST

Suite *suite_feeds(void)
{
	Suite *suite = suite_create("feeds");
	TCase *tests = tcase_create("feeds");

	tcase_add_checked_fixture(tests, help_begin, help_end);
	tcase_add_loop_test(tests, document_order, 0, 3);
	tcase_add_test(tests, order_follows_entry);
	tcase_add_test(tests, published_stays);
	tcase_add_test(tests, routes_own_first);
	tcase_add_test(tests, updated_of_entries);
	tcase_add_test(tests, updated_never_goes_back);
	tcase_add_test(tests, updated_of_empty_feed);
	tcase_add_test(tests, updated_is_not_after_the_run);
	tcase_add_test(tests, feed_after_commit);
	tcase_add_test(tests, link_template);
	tcase_add_test(tests, contributors_of_feeds);
	suite_add_tcase(suite, tests);
	return suite;
}
