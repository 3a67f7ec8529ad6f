/* SPDX-License-Identifier: ISC */
/*
 * One tag of XML as people write it: what a < begins, and where that ends.
 */
#ifndef PAPERROUTE_READ_TAG_H
#define PAPERROUTE_READ_TAG_H

#include <stdbool.h>
#include <stddef.h>

/* What a < begins */
enum beginning {
	BEGINS_NOTHING, /* it is a character */
	BEGINS_ELEMENT,
	BEGINS_EMPTY,      /* an element that ends with its tag */
	BEGINS_ATTRIBUTES, /* an element whose attributes are none */
	BEGINS_UNCLOSED,   /* an element whose tag has no > before the next one begins */
	BEGINS_END,
};

struct tag {
	enum beginning kind;
	const char *name; /* with its prefix */
	size_t name_len;
	const char *end; /* behind it */
	bool loose;      /* of an end: it is not written as XML wants it */
};

bool tag_is_space(char c);
bool tag_is_name_begin(char c);

/* Behind white space, a name. */
const char *tag_skip_space(const char *at, const char *end);
const char *tag_skip_name(const char *at, const char *end);

/* Behind an attribute; NULL when there is none that XML allows. */
const char *tag_skip_attribute(const char *at, const char *end);

/* What the < at at begins, which is no section. */
void tag_read(struct tag *out, const char *at, const char *end);

/* The name behind its prefix. */
const char *tag_local(const struct tag *tag, size_t *len);

#endif
