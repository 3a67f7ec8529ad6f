/* SPDX-License-Identifier: ISC */
/*
 * What all pages are written with: HTML on top of write/xml.h, in mark-up that XML parsers take too,
 * and the words that pages say numbers and days in. Text from outside goes into a bdi element, so that
 * its direction ends with it.
 */
#ifndef PAPERROUTE_WRITE_HTML_H
#define PAPERROUTE_WRITE_HTML_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "write/xml.h"

/* An element of that class; class may be NULL. xml_end ends it. */
void html_begin(struct xml *xml, const char *element, const char *class);

/* <element class="class">text</element>; nothing when text is NULL. */
void html_element(struct xml *xml, const char *element, const char *class, const char *text);

/* The same on a line of its own. */
void html_block(struct xml *xml, const char *element, const char *class, const char *text);

/* <a class="class" href="href">text</a> */
void html_link(struct xml *xml, const char *class, const char *href, const char *text);

/* <time> of a day, counted from 1970: "Friday, 14 March 2025". */
void html_day(struct xml *xml, int64_t day);

/* Text whose addresses become links, where a reader can see where they lead (base/url.h). */
void html_text_with_links(struct xml *xml, const char *text);

/* A line's end between elements. */
void html_line(struct xml *xml);

/* "1 paper", "1,234 papers" */
char *html_count(struct arena *arena, size_t count, const char *noun);

/* "14 March 2025", and "March 2025" of "2025-03" */
char *html_date(struct arena *arena, int64_t day);
char *html_month(struct arena *arena, const char *month);

#endif
