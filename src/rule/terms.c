/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/terms.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xalloc.h"
#include "rule/symbol.h"

/* Bytes of a spelling's key: a number, and a word with the s of a plural */
#define SPELLING_KEY (sizeof(uint32_t) + LIMIT_WORD + 1)

uint32_t terms_add_accepted(struct terms *terms)
{
	size_t count = terms->accepted_count + 1;

	terms->accepted =
		xgrow(terms->accepted, &terms->accepted_cap, count, sizeof(*terms->accepted));
	terms->first_choice = xgrow(
		terms->first_choice, &terms->first_choice_cap, count, sizeof(*terms->first_choice));
	terms->accepted[count - 1] = (struct accepted){0};
	terms->first_choice[count - 1] = TERMS_NONE;
	return (uint32_t)terms->accepted_count++;
}

void terms_init(struct terms *terms)
{
	*terms = (struct terms){0};
	arena_init(&terms->arena);
	wordmap_init(&terms->terms_by_key);
	wordmap_init(&terms->symbols);
	wordmap_init(&terms->symbols_by_forms);
	wordmap_init(&terms->words);
	wordmap_init(&terms->spellings);
	wordmap_init(&terms->prefixes);
	trie_init(&terms->trie);
	terms_add_accepted(terms); /* TERMS_NOTHING */
}

void terms_release(struct terms *terms)
{
	arena_release(&terms->arena);
	wordmap_release(&terms->terms_by_key);
	wordmap_release(&terms->symbols);
	wordmap_release(&terms->symbols_by_forms);
	wordmap_release(&terms->words);
	wordmap_release(&terms->spellings);
	wordmap_release(&terms->prefixes);
	free(terms->choices);
	free(terms->accepted);
	free(terms->first_choice);
	free(terms->lists);
	trie_release(&terms->trie);
	*terms = (struct terms){0};
}

/* --- terms --- */

/* How strictly a joined word of two parts is to be taken: the stricter of both, and as a prefix when
 * its end is one */
static enum word_mode joined_mode(enum word_mode a, enum word_mode b)
{
	if (b == WORD_PREFIX || b == WORD_NAME_PREFIX)
		return symbol_is_cased(a) ? WORD_NAME_PREFIX : b;
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
	uint32_t node = TRIE_ROOT;
	unsigned glued = 0;

	for (size_t i = 1; i < term->count; i++) {
		const struct term_word *next = &term->words[i];

		if (next->glued && (joints >> glued++ & 1)) {
			if (!join(&word, next))
				return;
			continue;
		}
		node = trie_add(&terms->trie, node, symbol_of(terms, &word));
		word = *next;
	}
	node = trie_add(&terms->trie, node, symbol_of(terms, &word));
	trie_end_term(&terms->trie, node, number);
}

uint32_t terms_reserve(struct terms *terms)
{
	return terms->term_count++;
}

uint32_t terms_add(struct terms *terms, const struct term *term)
{
	unsigned glued = 0;
	struct word_key key;
	struct buf text;
	uint32_t number;

	buf_init(&text, SIZE_MAX / 2);
	for (size_t i = 0; i < term->count; i++) {
		const struct term_word *word = &term->words[i];

		buf_printf(&text, "%c%d%s", word->glued ? '-' : ' ', (int)word->mode,
			symbol_spelling(word));
		glued += word->glued;
	}
	word_key_make(&key, text.data, text.len);
	number = *wordmap_add(&terms->terms_by_key, &key, terms->term_count);
	if (number == terms->term_count) {
		terms->term_count++;
		for (unsigned joints = 0; joints < 1u << glued; joints++)
			add_spelling(terms, term, joints, number);
	}
	buf_release(&text);
	return number;
}

/* --- sealing --- */

void terms_describe(
	const struct terms *terms, struct accepted *accepted, uint32_t *list, size_t count)
{
	const struct trie *trie = &terms->trie;

	accepted->count = (uint16_t)count;
	for (size_t i = 0; i < count; i++) {
		uint32_t node = trie_step(trie, TRIE_ROOT, list[i]);

		accepted->symbols |= (uint64_t)1 << list[i] % 64;
		if (node == TRIE_NONE)
			continue;
		list[count + accepted->starts++] = node;
		accepted->leads |= trie->nodes[node].leads;
		accepted->ends |= trie->nodes[node].first_ending != TRIE_NONE;
	}
}

static size_t list_choices(struct terms *terms, uint32_t choice, size_t count)
{
	for (; choice != TERMS_NONE; choice = terms->choices[choice].next) {
		terms->lists = xgrow(terms->lists, &terms->list_cap,
			terms->list_count + 2 * (count + 1), sizeof(*terms->lists));
		terms->lists[terms->list_count + count++] = terms->choices[choice].symbol;
	}
	return count;
}

