/* SPDX-License-Identifier: ISC */
/*
 * Plain words: up to 16 ASCII letters and digits with a blank or a sign behind them that surely ends
 * them. Nearly all words of a text are plain; of the others rule/word.c knows more.
 *
 * plain_mark once for a text, which has PLAIN_PADDING bytes behind it that are zero; then plain_look
 * at each place where a word begins with such a letter.
 */
#ifndef PAPERROUTE_RULE_PLAIN_H
#define PAPERROUTE_RULE_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rule/word.h"
#include "rule/wordmap.h"

#define PLAIN_PADDING 32 /* a plain word, what ends it, and what plain_mark reads at once */

/* Sets bit i % 8 of bits[i / 8] for each byte i that is an ASCII letter or digit. bits has room for
 * len / 8 + PLAIN_PADDING; behind the text they are 0. */
void plain_mark(unsigned char *bits, const char *text, size_t len);

/* What a byte says of a plain word that it stands behind, and of the word after it. */
enum plain_behind {
	PLAIN_LOOK,  /* nothing: it takes a look around */
	PLAIN_SPACE, /* the word ends here; if a letter or digit is next, the gap is a blank */
	PLAIN_HYPHEN,
	PLAIN_SLASH,
	PLAIN_BREAK, /* the word ends here, and so does the phrase; a blank may follow */
	PLAIN_DOT,   /* so it does, unless a letter or digit is next */
};
extern const unsigned char plain_behind[256];
extern const uint8_t plain_gap[]; /* enum gap, by enum plain_behind */

extern const uint64_t plain_masks[WORDMAP_HEAD + 1][2]; /* by a word's length */

/* The key of the len bytes at text, which is up to 16; so many can be read there. */
static inline struct word_key plain_key(const char *text, size_t len)
{
	struct word_key key = {
		.head = {word_key_load(text) & plain_masks[len][0],
			word_key_load(text + 8) & plain_masks[len][1]},
		.bytes = text,
		.len = (uint32_t)len,
	};

	key.hash = (uint32_t)(word_key_mix(key.head[0], key.head[1]) >> 32);
	return key;
}

struct plain {
	uint64_t head[2]; /* of the folded word, as in struct word_key */
	uint32_t hash;    /* likewise */
	enum plain_behind behind;
	bool small; /* it has no capital */
	size_t len; /* in bytes */
	size_t gap; /* bytes from its end to the next letter or digit of ASCII */
	bool more;  /* these bytes are plain too: a word is next, after plain_gap[behind] */
};

/* Whether a plain word is at byte `at` of the text. */
static inline bool plain_look(
	struct plain *plain, const char *text, const unsigned char *bits, size_t at)
{
	const uint64_t lower = 0x2020202020202020u; /* makes letters small, and digits have it */
	const uint64_t last = (uint64_t)1 << 63;    /* there is always a bit to be found */
	uint64_t near = word_key_load((const char *)bits + at / 8) >> at % 8;
	size_t len = (size_t)__builtin_ctzll(~near | last);
	const unsigned char *end = (const unsigned char *)text + at + len;
	unsigned behind = plain_behind[*end];
	uint64_t first, second;
	size_t step = 1 + ((behind >= PLAIN_BREAK) & (end[1] == ' '));

	near >>= len; /* at least 57 bits were there, so that the next word's first one is known */
	if ((len - 1 >= WORDMAP_HEAD) | (behind == PLAIN_LOOK) |
		((behind == PLAIN_DOT) & (near >> 1 & 1)))
		return false;
	first = word_key_load(text + at) & plain_masks[len][0];
	second = word_key_load(text + at + 8) & plain_masks[len][1];
	plain->head[0] = (first | lower) & plain_masks[len][0];
	plain->head[1] = (second | lower) & plain_masks[len][1];
	plain->small = (first == plain->head[0]) & (second == plain->head[1]);
	plain->hash = (uint32_t)(word_key_mix(plain->head[0], plain->head[1]) >> 32);
	plain->behind = (enum plain_behind)behind;
	plain->len = len;
	plain->gap = (size_t)__builtin_ctzll(near | last);
	plain->more = plain->gap == step;
	return true;
}

#endif
