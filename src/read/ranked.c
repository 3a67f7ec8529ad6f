/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/ranked.h"

#include <limits.h>
#include <string.h>
#include <strings.h>

#define UNRANKED UINT_MAX

/* Of each attribute: name, prefix, namespace, value, its end */
const char *attributes_get(const struct attributes *attributes, const char *name, size_t *len)
{
	const xmlChar **at = attributes->items;

	for (int i = 0; i < attributes->count; i++, at += 5) {
		if (strcmp((const char *)at[0], name) == 0) {
			*len = (size_t)(at[4] - at[3]);
			return (const char *)at[3];
		}
	}
	*len = 0;
	return "";
}

bool attributes_say(const struct attributes *attributes, const char *name, const char *wanted)
{
	size_t len;
	const char *value = attributes_get(attributes, name, &len);

	return len == strlen(wanted) && strncasecmp(value, wanted, len) == 0;
}

void ranked_begin(struct ranked *ranked, struct items *items)
{
	ranked->items = items;
	for (size_t i = 0; i < MAP_COUNT; i++)
		ranked->ranks[i] = UNRANKED;
}

void ranked_put(struct ranked *ranked, size_t field, unsigned rank, const char *text, size_t len)
{
	if (!len || rank > ranked->ranks[field])
		return;
	if (rank < ranked->ranks[field])
		item_clear(ranked->items, field);
	item_add(ranked->items, field, text, len);
	if (item_has(ranked->items, field))
		ranked->ranks[field] = rank;
}

/* Atom's link: RFC 4287, section 4.2.7.2 */
static void put_link(
	struct ranked *ranked, const struct element *row, const struct attributes *attributes)
{
	size_t len, rel;
	const char *href = attributes_get(attributes, row->attribute, &len);

	attributes_get(attributes, "rel", &rel);
	if (attributes_say(attributes, "type", "application/pdf") ||
		attributes_say(attributes, "title", "pdf"))
		ranked_put(ranked, FIELD_PDF, row->rank, href, len);
	else if (!rel || attributes_say(attributes, "rel", "alternate"))
		ranked_put(ranked, FIELD_LINK, row->rank, href, len);
	else if (attributes_say(attributes, "rel", "replies"))
		ranked_put(ranked, FIELD_DISCUSSION, row->rank, href, len);
}

void ranked_put_attributes(
	struct ranked *ranked, const struct element *row, const struct attributes *attributes)
{
	size_t len;
	const char *value = attributes_get(attributes, row->attribute, &len);

	if (row->holding == HOLDS_LINK)
		put_link(ranked, row, attributes);
	else if (row->holding == HOLDS_ATTRIBUTE ||
		 attributes_say(attributes, "type", "application/pdf"))
		ranked_put(ranked, row->field, row->rank, value, len);
}

/* dc:identifier may be anything */
static bool is_no_doi(const struct element *row, const char *text)
{
	return row->field == MAP_DOI && strncmp(text, "doi:", 4) != 0 &&
	       strncmp(text, "10.", 3) != 0 && !strstr(text, "doi.org/");
}

void ranked_put_text(struct ranked *ranked, const struct meaning *meaning, const char *text,
	size_t len, bool permalink)
{
	for (size_t i = 0; i < meaning->count; i++) {
		const struct element *row = meaning->rows[i];

		if (is_no_doi(row, text))
			continue;
		if (row->holding == HOLDS_TEXT ||
			(row->holding == HOLDS_PERMALINK && permalink && strstr(text, "://")))
			ranked_put(ranked, row->field, row->rank, text, len);
	}
}
