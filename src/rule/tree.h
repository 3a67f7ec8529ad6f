/* SPDX-License-Identifier: ISC */
/*
 * Expressions as trees, all of a site's in one array: a node refers to its children by number.
 * rule/parse.c makes them, rule/eval.c asks them.
 */
#ifndef PAPERROUTE_RULE_TREE_H
#define PAPERROUTE_RULE_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TREE_NONE UINT32_MAX

enum node_kind {
	NODE_TERM,
	NODE_AND,
	NODE_OR,
	NODE_NOT,
	NODE_NEAR,  /* two children, each a term or an or of terms */
	NODE_COUNT, /* at least so many of the children */
};

struct node {
	enum node_kind kind;
	uint16_t places; /* NODE_TERM: bit set of enum place_of_hit */
	uint32_t
		value; /* the term's number; the N of near/N and of N of (...); of an or, how many of
			 * its children are terms: they come first, sorted by number, each once */
	uint32_t first; /* children: kids[first] and the following */
	uint32_t count;
};

struct tree {
	struct node *nodes;
	size_t node_count;
	size_t node_cap;
	uint32_t *kids;
	size_t kid_count;
	size_t kid_cap;
};

void tree_init(struct tree *tree);
void tree_release(struct tree *tree);

uint32_t tree_add_term(struct tree *tree, uint32_t term, unsigned places);

/* A node of count children. An and or an or of one child is that child; value is not
 * looked at for either. */
uint32_t tree_add(
	struct tree *tree, enum node_kind kind, uint32_t value, const uint32_t *kids, size_t count);

/* The child of an or that is that term, or TREE_NONE, as an index into the tree's kids. */
uint32_t tree_find_term(const struct tree *tree, const struct node *node, uint32_t term);

#endif
