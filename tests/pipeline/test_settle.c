/* SPDX-License-Identifier: ISC */
/*
 * Sources that contradict each other about who a paper is: lists whose numbers, DOIs, addresses and titles
 * overlap by chance. Whatever they say, one run settles it: the runs after it, on the same lists, touch no
 * file; no listing is shown as two papers; an id that went away does not come back.
 *
 * CK_RUN_SUITE=settle PAPERROUTE_SEED=N PAPERROUTE_STEPS=N repeat one; PAPERROUTE_SETTLES=N is how many
 * there are.
 */
#include "config.h"

#include "pipeline/suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <check.h>
#include <jansson.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/xalloc.h"
#include "pipeline/document.h"
#include "pipeline/lists.h"
#include "pipeline/play.h"
#include "pipeline/tree.h"
#include "pipeline/walk.h"

#define SETTLES 5
#define STEPS   4

static const struct machine machine = {"site", "UTC0", "C"};
static const char *const run_words[] = {"run", NULL};

/* An id of the feed with all papers */
struct shown {
	char *id;
	bool there; /* at the last look */
};

struct memory {
	struct shown *ids;
	size_t count, cap;
};

/* --- the site --- */

static void put(const char *name, const char *text)
{
	char path[100];
	FILE *file;

	snprintf(path, sizeof(path), "site/%s", name);
	file = fopen(path, "w");
	ck_assert_msg(file && fputs(text, file) >= 0 && fclose(file) == 0, "%s", path);
}

static void make_site(struct lists *lists)
{
	struct buf text;

	buf_init(&text, 10000);
	buf_printf(&text,
		"[site]\ntitle = Who is who\nbase_url = https://feeds.example.net/\n"
		"tag_authority = feeds.example.net\ntag_date = 2024-12\nauthor = Chance\n"
		"entries = %u\nformats = atom, json, html\n",
		1 + dice_throw(&lists->dice, 5));
	for (int i = 0; i < LISTS; i++)
		buf_printf(&text, "[source list%d]\npath = %d.json\npreset = papers-jsonl\n", i, i);
	ck_assert_int_eq(mkdir("site", 0777), 0);
	ck_assert_int_eq(mkdir("site/topics", 0777), 0);
	put("paperroute.ini", buf_str(&text));
	put("topics/ants.ini",
		"[feed]\ntitle = Ants\nthreshold = 5\n[rule ants]\nmatch = ants\nscore = 5\n");
	put("topics/even.ini", "[feed]\ntitle = Even\nthreshold = 5\n"
			       "[rule even]\nmatch = id:2401.00002, even, votes >= 2\nscore = 5\n");
	buf_release(&text);
}

static void set(json_t *object, const char *name, const char *before, unsigned number)
{
	char text[100];

	snprintf(text, sizeof(text), "%s%u", before, number);
	if (number)
		json_object_set_new(object, name, json_string(text));
}

static json_t *listing_of(const struct listing *listing)
{
	json_t *object = json_pack("{s:s, s:i}", "title", listing->title, "votes", listing->votes);
	char text[100];

	set(object, "id", "no", listing->own);
	set(object, "doi", "10.5555/q", listing->doi);
	set(object, "link", "https://press.example.net/papers/", listing->address);
	set(object, listing->address ? "pdf" : "link", "https://arxiv.org/abs/2401.0000",
		listing->arxiv);
	if (listing->token) {
		snprintf(text, sizeof(text), "%s edition, token%utoken",
			listing->token % 2 ? "odd" : "an even", listing->token);
		json_object_set_new(object, "abstract", json_string(text));
	}
	if (listing->day != CLOCK_NONE) {
		clock_format(text, listing->day);
		json_object_set_new(object, "listed", json_string(text));
	}
	return object;
}

