/* SPDX-License-Identifier: ISC */
/*
 * Months, tallies and what makes them dirty. An archive has three papers.
 */
#include "config.h"

#include "store/help.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

/* 15 November 2023 */
#define DAY (DAY_1 / CLOCK_DAY)

static int64_t add(const char *key, int day)
{
	int64_t entry = help_entry(
		key, &(struct entry){.listed = DAY_1 + day * CLOCK_DAY, .updated = DAY_1 + day});

	help_route(entry, "a");
	return entry;
}

/* Seals what is due, without bytes */
static void seal(const char *slug)
{
	struct feed feed = {.slug = slug};
	struct err err = {0};

	help_ok(store_settle(help_store, slug, &err), &err);
	for (;;) {
		help_ok(store_oldest(help_store, &feed, &help_arena, &help_options, &err), &err);
		if (!feed.entry_count)
			return;
		help_ok(store_seal(help_store, &feed, NULL, 0, &err), &err);
	}
}

static const char *show(const struct page_month *months, size_t count)
{
	const char *text = "";

	for (size_t i = 0; i < count; i++)
		text = arena_printf(&help_arena, "%s%s%s: %zu", text, i ? ", " : "", months[i].name,
			months[i].papers);
	return text;
}

static const char *months(const char *slug)
{
	struct page_month *found;
	struct err err = {0};
	size_t count;

	help_ok(store_months(help_store, &found, &count, &help_arena, slug, &err), &err);
	return show(found, count);
}

/* The dirty ones, which are clean afterwards */
static const char *dirty(const char *slug)
{
	struct page_month *found;
	struct err err = {0};
	size_t count;

	help_ok(store_dirty_months(help_store, &found, &count, &help_arena, slug, &err), &err);
	for (size_t i = 0; i < count; i++)
		help_ok(store_set_month_clean(help_store, slug, found[i].name, &err), &err);
	return show(found, count);
}

static const char *page(const char *slug, const char *month)
{
	struct feed feed = {.slug = slug};
	struct err err = {0};

	help_ok(store_month(help_store, &feed, &help_arena, month, &help_options, &err), &err);
	return help_ids(&feed);
}

/* Six papers: three of October and November are sealed */
static void fill(void)
{
	add("arxiv:1", -20);
	add("arxiv:2", -19);
	add("arxiv:3", 0);
	add("arxiv:4", 1);
	add("arxiv:5", 2);
	add("arxiv:6", 20);
	seal("a");
}

START_TEST(of_what_archives_hold)
{
	fill();
	ck_assert_str_eq(months("a"), "2023-11: 1, 2023-10: 2");
	ck_assert_str_eq(dirty("a"), "2023-10: 2, 2023-11: 1");
	ck_assert_str_eq(page("a", "2023-10"), "arxiv:2 arxiv:1");
	ck_assert_str_eq(page("a", "2023-11"), "arxiv:3");
	ck_assert_str_eq(page("a", "2023-12"), "");
	ck_assert_str_eq(months("all"), "");
	ck_assert_str_eq(months("none"), "");
	ck_assert_str_eq(dirty("a"), "");
}
END_TEST

/* A paper that is live or in another month leaves a page alone */
START_TEST(dirty_by_what_they_show)
{
	struct err err = {0};
	bool changed;

	fill();
	dirty("a");
	add("arxiv:7", 21);
	help_entry("arxiv:6",
		&(struct entry){.listed = DAY_1 + 20 * CLOCK_DAY, .updated = 1, .votes = 9});
	ck_assert_str_eq(dirty("a"), "");
	help_entry("arxiv:1",
		&(struct entry){
			.listed = DAY_1 - 20 * CLOCK_DAY, .updated = DAY_1 - 20, .votes = 9});
	ck_assert_str_eq(dirty("a"), "2023-10: 2");
	help_route(help_resolve("arxiv:2", false, NULL), "a b");
	ck_assert_str_eq(dirty("a"), "2023-10: 2");
	help_route(help_resolve("arxiv:2", false, NULL), "b");
	ck_assert_str_eq(dirty("a"), "2023-10: 2");
	help_ok(store_set_months_dirty(help_store, "a", &err), &err);
	ck_assert_str_eq(dirty("a"), "2023-10: 2, 2023-11: 1");
	help_ok(store_set_look(help_store, &changed, "look", &err), &err);
	ck_assert_str_eq(dirty("a"), "2023-10: 2, 2023-11: 1");
	help_ok(store_set_look(help_store, &changed, "look", &err), &err);
	ck_assert_str_eq(dirty("a"), "");
}
END_TEST

