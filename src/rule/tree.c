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
	return add(tree, &(struct node){NODE_TERM, (uint8_t)places, term, 0, 0});
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
	return add(tree, &(struct node){kind, 0, value, first, (uint32_t)count});
}
