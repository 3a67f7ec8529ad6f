/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/token.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "rule/word.h"

#define PADDING 32 /* bytes behind the copy of a text: two plain words, and what ends them */

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

/* A word of the text in both forms */
struct forms {
	struct word_key key; /* of folded */
	const char *folded;
	const char *cased;
	size_t cased_len;
};

/* A text that is being read */
struct reader {
	struct tokens *tokens;
	struct word_scan words;
	struct chain chain;
	/* of the token read last, which may start a term if it ends there or leads on */
	uint64_t leads;
	bool ends;
};

void tokens_init(struct tokens *tokens, const struct terms *terms)
{
	*tokens = (struct tokens){.terms = terms};
}

void tokens_release(struct tokens *tokens)
{
	free(tokens->items);
	free(tokens->starters);
	free(tokens->joins);
	free(tokens->text);
	free(tokens->bits);
	free(tokens->accepted);
	free(tokens->lists);
	*tokens = (struct tokens){0};
}

/* --- what accepts a word --- */

/* Adds what accepts a word that prefixes accept too, and returns its number */
static uint32_t add_own(struct tokens *tokens, uint32_t word, const struct forms *forms)
{
	const struct terms *terms = tokens->terms;
	const struct accepted *whole = &terms->accepted[word];
	struct accepted own = {.first = (uint32_t)tokens->list_count};
	uint32_t *list;
	size_t count;

	tokens->lists = xgrow(tokens->lists, &tokens->list_cap,
		tokens->list_count + 2 * (size_t)terms->symbol_count, sizeof(*tokens->lists));
	list = tokens->lists + tokens->list_count;
	memcpy(list, terms->lists + whole->first, whole->count * sizeof(*list));
	count = whole->count + terms_find_prefixes(terms, list + whole->count, forms->folded,
				       forms->key.len, forms->cased, forms->cased_len);
	if (count == whole->count)
		return word;
	terms_describe(terms, &own, list, count);
	tokens->list_count += own.count + own.starts;
	tokens->accepted = xgrow(tokens->accepted, &tokens->accepted_cap,
		tokens->accepted_count + 1, sizeof(*tokens->accepted));
	tokens->accepted[tokens->accepted_count] = own;
	return (uint32_t)tokens->accepted_count++ | TOKEN_OWN;
}

static uint32_t accept(struct tokens *tokens, const struct forms *forms)
{
	uint32_t word = terms_find(tokens->terms, &forms->key, forms->cased, forms->cased_len);

	if (terms_may_have_prefix(tokens->terms, forms->key.head[0]))
		word = add_own(tokens, word, forms);
	return word;
}

/* --- chains --- */

static void mark_starter(struct tokens *tokens, size_t token)
{
	tokens->starters[(token + 1) / 64] |= (uint64_t)1 << (token + 1) % 64;
}

/* Tries every run of two or more words of the chain as one word, from its word number i on */
static void join_from(struct tokens *tokens, const struct chain *chain, size_t i)
{
	struct token *token = &tokens->items[chain->first_token + i];
	struct forms forms = {.folded = chain->folded + chain->folded_at[i],
		.cased = chain->cased + chain->cased_at[i]};

	token->first_join = (uint32_t)tokens->join_count;
	for (size_t j = i + 2; j <= chain->count; j++) {
		size_t len = chain->folded_at[j] - chain->folded_at[i];
		uint32_t word;

		if (len > LIMIT_WORD)
			break;
		word_key_make(&forms.key, forms.folded, len);
		forms.cased_len = chain->cased_at[j] - chain->cased_at[i];
		word = accept(tokens, &forms);
		if (word == TERMS_NOTHING)
			continue;
		tokens->joins = xgrow(tokens->joins, &tokens->join_cap, tokens->join_count + 1,
			sizeof(*tokens->joins));
		tokens->joins[tokens->join_count++] =
			(struct join){word, (uint32_t)(chain->first_token + j)};
		token->join_count++;
	}
	/* a term may come to the joined word from the word before */
	if (token->join_count)
		mark_starter(tokens, chain->first_token + i);
	if (token->join_count && chain->first_token + i > 0)
		mark_starter(tokens, chain->first_token + i - 1);
}

