/* SPDX-License-Identifier: ISC */
/*
 * What [site] after has yet to be told of.
 */
#include "config.h"

#include "store/help.h"

static int64_t owe(void)
{
	struct err err = {0};
	int64_t debt = 0;

	help_ok(store_owe(help_store, &debt, &err), &err);
	return debt;
}

static void goes(int64_t debt, const char *name)
{
	struct err err = {0};

	help_ok(store_goes(help_store, debt, name, &err), &err);
}

static void told(int64_t debt)
{
	struct err err = {0};

	help_ok(store_told(help_store, debt, &err), &err);
}

static bool owing(void)
{
	struct err err = {0};
	bool result = false;

	help_ok(store_owing(help_store, &result, &err), &err);
	return result;
}

/* The names of what goes by that debt, set apart by spaces */
static const char *gone(int64_t debt)
{
	const char *text = "";
	struct err err = {0};
	const char **names;
	size_t count;

	help_ok(store_gone(help_store, debt, &help_arena, &names, &count, &err), &err);
	for (size_t i = 0; i < count; i++)
		text = arena_printf(&help_arena, "%s%s%s", text, i ? " " : "", names[i]);
	return text;
}

START_TEST(each_by_itself)
{
	int64_t first, second;

	ck_assert(!owing());
	first = owe();
	second = owe();
	ck_assert_int_ne(first, second);
	ck_assert(owing());
	goes(first, "b.atom");
	goes(first, "a.atom");
	goes(first, "b.atom");
	goes(second, "b.atom");
	help_next_run(DAY_1 + 1);
	ck_assert_str_eq(gone(first), "a.atom b.atom");
	ck_assert_str_eq(gone(second), "b.atom");
	told(first);
	ck_assert_str_eq(gone(first), "");
	ck_assert_str_eq(gone(second), "b.atom");
	ck_assert(owing());
	told(second);
	ck_assert(!owing());
	ck_assert_int_eq(help_ask("SELECT count(*) FROM gone"), 0);
}
END_TEST

/* A name that several have is there once */
START_TEST(taken_over)
{
	int64_t first = owe();
	int64_t second = owe();
	int64_t third = owe();
	struct err err = {0};

	goes(first, "a.atom");
	goes(first, "b.atom");
	goes(second, "b.atom");
	goes(third, "b.atom");
	goes(third, "c.atom");
	help_ok(store_take_over(help_store, third, &err), &err);
	ck_assert_str_eq(gone(third), "a.atom b.atom c.atom");
	ck_assert_int_eq(help_ask("SELECT count(*) FROM gone"), 3);
	ck_assert_int_eq(help_ask("SELECT count(*) FROM owing"), 1);
	/* those that it was taken from are told in vain */
	told(first);
	told(second);
	ck_assert_str_eq(gone(third), "a.atom b.atom c.atom");
	told(third);
	ck_assert(!owing());
	ck_assert_int_eq(help_ask("SELECT count(*) FROM gone"), 0);
}
END_TEST

/* As a store had them before files that go were remembered */
START_TEST(older_debts)
{
	int64_t now = DAY_1 + 9;
	struct err err = {0};
	sqlite3 *db;

	help_close();
	ck_assert_int_eq(sqlite3_open(help_database, &db), SQLITE_OK);
	ck_assert_int_eq(sqlite3_exec(db,
				 "DROP TABLE gone;"
				 "ALTER TABLE owing RENAME COLUMN debt TO run;"
				 "INSERT INTO owing (run) VALUES (3), (4);"
				 "PRAGMA user_version = 12",
				 NULL, NULL, NULL),
		SQLITE_OK);
	sqlite3_close(db);
	help_ok(store_open(&help_store, help_folder, STORE_KEEP, &err), &err);
	help_ok(store_begin(help_store, &now, &err), &err);
	ck_assert(owing());
	ck_assert_int_eq(help_ask("SELECT sum(debt) FROM owing"), 7);
	goes(3, "a.atom");
	goes(4, "a.atom");
	told(3);
	ck_assert_str_eq(gone(3), "");
	ck_assert_str_eq(gone(4), "a.atom");
	told(4);
	ck_assert(!owing());
}
END_TEST

Suite *suite_owing(void)
{
	Suite *suite = suite_create("owing");
	TCase *tests = tcase_create("owing");

	tcase_add_checked_fixture(tests, help_begin, help_end);
	tcase_add_test(tests, each_by_itself);
	tcase_add_test(tests, taken_over);
	tcase_add_test(tests, older_debts);
	suite_add_tcase(suite, tests);
	return suite;
}
