/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/tree.h"

#include <stdlib.h>

#include "base/xalloc.h"

void tree_init(struct tree *tree)
{
	*tree = (struct tree){0};
}

void tree_release(struct tree *tree)
{
	free(tree->nodes);
	free(tree->kids);
	tree_init(tree);
}

static uint32_t add(struct tree *tree, const struct node *node)
{
	tree->nodes =
		xgrow(tree->nodes, &tree->node_cap, tree->node_count + 1, sizeof(*tree->nodes));
	tree->nodes[tree->node_count] = *node;
	return (uint32_t)tree->node_count++;
}

uint32_t tree_add_term(struct tree *tree, uint32_t term, unsigned places)
{
	return add(tree, &(struct node){NODE_TERM, (uint16_t)places, term, 0, 0});
}

static int by_key(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a;
	uint64_t y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* Brings the terms among the kids to the front, in order; returns how many there are */
static size_t sort_terms(const struct tree *tree, uint32_t *kids, size_t count)
{
	uint64_t *keys = xcalloc(count, sizeof(*keys));
	size_t terms = 0;

	for (size_t i = 0; i < count; i++) {
		const struct node *node = &tree->nodes[kids[i]];
		bool is_term = node->kind == NODE_TERM;

		keys[i] = (uint64_t)(is_term ? node->value : UINT32_MAX) << 32 | kids[i];
		terms += is_term;
	}
	qsort(keys, count, sizeof(*keys), by_key);
	for (size_t i = 0; i < count; i++)
		kids[i] = (uint32_t)keys[i];
	free(keys);
	return terms;
}

/* Makes one of terms that are there several times, in sorted kids; returns how many are left */
static size_t merge_terms(struct tree *tree, uint32_t *kids, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		struct node node = tree->nodes[kids[i]];
		const struct node *last = kept ? &tree->nodes[kids[kept - 1]] : NULL;

		if (!last || last->value != node.value) {
			kids[kept++] = kids[i];
		} else if (last->places != node.places) {
			node.places |= last->places;
			kids[kept - 1] = add(tree, &node);
		}
	}
	return kept;
}

/* A tree's or: of kids that may be changed */
static uint32_t add_or(struct tree *tree, uint32_t first, size_t count)
{
	uint32_t *kids = tree->kids + first;
	size_t terms = sort_terms(tree, kids, count);
	size_t kept = merge_terms(tree, kids, terms);

	for (size_t i = terms; i < count; i++)
		kids[kept + i - terms] = kids[i];
	count -= terms - kept;
	tree->kid_count = first + count;
	if (count == 1)
		return kids[0];
	return add(tree, &(struct node){NODE_OR, 0, (uint32_t)kept, first, (uint32_t)count});
}

uint32_t tree_add(
	struct tree *tree, enum node_kind kind, uint32_t value, const uint32_t *kids, size_t count)
{
	uint32_t first = (uint32_t)tree->kid_count;

	if (count == 1 && (kind == NODE_AND || kind == NODE_OR))
		return kids[0];
	tree->kids =
		xgrow(tree->kids, &tree->kid_cap, tree->kid_count + count, sizeof(*tree->kids));
	for (size_t i = 0; i < count; i++)
		tree->kids[tree->kid_count++] = kids[i];
	if (kind == NODE_OR && count)
		return add_or(tree, first, count);
	return add(tree, &(struct node){kind, 0, value, first, (uint32_t)count});
}

uint32_t tree_find_term(const struct tree *tree, const struct node *node, uint32_t term)
{
	uint32_t from = node->first;
	uint32_t to = node->first + node->value;
	uint32_t guess;

	/* nearly always enough: the terms of one expression were numbered one after the other */
	if (from == to || term < tree->nodes[tree->kids[from]].value ||
		term > tree->nodes[tree->kids[to - 1]].value)
		return TREE_NONE;
	/* and so it stands where its number says, if none was left out */
	guess = from + (term - tree->nodes[tree->kids[from]].value);
	if (guess < to && tree->nodes[tree->kids[guess]].value == term)
		return guess;
	while (from < to) {
		uint32_t middle = from + (to - from) / 2;

		if (tree->nodes[tree->kids[middle]].value < term)
			from = middle + 1;
		else
			to = middle;
	}
	return tree->nodes[tree->kids[from]].value == term ? from : TREE_NONE;
}
