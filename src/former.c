/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "former.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "model/identity.h"
#include "model/limits.h"
#include "tidy/link.h"

/* One document on its way to entries */
struct taking {
	struct former *out;
	struct arena *arena;
	const char *prefix;
};

void former_begin(struct former *out)
{
	*out = (struct former){.updated = CLOCK_NONE};
}

/* --- one entry --- */

static bool is_short(const char *text, size_t limit)
{
	return !text || strlen(text) <= limit;
}

static const char *address(struct arena *arena, const struct record *record, enum field field)
{
	const char *text = record_get(record, field);

	return text ? link_clean(arena, text) : NULL;
}

static void take_authors(struct entry *out, const struct record *record)
{
	const char *total = record_get(record, FIELD_AUTHOR_COUNT);
	unsigned long count = total ? strtoul(total, NULL, 10) : 0;

	out->author_total = count > UINT32_MAX ? UINT32_MAX : (uint32_t)count;
	if (out->author_total < out->author_count)
		out->author_total = (uint32_t)out->author_count;
}

/* False when one of them is longer than tidy/ lets any be */
static bool take_values(struct entry *out, struct arena *arena, const struct record *record)
{
	out->authors = arena_array(arena, record->count, sizeof(*out->authors));
	out->categories = arena_array(arena, record->count, sizeof(*out->categories));
	for (size_t i = 0; i < record->count; i++) {
		const char *text = record->values[i].text;
		enum field field = record->values[i].field;

		if (field == FIELD_AUTHOR)
			out->authors[out->author_count++] = arena_strdup(arena, text);
		else if (field == FIELD_CATEGORY)
			out->categories[out->category_count++] = arena_strdup(arena, text);
		if ((field == FIELD_AUTHOR && !is_short(text, LIMIT_AUTHOR)) ||
			(field == FIELD_CATEGORY && !is_short(text, LIMIT_CATEGORY)))
			return false;
	}
	take_authors(out, record);
	return true;
}

/* False when it is not as we write it */
static bool take_entry(
	struct entry *out, struct arena *arena, const struct record *record, const char *prefix)
{
	const char *id = record_get(record, FIELD_ID);
	const char *title = record_get(record, FIELD_TITLE);
	const char *abstract = record_get(record, FIELD_ABSTRACT);
	const char *updated = record_get(record, FIELD_LISTED);
	const char *published = record_get(record, FIELD_PUBLISHED);
	size_t len = strlen(prefix);

	*out = (struct entry){.listed = CLOCK_NONE};
	if (!id || strncmp(id, prefix, len) != 0 || !identity_is_tag(id + len) || !title ||
		!is_short(title, LIMIT_TITLE) || !is_short(abstract, LIMIT_ABSTRACT) || !updated ||
		!clock_parse(&out->updated, updated) || !published ||
		!clock_parse(&out->published, published) || !take_values(out, arena, record))
		return false;
	out->key = arena_strdup(arena, id + len);
	out->title = arena_strdup(arena, title);
	out->abstract = arena_strdup(arena, abstract);
	out->link = address(arena, record, FIELD_LINK);
	out->pdf = address(arena, record, FIELD_PDF);
	out->code = address(arena, record, FIELD_CODE);
	out->discussion = address(arena, record, FIELD_DISCUSSION);
	out->first_seen = out->updated;
	return true;
}

/* --- the document --- */

static void add(struct former *out, struct arena *arena, const struct entry *entry)
{
	if (out->count == out->cap) {
		struct entry *more = arena_array(arena, out->cap * 2 + 64, sizeof(*more));

		if (out->count)
			memcpy(more, out->entries, out->count * sizeof(*more));
		out->entries = more;
		out->cap = out->cap * 2 + 64;
	}
	out->entries[out->count] = *entry;
	out->entries[out->count].rank = out->count;
	out->count++;
}

int former_take(
	struct former *out, struct arena *arena, const struct record *record, const char *prefix)
{
	const char *updated = record_get(record, FIELD_LISTED);
	struct entry entry;

	if (out->updated == CLOCK_NONE) {
		const char *id = record_get(record, FIELD_ID);

		if (id && strncmp(id, prefix, strlen(prefix)) != 0)
			out->foreign = arena_strdup(arena, id);
		return updated && clock_parse(&out->updated, updated) ? 0 : -1;
	}
	if (take_entry(&entry, arena, record, prefix))
		add(out, arena, &entry);
	else
		out->refused++;
	return 0;
}

static int on_record(void *ctx, const struct record *record)
{
	struct taking *taking = ctx;

	return former_take(taking->out, taking->arena, record, taking->prefix) != 0;
}

int former_read(struct former *out, struct arena *arena, struct reader *reader, const char *bytes,
	size_t len, const char *prefix, const char *name, struct err *err)
{
	struct taking taking = {out, arena, prefix};
	struct read_sink sink = {.ctx = &taking, .record = on_record};
	struct read_result result;
	int failed;

	former_begin(out);
	failed = reader_read_own(&result, reader, bytes, len, name, &sink, err);
	if (!failed && out->updated == CLOCK_NONE)
		failed = err_set(err, ERR_FORMAT, name, "does not say when it was updated");
	if (failed)
		former_begin(out);
	out->refused += result.refused;
	return failed;
}
