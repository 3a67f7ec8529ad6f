/* SPDX-License-Identifier: ISC */
/*
 * Random histories: whatever happens to papers, lists, rules, settings and the clock, subscribers see
 * what they were promised. The real program runs, on two machines that differ in folder, time zone and
 * language; an observer reads all documents after every run.
 *
 * PAPERROUTE_SEED=N and PAPERROUTE_STEPS=N repeat one history, PAPERROUTE_KEEP=1 keeps the folders of one
 * that fails; PAPERROUTE_HISTORIES=N is how many there are, of that many steps each.
 */
#include "config.h"

#include "pipeline/suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <check.h>

#include "base/clock.h"
#include "pipeline/epilogue.h"
#include "pipeline/observer.h"
#include "pipeline/play.h"
#include "pipeline/tree.h"
#include "pipeline/world.h"

#define HISTORIES 3
#define STEPS     15

static const struct machine machines[] = {
	{"one", "UTC0", "C"},
	{"another machine/with a longer name", "XYZ-13:45", "C.UTF-8"},
};

#define MACHINES (sizeof(machines) / sizeof(*machines))

/* --- what is done after a step --- */

static const char *const run_words[] = {"run", NULL};
static const char *const prune_words[] = {"run", "--prune", NULL};

/* Where a file ends in ".KIND", or in that of its packed twin */
static bool is_kind(const char *ending, const char *kind)
{
	size_t len = strlen(kind);

	return strncmp(ending + 1, kind, len) == 0 &&
	       (!ending[1 + len] || strcmp(ending + 1 + len, ".gz") == 0);
}

static bool is_page(const char *ending)
{
	return is_kind(ending, "html") || is_kind(ending, "css") || is_kind(ending, "js") ||
	       is_kind(ending, "svg");
}

/* Whether the file is one that the site would write today */
static bool is_current(const struct world *world, const char *name)
{
	const char *slash = strchr(name, '/');
	const char *slug = slash ? slash + 1 : name; /* archive/SLUG/0001.atom, about/SLUG.html */
	const char *ending = strchr(name, '.');

	if (strcmp(name, "status.atom") == 0 || strcmp(name, "status.atom.gz") == 0)
		return true;
	if ((is_kind(ending, "atom") && !world->atom) ||
		(is_kind(ending, "json") && !world->json) ||
		(is_kind(ending, "rss") && !world->rss) || (is_page(ending) && !world->pages))
		return false;
	for (unsigned i = 0; i < WORLD_TOPICS; i++) {
		size_t len = strlen(world_topics[i]);

		if (strncmp(slug, world_topics[i], len) == 0 && strchr("./", slug[len]))
			return world->topics[i].there;
	}
	return true;
}

/* All that the site would write today comes back as it was */
static void lose_all(const struct world *world)
{
	const struct machine *machine = &machines[0];
	struct tree before, after;
	char kept[300];
	size_t j = 0;
	int status;

	snprintf(kept, sizeof(kept), "%s/kept", machine->folder);
	tree_look(&before, play_public(machine));
	ck_assert_int_eq(rename(play_public(machine), kept), 0);
	status = play_run(machine, world->clock, run_words);
	ck_assert_msg(status == 0 || status == 2, "exit status %d", status);
	tree_look(&after, play_public(machine));
	for (size_t i = 0; i < before.count; i++) {
		if (!is_current(world, before.files[i].name))
			continue;
		ck_assert_msg(
			j < after.count && strcmp(before.files[i].name, after.files[j].name) == 0,
			"%s: not made again", before.files[i].name);
		ck_assert_msg(before.files[i].hash == after.files[j].hash, "%s: made otherwise",
			before.files[i].name);
		j++;
	}
	ck_assert_uint_eq(j, after.count);
	tree_remove(play_public(machine));
	ck_assert_int_eq(rename(kept, play_public(machine)), 0);
	tree_release(&before);
	tree_release(&after);
}

