/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/json_decode.h"

#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xalloc.h"

/* NUL is a character of JSON's strings; cleaning takes it out */
#define DECODING (JSON_DECODE_ANY | JSON_ALLOW_NUL)

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

/* A copy in which escapes that mean no character, NUL and half surrogates, mean U+FFFD; to be freed */
static char *mend_escapes(const char *bytes, size_t len)
{
	char *copy = xmalloc(len + 1);
	const char *end = copy + len;

	memcpy(copy, bytes, len);
	copy[len] = '\0';
	for (char *at = copy; at < end; at++) {
		int32_t unit = escaped(at, end);

		if (*at != '\\')
			continue;
		if (is_high(unit) && is_low(escaped(at + 6, end)))
			at += 11;
		else if (!unit || is_high(unit) || is_low(unit))
			memcpy(at + 2, "fffd", 4);
		else
			at++; /* the escaped character */
	}
	return copy;
}

/* What a number is made of */
#define NUMBER "+-.0123456789eE"

/* Whether jansson would refuse a number for its size; those of up to 18 digits it takes */
static bool is_huge(const char *number, size_t len)
{
	return (strcspn(number, ".eE") >= len && len > 18) || isinf(strtod(number, NULL));
}

/* A copy in which numbers that are too large for any count are null; to be freed. *count of them. */
static char *mend_numbers(const char *bytes, size_t len, size_t *count)
{
	char *copy = xmalloc(len + 1);
	bool quoted = false;
	size_t size;

	memcpy(copy, bytes, len);
	copy[len] = '\0';
	for (size_t i = 0; i < len; i += size) {
		size = quoted && copy[i] == '\\' ? 2 : 1;
		quoted ^= copy[i] == '"';
		if (quoted || !copy[i] || !strchr(NUMBER, copy[i]))
			continue;
		size = strspn(copy + i, NUMBER);
		if (size < 5 || !is_huge(copy + i, size))
			continue;
		memset(copy + i, ' ', size);
		memcpy(copy + i, "null", 4);
		++*count;
	}
	return copy;
}

json_t *json_decode(const char *bytes, size_t len, size_t *replaced, json_error_t *error)
{
	json_t *root = json_loadb(bytes, len, DECODING, error);
	char *mended;

	*replaced = 0;
	if (root || json_error_code(error) == json_error_premature_end_of_input)
		return root;
	if (json_error_code(error) == json_error_invalid_utf8) {
		mended = utf8_clean(bytes, len, replaced);
		root = json_loadb(mended, strlen(mended), DECODING, error);
		free(mended);
		return root;
	}
	if (json_error_code(error) == json_error_null_byte_in_key ||
		strstr(error->text, "Unicode")) {
		mended = mend_escapes(bytes, len);
		root = json_loadb(mended, len, DECODING, error);
		free(mended);
		*replaced = root != NULL;
	}
	if (!root && json_error_code(error) == json_error_numeric_overflow) {
		mended = mend_numbers(bytes, len, replaced);
		root = json_loadb(mended, len, DECODING, error);
		free(mended);
	}
	return root;
}
