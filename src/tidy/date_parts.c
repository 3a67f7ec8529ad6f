/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/date_parts.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const months[] = {"january", "february", "march", "april", "may", "june", "july",
	"august", "september", "october", "november", "december"};

static const char *const weekdays[] = {
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

/* RFC 822, section 5.1, and such others as are of one place; military letters say nothing (RFC 2822,
 * section 4.3) and are not here */
static const struct {
	const char *name;
	int hours;
} zones[] = {
	{"hst", -10},
	{"akst", -9},
	{"akdt", -8},
	{"wet", 0},
	{"west", 1},
	{"bst", 1},
	{"cet", 1},
	{"cest", 2},
	{"mez", 1},
	{"mesz", 2},
	{"eet", 2},
	{"eest", 3},
	{"msk", 3},
	{"hkt", 8},
	{"sgt", 8},
	{"kst", 9},
	{"jst", 9},
	{"aest", 10},
	{"aedt", 11},
	{"nzst", 12},
	{"nzdt", 13},
	{"z", 0},
	{"ut", 0},
	{"utc", 0},
	{"gmt", 0},
	{"est", -5},
	{"edt", -4},
	{"cst", -6},
	{"cdt", -5},
	{"mst", -7},
	{"mdt", -6},
	{"pst", -8},
	{"pdt", -7},
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The number, from 1, of the name that word is or begins in three letters or more; else 0 */
static int find_name(const char *const *names, int count, const char *word, size_t len)
{
	for (int i = 0; len >= 3 && i < count; i++) {
		if (len <= strlen(names[i]) && strncasecmp(names[i], word, len) == 0)
			return i + 1;
	}
	return 0;
}

static bool take_zone(struct date_parts *parts, const char *word, size_t len)
{
	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
		if (strlen(zones[i].name) != len || strncasecmp(zones[i].name, word, len) != 0)
			continue;
		parts->offset = zones[i].hours * 3600;
		parts->spoilt |= parts->zone;
		parts->zone = true;
		parts->named = zones[i].hours == 0 && len > 1;
		return true;
	}
	return false;
}

/* am and pm of a time that they may stand behind */
static bool take_half(struct date_parts *parts, const char *word, size_t len)
{
	bool after_noon = *word == 'p' || *word == 'P';

	if (len != 2 || !parts->time || parts->twelve || parts->hour < 1 || parts->hour > 12 ||
		(strncasecmp(word, "am", 2) != 0 && strncasecmp(word, "pm", 2) != 0))
		return false;
	parts->twelve = true;
	parts->hour = parts->hour % 12 + (after_noon ? 12 : 0);
	return true;
}

static size_t take_word(struct date_parts *parts, const char *word)
{
	size_t len = 0;
	int month;

	while (is_letter(word[len]))
		len++;
	month = find_name(months, 12, word, len);
	if (len == 1 && strchr("Tt", *word) && is_digit(word[1]) && parts->day != DATE_UNSET) {
		parts->compact = true;
	} else if (month) {
		parts->spoilt |= parts->month != DATE_UNSET;
		parts->month = month;
	} else if (!find_name(weekdays, 7, word, len) && !take_zone(parts, word, len) &&
		   !take_half(parts, word, len)) {
		parts->spoilt = true;
	}
	return len;
}

/* count digits at text as a number, DATE_UNSET when there are fewer or more */
static int number_of(const char *text, size_t count)
{
	int value = 0;

	if (strspn(text, "0123456789") != count)
		return DATE_UNSET;
	for (size_t i = 0; i < count; i++)
		value = value * 10 + (text[i] - '0');
	return value;
}

/* "10:00", "9:05:30", "10:00:00.123" at text, which begins with a digit and a colon follows */
static size_t take_time(struct date_parts *parts, const char *text)
{
	size_t len = strspn(text, "0123456789");

	parts->spoilt |= parts->time || len > 2;
	parts->time = true;
	parts->hour = len > 2 ? DATE_UNSET : number_of(text, len);
	parts->minute = number_of(text + len + 1, 2);
	parts->spoilt |= parts->minute == DATE_UNSET;
	len += 1 + strspn(text + len + 1, "0123456789");
	if (text[len] != ':')
		return len;
	parts->second = number_of(text + len + 1, 2);
	parts->spoilt |= parts->second == DATE_UNSET;
	parts->second -= parts->second == 60; /* a leap second */
	len += 1 + strspn(text + len + 1, "0123456789");
	if ((text[len] == '.' || text[len] == ',') && is_digit(text[len + 1]))
		len += 1 + strspn(text + len + 1, "0123456789");
	return len;
}

/* "+0200", "-05:00", "+02" after a time; "+2" after GMT */
static size_t take_offset(struct date_parts *parts, const char *text)
{
	size_t digits = strspn(text + 1, "0123456789");
	size_t len = 1 + digits;
	int hours = digits > 4 ? DATE_UNSET : number_of(text + 1, digits);
	int minutes = 0;

	if (digits == 4) {
		minutes = hours % 100;
		hours /= 100;
	} else if (text[len] == ':') {
		minutes = number_of(text + len + 1, 2);
		len += 3;
	}
	if ((digits != 4 && digits != 2 && !parts->named) || digits > 4 ||
		(parts->zone && !parts->named) || hours > 23 || minutes < 0 || minutes > 59) {
		parts->spoilt = true;
		return 1;
	}
	parts->zone = true;
	parts->named = false;
	parts->offset = (hours * 60 + minutes) * (*text == '-' ? -60 : 60);
	return len;
}

/* 2025/03/14, 14.03.2025, 14/03/2025 or 03/14/2025; sizes in digits */
static void take_triple(
	struct date_parts *parts, const int numbers[3], const size_t sizes[3], char mark)
{
	bool year_first = sizes[0] == 4;
	bool month_first;
	int a = numbers[0];
	int b = numbers[1];

	if (parts->day != DATE_UNSET || parts->month != DATE_UNSET || parts->year != DATE_UNSET ||
		sizes[year_first ? 2 : 0] > 2 || sizes[1] > 2 || (!year_first && sizes[2] != 4)) {
		parts->spoilt = true;
		return;
	}
	parts->year = numbers[year_first ? 0 : 2];
	if (year_first) {
		parts->month = b;
		parts->day = numbers[2];
		return;
	}
	/* with dots the day is first wherever dots are used */
	month_first = mark != '.' && b > 12;
	parts->ambiguous = mark != '.' && a <= 12 && b <= 12 && a != b;
	parts->month = month_first ? a : b;
	parts->day = month_first ? b : a;
}

static bool is_mark_and_digit(const char *text)
{
	return *text && strchr("/.-", *text) && is_digit(text[1]);
}

/* 2025-03, 03/2025 */
static bool take_pair(struct date_parts *parts, const int numbers[3], const size_t sizes[3])
{
	bool year_first = sizes[0] == 4;

	if (sizes[year_first ? 0 : 1] != 4 || sizes[year_first ? 1 : 0] > 2 ||
		sizes[year_first ? 1 : 0] == 0 || parts->day != DATE_UNSET ||
		parts->month != DATE_UNSET || parts->year != DATE_UNSET)
		return false;
	parts->year = numbers[year_first ? 0 : 1];
	parts->month = numbers[year_first ? 1 : 0];
	return true;
}

static void take_number(struct date_parts *parts, int number, size_t size)
{
	if (size == 4 && parts->year == DATE_UNSET)
		parts->year = number;
	else if (size <= 2 && parts->day == DATE_UNSET)
		parts->day = number;
	else if (size == 2 && parts->year == DATE_UNSET && parts->month != DATE_UNSET)
		parts->year = number + (number < 50 ? 2000 : 1900); /* RFC 2822, section 4.3 */
	else
		parts->spoilt = true;
}

/* 20250314, and after a T 103000 and 1030; the digits' length, 0 when they are neither */
static size_t take_compact(struct date_parts *parts, const char *text)
{
	size_t len = strspn(text, "0123456789");
	long number = len <= 8 ? strtol(text, NULL, 10) : 0;

	if (parts->compact && !parts->time && (len == 6 || len == 4)) {
		if (len == 4)
			number *= 100;
		parts->time = true;
		parts->hour = (int)(number / 10000);
		parts->minute = (int)(number / 100 % 100);
		parts->second = (int)(number % 100);
		return len;
	}
	if (len != 8 || parts->year != DATE_UNSET || parts->month != DATE_UNSET ||
		parts->day != DATE_UNSET)
		return 0;
	parts->year = (int)(number / 10000);
	parts->month = (int)(number / 100 % 100);
	parts->day = (int)(number % 100);
	return len;
}

/* "1st", "22nd" */
static size_t ordinal_length(const char *text)
{
	static const char *const endings[] = {"st", "nd", "rd", "th"};

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		if (strncasecmp(text, endings[i], 2) == 0 && !is_letter(text[2]))
			return 2;
	}
	return 0;
}

