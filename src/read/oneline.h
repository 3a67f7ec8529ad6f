/* SPDX-License-Identifier: ISC */
/*
 * Papers of which each is one line that leads to it: "- **Title** [pdf](...) [code](...)",
 * "* [Title](...) - what it says".
 */
#ifndef PAPERROUTE_READ_ONELINE_H
#define PAPERROUTE_READ_ONELINE_H

#include <stdbool.h>

#include "base/arena.h"
#include "read/unit.h"

/* A line that begins with a title and leads to a paper or its code. */
bool oneline_is(const struct unit *unit);

/* Its title; in the arena or the line's. */
const char *oneline_title(struct arena *arena, const struct line *line);

/* What it says of the paper, or NULL. */
const char *oneline_rest(const struct line *line);

#endif
