/* SPDX-License-Identifier: ISC */
/*
 * Opening, runs, copies, and what the store remembers of the site as a whole.
 */
#include "config.h"

#include "store/help.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

START_TEST(new_database)
{
	char *bytes;
	size_t len;

	help_close();
	help_ok(file_read(&bytes, &len, help_database, (size_t)1 << 20, NULL), NULL);
	ck_assert_uint_gt(len, 100);
	ck_assert_mem_eq(bytes, "SQLite format 3", 16);
	ck_assert_mem_eq(bytes + 18, "\2\2", 2);     /* a write-ahead log */
	ck_assert_mem_ne(bytes + 60, "\0\0\0\0", 4); /* user_version */
	ck_assert_mem_eq(bytes + 68, "prou", 4);     /* application_id */
	free(bytes);
	help_next_run(DAY_1);
	ck_assert_int_eq(help_ask("PRAGMA synchronous"), 2);
	ck_assert_int_eq(help_ask("PRAGMA foreign_keys"), 1);
	ck_assert_int_eq(help_ask("SELECT count(*) FROM sqlite_schema WHERE type = 'table'"
				  " AND sql NOT LIKE '%STRICT%'"),
		0);
}
END_TEST

START_TEST(clean_after_close)
{
	help_close();
	ck_assert_int_eq(access(help_database, F_OK), 0);
	ck_assert_int_ne(access(arena_printf(&help_arena, "%s-wal", help_database), F_OK), 0);
}
END_TEST

START_TEST(roll_back_undoes)
{
	struct feed feed;
	int64_t now = DAY_1;
	struct err err = {0};

	help_entry("arxiv:1", &(struct entry){0});
	help_next_run(DAY_1);
	help_entry("arxiv:2", &(struct entry){0});
	ck_assert_str_eq(help_feed(&feed, "all"), "arxiv:1 arxiv:2");
	store_roll_back(help_store);
	help_ok(store_begin(help_store, &now, &err), &err);
	ck_assert_str_eq(help_feed(&feed, "all"), "arxiv:1");
	ck_assert_int_eq(help_ask("SELECT count(*) FROM run"), 2);
}
END_TEST

START_TEST(close_undoes)
{
	struct feed feed;

	help_entry("arxiv:1", &(struct entry){0});
	store_close(&help_store);
	store_close(&help_store);
	help_next_run(DAY_1);
	ck_assert_str_eq(help_feed(&feed, "all"), "");
}
END_TEST

/* Whoever passes over a failure cannot keep half a run */
START_TEST(failed_run_is_not_committed)
{
	struct err err = {0};
	struct entry entry = {.title = "T", .source = "no such source"};
	int64_t number = help_entry("arxiv:1", &(struct entry){0});
	struct feed feed;
	int64_t now = DAY_1;

	ck_assert_int_eq(store_put_entry(help_store, number, &entry, &err), -1);
	ck_assert_int_eq(err.code, ERR_STORE);
	ck_assert_str_eq(err.where, help_database);
	ck_text(err.text, "FOREIGN KEY");
	ck_assert_int_eq(store_commit(help_store, &err), -1);
	ck_text(err.text, "nothing of this run was kept");
	store_roll_back(help_store);
	store_roll_back(help_store);
	help_ok(store_begin(help_store, &now, &err), &err);
	ck_assert_str_eq(help_feed(&feed, "all"), "");
	help_source("trending", NULL);
	help_entry("arxiv:1", &(struct entry){0});
	help_next_run(DAY_1);
	ck_assert_str_eq(help_feed(&feed, "all"), "arxiv:1");
}
END_TEST

/* What fails behind the commit does not say that the run was lost */
START_TEST(failure_after_commit)
{
	struct err err = {0};
	struct entry entry = {.title = "T", .source = "no such source"};
	int64_t number = help_entry("arxiv:1", &(struct entry){0});

	help_ok(store_commit(help_store, &err), &err);
	help_ok(store_begin_confirm(help_store, &err), &err);
	ck_assert_int_eq(store_put_entry(help_store, number, &entry, &err), -1);
	ck_text(err.text, "what this run read is kept");
	ck_assert_ptr_null(strstr(err.text, "nothing of this run was kept"));
}
END_TEST