static void finish_chain(struct tokens *tokens, struct chain *chain)
{
	for (size_t i = 0; i + 1 < chain->count; i++)
		join_from(tokens, chain, i);
	chain->count = 0;
}

/* Takes the first word out of a full chain, so that the others may still join with what follows */
static void shift_chain(struct tokens *tokens, struct chain *chain)
{
	size_t folded = chain->folded_at[1];
	size_t cased = chain->cased_at[1];

	join_from(tokens, chain, 0);
	memmove(chain->folded, chain->folded + folded, chain->folded_at[chain->count] - folded);
	memmove(chain->cased, chain->cased + cased, chain->cased_at[chain->count] - cased);
	for (size_t i = 0; i < chain->count; i++) {
		chain->folded_at[i] = chain->folded_at[i + 1] - folded;
		chain->cased_at[i] = chain->cased_at[i + 1] - cased;
	}
	chain->first_token++;
	chain->count--;
}

/* The token read last goes into the chain; it has a hyphen before or behind it */
static void add_to_chain(struct tokens *tokens, struct chain *chain, const struct forms *forms)
{
	size_t n;

	if (chain->count == LIMIT_JOINED)
		shift_chain(tokens, chain);
	n = chain->count++;
	if (n == 0) {
		chain->first_token = tokens->count - 1;
		chain->folded_at[0] = chain->cased_at[0] = 0;
	}
	memcpy(chain->folded + chain->folded_at[n], forms->folded, forms->key.len);
	memcpy(chain->cased + chain->cased_at[n], forms->cased, forms->cased_len);
	chain->folded_at[n + 1] = chain->folded_at[n] + forms->key.len;
	chain->cased_at[n + 1] = chain->cased_at[n] + forms->cased_len;
}

/* --- words --- */

/* Whether a term may start at the token before is known when there is a next one */
static inline void add_token(
	struct reader *reader, size_t start, size_t end, enum gap gap, uint32_t word)
{
	struct tokens *tokens = reader->tokens;
	size_t count = tokens->count++;
	const uint32_t *list;
	const struct accepted *accepted = tokens_accepted(tokens, word, &list);
	uint64_t leads = gap == GAP_BREAK ? 0 : reader->leads & accepted->symbols;

	tokens->items[count] = (struct token){
		.start = (uint32_t)start,
		.end = (uint32_t)end,
		.word = word,
		.gap = (uint8_t)gap,
	};
	tokens->starters[count / 64] |= (uint64_t)(reader->ends | (leads != 0)) << count % 64;
	reader->leads = accepted->leads;
	reader->ends = accepted->ends;
}

/* Any word, as rule/word.c reads it */
static void read_any(struct reader *reader)
{
	struct word_scan *words = &reader->words;
	struct chain *chain = &reader->chain;
	struct forms forms = {.folded = words->folded, .cased = words->cased};
	uint32_t word = TERMS_NOTHING;

	word_scan_read(words);
	forms.cased_len = words->cased_len;
	if (!words->too_long) {
		word_key_make(&forms.key, words->folded, words->folded_len);
		word = accept(reader->tokens, &forms);
	}
	add_token(reader, words->start, words->end, words->gap, word);
	if (chain->count && (words->gap != GAP_HYPHEN || words->too_long))
		finish_chain(reader->tokens, chain);
	if (!words->too_long && (chain->count || words->text[words->at] != ' '))
		add_to_chain(reader->tokens, chain, &forms);
}

/* --- plain words --- */

#define R2(x)  x, x
#define R8(x)  R2(x), R2(x), R2(x), R2(x)
#define R26(x) R8(x), R8(x), R8(x), R2(x)

/* What a byte says of a plain word that it stands behind, and of the word after it */
enum behind {
	B_LOOK,  /* nothing: rule/word.c has to look */
	B_SPACE, /* the word ends here; if a letter or digit is next, the gap is a blank */
	B_HYPHEN,
	B_SLASH,
	B_BREAK, /* the word ends here, and so does the phrase */
	B_DOT,   /* so it does if no letter or digit is next */
	B_WORD,  /* a letter or digit itself */
};

