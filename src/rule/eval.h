/* SPDX-License-Identifier: ISC */
/*
 * What a rule's expression says of the hits of one entry.
 */
#ifndef PAPERROUTE_RULE_EVAL_H
#define PAPERROUTE_RULE_EVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rule/scan.h"
#include "rule/tree.h"

/* Memory for asking, kept from entry to entry: as much as the one with the most hits took. All zero at
 * first; fit before an entry's rules are asked; release at the end. */
struct eval_room {
	size_t hits;     /* so many fit */
	uint64_t *marks; /* of 64 hits each: those of a near's left side, of its right side; all
				  * 0 between questions */
	const struct hit **open; /* twice as many as hits */
};
void eval_room_fit(struct eval_room *room, size_t hits);
void eval_room_release(struct eval_room *room);

struct eval_input {
	const struct tree *tree;
	uint32_t root;
	const struct scan *scan;
	const uint32_t
		*found; /* terms of the rule that hit, at least once each; the order is free */
	size_t found_count;
	const struct eval_room
		*room; /* that fits the scan's hits; not looked at when it has none */
};

bool eval_fires(const struct eval_input *in);

/* Whether it fires with what its positive terms hit in the title alone. */
bool eval_fires_in_title(const struct eval_input *in);

/* Where the text stands that made it fire: the first such place in the title, else in the abstract,
 * else in another field. False when none did ("not survey"). */
struct eval_place {
	uint32_t term;  /* of a near the one that stands last */
	uint32_t place; /* rule/place.h */
	uint32_t start; /* bytes of the field's text, end is behind the last */
	uint32_t end;
};
bool eval_place(struct eval_place *out, const struct eval_input *in);

#endif
