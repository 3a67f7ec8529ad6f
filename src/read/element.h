/* SPDX-License-Identifier: ISC */
/*
 * What the elements of feeds mean: RSS 0.9 to 2.0, Atom, and the extensions that papers come with.
 */
#ifndef PAPERROUTE_READ_ELEMENT_H
#define PAPERROUTE_READ_ELEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/source.h"

/* The vocabularies, by their namespaces. */
enum vocabulary {
	VOCABULARY_OTHER,
	VOCABULARY_RSS, /* 2.0 and before, which have no namespace; 0.9, 1.0 */
	VOCABULARY_RDF,
	VOCABULARY_ATOM,
	VOCABULARY_DC,
	VOCABULARY_DCTERMS,
	VOCABULARY_CONTENT,
	VOCABULARY_ARXIV,
	VOCABULARY_PRISM,
	VOCABULARY_MEDIA,
	VOCABULARY_SLASH,
	VOCABULARY_THREAD,
};

/* The ranks of the table begin behind this, so that those of a mapping come first. */
#define ELEMENT_RANK 1000

/* How an element holds its value. */
enum holding {
	HOLDS_TEXT,
	HOLDS_ATTRIBUTE, /* in the one named */
	HOLDS_LINK,      /* Atom's link: what it is depends on rel and type */
	HOLDS_ENCLOSURE, /* RSS's: a PDF, if it is one */
	HOLDS_PERSON,    /* Atom's: in the element name inside */
	HOLDS_PERMALINK, /* RSS's guid: a text that is an address too, unless isPermaLink says no */
};

struct element {
	enum vocabulary vocabulary;
	const char *name;
	enum holding holding;
	const char *attribute; /* of HOLDS_ATTRIBUTE */
	size_t field;          /* of a mapping */
	unsigned rank;         /* of several elements for one field, the least counts */
};

/* uri NULL: no namespace. */
enum vocabulary element_vocabulary(const char *uri);

/* The vocabulary of a prefix that feeds usually give it; VOCABULARY_OTHER for others. */
enum vocabulary element_prefix(const char *prefix, size_t len);

/* What the table says of an element, from the row *at on; NULL when no more rows do. An element can
 * have several. */
const struct element *element_next(size_t *at, enum vocabulary vocabulary, const char *name);

#endif
