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
#include "base/clock.h"
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

static const char *text_of(struct arena *arena, const xmlNode *node)
{
	xmlChar *text = xmlNodeGetContent(node);
	const char *copy = arena_strdup(arena, text ? (const char *)text : "");

	xmlFree(text);
	return copy;
}

/* NULL when there is none */
static const char *attribute_of(struct arena *arena, const xmlNode *node, const char *name)
{
	xmlChar *text = xmlGetNoNsProp(node, (const xmlChar *)name);
	const char *copy = arena_strdup(arena, (const char *)text);

	xmlFree(text);
	return copy;
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

static void take_link(struct entry *entry, struct arena *arena, const xmlNode *node)
{
	const char *href = attribute_of(arena, node, "href");

	if (has(arena, node, "rel", "alternate"))
		entry->link = href;
	else if (has(arena, node, "rel", "replies"))
		entry->discussion = href;
	else if (has(arena, node, "type", "application/pdf"))
		entry->pdf = href;
	else if (has(arena, node, "title", "Code"))
		entry->code = href;
}

/* The last may be "7 others", or "27 authors" where none is named */
static void take_author(struct entry *entry, struct arena *arena, const char *name)
{
	char *end;
	unsigned long more = strtoul(name, &end, 10);

	if (end != name && (strncmp(end, " other", 6) == 0 || strncmp(end, " author", 7) == 0)) {
		entry->author_total += (uint32_t)more;
		return;
	}
	entry->authors[entry->author_count++] = arena_strdup(arena, name);
	entry->author_total++;
}

static const char *name_of(struct arena *arena, const xmlNode *person)
{
	for (const xmlNode *node = person->children; node; node = node->next) {
		if (is(node, "name"))
			return text_of(arena, node);
	}
	return "";
}

/* False when it is not as we write them */
static bool take_value(struct entry *entry, struct arena *arena, const xmlNode *node)
{
	if (is(node, "title"))
		entry->title = text_of(arena, node);
	else if (is(node, "updated"))
		return clock_parse(&entry->updated, text_of(arena, node));
	else if (is(node, "published"))
		return clock_parse(&entry->published, text_of(arena, node));
	else if (is(node, "author"))
		take_author(entry, arena, name_of(arena, node));
	else if (is(node, "link"))
		take_link(entry, arena, node);
	else if (is(node, "category") && !attribute_of(arena, node, "scheme"))
		entry->categories[entry->category_count++] = attribute_of(arena, node, "term");
	else if (is(node, "content"))
		entry->abstract = abstract_of(arena, text_of(arena, node));
	return true;
}

static size_t count_values(const xmlNode *parent, const char *name)
{
	size_t count = 0;

	for (const xmlNode *node = parent->children; node; node = node->next)
		count += is(node, name);
	return count;
}

static bool take_entry(
	struct entry *out, struct arena *arena, const xmlNode *parent, const char *prefix)
{
	size_t len = strlen(prefix);
	const char *id = "";

	*out = (struct entry){
		.authors =
			arena_array(arena, count_values(parent, "author"), sizeof(*out->authors)),
		.categories = arena_array(
			arena, count_values(parent, "category"), sizeof(*out->categories)),
		.published = CLOCK_NONE,
		.listed = CLOCK_NONE,
		.updated = CLOCK_NONE,
	};
	for (const xmlNode *node = parent->children; node; node = node->next) {
		if (is(node, "id"))
			id = text_of(arena, node);
		else if (!take_value(out, arena, node))
			return false;
	}
	if (strncmp(id, prefix, len) != 0 || !id[len] || !out->title || !*out->title ||
		out->updated == CLOCK_NONE || out->published == CLOCK_NONE)
		return false;
	out->key = id + len;
	out->first_seen = out->updated;
	return true;
}

static int take_feed(struct own_feed *out, struct arena *arena, const xmlNode *root,
	const char *prefix, const char *where, struct err *err)
{
	out->entries = arena_array(arena, count_values(root, "entry"), sizeof(*out->entries));
	for (const xmlNode *node = root->children; node; node = node->next) {
		if (is(node, "updated") && !clock_parse(&out->updated, text_of(arena, node)))
			break;
		if (!is(node, "entry"))
			continue;
		if (take_entry(&out->entries[out->count], arena, node, prefix)) {
			out->entries[out->count].rank = out->count;
			out->count++;
		} else {
			out->refused++;
		}
	}
	if (out->updated == CLOCK_NONE)
		return err_set(err, ERR_FORMAT, where, "does not say when it was updated");
	return 0;
}

int own_read(struct own_feed *out, struct arena *arena, const char *bytes, size_t len,
	const char *prefix, const char *where, struct err *err)
{
	xmlDoc *doc = parse(bytes, len);
	const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
	int result;

	*out = (struct own_feed){.updated = CLOCK_NONE};
	if (root && !doc->intSubset && is(root, "feed"))
		result = take_feed(out, arena, root, prefix, where, err);
	else
		result = err_set(err, ERR_FORMAT, where, "is no feed of ours");
	xmlFreeDoc(doc);
	return result;
}
