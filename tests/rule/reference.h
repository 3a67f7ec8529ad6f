/* SPDX-License-Identifier: ISC */
/*
 * The rule language once more, slow and obvious: the expression is read and answered in one go, a term
 * is looked for at every word of the text, string by string. It knows ASCII, right expressions, plurals
 * in s, es and ies, values without white space, and regexes of letters, dots, * and ?. It shares no line with src/rule, so that both are hardly wrong alike.
 */
#ifndef PAPERROUTE_TESTS_RULE_REFERENCE_H
#define PAPERROUTE_TESTS_RULE_REFERENCE_H

#include <stdbool.h>

#include "model/entry.h"

/* The one list that there is: @l, with members that are terms. */
#define REFERENCE_LIST "cat, big-box, RaG, \"study dogs\""

struct reference_answer {
	bool fires;
	bool fires_in_title; /* with what its positive terms hit there */
};

/* case = ignore, plural = no */
struct reference_settings {
	bool any_case;
	bool own_form;
};

/* Of an id the part behind its colon counts too. */
struct reference_answer reference_ask(const char *expression, const struct entry *entry,
	const struct reference_settings *settings);

#endif
