/* SPDX-License-Identifier: ISC */
/*
 * What a mapping does to a value on its way into a record.
 */
#ifndef PAPERROUTE_READ_VALUE_H
#define PAPERROUTE_READ_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "model/record.h"
#include "model/source.h"

#define VALUE_DATE_SIZE 32

/* Text without white space around it. */
const char *value_trim(struct arena *arena, const char *text);

/* Text without what the patterns say, each once, from its beginning or else its end, and without
 * white space around it. A * in a pattern stands for the shortest text that will do. */
const char *value_strip(struct arena *arena, const char *text, const struct texts *patterns);

/* Hands the parts of text to put, none of them empty. Nothing in parentheses is divided. */
void value_split(struct arena *arena, const char *text, unsigned split,
	void (*put)(void *ctx, size_t field, const char *text), void *ctx, size_t field);

/* The name in an author as RSS and mail have it: "me@example.org (My Name)", "My Name <me@example.org>";
 * what has no such form stays. */
const char *value_person(struct arena *arena, const char *text);

/* A name without what stands in parentheses at its end: an affiliation. */
const char *value_name(struct arena *arena, const char *text);

/* Text read by format (strptime's) as RFC 3339; false when it has not that form. */
bool value_date(char out[VALUE_DATE_SIZE], const char *text, const char *format);

/* The template with the record's values in it, percent-encoded in an address; NULL when the record
 * lacks one of them. */
const char *value_expand(struct arena *arena, const char *template, const struct record *record);

/* Text, or the template with text for {next}; to be freed. Where that is longer than LIMIT_URL it need not
 * be all of it. */
char *value_next(const char *template, const char *text);

/* The first line of a text that may have mark-up, or as many of its words as make a title. */
const char *value_beginning(struct arena *arena, const char *text);

/* An address that is a relative reference (RFC 3986, section 4.2) as it is at base; what is none, such
 * as an arXiv number, stays. base may be NULL. */
const char *value_address(struct arena *arena, const char *text, const char *base);

/* A DOI in any of its forms as a link's value: https://doi.org/..., unless it is an address. */
const char *value_doi(struct arena *arena, const char *text);

#endif
