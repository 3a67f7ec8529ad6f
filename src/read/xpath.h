/* SPDX-License-Identifier: ISC */
/*
 * XPath of a mapping, asked of a document in memory (format = html) or of one item of it
 * (format = xml). The only user of libxml2's XPath here.
 *
 * xpath_open compiles the mapping's expressions; then xpath_... any number of times; xpath_close. An
 * expression that takes more than LIMIT_XPATH steps finds nothing, and so does every one behind
 * LIMIT_XPATH_ALL.
 */
#ifndef PAPERROUTE_READ_XPATH_H
#define PAPERROUTE_READ_XPATH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libxml/tree.h>
#include <libxml/xpath.h>

#include "base/buf.h"
#include "read/item.h"

/* One candidate of a field: what it finds, and what is asked of each node found; NULL: its text. */
struct xpath_candidate {
	xmlXPathCompExprPtr find;
	xmlXPathCompExprPtr value;
};

struct xpath {
	const struct mapping *mapping;
	xmlXPathContextPtr context;
	struct xpath_candidate *candidates[MAP_COUNT]; /* as many as the mapping's; or NULL */
	xmlXPathCompExprPtr skip;                      /* of skip_items; NULL when there is none */
	bool exhausted;                                /* an expression took too many steps */
	uint64_t steps;                                /* of all expressions */
};

/* document NULL: xpath_use has to be called before anything is asked. */
void xpath_open(struct xpath *xpath, xmlDocPtr document, const struct mapping *mapping);
void xpath_close(struct xpath *xpath);

/* Asks this document from now on. */
void xpath_use(struct xpath *xpath, xmlDocPtr document);

/* Whether text finds something in the document: nodes, true, a text, a number but 0. */
bool xpath_holds(struct xpath *xpath, const char *text);

/* The text of what is found in the document, appended to out; false when nothing is. A text that is too
 * long for out fails it, and is in it up to there. */
bool xpath_text(struct xpath *xpath, const char *text, struct buf *out);

/* The nodes that are found in the document, to be freed with xmlXPathFreeObject; NULL: none. */
xmlXPathObjectPtr xpath_nodes(struct xpath *xpath, const char *text);

/* Whether skip_items finds something in the item. */
bool xpath_skips(struct xpath *xpath, xmlNodePtr item);

/* Whether LIMIT_XPATH_ALL was passed: no further item has to be asked. */
bool xpath_is_spent(const struct xpath *xpath);

/* After the last item: fails when it was passed. */
int xpath_check(const struct xpath *xpath, const struct items *items, struct err *err);

/* Finds all fields of the item. */
void xpath_find(struct xpath *xpath, xmlNodePtr item, struct items *items);

#endif
