/* SPDX-License-Identifier: ISC */
/*
 * A hash from words to numbers, made for a text whose words are mostly short and mostly not in it.
 *
 * A word is looked for by its key: its first 16 bytes as two numbers, a hash of them, and where the
 * others stand. A slot is half a line of the processor's memory and holds the key itself, so that
 * one look is enough for nearly all words, those that are there and those that are not.
 *
 * wordmap_init, wordmap_add... while rules are compiled; then only wordmap_find; wordmap_release. Nothing
 * iterates over it, so its order shows nowhere.
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
	uint32_t len : 31;    /* 0: the slot is empty */
	uint32_t strayed : 1; /* a word that belongs here stands in one of the following slots */
};

struct wordmap {
	struct wordmap_slot *slots;
	size_t size;    /* a power of two */
	unsigned shift; /* a word belongs into the slot hash >> shift */
	size_t count;
	char *tails;
	size_t tails_len;
	size_t tails_cap;
};

void wordmap_init(struct wordmap *map);
void wordmap_release(struct wordmap *map);

/* The number of the word, for reading and writing; a new word's is value. It stays where it is until
 * the next word is added. */
uint32_t *wordmap_add(struct wordmap *map, const struct word_key *key, uint32_t value);

/* NULL when the word is not there. */
const struct wordmap_slot *wordmap_find(const struct wordmap *map, const struct word_key *key);

/* The key of a word of 1 to LIMIT_WORD bytes, which has to live as long as the key. */
void word_key_make(struct word_key *key, const char *bytes, size_t len);

/* The hash of a word of up to 16 bytes is the upper half of this; longer ones go on from it. */
static inline uint64_t word_key_mix(uint64_t first, uint64_t second)
{
	return first * 0x9e3779b97f4a7c15u + second * 0xc2b2ae3d27d4eb4fu;
}

/* The 8 bytes at p as a number, the first one lowest; compilers make one load of it */
static inline uint64_t word_key_load(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 |
	       (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 |
	       (uint64_t)b[7] << 56;
}

/* The other way round */
static inline void word_key_store(char *p, uint64_t bytes)
{
	for (int i = 0; i < 8; i++)
		p[i] = (char)(bytes >> 8 * i);
}

static inline const struct wordmap_slot *wordmap_home(const struct wordmap *map, uint32_t hash)
{
	return &map->slots[hash >> map->shift];
}

#endif
