/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "pipeline/world.h"

#include <string.h>

#include "base/clock.h"

const char *const world_words[WORLD_WORDS] = {"alphon", "bravik", "cosmel", "deltor", "epsilo",
	"foxtar", "gammet", "hotelo", "indigan", "juliem"};
const char *const world_topics[WORLD_TOPICS] = {"ants", "bees", "cats", "dogs", "eels", "rest"};

#define REST (WORLD_TOPICS - 1)

/* --- papers --- */

static unsigned some_words(struct dice *dice)
{
	unsigned words = 0;

	for (unsigned count = dice_throw(dice, 4); count; count--)
		words |= 1U << dice_throw(dice, WORLD_WORDS);
	return words;
}

static void list_paper(struct world *world, struct paper *paper, enum world_source source)
{
	if (paper->forgotten)
		return;
	paper->listed[source] = true;
	paper->fixed = paper->fixed || source == SOURCE_PLAIN;
	paper->two_places = source == SOURCE_JOURNAL && dice_once_in(&world->dice, 3);
}

static void add_paper(struct world *world)
{
	struct dice *dice = &world->dice;
	struct paper *paper;

	if (world->count == WORLD_PAPERS)
		return;
	paper = &world->papers[world->count++];
	*paper = (struct paper){.words = some_words(dice), .votes = dice_throw(dice, 12)};
	/* most are of today; some are found late */
	paper->day = clock_day(world->clock) -
		     (dice_once_in(dice, 4) ? dice_throw(dice, 90) : 0) * CLOCK_DAY;
	paper->dated = !dice_once_in(dice, 5);
	/* one that only a title tells of is fixed before its title can have changed */
	list_paper(world, paper, (enum world_source)dice_throw(dice, SOURCE_COUNT));
	if (dice_once_in(dice, 4)) {
		paper->fixed = true;
		list_paper(world, paper, (enum world_source)dice_throw(dice, SOURCE_COUNT));
	}
}

static struct paper *some_paper(struct world *world)
{
	/* the newest change more often */
	bool any = dice_once_in(&world->dice, 3);
	unsigned among = 20;

	if (!world->count)
		add_paper(world);
	if (any || among > world->count)
		among = world->count;
	return &world->papers[world->count - 1 - dice_throw(&world->dice, among)];
}

static void list_elsewhere(struct world *world)
{
	struct paper *paper = some_paper(world);
	enum world_source source = (enum world_source)dice_throw(&world->dice, SOURCE_COUNT);

	if (source != SOURCE_PLAIN || paper->fixed)
		list_paper(world, paper, source);
}

static void vanish(struct world *world)
{
	some_paper(world)->listed[dice_throw(&world->dice, SOURCE_COUNT)] = false;
}

static void change(struct world *world)
{
	struct paper *paper = some_paper(world);

	paper->version++;
	if (dice_once_in(&world->dice, 2))
		paper->words = some_words(&world->dice);
}

static void change_marks(struct world *world)
{
	some_paper(world)->marks = dice_throw(&world->dice, 4);
}

static void learn(struct world *world)
{
	struct paper *paper = some_paper(world);

	if (dice_once_in(&world->dice, 2))
		paper->knows_number = true;
	else
		paper->knows_doi = true;
}

static void vote(struct world *world)
{
	for (int i = 0; i < 6; i++)
		some_paper(world)->votes = dice_throw(&world->dice, 30);
}

static void date(struct world *world)
{
	struct paper *paper = some_paper(world);

	if (dice_once_in(&world->dice, 2))
		paper->dated = true;
	else
		paper->day -= dice_throw(&world->dice, 5) * CLOCK_DAY;
}

static void list_twice(struct world *world)
{
	struct paper *paper = some_paper(world);

	paper->twice = !paper->twice;
}

static void forget(struct world *world)
{
	struct paper *paper = some_paper(world);

	if (dice_once_in(&world->dice, 4) && world_identities(paper) == 1 &&
		paper->group[KEY_ARXIV])
		world->forget = (int)(paper - world->papers);
}

/* --- topics and settings --- */

static struct topic_truth *some_topic(struct world *world)
{
	return &world->topics[dice_throw(&world->dice, WORLD_TOPICS)];
}

