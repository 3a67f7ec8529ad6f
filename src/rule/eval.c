/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/eval.h"

#include "model/limits.h"

/* What is being asked */
struct question {
	const struct eval_input *in;
	const struct tree *tree;   /* of in */
	const struct scan *scan;   /* of in */
	bool title_only;           /* positive terms count in the title only */
	bool negated;              /* inside of an odd number of nots */
	struct eval_place *answer; /* when not NULL: the first place is wanted */
	bool answered;
};

static bool ask(struct question *q, uint32_t number);

static unsigned places_of(const struct question *q, const struct node *term)
{
	/* other fields are conditions, and no words that could stand in the title */
	return q->title_only && !q->negated ? term->places & ~(1u << HIT_ABSTRACT) : term->places;
}

/* Keeps the earliest place; only positive hits are offered */
static void offer(struct question *q, uint32_t term, uint32_t place, uint32_t start, uint32_t end)
{
	const struct eval_place *old = q->answer;

	if (!old || q->negated)
		return;
	if (q->answered && (old->place < place || (old->place == place && old->start <= start)))
		return;
	*q->answer = (struct eval_place){term, place, start, end};
	q->answered = true;
}

static bool ask_term(struct question *q, const struct node *node)
{
	unsigned places = places_of(q, node);

	for (uint32_t i = q->scan->first_hit[node->value]; i != TERMS_NONE;
		i = q->scan->hits[i].next) {
		const struct hit *hit = &q->scan->hits[i];

		if (place_is_in(places, hit->place)) {
			offer(q, hit->term, hit->place, hit->start, hit->end);
			return true;
		}
	}
	return false;
}

static const struct node *kid_of(const struct question *q, uint32_t index)
{
	return &q->tree->nodes[q->tree->kids[index]];
}

/* --- near --- */

/* Words of the longest hit: each of a phrase's may be joined of several */
#define LONGEST (LIMIT_PHRASE * LIMIT_JOINED)

/* One side of a near, in a sweep over the words of a field */
struct side {
	const struct node *node;
	const struct hit *nearest;           /* the last that ended before the word at hand */
	const struct hit *ends[LONGEST + 1]; /* ends later: at word w, in place w % size */
};

/* Whether a hit is one of the terms of a flat node */
static bool is_of(const struct question *q, const struct node *node, const struct hit *hit)
{
	uint32_t terms_end = node->first + node->value;

	if (node->kind == NODE_TERM)
		return node->value == hit->term && place_is_in(places_of(q, node), hit->place);
	for (uint32_t i = tree_find_term(q->tree, node, hit->term);
		i < terms_end && kid_of(q, i)->value == hit->term; i++) {
		if (is_of(q, kid_of(q, i), hit))
			return true;
	}
	for (uint32_t i = terms_end; i < node->first + node->count; i++) {
		if (is_of(q, kid_of(q, i), hit))
			return true;
	}
	return false;
}

/* Goes from where the hit before began to where this one does; starts anew in another field */
static void sweep(struct side *side, const struct hit *before, const struct hit *hit)
{
	uint32_t word, stop;

	if (!before || before->place != hit->place) {
		*side = (struct side){.node = side->node};
		return;
	}
	word = before->first + 1;
	stop = hit->first - before->first > LONGEST ? before->first + LONGEST : hit->first;
	for (; word <= stop; word++) {
		const struct hit **end = &side->ends[word % (LONGEST + 1)];

		if (*end)
			side->nearest = *end;
		*end = NULL;
	}
}

/* The hits are in order of field and first word, so that of two that are near the second is met when
 * the first has ended */
static bool ask_near(struct question *q, const struct node *node)
{
	struct side sides[2] = {
		{.node = kid_of(q, node->first)}, {.node = kid_of(q, node->first + 1)}};
	const struct hit *before = NULL;

	for (size_t i = 0; i < q->scan->hit_count; i++) {
		const struct hit *hit = &q->scan->hits[i];

		for (int s = 0; s < 2; s++)
			sweep(&sides[s], before, hit);
		for (int s = 0; s < 2; s++) {
			const struct hit *other = sides[!s].nearest;

			/* a regex may hit where no word is: that is near nothing */
			if (hit->first == hit->last || !is_of(q, sides[s].node, hit))
				continue;
			if (other && hit->first - other->last <= node->value) {
				offer(q, hit->term, hit->place, other->start, hit->end);
				return true;
			}
			sides[s].ends[hit->last % (LONGEST + 1)] = hit;
		}
		before = hit;
	}
	return false;
}

/* --- operators --- */

/* Asks the kids of an or that are terms: those that hit, or each of them, whatever is less work */
static bool ask_terms(struct question *q, const struct node *node)
{
	const uint32_t *found = q->in->found;
	uint32_t end = node->first + node->value;
	bool held = false;

	if (node->value <= q->in->found_count) {
		for (uint32_t i = node->first; i < end && (!held || q->answer); i++)
			held |= ask_term(q, kid_of(q, i));
		return held;
	}
	for (size_t f = 0; f < q->in->found_count && (!held || q->answer); f++) {
		for (uint32_t i = tree_find_term(q->tree, node, found[f]);
			i < end && kid_of(q, i)->value == found[f]; i++)
			held |= ask_term(q, kid_of(q, i));
	}
	return held;
}

/* All children are asked when the first place is wanted: the earliest may be in the last one */
static bool ask_any(struct question *q, const struct node *node)
{
	bool held = ask_terms(q, node);

	for (uint32_t i = node->value; i < node->count && (!held || q->answer); i++)
		held |= ask(q, q->tree->kids[node->first + i]);
	return held;
}

static bool ask_count(struct question *q, const struct node *node)
{
	uint32_t held = 0;

	for (uint32_t i = 0; i < node->count && (held < node->value || q->answer); i++)
		held += ask(q, q->tree->kids[node->first + i]);
	return held >= node->value;
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

/* A part that does not hold, or that holds inside of a not, leaves no place behind. Trees are as high
 * as LIMIT_DEPTH lets the parser make them. */
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
		held = ask_any(q, node);
		break;
	case NODE_COUNT:
		held = ask_count(q, node);
		break;
	}
	if (held == q->negated && q->answered) {
		*q->answer = place;
		q->answered = answered;
	}
	return held;
}

static struct question question_of(const struct eval_input *in)
{
	return (struct question){.in = in, .tree = in->tree, .scan = in->scan};
}

bool eval_fires(const struct eval_input *in)
{
	struct question q = question_of(in);

	return ask(&q, in->root);
}

bool eval_fires_in_title(const struct eval_input *in)
{
	struct question q = question_of(in);

	q.title_only = true;
	return ask(&q, in->root);
}

bool eval_place(struct eval_place *out, const struct eval_input *in)
{
	struct question q = question_of(in);

	q.answer = out;
	ask(&q, in->root);
	return q.answered;
}
