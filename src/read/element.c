/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/element.h"

#include <string.h>
#include <strings.h>

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

static const struct {
	const char *uri;
	enum vocabulary vocabulary;
	bool begins; /* the rest is a version */
} namespaces[] = {
	{"http://purl.org/rss/1.0/", VOCABULARY_RSS, false},
	{"http://my.netscape.com/rdf/simple/0.9/", VOCABULARY_RSS, false},
	{"http://channel.netscape.com/rdf/simple/0.9/", VOCABULARY_RSS, false},
	{"http://backend.userland.com/rss2", VOCABULARY_RSS, false},
	{"http://www.w3.org/1999/02/22-rdf-syntax-ns#", VOCABULARY_RDF, false},
	{"http://www.w3.org/2005/Atom", VOCABULARY_ATOM, false},
	{"http://purl.org/atom/ns#", VOCABULARY_ATOM, false},
	{"http://purl.org/dc/elements/1.1/", VOCABULARY_DC, false},
	{"http://purl.org/dc/terms/", VOCABULARY_DCTERMS, false},
	{"http://purl.org/rss/1.0/modules/content/", VOCABULARY_CONTENT, false},
	{"http://arxiv.org/schemas/atom", VOCABULARY_ARXIV, false},
	{"http://prismstandard.org/namespaces/", VOCABULARY_PRISM, true},
	{"http://purl.org/rss/1.0/modules/prism/", VOCABULARY_PRISM, false},
	{"http://search.yahoo.com/mrss/", VOCABULARY_MEDIA, false},
	{"http://purl.org/rss/1.0/modules/slash/", VOCABULARY_SLASH, false},
	{"http://purl.org/syndication/thread/1.0", VOCABULARY_THREAD, false},
};

static const struct {
	const char *prefix;
	enum vocabulary vocabulary;
} prefixes[] = {
	{"", VOCABULARY_RSS},
	{"rdf", VOCABULARY_RDF},
	{"atom", VOCABULARY_ATOM},
	{"dc", VOCABULARY_DC},
	{"dcterms", VOCABULARY_DCTERMS},
	{"content", VOCABULARY_CONTENT},
	{"arxiv", VOCABULARY_ARXIV},
	{"prism", VOCABULARY_PRISM},
	{"media", VOCABULARY_MEDIA},
	{"slash", VOCABULARY_SLASH},
	{"thr", VOCABULARY_THREAD},
};

#define TEXT(vocabulary, name, field, rank)                                                   \
	{                                                                                     \
		VOCABULARY_##vocabulary, name, HOLDS_TEXT, NULL, field, ELEMENT_RANK + (rank) \
	}

static const struct element elements[] = {
	TEXT(RSS, "title", FIELD_TITLE, 1),
	TEXT(RSS, "link", FIELD_LINK, 1),
	TEXT(RSS, "description", FIELD_ABSTRACT, 1),
	TEXT(RSS, "guid", FIELD_ID, 1),
	{VOCABULARY_RSS, "guid", HOLDS_PERMALINK, NULL, FIELD_LINK, ELEMENT_RANK + 7},
	TEXT(RSS, "author", FIELD_AUTHOR, 3),
	TEXT(RSS, "category", FIELD_CATEGORY, 1),
	TEXT(RSS, "pubDate", FIELD_PUBLISHED, 1),
	TEXT(RSS, "comments", FIELD_DISCUSSION, 1),
	{VOCABULARY_RSS, "enclosure", HOLDS_ENCLOSURE, "url", FIELD_PDF, ELEMENT_RANK + 2},

	TEXT(ATOM, "id", FIELD_ID, 1),
	TEXT(ATOM, "title", FIELD_TITLE, 1),
	TEXT(ATOM, "summary", FIELD_ABSTRACT, 1),
	TEXT(ATOM, "content", FIELD_ABSTRACT, 2),
	TEXT(ATOM, "published", FIELD_PUBLISHED, 1),
	TEXT(ATOM, "issued", FIELD_PUBLISHED, 2), /* 0.3 */
	TEXT(ATOM, "updated", FIELD_PUBLISHED, 9),
	TEXT(ATOM, "modified", FIELD_PUBLISHED, 9),
	{VOCABULARY_ATOM, "author", HOLDS_PERSON, NULL, FIELD_AUTHOR, ELEMENT_RANK + 1},
	{VOCABULARY_ATOM, "link", HOLDS_LINK, "href", FIELD_LINK, ELEMENT_RANK + 1},
	{VOCABULARY_ATOM, "category", HOLDS_ATTRIBUTE, "term", FIELD_CATEGORY, ELEMENT_RANK + 1},

	TEXT(DC, "title", FIELD_TITLE, 2),
	TEXT(DC, "creator", FIELD_AUTHOR, 2),
	TEXT(DC, "description", FIELD_ABSTRACT, 3),
	TEXT(DC, "identifier", FIELD_ID, 2),
	TEXT(DC, "identifier", MAP_DOI, 3),
	TEXT(DC, "date", FIELD_PUBLISHED, 3),
	TEXT(DC, "subject", FIELD_CATEGORY, 2),
	TEXT(DCTERMS, "abstract", FIELD_ABSTRACT, 1),
	TEXT(DCTERMS, "issued", FIELD_PUBLISHED, 2),
	TEXT(DCTERMS, "created", FIELD_PUBLISHED, 4),
	TEXT(CONTENT, "encoded", FIELD_ABSTRACT, 4),
	TEXT(MEDIA, "description", FIELD_ABSTRACT, 5),

	TEXT(ARXIV, "announce_type", MAP_ANNOUNCE, 1),
	TEXT(ARXIV, "doi", MAP_DOI, 1),
	TEXT(PRISM, "doi", MAP_DOI, 2),
	TEXT(PRISM, "url", FIELD_LINK, 3),
	TEXT(PRISM, "publicationDate", FIELD_PUBLISHED, 5),
	TEXT(PRISM, "coverDate", FIELD_PUBLISHED, 6),

	TEXT(SLASH, "comments", FIELD_COMMENTS, 1),
	TEXT(THREAD, "total", FIELD_COMMENTS, 2),
};

enum vocabulary element_vocabulary(const char *uri)
{
	if (!uri || !*uri)
		return VOCABULARY_RSS;
	for (size_t i = 0; i < COUNT(namespaces); i++) {
		size_t len = strlen(namespaces[i].uri);

		if (strncmp(uri, namespaces[i].uri, len) == 0 &&
			(namespaces[i].begins || !uri[len]))
			return namespaces[i].vocabulary;
	}
	return VOCABULARY_OTHER;
}

enum vocabulary element_prefix(const char *prefix, size_t len)
{
	for (size_t i = 0; i < COUNT(prefixes); i++) {
		if (strlen(prefixes[i].prefix) == len &&
			strncmp(prefixes[i].prefix, prefix, len) == 0)
			return prefixes[i].vocabulary;
	}
	return VOCABULARY_OTHER;
}

const struct element *element_next(size_t *at, enum vocabulary vocabulary, const char *name)
{
	while (*at < COUNT(elements)) {
		const struct element *element = &elements[(*at)++];

		if (element->vocabulary == vocabulary && strcasecmp(element->name, name) == 0)
			return element;
	}
	return NULL;
}
