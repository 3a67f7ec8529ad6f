/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/text.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/xalloc.h"
#include "tidy/announce.h"
#include "tidy/entity.h"
#include "tidy/latex.h"
#include "tidy/leftover.h"
#include "tidy/mojibake.h"
#include "tidy/tag.h"

#define ELLIPSIS "…"

/* Characters that nobody sees, or that turn the text around them */
static bool is_invisible(int32_t c)
{
	return c == 0xad || c == 0x200b || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
}

static bool is_joiner(int32_t c)
{
	return c == 0x200c || c == 0x200d;
}

/* From Armenian on: Latin, Greek and Cyrillic letters are never joined by a joiner */
static bool may_be_joined(int32_t c)
{
	return c >= 0x530 && !utf8_is_space(c) && !is_invisible(c) && !is_joiner(c);
}

static int32_t char_after(const char *text)
{
	size_t size;

	return *text ? utf8_decode(text, strnlen(text, 4), &size) : 0;
}

/* How many line ends a white space character is worth */
static unsigned line_ends(int32_t c)
{
	if (c == 0x2029)
		return 2;
	return c == '\n' || c == 0x85 || c == 0x2028;
}

/* How many bytes of text are ASCII that is seen: most of every text */
static size_t plain_length(const char *text)
{
	size_t len = 0;

	while (text[len] > ' ' && text[len] < 0x7f)
		len++;
	return len;
}

static void fold(struct buf *out, const char *text, bool paragraphs)
{
	size_t len = strlen(text);
	unsigned lines = 0;
	bool space = false;
	int32_t last = 0;
	size_t size;

	for (size_t i = 0; i < len; i += size) {
		size_t plain = plain_length(text + i);
		int32_t c = plain ? text[i + plain - 1] : utf8_decode(text + i, len - i, &size);

		size = plain ? plain : size;
		if (is_invisible(c))
			continue;
		if (utf8_is_space(c)) {
			space = true;
			lines += line_ends(c);
			last = c;
			continue;
		}
		if (is_joiner(c) &&
			!(may_be_joined(last) && may_be_joined(char_after(text + i + size))))
			continue;
		if (space && out->len > 0)
			buf_puts(out, paragraphs && lines > 1 ? "\n\n" : " ");
		buf_put(out, text + i, size);
		space = false;
		lines = 0;
		last = c;
	}
}

const char *text_cut(struct arena *arena, const char *text, size_t limit)
{
	size_t len = strlen(text);

	if (len <= limit)
		return text;
	len = limit - strlen(ELLIPSIS);
	while (len > 0 && ((unsigned char)text[len] & 0xc0) == 0x80)
		len--;
	return arena_printf(arena, "%.*s" ELLIPSIS, (int)len, text);
}

/* Replaces *text, which *owned keeps, by a rewritten one; NULL is no change */
static void take(const char **text, char **owned, char *rewritten)
{
	if (!rewritten)
		return;
	free(*owned);
	*owned = rewritten;
	*text = rewritten;
}

/* What was done to the text on its way here, undone, the last first */
static void unwrap(const char **text, char **owned, enum text_kind kind)
{
	/* the first byte of most of what Latin-1 has for letters: without it nothing was misread */
	if (strchr(*text, '\xc3'))
		take(text, owned, mojibake_repair(*text));
	if (strchr(*text, '&'))
		take(text, owned, entity_rewrite(*text));
	if (strchr(*text, '<'))
		take(text, owned, tag_rewrite(*text));
	if (kind == TEXT_ABSTRACT)
		*text += announce_prefix(*text);
	else if (kind == TEXT_TITLE && announce_title(*text) < strlen(*text))
		take(text, owned, xstrndup(*text, announce_title(*text)));
	if (latex_may_be(*text))
		take(text, owned, latex_rewrite(*text));
}

const char *text_tidy(struct arena *arena, const char *raw, enum text_kind kind, size_t limit)
{
	const char *text = raw;
	char *owned = NULL;
	struct buf folded;

	if (kind != TEXT_RAW)
		unwrap(&text, &owned, kind);
	buf_init(&folded, SIZE_MAX / 2);
	fold(&folded, text, kind == TEXT_ABSTRACT);
	take(&text, &owned, buf_take(&folded));
	if (!utf8_is_nfc(text))
		take(&text, &owned, utf8_nfc(text));
	if (kind >= TEXT_TITLE && leftover_may_be(text))
		take(&text, &owned, leftover_rewrite(text));
	text = arena_strdup(arena, text_cut(arena, text, limit));
	free(owned);
	return *text ? text : NULL;
}
