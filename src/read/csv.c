/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/csv.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "base/xalloc.h"
#include "model/limits.h"

/* A row's fields, one after the other, each ended by NUL */
struct row {
	struct buf text;
	size_t *starts; /* of each field in text */
	size_t count;
	size_t cap;
	size_t line; /* where it begins */
};

struct csv {
	const char *at; /* the rest of the text, which has LF only at the ends of lines */
	size_t line;
	char separator;
	bool unclosed; /* a quote had no partner */
	bool wide;     /* a row had more than LIMIT_COLUMNS */
};

static void row_init(struct row *row)
{
	*row = (struct row){0};
	buf_init(&row->text, LIMIT_BODY * 2);
}

static void row_release(struct row *row)
{
	buf_release(&row->text);
	free(row->starts);
}

static const char *row_field(const struct row *row, size_t column)
{
	return column < row->count ? buf_str(&row->text) + row->starts[column] : "";
}

/* --- the text --- */

/* What follows the opening quote; at the end csv->at stands behind the closing one */
static void read_quoted(struct csv *csv, struct row *row)
{
	const char *begin = csv->at;
	const char *at = begin;

	for (;;) {
		size_t len = strcspn(at, "\"");

		if (!at[len]) {
			/* no partner: the field is what is left of the line */
			csv->unclosed = true;
			buf_truncate(&row->text, row->starts[row->count - 1]);
			len = strcspn(begin, "\n");
			buf_put(&row->text, begin, len);
			csv->at = begin + len;
			return;
		}
		buf_put(&row->text, at, len);
		at += len + 1;
		if (*at != '"')
			break;
		buf_putc(&row->text, '"');
		at++;
	}
	for (const char *c = begin; c < at; c++)
		csv->line += *c == '\n';
	csv->at = at;
}

static void read_field(struct csv *csv, struct row *row)
{
	char ends[] = {csv->separator, '\n', '\0'};
	size_t len;

	row->starts = xgrow(row->starts, &row->cap, row->count + 1, sizeof(*row->starts));
	row->starts[row->count++] = row->text.len;
	if (*csv->at == '"') {
		csv->at++;
		read_quoted(csv, row);
	}
	/* what stands behind a closing quote is kept too */
	len = strcspn(csv->at, ends);
	buf_put(&row->text, csv->at, len);
	buf_putc(&row->text, '\0');
	csv->at += len;
}

/* The next row that is no empty line; false at the end */
static bool next_row(struct csv *csv, struct row *row)
{
	while (*csv->at == '\n') {
		csv->at++;
		csv->line++;
	}
	if (!*csv->at)
		return false;
	row->count = 0;
	row->line = csv->line;
	buf_clear(&row->text);
	for (;;) {
		read_field(csv, row);
		if (*csv->at != csv->separator)
			break;
		if (row->count == LIMIT_COLUMNS) {
			csv->wide = true;
			break;
		}
		csv->at++;
	}
	/* columns past the bound */
	csv->at += strcspn(csv->at, "\n");
	return true;
}

static char find_separator(const char *text)
{
	bool quoted = false;

	for (; *text && (*text != '\n' || quoted); text++) {
		quoted ^= *text == '"';
		if (!quoted && strchr(",;\t", *text))
			return *text;
	}
	return ',';
}

static void csv_init(struct csv *csv, const char *text)
{
	*csv = (struct csv){.at = text, .line = 1, .separator = find_separator(text)};
}

/* --- columns --- */

static bool is_column(const char *field, const char *name, size_t len)
{
	field += strspn(field, " \t");
	return strncasecmp(field, name, len) == 0 && !field[len + strspn(field + len, " \t")];
}

/* LIMIT_COLUMNS when there is no such column */
static size_t find_column(const struct row *header, const char *name, size_t len)
{
	for (size_t i = 0; i < header->count; i++) {
		if (is_column(row_field(header, i), name, len))
			return i;
	}
	return LIMIT_COLUMNS;
}

bool csv_has_column(const struct read_input *input, const char *text)
{
	char *clean =
		utf8_clean(input->bytes, input->len < LIMIT_HEAD ? input->len : LIMIT_HEAD, NULL);
	struct row header;
	struct csv csv;
	bool found = false;

	row_init(&header);
	csv_init(&csv, clean);
	if (next_row(&csv, &header)) {
		while (*text && !found) {
			size_t len = strcspn(text, "|");
			size_t end = len;

			while (end && text[end - 1] == ' ')
				end--;
			found = end && find_column(&header, text, end) < LIMIT_COLUMNS;
			text += len;
			text += strspn(text, "| ");
		}
	}
	row_release(&header);
	free(clean);
	return found;
}

/* --- papers --- */

/* The column of each candidate of each field */
struct columns {
	size_t *of[MAP_COUNT];
	const struct row *row;
};

static void find_columns(
	struct columns *columns, struct items *items, struct arena *arena, const struct row *header)
{
	for (size_t field = 0; field < MAP_COUNT; field++) {
		const struct texts *from = &items->mapping->fields[field].from;

		columns->of[field] = arena_array(arena, from->count, sizeof(size_t));
		for (size_t i = 0; i < from->count; i++)
			columns->of[field][i] =
				find_column(header, from->items[i], strlen(from->items[i]));
	}
}

static void find_value(void *ctx, struct items *items, size_t field, size_t candidate)
{
	const struct columns *columns = ctx;

	if (columns->of[field][candidate] < LIMIT_COLUMNS)
		item_add_clean(items, field,
			arena_strdup(&items->arena,
				row_field(columns->row, columns->of[field][candidate])));
}

static void read_rows(
	struct items *items, struct csv *csv, const struct row *header, struct columns *columns)
{
	struct row row;

	row_init(&row);
	columns->row = &row;
	while (next_row(csv, &row) && item_begin(items, row.line)) {
		if (csv->unclosed)
			items_warn(
				items, row.line, "paper %zu: a quote is not closed", items->number);
		else if (row.count != header->count)
			items_warn(items, row.line, "paper %zu has %zu fields and the header %zu",
				items->number, row.count, header->count);
		csv->unclosed = false;
		item_find(items, find_value, columns);
		item_end(items);
	}
	columns->row = NULL;
	row_release(&row);
	if (csv->wide)
		items_warn(items, 0, "there are more than %d columns: the others are left out",
			LIMIT_COLUMNS);
}

int csv_read(struct items *items, const struct read_input *input, struct err *err)
{
	char *text = utf8_clean(input->bytes, input->len, &items->result->replaced);
	const struct texts *title = &items->mapping->fields[FIELD_TITLE].from;
	struct columns columns;
	struct row header;
	struct arena arena;
	struct csv csv;
	int result = 0;

	arena_init(&arena);
	row_init(&header);
	csv_init(&csv, text);
	next_row(&csv, &header);
	find_columns(&columns, items, &arena, &header);
	for (size_t i = 0; i < title->count && !items->result->container; i++)
		items->result->container = columns.of[FIELD_TITLE][i] < LIMIT_COLUMNS;
	if (items->result->container)
		read_rows(items, &csv, &header, &columns);
	else
		result = err_set(err, ERR_FORMAT, source_where(items->source),
			"has no column %s in its first line",
			title->count ? title->items[0] : "title");
	row_release(&header);
	arena_release(&arena);
	free(text);
	return result;
}
