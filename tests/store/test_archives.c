/* SPDX-License-Identifier: ISC */
/*
 * Which papers leave the live document, when, and what is kept of them. An archive has three.
 */
#include "config.h"

#include "store/help.h"

#include <stdlib.h>
#include <string.h>

/* An entry listed so many days after DAY_1, in topic "a" */
static int64_t add(const char *key, int day)
{
	int64_t entry = help_entry(
		key, &(struct entry){.listed = DAY_1 + day * CLOCK_DAY, .updated = DAY_1 + day});

	help_route(entry, "a");
	return entry;
}

/* "1: b c; 2: a": what is sealed, number and entries; the bytes are the numbers' names */
static const char *seal(const char *slug)
{
	struct err err = {0};
	const char *text = "";

	help_ok(store_settle(help_store, slug, &err), &err);
	for (;;) {
		struct feed feed = {.slug = slug};
		struct sealed sealed[2];
		struct buf bytes;

		help_ok(store_oldest(help_store, &feed, &help_arena, &help_options, &err), &err);
		if (!feed.entry_count)
			return text;
		ck_assert_uint_eq(feed.archive, feed.previous + 1);
		text = arena_printf(&help_arena, "%s%s%u: %s", text, *text ? "; " : "",
			feed.archive, help_ids(&feed));
		buf_init(&bytes, 1000);
		buf_printf(&bytes, "archive %u of %s", feed.archive, slug);
		sealed[0] = (struct sealed){DOCUMENT_ATOM, &bytes};
		sealed[1] = (struct sealed){DOCUMENT_JSON, &bytes};
		help_ok(store_seal(help_store, &feed, sealed, 2, &err), &err);
		buf_release(&bytes);
	}
}

static const char *live(void)
{
	struct feed feed;

	return help_feed(&feed, "a");
}

START_TEST(at_twice_as_many)
{
	add("arxiv:1", 1);
	add("arxiv:3", 3);
	add("arxiv:2", 2);
	add("arxiv:4", 4);
	add("arxiv:5", 5);
	ck_assert_str_eq(seal("a"), "");
	ck_assert_str_eq(live(), "arxiv:5 arxiv:4 arxiv:3 arxiv:2 arxiv:1");
	add("arxiv:6", 5);
	ck_assert_str_eq(seal("a"), "1: arxiv:3 arxiv:2 arxiv:1");
	ck_assert_str_eq(live(), "arxiv:5 arxiv:6 arxiv:4");
	ck_assert_str_eq(seal("a"), "");
	ck_assert_str_eq(seal("all"), "1: arxiv:3 arxiv:2 arxiv:1");
}
END_TEST

/* In the order of days, whatever the order in which they came */
START_TEST(first_publish)
{
	for (int i = 0; i < 14; i++)
		add(arena_printf(&help_arena, "arxiv:%c", 'a' + i * 5 % 14), i * 5 % 14);
	ck_assert_str_eq(seal("a"), "1: arxiv:c arxiv:b arxiv:a; 2: arxiv:f arxiv:e arxiv:d;"
				    " 3: arxiv:i arxiv:h arxiv:g");
	ck_assert_str_eq(live(), "arxiv:n arxiv:m arxiv:l arxiv:k arxiv:j");
}
END_TEST

START_TEST(late_papers_are_sealed)
{
	help_next_run(DAY_1 + 9 * CLOCK_DAY);
	add("arxiv:8", 8);
	add("arxiv:9", 9);
	ck_assert_str_eq(seal("a"), "");
	add("arxiv:7", 7);
	add("arxiv:8b", 8); /* as old as the oldest: not late */
	add("arxiv:4", 4);
	add("arxiv:5", 5);
	add("arxiv:6", 6);
	ck_assert_str_eq(seal("a"), "1: arxiv:6 arxiv:5 arxiv:4; 2: arxiv:7");
	ck_assert_str_eq(live(), "arxiv:9 arxiv:8 arxiv:8b");
}
END_TEST

