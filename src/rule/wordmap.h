/* SPDX-License-Identifier: ISC */
/*
 * A hash from words to numbers, made for a text whose words are mostly short and mostly not in it.
 *
 * A word is looked for by its key: its first 16 bytes as two numbers, a hash of them, and where the
 * others stand. A filter of bits, small enough for the processor's nearest memory, turns nearly all
 * words away that are not there; a slot is half a line of that memory and holds the key itself.
 *
 * wordmap_add... while rules are compiled; then only wordmap_find. A struct wordmap of zeros is
 * empty; wordmap_release at the end. Nothing iterates over it, so its order shows nowhere.
 */
#ifndef PAPERROUTE_RULE_WORDMAP_H
#define PAPERROUTE_RULE_WORDMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define WORDMAP_HEAD 16 /* bytes of a word that its slot holds */

struct word_key {
	uint64_t head[2];  /* the first bytes, the very first lowest; zeros behind the word's end */
	const char *bytes; /* the word, looked at only when it is longer than that */
	uint32_t len;
	uint32_t hash;
};

struct wordmap_slot {
	uint64_t head[2];
	uint32_t value;
	uint32_t tail; /* of a longer word: where in tails its other bytes are */
	uint32_t hash;
	uint32_t len; /* 0: the slot is empty */
};

struct wordmap {
	struct wordmap_slot *slots;
	size_t size; /* a power of two; 0 before the first word */
	size_t count;
	uint64_t *filter;     /* a bit for each hash that is there, by its last filter_mask bits */
	uint32_t filter_mask; /* of the number of a bit; filter has one number when size is 0 */
	char *tails;
	size_t tails_len;
	size_t tails_cap;
};

void wordmap_release(struct wordmap *map);

/* The number of the word, for reading and writing; a new word's is value. It stays where it is until
 * the next word is added. */
uint32_t *wordmap_add(struct wordmap *map, const struct word_key *key, uint32_t value);

/* NULL when the word is not there. */
const struct wordmap_slot *wordmap_find(const struct wordmap *map, const struct word_key *key);

/* The key of a word of 1 to LIMIT_WORD bytes, which has to live as long as the key. */
void word_key_make(struct word_key *key, const char *bytes, size_t len);

/* Of the hash of a word of up to 16 bytes, by its head; longer ones go on from it. */
static inline uint64_t word_key_mix(const uint64_t head[2])
{
	uint64_t x = head[0] * 0x9e3779b97f4a7c15u + head[1] * 0xc2b2ae3d27d4eb4fu;

	x = (x ^ x >> 32) * 0xd6e8feb86659fd93u;
	return x ^ x >> 32;
}

/* The 8 bytes at p as a number, the first one lowest; compilers make one load of it */
static inline uint64_t word_key_load(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 |
	       (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 |
	       (uint64_t)b[7] << 56;
}

/* False when no word of that hash is there */
static inline bool wordmap_may_have(const struct wordmap *map, uint32_t hash)
{
	uint32_t bit = hash & map->filter_mask;

	return map->size && map->filter[bit >> 6] >> (bit & 63) & 1;
}

/* The number of a word of up to 16 bytes, or nothing when it is not there; map has a word. The key's
 * bytes are not looked at. */
static inline uint32_t wordmap_find_short(
	const struct wordmap *map, const struct word_key *key, uint32_t nothing)
{
	for (size_t i = key->hash;; i++) {
		const struct wordmap_slot *slot = &map->slots[i & (map->size - 1)];

		if (slot->head[0] == key->head[0] && slot->head[1] == key->head[1] &&
			slot->len == key->len)
			return slot->value;
		if (!slot->len)
			return nothing;
	}
}

#endif
