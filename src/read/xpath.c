/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/xpath.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/xpathInternals.h>

#include "base/xalloc.h"
#include "model/limits.h"
#include "read/node.h"

#define ARROW " => "

static void ignore_fault(void *ctx, xmlErrorPtr error)
{
	(void)ctx;
	(void)error;
}

/* --- compiling --- */

static void compile_candidate(struct xpath *xpath, struct xpath_candidate *out, const char *text)
{
	const char *arrow = strstr(text, ARROW);
	char *find;

	if (source_is_template(text) || (xpath->mapping->embedded && *text == '/'))
		return;
	find = xstrndup(text, arrow ? (size_t)(arrow - text) : strlen(text));
	out->find = xmlXPathCtxtCompile(xpath->context, BAD_CAST find);
	free(find);
	if (arrow)
		out->value = xmlXPathCtxtCompile(xpath->context, BAD_CAST(arrow + strlen(ARROW)));
}

void xpath_open(struct xpath *xpath, xmlDocPtr document, const struct mapping *mapping)
{
	*xpath = (struct xpath){.mapping = mapping, .context = xmlXPathNewContext(document)};
	if (!xpath->context)
		return;
	xpath->context->error = ignore_fault;
	xpath->context->opLimit = LIMIT_XPATH;
	for (size_t i = 0; i < mapping->prefix_count; i++)
		xmlXPathRegisterNs(xpath->context, BAD_CAST mapping->prefixes[i].name,
			BAD_CAST mapping->prefixes[i].url);
	for (size_t field = 0; field < MAP_COUNT; field++) {
		const struct texts *from = &mapping->fields[field].from;

		if (!from->count)
			continue;
		xpath->candidates[field] = xcalloc(from->count, sizeof(*xpath->candidates[field]));
		for (size_t i = 0; i < from->count; i++)
			compile_candidate(xpath, &xpath->candidates[field][i], from->items[i]);
	}
	if (mapping->skip_items)
		xpath->skip = xmlXPathCtxtCompile(xpath->context, BAD_CAST mapping->skip_items);
}

void xpath_close(struct xpath *xpath)
{
	for (size_t field = 0; field < MAP_COUNT; field++) {
		const struct texts *from = &xpath->mapping->fields[field].from;

		for (size_t i = 0; xpath->candidates[field] && i < from->count; i++) {
			xmlXPathFreeCompExpr(xpath->candidates[field][i].find);
			xmlXPathFreeCompExpr(xpath->candidates[field][i].value);
		}
		free(xpath->candidates[field]);
	}
	xmlXPathFreeCompExpr(xpath->skip);
	xmlXPathFreeContext(xpath->context);
}

void xpath_use(struct xpath *xpath, xmlDocPtr document)
{
	if (xpath->context)
		xpath->context->doc = document;
}

/* --- asking --- */

bool xpath_is_spent(const struct xpath *xpath)
{
	return xpath->steps > LIMIT_XPATH_ALL;
}

int xpath_check(const struct xpath *xpath, const struct items *items, struct err *err)
{
	if (!xpath_is_spent(xpath))
		return 0;
	return err_set(err, ERR_LIMIT, source_where(items->source),
		"takes more than %d steps of the mapping's expressions: the rest behind paper %zu "
		"was not read; simpler expressions take fewer",
		LIMIT_XPATH_ALL, items->number);
}

static xmlXPathObjectPtr evaluate(
	struct xpath *xpath, xmlXPathCompExprPtr compiled, xmlNodePtr node)
{
	xmlXPathObjectPtr found;

	if (!compiled || !xpath->context || xpath_is_spent(xpath))
		return NULL;
	xpath->context->node = node;
	xpath->context->opCount = 0;
	found = xmlXPathCompiledEval(compiled, xpath->context);
	xpath->steps += xpath->context->opCount;
	if (!found && xpath->context->opCount >= xpath->context->opLimit)
		xpath->exhausted = true;
	return found;
}

