/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/strmap.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

void strmap_init(struct strmap *map)
{
	*map = (struct strmap){0};
}

void strmap_release(struct strmap *map)
{
	free(map->slots);
	strmap_init(map);
}

uint32_t strmap_find(const struct strmap *map, const char *key, size_t len, uint32_t hash)
{
	if (!map->size)
		return STRMAP_NONE;
	for (size_t i = hash;; i++) {
		const struct strmap_slot *slot = &map->slots[i & (map->size - 1)];

		if (slot->value == STRMAP_NONE)
			return STRMAP_NONE;
		if (slot->hash == hash && slot->len == len && memcmp(slot->key, key, len) == 0)
			return slot->value;
	}
}

static void place(struct strmap *map, const struct strmap_slot *what)
{
	size_t i = what->hash;

	while (map->slots[i & (map->size - 1)].value != STRMAP_NONE)
		i++;
	map->slots[i & (map->size - 1)] = *what;
}

/* At most a quarter is in use: most look-ups are of words that are not there */
static void grow(struct strmap *map)
{
	struct strmap old = *map;

	map->size = old.size ? old.size * 2 : 64;
	map->slots = xreallocarray(NULL, map->size, sizeof(*map->slots));
	for (size_t i = 0; i < map->size; i++)
		map->slots[i].value = STRMAP_NONE;
	for (size_t i = 0; i < old.size; i++) {
		if (old.slots[i].value != STRMAP_NONE)
			place(map, &old.slots[i]);
	}
	free(old.slots);
}

void strmap_add(struct strmap *map, const char *key, size_t len, uint32_t hash, uint32_t value)
{
	if (4 * (map->count + 1) > map->size)
		grow(map);
	place(map, &(struct strmap_slot){hash, value, key, len});
	map->count++;
}