/* Lists what the number's own choices accept, and those of the word that it is a spelling of */
static void list_accepted(struct terms *terms, uint32_t number, uint32_t word)
{
	struct accepted *accepted = &terms->accepted[number];
	size_t count = list_choices(terms, terms->first_choice[number], 0);

	if (number != word)
		count = list_choices(terms, terms->first_choice[word], count);
	accepted->first = (uint32_t)terms->list_count;
	terms_describe(terms, accepted, terms->lists + terms->list_count, count);
	terms->list_count += count + accepted->starts;
}

/* The key of a spelling of a word with that number; bytes has room for both */
static void make_spelling_key(struct word_key *key, char bytes[SPELLING_KEY], uint32_t number,
	const char *cased, size_t cased_len)
{
	memcpy(bytes, &number, sizeof(number));
	memcpy(bytes + sizeof(number), cased, cased_len);
	word_key_make(key, bytes, sizeof(number) + cased_len);
}

/* Of ASCII; a spelling with others may count as small, which only costs a look */
static bool has_capital(const char *cased)
{
	for (; *cased; cased++) {
		if (*cased >= 'A' && *cased <= 'Z')
			return true;
	}
	return false;
}

/* Moves a choice from the number of its word to that of its spelling */
static void move_choice(struct terms *terms, uint32_t number, uint32_t moved)
{
	struct choice *choice = &terms->choices[moved];
	uint32_t fresh = (uint32_t)terms->accepted_count;
	char bytes[SPELLING_KEY];
	struct word_key key;
	uint32_t spelling;

	make_spelling_key(&key, bytes, number, choice->cased, choice->cased_len);
	spelling = *wordmap_add(&terms->spellings, &key, fresh);
	if (spelling == fresh)
		terms_add_accepted(terms);
	choice->next = terms->first_choice[spelling];
	terms->first_choice[spelling] = moved;
	terms->accepted[number].cased = true;
	terms->accepted[number].small |= !has_capital(choice->cased);
}

/* Sets apart the choices of a word that want a spelling, and lists them all */
static void seal_word(struct terms *terms, uint32_t number)
{
	uint32_t spellings = (uint32_t)terms->accepted_count;
	uint32_t next, kept = TERMS_NONE;

	for (uint32_t i = terms->first_choice[number]; i != TERMS_NONE; i = next) {
		next = terms->choices[i].next;
		if (terms->choices[i].cased) {
			move_choice(terms, number, i);
		} else {
			terms->choices[i].next = kept;
			kept = i;
		}
	}
	terms->first_choice[number] = kept;
	list_accepted(terms, number, number);
	for (uint32_t i = spellings; i < terms->accepted_count; i++)
		list_accepted(terms, i, number);
}

void terms_seal(struct terms *terms)
{
	uint32_t words = (uint32_t)terms->accepted_count;

	/* what accepts nothing has its place in it, too */
	terms->lists = xgrow(terms->lists, &terms->list_cap, 1, sizeof(*terms->lists));
	for (uint32_t i = TERMS_NOTHING + 1; i < words; i++)
		seal_word(terms, i);
}

/* --- reading --- */

uint32_t terms_find(const struct terms *terms, const struct word_key *folded, const char *cased,
	size_t cased_len)
{
	const struct wordmap_slot *word = wordmap_find(&terms->words, folded);
	const struct wordmap_slot *spelling;
	char bytes[SPELLING_KEY];
	struct word_key key;

	if (!word || !terms->accepted[word->value].cased)
		return word ? word->value : TERMS_NOTHING;
	make_spelling_key(&key, bytes, word->value, cased, cased_len);
	spelling = wordmap_find(&terms->spellings, &key);
	return spelling ? spelling->value : word->value;
}

size_t terms_find_prefixes(const struct terms *terms, uint32_t *out, const char *folded,
	size_t folded_len, const char *cased, size_t cased_len)
{
	size_t longest = folded_len < terms->longest_prefix ? folded_len : terms->longest_prefix;
	size_t count = 0;

	for (size_t len = 1; len <= longest; len++) {
		const struct wordmap_slot *slot;
		struct word_key key;

		if (!terms->prefix_lengths[len])
			continue;
		word_key_make(&key, folded, len);
		slot = wordmap_find(&terms->prefixes, &key);
		for (uint32_t i = slot ? slot->value : TERMS_NONE; i != TERMS_NONE;
			i = terms->choices[i].next) {
			const struct choice *choice = &terms->choices[i];

			if (!choice->cased ||
				(choice->cased_len <= cased_len &&
					memcmp(choice->cased, cased, choice->cased_len) == 0))
				out[count++] = choice->symbol;
		}
	}
	return count;
}