/* Runs without news do not count: who tells a hub looks whether it is another one now */
START_TEST(last_promise)
{
	struct err err = {0};
	const char *first, *run;

	help_ok(store_promised(&run, help_store, &help_arena, &err), &err);
	ck_assert_str_eq(run, "");
	help_ok(store_promise(help_store, &err), &err);
	help_ok(store_promised(&first, help_store, &help_arena, &err), &err);
	ck_assert_str_ne(first, "");
	for (int64_t now = DAY_1; now < DAY_1 + 2; now++) {
		help_next_run(now);
		help_ok(store_promised(&run, help_store, &help_arena, &err), &err);
		ck_assert_str_eq(run, first);
	}
	help_ok(store_promise(help_store, &err), &err);
	help_ok(store_promised(&run, help_store, &help_arena, &err), &err);
	ck_assert_str_ne(run, first);
}
END_TEST

START_TEST(clock_is_held)
{
	static const struct {
		int64_t given;
		int64_t held;
	} runs[] = {
		{DAY_1 + 100, DAY_1 + 100},
		{DAY_1 + 99, DAY_1 + 100},
		{0, DAY_1 + 100},
		{DAY_1 + 101, DAY_1 + 101},
	};

	for (size_t i = 0; i < sizeof(runs) / sizeof(runs[0]); i++) {
		struct err err = {0};
		int64_t now = runs[i].given;

		help_close();
		help_ok(store_open(&help_store, help_folder, STORE_KEEP, &err), &err);
		help_ok(store_begin(help_store, &now, &err), &err);
		ck_assert_int_eq(now, runs[i].held);
	}
}
END_TEST

/* What comes of a time after runs at others; 0 where it is refused */
static const struct {
	int64_t runs[4];
	bool said;
	int64_t given;
	int64_t wanted;
} clocks[] = {
#define YEARS(n) (DAY_1 + (n)*INT64_C(366) * 86400)
#define WEEK     (INT64_C(7) * 86400)
	/* ahead */
	{{DAY_1}, false, YEARS(10), YEARS(10)},
	{{0}, false, YEARS(10), YEARS(10)},
	/* back from a leap, from runs that were not far apart, and from the first of all */
	{{DAY_1, YEARS(1)}, false, DAY_1 + 1, DAY_1 + 1},
	{{DAY_1, YEARS(1), YEARS(1) + 1}, false, DAY_1, DAY_1},
	{{DAY_1, DAY_1 + 2 * WEEK}, false, DAY_1 + WEEK, DAY_1 + 2 * WEEK},
	{{DAY_1, DAY_1 + 2 * WEEK}, false, DAY_1 + WEEK - 1, DAY_1 + WEEK - 1},
	{{DAY_1, DAY_1 + WEEK, DAY_1 + 2 * WEEK}, false, DAY_1 + 1, DAY_1 + 2 * WEEK},
	{{YEARS(1), YEARS(1) + 1}, false, DAY_1, YEARS(1) + 1},
	{{YEARS(1)}, true, DAY_1, DAY_1},
	{{YEARS(1)}, true, YEARS(1) - WEEK, YEARS(1)},
};

START_TEST(clock_is_judged)
{
	struct err err = {0};
	int64_t now = 0;

	help_close();
	ck_assert_int_eq(unlink(help_database), 0);
	for (int i = 0; i < 4 && clocks[_i].runs[i]; i++) {
		now = clocks[_i].runs[i];
		help_ok(store_open(&help_store, help_folder, STORE_KEEP, &err), &err);
		store_believe_clock(help_store);
		help_ok(store_begin(help_store, &now, &err), &err);
		ck_assert_int_eq(now, clocks[_i].runs[i]);
		help_close();
	}
	help_ok(store_open(&help_store, help_folder, STORE_KEEP, &err), &err);
	if (clocks[_i].said)
		store_believe_clock(help_store);
	now = clocks[_i].given;
	help_ok(store_begin(help_store, &now, &err), &err);
	ck_assert_int_eq(now, clocks[_i].wanted);
}
END_TEST