/* clang-format off */
static const unsigned char behind[256] = {
	[' '] = B_SPACE, ['\n'] = B_SPACE, ['\t'] = B_SPACE, ['\r'] = B_SPACE,
	['-'] = B_HYPHEN, ['/'] = B_SLASH, ['.'] = B_DOT,
	[','] = B_BREAK, [';'] = B_BREAK, [':'] = B_BREAK, ['!'] = B_BREAK, ['?'] = B_BREAK,
	['('] = B_BREAK, [')'] = B_BREAK, ['['] = B_BREAK, [']'] = B_BREAK, ['"'] = B_BREAK,
	['%'] = B_BREAK, ['='] = B_BREAK, ['*'] = B_BREAK, ['$'] = B_BREAK, ['\0'] = B_BREAK,
	['0'] = R8(B_WORD), R2(B_WORD),
	['A'] = R26(B_WORD),
	['a'] = R26(B_WORD),
};
/* clang-format on */

static const uint8_t gap_of[] = {[B_SPACE] = GAP_SPACE,
	[B_HYPHEN] = GAP_HYPHEN,
	[B_SLASH] = GAP_SLASH,
	[B_BREAK] = GAP_BREAK,
	[B_DOT] = GAP_BREAK};

#define EACH_BYTE(x) (0x0101010101010101u * (x))
#define HIGH_BITS    EACH_BYTE(0x80u)

/* A bit for each of eight bytes that is an ASCII letter or digit, the first one's lowest */
static unsigned char word_bits(uint64_t bytes)
{
	uint64_t low = bytes & ~HIGH_BITS; /* no sum below goes into the next byte */
	uint64_t lower = low | EACH_BYTE(0x20u);
	uint64_t letter = (lower + EACH_BYTE(0x80u - 'a')) & ~(lower + EACH_BYTE(0x7fu - 'z'));
	uint64_t digit = (low + EACH_BYTE(0x80u - '0')) & ~(low + EACH_BYTE(0x7fu - '9'));
	uint64_t high = (letter | digit) & ~bytes & HIGH_BITS;

	return (unsigned char)((high >> 7) * 0x0102040810204080u >> 56);
}

/* Copies the text, and marks what may be in a plain word */
static void take_text(struct tokens *tokens, const char *text, size_t len)
{
	size_t whole = (len + 7) / 8;

	tokens->text = xgrow(tokens->text, &tokens->text_cap, len + PADDING, 1);
	tokens->bits = xgrow(tokens->bits, &tokens->bits_cap, whole + PADDING, 1);
	memcpy(tokens->text, text, len);
	memset(tokens->text + len, 0, PADDING);
	for (size_t i = 0; i < whole; i++)
		tokens->bits[i] = word_bits(word_key_load(tokens->text + 8 * i));
	memset(tokens->bits + whole, 0, PADDING);
}

static const uint64_t head_masks[WORDMAP_HEAD + 1][2] = {
#define MASK(n) (((uint64_t)1 << 8 * (n)) - 1)
#define ALL     UINT64_MAX
	{MASK(0), 0},
	{MASK(1), 0},
	{MASK(2), 0},
	{MASK(3), 0},
	{MASK(4), 0},
	{MASK(5), 0},
	{MASK(6), 0},
	{MASK(7), 0},
	{ALL, 0},
	{ALL, MASK(1)},
	{ALL, MASK(2)},
	{ALL, MASK(3)},
	{ALL, MASK(4)},
	{ALL, MASK(5)},
	{ALL, MASK(6)},
	{ALL, MASK(7)},
	{ALL, ALL},
};

/* The folded bytes of a plain word */
static void fold_plain(char folded[WORDMAP_HEAD], const struct forms *forms)
{
	for (size_t i = 0; i < forms->key.len; i++)
		folded[i] = (char)(forms->cased[i] | 0x20);
}

