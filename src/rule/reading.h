/* SPDX-License-Identifier: ISC */
/*
 * One expression, or one value of a list, while it is read: its mistakes, its terms and the lists that
 * it uses. rule/parse.c adds the grammar.
 *
 * A mistake in a term or a list's name is told and reading goes on, so that a person sees all of them;
 * after one in the grammar nothing more can be told, and every function returns at once.
 */
#ifndef PAPERROUTE_RULE_READING_H
#define PAPERROUTE_RULE_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/site.h"
#include "rule/lex.h"
#include "rule/parse.h"
#include "rule/tree.h"

struct reading {
	const struct parser *parser;
	const struct expression *expression;
	struct lex lex;
	unsigned places; /* where terms are looked for: bit set of enum place_of_hit */
	const struct place_row *field; /* the field that is named around; NULL when there is none */
	unsigned depth;                /* of parentheses, fields and lists */
	bool wrong;                    /* there was a mistake: no tree comes of it */
	bool lost;                     /* and what follows would be its echo */
	/* of a list that is being read */
	const struct word_list *list; /* NULL in an expression */
	struct reading *user;         /* what uses it */
	bool quiet;                   /* its own mistakes are told elsewhere */
	size_t *members;              /* of all lists that one expression uses, so far */
};

/* Children of a node while they are found */
struct kids {
	uint32_t *items; /* reading_node frees them */
	size_t count;
	size_t cap;
};

enum reading_mistake {
	READING_WARNING,
	READING_WRONG, /* reading can go on */
	READING_LOST,
};

/* offset is of the expression's text. */
void reading_tell(struct reading *r, enum reading_mistake kind, size_t offset, const char *format,
	...) __attribute__((format(printf, 4, 5)));

/* Tells that what is missing at the part at hand; returns TREE_NONE. */
uint32_t reading_expected(struct reading *r, const char *what);

void reading_add_kid(struct kids *kids, uint32_t node);

/* The node of the kids, or TREE_NONE when the reading is lost. */
uint32_t reading_node(struct reading *r, enum node_kind kind, unsigned value, struct kids *kids);

/* One level deeper; false, and told, when that is too deep. The caller takes the level back. */
bool reading_go_deeper(struct reading *r);

/* The node of a quoted term, or of a run of bare words; goes past it. */
uint32_t reading_quoted(struct reading *r);
uint32_t reading_words(struct reading *r);

/* The node of a regex; goes past it. */
uint32_t reading_regex(struct reading *r);

/* Adds the members of the list whose name is at hand; goes past the name. */
void reading_list(struct reading *r, struct kids *kids);

/* Adds the members of a list that user uses. A user without an expression is nobody: it is the list
 * itself that is checked. */
void reading_members(struct reading *user, const struct word_list *list, struct kids *kids);

#endif
