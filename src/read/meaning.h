/* SPDX-License-Identifier: ISC */
/*
 * What the elements of one feed mean: those that its mapping names, the others by read/element.h.
 *
 * meanings_init; meanings_take_root for the first element; then meanings_find for those of its items.
 * libxml2 keeps each name of a document once, so that the address of a name is enough to know it again.
 */
#ifndef PAPERROUTE_READ_MEANING_H
#define PAPERROUTE_READ_MEANING_H

#include <stddef.h>

#include <libxml/xmlstring.h>

#include "base/arena.h"
#include "model/source.h"
#include "read/element.h"

#define MEANING_ROWS   4  /* fields of one element */
#define MEANINGS_KNOWN 64 /* elements that are remembered; a feed has a dozen */

struct meaning {
	const xmlChar *name;
	const xmlChar *uri; /* of its namespace, or NULL */
	const struct element *rows[MEANING_ROWS];
	size_t count;
};

struct named_element;

struct meanings {
	struct named_element *named; /* by the mapping */
	size_t named_count;
	struct meaning known[MEANINGS_KNOWN];
	size_t known_count;
	const char *own;                /* the namespace of a root that has a feed's name, but not
					 * its namespace; NULL otherwise */
	enum vocabulary own_vocabulary; /* what that is taken for */
};

/* The mapping and the arena have to live as long as meanings does. */
void meanings_init(struct meanings *meanings, struct arena *arena, const struct mapping *mapping);

/* "https://www.w3.org/2005/Atom" is nobody's namespace, and many a feed has it: what the root is in by its
 * name, its namespace is taken for. */
void meanings_take_root(
	struct meanings *meanings, struct arena *arena, const char *name, const char *uri);

enum vocabulary meanings_vocabulary(const struct meanings *meanings, const char *uri);

/* name and uri as SAX gives them. What is returned holds until the next call. */
const struct meaning *meanings_find(
	struct meanings *meanings, const xmlChar *name, const xmlChar *uri);

#endif