static size_t take_digits(struct date_parts *parts, const char *text)
{
	size_t sizes[3] = {0};
	int numbers[3] = {0};
	size_t len = 0;
	char mark = '\0';

	for (int i = 0; i < 3; i++) {
		sizes[i] = strspn(text + len, "0123456789");
		numbers[i] = sizes[i] > 4 ? 0 : number_of(text + len, sizes[i]);
		len += sizes[i];
		if (i == 2)
			break;
		if (i == 0)
			mark = text[len];
		if (!mark || !strchr("/.-", mark) || text[len] != mark || !is_digit(text[len + 1]))
			break;
		len++;
	}
	if (sizes[2]) {
		take_triple(parts, numbers, sizes, mark);
		return len;
	}
	if (!is_mark_and_digit(text + len) && take_pair(parts, numbers, sizes))
		return len;
	len = sizes[0];
	take_number(parts, numbers[0], len);
	return len + ordinal_length(text + len);
}

/* Takes what text begins with; how long that is */
static size_t take(struct date_parts *parts, const char *text)
{
	size_t digits = strspn(text, "0123456789");
	size_t comment = strcspn(text, ")");

	if (digits && text[digits] == ':')
		return take_time(parts, text);
	if (digits) {
		size_t len = take_compact(parts, text);

		return len ? len : take_digits(parts, text);
	}
	if (is_letter(*text))
		return take_word(parts, text);
	if (parts->time && (*text == '+' || *text == '-') && is_digit(text[1]))
		return take_offset(parts, text);
	if (*text == '(' && text[comment])
		return comment + 1;
	parts->spoilt |= !strchr(" \t\n,.-/", *text);
	return 1;
}

void date_parts_read(struct date_parts *out, const char *text)
{
	*out = (struct date_parts){.year = DATE_UNSET, .month = DATE_UNSET, .day = DATE_UNSET};
	while (*text)
		text += take(out, text);
}
