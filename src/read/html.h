/* SPDX-License-Identifier: ISC */
/*
 * The reader of format = html: a page, whose papers are found by XPath, or in the JSON that the page
 * brings along (mapping.embedded).
 */
#ifndef PAPERROUTE_READ_HTML_H
#define PAPERROUTE_READ_HTML_H

#include <libxml/tree.h>

#include "base/err.h"
#include "read/item.h"

/* As read_body (read/read.h). A page without papers has no container. */
int html_read(struct items *items, const struct read_input *input, struct err *err);

/* The page as a tree, to be freed with xmlFreeDoc; NULL when there is none. Where it is nested deeper
 * than LIMIT_NESTING, or behind LIMIT_ELEMENTS, the rest is left out, and with LIMIT_ATTRIBUTES all of
 * it; *cut says why, and is NULL otherwise. *replaced is how many bytes were zero, which are spaces. */
xmlDocPtr html_parse(const struct read_input *input, size_t *replaced, const char **cut);

#endif
