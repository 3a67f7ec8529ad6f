/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "pipeline/lists.h"

#include "base/clock.h"

#define PAPERS 5

/* Equal letters, but not always the four words that say which paper it is */
static const char *const titles[PAPERS][3] = {
	{"on the many ways of ants", "on-the-many-ways-of-ants", "On the many ways of ants!"},
	{"bees at work in spring", "BeesAtWork in spring", "bees at work, in spring"},
	{"what cats may want", "what cats maywant", "What CATS may want"},
	{"books received", "Books Received", "books received."},
	{"the dogs of the town", "thedogs ofthetown", "the dogs of the town"},
};

/* The paper's number, or another's, or nothing */
static unsigned some_number(struct lists *lists, unsigned paper)
{
	struct dice *dice = &lists->dice;

	if (!dice_once_in(dice, 3))
		return 0;
	return dice_once_in(dice, lists->lies) ? 1 + dice_throw(dice, PAPERS) : paper + 1;
}

static void make_listing(struct lists *lists, struct listing *out)
{
	struct dice *dice = &lists->dice;
	unsigned paper = dice_throw(dice, PAPERS);
	unsigned named = dice_once_in(dice, lists->lies) ? dice_throw(dice, PAPERS) : paper;

	*out = (struct listing){
		.token = dice_once_in(dice, 4) ? 0 : ++lists->tokens,
		.arxiv = some_number(lists, paper),
		.doi = some_number(lists, paper),
		.address = some_number(lists, paper),
		.own = some_number(lists, paper),
		.title = titles[named][dice_throw(dice, 3)],
		.votes = dice_throw(dice, 3),
		.day = dice_once_in(dice, 3)
			       ? CLOCK_NONE
			       : clock_day(lists->now) - dice_throw(dice, 4) * CLOCK_DAY,
	};
}

void lists_init(struct lists *lists, unsigned seed)
{
	*lists = (struct lists){.dice = {seed}, .now = 1735689600, .lies = 2 + seed % 12};
}

void lists_change(struct lists *lists)
{
	struct dice *dice = &lists->dice;
	bool first = lists->step++ == 0;

	lists->now += (int64_t)dice_throw(dice, 30) * CLOCK_DAY / 10;
	for (unsigned i = 0; i < LISTS; i++) {
		if (!first && !dice_once_in(dice, 2))
			continue;
		/* often a part of it only */
		if (first || dice_once_in(dice, 3))
			lists->counts[i] = 1 + dice_throw(dice, LISTINGS);
		for (unsigned j = 0; j < LISTINGS; j++) {
			if (first || dice_once_in(dice, 3))
				make_listing(lists, &lists->items[i][j]);
		}
	}
}
