/* SPDX-License-Identifier: ISC */
/*
 * Lines of authors: "Jane Doe, J. R. Smith and Anna de Vries".
 */
#ifndef PAPERROUTE_READ_NAMES_H
#define PAPERROUTE_READ_NAMES_H

#include <stddef.h>

#include "base/arena.h"

/* How many names text is a list of, by its form; 0 when more than a few things in it are no names. A title
 * in capital letters may look so too: only its neighbours tell. */
size_t names_count(struct arena *arena, const char *text);

/* Splits a list of names, whatever they look like; calls add for each, with a string in the arena. */
void names_split(
	struct arena *arena, const char *text, void (*add)(void *ctx, const char *name), void *ctx);

#endif
