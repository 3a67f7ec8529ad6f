/* SPDX-License-Identifier: ISC */
/*
 * Alternatives that find nothing of their own: "model, language model".
 *
 * shadow_add for each term of an or-list, shadow_tell when it is complete (which forgets them), and
 * shadow_release at the end.
 */
#ifndef PAPERROUTE_RULE_SHADOW_H
#define PAPERROUTE_RULE_SHADOW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "model/place.h"
#include "rule/place.h"
#include "rule/terms.h"

struct shadow_term {
	const char *text; /* as written, len bytes */
	size_t len;
	struct place place;
	const struct place_row *field; /* NULL: title and abstract */
	struct term_word *words;
	size_t count;
};

struct shadow {
	struct shadow_term *items;
	size_t count;
	size_t cap;
};

/* text is borrowed; what is past LIMIT_SHADOWS terms is not looked at. */
void shadow_add(struct shadow *shadow, const struct term *term, const char *text, size_t len,
	const struct place *place, const struct place_row *field);

/* Warns of each of the terms from number first on that another of them shadows, and forgets these.
 * alike: only where both find the same. */
void shadow_tell(struct shadow *shadow, size_t first, bool alike, struct problems *problems);

void shadow_release(struct shadow *shadow);

#endif
