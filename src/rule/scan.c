/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "rule/word.h"

void scan_init(struct scan *scan, const struct terms *terms)
{
	*scan = (struct scan){.terms = terms};
	tokens_init(&scan->tokens, terms);
	scan->first_hit = xreallocarray(NULL, terms->term_count, sizeof(*scan->first_hit));
	scan->last_hit = xreallocarray(NULL, terms->term_count, sizeof(*scan->last_hit));
	scan->found = xreallocarray(NULL, terms->term_count, sizeof(*scan->found));
	for (size_t i = 0; i < terms->term_count; i++)
		scan->first_hit[i] = TERMS_NONE;
}

void scan_release(struct scan *scan)
{
	free(scan->hits);
	free(scan->first_hit);
	free(scan->last_hit);
	free(scan->found);
	free(scan->stack);
	tokens_release(&scan->tokens);
	*scan = (struct scan){0};
}

void scan_clear(struct scan *scan)
{
	for (size_t i = 0; i < scan->found_count; i++)
		scan->first_hit[scan->found[i]] = TERMS_NONE;
	scan->found_count = 0;
	scan->hit_count = 0;
}

static void add_hit(struct scan *scan, uint32_t term, uint32_t place, size_t first, size_t last)
{
	uint32_t number = (uint32_t)scan->hit_count;
	const struct hit *before =
		scan->first_hit[term] == TERMS_NONE ? NULL : &scan->hits[scan->last_hit[term]];

	if (before && before->place == place && before->first == first && before->last == last)
		return; /* "fine-tuning", as two words and as one */
	scan->hits = xgrow(scan->hits, &scan->hit_cap, scan->hit_count + 1, sizeof(*scan->hits));
	scan->hits[scan->hit_count++] = (struct hit){
		.term = term,
		.next = TERMS_NONE,
		.place = place,
		.first = (uint32_t)first,
		.last = (uint32_t)last,
		.start = scan->tokens.items[first].start,
		.end = scan->tokens.items[last - 1].end,
	};
	if (scan->first_hit[term] == TERMS_NONE) {
		scan->first_hit[term] = number;
		scan->found[scan->found_count++] = term;
	} else {
		scan->hits[scan->last_hit[term]].next = number;
	}
	scan->last_hit[term] = number;
}

/* Goes on from a node by what accepts a word that ends before next; where that leads goes onto the
 * stack */
static size_t follow(struct scan *scan, uint32_t node, uint32_t word, uint32_t next, size_t depth)
{
	const struct trie *trie = &scan->terms->trie;
	const uint32_t *list;
	const struct accepted *accepted = tokens_accepted(&scan->tokens, word, &list);

	scan->stack =
		xgrow(scan->stack, &scan->stack_cap, depth + accepted->count, sizeof(*scan->stack));
	if (node == TRIE_ROOT) { /* these steps are known */
		for (size_t i = 0; i < accepted->starts; i++)
			scan->stack[depth++] = (struct state){list[accepted->count + i], next};
		return depth;
	}
	if (!(trie->nodes[node].leads & accepted->symbols))
		return depth;
	for (size_t i = 0; i < accepted->count; i++) {
		uint32_t child = trie_step(trie, node, list[i]);

		if (child != TRIE_NONE)
			scan->stack[depth++] = (struct state){child, next};
	}
	return depth;
}

/* Goes on from a state by the word that it is before, alone and joined with others */
static size_t follow_all(struct scan *scan, const struct state *state, size_t depth)
{
	const struct token *token = &scan->tokens.items[state->next];

	if (token->word != TERMS_NOTHING)
		depth = follow(scan, state->node, token->word, state->next + 1, depth);
	for (uint32_t i = 0; i < token->join_count; i++) {
		const struct join *join = &scan->tokens.joins[token->first_join + i];

		depth = follow(scan, state->node, join->word, join->next, depth);
	}
	return depth;
}

/* Every term that begins at the word first: a depth-first search of the trie */
static void walk_from(struct scan *scan, uint32_t place, size_t first)
{
	const struct trie *trie = &scan->terms->trie;
	struct state state = {TRIE_ROOT, (uint32_t)first};
	size_t depth = follow_all(scan, &state, 0);

	while (depth) {
		const struct trie_node *node;

		state = scan->stack[--depth];
		node = &trie->nodes[state.node];
		for (uint32_t i = node->first_ending; i != TRIE_NONE; i = trie->endings[i].next)
			add_hit(scan, trie->endings[i].term, place, first, state.next);
		if (node->leads && state.next < scan->tokens.count &&
			scan->tokens.items[state.next].gap != GAP_BREAK)
			depth = follow_all(scan, &state, depth);
	}
}

void scan_text(struct scan *scan, uint32_t place, const char *text, size_t len)
{
	tokens_read(&scan->tokens, text, len);
	for (size_t i = 0; i <= scan->tokens.count / 64; i++) {
		uint64_t starters = scan->tokens.starters[i];

		for (; starters; starters &= starters - 1)
			walk_from(scan, place, 64 * i + (size_t)__builtin_ctzll(starters) - 1);
	}
}
