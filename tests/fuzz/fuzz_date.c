/* SPDX-License-Identifier: ISC */
/*
 * Dates: what is read is no later than now, and what it is written as reads as the same.
 */
#include "config.h"

#include <string.h>

#include "base/clock.h"
#include "fuzz/fuzz.h"
#include "tidy/date.h"

#define NOW 1773490245 /* 2026-03-14T12:10:45Z */

static void check_time(int64_t when)
{
	char text[CLOCK_RFC3339_SIZE], mail[CLOCK_MAIL_SIZE];
	struct civil civil;
	int64_t again;

	clock_to_civil(&civil, when);
	fuzz_require(civil.year >= 1 && civil.year <= 9999, "the year %d is one", civil.year);
	fuzz_require(clock_from_civil(&again, &civil) && again == when, "a civil time is the time");
	clock_format(text, when);
	fuzz_require(strlen(text) == CLOCK_RFC3339_SIZE - 1, "%s is RFC 3339", text);
	fuzz_require(clock_parse(&again, text) && again == when, "%s parses to itself", text);
	if (when > NOW)
		return;
	fuzz_require(date_read(&again, text, 0, NOW) == DATE_FINE && again == when,
		"%s is read as itself", text);
	clock_format_mail(mail, when);
	fuzz_require(date_read(&again, mail, 0, NOW) == DATE_FINE && again == when,
		"%s is read as %s", mail, text);
}

static void check_read(const char *text, int year)
{
	int64_t when = CLOCK_NONE;
	enum date_fault fault = date_read(&when, text, year, NOW);

	if (fault != DATE_FINE) {
		fuzz_require_line(date_fault_text(fault), 200, "what is wrong with a date");
		return;
	}
	fuzz_require(when <= NOW, "\"%s\" is not in the future", text);
	check_time(when);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	char *text;
	int64_t when;

	arena_init(&arena);
	text = fuzz_clean(&arena, data, size);
	if (clock_parse(&when, text))
		check_time(when);
	check_read(text, 0);
	check_read(text, 2024);
	arena_release(&arena);
	return 0;
}
