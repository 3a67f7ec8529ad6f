/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/leftover.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/url.h"
#include "base/utf8.h"
#include "tidy/quote.h"
#include "tidy/sign.h"

/* \% \& \$ \# \_, however often the backslash was doubled on the way */
static void rewrite_escapes(struct buf *out, const char *text)
{
	while (*text) {
		size_t plain = strcspn(text, "\\");
		size_t slashes = strspn(text + plain, "\\");

		buf_put(out, text, plain);
		text += plain;
		if (slashes && (!text[slashes] || !strchr("%&$#_", text[slashes])))
			buf_put(out, text, slashes);
		text += slashes;
	}
}

static bool is_word(const char *text)
{
	size_t size;
	int32_t c = *text ? utf8_decode(text, strnlen(text, 4), &size) : ' ';

	return utf8_is_letter(c) || utf8_is_digit(c) || c == '\\';
}

/* A dash of two hyphens stands between two words or numbers; apart from both it is read as it is */
static bool is_dash(const char *text, size_t at)
{
	return at > 0 && is_word(text + utf8_back(text, at)) && is_word(text + at + 2);
}

static void rewrite_dashes(struct buf *out, const char *text, size_t start, size_t end)
{
	while (start < end) {
		const char *dash = memchr(text + start, '-', end - start);
		size_t at = dash ? (size_t)(dash - text) : end;
		size_t len = dash ? strspn(dash, "-") : 0;

		buf_put(out, text + start, at - start);
		if (len == 3)
			buf_puts(out, "—");
		else if (len == 2 && is_dash(text, at))
			buf_puts(out, "–");
		else
			buf_put(out, text + at, len);
		start = at + len;
	}
}

/* Dashes first: a hyphen joins, and so is evidence against a sign */
static void rewrite_part(struct buf *out, const char *text, size_t start, size_t end, unsigned pass)
{
	if (pass == 0)
		rewrite_dashes(out, text, start, end);
	else
		sign_rewrite(out, text, start, end, pass - 1);
}

/* Rewrites what stands between the URLs of text */
static void rewrite_parts(struct buf *out, const char *text, unsigned pass)
{
	size_t done = 0;
	size_t start = 0;
	size_t len;

	while (url_find(text, &start, &len)) {
		rewrite_part(out, text, done, start, pass);
		buf_put(out, text + start, len);
		done = start += len;
	}
	rewrite_part(out, text, done, strlen(text), pass);
}

bool leftover_may_be(const char *text)
{
	return strchr(text, '\\') || strchr(text, '`') || strstr(text, "''") ||
	       strstr(text, "--") || sign_may_be(text);
}

char *leftover_rewrite(const char *text)
{
	struct buf old, new;

	buf_init(&old, SIZE_MAX / 2);
	buf_init(&new, SIZE_MAX / 2);
	rewrite_escapes(&old, text);
	for (unsigned pass = 0; pass <= SIGN_PASSES; pass++) {
		/* the dashes are made: they are evidence */
		if (pass == 1 && !sign_may_be(buf_str(&old)))
			break;
		struct buf swap = old;

		rewrite_parts(&new, buf_str(&old), pass);
		old = new;
		new = swap;
		buf_clear(&new);
	}
	quote_rewrite(&new, buf_str(&old));
	buf_release(&old);
	return buf_take(&new);
}
