/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/terms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xalloc.h"
#include "rule/plural.h"
#include "rule/word.h"

static uint32_t add_node(struct terms *terms)
{
	terms->node_endings = xgrow(terms->node_endings, &terms->node_cap, terms->node_count + 1,
		sizeof(*terms->node_endings));
	terms->node_endings[terms->node_count] = TERMS_NONE;
	return (uint32_t)terms->node_count++;
}

void terms_init(struct terms *terms)
{
	*terms = (struct terms){0};
	arena_init(&terms->arena);
	add_node(terms); /* the root */
}

void terms_release(struct terms *terms)
{
	arena_release(&terms->arena);
	strmap_release(&terms->terms_by_key);
	strmap_release(&terms->symbols);
	strmap_release(&terms->words);
	strmap_release(&terms->prefixes);
	free(terms->choices);
	free(terms->edges);
	free(terms->node_endings);
	free(terms->endings);
	*terms = (struct terms){0};
}

/* --- the trie --- */

static size_t edge_slot(uint32_t node, uint32_t symbol)
{
	uint64_t key = (uint64_t)node << 32 | symbol;

	return (size_t)(key * 0x9e3779b97f4a7c15u >> 32);
}

uint32_t terms_step(const struct terms *terms, uint32_t node, uint32_t symbol)
{
	if (!terms->edge_size)
		return TERMS_NONE;
	for (size_t i = edge_slot(node, symbol);; i++) {
		const struct trie_edge *edge = &terms->edges[i & (terms->edge_size - 1)];

		if (edge->node == TERMS_NONE)
			return TERMS_NONE;
		if (edge->node == node && edge->symbol == symbol)
			return edge->child;
	}
}

static void place_edge(struct terms *terms, const struct trie_edge *edge)
{
	size_t i = edge_slot(edge->node, edge->symbol);

	while (terms->edges[i & (terms->edge_size - 1)].node != TERMS_NONE)
		i++;
	terms->edges[i & (terms->edge_size - 1)] = *edge;
}

static void grow_edges(struct terms *terms)
{
	struct trie_edge *old = terms->edges;
	size_t old_size = terms->edge_size;

	terms->edge_size = old_size ? old_size * 2 : 64;
	terms->edges = xreallocarray(NULL, terms->edge_size, sizeof(*terms->edges));
	for (size_t i = 0; i < terms->edge_size; i++)
		terms->edges[i].node = TERMS_NONE;
	for (size_t i = 0; i < old_size; i++) {
		if (old[i].node != TERMS_NONE)
			place_edge(terms, &old[i]);
	}
	free(old);
}

/* The child, made when there is none */
static uint32_t step_or_add(struct terms *terms, uint32_t node, uint32_t symbol)
{
	uint32_t child = terms_step(terms, node, symbol);

	if (child != TERMS_NONE)
		return child;
	if (2 * (terms->edge_count + 1) > terms->edge_size)
		grow_edges(terms);
	child = add_node(terms);
	place_edge(terms, &(struct trie_edge){node, symbol, child});
	terms->edge_count++;
	return child;
}

static void add_ending(struct terms *terms, uint32_t node, uint32_t term)
{
	for (uint32_t i = terms->node_endings[node]; i != TERMS_NONE; i = terms->endings[i].next) {
		if (terms->endings[i].term == term)
			return;
	}
	terms->endings = xgrow(terms->endings, &terms->ending_cap, terms->ending_count + 1,
		sizeof(*terms->endings));
	terms->endings[terms->ending_count] = (struct ending){term, terms->node_endings[node]};
	terms->node_endings[node] = (uint32_t)terms->ending_count++;
}

/* --- symbols --- */

