/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/tidy.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "model/limits.h"
#include "model/reading.h"
#include "tidy/count.h"
#include "tidy/date.h"
#include "tidy/link.h"
#include "tidy/paper_id.h"
#include "tidy/text.h"

#define SHOWN 60 /* characters of a value that a message shows */

/* What a field's values are. */
enum kind { KIND_TEXT, KIND_ID, KIND_URL, KIND_DATE, KIND_COUNT };

static const struct {
	enum kind kind;
	size_t limit; /* in bytes, of KIND_TEXT */
} fields[FIELD_COUNT] = {
	[FIELD_ID] = {KIND_ID, 0},
	[FIELD_TITLE] = {KIND_TEXT, LIMIT_TITLE},
	[FIELD_ABSTRACT] = {KIND_TEXT, LIMIT_ABSTRACT},
	[FIELD_AUTHOR] = {KIND_TEXT, LIMIT_AUTHOR},
	[FIELD_AUTHOR_COUNT] = {KIND_COUNT, 0},
	[FIELD_LINK] = {KIND_URL, 0},
	[FIELD_PDF] = {KIND_URL, 0},
	[FIELD_CODE] = {KIND_URL, 0},
	[FIELD_DISCUSSION] = {KIND_URL, 0},
	[FIELD_PUBLISHED] = {KIND_DATE, 0},
	[FIELD_LISTED] = {KIND_DATE, 0},
	[FIELD_CATEGORY] = {KIND_TEXT, LIMIT_CATEGORY},
	[FIELD_VOTES] = {KIND_COUNT, 0},
	[FIELD_COMMENTS] = {KIND_COUNT, 0},
};

/* One record on its way to be kept. */
struct pin {
	struct record *out;
	struct arena *arena;
	const struct tidy_context *context;
	struct problems *problems;
	size_t line;
};

/* Which paper a message is about, where no line says so */
static const char *number(const struct pin *pin)
{
	return pin->line ? "" : arena_printf(pin->arena, "paper %zu: ", pin->out->rank + 1);
}

static void warn(struct pin *pin, enum field field, const char *text, const char *what)
{
	size_t shown = utf8_prefix(text, SHOWN);

	problems_add(pin->problems, SEVERITY_WARNING, pin->context->source,
		pin->line < UINT_MAX ? (unsigned)pin->line : UINT_MAX, 0, "%s%s \"%.*s%s\" %s",
		number(pin), record_field_name(field), (int)shown, text, text[shown] ? "…" : "",
		what);
}

static void pin_date(struct pin *pin, enum field field, const char *text)
{
	const struct civil early = {.year = 1990, .month = 1, .day = 1};
	const char *folded = text_tidy(pin->arena, text, TEXT_RAW, LIMIT_FIELD);
	enum date_fault fault;
	char formatted[CLOCK_RFC3339_SIZE];
	int64_t earliest = 0;
	int64_t when;

	fault = date_read(&when, folded ? folded : "", pin->context->year, pin->context->now);
	if (fault != DATE_FINE) {
		warn(pin, field, text, date_fault_text(fault));
		return;
	}
	if (clock_from_civil(&earliest, &early) && when < earliest)
		warn(pin, field, text, "is before 1990; it is kept");
	clock_format(formatted, when);
	record_add(pin->out, pin->arena, field, formatted);
}

/* A link may also be a number that a registry gave: it says who the paper is */
static bool is_link(struct pin *pin, enum field field, const char *text)
{
	if (link_clean(pin->arena, text))
		return true;
	return field == FIELD_LINK &&
	       (paper_id_arxiv(pin->arena, text) || paper_id_doi(pin->arena, text));
}

static void warn_long(struct pin *pin, enum field field, const char *text, size_t limit)
{
	char what[64];

	snprintf(what, sizeof(what), "is longer than %zu bytes; its beginning is kept", limit);
	warn(pin, field, text, what);
}

static void pin_value(struct pin *pin, enum field field, const char *text)
{
	const char *kept = text;
	uint64_t count;

	switch (fields[field].kind) {
	case KIND_TEXT:
		kept = text_cut(pin->arena, text, fields[field].limit);
		if (kept != text)
			warn_long(pin, field, text, fields[field].limit);
		break;
	case KIND_ID:
		if (strlen(text) > LIMIT_URL) {
			warn(pin, field, text, "is too long for an id");
			return;
		}
		break;
	case KIND_URL:
		if (!is_link(pin, field, text)) {
			warn(pin, field, text, "is no http or https URL that can be published");
			return;
		}
		break;
	case KIND_DATE:
		pin_date(pin, field, text);
		return;
	case KIND_COUNT:
		if (!count_read(&count, text)) {
			warn(pin, field, text, "is no count");
			return;
		}
		break;
	}
	record_add(pin->out, pin->arena, field, kept);
}

int tidy_pin(struct record *out, struct arena *arena, const struct record *record,
	const struct tidy_context *context, struct problems *problems)
{
	struct pin pin = {out, arena, context, problems, record->line};
	const char *title = record_get(record, FIELD_TITLE);

	*out = (struct record){.line = record->line, .rank = record->rank};
	if (!title || !text_tidy(arena, title, TEXT_TITLE, LIMIT_FIELD)) {
		problems_add(problems, SEVERITY_WARNING, context->source,
			pin.line < UINT_MAX ? (unsigned)pin.line : UINT_MAX, 0, "%s" READ_UNTITLED,
			number(&pin));
		return -1;
	}
	for (size_t i = 0; i < record->count; i++)
		pin_value(&pin, record->values[i].field, record->values[i].text);
	return 0;
}

/* The value of field that is kept when both records have one; NULL for the new one's */
static const char *prefer_old(const struct record *old, const struct record *new, enum field field)
{
	const char *before = record_get(old, field);
	const char *after = record_get(new, field);
	int64_t day_before, day_after;
	uint64_t most_before, most_after;

	if (!before || !after)
		return NULL;
	if (field == FIELD_LISTED && clock_parse(&day_before, before) &&
		clock_parse(&day_after, after) && day_before < day_after)
		return before;
	if ((field == FIELD_VOTES || field == FIELD_COMMENTS) && count_read(&most_before, before) &&
		count_read(&most_after, after) && most_before > most_after)
		return before;
	return NULL;
}

void tidy_renew(
	struct record *out, struct arena *arena, const struct record *old, const struct record *new)
{
	bool lacks[FIELD_COUNT];

	*out = (struct record){.line = new->line, .rank = old ? old->rank : new->rank};
	for (size_t i = 0; i < new->count; i++) {
		const struct record_value *value = &new->values[i];
		const char *before = old ? prefer_old(old, new, value->field) : NULL;

		record_add(out, arena, value->field, before ? before : value->text);
	}
	for (int field = 0; field < FIELD_COUNT; field++)
		lacks[field] = !record_get(new, (enum field)field);
	for (size_t i = 0; old && i < old->count; i++) {
		if (lacks[old->values[i].field])
			record_add(out, arena, old->values[i].field, old->values[i].text);
	}
}