/* A paper that turns out to be of another day takes its place on another page */
START_TEST(moved)
{
	fill();
	dirty("a");
	help_entry("arxiv:1", &(struct entry){.listed = DAY_1 - 80 * CLOCK_DAY, .updated = 1});
	ck_assert_str_eq(dirty("a"), "2023-08: 1, 2023-10: 1");
	ck_assert_str_eq(page("a", "2023-08"), "arxiv:1");
	ck_assert_str_eq(months("a"), "2023-11: 1, 2023-10: 1, 2023-08: 1");
	help_entry("arxiv:1", &(struct entry){.listed = DAY_1 - 20 * CLOCK_DAY, .updated = 1});
	ck_assert_str_eq(months("a"), "2023-11: 1, 2023-10: 2");
	ck_assert_str_eq(dirty("a"), "2023-08: 0, 2023-10: 2");
}
END_TEST

/* Pages link to the months around them */
START_TEST(neighbours)
{
	fill();
	dirty("a");
	add("arxiv:8", -200);
	seal("a");
	ck_assert_str_eq(dirty("a"), "2023-04: 1, 2023-10: 2");
	add("arxiv:9", -201);
	seal("a");
	ck_assert_str_eq(dirty("a"), "2023-04: 2");
}
END_TEST

START_TEST(forgotten)
{
	int64_t entry;
	struct err err = {0};
	bool archived;

	fill();
	dirty("a");
	entry = help_resolve("arxiv:2", false, NULL);
	help_ok(store_forget(help_store, entry, &archived, &err), &err);
	ck_assert_str_eq(page("a", "2023-10"), "arxiv:1");
	ck_assert_str_eq(dirty("a"), "2023-10: 2");
	help_ok(store_forget_feed(help_store, "a", &err), &err);
	ck_assert_str_eq(months("a"), "");
	ck_assert_int_eq(help_ask("SELECT sum(papers) + sum(older) FROM month WHERE topic ="
				  " (SELECT number FROM topic WHERE slug = 'a')"),
		0);
}
END_TEST

static const char *tallies(const char *slug, int64_t from)
{
	struct page_day *days;
	const char *text = "";
	struct err err = {0};
	size_t count;

	help_ok(store_tallies(help_store, &days, &count, &help_arena, slug, from, &err), &err);
	for (size_t i = 0; i < count; i++)
		text = arena_printf(&help_arena, "%s%s%d: %zu", text, i ? ", " : "",
			(int)(days[i].day - DAY), days[i].papers);
	return text;
}

START_TEST(counted)
{
	struct err err = {0};
	size_t papers;

	fill();
	add("arxiv:7", 20);
	ck_assert_str_eq(tallies("a", 0), "-20: 1, -19: 1, 0: 1, 1: 1, 2: 1, 20: 2");
	ck_assert_str_eq(tallies("all", DAY + 2), "2: 1, 20: 2");
	help_route(help_resolve("arxiv:7", false, NULL), "");
	ck_assert_str_eq(tallies("a", DAY + 2), "2: 1, 20: 1");
	help_ok(store_papers(help_store, &papers, "a", &err), &err);
	ck_assert_uint_eq(papers, 6);
	help_ok(store_papers(help_store, &papers, "all", &err), &err);
	ck_assert_uint_eq(papers, 7);
	help_ok(store_papers(help_store, &papers, "none", &err), &err);
	ck_assert_uint_eq(papers, 0);
}
END_TEST

