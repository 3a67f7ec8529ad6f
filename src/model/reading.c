/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "model/reading.h"

void read_sink_contributor(const struct read_sink *sink, const char *name)
{
	if (sink->contributor)
		sink->contributor(sink->ctx, name);
}

void read_sink_note(
	const struct read_sink *sink, enum read_note kind, size_t line, const char *text)
{
	if (sink->note)
		sink->note(sink->ctx, kind, line, text);
}

void read_sink_next(const struct read_sink *sink, const char *url)
{
	if (sink->next)
		sink->next(sink->ctx, url);
}
