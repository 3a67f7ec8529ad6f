/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/own.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "model/limits.h"

#define ATOM "http://www.w3.org/2005/Atom"

/* No DTD is loaded, no entity replaced, nothing fetched */
#define OPTIONS (XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)

static bool is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && node->ns &&
	       strcmp((const char *)node->ns->href, ATOM) == 0 &&
	       strcmp((const char *)node->name, name) == 0;
}

/* libxml2 lets some characters pass that no document may have. NULL becomes NULL. */
static const char *take(struct arena *arena, xmlChar *text)
{
	char *clean =
		text ? utf8_clean((const char *)text, strlen((const char *)text), NULL) : NULL;
	const char *copy = arena_strdup(arena, clean);

	free(clean);
	xmlFree(text);
	return copy;
}

static const char *text_of(struct arena *arena, const xmlNode *node)
{
	const char *text = take(arena, xmlNodeGetContent(node));

	return text ? text : "";
}

/* NULL when there is none */
static const char *attribute_of(struct arena *arena, const xmlNode *node, const char *name)
{
	return take(arena, xmlGetNoNsProp(node, (const xmlChar *)name));
}

static bool has(struct arena *arena, const xmlNode *node, const char *name, const char *value)
{
	const char *text = attribute_of(arena, node, name);

	return text && strcmp(text, value) == 0;
}

/* --- the abstract, out of content_html's paragraphs --- */

static bool is_html(const xmlNode *node, const char *name)
{
	return node && node->type == XML_ELEMENT_NODE &&
	       strcmp((const char *)node->name, name) == 0;
}

/* Links, and why the paper is there, come behind the abstract. Its own links are called as they lead. */
static bool ends_abstract(struct arena *arena, const xmlNode *paragraph)
{
	const xmlNode *first = paragraph->children;

	if (is_html(first, "a")) {
		const char *href = attribute_of(arena, first, "href");

		return !href || strcmp(href, text_of(arena, first)) != 0;
	}
	return first && first->type == XML_TEXT_NODE &&
	       strcmp((const char *)first->content, "In ") == 0 && is_html(first->next, "b");
}

static xmlDoc *parse(const char *bytes, size_t len)
{
	return len > INT_MAX ? NULL : xmlReadMemory(bytes, (int)len, NULL, "UTF-8", OPTIONS);
}

/* NULL when there is none */
static const char *abstract_of(struct arena *arena, const char *html)
{
	const char *abstract = NULL;
	struct buf text;
	xmlDoc *doc;

	buf_init(&text, LIMIT_DOCUMENT);
	buf_printf(&text, "<div>%s</div>", html);
	doc = parse(buf_str(&text), text.len);
	buf_clear(&text);
	for (const xmlNode *node = doc ? xmlDocGetRootElement(doc)->children : NULL; node;
		node = node->next) {
		if (!is_html(node, "p") || ends_abstract(arena, node))
			break;
		buf_printf(&text, "%s%s", text.len ? "\n\n" : "", text_of(arena, node));
	}
	if (text.len && text.len <= LIMIT_ABSTRACT)
		abstract = arena_strdup(arena, buf_str(&text));
	xmlFreeDoc(doc);
	buf_release(&text);
	return abstract;
}

/* --- entries --- */

static void take_link(struct record *out, struct arena *arena, const xmlNode *node)
{
	const char *href = attribute_of(arena, node, "href");
	enum field field;

	if (has(arena, node, "rel", "alternate"))
		field = FIELD_LINK;
	else if (has(arena, node, "rel", "replies"))
		field = FIELD_DISCUSSION;
	else if (has(arena, node, "type", "application/pdf"))
		field = FIELD_PDF;
	else if (has(arena, node, "title", "Code"))
		field = FIELD_CODE;
	else
		return;
	record_add(out, arena, field, href ? href : "");
}

/* The last may be "7 others", or "27 authors" where none is named */
static void take_author(struct record *out, struct arena *arena, size_t *total, const char *name)
{
	char *end;
	unsigned long more = strtoul(name, &end, 10);

	if (end != name && (strncmp(end, " other", 6) == 0 || strncmp(end, " author", 7) == 0)) {
		*total += more;
		return;
	}
	record_add(out, arena, FIELD_AUTHOR, name);
	++*total;
}

