/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/json_decode.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xalloc.h"

/* NUL is a character of JSON's strings, and cleaning takes it out of values; of names jansson refuses it */
#define DECODING (JSON_DECODE_ANY | JSON_ALLOW_NUL)

/* --- in texts --- */

/* The code unit that \\uXXXX at text says; -1 when there is none */
static int32_t escaped(const char *text, const char *end)
{
	char digits[5] = "";
	char *stop;
	long unit;

	if (end - text < 6 || text[0] != '\\' || text[1] != 'u')
		return -1;
	memcpy(digits, text + 2, 4);
	unit = strtol(digits, &stop, 16);
	return *stop || !isxdigit((unsigned char)*digits) ? -1 : (int32_t)unit;
}

static bool is_high(int32_t unit)
{
	return unit >= 0xd800 && unit < 0xdc00;
}

static bool is_low(int32_t unit)
{
	return unit >= 0xdc00 && unit < 0xe000;
}

/* The escape at at; half surrogates are no characters, nor is NUL one of a name. Returns its length. */
static size_t mend_escape(char *at, const char *end, bool in_name, size_t *count)
{
	int32_t unit = escaped(at, end);

	if (is_high(unit) && is_low(escaped(at + 6, end)))
		return 12;
	if ((!unit && in_name) || is_high(unit) || is_low(unit)) {
		memcpy(at + 2, "fffd", 4);
		++*count;
	}
	return end - at > 1 ? 2 : 1;
}

/* Whether the text from behind its first quote on is the name of a member */
static bool is_name(const char *at, const char *end)
{
	while (at < end && *at != '"')
		at += *at == '\\' && end - at > 1 ? 2 : 1;
	return at < end && at[1 + strspn(at + 1, " \t\r\n")] == ':';
}

/* From behind its first quote; returns what is behind its last */
static char *mend_text(char *at, char *end, size_t *count)
{
	bool in_name = is_name(at, end);

	while (at < end && *at != '"')
		at += *at == '\\' ? mend_escape(at, end, in_name, count) : 1;
	return at < end ? at + 1 : end;
}

/* --- between them --- */

/* What a number is made of */
#define NUMBER "+-.0123456789eE"

/* Whether jansson would refuse a number for its size. Nothing behind the number may be looked at, or a
 * document of numbers takes the square of its time. */
static bool is_huge(const char *number, size_t len)
{
	if (strspn(number, "+-0123456789") < len)
		return isinf(strtod(number, NULL));
	errno = 0;
	(void)strtoll(number, NULL, 10);
	return errno == ERANGE;
}

/* A number that is too large for any count is null; returns its length, 0 when there is none */
static size_t mend_number(char *at, size_t *count)
{
	size_t len = strspn(at, NUMBER);

	if (len < 5 || !is_huge(at, len))
		return len;
	memset(at, ' ', len);
	memcpy(at, "null", 4);
	++*count;
	return len;
}

/* A copy, as long as the bytes, in which what jansson refuses means nothing or U+FFFD; to be freed.
 * *count of it. */
static char *mend(const char *bytes, size_t len, size_t *count)
{
	char *copy = xmalloc(len + 1);
	char *end = copy + len;
	char *at = copy;

	memcpy(copy, bytes, len);
	*end = '\0';
	while (at < end) {
		size_t size = mend_number(at, count);

		if (*at == '"')
			at = mend_text(at + 1, end, count);
		else
			at += size ? size : 1;
	}
	return copy;
}

/* --- --- */

/* A copy without the kind of mistake that the error is of; to be freed */
static char *mend_kind(const char *bytes, size_t *len, size_t *replaced, const json_error_t *error)
{
	size_t count = 0;
	char *mended;

	if (json_error_code(error) == json_error_invalid_utf8) {
		mended = utf8_clean(bytes, *len, &count);
		*len = strlen(mended);
	} else {
		mended = mend(bytes, *len, &count);
	}
	*replaced += count;
	return mended;
}

json_t *json_decode(const char *bytes, size_t len, size_t *replaced, json_error_t *error)
{
	json_t *root = json_loadb(bytes, len, DECODING, error);
	json_error_t last = *error; /* of what is no JSON the first one is told */
	char *text = NULL;

	*replaced = 0;
	for (int kinds = 0; kinds < 2 && !root; kinds++) {
		char *mended;

		if (json_error_code(&last) == json_error_premature_end_of_input)
			break;
		mended = mend_kind(bytes, &len, replaced, &last);
		free(text);
		bytes = text = mended;
		root = json_loadb(bytes, len, DECODING, &last);
	}
	free(text);
	return root;
}