static void run_without_news(const struct world *world, int wanted)
{
	struct tree before, after;
	int status;

	tree_look(&before, play_public(&machines[0]));
	status = play_run(&machines[0], world->clock, run_words);
	ck_assert_msg(wanted == 1 ? status == 1 : status != 1, "exit status %d", status);
	tree_look(&after, play_public(&machines[0]));
	tree_compare_untouched(&before, &after);
	tree_release(&before);
	tree_release(&after);
}

static void compare_machines(void)
{
	struct tree trees[MACHINES];

	for (size_t i = 0; i < MACHINES; i++)
		tree_look(&trees[i], play_public(&machines[i]));
	tree_compare_bytes(&trees[0], &trees[1]);
	tree_release(&trees[0]);
	tree_release(&trees[1]);
}

static void forget(struct world *world, struct observer *observer)
{
	char key[64];
	const char *words[] = {"forget", key, NULL};

	snprintf(key, sizeof(key), "arxiv:2401.%05d", world->forget + 1);
	for (size_t i = 0; i < MACHINES; i++) {
		int status = play_run(&machines[i], world->clock, words);

		ck_assert_msg(status == 0 || status == 2, "forget %s: exit status %d", key, status);
	}
	world->papers[world->forget].forgotten = true;
	observer_look(observer, world, machines[0].folder);
}

/* Nothing is left that the site would not write today */
static void check_pruned(const struct world *world, const struct tree *tree)
{
	for (size_t i = 0; i < tree->count; i++)
		ck_assert_msg(is_current(world, tree->files[i].name), "%s: not pruned",
			tree->files[i].name);
}

static void take_step(struct world *world, struct observer *observer)
{
	bool sound = world_is_sound(world);
	struct tree before, after;
	int status;

	tree_look(&before, play_public(&machines[0]));
	for (size_t i = 0; i < MACHINES; i++) {
		world_write(world, machines[i].folder);
		status = play_run(
			&machines[i], world->clock, world->prune ? prune_words : run_words);
		ck_assert_msg(
			sound ? status == 0 || status == 2 : status == 1, "exit status %d", status);
	}
	world_was_read(world);
	tree_look(&after, play_public(&machines[0]));
	if (sound && world->prune) {
		check_pruned(world, &after);
		observer_prune(observer, world, machines[0].folder);
	}
	if (sound)
		observer_look(observer, world, machines[0].folder);
	else
		tree_compare_untouched(&before, &after);
	tree_release(&before);
	tree_release(&after);
	run_without_news(world, sound ? 0 : 1);
	if (sound && dice_once_in(&world->dice, 8))
		lose_all(world);
	if (sound && world->forget >= 0)
		forget(world, observer);
	if (world->step % 5 == 0)
		compare_machines();
}

/* --- histories --- */

START_TEST(history)
{
	unsigned steps = play_number("PAPERROUTE_STEPS", STEPS);
	unsigned seed = play_begin(_i);
	static struct world world;
	struct observer observer;

	ck_assert_int_eq(mkdir("another machine", 0777), 0);
	observer_init(&observer);
	world_init(&world, seed);
	while (world.step < steps) {
		world_turn(&world);
		play_tell(seed, world.step);
		take_step(&world, &observer);
	}
	epilogue_play(&world, &machines[0]);
	observer_release(&observer);
	play_end(seed);
}
END_TEST

Suite *suite_history(void)
{
	Suite *suite = suite_create("history");
	TCase *tests = tcase_create("history");
	int count =
		getenv("PAPERROUTE_SEED") ? 1 : (int)play_number("PAPERROUTE_HISTORIES", HISTORIES);

	tcase_set_timeout(tests, 3600);
	tcase_add_unchecked_fixture(tests, play_enter, play_leave);
	tcase_add_loop_test(tests, history, 0, count);
	suite_add_tcase(suite, tests);
	return suite;
}