static const char *name_of(struct arena *arena, const xmlNode *person)
{
	for (const xmlNode *node = person->children; node; node = node->next) {
		if (is(node, "name"))
			return text_of(arena, node);
	}
	return "";
}

/* Elements whose text is a field's */
static const struct {
	const char *name;
	enum field field;
} texts[] = {
	{"id", FIELD_ID},
	{"title", FIELD_TITLE},
	{"updated", FIELD_LISTED},
	{"published", FIELD_PUBLISHED},
};

static void take_text(struct record *out, struct arena *arena, const xmlNode *node)
{
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		if (is(node, texts[i].name))
			record_add(out, arena, texts[i].field, text_of(arena, node));
	}
}

static void take_value(
	struct record *out, struct arena *arena, size_t *authors, const xmlNode *node)
{
	const char *text;

	if (is(node, "author")) {
		take_author(out, arena, authors, name_of(arena, node));
	} else if (is(node, "link")) {
		take_link(out, arena, node);
	} else if (is(node, "category") && !attribute_of(arena, node, "scheme")) {
		text = attribute_of(arena, node, "term");
		record_add(out, arena, FIELD_CATEGORY, text ? text : "");
	} else if (is(node, "content")) {
		text = abstract_of(arena, text_of(arena, node));
		record_add(out, arena, FIELD_ABSTRACT, text ? text : "");
	} else {
		take_text(out, arena, node);
	}
}

static void take_entry(struct record *out, struct arena *arena, const xmlNode *parent)
{
	size_t authors = 0;

	for (const xmlNode *node = parent->children; node; node = node->next)
		take_value(out, arena, &authors, node);
	if (authors)
		record_add(out, arena, FIELD_AUTHOR_COUNT, arena_printf(arena, "%zu", authors));
}

/* --- the feed --- */

static void take_head(struct record *out, struct arena *arena, const xmlNode *root)
{
	for (const xmlNode *node = root->children; node; node = node->next) {
		if (is(node, "id") || is(node, "title") || is(node, "updated"))
			take_text(out, arena, node);
	}
}

/* Hands a record out, if there is anything in it; returns what the sink does */
static int hand_out(struct read_result *result, const struct read_sink *sink, struct record *record)
{
	if (!record->count) {
		result->refused++;
		return 0;
	}
	record->rank = result->records++;
	return sink->record(sink->ctx, record);
}

static int take_feed(struct read_result *result, const xmlNode *root, const struct source *source,
	const struct read_sink *sink, struct err *err)
{
	struct arena arena;
	struct record head = {0};
	bool dated;
	int stopped = 0;

	arena_init(&arena);
	take_head(&head, &arena, root);
	dated = record_get(&head, FIELD_LISTED) != NULL;
	if (dated)
		stopped = hand_out(result, sink, &head);
	arena_release(&arena);
	if (!dated)
		return err_set(
			err, ERR_FORMAT, source_where(source), "does not say when it was updated");
	for (const xmlNode *node = root->children; node && !stopped; node = node->next) {
		struct record record = {0};

		if (!is(node, "entry"))
			continue;
		if (result->records == LIMIT_RECORDS)
			return err_set(err, ERR_LIMIT, source_where(source),
				"has more than %d entries", LIMIT_RECORDS);
		arena_init(&arena);
		take_entry(&record, &arena, node);
		stopped = hand_out(result, sink, &record);
		arena_release(&arena);
	}
	return 0;
}

int own_read(struct read_result *result, const struct read_input *input,
	const struct source *source, const struct read_sink *sink, struct err *err)
{
	xmlDoc *doc = parse(input->bytes, input->len);
	const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
	int failed;

	*result = (struct read_result){0};
	if (root && !doc->intSubset && is(root, "feed"))
		failed = take_feed(result, root, source, sink, err);
	else
		failed = err_set(err, ERR_FORMAT, source_where(source), "is no feed of ours");
	xmlFreeDoc(doc);
	return failed;
}
