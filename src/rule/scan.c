/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

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
	free(scan->sorted);
	free(scan->first_hit);
	free(scan->last_hit);
	free(scan->found);
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

/* --- walks --- */

/* Looking for every term that begins at one word */
struct walk {
	struct scan *scan;
	uint32_t place;
	uint32_t first; /* the word */
};

static void visit(const struct walk *walk, uint32_t number, uint32_t next);

/* Goes on from a node by what accepts a word that ends before next */
static void step(const struct walk *walk, const struct trie_node *node, uint32_t number,
	uint32_t word, uint32_t next)
{
	const struct trie *trie = &walk->scan->terms->trie;
	const uint32_t *symbols;
	const struct accepted *accepted = tokens_accepted(&walk->scan->tokens, word, &symbols);

	if (!(node->leads & accepted->symbols))
		return;
	for (size_t i = 0; i < accepted->count; i++) {
		uint32_t child = trie_step(trie, number, symbols[i]);

		if (child != TRIE_NONE)
			visit(walk, child, next);
	}
}

/* A node that the words before next lead to. Each node on the way is one word further, so that this is
 * at most LIMIT_PHRASE deep. */
static void visit(const struct walk *walk, uint32_t number, uint32_t next)
{
	struct scan *scan = walk->scan;
	const struct trie *trie = &scan->terms->trie;
	const struct trie_node *node = &trie->nodes[number];
	const struct token *token = &scan->tokens.items[next];
	const struct join *join;

	for (uint32_t i = node->first_ending; i != TRIE_NONE; i = trie->endings[i].next)
		add_hit(scan, trie->endings[i].term, walk->place, walk->first, next);
	if (!node->leads || next == scan->tokens.count || (token->link & 1))
		return;
	step(walk, node, number, token->word, next + 1);
	if (token->link < 2)
		return;
	for (join = &scan->tokens.joins[(token->link >> 1) - 1];; join++) {
		step(walk, node, number, join->word, join->next);
		if (!join->more)
			return;
	}
}

/* From the root, where the first steps are known */
static void start(const struct walk *walk, uint32_t word, uint32_t next)
{
	const uint32_t *list;
	const struct accepted *accepted = tokens_accepted(&walk->scan->tokens, word, &list);

	for (size_t i = 0; i < accepted->starts; i++)
		visit(walk, list[accepted->count + i], next);
}

static void walk_from(struct scan *scan, uint32_t place, uint32_t first)
{
	const struct walk walk = {scan, place, first};
	const struct token *token = &scan->tokens.items[first];
	const struct join *join;

	start(&walk, token->word, first + 1);
	if (token->link < 2)
		return;
	for (join = &scan->tokens.joins[(token->link >> 1) - 1];; join++) {
		start(&walk, join->word, join->next);
		if (!join->more)
			return;
	}
}

/* Whether a walk from a starter can find anything: nearly always told by the next word alone */
static bool may_find(const struct scan *scan, size_t first)
{
	const struct token *token = &scan->tokens.items[first];
	const uint32_t *from, *to;
	const struct accepted *here = tokens_accepted(&scan->tokens, token->word, &from);
	const struct accepted *next;

	if (here->ends || token->link > 1 || token[1].link > 1)
		return true;
	next = tokens_accepted(&scan->tokens, token[1].word, &to);
	from += here->count;
	for (size_t i = 0; i < here->starts; i++) {
		for (size_t j = 0; j < next->count; j++) {
			if (trie_may_step(&scan->terms->trie, from[i], to[j]))
				return true;
		}
	}
	return false;
}

void scan_text(struct scan *scan, uint32_t place, const char *text, size_t len)
{
	tokens_read(&scan->tokens, text, len);
	for (size_t i = 0; i < scan->tokens.starter_count; i++) {
		uint32_t first = scan->tokens.starters[i];

		if (may_find(scan, first))
			walk_from(scan, place, first);
	}
}
