/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/count.h"

#include <stddef.h>
#include <string.h>

#define MOST 1000000000000000 /* fits in a double and in SQLite's integers */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool count_read(uint64_t *out, const char *text)
{
	uint64_t value = 0;
	uint64_t unit = 1;
	size_t grouped = 0; /* digits since the last comma */
	bool commas = false;

	if (!is_digit(*text))
		return false;
	for (; is_digit(*text) || (*text == ',' && grouped <= 3); text++) {
		if (*text == ',') {
			if (commas && grouped != 3)
				return false;
			commas = true;
			grouped = 0;
			continue;
		}
		value = value * 10 + (uint64_t)(*text - '0');
		grouped++;
		if (value >= MOST)
			return false;
	}
	if (commas && grouped != 3)
		return false;
	if (text[0] && strchr("kKmM", text[strspn(text, ".0123456789")])) {
		unit = strpbrk(text, "mM") ? 1000000 : 1000;
		value *= unit;
		for (text += *text == '.'; is_digit(*text); text++)
			value += (uint64_t)(*text - '0') * (unit /= 10);
		text++;
	}
	if (*text || value >= MOST)
		return false;
	*out = value;
	return true;
}
