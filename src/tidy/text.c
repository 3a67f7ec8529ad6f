/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/text.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xalloc.h"
#include "tidy/announce.h"
#include "tidy/entity.h"
#include "tidy/latex.h"
#include "tidy/leftover.h"
#include "tidy/mojibake.h"
#include "tidy/tag.h"

#define ELLIPSIS "…"

/* What tells that something has to be undone: without one of these a name is as it was written */
#define WRAPPING "\xc3&<\\$^_~"

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

/* From Armenian on: Latin, Greek and Cyrillic letters are never joined by a joiner, nor are those with accents
 * and those among signs, such as that of Kelvin, of which NFC may make them */
static bool may_be_joined(int32_t c)
{
	bool letter = (c >= 0x1e00 && c < 0x2000) || (c >= 0x2100 && c < 0x2150);

	return c >= 0x530 && !letter && !utf8_is_space(c) && !is_invisible(c) && !is_joiner(c);
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

static bool is_shown(char c)
{
	return c > ' ' && c < 0x7f;
}

/* Whether eight bytes that are ASCII from the blank to the tilde have two blanks side by side */
static bool has_gap(uint64_t bytes)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t blanks = ~((bytes ^ ones * ' ') + ones * 0x7f) & ones << 7;

	return blanks & blanks >> 8;
}

/* How many of len bytes of text are words of ASCII with one blank between two of them: most of every
 * text, and what is copied as it is. A step of seven looks at every two neighbours. */
static size_t plain_length(const char *text, size_t len)
{
	uint64_t bytes;
	size_t i = 0;

	if (!is_shown(*text))
		return 0;
	for (; len - i >= sizeof(bytes); i += sizeof(bytes) - 1) {
		memcpy(&bytes, text + i, sizeof(bytes));
		if (!utf8_is_plain(bytes) || has_gap(bytes))
			break;
	}
	while (is_shown(text[i]) || (text[i] == ' ' && is_shown(text[i + 1])))
		i++;
	return i;
}

/* Writes text, of len bytes, to out, which has room for it and for a NUL. True when nothing but ASCII
 * was written. */
static bool fold(char *out, const char *text, size_t len, bool paragraphs)
{
	const char *start = out;
	bool ascii = true;
	unsigned lines = 0;
	bool space = false;
	int32_t last = 0;
	size_t size;

	for (size_t i = 0; i < len; i += size) {
		size_t plain = plain_length(text + i, len - i);
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
		if (space && out > start)
			out = stpcpy(out, paragraphs && lines > 1 ? "\n\n" : " ");
		memcpy(out, text + i, size);
		out += size;
		ascii = ascii && c < 0x80;
		space = false;
		lines = 0;
		last = c;
	}
	*out = '\0';
	return ascii;
}

const char *text_cut(struct arena *arena, const char *text, size_t limit)
{
	size_t len = strlen(text);

	if (len <= limit)
		return text;
	len = limit - strlen(ELLIPSIS);
	while (len > 0 && ((unsigned char)text[len] & 0xc0) == 0x80)
		len--;
	while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\n'))
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
	if (strchr(*text, 0xc3))
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
	char *folded;
	size_t len;
	bool ascii;

	if (kind >= TEXT_TITLE || (kind == TEXT_NAME && strpbrk(text, WRAPPING)))
		unwrap(&text, &owned, kind);
	len = strlen(text);
	folded = arena_alloc(arena, len + 1);
	ascii = fold(folded, text, len, kind == TEXT_ABSTRACT);
	free(owned);
	owned = NULL;
	text = folded;
	if (!ascii && !utf8_is_nfc(text))
		take(&text, &owned, utf8_nfc(text));
	if (kind >= TEXT_TITLE && leftover_may_be(text))
		take(&text, &owned, leftover_rewrite(text));
	text = text_cut(arena, text, limit);
	if (text == owned)
		text = arena_strdup(arena, text);
	free(owned);
	return *text ? text : NULL;
}
