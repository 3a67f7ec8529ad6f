/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/eval.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

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

/* Of the marks of so many hits */
static size_t marks_size(size_t hits)
{
	return 2 * sizeof(uint64_t) * ((hits + 63) / 64);
}

void eval_room_fit(struct eval_room *room, size_t hits)
{
	if (hits <= room->hits)
		return;
	room->hits = hits + hits / 2;
	free(room->marks);
	room->marks = xcalloc(1, marks_size(room->hits));
	room->open = xreallocarray(room->open, 2 * room->hits, sizeof(*room->open));
}

void eval_room_release(struct eval_room *room)
{
	free(room->marks);
	free(room->open);
	*room = (struct eval_room){0};
}

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

/* The terms among the kids of an or that may have hit: those of the rule that did, or each of them,
 * whatever is less work */
struct look {
	const struct node *node;
	uint32_t
		kid; /* the next of the tree's kids, before end; both 0 when found is gone through */
	uint32_t end;
	size_t found; /* the next of in->found */
};

static struct look look_at(const struct question *q, const struct node *node)
{
	if (node->value <= q->in->found_count)
		return (struct look){node, node->first, node->first + node->value, SIZE_MAX};
	return (struct look){.node = node};
}

/* NULL when there are no more */
static const struct node *next_term(const struct question *q, struct look *look)
{
	if (look->kid < look->end)
		return kid_of(q, look->kid++);
	while (look->found < q->in->found_count) {
		uint32_t kid = tree_find_term(q->tree, look->node, q->in->found[look->found++]);

		if (kid != TREE_NONE)
			return kid_of(q, kid);
	}
	return NULL;
}

/* --- near --- */

/* One side of a near, while the hits of both are gone through */
struct side {
	uint32_t place;
	const struct hit *nearest; /* in that place, the last that ended before the hit at hand */
	const struct hit **open;   /* those that had not ended there, the first to end first */
	size_t from;               /* in open: from this one to before last */
	size_t last;
};

/* Marks the hits of a term as such of a side. A regex may hit where no word is: that is near nothing */
static bool mark_term(const struct question *q, const struct node *node, int side)
{
	unsigned places = places_of(q, node);
	bool any = false;

	for (uint32_t i = q->scan->first_hit[node->value]; i != TERMS_NONE;
		i = q->scan->hits[i].next) {
		const struct hit *hit = &q->scan->hits[i];

		if (hit->first == hit->last || !place_is_in(places, hit->place))
			continue;
		q->in->room->marks[2 * (i / 64) + side] |= (uint64_t)1 << i % 64;
		any = true;
	}
	return any;
}

/* The same of a side, which is a term or an or of such; false when it has no hit */
static bool mark(const struct question *q, const struct node *node, int side)
{
	struct look look = look_at(q, node);
	const struct node *kid;
	bool any = false;

	if (node->kind == NODE_TERM)
		return mark_term(q, node, side);
	while ((kid = next_term(q, &look)))
		any |= mark_term(q, kid, side);
	for (uint32_t i = node->value; i < node->count; i++)
		any |= mark(q, kid_of(q, node->first + i), side);
	return any;
}

/* Goes on to where a hit begins */
static void advance(struct side *side, const struct hit *hit)
{
	if (side->place != hit->place) {
		side->place = hit->place;
		side->nearest = NULL;
		side->from = side->last = 0;
	}
	while (side->from < side->last && side->open[side->from]->last <= hit->first)
		side->nearest = side->open[side->from++];
}

/* A hit that begins where the side is: of those that end with it, the last to begin is the nearest */
static void open_hit(struct side *side, const struct hit *hit)
{
	size_t i = side->last;

	while (i > side->from && side->open[i - 1]->last > hit->last)
		i--;
	if (i > side->from && side->open[i - 1]->last == hit->last) {
		side->open[i - 1] = hit;
		return;
	}
	for (size_t j = side->last++; j > i; j--)
		side->open[j] = side->open[j - 1];
	side->open[i] = hit;
}

/* Whether a hit, of one side or of both, ends the first pair that is near enough */
static bool meets(struct question *q, struct side sides[2], const struct hit *hit,
	const bool of_side[2], uint32_t words)
{
	for (int s = 0; s < 2; s++)
		advance(&sides[s], hit);
	for (int s = 0; s < 2; s++) {
		const struct hit *other = sides[!s].nearest;

		if (!of_side[s])
			continue;
		if (other && hit->first - other->last <= words) {
			offer(q, hit->term, hit->place, other->start, hit->end);
			return true;
		}
		open_hit(&sides[s], hit);
	}
	return false;
}

/* Whether two of the marked hits are near. Hits are in order of field and first word, so that of two
 * that are near the second is met when the first has ended. */
static bool are_near(struct question *q, uint32_t words)
{
	const struct eval_room *room = q->in->room;
	struct side sides[2] = {{.open = room->open}, {.open = room->open + q->scan->hit_count}};

	for (size_t i = 0; i < q->scan->hit_count; i += 64) {
		const uint64_t *marks = &room->marks[2 * (i / 64)];

		for (uint64_t left = marks[0] | marks[1]; left; left &= left - 1) {
			unsigned bit = (unsigned)__builtin_ctzll(left);
			const bool of_side[2] = {marks[0] >> bit & 1, marks[1] >> bit & 1};

			if (meets(q, sides, &q->scan->hits[i + bit], of_side, words))
				return true;
		}
	}
	return false;
}

static bool ask_near(struct question *q, const struct node *node)
{
	size_t hits = q->scan->hit_count;
	bool held;

	if (!hits)
		return false;
	held = mark(q, kid_of(q, node->first), 0) && mark(q, kid_of(q, node->first + 1), 1) &&
	       are_near(q, node->value);
	memset(q->in->room->marks, 0, marks_size(hits));
	return held;
}

/* --- operators --- */

static bool ask_terms(struct question *q, const struct node *node)
{
	struct look look = look_at(q, node);
	const struct node *kid;
	bool held = false;

	while ((!held || q->answer) && (kid = next_term(q, &look)))
		held |= ask_term(q, kid);
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