/* What a clock that was ahead dated is all later than news that is right */
START_TEST(today_is_never_late)
{
	help_next_run(DAY_1 + 9 * CLOCK_DAY);
	add("arxiv:20", 20);
	add("arxiv:21", 21);
	ck_assert_str_eq(seal("a"), "");
	help_next_run(DAY_1 + 9 * CLOCK_DAY);
	add("arxiv:9", 9);
	add("arxiv:8", 8);
	ck_assert_str_eq(seal("a"), "1: arxiv:8");
	ck_assert_str_eq(live(), "arxiv:21 arxiv:20 arxiv:9");
}
END_TEST

START_TEST(corrections_come_back)
{
	const struct entry corrected = {.listed = DAY_1, .updated = DAY_1 + 99};

	for (int i = 0; i < 6; i++)
		add(arena_printf(&help_arena, "arxiv:%d", i), i);
	ck_assert_str_eq(seal("a"), "1: arxiv:2 arxiv:1 arxiv:0");
	help_next_run(DAY_1 + 9 * CLOCK_DAY);
	help_route(help_entry("arxiv:0", &corrected), "a");
	ck_assert_str_eq(seal("a"), "");
	ck_assert_str_eq(live(), "arxiv:5 arxiv:4 arxiv:3 arxiv:0");
	add("arxiv:6", 6);
	add("arxiv:7", 7);
	/* it stays until as many have come after it as an archive holds */
	ck_assert_str_eq(seal("a"), "2: arxiv:5 arxiv:4 arxiv:3");
	ck_assert_str_eq(live(), "arxiv:7 arxiv:6 arxiv:0");
	help_next_run(DAY_1 + 10 * CLOCK_DAY);
	for (int i = 8; i < 11; i++)
		add(arena_printf(&help_arena, "arxiv:%d", i), i);
	ck_assert_str_eq(seal("a"), "3: arxiv:7 arxiv:6 arxiv:0");
	/* votes are no correction */
	help_route(help_entry("arxiv:0",
			   &(struct entry){.listed = DAY_1, .updated = DAY_1 + 99, .votes = 7}),
		"a");
	ck_assert_str_eq(live(), "arxiv:10 arxiv:9 arxiv:8");
	/* nor does one come back that does not belong any more */
	help_route(help_entry("arxiv:1", &(struct entry){.updated = DAY_1 + 99}), "b");
	ck_assert_str_eq(live(), "arxiv:10 arxiv:9 arxiv:8");
	/* until it belongs again: what the archive has of it is out of date */
	help_route(help_entry("arxiv:1", &(struct entry){.updated = DAY_1 + 99}), "a b");
	ck_assert_str_eq(live(), "arxiv:10 arxiv:9 arxiv:8 arxiv:1");
	help_route(help_entry("arxiv:2", &(struct entry){.updated = DAY_1 + 2}), "b");
	help_route(help_entry("arxiv:2", &(struct entry){.updated = DAY_1 + 2}), "a b");
	ck_assert_str_eq(live(), "arxiv:10 arxiv:9 arxiv:8 arxiv:1");
}
END_TEST

/* Whatever its day: who looks once between two runs misses nothing */
START_TEST(what_is_new_is_sealed_last)
{
	for (int i = 1; i < 6; i++)
		add(arena_printf(&help_arena, "arxiv:%d", i), i);
	seal("a");
	help_next_run(DAY_1); /* the clock may have gone back */
	add("arxiv:1b", 1);
	add("arxiv:5b", 5);
	ck_assert_str_eq(seal("a"), "1: arxiv:3 arxiv:2 arxiv:1");
	ck_assert_str_eq(live(), "arxiv:5 arxiv:5b arxiv:4 arxiv:1b");
	help_next_run(DAY_1);
	help_entry("arxiv:4", &(struct entry){.listed = DAY_1 + 4 * CLOCK_DAY, .updated = DAY_1});
	add("arxiv:6", 6);
	add("arxiv:7", 7);
	ck_assert_str_eq(seal("a"), "2: arxiv:5 arxiv:5b arxiv:1b");
	ck_assert_str_eq(live(), "arxiv:7 arxiv:6 arxiv:4");
}
END_TEST

