/* SPDX-License-Identifier: ISC */
/*
 * A hash from byte strings to numbers, made while rules are compiled and only read afterwards.
 *
 * strmap_init, strmap_add..., strmap_find..., strmap_release. The strings are the caller's and have
 * to outlive the map. Nothing iterates over it, so its order shows nowhere.
 */
#ifndef PAPERROUTE_RULE_STRMAP_H
#define PAPERROUTE_RULE_STRMAP_H

#include <stddef.h>
#include <stdint.h>

#define STRMAP_NONE UINT32_MAX

struct strmap_slot {
	uint32_t hash;
	uint32_t value; /* STRMAP_NONE: the slot is empty */
	const char *key;
	size_t len;
};

struct strmap {
	struct strmap_slot *slots;
	size_t size; /* a power of two; 0 before the first strmap_add */
	size_t count;
};

void strmap_init(struct strmap *map);
void strmap_release(struct strmap *map);

/* hash is word_hash (rule/word.h) of the key. STRMAP_NONE when it is not there. */
uint32_t strmap_find(const struct strmap *map, const char *key, size_t len, uint32_t hash);

/* key must not be there yet; value is not STRMAP_NONE. */
void strmap_add(struct strmap *map, const char *key, size_t len, uint32_t hash, uint32_t value);

#endif
