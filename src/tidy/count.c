/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/count.h"

#include <stddef.h>
#include <string.h>

#define MOST 1000000000000000 /* fits in SQLite's integers a thousand times */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* What the letter at the end of a shortened count multiplies by; 1 when it is none */
static uint64_t unit_of(char c)
{
	if (c == 'k' || c == 'K')
		return 1000;
	return c == 'm' || c == 'M' ? 1000000 : 1;
}

/* Digits, in threes after the first comma; moves *text past them */
static bool read_digits(uint64_t *out, const char **text)
{
	uint64_t value = 0;
	size_t group = 0; /* digits since the last comma */
	bool commas = false;

	for (; is_digit(**text) || **text == ','; (*text)++) {
		if (**text != ',') {
			value = value * 10 + (uint64_t)(**text - '0');
			group++;
		} else if (group == 0 || group > 3 || (commas && group != 3)) {
			return false;
		} else {
			commas = true;
			group = 0;
		}
		if (value >= MOST)
			return false;
	}
	*out = value;
	return commas ? group == 3 : group > 0;
}

bool count_read(uint64_t *out, const char *text)
{
	uint64_t value;
	uint64_t unit;

	if (!read_digits(&value, &text))
		return false;
	unit = unit_of(text[strspn(text, ".0123456789")]);
	if (unit > 1) {
		if (value >= MOST / unit)
			return false;
		value *= unit;
		for (text += *text == '.'; is_digit(*text); text++)
			value += (uint64_t)(*text - '0') * (unit /= 10);
		text++;
	}
	if (*text)
		return false;
	*out = value;
	return true;
}