/* Into the chain with a plain word, if it is in one */
static void chain_plain(
	struct reader *reader, struct forms *forms, enum gap gap, bool hyphen_behind)
{
	char folded[WORDMAP_HEAD];

	if (reader->chain.count && gap != GAP_HYPHEN)
		finish_chain(reader->tokens, &reader->chain);
	if (!reader->chain.count && !hyphen_behind)
		return;
	fold_plain(folded, forms);
	forms->folded = folded;
	add_to_chain(reader->tokens, &reader->chain, forms);
}

/* As accept, with a quick answer for nearly all words: nothing, or whatever their spelling is */
static inline uint32_t accept_plain(struct tokens *tokens, struct forms *forms)
{
	const struct terms *terms = tokens->terms;
	bool prefixed = terms_may_have_prefix(terms, forms->key.head[0]);
	uint32_t word = TERMS_NOTHING;
	char folded[WORDMAP_HEAD];

	if (wordmap_may_have(&terms->words, forms->key.hash))
		word = wordmap_find_short(&terms->words, &forms->key, TERMS_NOTHING);
	if (!prefixed && !terms->accepted[word].cased)
		return word;
	fold_plain(folded, forms);
	forms->folded = folded;
	return accept(tokens, forms);
}

/* Reads plain words from words.at on, where one begins; stops before a word that is not plain and at
 * whatever is not plain between words. True when the next thing there is a word, after words.gap. */
static bool read_plain_words(struct reader *reader)
{
	struct tokens *tokens = reader->tokens;
	const char *text = reader->words.text;
	size_t at = reader->words.at;
	enum gap gap = reader->words.gap;
	struct forms forms;
	bool more = true;

	for (;;) {
		uint64_t bits = word_key_load((const char *)tokens->bits + at / 8) >> at % 8;
		size_t len = (size_t)__builtin_ctzll(~bits);
		size_t end = at + len;
		enum behind what = behind[(unsigned char)text[end]];
		size_t step = 1 + (what >= B_BREAK && text[end + 1] == ' ');

		bits >>= len;
		if (len - 1 >= WORDMAP_HEAD || what == B_LOOK || (what == B_DOT && bits & 2))
			break;
		forms.cased = text + at;
		forms.cased_len = forms.key.len = (uint32_t)len;
		forms.key.head[0] =
			(word_key_load(text + at) | EACH_BYTE(0x20u)) & head_masks[len][0];
		forms.key.head[1] =
			(word_key_load(text + at + 8) | EACH_BYTE(0x20u)) & head_masks[len][1];
		forms.key.hash = (uint32_t)word_key_mix(forms.key.head);
		add_token(reader, at, end, gap, accept_plain(tokens, &forms));
		if (reader->chain.count || what == B_HYPHEN)
			chain_plain(reader, &forms, gap, what == B_HYPHEN);
		at = end;
		more = bits >> step & 1;
		if (!more)
			break;
		at = end + step;
		gap = gap_of[what];
	}
	reader->words.at = at;
	reader->words.gap = gap;
	return more;
}

void tokens_read(struct tokens *tokens, const char *text, size_t len)
{
	struct reader reader;

	tokens->count = tokens->join_count = tokens->accepted_count = tokens->list_count = 0;
	take_text(tokens, text, len);
	/* room for all at once: a word has a byte or more */
	tokens->items = xgrow(tokens->items, &tokens->cap, len, sizeof(*tokens->items));
	tokens->starters =
		xgrow(tokens->starters, &tokens->starters_cap, len / 64 + 1, sizeof(uint64_t));
	memset(tokens->starters, 0, (len / 64 + 1) * sizeof(uint64_t));
	reader.tokens = tokens;
	reader.chain.count = 0;
	reader.leads = reader.ends = 0;
	word_scan_init(&reader.words, tokens->text, len);
	while (word_scan_skip(&reader.words)) {
		if (read_plain_words(&reader))
			read_any(&reader);
	}
	finish_chain(tokens, &reader.chain);
	if (reader.ends)
		mark_starter(tokens, tokens->count - 1);
}
