/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/wordmap.h"

#include <stdlib.h>

#include "base/xalloc.h"

#define FIRST_SIZE 256
#define FILTER_RATIO \
	8 /* bits of the filter for each slot, of which two thirds are in use at most */
#define FILTER_LEAST ((size_t)1 << 15)

void word_key_make(struct word_key *key, const char *bytes, size_t len)
{
	char head[WORDMAP_HEAD] = {0};
	uint64_t hash;

	memcpy(head, bytes, len < sizeof(head) ? len : sizeof(head));
	key->head[0] = word_key_load(head);
	key->head[1] = word_key_load(head + 8);
	key->bytes = bytes;
	key->len = (uint32_t)len;
	hash = word_key_mix(key->head);
	for (size_t at = WORDMAP_HEAD; at < len; at += 8) {
		char part[8] = {0};

		memcpy(part, bytes + at, len - at < sizeof(part) ? len - at : sizeof(part));
		hash = word_key_mix((uint64_t[]){hash, word_key_load(part)});
	}
	key->hash = (uint32_t)hash;
}

void wordmap_release(struct wordmap *map)
{
	free(map->slots);
	free(map->filter);
	free(map->tails);
	*map = (struct wordmap){0};
}

/* The word's slot, or the empty one where it belongs */
static struct wordmap_slot *probe(const struct wordmap *map, const struct word_key *key)
{
	for (size_t i = key->hash;; i++) {
		struct wordmap_slot *slot = &map->slots[i & (map->size - 1)];

		if (!slot->len)
			return slot;
		if (slot->head[0] == key->head[0] && slot->head[1] == key->head[1] &&
			slot->len == key->len &&
			(key->len <= WORDMAP_HEAD ||
				memcmp(map->tails + slot->tail, key->bytes + WORDMAP_HEAD,
					key->len - WORDMAP_HEAD) == 0))
			return slot;
	}
}

const struct wordmap_slot *wordmap_find(const struct wordmap *map, const struct word_key *key)
{
	const struct wordmap_slot *slot;

	if (!wordmap_may_have(map, key->hash))
		return NULL;
	slot = probe(map, key);
	return slot->len ? slot : NULL;
}

static void set_filter(struct wordmap *map, uint32_t hash)
{
	uint32_t bit = hash & map->filter_mask;

	map->filter[bit >> 6] |= (uint64_t)1 << (bit & 63);
}

static void grow(struct wordmap *map)
{
	struct wordmap_slot *old = map->slots;
	size_t old_size = map->size;
	size_t bits;

	map->size = old_size ? old_size * 2 : FIRST_SIZE;
	map->slots = xcalloc(map->size, sizeof(*map->slots));
	bits = map->size * FILTER_RATIO > FILTER_LEAST ? map->size * FILTER_RATIO : FILTER_LEAST;
	free(map->filter);
	map->filter = xcalloc(bits / 64, sizeof(*map->filter));
	map->filter_mask = (uint32_t)(bits - 1);
	for (size_t s = 0; s < old_size; s++) {
		size_t i = old[s].hash;

		if (!old[s].len)
			continue;
		while (map->slots[i & (map->size - 1)].len)
			i++;
		map->slots[i & (map->size - 1)] = old[s];
		set_filter(map, old[s].hash);
	}
	free(old);
}

uint32_t *wordmap_add(struct wordmap *map, const struct word_key *key, uint32_t value)
{
	struct wordmap_slot *slot;

	if (3 * (map->count + 1) > 2 * map->size)
		grow(map);
	slot = probe(map, key);
	if (slot->len)
		return &slot->value;
	*slot = (struct wordmap_slot){
		{key->head[0], key->head[1]}, value, (uint32_t)map->tails_len, key->hash, key->len};
	if (key->len > WORDMAP_HEAD) {
		size_t more = key->len - WORDMAP_HEAD;

		map->tails = xgrow(map->tails, &map->tails_cap, map->tails_len + more, 1);
		memcpy(map->tails + map->tails_len, key->bytes + WORDMAP_HEAD, more);
		map->tails_len += more;
	}
	set_filter(map, key->hash);
	map->count++;
	return &slot->value;
}
