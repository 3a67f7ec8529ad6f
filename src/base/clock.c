/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/clock.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const int days_before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days from 0001-01-01 to the first of January of year */
static int64_t days_to_year(int year)
{
	int64_t y = year - 1;

	return y * 365 + y / 4 - y / 100 + y / 400;
}

#define DAYS_TO_1970 719162

bool clock_from_civil(int64_t *out, const struct civil *c)
{
	int64_t day;

	if (c->year < 1 || c->year > 9999 || c->month < 1 || c->month > 12 || c->day < 1 ||
		c->day > days_in(c->year, c->month))
		return false;
	if (c->hour < 0 || c->hour > 23 || c->minute < 0 || c->minute > 59 || c->second < 0 ||
		c->second > 59)
		return false;
	day = days_to_year(c->year) - DAYS_TO_1970 + days_before[c->month - 1] +
	      (c->month > 2 && is_leap(c->year)) + c->day - 1;
	*out = day * CLOCK_DAY + c->hour * 3600 + c->minute * 60 + c->second;
	return true;
}

void clock_to_civil(struct civil *out, int64_t when)
{
	int64_t day = clock_day(when) / CLOCK_DAY;
	int second = (int)(when - day * CLOCK_DAY);
	int64_t rest = day + DAYS_TO_1970;
	int year = (int)(rest * 400 / 146097) + 1;
	int month = 1;

	while (days_to_year(year) > rest)
		year--;
	while (days_to_year(year + 1) <= rest)
		year++;
	rest -= days_to_year(year);
	while (rest >= days_in(year, month))
		rest -= days_in(year, month++);
	*out = (struct civil){
		year, month, (int)rest + 1, second / 3600, second / 60 % 60, second % 60};
}

int64_t clock_day(int64_t when)
{
	int64_t second = when % CLOCK_DAY;

	return when - (second < 0 ? second + CLOCK_DAY : second);
}

/* A number below 100 as two digits */
static void put_two(char *out, int number)
{
	out[0] = (char)('0' + number / 10 % 10);
	out[1] = (char)('0' + number % 10);
}

void clock_format(char out[CLOCK_RFC3339_SIZE], int64_t when)
{
	struct civil c;

	clock_to_civil(&c, when);
	memcpy(out, "0000-00-00T00:00:00Z", CLOCK_RFC3339_SIZE);
	put_two(out, c.year / 100);
	put_two(out + 2, c.year % 100);
	put_two(out + 5, c.month);
	put_two(out + 8, c.day);
	put_two(out + 11, c.hour);
	put_two(out + 14, c.minute);
	put_two(out + 17, c.second);
}

void clock_format_mail(char out[CLOCK_MAIL_SIZE], int64_t when)
{
	static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	static const char *const months[] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	int64_t day = clock_day(when) / CLOCK_DAY + DAYS_TO_1970; /* 0001-01-01 was a Monday */
	struct civil c;

	clock_to_civil(&c, when);
	snprintf(out, CLOCK_MAIL_SIZE, "%s, %02u %s %04u %02u:%02u:%02u +0000", days[day % 7],
		(unsigned)c.day % 100, months[c.month - 1], (unsigned)c.year % 10000,
		(unsigned)c.hour % 100, (unsigned)c.minute % 100, (unsigned)c.second % 100);
}

/* Exactly count digits at *at, which moves past them */
static bool digits(const char **at, int count, int *out)
{
	int value = 0;

	for (int i = 0; i < count; i++, (*at)++) {
		if (**at < '0' || **at > '9')
			return false;
		value = value * 10 + (**at - '0');
	}
	*out = value;
	return true;
}

static bool skip(const char **at, char c)
{
	if (**at != c)
		return false;
	(*at)++;
	return true;
}

/* "Z", "+02:00", "-0500" or nothing; *offset in seconds east */
static bool parse_zone(const char **at, int *offset)
{
	int sign = **at == '-' ? -1 : 1;
	int hours, minutes;

	*offset = 0;
	if (!**at || skip(at, 'Z') || skip(at, 'z'))
		return true;
	if (!skip(at, '+') && !skip(at, '-'))
		return false;
	if (!digits(at, 2, &hours))
		return false;
	skip(at, ':');
	if (!digits(at, 2, &minutes) || hours > 23 || minutes > 59)
		return false;
	*offset = sign * (hours * 3600 + minutes * 60);
	return true;
}

static bool parse_time(const char **at, struct civil *c)
{
	if (!digits(at, 2, &c->hour) || !skip(at, ':') || !digits(at, 2, &c->minute))
		return false;
	if (skip(at, ':') && !digits(at, 2, &c->second))
		return false;
	if (skip(at, '.')) {
		if (**at < '0' || **at > '9')
			return false;
		*at += strspn(*at, "0123456789");
	}
	if (c->second == 60)
		c->second = 59; /* a leap second: RFC 3339, section 5.7 */
	return true;
}

bool clock_parse(int64_t *out, const char *text)
{
	struct civil c = {0};
	const char *at = text;
	int offset = 0;
	int64_t when;

	if (!digits(&at, 4, &c.year) || !skip(&at, '-') || !digits(&at, 2, &c.month) ||
		!skip(&at, '-') || !digits(&at, 2, &c.day))
		return false;
	if (*at) {
		if (!skip(&at, 'T') && !skip(&at, 't') && !skip(&at, ' '))
			return false;
		if (!parse_time(&at, &c) || !parse_zone(&at, &offset) || *at)
			return false;
	}
	if (!clock_from_civil(&when, &c))
		return false;
	*out = when - offset;
	return true;
}

/* Seconds in decimal, within the years that a struct civil can hold */
static bool parse_seconds(int64_t *out, const char *text)
{
	const int64_t most = 253402300799; /* 9999-12-31T23:59:59Z */
	long long value;
	char *end;

	errno = 0;
	value = strtoll(text, &end, 10);
	if (errno || end == text || *end || value < 0 || value > most)
		return false;
	*out = value;
	return true;
}

bool clock_is_read(const char *text)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");

	return !text && (!epoch || !*epoch);
}

int clock_now(int64_t *out, const char *text, struct err *err)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");

	if (text) {
		if (*text == '@' ? parse_seconds(out, text + 1) : clock_parse(out, text))
			return 0;
		return err_set(err, ERR_USAGE, "--now",
			"\"%s\" is no time; write it as 2026-11-23T06:00:00Z or @SECONDS", text);
	}
	if (epoch && *epoch) {
		if (parse_seconds(out, epoch))
			return 0;
		return err_set(err, ERR_USAGE, "SOURCE_DATE_EPOCH",
			"\"%s\" is no number of seconds since 1970", epoch);
	}
	*out = (int64_t)time(NULL);
	return 0;
}

int64_t clock_monotonic(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}