static void put_lists(const struct lists *lists)
{
	for (unsigned i = 0; i < LISTS; i++) {
		json_t *list = json_array();
		char name[20];
		char *text;

		for (unsigned j = 0; j < lists->counts[i]; j++)
			json_array_append_new(list, listing_of(&lists->items[i][j]));
		snprintf(name, sizeof(name), "%u.json", i);
		text = json_dumps(list, JSON_COMPACT);
		put(name, text);
		free(text);
		json_decref(list);
	}
}

/* --- what readers see --- */

static struct shown *remembered(struct memory *memory, const char *id)
{
	for (size_t i = 0; i < memory->count; i++) {
		if (strcmp(memory->ids[i].id, id) == 0)
			return &memory->ids[i];
	}
	memory->ids = xgrow(memory->ids, &memory->cap, memory->count + 1, sizeof(*memory->ids));
	memory->ids[memory->count] = (struct shown){xstrdup(id), true};
	return &memory->ids[memory->count++];
}

/* Each id once in each document; what was there before the last look and not at it stays away */
static void look_at_ids(struct memory *memory, const struct walk *walk)
{
	for (size_t i = 0; i < walk->count; i++) {
		const struct document *document = &walk->documents[i];

		for (size_t j = 0; j < document->count; j++) {
			const char *id = document->items[j].id;

			ck_assert_msg(document_find(document, id) == &document->items[j],
				"%s: twice", id);
			ck_assert_msg(remembered(memory, id)->there, "%s: came back", id);
		}
	}
	for (size_t i = 0; i < memory->count; i++)
		memory->ids[i].there = walk_latest(walk, memory->ids[i].id) != NULL;
}

/* Of the papers as who keeps the latest of equal ids has them, two with the text of one listing */
static void look_for_doubles(const struct lists *lists, const struct walk *walk)
{
	const struct document *live = &walk->documents[0];

	for (unsigned token = 1; token <= lists->tokens; token++) {
		const struct item *first = NULL;
		char text[40];

		snprintf(text, sizeof(text), "token%utoken", token);
		for (size_t i = 0; i < live->count; i++) {
			if (!strstr(live->items[i].letters, text))
				continue;
			ck_assert_msg(!first, "%s and %s: one listing, %s", first->id,
				live->items[i].id, text);
			first = &live->items[i];
		}
	}
}

static void run(const struct lists *lists)
{
	int status = play_run(&machine, lists->now, run_words);

	ck_assert_msg(status == 0 || status == 2, "exit status %d", status);
}

static void take_step(const struct lists *lists, struct memory *memory)
{
	struct walk walk = {0};
	struct tree before, after;

	put_lists(lists);
	run(lists);
	tree_look(&before, play_public(&machine));
	for (int again = 0; again < 2; again++) {
		run(lists);
		tree_look(&after, play_public(&machine));
		tree_compare_untouched(&before, &after);
		tree_release(&after);
	}
	tree_release(&before);
	walk_follow(&walk, machine.folder, "all", "atom");
	look_at_ids(memory, &walk);
	look_for_doubles(lists, &walk);
	walk_release(&walk);
}

START_TEST(settle)
{
	unsigned steps = play_number("PAPERROUTE_STEPS", STEPS);
	unsigned seed = play_begin(_i);
	struct lists lists;
	struct memory memory = {0};

	lists_init(&lists, seed);
	make_site(&lists);
	for (unsigned step = 1; step <= steps; step++) {
		lists_change(&lists);
		play_tell(seed, step);
		take_step(&lists, &memory);
	}
	for (size_t i = 0; i < memory.count; i++)
		free(memory.ids[i].id);
	free(memory.ids);
	play_end(seed);
}
END_TEST

Suite *suite_settle(void)
{
	Suite *suite = suite_create("settle");
	TCase *tests = tcase_create("settle");
	int count = getenv("PAPERROUTE_SEED") ? 1 : (int)play_number("PAPERROUTE_SETTLES", SETTLES);

	tcase_set_timeout(tests, 3600);
	tcase_add_unchecked_fixture(tests, play_enter, play_leave);
	tcase_add_loop_test(tests, settle, 0, count);
	suite_add_tcase(suite, tests);
	return suite;
}
