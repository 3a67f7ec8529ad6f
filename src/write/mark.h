/* SPDX-License-Identifier: ISC */
/*
 * Text in which the terms that hit are marked.
 *
 * The store keeps of every rule that fired the first text that hit, as it stood there. It is marked
 * wherever it stands as whole words: a name (a capital after a word's first letter) in its own case,
 * anything else in any case of ASCII letters.
 */
#ifndef PAPERROUTE_WRITE_MARK_H
#define PAPERROUTE_WRITE_MARK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "model/feed.h"
#include "write/xml.h"

struct mark_term {
	const char *text;
	size_t len;
	bool any_case;
};

struct mark {
	struct mark_term *terms; /* the longest first */
	size_t count;
	bool begins[256]; /* by byte: a term may begin with it */
};

/* Collects the terms of an entry's routes that hit in title or abstract; they live in the arena. */
void mark_collect(struct mark *out, struct arena *arena, const struct feed_entry *entry);

/* Writes len bytes of text, terms in mark elements. */
void mark_put(struct xml *xml, const struct mark *mark, const char *text, size_t len);

#endif
