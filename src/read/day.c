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

/* Past a year of four digits, if there is one */
static const char *skip_year(const char *text)
{
	const char *year = text;

	year += *year == ',';
	year += strspn(year, " ");
	return year != text && number_length(year, 4) == 4 ? year + 4 : text;
}

/* Past "2025-03-14", "2025/03/14", "14.03.2025", "14/3/2025"; NULL when there is no such day */
static const char *skip_figures(const char *text)
{
	size_t first = number_length(text, 4);
	char sign = text[first];
	size_t second, third;

	if ((first != 4 && (first == 0 || first > 2)) || !sign || !strchr("-/.", sign))
		return NULL;
	second = number_length(text + first + 1, 2);
	if (!second || text[first + 1 + second] != sign)
		return NULL;
	text += first + second + 2;
	third = number_length(text, 4);
	return third && (first == 4 ? third <= 2 : third == 4) ? text + third : NULL;
}

/* Past "March 14, 2025", "14 Mar"; NULL when there is no such day */
static const char *skip_words(const char *text)
{
	size_t len = month_length(text);

	if (len) {
		text += len;
		text = skip_day(text + strspn(text, " "));
		return text ? skip_year(text) : NULL;
	}
	text = skip_day(text);
	if (!text || *text != ' ')
		return NULL;
	text++;
	len = month_length(text);
	return len ? skip_year(text + len) : NULL;
}

size_t day_length(const char *text)
{
	const char *day = skip_weekday(text);
	const char *end = skip_figures(day);

	if (!end)
		end = skip_words(day);
	/* "March 14th": a day; "March 14b", "2025-03-14T": none */
	return end && !isalnum((unsigned char)*end) ? (size_t)(end - text) : 0;
}

bool day_is_day(const char *text)
{
	size_t len = day_length(text);

	return len && !text[len];
}

bool day_is_month(const char *text)
{
	size_t len = month_length(text);

	return len && !text[len];
}
