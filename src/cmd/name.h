/* SPDX-License-Identifier: ISC */
/*
 * What people call a paper: a key, an id or an address of it, its title.
 *
 * The names of what a person wrote, and those of a paper, are texts; the paper is meant when they have
 * one in common. A source's own id is known with and without the source's name. Titles are compared by
 * letters and digits, after both were tidied.
 */
#ifndef PAPERROUTE_CMD_NAME_H
#define PAPERROUTE_CMD_NAME_H

#include <stddef.h>

#include "base/arena.h"
#include "cmd/paper.h"

struct names {
	const char **items; /* the surest first; the last is the title's */
	size_t count;
};

/* Both in the arena. */
void names_of_text(struct names *out, struct arena *arena, const char *text);
void names_of_paper(struct names *out, struct arena *arena, const struct paper *paper);

#endif