static void add_choice(struct terms *terms, struct strmap *map, uint32_t symbol, const char *folded,
	const char *cased)
{
	size_t len = strlen(folded);
	uint32_t hash = word_hash(folded, len);
	uint32_t first = strmap_find(map, folded, len, hash);
	struct choice choice = {symbol, TERMS_NONE, arena_strdup(&terms->arena, cased)};

	terms->choices = xgrow(terms->choices, &terms->choice_cap, terms->choice_count + 1,
		sizeof(*terms->choices));
	if (first == STRMAP_NONE) {
		strmap_add(map, arena_strdup(&terms->arena, folded), len, hash,
			(uint32_t)terms->choice_count);
	} else { /* behind the first, which the hash points to */
		choice.next = terms->choices[first].next;
		terms->choices[first].next = (uint32_t)terms->choice_count;
	}
	terms->choices[terms->choice_count++] = choice;
}

static void accept_name(struct terms *terms, uint32_t symbol, const struct term_word *word)
{
	size_t folded_len = strlen(word->folded);
	size_t cased_len = strlen(word->cased);
	char folded[LIMIT_WORD + 2];
	char cased[LIMIT_WORD + 2];

	add_choice(terms, &terms->words, symbol, word->folded, word->cased);
	snprintf(folded, sizeof(folded), "%ss", word->folded);
	snprintf(cased, sizeof(cased), "%ss", word->cased);
	add_choice(terms, &terms->words, symbol, folded, cased);
	if (cased_len > 2 && word->cased[cased_len - 1] == 's') {
		folded[folded_len - 1] = '\0';
		cased[cased_len - 1] = '\0';
		add_choice(terms, &terms->words, symbol, folded, cased);
	}
}

static void accept_any(struct terms *terms, uint32_t symbol, const struct term_word *word)
{
	char forms[PLURAL_FORMS][LIMIT_WORD + 1];
	size_t count = plural_forms(forms, word->folded);

	add_choice(terms, &terms->words, symbol, word->folded, NULL);
	for (size_t i = 0; i < count; i++)
		add_choice(terms, &terms->words, symbol, forms[i], NULL);
}

static void accept_prefix(
	struct terms *terms, uint32_t symbol, const struct term_word *word, const char *cased)
{
	size_t len = strlen(word->folded);

	add_choice(terms, &terms->prefixes, symbol, word->folded, cased);
	terms->prefix_lengths[len] = true;
	if (len > terms->longest_prefix)
		terms->longest_prefix = len;
}

static void accept(struct terms *terms, uint32_t symbol, const struct term_word *word)
{
	switch (word->mode) {
	case WORD_ANY:
		accept_any(terms, symbol, word);
		break;
	case WORD_NAME:
		accept_name(terms, symbol, word);
		break;
	case WORD_QUOTED:
		add_choice(terms, &terms->words, symbol, word->folded, NULL);
		break;
	case WORD_EXACT:
		add_choice(terms, &terms->words, symbol, word->folded, word->cased);
		break;
	case WORD_PREFIX:
		accept_prefix(terms, symbol, word, NULL);
		break;
	case WORD_NAME_PREFIX:
		accept_prefix(terms, symbol, word, word->cased);
		break;
	}
}

/* Whether the case of a word counts */
static bool is_cased(enum word_mode mode)
{
	return mode == WORD_NAME || mode == WORD_EXACT || mode == WORD_NAME_PREFIX;
}

static const char *spelling(const struct term_word *word)
{
	return is_cased(word->mode) ? word->cased : word->folded;
}

static uint32_t symbol_of(struct terms *terms, const struct term_word *word)
{
	char *key = arena_printf(&terms->arena, "%d%s", (int)word->mode, spelling(word));
	size_t len = strlen(key);
	uint32_t hash = word_hash(key, len);
	uint32_t symbol = strmap_find(&terms->symbols, key, len, hash);

	if (symbol == STRMAP_NONE) {
		symbol = terms->symbol_count++;
		strmap_add(&terms->symbols, key, len, hash, symbol);
		accept(terms, symbol, word);
	}
	return symbol;
}

/* --- terms --- */

/* How strictly a joined word of two parts is to be taken: the stricter of both, and as a prefix when
 * its end is one */
static enum word_mode joined_mode(enum word_mode a, enum word_mode b)
{
	if (b == WORD_PREFIX || b == WORD_NAME_PREFIX)
		return is_cased(a) ? WORD_NAME_PREFIX : b;
	return a > b ? a : b;
}

