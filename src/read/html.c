/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/html.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/uri.h>
#include <libxml/SAX2.h>

#include "base/utf8.h"
#include "base/xalloc.h"
#include "model/limits.h"
#include "read/charset.h"
#include "read/json.h"
#include "read/xpath.h"

#define OPTIONS                                                                              \
	(HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | \
		HTML_PARSE_COMPACT)

/* --- parsing --- */

/* A page while libxml2 reads it */
struct building {
	size_t elements;
	const char *cut; /* why it was stopped; NULL: it was not */
};

/* Deeply nested elements cost libxml2 time in the square of their number */
static void begin_element(void *ctx, const xmlChar *name, const xmlChar **attributes)
{
	xmlParserCtxtPtr parser = ctx;
	struct building *building = parser->_private;

	if (parser->nodeNr >= LIMIT_NESTING)
		building->cut =
			"elements are nested more than " LIMIT_AS_TEXT(LIMIT_NESTING) " deep";
	else if (building->elements++ == LIMIT_ELEMENTS)
		building->cut = "there are more than " LIMIT_AS_TEXT(LIMIT_ELEMENTS) " elements";
	if (building->cut)
		xmlStopParser(parser);
	else
		xmlSAX2StartElement(parser, name, attributes);
}

/* How many words, of which each may be an attribute, stand in the tag at *at; moves behind it */
static size_t count_attributes(const char **at, const char *end)
{
	size_t count = 0;

	while (*at < end && **at != '>') {
		const char *closing = NULL;

		if ((**at == '"' || **at == '\'') && (*at)[-1] == '=')
			closing = memchr(*at + 1, **at, (size_t)(end - *at) - 1);
		count += **at == ' ' || **at == '\n' || **at == '\t' || **at == '/' || closing;
		*at = closing ? closing + 1 : *at + 1;
	}
	return count;
}

/* Whether libxml2 would take hours for the attributes of one element, or of all */
static bool is_crowded(const char *bytes, size_t len)
{
	const size_t most = 2 * LIMIT_ATTRIBUTES;
	const char *end = bytes + len;
	const char *at = bytes;
	size_t compared = 0;
	size_t count;

	while (at < end && (at = memchr(at, '<', (size_t)(end - at)))) {
		at++;
		if (at == end || !isalpha((unsigned char)*at))
			continue;
		count = count_attributes(&at, end);
		compared += count * count;
		if (count > most || compared > most * most)
			return true;
	}
	return false;
}

/* A page in which zeros are spaces, to be freed; NULL when it has none, or they are part of characters. To
 * libxml2 they are its end. */
static char *without_zeros(const struct read_input *input, const char *encoding, size_t *count)
{
	char *copy;

	*count = 0;
	if (!memchr(input->bytes, '\0', input->len) || !charset_has_ascii(encoding))
		return NULL;
	copy = xmalloc(input->len);
	memcpy(copy, input->bytes, input->len);
	for (char *at = copy; (at = memchr(at, '\0', (size_t)(copy + input->len - at))); ++*count)
		*at = ' ';
	return copy;
}

static xmlDocPtr parse(const struct read_input *input, const char *encoding, const char **cut)
{
	struct building building = {0};
	htmlParserCtxtPtr parser;
	xmlDocPtr document;

	*cut = NULL;
	if (!input->len || input->len > INT_MAX)
		return NULL;
	if (is_crowded(input->bytes, input->len)) {
		*cut = "elements have more than " LIMIT_AS_TEXT(LIMIT_ATTRIBUTES) " attributes";
		return NULL;
	}
	parser = htmlCreateMemoryParserCtxt(input->bytes, (int)input->len);
	if (!parser)
		return NULL;
	parser->sax->startElement = begin_element;
	/* nobody asks for these, and each is as large as an element */
	parser->sax->comment = NULL;
	parser->sax->processingInstruction = NULL;
	parser->_private = &building;
	document =
		htmlCtxtReadMemory(parser, input->bytes, (int)input->len, NULL, encoding, OPTIONS);
	htmlFreeParserCtxt(parser);
	*cut = building.cut;
	return document;
}