/* A run that was undone was none: the clock may go back to before it */
START_TEST(undone_run_holds_no_clock)
{
	struct err err = {0};
	int64_t now = DAY_1 + 500;

	help_close();
	help_ok(store_open(&help_store, help_folder, STORE_KEEP, &err), &err);
	help_ok(store_begin(help_store, &now, &err), &err);
	store_roll_back(help_store);
	now = DAY_1 + 1;
	help_ok(store_begin(help_store, &now, &err), &err);
	ck_assert_int_eq(now, DAY_1 + 1);
}
END_TEST

START_TEST(tag_is_pinned)
{
	static const struct {
		const char *authority;
		const char *date;
		bool same;
	} cases[] = {
		{"papers.example.org", "2026-11", true},
		{"papers.example.com", "2026-11", false},
		{"papers.example.org", "2026-11-01", false},
		{"papers.example.org", "2026-1", false},
		{"Papers.example.org", "2026-11", false},
		{"papers.example.org", "2026-11", true},
	};
	struct err err = {0};

	help_ok(store_pin_tag(help_store, "papers.example.org", "2026-11", &err), &err);
	help_next_run(DAY_1);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int result = store_pin_tag(help_store, cases[i].authority, cases[i].date, &err);

		ck_assert_int_eq(result, cases[i].same ? 0 : -1);
		if (cases[i].same)
			continue;
		ck_assert_int_eq(err.code, ERR_CONFIG);
		ck_text(err.text, "tag_authority = papers.example.org and tag_date = 2026-11,");
	}
}
END_TEST

START_TEST(fingerprint)
{
	struct err err = {0};
	const char *text;

	help_ok(store_get_fingerprint(help_store, &help_arena, &text, &err), &err);
	ck_assert_str_eq(text, "");
	help_ok(store_set_fingerprint(help_store, "one", &err), &err);
	help_ok(store_set_fingerprint(help_store, "two", &err), &err);
	help_next_run(DAY_1);
	help_ok(store_get_fingerprint(help_store, &help_arena, &text, &err), &err);
	ck_assert_str_eq(text, "two");
}
END_TEST

/* What the copy does to its feed of everything, and that the folder is as it was */
static void try_copy(const char *expected)
{
	char *before = help_listing();
	struct store *kept = help_store;
	struct err err = {0};
	int64_t now = DAY_1 + 1;
	struct feed feed;

	help_ok(store_open(&help_store, help_folder, STORE_COPY, &err), &err);
	help_ok(store_begin(help_store, &now, &err), &err);
	ck_assert_str_eq(help_feed(&feed, "all"), expected);
	help_source("trending", NULL);
	help_entry("arxiv:9", &(struct entry){0});
	ck_text(help_feed(&feed, "all"), "arxiv:9");
	help_ok(store_commit(help_store, &err), &err);
	ck_text(help_feed(&feed, "all"), "arxiv:9");
	store_close(&help_store);
	help_store = kept;
	ck_assert_str_eq(help_listing(), before);
}

/* More than SQLite holds in memory; how many files it puts aside then, each of which has to be in our folder */
static int put_aside(struct store *store)
{
	char *real = realpath(help_folder, NULL);
	const char *folder = arena_printf(&help_arena, "%s/etilqs_", real);
	DIR *fds = opendir("/proc/self/fd");
	struct dirent *item;
	char path[4096];
	int count = 0;

	free(real);
	ck_assert_int_eq(
		sqlite3_exec(store->db,
			"CREATE TEMP TABLE heavy AS WITH RECURSIVE n(i) AS (SELECT 1"
			" UNION ALL SELECT i + 1 FROM n LIMIT 64) SELECT randomblob(100000) FROM n",
			NULL, NULL, NULL),
		SQLITE_OK);
	while (fds && (item = readdir(fds))) {
		ssize_t len = readlinkat(dirfd(fds), item->d_name, path, sizeof(path) - 1);

		path[len > 0 ? len : 0] = '\0';
		if (!strstr(path, "etilqs_"))
			continue;
		ck_assert_msg(strncmp(path, folder, strlen(folder)) == 0, "%s", path);
		count++;
	}
	if (fds)
		closedir(fds);
	return count;
}

