/* SPDX-License-Identifier: ISC */
/*
 * libxml2 builds its tree as ever, but a paper's element is asked and taken out of it as soon as it is
 * closed: what is left at the end is all that stands around the papers. xmlTextReader would do the
 * same with less code, but gives up at the first mistake that libxml2 itself repairs.
 */
#include "config.h"

#include "read/xml.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>
#include <libxml/pattern.h>

#include "base/utf8.h"
#include "base/xalloc.h"
#include "model/limits.h"
#include "read/xml_input.h"
#include "read/xpath.h"

/* The document while it goes by */
struct stream {
	struct items *items;
	struct xml_input input;
	xmlParserCtxtPtr parser;
	xmlPatternPtr *places; /* of mapping.items */
	struct xpath xpath;
	size_t depth;       /* of the element at hand; the root has 1 */
	size_t paper_depth; /* of the paper's element that is open; 0: none */
	size_t paper_line;  /* where it began */
	size_t around;      /* elements around the papers */
	size_t inside;      /* elements of the paper at hand */
	bool whole;         /* the root was closed */
};

/* --- where papers stand --- */

static void compile_places(struct stream *s)
{
	const struct mapping *mapping = s->items->mapping;
	const xmlChar **names = xcalloc(2 * mapping->prefix_count + 2, sizeof(*names));

	for (size_t i = 0; i < mapping->prefix_count; i++) {
		names[2 * i] = BAD_CAST mapping->prefixes[i].url;
		names[2 * i + 1] = BAD_CAST mapping->prefixes[i].name;
	}
	s->places = xcalloc(mapping->items.count + 1, sizeof(*s->places));
	for (size_t i = 0; i < mapping->items.count; i++)
		s->places[i] = xmlPatterncompile(
			BAD_CAST mapping->items.items[i], NULL, XML_PATTERN_XPATH, names);
	free(names);
}

static void free_places(struct stream *s)
{
	for (size_t i = 0; i < s->items->mapping->items.count; i++)
		xmlFreePattern(s->places[i]);
	free(s->places);
}

static bool is_paper(const struct stream *s, xmlNodePtr node)
{
	for (size_t i = 0; i < s->items->mapping->items.count; i++) {
		if (s->places[i] && xmlPatternMatch(s->places[i], node) == 1)
			return true;
	}
	return false;
}

/* --- papers --- */

static void take_paper(struct stream *s, xmlNodePtr node)
{
	if (xpath_is_spent(&s->xpath) || !item_begin(s->items, s->paper_line)) {
		xmlStopParser(s->parser);
		return;
	}
	xpath_use(&s->xpath, node->doc);
	if (xpath_skips(&s->xpath, node)) {
		s->items->result->skipped++;
		return;
	}
	xpath_find(&s->xpath, node, s->items);
	item_end(s->items);
}

/* Takes the paper out of the tree, with the white space before it: libxml2 would append the text that
 * follows to that text, of which it has forgotten how much memory it has */
static void take_out(xmlNodePtr node)
{
	while (node->prev && node->prev->type == XML_TEXT_NODE) {
		xmlNodePtr text = node->prev;

		xmlUnlinkNode(text);
		xmlFreeNode(text);
	}
	xmlUnlinkNode(node);
	xmlFreeNode(node);
}

/* --- what libxml2 calls --- */

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
	int namespaces, const xmlChar **declared, int count, int defaulted,
	const xmlChar **attributes)
{
	xmlParserCtxtPtr parser = user;
	struct stream *s = parser->_private;

	if (!xml_input_element(&s->input, parser, count + namespaces))
		return;
	xmlSAX2StartElementNs(
		parser, name, prefix, uri, namespaces, declared, count, defaulted, attributes);
	s->depth++;
	if (s->paper_depth && ++s->inside > LIMIT_INSIDE)
		xml_input_stop(&s->input, parser, "a paper with more than %d elements in it",
			LIMIT_INSIDE);
	if (s->paper_depth || !parser->node)
		return;
	if (is_paper(s, parser->node)) {
		s->paper_depth = s->depth;
		s->paper_line = (size_t)xmlSAX2GetLineNumber(parser);
		s->inside = 0;
	} else if (++s->around > LIMIT_AROUND) {
		xml_input_stop(&s->input, parser, "more than %d elements that are in no paper",
			LIMIT_AROUND);
	}
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	xmlParserCtxtPtr parser = user;
	struct stream *s = parser->_private;
	xmlNodePtr node = parser->node;
	bool is_end = s->paper_depth && s->depth == s->paper_depth;

	if (is_end && node)
		take_paper(s, node);
	xml_input_go_on(&s->input, parser);
	xmlSAX2EndElementNs(parser, name, prefix, uri);
	if (is_end && node && node->parent && node->parent->type == XML_ELEMENT_NODE)
		take_out(node);
	if (is_end)
		s->paper_depth = 0;
	s->depth--;
	s->whole = s->whole || !s->depth;
}

