/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/answers.h"

#include <stdlib.h>

#include "base/xalloc.h"

void answers_init(struct answers *answers, const struct rules *rules, const struct scan *scan)
{
	*answers = (struct answers){.rules = rules, .scan = scan};
	answers->of_rule = xcalloc(rules->count, sizeof(*answers->of_rule));
	answers->asked = xcalloc(rules->count, sizeof(*answers->asked));
	answers->fired = xcalloc(rules->count, sizeof(*answers->fired));
}

void answers_release(struct answers *answers)
{
	eval_room_release(&answers->room);
	free(answers->of_rule);
	free(answers->asked);
	free(answers->found);
	free(answers->fired);
	*answers = (struct answers){0};
}

static struct answer *add_asked(struct answers *answers, uint32_t rule)
{
	struct answer *answer = &answers->of_rule[rule];

	if (answer->asked)
		return answer;
	answers->asked[answers->asked_count++] = rule;
	*answer = (struct answer){.asked = true, .hit = TERMS_NONE};
	return answer;
}

/* Shell's sort: qsort takes memory for more than a few */
static void sort_numbers(uint32_t *numbers, size_t count)
{
	size_t gap = 1;

	while (gap < count / 3)
		gap = 3 * gap + 1;
	for (; gap > 0; gap /= 3) {
		for (size_t i = gap; i < count; i++) {
			uint32_t number = numbers[i];
			size_t j = i;

			for (; j >= gap && numbers[j - gap] > number; j -= gap)
				numbers[j] = numbers[j - gap];
			numbers[j] = number;
		}
	}
}

/* --- plain rules --- */

/* Does a plain rule's term hit where it counts? Then the rule fires, and the first of all these hits is
 * its place. The abstract alone is not counted for the title, as in rule/eval.c. */
static void note_hits(struct answers *answers, const struct user *user, uint32_t term)
{
	const struct hit *hits = answers->scan->hits;
	uint32_t i = answers->scan->first_hit[term];
	unsigned titles = user->places & ~(1u << HIT_ABSTRACT);
	struct answer *answer;

	while (i != TERMS_NONE && !place_is_in(user->places, hits[i].place))
		i = hits[i].next;
	if (i == TERMS_NONE)
		return;
	answer = add_asked(answers, user->rule);
	if (answer->hit == TERMS_NONE || hits[i].place < hits[answer->hit].place ||
		(hits[i].place == hits[answer->hit].place &&
			hits[i].start < hits[answer->hit].start))
		answer->hit = i;
	while (i != TERMS_NONE && !place_is_in(titles, hits[i].place))
		i = hits[i].next;
	answer->in_title |= i != TERMS_NONE;
}

/* --- others --- */

/* Gives each asked rule its part of found, and fills it */
static void sort_found(struct answers *answers, size_t total)
{
	const struct rules *rules = answers->rules;
	const struct scan *scan = answers->scan;
	uint32_t first = 0;

	answers->found = xgrow(answers->found, &answers->found_cap, total, sizeof(*answers->found));
	for (size_t i = 0; i < answers->asked_count; i++) {
		struct answer *answer = &answers->of_rule[answers->asked[i]];

		answer->first = first;
		first += answer->count;
		answer->count = 0;
	}
	for (size_t i = 0; i < scan->found_count; i++) {
		uint32_t term = scan->found[i];

		for (uint32_t u = rules->first_user[term]; u < rules->first_user[term + 1]; u++) {
			struct answer *answer = &answers->of_rule[rules->users[u].rule];

			if (!rules->users[u].plain)
				answers->found[answer->first + answer->count++] = term;
		}
	}
}

/* Only rules of which a term hit can have changed their mind */
static void find_asked(struct answers *answers)
{
	const struct rules *rules = answers->rules;
	const struct scan *scan = answers->scan;
	size_t total = 0;

	for (size_t i = 0; i < answers->asked_count; i++)
		answers->of_rule[answers->asked[i]].asked = false;
	answers->asked_count = 0;
	for (size_t i = 0; i < scan->found_count; i++) {
		uint32_t term = scan->found[i];

		for (uint32_t u = rules->first_user[term]; u < rules->first_user[term + 1]; u++) {
			const struct user *user = &rules->users[u];

			if (user->plain) {
				note_hits(answers, user, term);
				continue;
			}
			add_asked(answers, user->rule)->count++;
			total++;
		}
	}
	for (size_t i = 0; i < rules->always_count; i++)
		add_asked(answers, rules->always[i]);
	if (total || rules->always_count) {
		sort_found(answers, total);
		eval_room_fit(&answers->room, scan->hit_count);
	}
	sort_numbers(answers->asked, answers->asked_count);
}

static struct eval_input input_of(const struct answers *answers, uint32_t rule)
{
	const struct answer *answer = &answers->of_rule[rule];

	return (struct eval_input){
		.tree = &answers->rules->tree,
		.root = answers->rules->rules[rule].root,
		.scan = answers->scan,
		.found = answer->count ? answers->found + answer->first : NULL,
		.found_count = answer->count,
		.room = &answers->room,
	};
}

/* Whether the rule fires, and with how many points */
static bool ask(const struct answers *answers, uint32_t rule)
{
	const struct rule_def *def = answers->rules->rules[rule].def;
	struct answer *answer = &answers->of_rule[rule];
	bool in_title = answer->in_title;

	if (answer->hit == TERMS_NONE) {
		struct eval_input in = input_of(answers, rule);

		if (!eval_fires(&in))
			return false;
		in_title = def->title_score != def->score && eval_fires_in_title(&in);
	}
	answer->points = in_title ? def->title_score : def->score;
	return true;
}

void answers_find(struct answers *answers)
{
	find_asked(answers);
	answers->fired_count = 0;
	for (size_t i = 0; i < answers->asked_count; i++) {
		if (ask(answers, answers->asked[i]))
			answers->fired[answers->fired_count++] = answers->asked[i];
	}
}

bool answers_place(struct eval_place *out, const struct answers *answers, uint32_t rule)
{
	uint32_t number = answers->of_rule[rule].hit;
	struct eval_input in;

	if (number != TERMS_NONE) {
		const struct hit *hit = &answers->scan->hits[number];

		*out = (struct eval_place){hit->term, hit->place, hit->start, hit->end};
		return true;
	}
	in = input_of(answers, rule);
	return eval_place(out, &in);
}
