/* SPDX-License-Identifier: ISC */
/*
 * Files that are not what they should be: a reason, and every byte of them left.
 */
#include "config.h"

#include "store/help.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

/* Neither mode opens the database, says so, and leaves every byte of it */
static void refuse(const char *why)
{
	char *before = help_listing();
	struct err err;

	for (int mode = STORE_KEEP; mode <= STORE_COPY; mode++) {
		err = (struct err){0};
		ck_assert_int_eq(
			store_open(&help_store, help_folder, (enum store_mode)mode, &err), -1);
		ck_assert_ptr_null(help_store);
		ck_assert_int_eq(err.code, ERR_STORE);
		ck_assert_str_eq(err.where, help_database);
		ck_text(err.text, why);
	}
	ck_assert_str_eq(help_listing(), before);
}

static void overwrite(const char *bytes, size_t len)
{
	struct err err = {0};

	help_ok(file_replace(help_folder, "paperroute.db", FILE_PUBLIC, bytes, len, &err), &err);
}

static const struct {
	const char *bytes;
	size_t len;
} no_databases[] = {
	{"\n\n", 2}, /* SQLite takes a file of one byte for an empty one */
	{"hello", 5},
	{"SQLite format 3", 16},
	{"SQLite format 2\0and then something that is longer than the header of a file of one "
	 "hundred bytes is",
		98},
	{"<!DOCTYPE html><html><head><title>503</title></head><body>Service unavailable. Please "
	 "try again in a minute, or tell the administrator</body></html>",
		148},
};

START_TEST(no_database)
{
	help_close();
	overwrite(no_databases[_i].bytes, no_databases[_i].len);
	refuse("put a backup in its place");
}
END_TEST

/* What a run leaves that is killed as it makes the file */
START_TEST(empty_file_is_new)
{
	struct feed feed;

	help_close();
	overwrite("", 0);
	help_next_run(DAY_1);
	ck_assert_str_eq(help_feed(&feed, "all"), "");
}
END_TEST

static void change(const char *sql)
{
	sqlite3 *db;

	ck_assert_int_eq(sqlite3_open(help_database, &db), SQLITE_OK);
	ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", sql,
		sqlite3_errmsg(db));
	ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}

static const struct {
	bool ours; /* changes our database; else makes another one */
	const char *sql;
	const char *why;
} others[] = {
	{true, "PRAGMA user_version = 1000000",
		"newer paperroute (version 1000000 of the tables, this one knows "},
	{true, "PRAGMA user_version = -1", "newer paperroute"},
	{true, "PRAGMA application_id = 1", "another program's database"},
	{true, "PRAGMA application_id = 0", "another program's database"},
	{false, "CREATE TABLE t (a)", "another program's database"},
	{false, "PRAGMA user_version = 1", "another program's database"},
	{false, "PRAGMA application_id = 252006674", "another program's database"},
};

START_TEST(other_database)
{
	help_close();
	if (!others[_i].ours)
		ck_assert_int_eq(unlink(help_database), 0);
	change(others[_i].sql);
	refuse(others[_i].why);
}
END_TEST

/* A database of nothing is as good as none */
START_TEST(empty_database_is_new)
{
	struct feed feed;

	help_close();
	ck_assert_int_eq(unlink(help_database), 0);
	change("VACUUM");
	help_next_run(DAY_1);
	ck_assert_str_eq(help_feed(&feed, "all"), "");
}
END_TEST

/* Many pages are gone, or a part of the last one: that is found before anything is written */
START_TEST(truncated)
{
	char *bytes;
	size_t len;

	for (int i = 0; i < 100; i++)
		help_entry(arena_printf(&help_arena, "arxiv:%d", i), &(struct entry){0});
	help_close();
	help_ok(file_read(&bytes, &len, help_database, (size_t)1 << 24, NULL), NULL);
	for (int i = 0; i < 3; i++) {
		size_t left[] = {len / 2, len - 4000, len - 1000};

		overwrite(bytes, left[i]);
		refuse("malformed");
	}
	free(bytes);
}
END_TEST

/* What stands behind the last page is no damage */
START_TEST(overhang)
{
	char *bytes, *longer;
	size_t len;

	help_entry("arxiv:1", &(struct entry){0});
	help_close();
	help_ok(file_read(&bytes, &len, help_database, (size_t)1 << 24, NULL), NULL);
	longer = arena_alloc(&help_arena, len + 100);
	memcpy(longer, bytes, len);
	free(bytes);
	overwrite(longer, len + 100);
	help_next_run(DAY_1);
}
END_TEST

