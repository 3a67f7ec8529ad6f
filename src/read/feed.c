/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/feed.h"

#include <limits.h>
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
#include "read/node.h"
#include "read/value.h"
#include "read/xml_input.h"

#define UNRANKED   UINT_MAX
#define MOST_ROWS  4  /* fields of one element */
#define MOST_NAMES 64 /* of elements that are remembered; a feed has a dozen */

#define API_ERROR "arxiv.org/api/errors"

/* An element that the mapping names */
struct named {
	struct element element;
	const char *uri; /* of a prefix that the mapping declares; NULL: by vocabulary */
};

/* What an element means; name and uri are of libxml2's dictionary, equal when their addresses are */
struct meaning {
	const xmlChar *name;
	const xmlChar *uri;
	const struct element *rows[MOST_ROWS];
	size_t count;
};

/* The feed while libxml2 goes through it */
struct feed {
	struct items *items;
	struct xml_input input;
	xmlParserCtxtPtr parser;
	struct arena arena; /* of named */
	struct named *named;
	size_t named_count;
	struct meaning meanings[MOST_NAMES];
	size_t meaning_count;
	size_t depth;                  /* of the element at hand; the root has 1 */
	size_t item_depth;             /* of the item's element; 0: outside of items */
	size_t text_depth;             /* of the element whose text is wanted; 0: none */
	const struct meaning *meaning; /* of that element */
	bool person;                   /* an author's element is open */
	const char *base;              /* of the whole feed */
	bool permalink;                /* the text is an address, if it looks so */
	struct buf text;
	unsigned ranks[MAP_COUNT]; /* of what is found for each field so far */
	bool is_feed;              /* the root is one of a feed */
	const char *own;           /* the namespace of a root that has a feed's name, but not its
				    * namespace; NULL otherwise */
	enum vocabulary own_vocabulary; /* what that is taken for */
	bool whole;                     /* the root was closed */
	struct err *err;
	bool failed; /* err is filled */
};

/* --- the mapping's own names --- */

static const char *prefix_uri(const struct mapping *mapping, const char *prefix, size_t len)
{
	for (size_t i = 0; i < mapping->prefix_count; i++) {
		if (strlen(mapping->prefixes[i].name) == len &&
			strncmp(mapping->prefixes[i].name, prefix, len) == 0)
			return mapping->prefixes[i].url;
	}
	return NULL;
}

static void add_named(struct feed *feed, size_t field, size_t rank, const char *text)
{
	struct named *named = &feed->named[feed->named_count++];
	const char *mark = strstr(text, "/@");
	size_t len = mark ? (size_t)(mark - text) : strlen(text);
	const char *colon = memchr(text, ':', len);
	size_t prefix = colon ? (size_t)(colon - text) : 0;
	const char *name = colon ? colon + 1 : text;

	named->element = (struct element){
		.vocabulary = element_prefix(text, prefix),
		.name = arena_strndup(&feed->arena, name, len - (size_t)(name - text)),
		.holding = mark ? HOLDS_ATTRIBUTE : HOLDS_TEXT,
		.attribute = mark ? mark + 2 : NULL,
		.field = field,
		.rank = (unsigned)rank,
	};
	named->uri = colon ? prefix_uri(feed->items->mapping, text, prefix) : NULL;
}

static void collect_names(struct feed *feed)
{
	const struct field_map *fields = feed->items->mapping->fields;
	size_t count = 0;

	for (size_t field = 0; field < MAP_COUNT; field++)
		count += fields[field].from.count;
	feed->named = arena_array(&feed->arena, count, sizeof(*feed->named));
	for (size_t field = 0; field < MAP_COUNT; field++) {
		for (size_t i = 0; i < fields[field].from.count; i++) {
			if (!source_is_template(fields[field].from.items[i]))
				add_named(feed, field, i, fields[field].from.items[i]);
		}
	}
}

static bool is_named(
	const struct named *named, enum vocabulary vocabulary, const char *name, const char *uri)
{
	const struct element *element = &named->element;

	if (strcmp(element->name, name) != 0)
		return false;
	if (named->uri)
		return uri && strcmp(named->uri, uri) == 0;
	/* Atom's elements, too, go without a prefix */
	return element->vocabulary == vocabulary ||
	       (element->vocabulary == VOCABULARY_RSS && vocabulary == VOCABULARY_ATOM);
}

/* "https://www.w3.org/2005/Atom" is nobody's namespace, and many a feed has it */
static enum vocabulary vocabulary_of(const struct feed *feed, const char *uri)
{
	if (feed->own && strcmp(uri ? uri : "", feed->own) == 0)
		return feed->own_vocabulary;
	return element_vocabulary(uri);
}