static void edit_rules(struct world *world)
{
	struct topic_truth *topic = some_topic(world);
	struct dice *dice = &world->dice;

	switch (dice_throw(dice, 5)) {
	case 0:
		topic->least = 1 + dice_throw(dice, 2);
		break;
	case 1:
		topic->priority = (int)dice_throw(dice, 3);
		break;
	case 2:
		topic->exclusive = !topic->exclusive && !topic->catch_all && !topic->min_votes;
		break;
	case 3:
		topic->catch_all = !topic->catch_all && topic == &world->topics[REST];
		break;
	default:
		topic->words ^= 1U << dice_throw(dice, WORLD_WORDS);
		if (!topic->words)
			topic->words = 1;
	}
}

static void remove_topic(struct world *world)
{
	struct topic_truth *topic = some_topic(world);

	topic->there = !topic->there || dice_once_in(&world->dice, 2);
}

static void break_topic(struct world *world)
{
	some_topic(world)->broken = dice_once_in(&world->dice, 3);
}

static void resize(struct world *world)
{
	world->entries = 1 + dice_throw(&world->dice, 6);
}

static void switch_formats(struct world *world)
{
	world->json = !dice_once_in(&world->dice, 3);
	world->rss = !dice_once_in(&world->dice, 3);
	world->atom = !dice_once_in(&world->dice, 6);
	world->pages = !dice_once_in(&world->dice, 3);
	world->packed = dice_once_in(&world->dice, 3);
	if (!world->atom && !world->json)
		world->atom = true;
}

static void prune(struct world *world)
{
	world->prune = true;
}

static void reorder(struct world *world)
{
	world->order = dice_throw(&world->dice, 1000);
}

static void empty_list(struct world *world)
{
	unsigned source = dice_throw(&world->dice, SOURCE_COUNT);

	world->empty[source] = dice_once_in(&world->dice, 2);
	world->half[source] = true;
}

/* What may happen in a step, and how often of all times together */
static const struct {
	void (*happen)(struct world *world);
	unsigned weight;
} events[] = {
	{add_paper, 30},
	{list_elsewhere, 12},
	{vanish, 8},
	{change, 10},
	{change_marks, 6},
	{learn, 8},
	{vote, 5},
	{date, 4},
	{list_twice, 3},
	{forget, 2},
	{edit_rules, 5},
	{remove_topic, 2},
	{break_topic, 1},
	{resize, 1},
	{switch_formats, 1},
	{prune, 1},
	{reorder, 4},
	{empty_list, 2},
};

static void something(struct world *world)
{
	unsigned all = 0;
	unsigned thrown;

	for (size_t i = 0; i < sizeof(events) / sizeof(*events); i++)
		all += events[i].weight;
	thrown = dice_throw(&world->dice, all);
	for (size_t i = 0; i < sizeof(events) / sizeof(*events); i++) {
		if (thrown < events[i].weight) {
			events[i].happen(world);
			return;
		}
		thrown -= events[i].weight;
	}
}

static void pass_time(struct world *world)
{
	struct dice *dice = &world->dice;
	int64_t hour = CLOCK_DAY / 24;

	switch (dice_throw(dice, 12)) {
	case 0:
		world->clock -= (int64_t)dice_throw(dice, 100) * hour;
		break;
	case 1:
		break; /* twice in one second */
	case 2:
		world->clock += (int64_t)(1 + dice_throw(dice, 60)) * CLOCK_DAY;
		break;
	default:
		world->clock += (int64_t)(1 + dice_throw(dice, 40)) * hour + dice_throw(dice, 3600);
	}
	if (world->clock > world->now)
		world->now = world->clock;
}

void world_turn(struct world *world)
{
	world->step++;
	world->forget = -1;
	world->prune = false;
	memset(world->empty, 0, sizeof(world->empty));
	memset(world->half, 0, sizeof(world->half));
	/* what is broken is mended soon */
	for (size_t i = 0; i < WORLD_TOPICS; i++)
		world->topics[i].broken = world->topics[i].broken && dice_once_in(&world->dice, 2);
	pass_time(world);
	for (unsigned count = dice_throw(&world->dice, 6); count; count--)
		something(world);
}

