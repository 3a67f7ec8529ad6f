/* SPDX-License-Identifier: ISC */
/*
 * A trie over symbols: a sequence of them leads from the root to a node, and a node to the terms that
 * end there. All edges are in one hash, with a filter of bits before it: most steps lead nowhere.
 *
 * trie_init, then trie_add and trie_end_term while rules are compiled, then only trie_step and reading
 * the endings; trie_release.
 */
#ifndef PAPERROUTE_RULE_TRIE_H
#define PAPERROUTE_RULE_TRIE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TRIE_NONE UINT32_MAX
#define TRIE_ROOT 0

struct trie_edge {
	uint32_t node; /* TRIE_NONE: an empty slot */
	uint32_t symbol;
	uint32_t child;
};

/* A term that ends at a node. */
struct trie_ending {
	uint32_t term;
	uint32_t next; /* TRIE_NONE at the end */
};

struct trie_node {
	uint64_t leads;        /* bit s % 64 is set when symbol s leads on; 0: the node is a leaf */
	uint32_t first_ending; /* TRIE_NONE when no term ends there */
};

struct trie {
	struct trie_edge *edges; /* a hash of (node, symbol) */
	size_t edge_size;        /* a power of two */
	size_t edge_count;
	uint64_t *filter; /* TRIE_FILTER bits for each slot of edges; set where an edge is */
	struct trie_node *nodes;
	size_t node_count;
	size_t node_cap;
	struct trie_ending *endings;
	size_t ending_count;
	size_t ending_cap;
};

void trie_init(struct trie *trie);
void trie_release(struct trie *trie);

/* The child of node for symbol, made when there is none. */
uint32_t trie_add(struct trie *trie, uint32_t node, uint32_t symbol);

/* The term ends at node; once is enough. */
void trie_end_term(struct trie *trie, uint32_t node, uint32_t term);

/* The child of node for symbol, or TRIE_NONE. */
uint32_t trie_step(const struct trie *trie, uint32_t node, uint32_t symbol);

/* The filter's bits for each slot of edges, of which half are in use at most. */
#define TRIE_FILTER 8

static inline size_t trie_hash(uint32_t node, uint32_t symbol)
{
	uint64_t x = ((uint64_t)node << 32 | symbol) * 0x9e3779b97f4a7c15u;

	return (size_t)(uint32_t)(x >> 32 ^ x >> 15);
}

/* False when there is no such step, for nearly all that there are not. */
static inline bool trie_may_step(const struct trie *trie, uint32_t node, uint32_t symbol)
{
	size_t bit = trie_hash(node, symbol) & (trie->edge_size * TRIE_FILTER - 1);

	return trie->filter[bit >> 6] >> (bit & 63) & 1;
}

#endif
