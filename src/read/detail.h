/* SPDX-License-Identifier: ISC */
/*
 * What a line says about a paper besides title and abstract, when it says so in words: "12 authors",
 * "Published on Sep 16, 2026", "Authors: ...", "Upvote 65".
 */
#ifndef PAPERROUTE_READ_DETAIL_H
#define PAPERROUTE_READ_DETAIL_H

#include <stdbool.h>

#include "base/arena.h"
#include "model/record.h"

struct detail {
	enum field field; /* FIELD_COUNT: of none that we keep */
	const char *text; /* the value; "" when only the label stands there */
};

/* text is "65", "1,203", "1.2k": the number without frills, or NULL. */
const char *detail_number(struct arena *arena, const char *text);

/* All of text is a detail with a number or a date in it: "12 authors", "Upvote 65", "Posted on Mar 4",
 * "3 days ago", "1-50 51-100". */
bool detail_read(struct detail *out, struct arena *arena, const char *text);

/* text begins with the name of a field and a colon, or is such a name: "Abstract: We ...". */
bool detail_label(struct detail *out, const char *text);

#endif
