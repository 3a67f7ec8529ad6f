/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "rule/word.h"

/* The words of a chain "a-b-c", written one behind the other, so that every joined word of it is a
 * part of these */
struct chain {
	size_t count;
	size_t first_token;
	size_t folded_at[LIMIT_JOINED + 1];
	size_t cased_at[LIMIT_JOINED + 1];
	char folded[LIMIT_JOINED * LIMIT_WORD];
	char cased[LIMIT_JOINED * LIMIT_WORD];
};

void scan_init(struct scan *scan, const struct terms *terms)
{
	*scan = (struct scan){.terms = terms};
	scan->first_hit = xreallocarray(NULL, terms->term_count, sizeof(*scan->first_hit));
	scan->last_hit = xreallocarray(NULL, terms->term_count, sizeof(*scan->last_hit));
	scan->found = xreallocarray(NULL, terms->term_count, sizeof(*scan->found));
	scan->symbols = xreallocarray(NULL, terms->symbol_count, sizeof(*scan->symbols));
	for (size_t i = 0; i < terms->term_count; i++)
		scan->first_hit[i] = TERMS_NONE;
}

void scan_release(struct scan *scan)
{
	free(scan->hits);
	free(scan->first_hit);
	free(scan->last_hit);
	free(scan->found);
	free(scan->symbols);
	free(scan->stack);
	free(scan->tokens);
	free(scan->steps.items);
	free(scan->joins.items);
	*scan = (struct scan){0};
}

void scan_clear(struct scan *scan)
{
	for (size_t i = 0; i < scan->found_count; i++)
		scan->first_hit[scan->found[i]] = TERMS_NONE;
	scan->found_count = 0;
	scan->hit_count = 0;
}

/* Adds a step to before next for each of the first symbol_count scan->symbols */
static void add_steps(
	struct steps *steps, const struct scan *scan, size_t symbol_count, size_t next)
{
	steps->items = xgrow(
		steps->items, &steps->cap, steps->count + symbol_count, sizeof(*steps->items));
	for (size_t i = 0; i < symbol_count; i++)
		steps->items[steps->count++] = (struct step){scan->symbols[i], (uint32_t)next};
}

static void add_token(struct scan *scan, const struct word_scan *words)
{
	struct token *token = &scan->tokens[scan->token_count++];
	size_t count = 0;

	if (!words->too_long)
		count = terms_accepting(scan->terms, scan->symbols, words->folded,
			words->folded_len, words->cased, words->cased_len, words->hash);
	*token = (struct token){
		.start = (uint32_t)words->start,
		.end = (uint32_t)words->end,
		.first_step = (uint32_t)scan->steps.count,
		.step_count = (uint32_t)count,
		.gap = (uint8_t)words->gap,
	};
	if (count)
		add_steps(&scan->steps, scan, count, scan->token_count);
}

/* Tries every run of two or more words of the chain as one word, from its word number i on */
static void join_from(struct scan *scan, const struct chain *chain, size_t i)
{
	struct token *token = &scan->tokens[chain->first_token + i];
	const char *folded = chain->folded + chain->folded_at[i];
	const char *cased = chain->cased + chain->cased_at[i];

	token->first_join = (uint32_t)scan->joins.count;
	for (size_t j = i + 2; j <= chain->count; j++) {
		size_t len = chain->folded_at[j] - chain->folded_at[i];
		size_t count;

		if (len > LIMIT_WORD)
			break;
		count = terms_accepting(scan->terms, scan->symbols, folded, len, cased,
			chain->cased_at[j] - chain->cased_at[i], word_hash(folded, len));
		if (count)
			add_steps(&scan->joins, scan, count, chain->first_token + j);
	}
	token->join_count = (uint32_t)(scan->joins.count - token->first_join);
}

static void finish_chain(struct scan *scan, struct chain *chain)
{
	for (size_t i = 0; i + 1 < chain->count; i++)
		join_from(scan, chain, i);
	chain->count = 0;
}