static xmlXPathObjectPtr ask_document(struct xpath *xpath, const char *text)
{
	xmlXPathCompExprPtr compiled;
	xmlXPathObjectPtr found;

	if (!xpath->context)
		return NULL;
	compiled = xmlXPathCtxtCompile(xpath->context, BAD_CAST text);
	found = evaluate(xpath, compiled, (xmlNodePtr)xpath->context->doc);
	xmlXPathFreeCompExpr(compiled);
	return found;
}

static bool is_something(xmlXPathObjectPtr found)
{
	return found && xmlXPathCastToBoolean(found);
}

bool xpath_holds(struct xpath *xpath, const char *text)
{
	xmlXPathObjectPtr found = ask_document(xpath, text);
	bool result = is_something(found);

	xmlXPathFreeObject(found);
	return result;
}

bool xpath_text(struct xpath *xpath, const char *text, struct buf *out)
{
	xmlXPathObjectPtr found = ask_document(xpath, text);
	bool result = is_something(found);
	xmlChar *value;
	size_t len;

	if (result) {
		value = xmlXPathCastToString(found);
		len = strnlen((const char *)value, out->limit - out->len);
		buf_put(out, value, len);
		buf_puts(out, (const char *)value + len);
		xmlFree(value);
	}
	xmlXPathFreeObject(found);
	return result;
}

xmlXPathObjectPtr xpath_nodes(struct xpath *xpath, const char *text)
{
	xmlXPathObjectPtr found = ask_document(xpath, text);

	if (found && found->type == XPATH_NODESET && !xmlXPathNodeSetIsEmpty(found->nodesetval))
		return found;
	xmlXPathFreeObject(found);
	return NULL;
}

bool xpath_skips(struct xpath *xpath, xmlNodePtr item)
{
	xmlXPathObjectPtr found = evaluate(xpath, xpath->skip, item);
	bool result = is_something(found);

	xmlXPathFreeObject(found);
	return result;
}

/* --- fields --- */

struct finder {
	struct xpath *xpath;
	xmlNodePtr item;
};

static void add_value(struct items *items, size_t field, xmlXPathObjectPtr found)
{
	xmlChar *text = found ? xmlXPathCastToString(found) : NULL;

	if (text && !(found->type == XPATH_NUMBER && xmlXPathIsNaN(found->floatval)))
		item_add(items, field, (const char *)text, strlen((const char *)text));
	xmlFree(text);
}

static void add_node(struct finder *finder, struct items *items, size_t field, xmlNodePtr node,
	xmlXPathCompExprPtr value)
{
	xmlXPathObjectPtr found;
	struct buf text;

	if (value) {
		found = evaluate(finder->xpath, value, node);
		add_value(items, field, found);
		xmlXPathFreeObject(found);
		return;
	}
	buf_init(&text, LIMIT_FIELD + 1);
	node_text(&text, node);
	item_add(items, field, buf_str(&text), text.len);
	buf_release(&text);
}

static void find_candidate(void *ctx, struct items *items, size_t field, size_t candidate)
{
	struct finder *finder = ctx;
	const struct xpath_candidate *compiled = &finder->xpath->candidates[field][candidate];
	xmlXPathObjectPtr found = evaluate(finder->xpath, compiled->find, finder->item);

	if (!found)
		return;
	if (found->type != XPATH_NODESET) {
		add_value(items, field, found);
	} else if (found->nodesetval) {
		for (int i = 0; i < found->nodesetval->nodeNr; i++)
			add_node(finder, items, field, found->nodesetval->nodeTab[i],
				compiled->value);
	}
	xmlXPathFreeObject(found);
}

void xpath_find(struct xpath *xpath, xmlNodePtr item, struct items *items)
{
	struct finder finder = {xpath, item};

	item_find(items, find_candidate, &finder);
	if (xpath->exhausted)
		items_warn(items, items->line,
			"paper %zu: an expression of the mapping takes too long on this document",
			items->number);
	xpath->exhausted = false;
}
