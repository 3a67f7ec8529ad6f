/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/section.h"

#include <stdbool.h>
#include <string.h>

static const char *const begins[] = {
	[SECTION_CDATA] = "<![CDATA[",
	[SECTION_COMMENT] = "<!--",
	[SECTION_INSTRUCTION] = "<?",
};

static const char *const marks[MARK_COUNT] = {
	[MARK_CDATA] = "<![CDATA[",
	[MARK_CDATA_END] = "]]>",
	[MARK_COMMENT_END] = "-->",
	[MARK_INSTRUCTION_END] = "?>",
	[MARK_END_TAG] = "</",
	[MARK_XML] = "<?xml ",
	[MARK_RSS] = "<rss",
	[MARK_RDF] = "<rdf:RDF",
	[MARK_FEED] = "<feed",
	[MARK_ITEM] = "<item",
	[MARK_ENTRY] = "<entry",
};

static bool stands_at(const char *at, const char *end, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(end - at) >= len && memcmp(at, text, len) == 0;
}

enum section section_begins(const char *at, const char *end)
{
	enum section section = SECTION_CDATA;

	if (end - at < 2 || (at[1] != '!' && at[1] != '?'))
		return SECTION_NONE;
	while (section <= SECTION_INSTRUCTION && !stands_at(at, end, begins[section]))
		section++;
	return section <= SECTION_INSTRUCTION ? section : SECTION_NONE;
}

const char *section_text(enum section section, const char *at)
{
	return at + strlen(begins[section]);
}

const char *section_end(const char *at, const char *end)
{
	static const enum section_mark ends[] = {
		[SECTION_CDATA] = MARK_CDATA_END,
		[SECTION_COMMENT] = MARK_COMMENT_END,
		[SECTION_INSTRUCTION] = MARK_INSTRUCTION_END,
	};
	enum section section = section_begins(at, end);
	const char *mark, *text, *closed;

	if (section == SECTION_NONE)
		return NULL;
	mark = marks[ends[section]];
	text = section_text(section, at);
	closed = memmem(text, (size_t)(end - text), mark, strlen(mark));
	return closed ? closed + strlen(mark) : end;
}

const char *section_mark(struct sections *sections, enum section_mark mark, const char *at)
{
	const char *found = sections->found[mark];

	if (!found || found < at)
		found = memmem(at, (size_t)(sections->end - at), marks[mark], strlen(marks[mark]));
	if (!found)
		found = sections->end;
	sections->found[mark] = found;
	return found;
}

/* The end tag of the element in the bytes; NULL when there is none */
static const char *find_end_tag(const char *at, const char *end, const char *name, size_t len)
{
	while ((at = memmem(at, (size_t)(end - at), "</", 2))) {
		const char *behind = at + 2;

		if ((size_t)(end - behind) > len && memcmp(behind, name, len) == 0 &&
			strchr("> \t\r\n", behind[len]))
			return at;
		at = behind;
	}
	return NULL;
}

/* Without what is left of the lost mark */
static const char *strip_rest(const char *text, const char *end)
{
	static const char *const rests[] = {"] ]>", "]]", "]>"};

	for (size_t i = 0; i < sizeof(rests) / sizeof(*rests); i++) {
		size_t len = strlen(rests[i]);

		if ((size_t)(end - text) >= len && memcmp(end - len, rests[i], len) == 0)
			return end - len;
	}
	return end;
}

/* Where the next paper or feed begins */
static const char *next_part(struct sections *sections, const char *at)
{
	const char *first = sections->end;

	for (enum section_mark mark = MARK_XML; mark <= MARK_ENTRY; mark++) {
		const char *found = section_mark(sections, mark, at);

		if (found < first)
			first = found;
	}
	return first;
}

const char *section_lost_end(struct sections *sections, const char *text, const char *name,
	size_t name_len, const char **behind)
{
	const char *closed = section_mark(sections, MARK_CDATA_END, text);
	const char *part, *lost;

	if (closed < sections->end && section_mark(sections, MARK_CDATA, text) > closed)
		return NULL;
	part = next_part(sections, text);
	lost = find_end_tag(text, part < closed ? part : closed, name, name_len);
	if (!lost)
		lost = part;
	if (lost >= closed ||
		(closed < sections->end && section_mark(sections, MARK_CDATA, lost) > closed))
		return NULL;
	*behind = lost;
	return strip_rest(text, lost);
}
