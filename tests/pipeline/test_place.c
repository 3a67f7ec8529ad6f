/* SPDX-License-Identifier: ISC */
/*
 * As test_settle.c, but without the program around it, and so many more: when the records of a run are
 * placed, placing them once more changes no entry.
 *
 * CK_RUN_SUITE=place PAPERROUTE_SEED=N repeats one; PAPERROUTE_PLACES=N is how many there are.
 */
#include "config.h"

#include "pipeline/suites.h"

#include <stdlib.h>
#include <string.h>

#include <check.h>

#include "base/buf.h"
#include "base/clock.h"
#include "pipeline/lists.h"
#include "pipeline/play.h"
#include "place.h"
#include "renew.h"
#include "store/store.h"

#define PLACES 150
#define STEPS  5

static const char *const names[LISTS] = {"list0", "list1", "list2", "list3"};

static void ok(int result, const struct err *err)
{
	ck_assert_msg(result == 0, "%s: %s", err->where, err->text);
}

static void add(struct record *record, struct arena *arena, enum field field, const char *before,
	unsigned number)
{
	if (number)
		record_add(record, arena, field, arena_printf(arena, "%s%u", before, number));
}

static void make_record(
	struct record *out, struct arena *arena, const struct listing *listing, size_t rank)
{
	char day[CLOCK_RFC3339_SIZE];

	*out = (struct record){.rank = rank};
	record_add(out, arena, FIELD_TITLE, listing->title);
	add(out, arena, FIELD_ID, "no", listing->own);
	add(out, arena, FIELD_LINK, "https://press.example.net/papers/", listing->address);
	add(out, arena, FIELD_LINK, "https://doi.org/10.5555/q", listing->doi);
	add(out, arena, FIELD_PDF, "https://arxiv.org/pdf/2401.0000", listing->arxiv);
	add(out, arena, FIELD_ABSTRACT, "edition ", listing->token);
	add(out, arena, FIELD_VOTES, "", listing->votes);
	if (listing->day != CLOCK_NONE) {
		clock_format(day, listing->day);
		record_add(out, arena, FIELD_LISTED, day);
	}
}

static void place_list(struct placed *placed, struct touched *touched, struct store *store,
	const struct lists *lists, unsigned list)
{
	struct source source = {.name = (char *)names[list]};
	size_t before = touched->count;
	struct err err = {0};
	int64_t number;
	size_t changed;

	ok(store_source(store, &number, &source, &err), &err);
	for (unsigned i = 0; i < lists->counts[list]; i++) {
		struct record record;
		struct arena arena;
		enum resolved how;

		arena_init(&arena);
		make_record(&record, &arena, &lists->items[list][i], i);
		ok(place_record(&how, placed, touched, store, number, names[list], &record, &err),
			&err);
		arena_release(&arena);
	}
	ok(renew_touched(&changed, touched, before, store, lists->now, &err), &err);
}

/* A run over the lists */
static void run(struct store *store, const struct lists *lists)
{
	struct touched touched;
	struct placed placed;
	int64_t now = lists->now;
	struct err err = {0};

	touched_init(&touched);
	placed_init(&placed);
	ok(store_begin(store, &now, &err), &err);
	for (unsigned i = 0; i < LISTS; i++)
		place_list(&placed, &touched, store, lists, i);
	ok(place_again(&placed, &touched, store, now, &err), &err);
	ck_assert(!placed.joined);
	ok(store_commit(store, &err), &err);
	placed_release(&placed);
	touched_release(&touched);
}

static int tell_entry(void *ctx, int64_t number, const struct entry *entry)
{
	struct buf *out = ctx;

	buf_printf(out, "%d %s \"%s\" \"%s\" %s %s %d votes, rank %d, of", (int)number, entry->key,
		entry->title, entry->abstract ? entry->abstract : "",
		entry->link ? entry->link : "-", entry->pdf ? entry->pdf : "-", (int)entry->votes,
		(int)entry->rank);
	for (size_t i = 0; i < entry->source_count; i++)
		buf_printf(out, " %s", entry->sources[i]);
	buf_printf(out, ", %lld, %lld\n", (long long)entry->listed, (long long)entry->updated);
	return 0;
}

static void tell(struct buf *out, struct store *store)
{
	struct err err = {0};

	buf_init(out, 1000000);
	ok(store_each_entry(store, tell_entry, out, &err), &err);
}

static void take_step(struct store *store, const struct lists *lists)
{
	struct buf before, after;

	run(store, lists);
	tell(&before, store);
	run(store, lists);
	tell(&after, store);
	ck_assert_msg(strcmp(buf_str(&before), buf_str(&after)) == 0, "step %u: was\n%sis\n%s",
		lists->step, buf_str(&before), buf_str(&after));
	buf_release(&before);
	buf_release(&after);
}

START_TEST(place)
{
	unsigned seed = play_number("PAPERROUTE_SEED", (unsigned)_i + 1);
	struct store *store;
	struct lists lists;
	struct err err = {0};

	/* in memory: there is no such folder */
	ok(store_open(&store, "/nowhere", STORE_COPY, &err), &err);
	lists_init(&lists, seed);
	for (int step = 0; step < STEPS; step++) {
		lists_change(&lists);
		take_step(store, &lists);
	}
	store_close(&store);
}
END_TEST

Suite *suite_place(void)
{
	Suite *suite = suite_create("place");
	TCase *tests = tcase_create("place");
	int count = getenv("PAPERROUTE_SEED") ? 1 : (int)play_number("PAPERROUTE_PLACES", PLACES);

	tcase_set_timeout(tests, 3600);
	tcase_add_loop_test(tests, place, 0, count);
	suite_add_tcase(suite, tests);
	return suite;
}
