/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/eval.h"

#include "model/limits.h"

/* What is being asked */
struct question {
	const struct tree *tree;
	const struct scan *scan;
	bool title_only;           /* positive terms count in the title only */
	bool negated;              /* inside of an odd number of nots */
	struct eval_place *answer; /* when not NULL: the first place is wanted */
	bool answered;
};

static bool ask(struct question *q, uint32_t number);

static unsigned places_of(const struct question *q, const struct node *term)
{
	return q->title_only && !q->negated ? term->places & 1u << HIT_TITLE : term->places;
}

/* Keeps the earliest place; only positive hits are offered */
static void offer(struct question *q, enum place_of_hit place, uint32_t start, uint32_t end)
{
	const struct eval_place *old = q->answer;

	if (!old || q->negated)
		return;
	if (q->answered && (old->place < place || (old->place == place && old->start <= start)))
		return;
	*q->answer = (struct eval_place){place, start, end};
	q->answered = true;
}

static bool ask_term(struct question *q, const struct node *node)
{
	unsigned places = places_of(q, node);

	for (uint32_t i = q->scan->first_hit[node->value]; i != TERMS_NONE;
		i = q->scan->hits[i].next) {
		const struct hit *hit = &q->scan->hits[i];

		if (places >> hit->place & 1) {
			offer(q, hit->place, hit->start, hit->end);
			return true;
		}
	}
	return false;
}

/* Whether a hit is one of the terms of a flat node */
static bool is_of(const struct question *q, const struct node *node, const struct hit *hit)
{
	if (node->kind == NODE_TERM)
		return node->value == hit->term && places_of(q, node) >> hit->place & 1;
	for (uint32_t i = 0; i < node->count; i++) {
		if (is_of(q, &q->tree->nodes[q->tree->kids[node->first + i]], hit))
			return true;
	}
	return false;
}

/* a and b are near: the same field, no overlap, at most so many words between */
static bool are_near(const struct hit *a, const struct hit *b, uint32_t words)
{
	if (a->place != b->place)
		return false;
	if (a->last <= b->first)
		return b->first - a->last <= words;
	return b->last <= a->first && a->first - b->last <= words;
}

/* Hits are in order of field and first word, so that partners of a hit are in a window around it: no
 * phrase has more words than LIMIT_PHRASE, each of which may be LIMIT_JOINED of the text */
static bool ask_near(struct question *q, const struct node *node)
{
	const struct node *left = &q->tree->nodes[q->tree->kids[node->first]];
	const struct node *right = &q->tree->nodes[q->tree->kids[node->first + 1]];
	const struct hit *hits = q->scan->hits;
	uint32_t reach = node->value + LIMIT_PHRASE * LIMIT_JOINED;

	for (size_t i = 0; i < q->scan->hit_count; i++) {
		if (!is_of(q, left, &hits[i]) && !is_of(q, right, &hits[i]))
			continue;
		for (size_t j = i + 1; j < q->scan->hit_count; j++) {
			bool pair;

			if (hits[j].place != hits[i].place || hits[j].first - hits[i].first > reach)
				break;
			pair = (is_of(q, left, &hits[i]) && is_of(q, right, &hits[j])) ||
			       (is_of(q, right, &hits[i]) && is_of(q, left, &hits[j]));
			if (pair && are_near(&hits[i], &hits[j], node->value)) {
				offer(q, hits[i].place, hits[i].start, hits[j].end);
				return true;
			}
		}
	}
	return false;
}

/* How many children hold. All are asked when the first place is wanted: the earliest may be in the
 * last child. */
static uint32_t ask_kids(struct question *q, const struct node *node, uint32_t enough)
{
	uint32_t held = 0;

	for (uint32_t i = 0; i < node->count && (held < enough || q->answer); i++)
		held += ask(q, q->tree->kids[node->first + i]);
	return held;
}

static bool ask_all(struct question *q, const struct node *node)
{
	for (uint32_t i = 0; i < node->count; i++) {
		if (!ask(q, q->tree->kids[node->first + i]))
			return false;
	}
	return true;
}

static bool ask_not(struct question *q, const struct node *node)
{
	bool held;

	q->negated = !q->negated;
	held = !ask(q, q->tree->kids[node->first]);
	q->negated = !q->negated;
	return held;
}

/* A part that does not hold leaves no place behind. Trees are as high as LIMIT_DEPTH lets
 * the parser make them. */
static bool ask(struct question *q, uint32_t number)
{
	const struct node *node = &q->tree->nodes[number];
	struct eval_place place = q->answered ? *q->answer : (struct eval_place){0};
	bool answered = q->answered;
	bool held = false;

	switch (node->kind) {
	case NODE_TERM:
		return ask_term(q, node);
	case NODE_NEAR:
		return ask_near(q, node);
	case NODE_NOT:
		return ask_not(q, node);
	case NODE_AND:
		held = ask_all(q, node);
		break;
	case NODE_OR:
		held = ask_kids(q, node, 1) >= 1;
		break;
	case NODE_COUNT:
		held = ask_kids(q, node, node->value) >= node->value;
		break;
	}
	if (!held && q->answered) {
		*q->answer = place;
		q->answered = answered;
	}
	return held;
}

bool eval_fires(const struct tree *tree, uint32_t root, const struct scan *scan)
{
	struct question q = {.tree = tree, .scan = scan};

	return ask(&q, root);
}

bool eval_fires_in_title(const struct tree *tree, uint32_t root, const struct scan *scan)
{
	struct question q = {.tree = tree, .scan = scan, .title_only = true};

	return ask(&q, root);
}

bool eval_place(
	struct eval_place *out, const struct tree *tree, uint32_t root, const struct scan *scan)
{
	struct question q = {.tree = tree, .scan = scan, .answer = out};

	ask(&q, root);
	return q.answered;
}