START_TEST(nothing_elsewhere)
{
	struct store *copy;
	struct err err = {0};
	bool can_look = access("/proc/self/fd", X_OK) == 0;

	help_ok(store_open(&copy, help_folder, STORE_COPY, &err), &err);
	ck_assert_int_eq(put_aside(copy), 0);
	store_close(&copy);
	ck_assert_int_eq(put_aside(help_store), can_look);
}
END_TEST

START_TEST(copy_of_clean)
{
	help_entry("arxiv:1", &(struct entry){0});
	help_close();
	try_copy("arxiv:1");
	try_copy("arxiv:1");
}
END_TEST

/* The log beside the file has what the file has not yet */
START_TEST(copy_of_open)
{
	struct err err = {0};

	help_entry("arxiv:1", &(struct entry){0});
	help_ok(store_commit(help_store, &err), &err);
	try_copy("arxiv:1");
}
END_TEST

START_TEST(copy_of_nothing)
{
	help_close();
	ck_assert_int_eq(unlink(help_database), 0);
	try_copy("");
}
END_TEST

START_TEST(copy_without_folder)
{
	char *folder = arena_printf(&help_arena, "%s/a/b", help_folder);
	struct store *copy;
	struct err err = {0};

	help_ok(store_open(&copy, folder, STORE_COPY, &err), &err);
	store_close(&copy);
	ck_assert_int_ne(access(arena_printf(&help_arena, "%s/a", help_folder), F_OK), 0);
}
END_TEST

START_TEST(runs_are_logged)
{
	int64_t number = help_source("trending", NULL);
	struct source_run run = {.records = 26,
		.added = 20,
		.changed = 3,
		.status = 200,
		.bytes = 44355,
		.attempts = 2};
	struct err err = {0};

	help_ok(store_log_source(help_store, number, &run, &err), &err);
	help_next_run(DAY_1 + 7);
	run = (struct source_run){.failed = true, .message = "no papers"};
	help_ok(store_log_source(help_store, number, &run, &err), &err);
	run.records = 2;
	help_ok(store_log_source(help_store, number, &run, &err), &err);
	help_next_run(DAY_1 + 8);
	ck_assert_int_eq(help_ask("SELECT count(*) FROM source_run"), 2);
	ck_assert_int_eq(help_ask("SELECT records * 10000 + added * 100 + changed FROM source_run"
				  " WHERE run = 1 AND NOT failed AND message IS NULL"),
		262003);
	ck_assert_int_eq(help_ask("SELECT bytes FROM source_run WHERE status = 200"
				  " AND attempts = 2 AND NOT unchanged"),
		44355);
	ck_assert_int_eq(help_ask("SELECT records FROM source_run JOIN run ON number = run"
				  " WHERE failed AND message = 'no papers' AND time = 1700006407"),
		2);
}
END_TEST

START_TEST(body_is_remembered)
{
	int64_t number = help_source("trending", NULL);
	struct kept_body kept = {"u", "\"e\"", NULL, "text/html", "h", "r"};
	const struct kept_body *found;
	struct err err = {0};

	help_ok(store_get_kept(help_store, &found, &help_arena, number, &err), &err);
	ck_assert_ptr_null(found);
	help_ok(store_put_kept(help_store, number, &kept, &err), &err);
	help_next_run(DAY_1 + 7);
	help_ok(store_get_kept(help_store, &found, &help_arena, number, &err), &err);
	ck_assert_str_eq(found->url, "u");
	ck_assert_str_eq(found->etag, "\"e\"");
	ck_assert_ptr_null(found->modified);
	ck_assert_str_eq(found->type, "text/html");
	ck_assert_str_eq(found->hash, "h");
	ck_assert_str_eq(found->reading, "r");
	kept = (struct kept_body){"u", NULL, "m", NULL, "h2", "r"};
	help_ok(store_put_kept(help_store, number, &kept, &err), &err);
	help_ok(store_get_kept(help_store, &found, &help_arena, number, &err), &err);
	ck_assert_ptr_null(found->etag);
	ck_assert_str_eq(found->modified, "m");
	ck_assert_str_eq(found->hash, "h2");
}
END_TEST

