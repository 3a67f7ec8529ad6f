/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "model/record.h"

#include <string.h>

#include "model/limits.h"

static const struct {
	const char *name;
	bool repeats;
} fields[FIELD_COUNT] = {
	[FIELD_ID] = {"id", false},
	[FIELD_TITLE] = {"title", false},
	[FIELD_ABSTRACT] = {"abstract", false},
	[FIELD_AUTHOR] = {"author", true},
	[FIELD_AUTHOR_COUNT] = {"author-count", false},
	[FIELD_LINK] = {"link", true},
	[FIELD_PDF] = {"pdf", false},
	[FIELD_CODE] = {"code", false},
	[FIELD_DISCUSSION] = {"discussion", false},
	[FIELD_PUBLISHED] = {"published", false},
	[FIELD_LISTED] = {"listed", false},
	[FIELD_CATEGORY] = {"category", true},
	[FIELD_VOTES] = {"votes", false},
	[FIELD_COMMENTS] = {"comments", false},
};

const char *record_field_name(enum field field)
{
	return fields[field].name;
}

bool record_field_from_name(enum field *out, const char *name)
{
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		if (strcmp(fields[i].name, name) == 0) {
			*out = (enum field)i;
			return true;
		}
	}
	return false;
}

bool record_field_repeats(enum field field)
{
	return fields[field].repeats;
}

const char *record_get(const struct record *record, enum field field)
{
	for (size_t i = 0; i < record->count; i++) {
		if (record->values[i].field == field)
			return record->values[i].text;
	}
	return NULL;
}

bool record_equal(const struct record *a, const struct record *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++) {
		if (a->values[i].field != b->values[i].field ||
			strcmp(a->values[i].text, b->values[i].text) != 0)
			return false;
	}
	return true;
}

/* The values' array grows at powers of two, so that its capacity need not be kept */
static void make_room(struct record *record, struct arena *arena)
{
	size_t count = record->count;
	struct record_value *values;

	if (count & (count - 1))
		return;
	values = arena_array(arena, count ? count * 2 : 1, sizeof(*values));
	if (count)
		memcpy(values, record->values, count * sizeof(*values));
	record->values = values;
}

void record_add(struct record *record, struct arena *arena, enum field field, const char *text)
{
	if (!*text || record->count >= LIMIT_VALUES)
		return;
	if (!fields[field].repeats && record_get(record, field))
		return;
	make_room(record, arena);
	record->values[record->count++] =
		(struct record_value){.field = field, .text = arena_strdup(arena, text)};
}
