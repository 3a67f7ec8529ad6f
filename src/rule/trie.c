/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/trie.h"

#include <stdlib.h>

#include "base/xalloc.h"

#define FIRST_SIZE 256 /* slots */

static uint32_t add_node(struct trie *trie)
{
	trie->nodes =
		xgrow(trie->nodes, &trie->node_cap, trie->node_count + 1, sizeof(*trie->nodes));
	trie->nodes[trie->node_count] = (struct trie_node){0, TRIE_NONE};
	return (uint32_t)trie->node_count++;
}

/* Room for the first edges from the beginning, so that no step has to ask whether there is any */
static void make_edges(struct trie *trie, size_t size)
{
	trie->edge_size = size;
	trie->edges = xreallocarray(NULL, size, sizeof(*trie->edges));
	for (size_t i = 0; i < size; i++)
		trie->edges[i].node = TRIE_NONE;
	trie->filter = xcalloc(size * TRIE_FILTER / 64, sizeof(*trie->filter));
}

void trie_init(struct trie *trie)
{
	*trie = (struct trie){0};
	make_edges(trie, FIRST_SIZE);
	add_node(trie); /* the root */
}

void trie_release(struct trie *trie)
{
	free(trie->edges);
	free(trie->filter);
	free(trie->nodes);
	free(trie->endings);
	*trie = (struct trie){0};
}

uint32_t trie_step(const struct trie *trie, uint32_t node, uint32_t symbol)
{
	if (!trie_may_step(trie, node, symbol))
		return TRIE_NONE;
	for (size_t i = trie_hash(node, symbol);; i++) {
		const struct trie_edge *edge = &trie->edges[i & (trie->edge_size - 1)];

		if (edge->node == TRIE_NONE)
			return TRIE_NONE;
		if (edge->node == node && edge->symbol == symbol)
			return edge->child;
	}
}

static void place_edge(struct trie *trie, const struct trie_edge *edge)
{
	size_t i = trie_hash(edge->node, edge->symbol);
	size_t bit = i & (trie->edge_size * TRIE_FILTER - 1);

	trie->filter[bit >> 6] |= (uint64_t)1 << (bit & 63);
	while (trie->edges[i & (trie->edge_size - 1)].node != TRIE_NONE)
		i++;
	trie->edges[i & (trie->edge_size - 1)] = *edge;
}

static void grow_edges(struct trie *trie)
{
	struct trie_edge *old = trie->edges;
	size_t old_size = trie->edge_size;

	free(trie->filter);
	make_edges(trie, old_size * 2);
	for (size_t i = 0; i < old_size; i++) {
		if (old[i].node != TRIE_NONE)
			place_edge(trie, &old[i]);
	}
	free(old);
}

uint32_t trie_add(struct trie *trie, uint32_t node, uint32_t symbol)
{
	uint32_t child = trie_step(trie, node, symbol);

	if (child != TRIE_NONE)
		return child;
	if (2 * (trie->edge_count + 1) > trie->edge_size)
		grow_edges(trie);
	child = add_node(trie);
	place_edge(trie, &(struct trie_edge){node, symbol, child});
	trie->edge_count++;
	trie->nodes[node].leads |= (uint64_t)1 << symbol % 64;
	return child;
}

void trie_end_term(struct trie *trie, uint32_t node, uint32_t term)
{
	for (uint32_t i = trie->nodes[node].first_ending; i != TRIE_NONE;
		i = trie->endings[i].next) {
		if (trie->endings[i].term == term)
			return;
	}
	trie->endings = xgrow(
		trie->endings, &trie->ending_cap, trie->ending_count + 1, sizeof(*trie->endings));
	trie->endings[trie->ending_count] =
		(struct trie_ending){term, trie->nodes[node].first_ending};
	trie->nodes[node].first_ending = (uint32_t)trie->ending_count++;
}
