/* SPDX-License-Identifier: ISC */
/*
 * What all rules say of the hits of one entry: which of them fire, with how many points, and where.
 * Only rules of which a term hit are asked, so that the cost grows with hits and not with rules.
 *
 * answers_init once; answers_find for each entry that was scanned, then reading and answers_place;
 * answers_release. Once the largest entry was seen, nothing takes memory.
 */
#ifndef PAPERROUTE_RULE_ANSWERS_H
#define PAPERROUTE_RULE_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rule/eval.h"
#include "rule/rules.h"
#include "rule/scan.h"

/* What is known of a rule that is asked. */
struct answer {
	bool asked;     /* the rule is among the asked */
	bool in_title;  /* a plain rule: it fires by the title alone */
	uint32_t hit;   /* a plain rule: the hit that is its place, or TERMS_NONE */
	uint32_t first; /* another: its terms that hit are found[first] and the following */
	uint32_t count; /* so many */
	int points;     /* what it gave; only of fired ones */
};

struct answers {
	const struct rules *rules;
	const struct scan *scan;
	struct eval_room room;
	struct answer *of_rule; /* per rule */
	uint32_t *asked;        /* rules worth asking for this entry, sorted */
	size_t asked_count;
	uint32_t *found; /* terms that hit, by asked rule */
	size_t found_cap;
	uint32_t *fired; /* sorted as asked is: those of all topics, then by topic */
	size_t fired_count;
};

/* Rules and scan have to outlive the answers. */
void answers_init(struct answers *answers, const struct rules *rules, const struct scan *scan);
void answers_release(struct answers *answers);

/* Asks the rules about the hits that the scan has now. */
void answers_find(struct answers *answers);

/* Where a rule that fired has its place, as eval_place says. */
bool answers_place(struct eval_place *out, const struct answers *answers, uint32_t rule);

#endif