/* Appends next to word; false when that is too long for any word of a text */
static bool join(struct term_word *word, const struct term_word *next)
{
	size_t folded_len = strlen(word->folded);
	size_t cased_len = strlen(word->cased);

	if (folded_len + strlen(next->folded) > LIMIT_WORD ||
		cased_len + strlen(next->cased) > LIMIT_WORD)
		return false;
	memcpy(word->folded + folded_len, next->folded, strlen(next->folded) + 1);
	memcpy(word->cased + cased_len, next->cased, strlen(next->cased) + 1);
	word->mode = joined_mode(word->mode, next->mode);
	return true;
}

/* Adds the spelling in which those glued words are one with the word before whose bits are set in
 * joints (bit 0 is the term's first glued word) */
static void add_spelling(
	struct terms *terms, const struct term *term, unsigned joints, uint32_t number)
{
	struct term_word word = term->words[0];
	uint32_t node = TERMS_ROOT;
	unsigned glued = 0;

	for (size_t i = 1; i < term->count; i++) {
		const struct term_word *next = &term->words[i];

		if (next->glued && (joints >> glued++ & 1)) {
			if (!join(&word, next))
				return;
			continue;
		}
		node = step_or_add(terms, node, symbol_of(terms, &word));
		word = *next;
	}
	node = step_or_add(terms, node, symbol_of(terms, &word));
	add_ending(terms, node, number);
}

uint32_t terms_reserve(struct terms *terms)
{
	return terms->term_count++;
}

uint32_t terms_add(struct terms *terms, const struct term *term)
{
	unsigned glued = 0;
	struct buf key;
	uint32_t hash;
	uint32_t number;

	buf_init(&key, SIZE_MAX / 2);
	for (size_t i = 0; i < term->count; i++) {
		const struct term_word *word = &term->words[i];

		buf_printf(
			&key, "%c%d%s", word->glued ? '-' : ' ', (int)word->mode, spelling(word));
		glued += word->glued;
	}
	hash = word_hash(key.data, key.len);
	number = strmap_find(&terms->terms_by_key, key.data, key.len, hash);
	if (number == STRMAP_NONE) {
		number = terms->term_count++;
		strmap_add(&terms->terms_by_key, arena_strndup(&terms->arena, key.data, key.len),
			key.len, hash, number);
		for (unsigned joints = 0; joints < 1u << glued; joints++)
			add_spelling(terms, term, joints, number);
	}
	buf_release(&key);
	return number;
}

/* --- reading --- */

/* The choices that begin at first and take a word whose cased form has cased_len bytes */
static size_t choose(const struct terms *terms, uint32_t *out, uint32_t first, const char *cased,
	size_t cased_len, bool prefix)
{
	size_t count = 0;

	for (uint32_t i = first; i != TERMS_NONE; i = terms->choices[i].next) {
		const struct choice *choice = &terms->choices[i];
		size_t len = choice->cased ? strlen(choice->cased) : 0;

		if (choice->cased && (prefix ? len > cased_len : len != cased_len))
			continue;
		if (!choice->cased || memcmp(choice->cased, cased, len) == 0)
			out[count++] = choice->symbol;
	}
	return count;
}

size_t terms_accepting(const struct terms *terms, uint32_t *out, const char *folded,
	size_t folded_len, const char *cased, size_t cased_len, uint32_t hash)
{
	size_t longest = folded_len < terms->longest_prefix ? folded_len : terms->longest_prefix;
	uint32_t first = strmap_find(&terms->words, folded, folded_len, hash);
	size_t count = 0;

	if (first != STRMAP_NONE)
		count = choose(terms, out, first, cased, cased_len, false);
	for (size_t len = 1; len <= longest; len++) {
		if (!terms->prefix_lengths[len])
			continue;
		first = strmap_find(&terms->prefixes, folded, len, word_hash(folded, len));
		if (first != STRMAP_NONE)
			count += choose(terms, out + count, first, cased, cased_len, true);
	}
	return count;
}
