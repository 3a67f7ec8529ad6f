/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/script.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xalloc.h"

#define LONGEST 24 /* bytes that can become a script: longer ones are not read as such */

/* Text and what it is raised and lowered to; NULL where Unicode has no such character */
static const struct {
	const char *plain;
	const char *above;
	const char *below;
} scripts[] = {
	{"0", "⁰", "₀"},
	{"1", "¹", "₁"},
	{"2", "²", "₂"},
	{"3", "³", "₃"},
	{"4", "⁴", "₄"},
	{"5", "⁵", "₅"},
	{"6", "⁶", "₆"},
	{"7", "⁷", "₇"},
	{"8", "⁸", "₈"},
	{"9", "⁹", "₉"},
	{"+", "⁺", "₊"},
	{"-", "⁻", "₋"},
	{"−", "⁻", "₋"},
	{"=", "⁼", "₌"},
	{"(", "⁽", "₍"},
	{")", "⁾", "₎"},
	{"a", "ᵃ", "ₐ"},
	{"b", "ᵇ", NULL},
	{"c", "ᶜ", NULL},
	{"d", "ᵈ", NULL},
	{"e", "ᵉ", "ₑ"},
	{"f", "ᶠ", NULL},
	{"g", "ᵍ", NULL},
	{"h", "ʰ", "ₕ"},
	{"i", "ⁱ", "ᵢ"},
	{"j", "ʲ", "ⱼ"},
	{"k", "ᵏ", "ₖ"},
	{"l", "ˡ", "ₗ"},
	{"m", "ᵐ", "ₘ"},
	{"n", "ⁿ", "ₙ"},
	{"o", "ᵒ", "ₒ"},
	{"p", "ᵖ", "ₚ"},
	{"r", "ʳ", "ᵣ"},
	{"s", "ˢ", "ₛ"},
	{"t", "ᵗ", "ₜ"},
	{"u", "ᵘ", "ᵤ"},
	{"v", "ᵛ", "ᵥ"},
	{"w", "ʷ", NULL},
	{"x", "ˣ", "ₓ"},
	{"y", "ʸ", NULL},
	{"z", "ᶻ", NULL},
	{"A", "ᴬ", NULL},
	{"B", "ᴮ", NULL},
	{"D", "ᴰ", NULL},
	{"E", "ᴱ", NULL},
	{"G", "ᴳ", NULL},
	{"H", "ᴴ", NULL},
	{"I", "ᴵ", NULL},
	{"J", "ᴶ", NULL},
	{"K", "ᴷ", NULL},
	{"L", "ᴸ", NULL},
	{"M", "ᴹ", NULL},
	{"N", "ᴺ", NULL},
	{"O", "ᴼ", NULL},
	{"P", "ᴾ", NULL},
	{"R", "ᴿ", NULL},
	{"T", "ᵀ", NULL},
	{"U", "ᵁ", NULL},
	{"V", "ⱽ", NULL},
	{"W", "ᵂ", NULL},
	{"β", "ᵝ", "ᵦ"},
	{"γ", "ᵞ", "ᵧ"},
	{"δ", "ᵟ", NULL},
	{"θ", "ᶿ", NULL},
	{"φ", "ᵠ", "ᵩ"},
	{"χ", "ᵡ", "ᵪ"},
	{"ρ", NULL, "ᵨ"},
};

/* What stands behind a text without a mark before it */
static const struct {
	const char *plain;
	const char *after;
} endings[] = {
	{"∘", "°"},
	{"°", "°"},
	{"′", "′"},
	{"″", "″"},
	{"†", "†"},
	{"th", "th"},
	{"st", "st"},
	{"nd", "nd"},
	{"rd", "rd"},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The character of size bytes at text, raised or lowered; NULL when there is none */
static const char *find(const char *text, size_t size, char mark)
{
	for (size_t i = 0; i < COUNT(scripts); i++) {
		if (strlen(scripts[i].plain) == size && memcmp(scripts[i].plain, text, size) == 0)
			return mark == '^' ? scripts[i].above : scripts[i].below;
	}
	return NULL;
}

bool script_has(const char *text, size_t len, char mark)
{
	bool last = false;
	size_t size;

	if (len == 0 || len > LONGEST)
		return false;
	for (size_t i = 0; i < len; i += size) {
		bool letter = utf8_is_letter(utf8_decode(text + i, len - i, &size));

		if ((letter && last) || !find(text + i, size, mark))
			return false;
		last = letter;
	}
	return true;
}

static const char *ending(const char *text)
{
	for (size_t i = 0; i < COUNT(endings); i++) {
		if (strcmp(text, endings[i].plain) == 0)
			return endings[i].after;
	}
	return NULL;
}

/* One word or number, a sign before it apart, or one character */
static bool is_simple(const char *text)
{
	size_t len = strlen(text);
	size_t size;

	if (len > 0 && utf8_prefix(text, 1) == len)
		return true;
	for (size_t i = strchr("+-", *text) != NULL; i < len; i += size) {
		int32_t c = utf8_decode(text + i, len - i, &size);

		if (!utf8_is_letter(c) && !utf8_is_number(c) && !utf8_is_mark(c))
			return false;
	}
	return len > 0;
}

void script_raise(struct buf *out, size_t at, char mark)
{
	char *text = xstrdup(at < out->len ? out->data + at : "");
	const char *after = mark == '^' ? ending(text) : NULL;
	size_t len = strlen(text);
	size_t size;

	buf_truncate(out, at);
	if (after) {
		buf_puts(out, after);
	} else if (script_has(text, len, mark)) {
		for (size_t i = 0; i < len; i += size) {
			size = utf8_prefix(text + i, 1);
			buf_puts(out, find(text + i, size, mark));
		}
	} else if (len > 0) {
		buf_printf(out, is_simple(text) ? "%c%s" : "%c{%s}", mark, text);
	}
	free(text);
}