/* A correction of an old paper does not make younger ones news */
START_TEST(late_beside_a_correction)
{
	for (int i = 0; i < 6; i++)
		add(arena_printf(&help_arena, "arxiv:%d", i), i);
	seal("a");
	help_next_run(DAY_1 + 9 * CLOCK_DAY);
	help_entry("arxiv:0", &(struct entry){.listed = DAY_1, .updated = DAY_1 + 99});
	add("arxiv:1b", 1);
	ck_assert_str_eq(seal("a"), "2: arxiv:1b");
	ck_assert_str_eq(live(), "arxiv:5 arxiv:4 arxiv:3 arxiv:0");
}
END_TEST

/* A paper that readers of the feed had under an id that is emitted no more: its older id is no news
 * to them where an archive has the paper, and who walks finds it */
START_TEST(joined_papers)
{
	const struct entry old = {.listed = DAY_1 - 9 * CLOCK_DAY, .updated = DAY_1};
	int64_t entry = help_entry("url:0", &old);
	int64_t other = help_entry(
		"url:9", &(struct entry){.listed = DAY_1 + 5 * CLOCK_DAY, .updated = DAY_1});

	help_route(entry, "b");
	help_route(other, "b");
	for (int i = 0; i < 6; i++)
		add(arena_printf(&help_arena, "arxiv:%d", i), i);
	ck_assert_str_eq(seal("a"), "1: arxiv:2 arxiv:1 arxiv:0");
	help_next_run(DAY_1 + 9 * CLOCK_DAY);
	ck_assert_int_eq(help_resolve("arxiv:0 url:0 title:t", true, NULL), entry);
	help_route(entry, "a b");
	/* one that is live is exchanged there */
	ck_assert_int_eq(help_resolve("arxiv:5 url:9 title:u", true, NULL), other);
	help_route(other, "a b");
	ck_assert_str_eq(seal("a"), "2: url:0");
	ck_assert_str_eq(live(), "url:9 arxiv:4 arxiv:3");
}
END_TEST

START_TEST(rules_change_the_live_document_only)
{
	int64_t entries[6];

	help_next_run(DAY_1 + 9 * CLOCK_DAY);
	for (int i = 0; i < 6; i++)
		entries[i] = add(arena_printf(&help_arena, "arxiv:%d", i), i);
	seal("a");
	for (int i = 0; i < 6; i++)
		help_route(entries[i], i == 4 ? "a" : "");
	ck_assert_str_eq(seal("a"), "");
	ck_assert_str_eq(live(), "arxiv:4");
	for (int i = 0; i < 6; i++)
		help_route(entries[i], "a");
	/* those of the archive are there for good; 3 is late now */
	ck_assert_str_eq(seal("a"), "2: arxiv:3");
	ck_assert_str_eq(live(), "arxiv:5 arxiv:4");
}
END_TEST

static const char *listed;

static int list_archive(void *ctx, const char *slug, unsigned number, const struct buf *bytes)
{
	ck_assert_ptr_eq(ctx, &listed);
	ck_assert_str_eq(
		buf_str(bytes), arena_printf(&help_arena, "archive %u of %s", number, slug));
	listed = arena_printf(&help_arena, "%s%s%u ", listed, slug, number);
	return 0;
}

static const char *pending(enum document_kind kind)
{
	struct err err = {0};

	listed = "";
	help_ok(store_pending_archives(help_store, kind, list_archive, &listed, &err), &err);
	return listed;
}

