/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/feed.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "model/limits.h"
#include "read/element.h"
#include "read/guess.h"
#include "read/json.h"
#include "read/meaning.h"
#include "read/node.h"
#include "read/ranked.h"
#include "read/value.h"
#include "read/xml_input.h"

#define API_ERROR "arxiv.org/api/errors"

/* The feed while libxml2 goes through it */
struct feed {
	struct items *items;
	struct xml_input input;
	xmlParserCtxtPtr parser;
	struct arena arena; /* of meanings, and of base */
	struct meanings meanings;
	struct ranked ranked;          /* values of the item at hand */
	size_t depth;                  /* of the element at hand; the root has 1 */
	size_t item_depth;             /* of the item's element; 0: outside of items */
	size_t text_depth;             /* of the element whose text is wanted; 0: none */
	const struct meaning *meaning; /* of that element */
	bool person;                   /* an author's element is open */
	const char *base;              /* of the whole feed */
	bool permalink;                /* the text is an address, if it looks so */
	struct buf text;
	bool is_feed; /* the root is one of a feed */
	bool whole;   /* the root was closed */
	struct err *err;
	bool failed; /* err is filled */
};

/* --- items --- */

/* arXiv's API answers with HTTP 200 and one entry that says what was wrong */
static bool is_api_error(struct feed *feed)
{
	const struct found *titles = &feed->items->found[FIELD_TITLE];
	const struct found *ids = &feed->items->found[FIELD_ID];
	const struct found *texts = &feed->items->found[FIELD_ABSTRACT];
	const char *text;

	if (!titles->count || strcmp(titles->texts[0], "Error") != 0 || !ids->count ||
		!strstr(ids->texts[0], API_ERROR))
		return false;
	feed->failed = true;
	text = texts->count ? texts->texts[0] : "it does not say which";
	err_set(feed->err, ERR_FORMAT, source_where(feed->items->source),
		"answers with an error: %.*s", (int)utf8_prefix(text, 200), text);
	return true;
}

/* xml:base, from where it stands on */
static const char *base_of(
	struct arena *arena, const char *outer, const struct attributes *attributes)
{
	size_t len;
	const char *base = attributes_get(attributes, "base", &len);

	if (!len)
		return outer;
	base = arena_strndup(arena, base, len);
	return outer ? value_address(arena, base, outer) : base;
}

static void begin_item(struct feed *feed, const struct attributes *attributes)
{
	size_t len;
	const char *about = attributes_get(attributes, "about", &len);

	if (!item_begin(feed->items, (size_t)xmlSAX2GetLineNumber(feed->parser))) {
		xmlStopParser(feed->parser);
		return;
	}
	feed->item_depth = feed->depth;
	feed->items->base = base_of(&feed->items->arena, feed->base, attributes);
	ranked_begin(&feed->ranked, feed->items);
	ranked_put(&feed->ranked, FIELD_ID, ELEMENT_RANK + 8, about, len);
	ranked_put(&feed->ranked, FIELD_LINK, ELEMENT_RANK + 8, about, len);
}

static void end_item(struct feed *feed)
{
	feed->item_depth = 0;
	if (is_api_error(feed)) {
		xmlStopParser(feed->parser);
		return;
	}
	item_end(feed->items);
	feed->items->base = feed->base;
	if (feed->items->stopped)
		xmlStopParser(feed->parser);
}

static void put_text(struct feed *feed)
{
	const char *text = buf_str(&feed->text);
	size_t len = feed->text.len;

	if (feed->person)
		ranked_put(&feed->ranked, FIELD_AUTHOR, ELEMENT_RANK + 1, text, len);
	else
		ranked_put_text(&feed->ranked, feed->meaning, text, len, feed->permalink);
}

static void begin_text(struct feed *feed, const struct meaning *meaning)
{
	feed->meaning = meaning;
	feed->text_depth = feed->depth;
	buf_clear(&feed->text);
}

/* An element right below an item's */
static void begin_value(
	struct feed *feed, const struct meaning *meaning, const struct attributes *attributes)
{
	for (size_t i = 0; i < meaning->count; i++) {
		const struct element *row = meaning->rows[i];

		if (row->holding == HOLDS_TEXT)
			begin_text(feed, meaning);
		else if (row->holding == HOLDS_PERSON)
			feed->person = true;
		else if (row->holding == HOLDS_PERMALINK)
			feed->permalink = !attributes_say(attributes, "isPermaLink", "false");
		else
			ranked_put_attributes(&feed->ranked, row, attributes);
	}
}

/* --- what libxml2 calls --- */

static void begin_root(struct feed *feed, const char *name, enum vocabulary vocabulary)
{
	feed->is_feed = (vocabulary == VOCABULARY_RSS && strcasecmp(name, "rss") == 0) ||
			(vocabulary == VOCABULARY_RDF && strcasecmp(name, "RDF") == 0) ||
			(vocabulary == VOCABULARY_ATOM && strcasecmp(name, "feed") == 0) ||
			(vocabulary == VOCABULARY_ATOM && strcasecmp(name, "entry") == 0);
	feed->items->result->container = feed->is_feed;
	if (!feed->is_feed)
		xmlStopParser(feed->parser);
}

static bool is_item(const char *name, enum vocabulary vocabulary)
{
	return (vocabulary == VOCABULARY_RSS && strcasecmp(name, "item") == 0) ||
	       (vocabulary == VOCABULARY_ATOM && strcasecmp(name, "entry") == 0);
}

static void outside_item(
	struct feed *feed, const char *name, const char *uri, const struct attributes *attributes)
{
	enum vocabulary vocabulary;
	const char *href;
	char *next;
	size_t len;