void world_init(struct world *world, uint64_t seed)
{
	*world = (struct world){.dice = {seed},
		.entries = 3,
		.atom = true,
		.json = true,
		.pages = true,
		.forget = -1};
	world->clock = world->now = (int64_t)1735689600 + 86400 * (int64_t)(seed % 400);
	for (size_t i = 0; i < WORLD_TOPICS; i++)
		world->topics[i] = (struct topic_truth){.there = true,
			.words = 7U << i & ((1U << WORLD_WORDS) - 1),
			.least = 1,
			.min_votes = i == 1 ? 15 : 0,
			.catch_all = i == REST};
	for (unsigned count = dice_throw(&world->dice, 30); count; count--)
		add_paper(world);
}

bool world_is_sound(const struct world *world)
{
	for (size_t i = 0; i < WORLD_TOPICS; i++) {
		if (world->topics[i].there && world->topics[i].broken)
			return false;
	}
	return true;
}

/* --- what the program can know --- */

static void join(struct paper *paper, enum world_key a, enum world_key b)
{
	unsigned from = paper->group[b];

	for (int i = 0; i < KEY_COUNT; i++) {
		if (from && paper->group[i] == from)
			paper->group[i] = paper->group[a];
	}
	paper->group[b] = paper->group[a];
}

static void see(struct paper *paper, enum world_key key)
{
	if (!paper->group[key])
		paper->group[key] = (unsigned)key + 1;
}

unsigned world_identities(const struct paper *paper)
{
	unsigned seen = 0, count = 0;

	for (int i = 0; i < KEY_COUNT; i++) {
		if (paper->group[i] && !(seen & 1U << paper->group[i]))
			count++;
		seen |= 1U << paper->group[i];
	}
	return count ? count : paper->fixed;
}

static void read_mirror(struct paper *paper)
{
	see(paper, KEY_DOI);
	if (paper->knows_number)
		join(paper, KEY_DOI, KEY_ARXIV);
}

static void read_journal(struct paper *paper, enum world_key place)
{
	see(paper, place);
	if (paper->knows_doi)
		join(paper, place, KEY_DOI);
}

bool world_lists(const struct world *world, unsigned number, enum world_source source)
{
	return world->papers[number].listed[source] && !world->empty[source] &&
	       !(world->half[source] && number % 2);
}

static void read_paper(struct world *world, unsigned number)
{
	struct paper *paper = &world->papers[number];
	bool listed[SOURCE_COUNT];
	bool any = false;

	for (int i = 0; i < SOURCE_COUNT; i++) {
		listed[i] = world_lists(world, number, (enum world_source)i);
		any = any || (listed[i] && i != SOURCE_PLAIN);
	}
	if (paper->forgotten)
		return;
	if (any && paper->votes > paper->most)
		paper->most = paper->votes;
	if (listed[SOURCE_NUMBERED])
		see(paper, KEY_ARXIV);
	if (listed[SOURCE_MIRROR])
		read_mirror(paper);
	if (listed[SOURCE_JOURNAL])
		read_journal(paper, KEY_URL);
	if (listed[SOURCE_JOURNAL] && paper->two_places)
		read_journal(paper, KEY_OTHER_URL);
	paper->split = paper->split || world_identities(paper) > 1;
}

void world_was_read(struct world *world)
{
	for (unsigned i = 0; i < world->count; i++)
		read_paper(world, i);
}

static bool takes(const struct topic_truth *topic, unsigned words)
{
	unsigned hits = 0;

	for (unsigned common = topic->words & words; common; common &= common - 1)
		hits++;
	return hits >= topic->least;
}

unsigned world_routes(
	const struct world *world, unsigned words, unsigned votes, bool unsure, unsigned *doubtful)
{
	unsigned in = 0;
	bool taken = false;

	*doubtful = 0;
	for (int priority = 2; priority >= 0 && !taken; priority--) {
		for (unsigned i = 0; i < WORLD_TOPICS && !taken; i++) {
			const struct topic_truth *topic = &world->topics[i];

			if (!topic->there || topic->catch_all || topic->priority != priority ||
				!takes(topic, words))
				continue;
			if (topic->min_votes && unsure)
				*doubtful |= 1U << i | 1U << REST;
			else if (votes < topic->min_votes)
				continue;
			in |= 1U << i;
			taken = topic->exclusive;
		}
	}
	if (!in && world->topics[REST].there && world->topics[REST].catch_all)
		in = 1U << REST;
	return in;
}
