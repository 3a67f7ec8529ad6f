/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/date.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"

#define UNSET   (-1)
#define LONGEST 100 /* bytes of a text that can be a date */

/* Years between two 29ths of February, at most: 1896 and 1904 */
#define LONGEST_LEAP 8

/* What the words and numbers of a date said so far. */
struct parts {
	int year;
	int month;
	int day;
	int hour;
	int minute;
	int second;
	int offset; /* seconds east of Greenwich */
	bool time;  /* hour and minute were given */
	bool zone;  /* offset was given */
	bool ambiguous;
	bool spoilt; /* something that is no part of a date, or twice the same part */
};

static const char *const months[] = {"january", "february", "march", "april", "may", "june", "july",
	"august", "september", "october", "november", "december"};

static const char *const weekdays[] = {
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

/* RFC 822, section 5.1; military letters say nothing (RFC 2822, section 4.3) and are not here */
static const struct {
	const char *name;
	int hours;
} zones[] = {
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

static bool take_zone(struct parts *parts, const char *word, size_t len)
{
	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
		if (strlen(zones[i].name) != len || strncasecmp(zones[i].name, word, len) != 0)
			continue;
		parts->offset = zones[i].hours * 3600;
		parts->spoilt |= parts->zone;
		parts->zone = true;
		return true;
	}
	return false;
}

static size_t take_word(struct parts *parts, const char *word)
{
	size_t len = 0;
	int month;

	while (is_letter(word[len]))
		len++;
	month = find_name(months, 12, word, len);
	if (month) {
		parts->spoilt |= parts->month != UNSET;
		parts->month = month;
	} else if (!find_name(weekdays, 7, word, len) && !take_zone(parts, word, len)) {
		parts->spoilt = true;
	}
	return len;
}

/* count digits at text as a number, UNSET when there are fewer or more */
static int number_of(const char *text, size_t count)
{
	int value = 0;

	if (strspn(text, "0123456789") != count)
		return UNSET;
	for (size_t i = 0; i < count; i++)
		value = value * 10 + (text[i] - '0');
	return value;
}

/* "10:00", "9:05:30", "10:00:00.123" at text, which begins with a digit and a colon follows */
static size_t take_time(struct parts *parts, const char *text)
{
	size_t len = strspn(text, "0123456789");

	parts->spoilt |= parts->time || len > 2;
	parts->time = true;
	parts->hour = len > 2 ? UNSET : number_of(text, len);
	parts->minute = number_of(text + len + 1, 2);
	parts->spoilt |= parts->minute == UNSET;
	len += 1 + strspn(text + len + 1, "0123456789");
	if (text[len] != ':')
		return len;
	parts->second = number_of(text + len + 1, 2);
	parts->spoilt |= parts->second == UNSET;
	parts->second -= parts->second == 60; /* a leap second */
	len += 1 + strspn(text + len + 1, "0123456789");
	if (text[len] == '.' && is_digit(text[len + 1]))
		len += 1 + strspn(text + len + 1, "0123456789");
	return len;
}

/* "+0200", "-05:00" after a time */
static size_t take_offset(struct parts *parts, const char *text)
{
	const char *minutes_at = text + 3;
	size_t digits = strspn(text + 1, "0123456789");
	int hours, minutes;

	if (digits == 2 && text[3] == ':')
		minutes_at++;
	else if (digits != 4)
		minutes_at = "";
	hours = *minutes_at ? (text[1] - '0') * 10 + (text[2] - '0') : UNSET;
	minutes = number_of(minutes_at, 2);
	if (parts->zone || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
		parts->spoilt = true;
		return 1;
	}
	parts->zone = true;
	parts->offset = (hours * 60 + minutes) * (*text == '-' ? -60 : 60);
	return (size_t)(minutes_at - text) + 2;
}

/* 2025/03/14, 14.03.2025, 14/03/2025 or 03/14/2025; sizes in digits */
static void take_triple(struct parts *parts, const int numbers[3], const size_t sizes[3], char mark)
{
	bool year_first = sizes[0] == 4;
	bool month_first;
	int a = numbers[0];
	int b = numbers[1];

	if (parts->day != UNSET || parts->month != UNSET || parts->year != UNSET ||
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

static void take_number(struct parts *parts, int number, size_t size)
{
	if (size == 4 && parts->year == UNSET)
		parts->year = number;
	else if (size <= 2 && parts->day == UNSET)
		parts->day = number;
	else if (size == 2 && parts->year == UNSET && parts->month != UNSET)
		parts->year = number + (number < 50 ? 2000 : 1900); /* RFC 2822, section 4.3 */
	else
		parts->spoilt = true;
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

static size_t take_digits(struct parts *parts, const char *text)
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
	len = sizes[0];
	take_number(parts, numbers[0], len);
	return len + ordinal_length(text + len);
}

/* Takes what text begins with; how long that is */
static size_t take(struct parts *parts, const char *text)
{
	size_t digits = strspn(text, "0123456789");
	size_t comment = strcspn(text, ")");

	if (digits)
		return text[digits] == ':' ? take_time(parts, text) : take_digits(parts, text);
	if (is_letter(*text))
		return take_word(parts, text);
	if (parts->time && (*text == '+' || *text == '-') && is_digit(text[1]))
		return take_offset(parts, text);
	if (*text == '(' && text[comment])
		return comment + 1;
	parts->spoilt |= !strchr(" \t\n,.-/", *text);
	return 1;
}

static bool to_time(int64_t *out, const struct parts *parts, int year)
{
	struct civil civil = {
		year, parts->month, parts->day, parts->hour, parts->minute, parts->second};

	if (!clock_from_civil(out, &civil))
		return false;
	if (parts->time)
		*out -= parts->offset;
	return true;
}

/* The latest such day that is not after now's */
static bool latest(int64_t *out, const struct parts *parts, int64_t now)
{
	struct civil today;
	int64_t when;

	clock_to_civil(&today, now);
	for (int year = today.year; year >= today.year - LONGEST_LEAP; year--) {
		if (to_time(&when, parts, year) && clock_day(when) <= clock_day(now)) {
			*out = when;
			return true;
		}
	}
	return false;
}

static enum date_fault read_parts(int64_t *out, const char *text, int year, int64_t now)
{
	struct parts parts = {.year = UNSET, .month = UNSET, .day = UNSET};
	bool done;

	while (*text)
		text += take(&parts, text);
	if (parts.spoilt)
		return DATE_UNREADABLE;
	if (parts.ambiguous)
		return DATE_AMBIGUOUS;
	if (parts.month == UNSET || parts.day == UNSET)
		return parts.month == UNSET && parts.year == UNSET ? DATE_UNREADABLE : DATE_NO_DAY;
	if (parts.year == UNSET && year == 0)
		done = latest(out, &parts, now);
	else
		done = to_time(out, &parts, parts.year == UNSET ? year : parts.year);
	return done ? DATE_FINE : DATE_UNREADABLE;
}

enum date_fault date_read(int64_t *out, const char *text, int year, int64_t now)
{
	const struct civil first = {.year = 1, .month = 1, .day = 1};
	enum date_fault fault = DATE_FINE;
	int64_t when;
	int64_t earliest = 0;

	clock_from_civil(&earliest, &first);
	if (strnlen(text, LONGEST + 1) > LONGEST)
		fault = DATE_UNREADABLE;
	else if (!clock_parse(&when, text))
		fault = read_parts(&when, text, year, now);
	if (fault != DATE_FINE)
		return fault;
	if (when < earliest)
		return DATE_UNREADABLE;
	if (when > now + CLOCK_DAY)
		return DATE_FUTURE;
	*out = when > now ? now : when;
	return DATE_FINE;
}

const char *date_fault_text(enum date_fault fault)
{
	static const char *const texts[] = {
		[DATE_FINE] = "is fine",
		[DATE_UNREADABLE] = "is no date that can be read",
		[DATE_AMBIGUOUS] = "does not say which number is the month",
		[DATE_NO_DAY] = "has no day",
		[DATE_FUTURE] = "is in the future",
	};

	return texts[fault];
}
