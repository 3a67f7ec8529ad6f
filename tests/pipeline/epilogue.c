/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "pipeline/epilogue.h"

#include <stdio.h>
#include <string.h>

#include <check.h>

#include "base/clock.h"
#include "pipeline/tree.h"
#include "pipeline/walk.h"

#define LEAP (3000 * CLOCK_DAY)

static const char *const run_words[] = {"run", NULL};

static void run(const struct machine *machine, int64_t now)
{
	int status = play_run(machine, now, run_words);

	ck_assert_msg(status == 0 || status == 2, "exit status %d", status);
}

static const struct file *find(const struct tree *tree, const char *name)
{
	for (size_t i = 0; i < tree->count; i++) {
		if (strcmp(tree->files[i].name, name) == 0)
			return &tree->files[i];
	}
	return NULL;
}

static bool is_sealed(const char *name)
{
	return strncmp(name, "archive/", 8) == 0 && !strstr(name, ".html") && !strstr(name, ".gz");
}

static void compare_archives(const struct tree *before, const struct tree *after)
{
	for (size_t i = 0; i < before->count; i++) {
		const struct file *file = &before->files[i];
		const struct file *now = find(after, file->name);

		if (is_sealed(file->name))
			ck_assert_msg(now && now->hash == file->hash, "%s: sealed, and changed",
				file->name);
	}
}

static void compare_ids(const struct walk *before, const struct walk *after)
{
	for (size_t i = 0; i < before->count; i++) {
		for (size_t j = 0; j < before->documents[i].count; j++) {
			const char *id = before->documents[i].items[j].id;

			ck_assert_msg(walk_latest(after, id) != NULL, "%s: lost", id);
		}
	}
}

/* Two runs at now: the first may change what readers have, and takes nothing from them; the second changes
 * nothing */
static void pass(const struct machine *machine, int64_t now)
{
	struct walk ids_before = {0}, ids_after = {0};
	struct tree before, after, again;

	tree_look(&before, play_public(machine));
	walk_follow(&ids_before, machine->folder, "all", "atom");
	run(machine, now);
	tree_look(&after, play_public(machine));
	walk_follow(&ids_after, machine->folder, "all", "atom");
	compare_archives(&before, &after);
	compare_ids(&ids_before, &ids_after);
	run(machine, now);
	tree_look(&again, play_public(machine));
	/* a list that stays short is all well after so many runs */
	tree_leave_out(&after, "status.atom");
	tree_leave_out(&again, "status.atom");
	tree_compare_untouched(&after, &again);
	walk_release(&ids_before);
	walk_release(&ids_after);
	tree_release(&before);
	tree_release(&after);
	tree_release(&again);
}

static void move_feed(const struct machine *machine, const char *topic)
{
	char path[600];
	FILE *file;

	snprintf(path, sizeof(path), "%s/topics/%s.ini", machine->folder, topic);
	file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	fprintf(file, "[feed]\ntitle = Gone\nmoved_to = https://elsewhere.example.net/%s.atom\n",
		topic);
	ck_assert_int_eq(fclose(file), 0);
}

static void lose_store(const struct machine *machine)
{
	char path[600];

	snprintf(path, sizeof(path), "%s/state", machine->folder);
	tree_remove(path);
}

void epilogue_play(struct world *world, const struct machine *machine)
{
	for (size_t i = 0; i < WORLD_TOPICS; i++)
		world->topics[i].broken = false;
	world->atom = true;
	world_write(world, machine->folder);
	run(machine, world->clock);
	pass(machine, world->now + LEAP);
	pass(machine, world->now + CLOCK_DAY);
	move_feed(machine, world_topics[dice_throw(&world->dice, WORLD_TOPICS)]);
	pass(machine, world->now + 2 * CLOCK_DAY);
	lose_store(machine);
	pass(machine, world->now + 3 * CLOCK_DAY);
}
