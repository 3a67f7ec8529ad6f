/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/node.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

/* In the order of strcasecmp, for bsearch */
static const char *const blocks[] = {"address", "article", "aside", "blockquote", "br", "dd", "div",
	"dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
	"header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr",
	"ul"};

static int by_name(const void *name, const void *block)
{
	return strcasecmp(name, *(const char *const *)block);
}

bool node_is_block(const char *name)
{
	return bsearch(name, blocks, COUNT(blocks), sizeof(*blocks), by_name) != NULL;
}

static bool is_hidden(const xmlNode *node)
{
	const char *name = (const char *)node->name;

	return node->type == XML_ELEMENT_NODE &&
	       (strcasecmp(name, "script") == 0 || strcasecmp(name, "style") == 0);
}

static void put(struct buf *out, const xmlNode *node)
{
	if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content)
		buf_puts(out, (const char *)node->content);
	else if (node->type == XML_ELEMENT_NODE && node_is_block((const char *)node->name))
		buf_putc(out, '\n');
}

/* Whether the walk goes below the node: an entity's reference leads to its declaration */
static bool goes_below(const xmlNode *node, const xmlNode *top)
{
	return node->children && node->type != XML_ENTITY_REF_NODE &&
	       (node == top || !is_hidden(node));
}

void node_text(struct buf *out, xmlNodePtr top)
{
	const xmlNode *node = top;

	if (top->type == XML_NAMESPACE_DECL)
		return;
	while (!buf_failed(out)) {
		if (node != top || node->type != XML_ELEMENT_NODE)
			put(out, node);
		if (goes_below(node, top)) {
			node = node->children;
			continue;
		}
		while (node != top && !node->next) {
			node = node->parent;
			if (node != top)
				put(out, node);
		}
		if (node == top)
			return;
		node = node->next;
	}
}
