/* SPDX-License-Identifier: ISC */
/*
 * Runs that are killed, and disks that are full: what was committed is there, and nothing else is.
 */
#include "config.h"

#include "store/help.h"
#include "tidy/tidy.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* In a process of its own, begins a run, does what does does, and is killed */
static void die_in_run(void (*does)(void))
{
	pid_t child = fork();
	int status;

	ck_assert_int_ge(child, 0);
	if (child == 0) {
		int64_t now = DAY_1 + 1;

		if (store_open(&help_store, help_folder, STORE_KEEP, NULL) == 0 &&
			store_begin(help_store, &now, NULL) == 0)
			does();
		raise(SIGKILL);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, 1);
}

/* Enough for SQLite to write pages of a run that is not committed */
static void add_many(void)
{
	char *abstract = arena_alloc(&help_arena, 4000);

	memset(abstract, 'a', 3999);
	for (int i = 0; i < 3000; i++)
		help_entry(arena_printf(&help_arena, "doi:10.1/%d", i),
			&(struct entry){.abstract = abstract});
}

static void add_and_commit(void)
{
	help_entry("arxiv:2", &(struct entry){0});
	store_commit(help_store, NULL);
}

START_TEST(killed_before_commit)
{
	struct feed feed;
	struct stat st;

	help_entry("arxiv:1", &(struct entry){0});
	help_close();
	die_in_run(add_many);
	ck_assert_int_eq(stat(arena_printf(&help_arena, "%s-wal", help_database), &st), 0);
	ck_assert_int_gt(st.st_size, 1000000);
	help_next_run(DAY_1);
	ck_assert_str_eq(help_feed(&feed, "all"), "arxiv:1");
	ck_assert_int_eq(help_ask("SELECT count(*) FROM run"), 2);
	ck_assert_int_eq(help_ask("SELECT count(*) FROM pragma_integrity_check"
				  " WHERE integrity_check <> 'ok'"),
		0);
}
END_TEST

START_TEST(killed_after_commit)
{
	char *before;
	struct err err = {0};
	struct feed feed;
	int64_t now = 0;

	help_entry("arxiv:1", &(struct entry){0});
	help_close();
	die_in_run(add_and_commit);

	before = help_listing();
	help_ok(store_open(&help_store, help_folder, STORE_COPY, &err), &err);
	help_ok(store_begin(help_store, &now, &err), &err);
	ck_assert_str_eq(help_feed(&feed, "all"), "arxiv:1 arxiv:2");
	store_close(&help_store);
	ck_assert_str_eq(help_listing(), before);

	help_next_run(DAY_1);
	ck_assert_str_eq(help_feed(&feed, "all"), "arxiv:1 arxiv:2");
}
END_TEST

/* Puts entries until a file would pass the limit; 0 when all went as it should */
static int fill_disk(void)
{
	struct rlimit limit = {1000000, 1000000};
	struct identity identity = {.count = 1};
	struct err err = {0};
	int64_t now = DAY_1 + 1;
	int64_t entry;
	enum resolved how;

	signal(SIGXFSZ, SIG_IGN);
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0 ||
		store_open(&help_store, help_folder, STORE_KEEP, &err) != 0 ||
		store_begin(help_store, &now, &err) != 0)
		return 1;
	for (int i = 0; i < 1000000; i++) {
		const char *key = arena_printf(&help_arena, "url:%01000d", i);

		identity.keys = &key;
		if (store_resolve(help_store, &entry, &how, &identity, tidy_renew, &err) != 0)
			break;
	}
	if (err.code != ERR_STORE || !strstr(err.text, "nothing of this run was kept"))
		return 2;
	if (store_commit(help_store, &err) == 0)
		return 3;
	store_roll_back(help_store);
	store_close(&help_store);
	return 0;
}

START_TEST(full_disk)
{
	struct feed feed;
	pid_t child;
	int status;

	help_entry("arxiv:1", &(struct entry){0});
	help_close();
	child = fork();
	if (child == 0)
		_exit(fill_disk());
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
	help_next_run(DAY_1);
	ck_assert_str_eq(help_feed(&feed, "all"), "arxiv:1");
	ck_assert_int_eq(help_ask("SELECT count(*) FROM entry"), 1);
}
END_TEST

Suite *suite_killed(void)
{
	Suite *suite = suite_create("killed");
	TCase *tests = tcase_create("killed");

	tcase_add_checked_fixture(tests, help_begin, help_end);
	tcase_set_timeout(tests, 300);
	tcase_add_test(tests, killed_before_commit);
	tcase_add_test(tests, killed_after_commit);
	tcase_add_test(tests, full_disk);
	suite_add_tcase(suite, tests);
	return suite;
}
