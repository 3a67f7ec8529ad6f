/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/token.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "rule/plain.h"
#include "rule/word.h"

/* The words of a chain "a-b-c", written one behind the other, so that every joined word of it is a
 * part of these */
struct chain {
	size_t count;
	size_t first_token;
	size_t folded_at[LIMIT_JOINED + 1];
	size_t cased_at[LIMIT_JOINED + 1];
	char folded[LIMIT_JOINED * LIMIT_WORD +
		    WORDMAP_HEAD]; /* short words are copied with more */
	char cased[LIMIT_JOINED * LIMIT_WORD + WORDMAP_HEAD];
};

/* A word of the text in both forms */
struct forms {
	struct word_key key; /* of folded */
	const char *folded;
	const char *cased;
	size_t cased_len;
};

/* What is known of the token read last: a term may start at it when one ends there, or when the next
 * token has a symbol that leads on */
struct last {
	uint64_t leads;
	bool ends;
};

/* A text that is being read */
struct reader {
	struct tokens *tokens;
	struct word_scan words;
	struct chain chain;
	struct last last;
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
	if (whole->count)
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

/* Tokens are marked in their order; only joins make one a starter when later ones are known */
static void mark_starter(struct tokens *tokens, size_t token)
{
	size_t at = tokens->starter_count;

	while (at > 0 && tokens->starters[at - 1] > token)
		at--;
	if (at > 0 && tokens->starters[at - 1] == token)
		return;
	memmove(tokens->starters + at + 1, tokens->starters + at,
		(tokens->starter_count++ - at) * sizeof(*tokens->starters));
	tokens->starters[at] = (uint32_t)token;
}

static void add_join(struct tokens *tokens, size_t first, size_t next, uint32_t word)
{
	struct token *token = &tokens->items[first];

	tokens->joins = xgrow(
		tokens->joins, &tokens->join_cap, tokens->join_count + 1, sizeof(*tokens->joins));
	if (token->link > 1)
		tokens->joins[tokens->join_count - 1].more = true;
	tokens->joins[tokens->join_count++] = (struct join){word, (uint32_t)next, false};
	if (token->link < 2)
		token->link |= (uint32_t)tokens->join_count << 1;
	/* a term may begin here, or come to the joined word from the word before */
	if (first > 0)
		mark_starter(tokens, first - 1);
	mark_starter(tokens, first);
}

/* Tries every run of two or more words of the chain as one word, from its word number i on */
static void join_from(struct tokens *tokens, const struct chain *chain, size_t i)
{
	struct forms forms = {.folded = chain->folded + chain->folded_at[i],
		.cased = chain->cased + chain->cased_at[i]};

	for (size_t j = i + 2; j <= chain->count; j++) {
		size_t len = chain->folded_at[j] - chain->folded_at[i];
		uint32_t word;

		if (len > LIMIT_WORD)
			break;
		if (len <= WORDMAP_HEAD)
			forms.key = plain_key(forms.folded, len);
		else
			word_key_make(&forms.key, forms.folded, len);
		forms.cased_len = chain->cased_at[j] - chain->cased_at[i];
		word = accept(tokens, &forms);
		if (word != TERMS_NOTHING)
			add_join(tokens, chain->first_token + i, chain->first_token + j, word);
	}
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

/* Both have WORDMAP_HEAD bytes of room at least */
static void put_form(char *out, const char *form, size_t len)
{
	if (len <= WORDMAP_HEAD)
		memcpy(out, form, WORDMAP_HEAD); /* of a size that is known: no loop, no call */
	else
		memcpy(out, form, len);
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
	put_form(chain->folded + chain->folded_at[n], forms->folded, forms->key.len);
	put_form(chain->cased + chain->cased_at[n], forms->cased, forms->cased_len);
	chain->folded_at[n + 1] = chain->folded_at[n] + forms->key.len;
	chain->cased_at[n + 1] = chain->cased_at[n] + forms->cased_len;
}

/* --- words --- */

/* Adds a token, and the one before to the starters if it is one */
static inline void add_token(struct tokens *tokens, struct last *last, size_t start, size_t end,
	enum gap gap, uint32_t word, const struct accepted *accepted)
{
	size_t count = tokens->count++;
	struct token *token = &tokens->items[count];
	bool leads = (gap != GAP_BREAK) & ((last->leads & accepted->symbols) != 0);

	token->start = (uint32_t)start;
	token->end = (uint32_t)end;
	token->word = word;
	token->link = gap == GAP_BREAK;
	tokens->starters[tokens->starter_count] = (uint32_t)count - 1;
	tokens->starter_count += last->ends | leads;
	last->leads = accepted->leads;
	last->ends = accepted->ends;
}

/* Any word, as rule/word.c reads it */
static void read_any(struct reader *reader)
{
	struct word_scan *words = &reader->words;
	struct chain *chain = &reader->chain;
	struct forms forms = {.folded = words->folded, .cased = words->cased};
	uint32_t word = TERMS_NOTHING;
	const uint32_t *list;

	word_scan_read(words);
	forms.cased_len = words->cased_len;
	if (!words->too_long) {
		word_key_make(&forms.key, words->folded, words->folded_len);
		word = accept(reader->tokens, &forms);
	}
	add_token(reader->tokens, &reader->last, words->start, words->end, words->gap, word,
		tokens_accepted(reader->tokens, word, &list));
	if (chain->count && (words->gap != GAP_HYPHEN || words->too_long))
		finish_chain(reader->tokens, chain);
	if (!words->too_long && (chain->count || words->text[words->at] != ' '))
		add_to_chain(reader->tokens, chain, &forms);
}

/* --- plain words --- */

static struct word_key key_of(const struct plain *plain)
{
	return (struct word_key){
		.head = {plain->head[0], plain->head[1]},
		.len = (uint32_t)plain->len,
		.hash = plain->hash,
	};
}

/* The forms of a plain word; folded has room for it */
static void make_forms(
	struct forms *forms, const struct plain *plain, const char *text, char folded[WORDMAP_HEAD])
{
	word_key_store(folded, plain->head[0]);
	word_key_store(folded + 8, plain->head[1]);
	*forms = (struct forms){
		.key = key_of(plain),
		.folded = folded,
		.cased = text,
		.cased_len = plain->len,
	};
	forms->key.bytes = folded;
}

/* Into the chain with a plain word, or out of it */
static void chain_plain(
	struct reader *reader, const struct plain *plain, const char *text, enum gap gap)
{
	char folded[WORDMAP_HEAD];
	struct forms forms;

	if (reader->chain.count && gap != GAP_HYPHEN)
		finish_chain(reader->tokens, &reader->chain);
	if (!reader->chain.count && plain->behind != PLAIN_HYPHEN)
		return;
	make_forms(&forms, plain, text, folded);
	add_to_chain(reader->tokens, &reader->chain, &forms);
}

/* The number of a plain word that is not where it belongs */
static uint32_t find_strayed(const struct terms *terms, const struct plain *plain)
{
	const struct word_key key = key_of(plain);
	const struct wordmap_slot *slot = wordmap_find(&terms->words, &key);

	return slot ? slot->value : TERMS_NOTHING;
}

/* What accepts a plain word of which the spelling may count or a prefix may be known */
static uint32_t accept_plain(struct tokens *tokens, const struct plain *plain, const char *text)
{
	char folded[WORDMAP_HEAD];
	struct forms forms;

	make_forms(&forms, plain, text, folded);
	return accept(tokens, &forms);
}

/* Reads plain words from words.at on, where one begins; stops before a word that is not plain and at
 * whatever is not plain between words. True when the next thing there is a word, after words.gap.
 * Everything is in variables of its own, so that the compiler can keep it in registers. */
static bool read_plain_words(struct reader *reader)
{
	struct tokens *tokens = reader->tokens;
	const struct terms *terms = tokens->terms;
	const struct wordmap words = terms->words;
	const bool prefixes = terms->longest_prefix > 0;
	const char *text = reader->words.text;
	size_t at = reader->words.at;
	enum gap gap = reader->words.gap;
	struct last last = reader->last;
	struct plain plain = {.more = true};

	while (plain_look(&plain, text, tokens->bits, at)) {
		const struct wordmap_slot *slot = wordmap_home(&words, plain.hash);
		bool found = (slot->head[0] == plain.head[0]) & (slot->head[1] == plain.head[1]);
		uint32_t word = slot->value & -(uint32_t)found; /* or TERMS_NOTHING, unguessed */
		const struct accepted *accepted;

		if (slot->strayed & (unsigned)!found) {
			struct plain copy = plain;

			word = find_strayed(terms, &copy);
		}
		accepted = &terms->accepted[word];
		if ((accepted->cased && (accepted->small || !plain.small)) ||
			(prefixes && terms_may_have_prefix(terms, plain.head[0]))) {
			struct plain copy = plain;
			const uint32_t *list;

			word = accept_plain(tokens, &copy, text + at);
			accepted = tokens_accepted(tokens, word, &list);
		}
		add_token(tokens, &last, at, at + plain.len, gap, word, accepted);
		if (reader->chain.count || plain.behind == PLAIN_HYPHEN) {
			struct plain copy = plain;

			chain_plain(reader, &copy, text + at, gap);
		}
		at += plain.len;
		if (!plain.more)
			break;
		at += plain.gap; /* by the marks alone: the next word need not wait for the table */
		gap = plain_gap[plain.behind];
	}
	reader->words.at = at;
	reader->words.gap = gap;
	reader->last = last;
	return plain.more;
}

/* A copy of the text with zeros behind it, and room for its tokens: a word has a byte or more */
static void make_room(struct tokens *tokens, const char *text, size_t len)
{
	tokens->text = xgrow(tokens->text, &tokens->text_cap, len + PLAIN_PADDING, 1);
	memcpy(tokens->text, text, len);
	memset(tokens->text + len, 0, PLAIN_PADDING);
	tokens->bits = xgrow(tokens->bits, &tokens->bits_cap, len / 8 + PLAIN_PADDING, 1);
	plain_mark(tokens->bits, tokens->text, len);
	tokens->items = xgrow(tokens->items, &tokens->cap, len, sizeof(*tokens->items));
	tokens->starters =
		xgrow(tokens->starters, &tokens->starter_cap, len + 1, sizeof(*tokens->starters));
}

void tokens_read(struct tokens *tokens, const char *text, size_t len)
{
	struct reader reader;

	tokens->count = tokens->starter_count = tokens->join_count = 0;
	tokens->accepted_count = tokens->list_count = 0;
	make_room(tokens, text, len);
	reader.tokens = tokens;
	reader.chain.count = 0;
	reader.last = (struct last){0, false};
	word_scan_init(&reader.words, tokens->text, len);
	while (word_scan_skip(&reader.words)) {
		if (read_plain_words(&reader))
			read_any(&reader);
	}
	finish_chain(tokens, &reader.chain);
	if (reader.last.ends)
		mark_starter(tokens, tokens->count - 1);
}
