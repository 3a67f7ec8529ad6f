/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/wordmap.h"

#include <stdlib.h>

#include "base/xalloc.h"

#define FIRST_BITS 6 /* of the number of a slot */

void word_key_make(struct word_key *key, const char *bytes, size_t len)
{
	char head[WORDMAP_HEAD] = {0};
	uint64_t hash;

	memcpy(head, bytes, len < sizeof(head) ? len : sizeof(head));
	key->head[0] = word_key_load(head);
	key->head[1] = word_key_load(head + 8);
	key->bytes = bytes;
	key->len = (uint32_t)len;
	hash = word_key_mix(key->head[0], key->head[1]);
	for (size_t at = WORDMAP_HEAD; at < len; at += 8) {
		char part[8] = {0};

		memcpy(part, bytes + at, len - at < sizeof(part) ? len - at : sizeof(part));
		hash = word_key_mix(hash ^ hash >> 32, word_key_load(part));
	}
	key->hash = (uint32_t)(hash >> 32);
}

static void make_slots(struct wordmap *map, unsigned bits)
{
	map->size = (size_t)1 << bits;
	map->shift = 32 - bits;
	map->slots = xcalloc(map->size, sizeof(*map->slots));
}

void wordmap_init(struct wordmap *map)
{
	*map = (struct wordmap){0};
	make_slots(map, FIRST_BITS);
}

void wordmap_release(struct wordmap *map)
{
	free(map->slots);
	free(map->tails);
	*map = (struct wordmap){0};
}

/* The word's slot, or the empty one where it belongs */
static struct wordmap_slot *probe(const struct wordmap *map, const struct word_key *key)
{
	for (size_t i = key->hash >> map->shift;; i++) {
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
	const struct wordmap_slot *slot = probe(map, key);

	return slot->len ? slot : NULL;
}

/* A word of that hash went into slot */
static void note_stray(struct wordmap *map, const struct wordmap_slot *slot, uint32_t hash)
{
	struct wordmap_slot *home = &map->slots[hash >> map->shift];

	home->strayed = home->strayed || home != slot;
}

static void grow(struct wordmap *map)
{
	struct wordmap_slot *old = map->slots;
	size_t old_size = map->size;

	make_slots(map, 32 - map->shift + 1);
	for (size_t s = 0; s < old_size; s++) {
		size_t i = old[s].hash >> map->shift;
		struct wordmap_slot *slot;

		if (!old[s].len)
			continue;
		while (map->slots[i & (map->size - 1)].len)
			i++;
		slot = &map->slots[i & (map->size - 1)];
		old[s].strayed = slot->strayed;
		*slot = old[s];
		note_stray(map, slot, slot->hash);
	}
	free(old);
}

/* At most half of the slots are in use, so that most words are at home */
uint32_t *wordmap_add(struct wordmap *map, const struct word_key *key, uint32_t value)
{
	struct wordmap_slot *slot;

	if (2 * (map->count + 1) > map->size)
		grow(map);
	slot = probe(map, key);
	if (slot->len)
		return &slot->value;
	slot->head[0] = key->head[0];
	slot->head[1] = key->head[1];
	slot->value = value;
	slot->hash = key->hash;
	slot->len = key->len;
	if (key->len > WORDMAP_HEAD) {
		size_t more = key->len - WORDMAP_HEAD;

		slot->tail = (uint32_t)map->tails_len;
		map->tails = xgrow(map->tails, &map->tails_cap, map->tails_len + more, 1);
		memcpy(map->tails + map->tails_len, key->bytes + WORDMAP_HEAD, more);
		map->tails_len += more;
	}
	note_stray(map, slot, key->hash);
	map->count++;
	return &slot->value;
}
