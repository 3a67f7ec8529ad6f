/* SPDX-License-Identifier: ISC */
/*
 * Expressions to trees (design: doc/INTERNALS; the language: paperroute-rules(5)).
 *
 *   expr  = and { ( "," | "or" ) and } [ "," ]
 *   and   = not { "and" not }
 *   not   = [ "not" ] unit
 *   unit  = "(" expr ")"  |  FIELD ":" unit  |  N "of" "(" item { "," item } ")"  |  near  |  TEST
 *   item  = and { "or" and }			a bare @list spreads into its members
 *   near  = flat [ "near/" N flat ]
 *   flat  = term  |  "(" term { "," term } ")"
 *   term  = words  |  "quoted words"  |  =Exact words  |  prefix*  |  @list  |  /regex/flags
 *   TEST  = ( votes | comments | authors ) ( ">=" | "<=" | ">" | "<" | "=" ) NUMBER
 *   FIELD = title | abstract | author | category | source | link | id
 */
#ifndef PAPERROUTE_RULE_PARSE_H
#define PAPERROUTE_RULE_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/site.h"
#include "rule/regex.h"
#include "rule/terms.h"
#include "rule/tree.h"
#include "rule/value.h"

struct parser {
	struct tree *tree;       /* where nodes go */
	struct terms *terms;     /* where terms go */
	struct regexes *regexes; /* where regexes go */
	struct values *values;   /* where values of fields and numbers go */
	const struct word_list *lists;
	size_t list_count;
	struct problems *problems;
	bool any_case; /* of the topic at hand, see struct topic */
	bool own_form;
};

/* The node of an expression; TREE_NONE, and its mistakes in problems, when it is not right. What is
 * legal but suspicious goes to problems as a warning. alone: it is not joined with others by or. */
uint32_t parse_expression(
	const struct parser *parser, const struct expression *expression, bool alone);

/* Reports the mistakes of the lists themselves, which parse_expression leaves to this. */
void parse_check_lists(const struct parser *parser);

#endif
