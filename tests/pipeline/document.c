/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "pipeline/document.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <check.h>
#include <jansson.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/tree.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/xalloc.h"

static void add_item(struct document *document, const struct item *item)
{
	size_t cap = document->count;

	document->items =
		xgrow(document->items, &cap, document->count + 1, sizeof(*document->items));
	document->items[document->count++] = *item;
}

static char *letters_of(const char *text)
{
	char *out = xstrdup(text);
	char *end = out;

	for (; *text; text++) {
		if (isalnum((unsigned char)*text))
			*end++ = (char)tolower((unsigned char)*text);
	}
	*end = '\0';
	return out;
}

static int64_t time_of(const char *text)
{
	int64_t when = 0;

	ck_assert_msg(text && strlen(text) == 20 && text[19] == 'Z' && clock_parse(&when, text),
		"no date: %s", text ? text : "");
	return when;
}

/* --- XML --- */

static bool is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static const xmlNode *child(const xmlNode *node, const char *name)
{
	for (const xmlNode *at = node->children; at; at = at->next) {
		if (is_named(at, name))
			return at;
	}
	return NULL;
}

static char *text_of(const xmlNode *node, const char *name)
{
	const xmlNode *found = child(node, name);
	xmlChar *text = found ? xmlNodeGetContent(found) : NULL;
	char *copy = text ? xstrdup((const char *)text) : NULL;

	xmlFree(text);
	return copy;
}

static int64_t stamp_of(const xmlNode *node, const char *name)
{
	char *text = text_of(node, name);
	int64_t when = time_of(text);

	free(text);
	return when;
}

/* Title, summary and authors, a line each */
static char *words_of(const xmlNode *node)
{
	static const char *const shown[] = {"title", "summary", "author"};
	struct buf text;

	buf_init(&text, 1000000);
	for (size_t i = 0; i < sizeof(shown) / sizeof(*shown); i++) {
		for (const xmlNode *at = node->children; at; at = at->next) {
			xmlChar *content;

			if (!is_named(at, shown[i]))
				continue;
			content = xmlNodeGetContent(at);
			buf_printf(&text, "%s\n", (const char *)content);
			xmlFree(content);
		}
	}
	return buf_take(&text);
}

static void load_entry(struct document *out, const xmlNode *node)
{
	struct item item = {.id = text_of(node, "id"),
		.text = words_of(node),
		.published = stamp_of(node, "published"),
		.updated = stamp_of(node, "updated")};

	item.letters = letters_of(item.text);
	add_item(out, &item);
}

static void load_link(struct document *out, const xmlNode *node)
{
	xmlChar *rel = xmlGetProp(node, (const xmlChar *)"rel");
	xmlChar *href = xmlGetProp(node, (const xmlChar *)"href");

	if (rel && strcmp((const char *)rel, "prev-archive") == 0) {
		ck_assert_ptr_null(out->previous);
		out->previous = xstrdup((const char *)href);
	}
	xmlFree(rel);
	xmlFree(href);
}

static void load_atom(struct document *out, const xmlNode *root)
{
	out->id = text_of(root, "id");
	out->updated = stamp_of(root, "updated");
	for (const xmlNode *at = root->children; at; at = at->next) {
		if (is_named(at, "entry"))
			load_entry(out, at);
		if (is_named(at, "link"))
			load_link(out, at);
	}
}

/* "Wed, 25 Nov 2026 18:04:29 +0000" */
static int64_t mail_time_of(const xmlNode *node, const char *name)
{
	char *text = text_of(node, name);
	struct tm tm = {0};
	const char *end = strptime(text, "%a, %d %b %Y %H:%M:%S ", &tm);
	int64_t when = (int64_t)timegm(&tm);

	ck_assert_msg(end && (strcmp(end, "+0000") == 0 || strcmp(end, "GMT") == 0), "%s", text);
	free(text);
	return when;
}

