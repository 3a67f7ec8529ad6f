/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "write/content.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xalloc.h"
#include "write/html.h"
#include "write/xml.h"

/* Characters of a summary: what readers show under a title */
#define SUMMARY_LENGTH 300

static void put_abstract(struct xml *xml, const char *abstract)
{
	while (abstract && *abstract) {
		const char *end = strstr(abstract, "\n\n");
		size_t len = end ? (size_t)(end - abstract) : strlen(abstract);
		char *paragraph = xstrndup(abstract, len);

		xml_begin(xml, "p");
		html_text_with_links(xml, paragraph);
		xml_end(xml);
		free(paragraph);
		abstract += len + (end ? 2 : 0);
	}
}

static void put_links(struct xml *xml, const struct entry *entry)
{
	const struct {
		const char *label;
		const char *href;
	} links[] = {
		{entry->key ? "Paper" : "Link", entry->link},
		{"PDF", entry->pdf},
		{"Code", entry->code},
		{"Discussion", entry->discussion},
	};
	bool any = false;

	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++) {
		if (!links[i].href)
			continue;
		if (any)
			xml_text(xml, " · ");
		else
			xml_begin(xml, "p");
		html_link(xml, NULL, links[i].href, links[i].label);
		any = true;
	}
	if (any)
		xml_end(xml);
}

static void put_number(struct xml *xml, const char *before, int number, const char *after)
{
	char text[64];

	snprintf(text, sizeof(text), "%s%d%s", before, number, after);
	xml_text(xml, text);
}

/* "diffusion (20 points): models 10, "diffusion models" in the title; ..." */
static void put_route(struct xml *xml, const struct route *route)
{
	xml_begin(xml, "p");
	xml_text(xml, "In ");
	xml_element(xml, "b", route->topic);
	put_number(xml, " with ", route->points, " points: ");
	for (size_t i = 0; i < route->reason_count; i++) {
		const struct reason *reason = &route->reasons[i];

		xml_text(xml, i ? "; " : "");
		xml_text(xml, reason->rule);
		put_number(xml, " ", reason->points, "");
		if (!reason->text)
			continue;
		xml_text(xml, ", “");
		xml_text(xml, reason->text);
		xml_text(xml, "” in the ");
		xml_text(xml, reason->field);
	}
	xml_text(xml, ".");
	xml_end(xml);
}

int content_html(struct buf *out, const struct feed_entry *item, struct err *err)
{
	struct xml xml;

	xml_open(&xml, out, false);
	put_abstract(&xml, item->entry->abstract);
	put_links(&xml, item->entry);
	for (size_t i = 0; i < item->route_count; i++)
		put_route(&xml, &item->routes[i]);
	return xml_close(&xml, out, item->id, err);
}

/* Cuts text to at most SUMMARY_LENGTH characters, at the end of a word where there is one */
static void cut(struct buf *out, const char *text)
{
	size_t len = utf8_prefix(text, SUMMARY_LENGTH);
	size_t word = len;

	if (!text[len]) {
		buf_puts(out, text);
		return;
	}
	while (word && text[word] != ' ')
		word--;
	if (word)
		len = word;
	while (len && strchr(" ,;:", text[len - 1]))
		len--;
	buf_put(out, text, len);
	buf_puts(out, "…");
}

void content_summary(struct buf *out, const struct entry *entry)
{
	char *line;

	if (!entry->abstract)
		return;
	line = xstrdup(entry->abstract);
	for (char *at = line; (at = strstr(at, "\n\n"));) {
		*at = ' ';
		memmove(at + 1, at + 2, strlen(at + 2) + 1);
	}
	cut(out, line);
	free(line);
}
