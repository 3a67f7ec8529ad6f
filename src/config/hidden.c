/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/hidden.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/xalloc.h"

#define BLANKS " \t\r"
#define QUOTES "\"'"
#define DOTS   "\"...\" (not shown: it may hold a secret)"

/* What tells, in a line of a source, of a secret */
static const char *const words[] = {"authorization", "bearer", "cookie", "api-key", "api_key",
	"apikey", "passw", "secret", "token"};

static bool begins_with(const char *text, size_t len, const char *word)
{
	return len >= strlen(word) && strncasecmp(text, word, strlen(word)) == 0;
}

static bool has_word(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		for (size_t j = 0; j < sizeof(words) / sizeof(*words); j++) {
			if (begins_with(text + i, len - i, words[j]))
				return true;
		}
	}
	return false;
}

/* An address and, somewhere behind its scheme, an @ */
static bool has_user(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (begins_with(text + i, len - i, "://"))
			return memchr(text + i, '@', len - i) != NULL;
	}
	return false;
}

/* wanted: in a section that is about requests */
static bool has_secret(const char *text, size_t len, bool wanted)
{
	/* also header.2, and headers, which there is not */
	if (wanted && (begins_with(text, len, "head") || has_word(text, len)))
		return true;
	return has_user(text, len);
}

static bool is_of_requests(const char *text, size_t len)
{
	do {
		text++;
		len--;
	} while (len && strchr(BLANKS, *text));
	return begins_with(text, len, "source") || begins_with(text, len, "preset");
}

static void add(struct hidden *hidden, unsigned line)
{
	hidden->lines =
		xgrow(hidden->lines, &hidden->cap, hidden->count + 1, sizeof(*hidden->lines));
	hidden->lines[hidden->count++] = line;
}

void hidden_find(struct hidden *out, const char *bytes, size_t len)
{
	bool wanted = false;
	bool secret = false; /* the line before goes on in this one, and is hidden */
	const char *end = bytes + len;

	*out = (struct hidden){0};
	for (unsigned line = 1; bytes < end; line++) {
		const char *newline = memchr(bytes, '\n', (size_t)(end - bytes));
		const char *stop = newline ? newline : end;
		const char *next = newline ? newline + 1 : end;

		while (bytes < stop && strchr(BLANKS, *bytes))
			bytes++;
		while (stop > bytes && strchr(BLANKS, stop[-1]))
			stop--;
		if (bytes < stop && *bytes == '[')
			wanted = is_of_requests(bytes, (size_t)(stop - bytes));
		secret = secret || has_secret(bytes, (size_t)(stop - bytes), wanted);
		if (secret)
			add(out, line);
		secret = secret && stop > bytes && stop[-1] == '\\';
		bytes = next;
	}
}

void hidden_release(struct hidden *hidden)
{
	free(hidden->lines);
	*hidden = (struct hidden){0};
}

static bool is_hidden(const struct hidden *hidden, unsigned line)
{
	for (size_t i = 0; i < hidden->count; i++) {
		if (hidden->lines[i] == line)
			return true;
	}
	return false;
}

/* Where a quotation begins, and no apostrophe stands; the text's length when there is none */
static size_t first_quote(const char *text)
{
	size_t at = strcspn(text, QUOTES);

	while (text[at] && at > 0 && text[at - 1] != ' ')
		at += 1 + strcspn(text + at + 1, QUOTES);
	return at;
}

void hidden_cover(const struct hidden *hidden, struct err *err)
{
	size_t from = first_quote(err->text);
	size_t to = strlen(err->text);
	char rest[ERR_TEXT_SIZE];

	if (!is_hidden(hidden, err->line))
		return;
	err->column = 0;
	while (to > from && !strchr(QUOTES, err->text[to - 1]))
		to--;
	if (to == from)
		return;
	memcpy(rest, err->text + to, strlen(err->text + to) + 1);
	snprintf(err->text + from, sizeof(err->text) - from, DOTS "%s", rest);
}
