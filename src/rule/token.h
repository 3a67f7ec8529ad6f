/* SPDX-License-Identifier: ISC */
/*
 * A text to tokens: its words, and what accepts each of them, alone or as one with those that a hyphen
 * joins to it.
 *
 * tokens_init once for a set of terms, tokens_read for each text, tokens_release. Nearly all words are
 * plain: up to 16 ASCII letters and digits with a blank or a sign that surely ends them. These are
 * read eight bytes at a time, right out of the text; the others go through rule/word.c, and both ways
 * say the same.
 */
#ifndef PAPERROUTE_RULE_TOKEN_H
#define PAPERROUTE_RULE_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rule/terms.h"

struct token {
	uint32_t start; /* bytes of the text; its end is behind the last */
	uint32_t end;
	uint32_t word; /* what accepts it: tokens_accepted tells */
	uint32_t
		link; /* bit 0: no phrase goes on from the word before; the others: the number of its
			* first join, and 1, or 0 when it has none */
};

/* Words that are one, from a token to before next. */
struct join {
	uint32_t word;
	uint32_t next;
	bool more; /* the token has another one behind this */
};

struct tokens {
	const struct terms *terms;
	struct token *items; /* of the text read last */
	size_t count;
	size_t cap;
	uint32_t *starters; /* the tokens at which a term may start, in order */
	size_t starter_count;
	size_t starter_cap;
	struct join *joins;
	size_t join_count;
	size_t join_cap;
	char *text; /* a copy with zeros behind it, so that eight bytes can be read anywhere */
	size_t text_cap;
	unsigned char *bits; /* a bit for each byte of text: an ASCII letter or digit */
	size_t bits_cap;
	/* what only this text has: words that a prefix accepts */
	struct accepted *accepted;
	size_t accepted_count;
	size_t accepted_cap;
	uint32_t *lists;
	size_t list_count;
	size_t list_cap;
};

void tokens_init(struct tokens *tokens, const struct terms *terms);
void tokens_release(struct tokens *tokens);
void tokens_read(struct tokens *tokens, const char *text, size_t len);

#define TOKEN_OWN 0x80000000u /* this bit of a word: it is one of tokens->accepted */

/* What accepts a word of a token or a join; *list: its symbols, and behind them its nodes. */
static inline const struct accepted *tokens_accepted(
	const struct tokens *tokens, uint32_t word, const uint32_t **list)
{
	bool own = word & TOKEN_OWN;
	const struct accepted *accepted =
		own ? &tokens->accepted[word & ~TOKEN_OWN] : &tokens->terms->accepted[word];

	*list = (own ? tokens->lists : tokens->terms->lists) + accepted->first;
	return accepted;
}

#endif