	if (feed->depth == 1)
		meanings_take_root(&feed->meanings, &feed->arena, name, uri);
	vocabulary = meanings_vocabulary(&feed->meanings, uri);
	if (feed->depth == 1) {
		begin_root(feed, name, vocabulary);
		if (!feed->is_feed)
			return; /* the attributes went with the parser's input */
		feed->base = base_of(&feed->arena, feed->items->base, attributes);
	}
	if (feed->is_feed && is_item(name, vocabulary)) {
		begin_item(feed, attributes);
	} else if (vocabulary == VOCABULARY_ATOM && strcasecmp(name, "link") == 0 &&
		   attributes_say(attributes, "rel", "next")) {
		href = attributes_get(attributes, "href", &len);
		next = utf8_clean(href, len < LIMIT_FIELD ? len : LIMIT_FIELD, NULL);
		items_next(feed->items, next);
		free(next);
	}
}

/* Of mark-up inside of a text: XHTML's blocks */
static void part_words(struct feed *feed, const xmlChar *name)
{
	if (node_is_block((const char *)name))
		buf_putc(&feed->text, '\n');
}

/* An item inside of an item: the one around it was never closed */
static void break_item(struct feed *feed)
{
	if (feed->text_depth)
		put_text(feed);
	feed->text_depth = 0;
	feed->person = false;
	feed->item_depth = 0;
	for (size_t i = 0; i < MAP_COUNT; i++) {
		if (item_has(feed->items, i)) {
			end_item(feed);
			return;
		}
	}
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
	int namespaces, const xmlChar **declared, int count, int defaulted, const xmlChar **items)
{
	struct feed *feed = user;
	struct attributes attributes = {items, count};

	(void)prefix;
	(void)declared;
	(void)defaulted;
	feed->depth++;
	if (!xml_input_element(&feed->input, feed->parser, count + namespaces))
		return;
	if (feed->item_depth && is_item((const char *)name,
					meanings_vocabulary(&feed->meanings, (const char *)uri)))
		break_item(feed);
	if (feed->failed || feed->items->stopped)
		return;
	if (!feed->item_depth)
		outside_item(feed, (const char *)name, (const char *)uri, &attributes);
	else if (feed->text_depth)
		part_words(feed, name);
	else if (feed->depth == feed->item_depth + 1)
		begin_value(feed, meanings_find(&feed->meanings, name, uri), &attributes);
	else if (feed->person && feed->depth == feed->item_depth + 2 &&
		 strcasecmp((const char *)name, "name") == 0)
		begin_text(feed, NULL);
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct feed *feed = user;

	(void)prefix;
	(void)uri;
	xml_input_go_on(&feed->input, feed->parser);
	if (feed->text_depth && feed->depth == feed->text_depth) {
		put_text(feed);
		feed->text_depth = 0;
	} else if (feed->text_depth) {
		part_words(feed, name);
	}
	if (feed->item_depth && feed->depth == feed->item_depth + 1)
		feed->person = false;
	if (feed->depth == feed->item_depth)
		end_item(feed);
	feed->depth--;
	feed->whole = feed->whole || !feed->depth;
}

static void on_text(void *user, const xmlChar *text, int len)
{
	struct feed *feed = user;

	xml_input_go_on(&feed->input, feed->parser);
	if (feed->text_depth)
		buf_put(&feed->text, text, (size_t)len);
}

static xmlEntityPtr on_entity(void *user, const xmlChar *name)
{
	struct feed *feed = user;

	return xml_input_entity(&feed->input, name);
}

static void on_fault(void *user, xmlErrorPtr error)
{
	struct feed *feed = user;

	xml_input_fault(&feed->input, error);
}

static int check_feed(struct feed *feed, struct err *err)
{
	if (feed->failed)
		return -1;
	if (!feed->is_feed && !*feed->input.over)
		return err_set_at(err, ERR_FORMAT, source_where(feed->items->source),
			(unsigned)feed->input.fault_line, 0, "is no feed in RSS or Atom%s%s",
			*feed->input.fault ? ": " : "", feed->input.fault);
	return xml_input_check(&feed->input, feed->items, feed->whole, err);
}

static int read_xml(struct feed *feed, struct err *err)
{
	xmlSAXHandler sax = {
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = on_text,
		.getEntity = on_entity,
		.serror = on_fault,
	};

	feed->parser = xmlCreateIOParserCtxt(
		&sax, feed, xml_input_read, NULL, &feed->input, XML_CHAR_ENCODING_NONE);
	if (!feed->parser)
		return err_set(err, ERR_SYSTEM, source_where(feed->items->source),
			"no memory for a parser");
	xml_input_switch(&feed->input, feed->parser);
	feed->parser->replaceEntities = 1; /* else an attribute's &amp; comes as &#38; */
	xmlParseDocument(feed->parser);
	xmlFreeDoc(feed->parser->myDoc);
	xmlFreeParserCtxt(feed->parser);
	return check_feed(feed, err);
}

int feed_read(struct items *items, const struct read_input *input, struct err *err)
{
	struct feed feed = {.items = items, .err = err};
	int result;

	if (guess_format(input->bytes, input->len) == FORMAT_JSON) {
		items->mapping = &json_feed_mapping;
		return json_read(items, input, err);
	}
	arena_init(&feed.arena);
	buf_init(&feed.text, LIMIT_FIELD);
	meanings_init(&feed.meanings, &feed.arena, items->mapping);
	xml_input_init(&feed.input, items, input->bytes, input->len, input->charset);
	result = read_xml(&feed, err);
	xml_input_release(&feed.input);
	buf_release(&feed.text);
	arena_release(&feed.arena);
	return result;
}
