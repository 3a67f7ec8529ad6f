/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/day.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

static const char *const months[] = {"january", "february", "march", "april", "may", "june", "july",
	"august", "september", "october", "november", "december"};

static const char *const weekdays[] = {
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

/* Letters of text at its beginning that are a name of the table, or three or four letters of it;
 * 0 when they are none */
static size_t name_length(const char *const *names, size_t count, const char *text)
{
	size_t len = 0;

	while (isalpha((unsigned char)text[len]))
		len++;
	if (len < 3)
		return 0;
	for (size_t i = 0; i < count; i++) {
		if (strncasecmp(names[i], text, len) == 0 && (len <= 4 || !names[i][len]))
			return len;
	}
	return 0;
}

static size_t month_length(const char *text)
{
	size_t len = name_length(months, sizeof(months) / sizeof(*months), text);

	return len && text[len] == '.' ? len + 1 : len;
}

static const char *skip_weekday(const char *text)
{
	size_t len = name_length(weekdays, sizeof(weekdays) / sizeof(*weekdays), text);

	if (!len)
		return text;
	text += len;
	text += *text == '.';
	text += *text == ',';
	return text + strspn(text, " ");
}

/* Digits of a number of at most most digits at the beginning of text; 0 when there is none */
static size_t number_length(const char *text, size_t most)
{
	size_t len = strspn(text, "0123456789");

	return len <= most ? len : 0;
}

/* Past "14", "14th"; NULL when there is no day of the month */
static const char *skip_day(const char *text)
{
	static const char *const endings[] = {"st", "nd", "rd", "th"};
	size_t len = number_length(text, 2);

	if (!len)
		return NULL;
	text += len;
	for (size_t i = 0; i < 4; i++) {
		if (strncasecmp(text, endings[i], 2) == 0)
			return text + 2;
	}
	return text;
}

/* Nothing more, or a year of four digits */
static bool ends_with_year(const char *text)
{
	if (!*text)
		return true;
	text += *text == ',';
	text += strspn(text, " ");
	return number_length(text, 4) == 4 && !text[4];
}

static bool is_iso(const char *text)
{
	return strlen(text) == 10 && number_length(text, 4) == 4 && text[4] == '-' &&
	       number_length(text + 5, 2) == 2 && text[7] == '-' && number_length(text + 8, 2) == 2;
}

bool day_is_day(const char *text)
{
	size_t len;

	text = skip_weekday(text);
	if (is_iso(text))
		return true;
	len = month_length(text);
	if (len) {
		text += len;
		text += strspn(text, " ");
		text = skip_day(text);
		return text && ends_with_year(text);
	}
	text = skip_day(text);
	if (!text || *text != ' ')
		return false;
	text++;
	len = month_length(text);
	return len && ends_with_year(text + len);
}

bool day_is_month(const char *text)
{
	size_t len = month_length(text);

	return len && !text[len];
}