static void load_rss(struct document *out, const xmlNode *root)
{
	const xmlNode *channel = child(root, "channel");

	out->updated = mail_time_of(channel, "lastBuildDate");
	for (const xmlNode *at = channel->children; at; at = at->next) {
		struct item item = {0};

		if (!is_named(at, "item"))
			continue;
		item.id = text_of(at, "guid");
		item.published = mail_time_of(at, "pubDate");
		item.text = xstrdup("");
		item.letters = xstrdup("");
		add_item(out, &item);
	}
}

/* Aborts unless the document is valid by the grammar of the tests */
static void validate(xmlDoc *xml, const char *path)
{
	static xmlRelaxNG *grammar;
	xmlRelaxNGValidCtxt *context;
	const char *srcdir = getenv("srcdir");
	char *file;

	if (!grammar) {
		struct buf name;
		xmlRelaxNGParserCtxt *parser;

		buf_init(&name, 4096);
		buf_printf(&name, "%s/tests/write/atom.rng", srcdir ? srcdir : ".");
		file = buf_take(&name);
		parser = xmlRelaxNGNewParserCtxt(file);
		grammar = xmlRelaxNGParse(parser);
		xmlRelaxNGFreeParserCtxt(parser);
		ck_assert_msg(grammar != NULL, "%s", file);
		free(file);
	}
	context = xmlRelaxNGNewValidCtxt(grammar);
	ck_assert_msg(xmlRelaxNGValidateDoc(context, xml) == 0, "%s: not valid", path);
	xmlRelaxNGFreeValidCtxt(context);
}

static void load_xml(struct document *out, const char *path, bool rss)
{
	xmlDoc *xml = xmlReadFile(path, NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS);

	ck_assert_msg(xml != NULL, "%s: not well-formed", path);
	if (rss) {
		load_rss(out, xmlDocGetRootElement(xml));
	} else {
		load_atom(out, xmlDocGetRootElement(xml));
		validate(xml, path);
	}
	xmlFreeDoc(xml);
}

/* --- JSON --- */

static const char *member(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static void load_item(struct document *out, const json_t *object)
{
	struct item item = {.published = time_of(member(object, "date_published")),
		.updated = time_of(member(object, "date_modified"))};
	const char *summary = member(object, "summary");
	struct buf text;
	json_t *author;
	size_t i;

	ck_assert_ptr_nonnull(member(object, "id"));
	item.id = xstrdup(member(object, "id"));
	buf_init(&text, 1000000);
	buf_printf(&text, "%s\n", member(object, "title"));
	if (summary)
		buf_printf(&text, "%s\n", summary);
	json_array_foreach(json_object_get(object, "authors"), i, author)
		buf_printf(&text, "%s\n", member(author, "name"));
	item.text = buf_take(&text);
	item.letters = letters_of(item.text);
	add_item(out, &item);
}

static void load_json(struct document *out, const char *path)
{
	json_t *root = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
	const char *next = member(root, "next_url");
	json_t *object;
	size_t i;

	ck_assert_msg(root != NULL, "%s: no JSON", path);
	ck_assert_str_eq(member(root, "version"), "https://jsonfeed.org/version/1.1");
	ck_assert_ptr_nonnull(member(root, "title"));
	out->previous = next ? xstrdup(next) : NULL;
	ck_assert(json_is_array(json_object_get(root, "items")));
	json_array_foreach(json_object_get(root, "items"), i, object) load_item(out, object);
	json_decref(root);
}

void document_load(struct document *out, const char *path)
{
	const char *ending = strrchr(path, '.');

	*out = (struct document){0};
	if (strcmp(ending, ".json") == 0)
		load_json(out, path);
	else
		load_xml(out, path, strcmp(ending, ".rss") == 0);
}

const struct item *document_find(const struct document *document, const char *id)
{
	for (size_t i = 0; i < document->count; i++) {
		if (strcmp(document->items[i].id, id) == 0)
			return &document->items[i];
	}
	return NULL;
}

void document_release(struct document *document)
{
	for (size_t i = 0; i < document->count; i++) {
		free(document->items[i].id);
		free(document->items[i].letters);
		free(document->items[i].text);
	}
	free(document->items);
	free(document->id);
	free(document->previous);
	*document = (struct document){0};
}
