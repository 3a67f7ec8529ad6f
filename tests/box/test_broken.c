/* SPDX-License-Identifier: ISC */
/*
 * Readers that end badly, never end, want too much or lie: each costs its source that run, in one line,
 * and the next reader works.
 */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "box/jail.h"
#include "help.h"
#include "suites.h"

/* One that cannot be over but by the wall clock: then it is what is waited for */
#define SHORT_WALL 1

static const struct {
	const char *name;
	const char *says; /* of the message */
	bool waits;       /* only the wall clock ends it */
	bool boxed;       /* not where the jail is not there */
} cases[] = {
	{"crash", "its reader crashed (signal 11): nothing of it is taken", false, true},
	{"abort", "its reader crashed (signal 6): nothing", false, false},
	{"overflow", "its reader crashed (signal 11): nothing", false, true},
	{"status", "its reader ended with status 7: nothing", false, false},
	{"vanish", "its reader broke off its answer: nothing", false, false},
	{"close", "its reader broke off its answer: nothing", false, false},
	{"close-and-stay", "its reader was not done after 1 s: nothing", true, true},
	{"finish-and-stay", "its reader was not done after 1 s: nothing", true, true},
	{"sleep", "its reader was not done after 1 s: nothing", true, true},
	{"spin", "its reader needed more than 1 s of CPU: nothing", false, false},
	{"allocate", "its reader needed more than 256 MB of memory: nothing", false, true},
	{"flood", "what no reader answers, a frame where such a one cannot stand: nothing", false,
		false},
	{"flood-papers", "its reader answered more than 8 MB: nothing", false, false},
	{"flood-notes", "its reader answered more than 8 MB: nothing", false, false},
	{"repeat", "what no reader answers, more behind its end: nothing", false, false},
	{"miscount", "what no reader answers, another number of papers than came: nothing", false,
		false},
	{"hello-again", "a frame where such a one cannot stand: nothing", false, false},
	{"no-such-deed", "its reader ended with status 4: nothing", false, false},
};

#define CASES (sizeof(cases) / sizeof(*cases))

static void expect_good(struct box *box)
{
	struct deed deed;

	deed_do(&deed, box, "behave", 0, NULL, &small_limits);
	ck_assert_msg(!deed.failed, "the next one: %s", deed.err.text);
	ck_assert_uint_eq(deed.papers, 1);
	ck_assert_str_eq(deed.title, "A paper");
}

START_TEST(broken)
{
	struct box_limits limits = small_limits;
	struct deed deed;
	struct box box;

	if (cases[_i].boxed && jail_possible() != JAIL_ALL)
		return;
	if (cases[_i].waits)
		limits.wall = SHORT_WALL;
	deed_open(&box);
	deed_do(&deed, &box, cases[_i].name, cases[_i].waits ? JAIL_SECCOMP : 0, NULL, &limits);
	ck_assert_msg(deed.failed, "%s counts", cases[_i].name);
	ck_assert_msg(strstr(deed.err.text, cases[_i].says) != NULL, "%s: %s", cases[_i].name,
		deed.err.text);
	ck_assert_str_eq(deed.err.where, "the source");
	ck_assert_ptr_null(strchr(deed.err.text, '\n'));
	ck_assert_uint_eq(deed.papers, 0);
	expect_good(&box);
	box_close(&box);
}
END_TEST

/* Without its limit of CPU the clock on the wall ends one that spins */
START_TEST(spin_without_cpu)
{
	struct box_limits limits = small_limits;
	struct deed deed;
	struct box box;

	limits.wall = SHORT_WALL;
	deed_open(&box);
	deed_do(&deed, &box, "spin", JAIL_CPU, NULL, &limits);
	ck_assert(deed.failed);
	ck_assert_ptr_nonnull(strstr(deed.err.text, "was not done after 1 s"));
	expect_good(&box);
	box_close(&box);
}
END_TEST

START_TEST(one_keeper_for_many)
{
	struct box box;
	pid_t keeper;

	deed_open(&box);
	expect_good(&box);
	keeper = box.keeper;
	for (int i = 0; i < 20; i++)
		expect_good(&box);
	ck_assert_int_eq(box.keeper, keeper);
	kill(keeper, SIGKILL);
	expect_good(&box);
	ck_assert_int_ne(box.keeper, keeper);
	box_close(&box);
	ck_assert_int_eq(waitpid(-1, NULL, 0), -1);
}
END_TEST

/* Where standard input and output are closed, pipes get their numbers */
START_TEST(closed_descriptors)
{
	int input = dup(STDIN_FILENO);
	int output = dup(STDOUT_FILENO);
	struct box box;

	close(STDIN_FILENO);
	close(STDOUT_FILENO);
	deed_open(&box);
	expect_good(&box);
	box_close(&box);
	dup2(input, STDIN_FILENO);
	dup2(output, STDOUT_FILENO);
	close(input);
	close(output);
}
END_TEST

/* A user that nobody else is, with no process left for the keeper, or none for the reader */
START_TEST(no_process_left)
{
	static const char says[] = "its reader cannot be started: Resource temporarily unavailable";
	const struct rlimit few = {(rlim_t)_i + 1, (rlim_t)_i + 1};
	struct deed deed;
	struct box box;
	int status;
	pid_t child;

	/* sanitizers start one themselves */
	if (geteuid() != 0 || jail_possible() != JAIL_ALL)
		return;
	child = fork();
	if (child == 0) {
		if (setuid(1761234567) != 0 || setrlimit(RLIMIT_NPROC, &few) != 0)
			_exit(0); /* such a user cannot be had here */
		deed_open(&box);
		deed_do(&deed, &box, "behave", 0, NULL, &small_limits);
		box_close(&box);
		_exit(deed.failed && strstr(deed.err.text, says) ? 0 : 1);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
}
END_TEST

Suite *broken_suite(void)
{
	Suite *suite = suite_create("box: broken readers");
	TCase *tcase = tcase_create("all");

	tcase_set_timeout(tcase, MOST_SECONDS);
	tcase_add_loop_test(tcase, broken, 0, CASES);
	tcase_add_test(tcase, spin_without_cpu);
	tcase_add_test(tcase, one_keeper_for_many);
	tcase_add_test(tcase, closed_descriptors);
	tcase_add_loop_test(tcase, no_process_left, 0, 2);
	suite_add_tcase(suite, tcase);
	return suite;
}