/* A run over a database with damaged pages fails with a reason, whatever page it is */
START_TEST(damaged_pages)
{
	struct err err = {0};
	size_t len, failures = 0;
	char *bytes;

	for (int i = 0; i < 100; i++)
		help_route(help_entry(arena_printf(&help_arena, "arxiv:%d", i), &(struct entry){0}),
			"a b");
	help_close();
	help_ok(file_read(&bytes, &len, help_database, (size_t)1 << 24, NULL), NULL);
	for (size_t page = 1; page < len / 4096; page++) {
		struct store_feed_options options = {"tag:", 100, NULL};
		int64_t now = DAY_1;
		struct feed feed = {.slug = "all"};
		char *damaged = malloc(len);

		memcpy(damaged, bytes, len);
		memset(damaged + page * 4096, 0xff, 4096);
		overwrite(damaged, len);
		free(damaged);
		if (store_open(&help_store, help_folder, STORE_KEEP, &err) != 0) {
			ck_assert_int_eq(err.code, ERR_STORE);
			ck_text(err.text, "put a backup in its place");
			continue; /* the page was one of the tables' descriptions */
		}
		if (store_begin(help_store, &now, &err) != 0 ||
			store_feed(help_store, &feed, &help_arena, &options, &err) != 0) {
			ck_assert_int_eq(err.code, ERR_STORE);
			ck_text(err.text, "put a backup in its place");
			if (help_store)
				ck_assert_int_eq(store_commit(help_store, &err), -1);
			failures++;
		}
		store_close(&help_store);
	}
	free(bytes);
	ck_assert_uint_ge(failures, 3); /* runs, entries by order, entries */
}
END_TEST

static const struct {
	const char *sql;
	const char *what;
} broken_texts[] = {
	{"UPDATE record SET fields = '[1]'", "a record"},
	{"UPDATE record SET fields = '{\"title\": 1}'", "a record"},
	{"UPDATE record SET fields = '{\"author\": [1]}'", "a record"},
	{"UPDATE record SET fields = '{'", "a record"},
	{"UPDATE record SET fields = ''", "a record"},
	{"UPDATE entry SET authors = '{}'", "the authors of an entry"},
	{"UPDATE entry SET authors = '[1]'", "the authors of an entry"},
	{"UPDATE entry SET categories = ''", "the categories of an entry"},
	{"UPDATE route SET reasons = '[{}]'", "a route"},
	{"UPDATE route SET reasons = 'null'", "a route"},
};

START_TEST(broken_text)
{
	struct store_feed_options options = {"tag:", 100, NULL};
	struct record_value value = {FIELD_TITLE, "T"};
	struct record record = {.values = &value, .count = 1};
	int64_t entry = help_entry("arxiv:1", &(struct entry){0});
	int64_t source = help_source("trending", NULL);
	struct sourced_record *records;
	struct err err = {0};
	struct feed feed = {.slug = "a"};
	size_t count;

	help_ok(store_put_record(help_store, source, entry, &record, &err), &err);
	help_route(entry, "a");
	help_close();
	change(broken_texts[_i].sql);
	help_next_run(DAY_1);
	if (store_records(help_store, &help_arena, &records, &count, entry, &err) == 0)
		ck_assert_int_eq(store_feed(help_store, &feed, &help_arena, &options, &err), -1);
	ck_assert_int_eq(err.code, ERR_STORE);
	ck_text(err.text, broken_texts[_i].what);
	ck_assert_int_eq(store_commit(help_store, &err), -1);
}
END_TEST

START_TEST(no_folder)
{
	struct store *store;
	struct err err = {0};
	char *folder = arena_printf(&help_arena, "%s/none", help_folder);

	ck_assert_int_eq(store_open(&store, folder, STORE_KEEP, &err), -1);
	ck_assert_ptr_null(store);
	ck_assert_int_eq(err.code, ERR_STORE);
	ck_assert_str_eq(err.where, arena_printf(&help_arena, "%s/paperroute.db", folder));
	ck_text(err.text, "unable to open database file: No such file or directory");
}
END_TEST

START_TEST(file_as_folder)
{
	char *folder = arena_printf(&help_arena, "%s/paperroute.db", help_folder);
	struct store *store;

	for (int mode = STORE_KEEP; mode <= STORE_COPY; mode++) {
		struct err err = {0};

		ck_assert_int_eq(store_open(&store, folder, (enum store_mode)mode, &err), -1);
		ck_text(err.text, "unable to open database file");
	}
}
END_TEST

START_TEST(folder_in_its_place)
{
	help_close();
	ck_assert_int_eq(unlink(help_database), 0);
	ck_assert_int_eq(mkdir(help_database, 0700), 0);
	refuse("is in the way");
}
END_TEST

START_TEST(pipe_in_its_place)
{
	help_close();
	ck_assert_int_eq(unlink(help_database), 0);
	ck_assert_int_eq(mkfifo(help_database, 0600), 0);
	refuse("is in the way");
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof((table)[0]))

Suite *suite_damage(void)
{
	Suite *suite = suite_create("damage");
	TCase *tests = tcase_create("damage");

	tcase_add_checked_fixture(tests, help_begin, help_end);
	tcase_set_timeout(tests, 300);
	tcase_add_loop_test(tests, no_database, 0, ROWS(no_databases));
	tcase_add_test(tests, empty_file_is_new);
	tcase_add_loop_test(tests, other_database, 0, ROWS(others));
	tcase_add_test(tests, empty_database_is_new);
	tcase_add_test(tests, truncated);
	tcase_add_test(tests, overhang);
	tcase_add_test(tests, damaged_pages);
	tcase_add_loop_test(tests, broken_text, 0, ROWS(broken_texts));
	tcase_add_test(tests, no_folder);
	tcase_add_test(tests, file_as_folder);
	tcase_add_test(tests, folder_in_its_place);
	tcase_add_test(tests, pipe_in_its_place);
	suite_add_tcase(suite, tests);
	return suite;
}
