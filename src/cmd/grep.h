/* SPDX-License-Identifier: ISC */
/*
 * The command grep: what it found, and how it prints that.
 */
#ifndef PAPERROUTE_CMD_GREP_H
#define PAPERROUTE_CMD_GREP_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "rule/explain.h"

#define GREP_HITS 2 /* most that are kept of a paper: one in the title, one in the abstract */

struct grep_paper {
	const char *key;
	const char *title;
	int64_t day;  /* listed, else published; CLOCK_NONE if neither is known */
	int64_t rank; /* place in its first list, from 0 */
	struct explained_hit hits[GREP_HITS];
	size_t hit_count; /* 0 when what fired is that something is missing */
};

struct grep_found {
	struct arena arena; /* of all texts */
	struct grep_paper *papers;
	size_t count;
	size_t cap;
	size_t looked_at; /* papers in all */
};

/* Puts the newest first. */
void grep_sort(struct grep_found *found);

/* For people, and for programs. */
void grep_show(const struct grep_found *found);
void grep_show_json(const struct grep_found *found);

#endif
