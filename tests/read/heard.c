/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "heard.h"

static int on_record(void *ctx, const struct record *record)
{
	struct buf *out = ctx;

	buf_printf(out, "\npaper %zu, line %zu\n", record->rank, record->line);
	for (size_t i = 0; i < record->count; i++)
		buf_printf(out, "%s: %s\n", record_field_name(record->values[i].field),
			record->values[i].text);
	return 0;
}

static void on_contributor(void *ctx, const char *name)
{
	buf_printf(ctx, "contributor: %s\n", name);
}

static void on_note(void *ctx, enum read_note kind, size_t line, const char *text)
{
	if (kind == READ_NOTE_WARNING)
		buf_printf(ctx, "warning, line %zu: %s\n", line, text);
}

static void on_next(void *ctx, const char *url)
{
	buf_printf(ctx, "next: %s\n", url);
}

struct read_sink heard_sink(struct buf *out)
{
	return (struct read_sink){out, on_record, on_contributor, on_note, on_next};
}