START_TEST(pending_until_confirmed)
{
	struct err err = {0};
	int64_t size;

	for (int i = 0; i < 9; i++)
		add(arena_printf(&help_arena, "arxiv:%d", i), i);
	seal("a");
	seal("all");
	ck_assert_str_eq(pending(DOCUMENT_ATOM), "a1 a2 all1 all2 ");
	help_ok(store_commit(help_store, &err), &err);
	help_ok(store_begin_confirm(help_store, &err), &err);
	help_ok(store_confirm_archives(help_store, DOCUMENT_ATOM, &err), &err);
	ck_assert_str_eq(pending(DOCUMENT_ATOM), "");
	ck_assert_str_eq(pending(DOCUMENT_JSON), "a1 a2 all1 all2 ");
	help_ok(store_confirm_archives(help_store, DOCUMENT_JSON, &err), &err);
	help_ok(store_republish(help_store, "a", DOCUMENT_ATOM, &err), &err);
	ck_assert_str_eq(pending(DOCUMENT_ATOM), "a1 a2 ");
	ck_assert_str_eq(pending(DOCUMENT_JSON), "");
	help_ok(store_newest_archive(help_store, &size, "a", DOCUMENT_JSON, &err), &err);
	ck_assert_int_eq(size, (int)strlen("archive 2 of a"));
	help_ok(store_newest_archive(help_store, &size, "b", DOCUMENT_JSON, &err), &err);
	ck_assert_int_eq(size, -1);
}
END_TEST

/* What marks a feed as to be made anew, and what does not */
START_TEST(dirty)
{
	struct store_feed_state state;
	struct err err = {0};
	bool changed;
	int64_t entry = add("arxiv:1", 1);
	const struct {
		const char *sql;
		bool dirty;
	} rows[] = {
		{"SELECT 1", false},
		{"UPDATE entry SET votes = 9", true},
		{"UPDATE route SET points = points + 1", true},
		{"DELETE FROM route WHERE topic = (SELECT number FROM topic WHERE slug = 'b')",
			true},
		{"UPDATE source SET contributor = 'x'", true},
		{"UPDATE source SET contributor = contributor", false},
		{"UPDATE member SET state = 2, archive = 1", true},
		{"UPDATE entry SET votes = 10", false},
		{"UPDATE entry SET updated = updated + 1", true},
		{"DELETE FROM member", true},
	};

	help_route(entry, "a b");
	help_source("one", NULL);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		help_ok(store_set_clean(help_store, "a", &err), &err);
		sqlite3_exec(help_store->db, rows[i].sql, NULL, NULL, NULL);
		help_ok(store_feed_state(help_store, &state, "a", &err), &err);
		ck_assert_msg(state.dirty == rows[i].dirty, "%s", rows[i].sql);
	}
	help_ok(store_set_look(help_store, &changed, "one", &err), &err);
	help_ok(store_set_clean(help_store, "a", &err), &err);
	help_ok(store_set_look(help_store, &changed, "one", &err), &err);
	help_ok(store_feed_state(help_store, &state, "a", &err), &err);
	ck_assert(!state.dirty);
	help_ok(store_set_look(help_store, &changed, "two", &err), &err);
	help_ok(store_feed_state(help_store, &state, "a", &err), &err);
	ck_assert(state.dirty);
}
END_TEST

Suite *suite_archives(void)
{
	Suite *suite = suite_create("archives");
	TCase *tests = tcase_create("archives");

	tcase_add_checked_fixture(tests, help_begin, help_end);
	tcase_add_test(tests, at_twice_as_many);
	tcase_add_test(tests, first_publish);
	tcase_add_test(tests, late_papers_are_sealed);
	tcase_add_test(tests, today_is_never_late);
	tcase_add_test(tests, corrections_come_back);
	tcase_add_test(tests, what_is_new_is_sealed_last);
	tcase_add_test(tests, late_beside_a_correction);
	tcase_add_test(tests, joined_papers);
	tcase_add_test(tests, rules_change_the_live_document_only);
	tcase_add_test(tests, pending_until_confirmed);
	tcase_add_test(tests, dirty);
	suite_add_tcase(suite, tests);
	return suite;
}