static void on_text(void *user, const xmlChar *text, int len)
{
	xmlParserCtxtPtr parser = user;
	struct stream *s = parser->_private;

	xml_input_go_on(&s->input, parser);
	xmlSAX2Characters(parser, text, len);
}

static xmlEntityPtr on_entity(void *user, const xmlChar *name)
{
	struct stream *s = ((xmlParserCtxtPtr)user)->_private;

	return xml_input_entity(&s->input, name);
}

static void on_fault(void *user, xmlErrorPtr error)
{
	struct stream *s = ((xmlParserCtxtPtr)user)->_private;

	xml_input_fault(&s->input, error);
}

/* --- what stands around them --- */

static int check_error(struct stream *s, struct err *err)
{
	const char *error = s->items->mapping->error;
	struct buf text;
	char *clean;
	int result = 0;

	buf_init(&text, LIMIT_FIELD);
	if (error && xpath_text(&s->xpath, error, &text)) {
		clean = utf8_clean(buf_str(&text), text.len, NULL);
		result = err_set(err, ERR_FORMAT, source_where(s->items->source),
			"answers with an error: %.*s", (int)utf8_prefix(clean, 200), clean);
		free(clean);
	}
	buf_release(&text);
	return result;
}

static void take_next(struct stream *s)
{
	const char *next = s->items->mapping->next;
	struct buf text;
	char *clean;

	buf_init(&text, LIMIT_FIELD);
	if (next && xpath_text(&s->xpath, next, &text)) {
		clean = utf8_clean(buf_str(&text), text.len, NULL);
		items_next(s->items, clean);
		free(clean);
	}
	buf_release(&text);
}

static int check_around(struct stream *s, xmlDocPtr document, struct err *err)
{
	xmlNodePtr root = document ? xmlDocGetRootElement(document) : NULL;

	if (xpath_check(&s->xpath, s->items, err) != 0)
		return -1;
	if (root && !*s->input.over) {
		xpath_use(&s->xpath, document);
		if (check_error(s, err) != 0)
			return -1;
		if (s->whole)
			take_next(s);
	}
	/* XHTML is a page, whatever else it is */
	s->items->result->container =
		s->whole && root && xmlStrcasecmp(root->name, BAD_CAST "html") != 0;
	return xml_input_check(&s->input, s->items, s->whole, err);
}

static int read_stream(struct stream *s, struct err *err)
{
	xmlSAXHandler sax = {
		.initialized = XML_SAX2_MAGIC,
		.startDocument = xmlSAX2StartDocument,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = xmlSAX2CDataBlock,
		.getEntity = on_entity,
		.serror = on_fault,
	};
	xmlDocPtr document;
	int result;

	s->parser = xmlCreateIOParserCtxt(
		&sax, NULL, xml_input_read, NULL, &s->input, XML_CHAR_ENCODING_NONE);
	if (!s->parser)
		return err_set(
			err, ERR_SYSTEM, source_where(s->items->source), "no memory for a parser");
	s->parser->_private = s;
	xml_input_switch(&s->input, s->parser);
	xmlParseDocument(s->parser);
	document = s->parser->myDoc;
	result = check_around(s, document, err);
	xmlFreeDoc(document);
	s->parser->myDoc = NULL;
	xmlFreeParserCtxt(s->parser);
	return result;
}

int xml_read(struct items *items, const struct read_input *input, struct err *err)
{
	struct stream s = {.items = items};
	int result;

	xml_input_init(&s.input, items, input->bytes, input->len, input->charset);
	compile_places(&s);
	xpath_open(&s.xpath, NULL, items->mapping);
	result = read_stream(&s, err);
	xpath_close(&s.xpath);
	free_places(&s);
	xml_input_release(&s.input);
	return result;
}
