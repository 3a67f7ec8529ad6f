/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/tidy.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "model/limits.h"
#include "tidy/sign.h"
#include "tidy/text.h"

#define PLACE "{title}"

/* The letters and digits of text as they would be tidied today, signs spelled out, and a line end:
 * so that a better table, or λ for lambda, is no difference */
static void put_letters(struct buf *out, const char *text, enum text_kind kind)
{
	struct arena arena;
	struct buf spelled;
	const char *clean;
	char *letters;

	arena_init(&arena);
	buf_init(&spelled, SIZE_MAX / 2);
	clean = text ? text_tidy(&arena, text, kind, SIZE_MAX) : NULL;
	sign_spell(&spelled, clean ? clean : "");
	letters = utf8_title_key(buf_str(&spelled));
	buf_puts(out, letters);
	buf_putc(out, '\n');
	free(letters);
	buf_release(&spelled);
	arena_release(&arena);
}

static void put_entry(struct buf *out, const struct entry *entry)
{
	buf_init(out, SIZE_MAX / 2);
	put_letters(out, entry->title, TEXT_TITLE);
	put_letters(out, entry->abstract, TEXT_ABSTRACT);
	for (size_t i = 0; i < entry->author_count; i++)
		put_letters(out, entry->authors[i], TEXT_NAME);
}

bool tidy_really_changed(const struct entry *old, const struct entry *new)
{
	struct buf before, after;
	bool changed;

	put_entry(&before, old);
	put_entry(&after, new);
	changed = strcmp(buf_str(&before), buf_str(&after)) != 0;
	buf_release(&before);
	buf_release(&after);
	return changed;
}

/* RFC 3986, section 2.3 */
static bool is_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c != '\0' && strchr("-._~", c));
}

/* As many whole characters of text as fit in out, percent-encoded */
static void put_encoded(struct buf *out, const char *text)
{
	size_t size;

	for (; *text; text += size) {
		size_t whole = out->len;

		size = utf8_prefix(text, 1);
		for (size_t i = 0; i < size; i++) {
			if (is_unreserved(text[i]))
				buf_putc(out, text[i]);
			else
				buf_printf(out, "%%%02X", (unsigned char)text[i]);
		}
		if (buf_failed(out)) {
			buf_truncate(out, whole);
			return;
		}
	}
}

char *tidy_expand_link(struct arena *arena, const char *template, const struct entry *entry)
{
	struct buf title, out;
	const char *place;
	size_t places = 0;
	char *link;

	for (place = template; (place = strstr(place, PLACE)) != NULL; place += strlen(PLACE))
		places++;
	/* a title too long for a URL is cut: a search finds the paper by its beginning too */
	buf_init(&title, places && strlen(template) < LIMIT_URL
				 ? (LIMIT_URL - strlen(template)) / places
				 : 0);
	put_encoded(&title, entry->title);
	buf_init(&out, SIZE_MAX / 2);
	for (; (place = strstr(template, PLACE)) != NULL; template = place + strlen(PLACE)) {
		buf_put(&out, template, (size_t)(place - template));
		buf_puts(&out, buf_str(&title));
	}
	buf_puts(&out, template);
	link = arena_strdup(arena, buf_str(&out));
	buf_release(&title);
	buf_release(&out);
	return link;
}
