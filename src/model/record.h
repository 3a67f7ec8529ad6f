/* SPDX-License-Identifier: ISC */
/*
 * The raw record: what a reader found for one paper, field by field, as the source wrote it.
 *
 * A reader makes records, the store keeps one per source and entry, tidy/ turns them into entries.
 * Values are UTF-8 made of valid XML characters (base/utf8.h) and otherwise untouched: line breaks,
 * LaTeX, "Mar 14" and all.
 */
#ifndef PAPERROUTE_MODEL_RECORD_H
#define PAPERROUTE_MODEL_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* The numbers are no contract; the names (record_field_name) are: the store keeps those. */
enum field {
	FIELD_ID, /* the source's own id: a number, an oai: form, a guid, a DOI */
	FIELD_TITLE,
	FIELD_ABSTRACT,     /* paragraphs are set apart by an empty line */
	FIELD_AUTHOR,       /* repeated, in order */
	FIELD_AUTHOR_COUNT, /* when the source gives only a number */
	FIELD_LINK,         /* landing page; repeated, the best first */
	FIELD_PDF,
	FIELD_CODE,
	FIELD_DISCUSSION,
	FIELD_PUBLISHED, /* when the paper appeared, in any form of date */
	FIELD_LISTED,    /* the day that the source lists it under, in any form of date */
	FIELD_CATEGORY,  /* repeated */
	FIELD_VOTES,
	FIELD_COMMENTS,
	FIELD_COUNT
};

struct record_value {
	enum field field;
	const char *text; /* never empty */
};

struct record {
	struct record_value
		*values; /* repeated fields in order; the order between fields is free */
	size_t count;
	size_t line; /* of the input, from 1; 0 when it has no lines */
	size_t rank; /* place in the list, from 0 */
};

/* What a source's record of an entry is when it is kept. */
struct sourced_record {
	const char *source; /* its name */
	int64_t first_seen;
	struct record record;
};

/* "title", "author-count"...; the inverse is false for a name that there is not. */
const char *record_field_name(enum field field);
bool record_field_from_name(enum field *out, const char *name);

/* Whether a record may have the field several times; of others the first value counts. */
bool record_field_repeats(enum field field);

/* The first value of field, or NULL. */
const char *record_get(const struct record *record, enum field field);

/* Whether both hold the same values in the same order; line and rank do not count. */
bool record_equal(const struct record *a, const struct record *b);

/* Appends a value, copied into the arena, which also holds record->values. Nothing is appended
 * when text is empty, or a second value of a field that does not repeat, or when there are
 * LIMIT_VALUES already. */
void record_add(struct record *record, struct arena *arena, enum field field, const char *text);

#endif
