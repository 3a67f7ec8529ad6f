/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

#define BLOCK_SIZE ((size_t)16 << 10) /* a usual entry with its strings fits in one */

struct arena_block {
	struct arena_block *next;
	size_t used;
	size_t size;
	alignas(max_align_t) char bytes[];
};

void arena_init(struct arena *arena)
{
	arena->blocks = NULL;
}

void arena_release(struct arena *arena)
{
	while (arena->blocks) {
		struct arena_block *next = arena->blocks->next;

		free(arena->blocks);
		arena->blocks = next;
	}
}

void *arena_alloc(struct arena *arena, size_t size)
{
	const size_t align = alignof(max_align_t);
	struct arena_block *block = arena->blocks;
	void *p;

	size = (size + align - 1) / align * align;
	if (!block || block->size - block->used < size) {
		size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;

		block = xmalloc(sizeof(*block) + room);
		block->next = arena->blocks;
		block->used = 0;
		block->size = room;
		arena->blocks = block;
	}
	p = block->bytes + block->used;
	block->used += size;
	return memset(p, 0, size);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	size_t total = size && count > SIZE_MAX / 2 / size ? SIZE_MAX / 2 : count * size;

	return arena_alloc(arena, total); /* an impossible total ends the program */
}

void *arena_copy(struct arena *arena, const void *items, size_t count, size_t size)
{
	void *copy = arena_array(arena, count, size);

	if (items && count)
		memcpy(copy, items, count * size);
	return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
	return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *arena_strndup(struct arena *arena, const char *text, size_t len)
{
	char *copy = arena_alloc(arena, len + 1);

	memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	char most[256]; /* of what is printed: then once is enough */
	va_list args;
	char *text;
	int len;

	va_start(args, format);
	len = vsnprintf(most, sizeof(most), format, args);
	va_end(args);
	if (len < 0)
		len = 0;
	if ((size_t)len < sizeof(most))
		return arena_strndup(arena, most, (size_t)len);
	text = arena_alloc(arena, (size_t)len + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)len + 1, format, args);
	va_end(args);
	return text;
}
