/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/symbol.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xalloc.h"
#include "rule/plural.h"

/* A choice that is to stand behind the one that *first is, or to be it */
static void add_choice(struct terms *terms, uint32_t *first, uint32_t symbol, const char *cased)
{
	size_t len = cased ? strlen(cased) : 0;
	struct choice choice = {symbol, TERMS_NONE,
		cased ? arena_strndup(&terms->arena, cased, len) : NULL, (uint32_t)len};

	terms->choices = xgrow(terms->choices, &terms->choice_cap, terms->choice_count + 1,
		sizeof(*terms->choices));
	if (*first == TERMS_NONE) {
		*first = (uint32_t)terms->choice_count;
	} else {
		choice.next = terms->choices[*first].next;
		terms->choices[*first].next = (uint32_t)terms->choice_count;
	}
	terms->choices[terms->choice_count++] = choice;
}

static void accept_word(struct terms *terms, uint32_t symbol, const char *folded, const char *cased)
{
	uint32_t fresh = (uint32_t)terms->accepted_count;
	struct word_key key;
	uint32_t number;

	word_key_make(&key, folded, strlen(folded));
	number = *wordmap_add(&terms->words, &key, fresh);
	if (number == fresh)
		terms_add_accepted(terms);
	add_choice(terms, &terms->first_choice[number], symbol, cased);
}

static void accept_name(struct terms *terms, uint32_t symbol, const struct term_word *word)
{
	size_t folded_len = strlen(word->folded);
	size_t cased_len = strlen(word->cased);
	char folded[LIMIT_WORD + 2];
	char cased[LIMIT_WORD + 2];

	accept_word(terms, symbol, word->folded, word->cased);
	snprintf(folded, sizeof(folded), "%ss", word->folded);
	snprintf(cased, sizeof(cased), "%ss", word->cased);
	accept_word(terms, symbol, folded, cased);
	if (cased_len > 2 && word->cased[cased_len - 1] == 's') {
		folded[folded_len - 1] = '\0';
		cased[cased_len - 1] = '\0';
		accept_word(terms, symbol, folded, cased);
	}
}

static int by_spelling(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* A word with its plurals, in order: what a symbol that takes any case accepts */
struct any_forms {
	char forms[PLURAL_FORMS + 1][LIMIT_WORD + 1];
	size_t count;
};

static void find_forms(struct any_forms *any, const struct term_word *word)
{
	size_t count = word->mode == WORD_ANY ? plural_forms(any->forms, word->folded) : 0;

	memcpy(any->forms[count++], word->folded, strlen(word->folded) + 1);
	qsort(any->forms, count, sizeof(any->forms[0]), by_spelling);
	any->count = count;
}

/* The symbol of these forms. Terms that write a word in two ways, model and models, have one symbol
 * for it: a text's word then leads one way and not two. */
static uint32_t symbol_of_forms(struct terms *terms, const struct any_forms *any)
{
	struct word_key key;
	struct buf text;
	uint32_t symbol;

	buf_init(&text, SIZE_MAX / 2);
	for (size_t i = 0; i < any->count; i++)
		buf_printf(&text, "%s ", any->forms[i]);
	word_key_make(&key, text.data, text.len);
	symbol = *wordmap_add(&terms->symbols_by_forms, &key, terms->symbol_count);
	buf_release(&text);
	return symbol;
}

static uint32_t accept_any(struct terms *terms, const struct term_word *word)
{
	struct any_forms any;
	uint32_t symbol;

	find_forms(&any, word);
	symbol = symbol_of_forms(terms, &any);
	for (size_t i = 0; symbol == terms->symbol_count && i < any.count; i++)
		accept_word(terms, symbol, any.forms[i], NULL);
	return symbol;
}

static void accept_prefix(
	struct terms *terms, uint32_t symbol, const struct term_word *word, const char *cased)
{
	size_t len = strlen(word->folded);
	struct word_key key;
	size_t pair;

	word_key_make(&key, word->folded, len);
	pair = key.head[0] & 0xffff;
	add_choice(terms, wordmap_add(&terms->prefixes, &key, TERMS_NONE), symbol, cased);
	terms->prefix_heads[pair >> 6] |= (uint64_t)1 << (pair & 63);
	terms->prefix_lengths[len] = true;
	if (len > terms->longest_prefix)
		terms->longest_prefix = len;
}

/* Makes what accepts the word, as the next symbol, or finds the symbol that does so already */
static uint32_t accept(struct terms *terms, const struct term_word *word)
{
	uint32_t symbol = terms->symbol_count;

	switch (word->mode) {
	case WORD_ANY:
	case WORD_QUOTED:
		return accept_any(terms, word);
	case WORD_NAME:
		accept_name(terms, symbol, word);
		break;
	case WORD_EXACT:
		accept_word(terms, symbol, word->folded, word->cased);
		break;
	case WORD_PREFIX:
		accept_prefix(terms, symbol, word, NULL);
		break;
	case WORD_NAME_PREFIX:
		accept_prefix(terms, symbol, word, word->cased);
		break;
	}
	return symbol;
}

bool symbol_is_cased(enum word_mode mode)
{
	return mode == WORD_NAME || mode == WORD_EXACT || mode == WORD_NAME_PREFIX;
}

const char *symbol_spelling(const struct term_word *word)
{
	return symbol_is_cased(word->mode) ? word->cased : word->folded;
}

uint32_t symbol_of(struct terms *terms, const struct term_word *word)
{
	const char *text = symbol_spelling(word);
	size_t len = strlen(text);
	char bytes[LIMIT_WORD + 1];
	struct word_key key;
	uint32_t *known;

	bytes[0] = (char)('0' + (int)word->mode);
	memcpy(bytes + 1, text, len);
	word_key_make(&key, bytes, len + 1);
	known = wordmap_add(&terms->symbols, &key, TERMS_NONE);
	if (*known == TERMS_NONE) {
		*known = accept(terms, word);
		terms->symbol_count += *known == terms->symbol_count;
	}
	return *known;
}
