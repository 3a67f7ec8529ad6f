/* SPDX-License-Identifier: ISC */
/*
 * What is legal in one expression but seldom meant, and takes a second look to see. The parser warns of
 * the rest. Only for expressions that parse.
 *
 * doubt_init, then for each rule doubt_match for each of its matches and doubt_end_rule, and
 * doubt_list for the lists; doubt_release.
 */
#ifndef PAPERROUTE_RULE_DOUBT_H
#define PAPERROUTE_RULE_DOUBT_H

#include <stdbool.h>

#include "base/err.h"
#include "model/site.h"
#include "rule/shadow.h"

struct doubt {
	const struct site *site;
	const struct topic *topic; /* of the rules at hand; NULL for those of all topics */
	struct problems *problems;
	struct shadow terms; /* alternatives of the rule at hand */
	bool *used;          /* per list: an expression names it, or a list that is used does */
};

void doubt_init(struct doubt *doubt, const struct site *site, struct problems *problems);
void doubt_release(struct doubt *doubt);

void doubt_match(struct doubt *doubt, const struct expression *expression);
void doubt_end_rule(struct doubt *doubt);

/* The terms of a list, which are looked at on their own only. */
void doubt_list(struct doubt *doubt, const struct word_list *list);

#endif
