/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "cmd/show.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/utf8.h"

void show_json(json_t *value)
{
	char *text = json_dumps(value, JSON_REAL_PRECISION(4));

	log_out("%s\n", text ? text : "null");
	free(text);
	json_decref(value);
}

json_t *show_reasons_json(const struct route *route)
{
	json_t *out = json_array();

	for (size_t i = 0; i < route->reason_count; i++) {
		const struct reason *reason = &route->reasons[i];

		json_array_append_new(
			out, json_pack("{s:s, s:i, s:o, s:o}", "rule", reason->rule, "points",
				     reason->points, "field", show_text(reason->field), "text",
				     show_text(reason->text)));
	}
	return out;
}

void show_put_hit(json_t *out, const struct explained_hit *hit)
{
	json_object_set_new(out, "field", show_text(hit->field));
	if (!hit->text)
		return;
	json_object_set_new(out, "before", json_stringn(hit->text, hit->start));
	json_object_set_new(
		out, "text", json_stringn(hit->text + hit->start, hit->end - hit->start));
	json_object_set_new(out, "after", json_string(hit->text + hit->end));
}

json_t *show_text(const char *text)
{
	return text ? json_string(text) : json_null();
}

void show_cut(const char *text, size_t columns)
{
	size_t shown = utf8_prefix(text, columns);

	if (text[shown])
		shown = utf8_prefix(text, columns - 1);
	log_out("%.*s%s", (int)shown, text, text[shown] ? "…" : "");
}

/* Prints len bytes as one line */
static void show_span(const char *text, size_t len)
{
	const char *end = text + len;

	while (text < end) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		const char *stop = newline ? newline : end;

		log_write(text, (size_t)(stop - text));
		if (newline)
			log_write(" ", 1);
		for (text = stop; text < end && *text == '\n';)
			text++;
	}
}

/* Characters between two places of text */
static size_t length(const char *text, size_t from, size_t to)
{
	size_t count = 0;

	for (size_t i = from; i < to; i++)
		count += ((unsigned char)text[i] & 0xc0) != 0x80;
	return count;
}

static void show_marked(const char *text, size_t len)
{
	log_mark(true);
	show_span(text, len);
	log_mark(false);
}

void show_hit(const char *text, size_t start, size_t end, size_t columns)
{
	size_t shown = start + utf8_prefix(text + start, columns > 4 ? columns - 4 : 1);
	size_t stop = shown < end ? shown : end; /* a hit may be a sentence long */
	size_t marked = length(text, start, stop);
	size_t left = length(text, 0, start);
	size_t right = stop < end ? 0 : length(text, end, strlen(text));
	size_t room = columns > marked + 2 ? columns - marked - 2 : 0;
	size_t from = start;
	size_t behind;

	/* each side has half of the room, and what the other does not need */
	if (left + right > room) {
		size_t half = room / 2;
		size_t spare = right < room - half ? room - right : half;

		left = left < spare ? left : spare;
		right = right < room - left ? right : room - left;
	}
	for (size_t i = 0; i < left; i++)
		from = utf8_back(text, from);
	if (from) { /* the ellipsis stands for one character */
		log_out("…");
		if (left)
			from += utf8_prefix(text + from, 1);
	}
	if (from < start)
		show_span(text + from, start - from);
	show_marked(text + start, stop - start);
	end = stop;
	behind = utf8_prefix(text + end, right);
	if (text[end + behind] && right)
		behind = utf8_prefix(text + end, right - 1);
	show_span(text + end, behind);
	if (text[end + behind])
		log_out("…");
}
