/* SPDX-License-Identifier: ISC */
/*
 * An arena: strings and records that die together.
 *
 * arena_init, any number of allocations, arena_release. Nothing is freed singly; a pointer stays
 * good until arena_release. Running out of memory ends the program (base/xalloc.h).
 */
#ifndef PAPERROUTE_BASE_ARENA_H
#define PAPERROUTE_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *blocks; /* newest first */
};

void arena_init(struct arena *arena);

/* Frees everything; the arena can be used again. */
void arena_release(struct arena *arena);

/* Zeroed and aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);

/* As arena_alloc, for count items of size bytes; the product is checked. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* A copy of count items of size bytes; items may be NULL when there are none. */
void *arena_copy(struct arena *arena, const void *items, size_t count, size_t size);

/* A copy of text; NULL gives NULL. */
char *arena_strdup(struct arena *arena, const char *text);

/* A copy of the first len bytes of text, and a NUL. */
char *arena_strndup(struct arena *arena, const char *text, size_t len);

char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3), nonnull(2)));

#endif