/* Takes the first word out of a full chain, so that the others may still join with what follows */
static void shift_chain(struct scan *scan, struct chain *chain)
{
	size_t folded = chain->folded_at[1];
	size_t cased = chain->cased_at[1];

	join_from(scan, chain, 0);
	memmove(chain->folded, chain->folded + folded, chain->folded_at[chain->count] - folded);
	memmove(chain->cased, chain->cased + cased, chain->cased_at[chain->count] - cased);
	for (size_t i = 0; i < chain->count; i++) {
		chain->folded_at[i] = chain->folded_at[i + 1] - folded;
		chain->cased_at[i] = chain->cased_at[i + 1] - cased;
	}
	chain->first_token++;
	chain->count--;
}

/* The next word cannot be joined to this one: the quick way out for nearly all of them */
static bool ends_at_space(const struct word_scan *words)
{
	return words->at < words->len && words->text[words->at] == ' ';
}

static void add_to_chain(struct scan *scan, struct chain *chain, const struct word_scan *words)
{
	size_t n;

	if (chain->count && (words->gap != GAP_HYPHEN || words->too_long))
		finish_chain(scan, chain);
	if (words->too_long || (!chain->count && ends_at_space(words)))
		return;
	if (chain->count == LIMIT_JOINED)
		shift_chain(scan, chain);
	n = chain->count++;
	if (n == 0) {
		chain->first_token = scan->token_count - 1;
		chain->folded_at[0] = chain->cased_at[0] = 0;
	}
	memcpy(chain->folded + chain->folded_at[n], words->folded, words->folded_len);
	memcpy(chain->cased + chain->cased_at[n], words->cased, words->cased_len);
	chain->folded_at[n + 1] = chain->folded_at[n] + words->folded_len;
	chain->cased_at[n + 1] = chain->cased_at[n] + words->cased_len;
}

static void read_tokens(struct scan *scan, const char *text, size_t len)
{
	struct word_scan words;
	struct chain chain;

	scan->token_count = scan->steps.count = scan->joins.count = 0;
	/* room for all at once: a word has a byte or more */
	scan->tokens = xgrow(scan->tokens, &scan->token_cap, len, sizeof(*scan->tokens));
	chain.count = 0;
	word_scan_init(&words, text, len);
	while (word_scan_next(&words)) {
		add_token(scan, &words);
		add_to_chain(scan, &chain, &words);
	}
	finish_chain(scan, &chain);
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
		.start = scan->tokens[first].start,
		.end = scan->tokens[last - 1].end,
	};
	if (scan->first_hit[term] == TERMS_NONE) {
		scan->first_hit[term] = number;
		scan->found[scan->found_count++] = term;
	} else {
		scan->hits[scan->last_hit[term]].next = number;
	}
	scan->last_hit[term] = number;
}

/* Goes on from state by count steps from number first on; where they lead goes onto the stack */
static size_t follow(struct scan *scan, const struct state *state, const struct steps *steps,
	size_t first, size_t count, size_t depth)
{
	scan->stack = xgrow(scan->stack, &scan->stack_cap, depth + count, sizeof(*scan->stack));
	for (size_t i = first; i < first + count; i++) {
		const struct step *step = &steps->items[i];
		uint32_t child = terms_step(scan->terms, state->node, step->symbol);

		if (child != TERMS_NONE)
			scan->stack[depth++] = (struct state){child, step->next};
	}
	return depth;
}

/* Every term that begins at the word first: a depth-first search of the trie */
static void walk_from(struct scan *scan, uint32_t place, size_t first)
{
	struct state state = {TERMS_ROOT, (uint32_t)first};
	size_t depth = 0;

	for (;;) {
		const struct token *token = scan->tokens + state.next;

		if (state.next < scan->token_count &&
			(state.next == first || token->gap != GAP_BREAK)) {
			depth = follow(scan, &state, &scan->steps, token->first_step,
				token->step_count, depth);
			depth = follow(scan, &state, &scan->joins, token->first_join,
				token->join_count, depth);
		}
		if (depth == 0)
			return;
		state = scan->stack[--depth];
		for (uint32_t i = scan->terms->node_endings[state.node]; i != TERMS_NONE;
			i = scan->terms->endings[i].next)
			add_hit(scan, scan->terms->endings[i].term, place, first, state.next);
	}
}

void scan_text(struct scan *scan, uint32_t place, const char *text, size_t len)
{
	read_tokens(scan, text, len);
	for (size_t i = 0; i < scan->token_count; i++) {
		if (scan->tokens[i].step_count || scan->tokens[i].join_count)
			walk_from(scan, place, i);
	}
}
