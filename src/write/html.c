/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "write/html.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/url.h"
#include "base/xalloc.h"

static const char *const weekdays[] = {
	"Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"};

static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December"};

void html_begin(struct xml *xml, const char *element, const char *class)
{
	xml_begin(xml, element);
	xml_attribute(xml, "class", class);
}

void html_element(struct xml *xml, const char *element, const char *class, const char *text)
{
	if (!text)
		return;
	html_begin(xml, element, class);
	xml_text(xml, text);
	xml_end(xml);
}

void html_block(struct xml *xml, const char *element, const char *class, const char *text)
{
	if (!text)
		return;
	html_element(xml, element, class, text);
	html_line(xml);
}

void html_link(struct xml *xml, const char *class, const char *href, const char *text)
{
	html_begin(xml, "a", class);
	xml_attribute(xml, "href", href);
	xml_text(xml, text);
	xml_end(xml);
}

void html_line(struct xml *xml)
{
	xml_text(xml, "\n");
}

static struct civil civil_of(int64_t day)
{
	struct civil civil;

	clock_to_civil(&civil, day * CLOCK_DAY);
	return civil;
}

char *html_date(struct arena *arena, int64_t day)
{
	struct civil civil = civil_of(day);

	return arena_printf(arena, "%d %s %d", civil.day, months[civil.month - 1], civil.year);
}

void html_day(struct xml *xml, int64_t day)
{
	char stamp[CLOCK_RFC3339_SIZE];
	struct arena arena;

	arena_init(&arena);
	clock_format(stamp, day * CLOCK_DAY);
	stamp[strcspn(stamp, "T")] = '\0';
	xml_begin(xml, "time");
	xml_attribute(xml, "datetime", stamp);
	xml_text(xml, arena_printf(&arena, "%s, %s", weekdays[((day % 7) + 7) % 7],
			      html_date(&arena, day)));
	xml_end(xml);
	arena_release(&arena);
}

char *html_month(struct arena *arena, const char *month)
{
	long number = strtol(month + strcspn(month, "-") + 1, NULL, 10);

	if (number < 1 || number > 12)
		return arena_strdup(arena, month);
	return arena_printf(arena, "%s %.*s", months[number - 1], (int)strcspn(month, "-"), month);
}

/* With a comma before every three digits */
static char *number_of(struct arena *arena, size_t number)
{
	if (number < 1000)
		return arena_printf(arena, "%zu", number);
	return arena_printf(arena, "%s,%03zu", number_of(arena, number / 1000), number % 1000);
}

char *html_count(struct arena *arena, size_t count, const char *noun)
{
	return arena_printf(arena, "%s %s%s", number_of(arena, count), noun, count == 1 ? "" : "s");
}

void html_text_with_links(struct xml *xml, const char *text)
{
	size_t done = 0, start = 0, len;

	while (url_find(text, &start, &len)) {
		char *before = xstrndup(text + done, start - done);
		char *url = xstrndup(text + start, len);
		char *href = url_href(url, len);

		xml_text(xml, before);
		if (href)
			html_link(xml, NULL, href, url);
		else
			xml_text(xml, url);
		free(before);
		free(url);
		free(href);
		done = start = start + len;
	}
	xml_text(xml, text + done);
}
