/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/names.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"

#define MOST_WORDS 5 /* of a name */
#define OTHERS     4 /* of so many names one may be written in a way that we do not know */

/* Small words inside of names */
static const char *const particles[] = {"al", "bin", "d'", "da", "de", "del", "della", "den", "der",
	"di", "dos", "du", "el", "ibn", "la", "le", "ten", "ter", "van", "von", "zu", "zur"};

/* Ends of lists that are no names */
static const char *const ends[] = {"others", "more", "authors", "..."};

static bool is_one_of(const char *const *table, size_t count, const char *text, size_t len)
{
	for (size_t i = 0; i < count; i++) {
		if (strlen(table[i]) == len && strncasecmp(table[i], text, len) == 0)
			return true;
	}
	return false;
}

/* The next name of a list: its length from *at; *at is moved behind it and what parts it from the one
 * after it, a comma, semicolon, "and", "&" or several of them */
static size_t next_name(const char **at)
{
	static const char *const partings[] = {
		", and ", "; and ", ", & ", " and ", " & ", ", ", "; ", ",", ";"};
	const char *from = *at;

	for (const char *end = from; *end; end++) {
		for (size_t i = 0; i < sizeof(partings) / sizeof(*partings); i++) {
			size_t len = strlen(partings[i]);

			if (strncmp(end, partings[i], len) == 0) {
				*at = end + len;
				return (size_t)(end - from);
			}
		}
	}
	*at = from + strlen(from);
	return (size_t)(*at - from);
}

/* "Anna", "J.", "O'Neil", "Wei-Lin", "de", and Chinese: begins with no small letter, has no digit but
 * a mark at its end */
static bool is_name_word(const char *word, size_t len)
{
	size_t size;
	int32_t c = utf8_decode(word, len, &size);

	if (is_one_of(particles, sizeof(particles) / sizeof(*particles), word, len))
		return true;
	if (!utf8_is_letter(c) || utf8_is_lower(c))
		return false;
	while (len && strchr("*0123456789", word[len - 1]))
		len--;
	for (size_t i = size; i < len; i += size) {
		c = utf8_decode(word + i, len - i, &size);
		if (!utf8_is_letter(c) && !utf8_is_mark(c) && c != '.' && c != '-' && c != '\'' &&
			c != 0x2019)
			return false;
	}
	return true;
}

static bool is_name(const char *name, size_t len)
{
	size_t words = 0;

	while (len) {
		size_t word = 0;

		while (word < len && name[word] != ' ')
			word++;
		if (word && !is_name_word(name, word))
			return false;
		words += word > 0;
		word += word < len;
		name += word;
		len -= word;
	}
	return words >= 2 && words <= MOST_WORDS;
}

/* Without what a list of names ends with beside names: "et al.", "(+3 authors)", "- A Journal" */
static const char *without_end(struct arena *arena, const char *text)
{
	size_t len = strlen(text);

	for (size_t i = 0; i + 1 < len; i++) {
		if (strncmp(text + i, " (+", 3) == 0 || strncasecmp(text + i, " et al", 6) == 0 ||
			strncmp(text + i, " - ", 3) == 0)
			return arena_strndup(arena, text, i);
	}
	return text;
}

static bool is_end(const char *name, size_t len)
{
	while (len && strchr("(+0123456789 ", *name)) {
		name++;
		len--;
	}
	while (len && name[len - 1] == ')')
		len--;
	return is_one_of(ends, sizeof(ends) / sizeof(*ends), name, len);
}

size_t names_count(struct arena *arena, const char *text)
{
	size_t count = 0;
	size_t others = 0;

	text = without_end(arena, text);
	while (*text) {
		const char *name = text;
		size_t len = next_name(&text);

		if (is_name(name, len))
			count++;
		else if (len && !(is_end(name, len) && !*text))
			others++;
	}
	return others * OTHERS <= count ? count : 0;
}

void names_split(
	struct arena *arena, const char *text, void (*add)(void *ctx, const char *name), void *ctx)
{
	text = without_end(arena, text);
	while (*text) {
		const char *name = text;
		size_t len = next_name(&text);

		while (len && strchr("*0123456789", name[len - 1]))
			len--;
		if (len && !(is_end(name, len) && !*text))
			add(ctx, arena_strndup(arena, name, len));
	}
}
