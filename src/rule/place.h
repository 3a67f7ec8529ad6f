/* SPDX-License-Identifier: ISC */
/*
 * Where in an entry something hits: its fields, and of those with several values which one.
 */
#ifndef PAPERROUTE_RULE_PLACE_H
#define PAPERROUTE_RULE_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/entry.h"

/* The fields that rules know, in the order in which hits are shown. A place is one of them, plus
 * HIT_PLACES times the number of the value: the third author is HIT_AUTHOR + 2 * HIT_PLACES. */
enum place_of_hit {
	HIT_TITLE,
	HIT_ABSTRACT,
	HIT_AUTHOR,
	HIT_CATEGORY,
	HIT_SOURCE,
	HIT_LINK,
	HIT_ID,
	HIT_VOTES,
	HIT_COMMENTS,
	HIT_AUTHORS, /* how many */
	HIT_PLACES
};

enum place_kind {
	PLACE_WORDS,  /* terms are looked for in it */
	PLACE_WHOLE,  /* compared as a whole */
	PLACE_NUMBER, /* compared with a number */
};

struct place_row {
	const char *name; /* in expressions and in reasons */
	enum place_kind kind;
};

/* By enum place_of_hit. */
extern const struct place_row place_rows[HIT_PLACES];

/* The field of a place, and the number of its value. */
static inline enum place_of_hit place_field(uint32_t place)
{
	return (enum place_of_hit)(place % HIT_PLACES);
}
static inline uint32_t place_value(uint32_t place)
{
	return place / HIT_PLACES;
}
static inline uint32_t place_of(enum place_of_hit field, size_t value)
{
	return (uint32_t)(field + value * HIT_PLACES);
}

/* Whether a bit set of enum place_of_hit holds the place's field. */
static inline bool place_is_in(unsigned places, uint32_t place)
{
	return places >> place_field(place) & 1;
}

/* How many values the field has in an entry. */
size_t place_count(const struct entry *entry, enum place_of_hit field);

/* The text of a place that place_count says is there; of a field that is no number. */
const char *place_text(const struct entry *entry, uint32_t place);

/* The number of a field that is one. */
uint64_t place_number(const struct entry *entry, enum place_of_hit field);

#endif
