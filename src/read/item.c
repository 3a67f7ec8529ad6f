/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/item.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "base/xalloc.h"
#include "model/limits.h"
#include "read/charset.h"
#include "read/value.h"

#define NOTE_SIZE 512

void items_init(struct items *items, const struct source *source, const struct read_sink *sink,
	struct read_result *result)
{
	*items = (struct items){
		.source = source, .mapping = &source->mapping, .sink = sink, .result = result};
	arena_init(&items->arena);
}

void items_release(struct items *items)
{
	for (size_t i = 0; i < MAP_COUNT; i++)
		free(items->found[i].texts);
	arena_release(&items->arena);
}

/* --- notes --- */

void items_warn(struct items *items, size_t line, const char *format, ...)
{
	char text[NOTE_SIZE];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	utf8_mend(text, sizeof(text));
	read_sink_note(items->sink, READ_NOTE_WARNING, line, text);
}

static const char *field_name(size_t field)
{
	if (field == MAP_DOI)
		return "doi";
	return field == MAP_ANNOUNCE ? "announce" : record_field_name((enum field)field);
}

void item_fault(struct items *items, size_t field, const char *what)
{
	items_warn(items, items->line, "paper %zu: %s %s", items->number, field_name(field), what);
}

void item_refuse(struct items *items, const char *what)
{
	items->result->refused++;
	if (!items->refused)
		items->refused = what;
	items_warn(items, items->line, "paper %zu %s: it is passed over", items->number, what);
}

int items_check(const struct items *items, struct err *err)
{
	const struct read_result *result = items->result;

	if (items->full)
		return err_set(err, ERR_LIMIT, source_where(items->source),
			"has more than %d papers: the others are passed over", LIMIT_RECORDS);
	if (!result->records && items->refused)
		return err_set(err, ERR_FORMAT, source_where(items->source),
			"none of the %zu things in it that should be papers is one: the first %s",
			result->refused, items->refused);
	return 0;
}

/* --- what is found --- */

bool item_begin(struct items *items, size_t line)
{
	items->full = items->full || items->number == LIMIT_RECORDS;
	if (items->stopped || items->full)
		return false;
	arena_release(&items->arena);
	for (size_t i = 0; i < MAP_COUNT; i++)
		items->found[i].count = 0;
	items->number++;
	items->line = line;
	items->crowded = false;
	return true;
}

void item_clear(struct items *items, size_t field)
{
	items->found[field].count = 0;
}

bool item_has(const struct items *items, size_t field)
{
	return items->found[field].count > 0;
}

static void push(struct items *items, size_t field, const char *text)
{
	struct found *found = &items->found[field];

	if (found->count == LIMIT_VALUES) {
		if (!items->crowded)
			item_fault(items, field,
				"has more than " LIMIT_AS_TEXT(
					LIMIT_VALUES) " values: the others are left out");
		items->crowded = true;
		return;
	}
	found->texts = xgrow(found->texts, &found->cap, found->count + 1, sizeof(*found->texts));
	found->texts[found->count++] = text;
}

void item_add_clean(struct items *items, size_t field, const char *text)
{
	if (text[strspn(text, " \t\n\r")])
		push(items, field, text);
}

void item_add(struct items *items, size_t field, const char *bytes, size_t len)
{
	size_t limit = len < LIMIT_FIELD ? len : LIMIT_FIELD;
	size_t replaced = 0;
	char *mended, *clean;

	if (limit < len)
		item_fault(items, field,
			"is longer than "
			"1"
			" MB; its beginning is kept");
	if (charset_is_clean(bytes, limit)) {
		item_add_clean(items, field, arena_strndup(&items->arena, bytes, limit));
		return;
	}
	mended = charset_mend_controls(bytes, limit);
	clean = mended ? utf8_clean(mended, strlen(mended), &replaced)
		       : utf8_clean(bytes, limit, &replaced);
	free(mended);
	items->result->replaced += replaced;
	item_add_clean(items, field, arena_strdup(&items->arena, clean));
	free(clean);
}

void item_find(struct items *items, item_finder *find, void *ctx)
{
	for (size_t field = 0; field < MAP_COUNT; field++) {
		const struct texts *from = &items->mapping->fields[field].from;

		for (size_t i = 0; i < from->count && !item_has(items, field); i++) {
			if (!source_is_template(from->items[i]))
				find(ctx, items, field, i);
		}
	}
}

/* --- the record --- */

struct making {
	struct items *items;
	struct record record;
};

