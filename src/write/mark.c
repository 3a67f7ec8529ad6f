/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "write/mark.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "base/xalloc.h"

/* Terms of one entry that are looked for: more than any reader tells apart, and each is a walk over
 * the abstract */
#define MOST_TERMS 40

static bool is_word(int32_t c)
{
	if (c >= 0 && c < 128)
		return isalnum((int)c);
	return utf8_is_letter(c) || utf8_is_number(c) || utf8_is_mark(c);
}

/* A capital that is not a word's first letter */
static bool is_name(const char *text)
{
	bool inside = false;

	for (; *text; text++) {
		if (inside && isupper((unsigned char)*text))
			return true;
		inside = isalnum((unsigned char)*text) || (unsigned char)*text >= 128;
	}
	return false;
}

static bool is_known(const struct mark *mark, const char *text)
{
	for (size_t i = 0; i < mark->count; i++) {
		if (strcmp(mark->terms[i].text, text) == 0)
			return true;
	}
	return false;
}

/* A field may be NULL, of a rule that nothing hit */
static bool is_shown(const struct reason *reason)
{
	return reason->text && *reason->text && reason->field &&
	       (strcmp(reason->field, "title") == 0 || strcmp(reason->field, "abstract") == 0);
}

static int by_length(const void *a, const void *b)
{
	const struct mark_term *one = a, *other = b;

	if (one->len != other->len)
		return one->len < other->len ? 1 : -1;
	return strcmp(one->text, other->text);
}

void mark_collect(struct mark *out, struct arena *arena, const struct feed_entry *entry)
{
	*out = (struct mark){.terms = arena_array(arena, MOST_TERMS, sizeof(*out->terms))};
	for (size_t i = 0; i < entry->route_count; i++) {
		const struct route *route = &entry->routes[i];

		for (size_t j = 0; j < route->reason_count && out->count < MOST_TERMS; j++) {
			const char *text = route->reasons[j].text;

			if (is_shown(&route->reasons[j]) && !is_known(out, text))
				out->terms[out->count++] =
					(struct mark_term){text, strlen(text), !is_name(text)};
		}
	}
	if (out->count)
		qsort(out->terms, out->count, sizeof(*out->terms), by_length);
	for (size_t i = 0; i < out->count; i++) {
		out->begins[tolower((unsigned char)*out->terms[i].text)] = true;
		out->begins[toupper((unsigned char)*out->terms[i].text)] = true;
	}
}

static bool stands_alone(const char *text, size_t len, size_t at, size_t size)
{
	size_t ignored;

	if (at) {
		size_t before = utf8_back(text, at);

		if (is_word(utf8_decode(text + before, at - before, &ignored)))
			return false;
	}
	return at + size == len ||
	       !is_word(utf8_decode(text + at + size, len - at - size, &ignored));
}

/* The longest term that stands at text + at; 0 when there is none */
static size_t find(const struct mark *mark, const char *text, size_t len, size_t at)
{
	for (size_t i = 0; i < mark->count; i++) {
		const struct mark_term *term = &mark->terms[i];

		if (term->len <= len - at &&
			(term->any_case ? strncasecmp(text + at, term->text, term->len)
					: strncmp(text + at, term->text, term->len)) == 0 &&
			stands_alone(text, len, at, term->len))
			return term->len;
	}
	return 0;
}

static void put(struct xml *xml, const char *text, size_t len)
{
	char *part;

	if (!len)
		return;
	part = xstrndup(text, len);
	xml_text(xml, part);
	free(part);
}

void mark_put(struct xml *xml, const struct mark *mark, const char *text, size_t len)
{
	size_t done = 0;

	for (size_t at = 0; mark->count && at < len;) {
		size_t size = mark->begins[(unsigned char)text[at]] ? find(mark, text, len, at) : 0;

		if (!size) {
			at++;
			continue;
		}
		put(xml, text + done, at - done);
		xml_begin(xml, "mark");
		put(xml, text + at, size);
		xml_end(xml);
		done = at += size;
	}
	put(xml, text + done, len - done);
}