/* The root's namespace, where its name says more than that */
static void take_namespace(struct feed *feed, const char *name, const char *uri)
{
	bool is_rss = strcmp(name, "rss") == 0;
	enum vocabulary meant = is_rss ? VOCABULARY_RSS : VOCABULARY_ATOM;

	if ((!is_rss && strcmp(name, "feed") != 0) || element_vocabulary(uri) == meant)
		return;
	feed->own = arena_strdup(&feed->arena, uri ? uri : "");
	feed->own_vocabulary = meant;
}

static void find_meaning(const struct feed *feed, struct meaning *out)
{
	const char *name = (const char *)out->name;
	const char *uri = (const char *)out->uri;
	enum vocabulary vocabulary = vocabulary_of(feed, uri);
	const struct element *row;
	size_t at = 0;

	for (size_t i = 0; i < feed->named_count && out->count < MOST_ROWS; i++) {
		if (is_named(&feed->named[i], vocabulary, name, uri))
			out->rows[out->count++] = &feed->named[i].element;
	}
	if (out->count)
		return;
	while (out->count < MOST_ROWS && (row = element_next(&at, vocabulary, name)))
		out->rows[out->count++] = row;
}

static const struct meaning *meaning_of(struct feed *feed, const xmlChar *name, const xmlChar *uri)
{
	struct meaning *meaning;

	for (size_t i = 0; i < feed->meaning_count; i++) {
		if (feed->meanings[i].name == name && feed->meanings[i].uri == uri)
			return &feed->meanings[i];
	}
	/* of a feed with more names than any has, the last place is used again and again */
	if (feed->meaning_count < MOST_NAMES)
		feed->meaning_count++;
	meaning = &feed->meanings[feed->meaning_count - 1];
	*meaning = (struct meaning){.name = name, .uri = uri};
	find_meaning(feed, meaning);
	return meaning;
}

/* --- values --- */

/* Of what several elements say of one field, that of the least rank is kept */
static void put(struct feed *feed, size_t field, unsigned rank, const char *text, size_t len)
{
	if (!len || rank > feed->ranks[field])
		return;
	if (rank < feed->ranks[field])
		item_clear(feed->items, field);
	item_add(feed->items, field, text, len);
	if (item_has(feed->items, field))
		feed->ranks[field] = rank;
}

/* Attributes as SAX gives them: name, prefix, namespace, value, its end */
static const char *attribute(const xmlChar **attributes, int count, const char *name, size_t *len)
{
	for (int i = 0; i < count; i++, attributes += 5) {
		if (strcmp((const char *)attributes[0], name) == 0) {
			*len = (size_t)(attributes[4] - attributes[3]);
			return (const char *)attributes[3];
		}
	}
	*len = 0;
	return "";
}

static bool attribute_is(
	const xmlChar **attributes, int count, const char *name, const char *wanted)
{
	size_t len;
	const char *value = attribute(attributes, count, name, &len);

	return len == strlen(wanted) && strncasecmp(value, wanted, len) == 0;
}

/* Atom's link: RFC 4287, section 4.2.7.2 */
static void put_link(
	struct feed *feed, const struct element *row, const xmlChar **attributes, int count)
{
	size_t len, rel;
	const char *href = attribute(attributes, count, row->attribute, &len);

	attribute(attributes, count, "rel", &rel);
	if (attribute_is(attributes, count, "type", "application/pdf") ||
		attribute_is(attributes, count, "title", "pdf"))
		put(feed, FIELD_PDF, row->rank, href, len);
	else if (!rel || attribute_is(attributes, count, "rel", "alternate"))
		put(feed, FIELD_LINK, row->rank, href, len);
	else if (attribute_is(attributes, count, "rel", "replies"))
		put(feed, FIELD_DISCUSSION, row->rank, href, len);
}

static void put_attribute(
	struct feed *feed, const struct element *row, const xmlChar **attributes, int count)
{
	size_t len;
	const char *value = attribute(attributes, count, row->attribute, &len);

	if (row->holding == HOLDS_LINK)
		put_link(feed, row, attributes, count);
	else if (row->holding == HOLDS_ATTRIBUTE ||
		 attribute_is(attributes, count, "type", "application/pdf"))
		put(feed, row->field, row->rank, value, len);
}

static void put_text(struct feed *feed)
{
	const struct meaning *meaning = feed->meaning;

	if (feed->person) {
		put(feed, FIELD_AUTHOR, ELEMENT_RANK + 1, buf_str(&feed->text), feed->text.len);
		return;
	}
	for (size_t i = 0; i < meaning->count; i++) {
		const struct element *row = meaning->rows[i];
		const char *text = buf_str(&feed->text);

		/* dc:identifier may be anything */
		if (row->field == MAP_DOI && strncmp(text, "doi:", 4) != 0 &&
			strncmp(text, "10.", 3) != 0 && !strstr(text, "doi.org/"))
			continue;
		if (row->holding == HOLDS_TEXT ||
			(row->holding == HOLDS_PERMALINK && feed->permalink && strstr(text, "://")))
			put(feed, row->field, row->rank, text, feed->text.len);
	}
}

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
	struct arena *arena, const char *outer, const xmlChar **attributes, int count)
{
	size_t len;
	const char *base = attribute(attributes, count, "base", &len);