static void put_date(struct making *m, size_t field, const char *text)
{
	char date[VALUE_DATE_SIZE];
	const char *format = m->items->mapping->date_format;

	if (!format) {
		record_add(&m->record, &m->items->arena, (enum field)field, text);
	} else if (value_date(date, text, format)) {
		record_add(&m->record, &m->items->arena, (enum field)field, date);
	} else {
		items_warn(m->items, m->items->line, "paper %zu: %s \"%.*s\" has not the form %s",
			m->items->number, field_name(field), (int)utf8_prefix(text, 40), text,
			format);
	}
}

static void put_value(struct making *m, size_t field, const char *text)
{
	struct arena *arena = &m->items->arena;

	if (field == FIELD_AUTHOR)
		text = value_person(arena, text);
	else if (field == FIELD_LINK || field == FIELD_PDF || field == FIELD_CODE ||
		 field == FIELD_DISCUSSION)
		text = value_address(arena, text, m->items->base);
	text = value_strip(arena, text, &m->items->mapping->fields[field].strip);
	if (field == FIELD_PUBLISHED || field == FIELD_LISTED)
		put_date(m, field, text);
	else if (field == MAP_DOI)
		record_add(&m->record, arena, FIELD_LINK, value_doi(arena, text));
	else
		record_add(&m->record, arena, (enum field)field, text);
}

static void put_part(void *ctx, size_t field, const char *text)
{
	struct making *m = ctx;

	if (field == FIELD_AUTHOR)
		text = value_name(&m->items->arena, value_person(&m->items->arena, text));
	put_value(m, field, text);
}

static void put_field(struct making *m, size_t field)
{
	unsigned split = m->items->mapping->fields[field].split;
	const struct found *found = &m->items->found[field];

	for (size_t i = 0; i < found->count; i++) {
		if (split)
			value_split(&m->items->arena, found->texts[i], split, put_part, m, field);
		else
			put_value(m, field, found->texts[i]);
	}
}

static void put_templates(struct making *m)
{
	for (size_t field = 0; field < FIELD_COUNT; field++) {
		const struct texts *from = &m->items->mapping->fields[field].from;
		const char *text = NULL;

		if (item_has(m->items, field))
			continue;
		for (size_t i = 0; i < from->count && !text; i++) {
			if (source_is_template(from->items[i]))
				text = value_expand(&m->items->arena, from->items[i], &m->record);
		}
		if (text)
			put_value(m, field, text);
	}
}

/* The kind of announcement becomes a category; false when such papers are passed over */
static bool put_announce(struct making *m)
{
	const struct texts *skip = &m->items->mapping->skip_announce;
	const struct found *found = &m->items->found[MAP_ANNOUNCE];
	char *kind;

	if (!found->count)
		return true;
	kind = arena_strdup(&m->items->arena, value_trim(&m->items->arena, found->texts[0]));
	for (char *at = kind; *at; at++)
		*at = (char)tolower((unsigned char)*at);
	for (size_t i = 0; i < skip->count; i++) {
		if (strcasecmp(skip->items[i], kind) == 0)
			return false;
	}
	record_add(&m->record, &m->items->arena, FIELD_CATEGORY,
		arena_printf(&m->items->arena, "announce:%s", kind));
	return true;
}

/* RSS and JSON Feed allow a text without a title: then its beginning has to do */
static void put_title(struct making *m)
{
	const char *text = record_get(&m->record, FIELD_ABSTRACT);

	if (m->items->source->format == FORMAT_FEED && text && !record_get(&m->record, FIELD_TITLE))
		record_add(&m->record, &m->items->arena, FIELD_TITLE,
			value_beginning(&m->items->arena, text));
}

void item_end(struct items *items)
{
	struct making m = {.items = items};

	for (size_t field = 0; field < FIELD_COUNT; field++)
		put_field(&m, field);
	put_templates(&m);
	put_title(&m);
	put_field(&m, MAP_DOI);
	if (!put_announce(&m)) {
		items->result->skipped++;
		return;
	}
	if (!m.record.count) {
		item_refuse(items, "has none of the fields that the mapping names");
		return;
	}
	m.record.line = items->line;
	m.record.rank = items->number - 1;
	items->result->records++;
	items->stopped = items->sink->record(items->sink->ctx, &m.record) != 0;
}

void items_next(struct items *items, const char *text)
{
	const char *template = items->mapping->next_url;
	char *next;

	if (!items->sink->next || !text[strspn(text, " \t\n\r")])
		return;
	next = value_next(template, text);
	if (*next)
		read_sink_next(items->sink, next);
	free(next);
}