xmlDocPtr html_parse(const struct read_input *input, size_t *replaced, const char **cut)
{
	char name[CHARSET_SIZE];
	const char *encoding = charset_of_html(name, input);
	char *copy = without_zeros(input, encoding, replaced);
	struct read_input page = *input;
	xmlDocPtr document;

	if (copy)
		page.bytes = copy;
	document = parse(&page, encoding, cut);
	free(copy);
	return document;
}

/* --- papers --- */

static size_t line_of(const xmlNode *node)
{
	long line = xmlGetLineNo(node);

	return line > 0 ? (size_t)line : 0;
}

static int read_nodes(struct items *items, struct xpath *xpath)
{
	const struct texts *places = &items->mapping->items;
	xmlXPathObjectPtr found = NULL;

	for (size_t i = 0; i < places->count && !found; i++) {
		if (!items->mapping->embedded || *places->items[i] != '/' ||
			strncmp(places->items[i], "//", 2) == 0)
			found = xpath_nodes(xpath, places->items[i]);
	}
	for (int i = 0; found && i < found->nodesetval->nodeNr; i++) {
		xmlNodePtr node = found->nodesetval->nodeTab[i];

		if (node->type != XML_ELEMENT_NODE)
			continue;
		if (xpath_is_spent(xpath) || !item_begin(items, line_of(node)))
			break;
		if (xpath_skips(xpath, node)) {
			items->result->skipped++;
			continue;
		}
		xpath_find(xpath, node, items);
		item_end(items);
	}
	xmlXPathFreeObject(found);
	return 0;
}

static void take_next(struct items *items, struct xpath *xpath)
{
	struct buf text;
	char *clean;

	if (!items->mapping->next)
		return;
	buf_init(&text, LIMIT_FIELD);
	if (xpath_text(xpath, items->mapping->next, &text)) {
		clean = utf8_clean(buf_str(&text), text.len, NULL);
		items_next(items, clean);
		free(clean);
	}
	buf_release(&text);
}

static int check_error(struct items *items, struct xpath *xpath, struct err *err)
{
	struct buf text;
	char *clean;
	int result = 0;

	if (!items->mapping->error)
		return 0;
	buf_init(&text, LIMIT_FIELD);
	if (xpath_text(xpath, items->mapping->error, &text)) {
		clean = utf8_clean(buf_str(&text), text.len, NULL);
		result = err_set(err, ERR_FORMAT, source_where(items->source),
			"answers with an error: %.*s", (int)utf8_prefix(clean, 200), clean);
		free(clean);
	}
	buf_release(&text);
	return result;
}

static int read_document(struct items *items, xmlDocPtr document, struct err *err)
{
	struct xpath xpath;
	struct buf text;
	int result;

	xpath_open(&xpath, document, items->mapping);
	buf_init(&text, LIMIT_BODY);
	result = check_error(items, &xpath, err);
	if (result == 0) {
		if (items->mapping->embedded &&
			xpath_text(&xpath, items->mapping->embedded, &text) && !buf_failed(&text))
			result = json_read_embedded(items, buf_str(&text), err);
		else
			result = read_nodes(items, &xpath);
		take_next(items, &xpath);
		if (result == 0)
			result = xpath_check(&xpath, items, err);
	}
	buf_release(&text);
	xpath_close(&xpath);
	return result;
}

/* What the page's element base says; *base is to be freed when the papers are read */
static void take_base(struct items *items, xmlChar **base, xmlDocPtr document)
{
	xmlChar *said = xmlNodeGetBase(document, NULL);

	*base = said && items->base ? xmlBuildURI(said, BAD_CAST items->base) : xmlStrdup(said);
	xmlFree(said);
	if (*base)
		items->base = (const char *)*base;
}

int html_read(struct items *items, const struct read_input *input, struct err *err)
{
	const char *cut;
	size_t replaced;
	xmlDocPtr document = html_parse(input, &replaced, &cut);
	xmlChar *base = NULL;
	int result;

	items->result->replaced += replaced;
	if (!document && cut)
		return err_set(err, ERR_LIMIT, source_where(items->source),
			"%s: the page was not read", cut);
	if (!document)
		return err_set(err, ERR_FORMAT, source_where(items->source), "is no page in HTML");
	if (cut)
		items_warn(items, 0, "%s: the rest of the page is left out", cut);
	take_base(items, &base, document);
	result = read_document(items, document, err);
	xmlFree(base);
	xmlFreeDoc(document);
	return result;
}
