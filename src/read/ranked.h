/* SPDX-License-Identifier: ISC */
/*
 * What the elements of a feed's item give a paper. Several may say the same field: that of the least rank
 * is kept (read/element.h), and all values of that rank.
 *
 * ranked_begin behind item_begin (read/item.h); then ranked_put and its like; item_end.
 */
#ifndef PAPERROUTE_READ_RANKED_H
#define PAPERROUTE_READ_RANKED_H

#include <stdbool.h>
#include <stddef.h>

#include <libxml/xmlstring.h>

#include "model/source.h"
#include "read/element.h"
#include "read/item.h"
#include "read/meaning.h"

struct ranked {
	struct items *items;
	unsigned ranks[MAP_COUNT]; /* of what each field has so far */
};

/* An element's attributes as libxml2's SAX gives them: five pointers each. */
struct attributes {
	const xmlChar **items;
	int count;
};

/* The value, which is not NUL-terminated; "" when there is none. */
const char *attributes_get(const struct attributes *attributes, const char *name, size_t *len);

/* Whether the value is wanted, in any case. */
bool attributes_say(const struct attributes *attributes, const char *name, const char *wanted);

void ranked_begin(struct ranked *ranked, struct items *items);

/* A value of field, any bytes. */
void ranked_put(struct ranked *ranked, size_t field, unsigned rank, const char *text, size_t len);

/* What an element's attributes say, where row holds its value in them. */
void ranked_put_attributes(
	struct ranked *ranked, const struct element *row, const struct attributes *attributes);

/* The text of an element. permalink: as a guid it is an address, if it looks so. */
void ranked_put_text(struct ranked *ranked, const struct meaning *meaning, const char *text,
	size_t len, bool permalink);

#endif