	if (!len)
		return outer;
	base = arena_strndup(arena, base, len);
	return outer ? value_address(arena, base, outer) : base;
}

static void begin_item(struct feed *feed, const xmlChar **attributes, int count)
{
	size_t len;
	const char *about = attribute(attributes, count, "about", &len);

	if (!item_begin(feed->items, (size_t)xmlSAX2GetLineNumber(feed->parser))) {
		xmlStopParser(feed->parser);
		return;
	}
	feed->item_depth = feed->depth;
	feed->items->base = base_of(&feed->items->arena, feed->base, attributes, count);
	for (size_t i = 0; i < MAP_COUNT; i++)
		feed->ranks[i] = UNRANKED;
	put(feed, FIELD_ID, ELEMENT_RANK + 8, about, len);
	put(feed, FIELD_LINK, ELEMENT_RANK + 8, about, len);
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

static void begin_text(struct feed *feed, const struct meaning *meaning)
{
	feed->meaning = meaning;
	feed->text_depth = feed->depth;
	buf_clear(&feed->text);
}

/* An element right below an item's */
static void begin_value(
	struct feed *feed, const struct meaning *meaning, const xmlChar **attributes, int count)
{
	for (size_t i = 0; i < meaning->count; i++) {
		const struct element *row = meaning->rows[i];

		if (row->holding == HOLDS_TEXT)
			begin_text(feed, meaning);
		else if (row->holding == HOLDS_PERSON)
			feed->person = true;
		else if (row->holding == HOLDS_PERMALINK)
			feed->permalink = !attribute_is(attributes, count, "isPermaLink", "false");
		else
			put_attribute(feed, row, attributes, count);
	}
}

/* --- what libxml2 calls --- */

static void begin_root(struct feed *feed, const char *name, enum vocabulary vocabulary)
{
	feed->is_feed = (vocabulary == VOCABULARY_RSS && strcmp(name, "rss") == 0) ||
			(vocabulary == VOCABULARY_RDF && strcmp(name, "RDF") == 0) ||
			(vocabulary == VOCABULARY_ATOM && strcmp(name, "feed") == 0) ||
			(vocabulary == VOCABULARY_ATOM && strcmp(name, "entry") == 0);
	feed->items->result->container = feed->is_feed;
	if (!feed->is_feed)
		xmlStopParser(feed->parser);
}

static bool is_item(const char *name, enum vocabulary vocabulary)
{
	return (vocabulary == VOCABULARY_RSS && strcmp(name, "item") == 0) ||
	       (vocabulary == VOCABULARY_ATOM && strcmp(name, "entry") == 0);
}

static void outside_item(
	struct feed *feed, const char *name, const char *uri, const xmlChar **attributes, int count)
{
	enum vocabulary vocabulary;
	const char *href;
	char *next;
	size_t len;

	if (feed->depth == 1)
		take_namespace(feed, name, uri);
	vocabulary = vocabulary_of(feed, uri);
	if (feed->depth == 1) {
		begin_root(feed, name, vocabulary);
		if (!feed->is_feed)
			return; /* the attributes went with the parser's input */
		feed->base = base_of(&feed->arena, feed->items->base, attributes, count);
	}
	if (feed->is_feed && is_item(name, vocabulary)) {
		begin_item(feed, attributes, count);
	} else if (vocabulary == VOCABULARY_ATOM && strcmp(name, "link") == 0 &&
		   attribute_is(attributes, count, "rel", "next")) {
		href = attribute(attributes, count, "href", &len);
		if (len > LIMIT_URL)
			return;
		next = utf8_clean(href, len, NULL);
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
	int namespaces, const xmlChar **declared, int count, int defaulted,
	const xmlChar **attributes)
{
	struct feed *feed = user;

	(void)prefix;
	(void)declared;
	(void)defaulted;
	feed->depth++;
	if (!xml_input_element(&feed->input, feed->parser, count + namespaces))
		return;
	if (feed->item_depth && is_item((const char *)name, vocabulary_of(feed, (const char *)uri)))
		break_item(feed);
	if (feed->failed || feed->items->stopped)
		return;
	if (!feed->item_depth)
		outside_item(feed, (const char *)name, (const char *)uri, attributes, count);
	else if (feed->text_depth)
		part_words(feed, name);
	else if (feed->depth == feed->item_depth + 1)
		begin_value(feed, meaning_of(feed, name, uri), attributes, count);
	else if (feed->person && feed->depth == feed->item_depth + 2 &&
		 strcmp((const char *)name, "name") == 0)
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
	collect_names(&feed);
	xml_input_init(&feed.input, items, input->bytes, input->len, input->charset);
	result = read_xml(&feed, err);
	xml_input_release(&feed.input);
	buf_release(&feed.text);
	arena_release(&feed.arena);
	return result;
}
