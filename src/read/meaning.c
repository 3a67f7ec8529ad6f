/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/meaning.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

struct named_element {
	struct element element;
	const char *uri; /* of a prefix that the mapping declares; NULL: by vocabulary */
};

static const char *prefix_uri(const struct mapping *mapping, const char *prefix, size_t len)
{
	for (size_t i = 0; i < mapping->prefix_count; i++) {
		if (strlen(mapping->prefixes[i].name) == len &&
			strncmp(mapping->prefixes[i].name, prefix, len) == 0)
			return mapping->prefixes[i].url;
	}
	return NULL;
}

/* PREFIX:NAME/@ATTRIBUTE */
static void read_named(struct named_element *out, struct arena *arena,
	const struct mapping *mapping, size_t field, size_t rank)
{
	const char *text = mapping->fields[field].from.items[rank];
	const char *mark = strstr(text, "/@");
	size_t len = mark ? (size_t)(mark - text) : strlen(text);
	const char *colon = memchr(text, ':', len);
	size_t prefix = colon ? (size_t)(colon - text) : 0;
	const char *name = colon ? colon + 1 : text;

	out->element = (struct element){
		.vocabulary = element_prefix(text, prefix),
		.name = arena_strndup(arena, name, len - (size_t)(name - text)),
		.holding = mark ? HOLDS_ATTRIBUTE : HOLDS_TEXT,
		.attribute = mark ? mark + 2 : NULL,
		.field = field,
		.rank = (unsigned)rank,
	};
	out->uri = colon ? prefix_uri(mapping, text, prefix) : NULL;
}

void meanings_init(struct meanings *meanings, struct arena *arena, const struct mapping *mapping)
{
	const struct field_map *fields = mapping->fields;
	size_t count = 0;

	*meanings = (struct meanings){0};
	for (size_t field = 0; field < MAP_COUNT; field++)
		count += fields[field].from.count;
	meanings->named = arena_array(arena, count, sizeof(*meanings->named));
	for (size_t field = 0; field < MAP_COUNT; field++) {
		for (size_t i = 0; i < fields[field].from.count; i++) {
			if (!source_is_template(fields[field].from.items[i]))
				read_named(&meanings->named[meanings->named_count++], arena,
					mapping, field, i);
		}
	}
}

void meanings_take_root(
	struct meanings *meanings, struct arena *arena, const char *name, const char *uri)
{
	bool is_rss = strcasecmp(name, "rss") == 0;
	enum vocabulary meant = is_rss ? VOCABULARY_RSS : VOCABULARY_ATOM;

	if ((!is_rss && strcasecmp(name, "feed") != 0) || element_vocabulary(uri) == meant)
		return;
	meanings->own = arena_strdup(arena, uri ? uri : "");
	meanings->own_vocabulary = meant;
}

enum vocabulary meanings_vocabulary(const struct meanings *meanings, const char *uri)
{
	if (meanings->own && strcmp(uri ? uri : "", meanings->own) == 0)
		return meanings->own_vocabulary;
	return element_vocabulary(uri);
}

static bool is_named(const struct named_element *named, enum vocabulary vocabulary,
	const char *name, const char *uri)
{
	const struct element *element = &named->element;

	if (strcasecmp(element->name, name) != 0)
		return false;
	if (named->uri)
		return uri && strcmp(named->uri, uri) == 0;
	/* Atom's elements, too, go without a prefix */
	return element->vocabulary == vocabulary ||
	       (element->vocabulary == VOCABULARY_RSS && vocabulary == VOCABULARY_ATOM);
}

static void find_rows(const struct meanings *meanings, struct meaning *out)
{
	const char *name = (const char *)out->name;
	const char *uri = (const char *)out->uri;
	enum vocabulary vocabulary = meanings_vocabulary(meanings, uri);
	const struct element *row;
	size_t at = 0;

	for (size_t i = 0; i < meanings->named_count && out->count < MEANING_ROWS; i++) {
		if (is_named(&meanings->named[i], vocabulary, name, uri))
			out->rows[out->count++] = &meanings->named[i].element;
	}
	if (out->count)
		return;
	while (out->count < MEANING_ROWS && (row = element_next(&at, vocabulary, name)))
		out->rows[out->count++] = row;
}

const struct meaning *meanings_find(
	struct meanings *meanings, const xmlChar *name, const xmlChar *uri)
{
	struct meaning *meaning;

	for (size_t i = 0; i < meanings->known_count; i++) {
		if (meanings->known[i].name == name && meanings->known[i].uri == uri)
			return &meanings->known[i];
	}
	/* of a feed with more names than any has, the last place is used again and again */
	if (meanings->known_count < MEANINGS_KNOWN)
		meanings->known_count++;
	meaning = &meanings->known[meanings->known_count - 1];
	*meaning = (struct meaning){.name = name, .uri = uri};
	find_rows(meanings, meaning);
	return meaning;
}