/* What was there before there were URLs is there afterwards */
START_TEST(older_tables)
{
	struct feed feed;
	int64_t now = DAY_1 + 9;
	struct err err = {0};
	sqlite3 *db;

	help_entry("arxiv:1", &(struct entry){0});
	help_close();
	ck_assert_int_eq(sqlite3_open(help_database, &db), SQLITE_OK);
	ck_assert_int_eq(sqlite3_exec(db,
				 "DROP INDEX member_waiting;"
				 "ALTER TABLE member DROP COLUMN since;"
				 "ALTER TABLE member DROP COLUMN sealed;"
				 "DROP INDEX entry_undated;"
				 "ALTER TABLE entry DROP COLUMN dated;"
				 "DROP INDEX member_state;"
				 "DROP TRIGGER member_counted;"
				 "DROP TRIGGER member_moved;"
				 "DROP TRIGGER member_uncounted;"
				 "DROP TRIGGER entry_month;"
				 "DROP TRIGGER route_added_month;"
				 "DROP TRIGGER route_changed_month;"
				 "DROP TRIGGER route_dropped_month;"
				 "DROP TABLE month;"
				 "DROP TABLE tally;"
				 "DROP INDEX member_month;"
				 "ALTER TABLE member DROP COLUMN month;"
				 "DROP TABLE gone;"
				 "DROP TABLE owing;"
				 "ALTER TABLE topic DROP COLUMN moved_to;"
				 "ALTER TABLE topic DROP COLUMN moved;"
				 "ALTER TABLE entry DROP COLUMN forgotten;"
				 "ALTER TABLE alias DROP COLUMN first;"
				 "ALTER TABLE source_run DROP COLUMN suspicious;"
				 "DROP TABLE incident;"
				 "DROP INDEX document_untold;"
				 "ALTER TABLE document DROP COLUMN untold;"
				 "DROP TABLE kept;"
				 "ALTER TABLE source_run DROP COLUMN unchanged;"
				 "ALTER TABLE source_run DROP COLUMN status;"
				 "ALTER TABLE source_run DROP COLUMN bytes;"
				 "ALTER TABLE source_run DROP COLUMN attempts;"
				 "PRAGMA user_version = 2",
				 NULL, NULL, NULL),
		SQLITE_OK);
	sqlite3_close(db);
	help_ok(store_open(&help_store, help_folder, STORE_KEEP, &err), &err);
	help_ok(store_begin(help_store, &now, &err), &err);
	ck_assert_str_eq(help_feed(&feed, "all"), "arxiv:1");
	ck_assert_int_eq(help_ask("SELECT count(*) FROM kept"), 0);
	ck_assert_int_eq(help_ask("SELECT sum(papers) FROM tally"), 1);
	ck_assert_int_eq(help_ask("SELECT papers FROM month WHERE month = '2023-11'"), 1);
	ck_assert_int_eq(help_ask("SELECT count(*) FROM alias WHERE first = 1"),
		help_ask("SELECT count(DISTINCT key) FROM alias"));
}
END_TEST

Suite *suite_store(void)
{
	Suite *suite = suite_create("store");
	TCase *tests = tcase_create("store");

	tcase_add_checked_fixture(tests, help_begin, help_end);
	tcase_add_test(tests, new_database);
	tcase_add_test(tests, clean_after_close);
	tcase_add_test(tests, last_promise);
	tcase_add_test(tests, roll_back_undoes);
	tcase_add_test(tests, close_undoes);
	tcase_add_test(tests, failed_run_is_not_committed);
	tcase_add_test(tests, failure_after_commit);
	tcase_add_test(tests, clock_is_held);
	tcase_add_loop_test(tests, clock_is_judged, 0, (int)(sizeof(clocks) / sizeof(clocks[0])));
	tcase_add_test(tests, undone_run_holds_no_clock);
	tcase_add_test(tests, tag_is_pinned);
	tcase_add_test(tests, fingerprint);
	tcase_add_test(tests, nothing_elsewhere);
	tcase_add_test(tests, copy_of_clean);
	tcase_add_test(tests, copy_of_open);
	tcase_add_test(tests, copy_of_nothing);
	tcase_add_test(tests, copy_without_folder);
	tcase_add_test(tests, runs_are_logged);
	tcase_add_test(tests, body_is_remembered);
	tcase_add_test(tests, older_tables);
	suite_add_tcase(suite, tests);
	return suite;
}