/* Counts are what counting would give, whatever happened */
START_TEST(counts_hold)
{
	fill();
	help_entry("arxiv:1", &(struct entry){.listed = DAY_1 - 80 * CLOCK_DAY, .updated = 1});
	help_route(help_resolve("arxiv:5", false, NULL), "b");
	help_resolve("arxiv:4 doi:10.1/4 title:1-x", false, NULL);
	help_resolve("arxiv:6 title:1-y", false, NULL);
	ck_assert_int_eq(help_ask("SELECT count(*) FROM (SELECT topic, day, papers FROM tally"
				  " WHERE papers > 0 EXCEPT SELECT topic, day, count(*) FROM member"
				  " GROUP BY topic, day)"),
		0);
	ck_assert_int_eq(
		help_ask("SELECT count(*) FROM (SELECT topic, month, count(*), count(archive)"
			 " FROM member GROUP BY topic, month EXCEPT"
			 " SELECT topic, month, papers, older FROM month)"),
		0);
}
END_TEST

START_TEST(newest_day)
{
	struct err err = {0};
	struct store_feed_state state;
	int64_t day;

	help_ok(store_set_newest_day(help_store, &day, 3, &err), &err);
	ck_assert_int_eq(day, CLOCK_NONE);
	add("arxiv:1", 0);
	help_ok(store_set_newest_day(help_store, &day, 3, &err), &err);
	ck_assert_int_eq(day, DAY);
	help_ok(store_set_clean(help_store, "a", &err), &err);
	help_ok(store_set_newest_day(help_store, &day, 3, &err), &err);
	help_ok(store_feed_state(help_store, &state, "a", &err), &err);
	ck_assert(!state.dirty);
	/* a day passes, and what was new may be no more */
	help_route(help_entry("arxiv:2", &(struct entry){.listed = DAY_1 + CLOCK_DAY}), "b");
	help_ok(store_set_newest_day(help_store, &day, 3, &err), &err);
	ck_assert_int_eq(day, DAY + 1);
	help_ok(store_feed_state(help_store, &state, "a", &err), &err);
	ck_assert(state.dirty);
	/* what was old is old */
	help_ok(store_set_clean(help_store, "a", &err), &err);
	help_entry("arxiv:3", &(struct entry){.listed = DAY_1 + 9 * CLOCK_DAY});
	help_ok(store_set_newest_day(help_store, &day, 3, &err), &err);
	help_ok(store_set_clean(help_store, "a", &err), &err);
	help_entry("arxiv:4", &(struct entry){.listed = DAY_1 + 10 * CLOCK_DAY});
	help_ok(store_set_newest_day(help_store, &day, 3, &err), &err);
	help_ok(store_feed_state(help_store, &state, "a", &err), &err);
	ck_assert(!state.dirty);
}
END_TEST

START_TEST(latest)
{
	struct feed feed = {.slug = "all"};
	struct err err = {0};

	fill();
	help_ok(store_latest(help_store, &feed, &help_arena, 2, &help_options, &err), &err);
	ck_assert_str_eq(help_ids(&feed), "arxiv:6 arxiv:5");
}
END_TEST

Suite *suite_pages(void)
{
	Suite *suite = suite_create("pages");
	TCase *tests = tcase_create("pages");

	tcase_add_checked_fixture(tests, help_begin, help_end);
	tcase_add_test(tests, of_what_archives_hold);
	tcase_add_test(tests, dirty_by_what_they_show);
	tcase_add_test(tests, moved);
	tcase_add_test(tests, neighbours);
	tcase_add_test(tests, forgotten);
	tcase_add_test(tests, counted);
	tcase_add_test(tests, counts_hold);
	tcase_add_test(tests, newest_day);
	tcase_add_test(tests, latest);
	suite_add_tcase(suite, tests);
	return suite;
}
