/* SPDX-License-Identifier: ISC */
/*
 * What is left of the runs of years: as much as ever is asked of them, and no more.
 */
#include "config.h"

#include "store/help.h"

#include <sqlite3.h>

#include "model/limits.h"
#include "store/health.h"

/* The hourly runs of a hundred days, with a leap of the clock over a month: of two sources, whose list has
 * been as it is since run 300, and that cannot be read since run 40 */
static const char years[] =
	"WITH RECURSIVE step (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM step WHERE n < 2599)"
	"	INSERT INTO run SELECT n, 1700006400 + n * 3600 + (n > 1200) * 30 * 86400 FROM "
	"step;"
	"INSERT INTO source_run (source, run, records, added, changed, failed, unchanged)"
	"	SELECT 1, number, 20 + number % 9, number = 150, 0, 0, number > 300 FROM run;"
	"INSERT INTO source_run (source, run, records, added, changed, failed, message)"
	"	SELECT 2, number, iif(number > 40, 0, 9), 0, 0, number > 40, iif(number > 40, "
	"'gone', NULL)"
	"	FROM run;"
	"INSERT INTO incident VALUES (1, 2, 1700006400, NULL, 0, 'gone');"
	"INSERT INTO incident SELECT number, 1, time, time, 0, 'short' FROM run"
	"	WHERE number BETWEEN 2 AND 90;";

static void pass_years(void)
{
	help_source("broken", NULL);
	ck_assert_int_eq(sqlite3_exec(help_store->db, years, NULL, NULL, NULL), SQLITE_OK);
	help_next_run(1800000000);
}

static void compare(const struct source_health *a, const struct source_health *b)
{
	ck_assert_int_eq(a->last_run, b->last_run);
	ck_assert_int_eq(a->last_success, b->last_success);
	ck_assert_int_eq(a->last_change, b->last_change);
	ck_assert_int_eq(a->last_read, b->last_read);
	ck_assert_uint_eq(a->papers, b->papers);
	ck_assert_int_eq(a->message != NULL, b->message != NULL);
}

static void look(struct source_health out[2], size_t fewest[2], int64_t *first)
{
	struct err err = {0};

	help_ok(health_source(help_store, &help_arena, &out[0], "trending", &err), &err);
	help_ok(health_source(help_store, &help_arena, &out[1], "broken", &err), &err);
	help_ok(health_fewest(help_store, &fewest[0], 1, &err), &err);
	help_ok(health_fewest(help_store, &fewest[1], 2, &err), &err);
	help_ok(health_first_run(help_store, first, &err), &err);
}

START_TEST(old_runs_go)
{
	struct source_health before[2], after[2];
	size_t fewest[2], fewest_after[2];
	int64_t first, first_after;
	struct err err = {0};

	pass_years();
	look(before, fewest, &first);
	ck_assert_uint_eq(before[1].failures, 2599 - 40);
	/* so many runs go at a time */
	for (int i = 0; i < 3; i++)
		help_ok(health_forget(help_store, &err), &err);
	look(after, fewest_after, &first_after);
	compare(&before[0], &after[0]);
	compare(&before[1], &after[1]);
	ck_assert_uint_eq(fewest_after[0], fewest[0]);
	ck_assert_uint_eq(fewest_after[1], fewest[1]);
	ck_assert_int_eq(first_after, first);
	ck_assert_uint_eq(after[1].failures, LIMIT_RUNS);
	/* beside the newest: 14 times of each that it had papers, and the last news */
	ck_assert_int_eq(help_ask("SELECT count(*) FROM source_run"),
		2 * LIMIT_RUNS + 2 * LIMIT_HEALTH_RUNS + 1);
	/* the runs of these, of which each is in one row, this run, the first, two around the leap */
	ck_assert_int_eq(help_ask("SELECT count(*) FROM run"),
		LIMIT_RUNS + 2 * LIMIT_HEALTH_RUNS + 1 + 1 + 1 + 2);
}
END_TEST

START_TEST(leap_is_still_known)
{
	int64_t now = DAY_1 + (int64_t)1202 * 3600;
	struct err err = {0};

	pass_years();
	help_ok(health_forget(help_store, &err), &err);
	help_next_run(now);
	ck_assert_int_eq(help_store->now, now);
}
END_TEST

START_TEST(old_incidents_go)
{
	struct incident *incidents;
	struct err err = {0};
	size_t count;

	pass_years();
	help_ok(health_forget(help_store, &err), &err);
	help_ok(health_incidents(help_store, &help_arena, &incidents, &count, 99, &err), &err);
	ck_assert_uint_eq(count, LIMIT_INCIDENTS + 1);
	ck_assert_int_eq(incidents[0].number, 90);
	ck_assert_int_eq(incidents[LIMIT_INCIDENTS].number, 1);
	ck_assert_int_eq(incidents[LIMIT_INCIDENTS].closed, CLOCK_NONE);
}
END_TEST

START_TEST(most_runs_forget_nothing)
{
	struct err err = {0};

	pass_years();
	help_next_run(1800000001);
	help_ok(health_forget(help_store, &err), &err);
	ck_assert_int_eq(help_ask("SELECT count(*) FROM run"), 2601);
	ck_assert_int_eq(help_ask("SELECT count(*) FROM incident"), 90);
}
END_TEST

Suite *suite_health(void)
{
	Suite *suite = suite_create("health");
	TCase *tests = tcase_create("health");

	tcase_set_timeout(tests, 60);
	tcase_add_checked_fixture(tests, help_begin, help_end);
	tcase_add_test(tests, old_runs_go);
	tcase_add_test(tests, leap_is_still_known);
	tcase_add_test(tests, old_incidents_go);
	tcase_add_test(tests, most_runs_forget_nothing);
	suite_add_tcase(suite, tests);
	return suite;
}
