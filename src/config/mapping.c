/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/mapping.h"

#include <string.h>
#include <strings.h>

#include "config/expression.h"
#include "config/keys.h"
#include "config/web.h"

#define TITLE "{title}"
#define NEXT  "{next}"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The keys of each field: where it is found, what is taken off, how it is divided */
static const struct {
	const char *key;
	const char *strip; /* NULL: it has none */
	const char *split;
} fields[MAP_COUNT] = {
	[FIELD_ID] = {"id", "id_strip", NULL},
	[FIELD_TITLE] = {"title", "title_strip", NULL},
	[FIELD_ABSTRACT] = {"abstract", "abstract_strip", NULL},
	[FIELD_AUTHOR] = {"author", "author_strip", "author_split"},
	[FIELD_AUTHOR_COUNT] = {"author_count", NULL, NULL},
	[FIELD_LINK] = {"link", NULL, NULL},
	[FIELD_PDF] = {"pdf", NULL, NULL},
	[FIELD_CODE] = {"code", NULL, NULL},
	[FIELD_DISCUSSION] = {"discussion", NULL, NULL},
	[FIELD_PUBLISHED] = {"published", "published_strip", NULL},
	[FIELD_LISTED] = {"listed", "listed_strip", NULL},
	[FIELD_CATEGORY] = {"category", "category_strip", "category_split"},
	[FIELD_VOTES] = {"votes", "votes_strip", NULL},
	[FIELD_COMMENTS] = {"comments", "comments_strip", NULL},
	[MAP_DOI] = {"doi", NULL, NULL},
	[MAP_ANNOUNCE] = {"announce", NULL, NULL},
};

static const struct {
	const char *word;
	unsigned split;
} splits[] = {
	{"comma", SPLIT_COMMA},
	{"semicolon", SPLIT_SEMICOLON},
	{"space", SPLIT_SPACE},
	{"and", SPLIT_AND},
};

/* One section on its way into a source */
struct mapper {
	struct source *source;
	struct ini *ini;
	const struct ini_section *section;
};

static void tell_value(struct mapper *m, const struct expression *value, const char *why)
{
	if (why)
		ini_tell(m->ini, SEVERITY_ERROR, &value->place, "\"%s\" %s",
			ini_show(m->ini, value->text), why);
}

/* The values of key, key.2, ...; false when the section has no such key */
static bool collect(struct mapper *m, struct expression **values, size_t *count, const char *key)
{
	*count = 0;
	if (!key || !ini_find(m->section, key))
		return false;
	keys_collect(values, count, m->ini, m->section, key);
	return true;
}

static void add_text(struct mapper *m, struct texts *texts, const char *text)
{
	const char **items = arena_array(m->ini->arena, texts->count + 1, sizeof(*items));

	if (texts->count)
		memcpy(items, texts->items, texts->count * sizeof(*items));
	items[texts->count++] = text;
	texts->items = items;
}

/* --- kinds of keys --- */

static const char *check_candidate(struct mapper *m, size_t field, const char *text)
{
	if (source_is_template(text))
		return expression_check_template(m->ini->arena, text, false);
	if (!format_has_mapping(m->source->format))
		return field == FIELD_LINK
			       ? "is no http or https address: it needs the form https://HOST/PATH"
			       : "says where something stands, and this format has no such places: "
				 "name another, such as format = json, or a preset";
	return expression_check(m->ini->arena, m->source, text);
}

/* The address where papers without one are searched, and no field of theirs */
static bool is_search(const struct mapper *m, const char *text)
{
	return !format_has_mapping(m->source->format) ||
	       (source_is_template(text) && (strstr(text, TITLE) || !strchr(text, '{')));
}

static void read_field(struct mapper *m, size_t field)
{
	struct field_map *map = &m->source->mapping.fields[field];
	struct expression *values;
	size_t count;

	if (!collect(m, &values, &count, fields[field].key))
		return;
	map->from = (struct texts){0};
	if (field == FIELD_LINK)
		m->source->link = NULL;
	for (size_t i = 0; i < count; i++) {
		if (field == FIELD_LINK && is_search(m, values[i].text)) {
			web_link(&m->source->link, m->ini, &values[i]);
			continue;
		}
		tell_value(m, &values[i], check_candidate(m, field, values[i].text));
		add_text(m, &map->from, values[i].text);
	}
}

static void read_items(struct mapper *m)
{
	struct expression *values;
	size_t count;

	if (!collect(m, &values, &count, "items"))
		return;
	m->source->mapping.items = (struct texts){0};
	for (size_t i = 0; i < count; i++) {
		tell_value(m, &values[i],
			expression_check_items(m->ini->arena, m->source, values[i].text));
		add_text(m, &m->source->mapping.items, values[i].text);
	}
}

static void read_strip(struct mapper *m, size_t field)
{
	struct texts *strip = &m->source->mapping.fields[field].strip;
	struct expression *values;
	size_t count;

	if (!collect(m, &values, &count, fields[field].strip))
		return;
	*strip = (struct texts){0};
	for (size_t i = 0; i < count; i++) {
		const char *star = strchr(values[i].text, '*');

		if (star && strchr(star + 1, '*'))
			tell_value(m, &values[i], "has more than one *");
		add_text(m, strip, values[i].text);
	}
}

/* The next word of *at, which moves behind it; false when there is none */
static bool next_word(const char **at, const char **word, size_t *len)
{
	*word = *at + strspn(*at, " \t,");
	*len = strcspn(*word, " \t,");
	*at = *word + *len;
	return *len > 0;
}

static void read_split(struct mapper *m, size_t field)
{
	unsigned *split = &m->source->mapping.fields[field].split;
	struct expression *values;
	const char *word;
	size_t count, len;

	if (!collect(m, &values, &count, fields[field].split))
		return;
	*split = 0;
	for (size_t i = 0; i < count; i++) {
		for (const char *at = values[i].text; next_word(&at, &word, &len);) {
			unsigned found = 0;

			for (size_t j = 0; j < sizeof(splits) / sizeof(*splits); j++) {
				if (strlen(splits[j].word) == len &&
					strncasecmp(splits[j].word, word, len) == 0)
					found = splits[j].split;
			}
			if (!found)
				tell_value(
					m, &values[i], "is none of comma, semicolon, space, and");
			*split |= found;
		}
	}
}

static void read_words(struct mapper *m, struct texts *texts, const char *key)
{
	struct expression *values;
	const char *word;
	size_t count, len;

	if (!collect(m, &values, &count, key))
		return;
	*texts = (struct texts){0};
	for (size_t i = 0; i < count; i++) {
		for (const char *at = values[i].text; next_word(&at, &word, &len);)
			add_text(m, texts, arena_strndup(m->ini->arena, word, len));
	}
}

/* namespaces = PREFIX ADDRESS; those of a preset stay */
static void read_prefixes(struct mapper *m)
{
	struct mapping *mapping = &m->source->mapping;
	struct expression *values;
	struct prefix *prefixes;
	size_t count;

	if (!collect(m, &values, &count, "namespaces"))
		return;
	prefixes = arena_array(m->ini->arena, mapping->prefix_count + count, sizeof(*prefixes));
	for (size_t i = 0; i < count; i++) {
		const char *text = values[i].text;
		size_t len = strcspn(text, " \t");
		const char *url = text + len + strspn(text + len, " \t");

		if (!*url || strpbrk(url, " \t"))
			tell_value(m, &values[i],
				"has not the form PREFIX ADDRESS, such as dc "
				"http://purl.org/dc/elements/1.1/");
		prefixes[i] = (struct prefix){arena_strndup(m->ini->arena, text, len), url};
	}
	if (mapping->prefix_count)
		memcpy(prefixes + count, mapping->prefixes,
			mapping->prefix_count * sizeof(*prefixes));
	mapping->prefixes = prefixes;
	mapping->prefix_count += count;
}

static void read_detect(struct mapper *m)
{
	struct mapping *mapping = &m->source->mapping;
	struct expression *values;
	size_t count;

	collect(m, &values, &count, "detect");
	for (size_t i = 0; i < count; i++) {
		if (m->source->format == FORMAT_HTML || m->source->format == FORMAT_XML)
			tell_value(m, &values[i],
				expression_check_xpath(m->ini->arena, m->source, values[i].text));
		add_text(m, &mapping->detect, values[i].text);
	}
}

/* --- keys with one value --- */

static void check_one(struct mapper *m, const char *name, bool document)
{
	const struct ini_key *key = ini_find(m->section, name);
	const char *text = key ? key->value.text : "";
	const char *why;

	if (!key || !keys_has_value(key))
		return;
	if (!format_has_mapping(m->source->format))
		why = "says where something stands, and this format has no such places: name "
		      "another, such as format = json, or a preset";
	else if (document && m->source->format != FORMAT_JSON)
		why = expression_check_xpath(m->ini->arena, m->source, text);
	else
		why = expression_check(m->ini->arena, m->source, text);
	tell_value(m, &key->value, why);
}

/* Conversions of strptime(3), those without a year first: a date without one is none */
static const char *check_date_format(const char *format)
{
	static const char known[] = "aAbBdeghHIjklmMnprRStTuUVwWXzZ%"
				    "cCDFsxyY";
	const char *years = strchr(known, '%');
	bool has_year = false;

	for (const char *at = strchr(format, '%'); at; at = strchr(at + 1, '%')) {
		at += 1 + strspn(at + 1, "EO0123456789_-^#");
		if (!*at || !strchr(known, *at))
			return "has a % that strptime(3) does not know: it needs a form such as "
			       "%d/%m/%Y";
		has_year = has_year || strchr(years + 1, *at);
	}
	return has_year ? NULL : "has no year: it needs a form such as %d/%m/%Y";
}

/* arXiv's kinds are known; those of who says where a kind stands are not */
static void check_announce(struct mapper *m)
{
	static const char *const kinds[] = {"new", "cross", "replace", "replace-cross"};
	const struct texts *words = &m->source->mapping.skip_announce;
	const struct ini_key *key = ini_find(m->section, "skip_announce");

	for (size_t i = 0; i < words->count && key && !ini_find(m->section, "announce"); i++) {
		size_t kind = 0;

		while (kind < COUNT(kinds) && strcasecmp(kinds[kind], words->items[i]) != 0)
			kind++;
		if (kind == COUNT(kinds))
			ini_tell(m->ini, SEVERITY_WARNING, &key->value.place,
				"\"%s\" is no kind of announcement that arXiv has: these are new, "
				"cross, replace, replace-cross",
				ini_show(m->ini, words->items[i]));
	}
}

/* The address of the next page that would be that of this one */
static const char *check_next_url(struct mapper *m, const char *text)
{
	const char *why = expression_check_template(m->ini->arena, text, true);

	if (why || strstr(text, NEXT))
		return why;
	return "has no " NEXT ": put it where what next finds belongs, as in ?page=" NEXT;
}

static void check_singles(struct mapper *m)
{
	const struct ini_key *date_format = ini_find(m->section, "date_format");
	const struct ini_key *next_url = ini_find(m->section, "next_url");
	const struct ini_key *embedded = ini_find(m->section, "embedded");

	check_one(m, "embedded", true);
	check_one(m, "next", m->source->format == FORMAT_XML);
	check_one(m, "error", true);
	check_one(m, "skip_items", false);
	if (next_url && keys_has_value(next_url))
		tell_value(m, &next_url->value, check_next_url(m, next_url->value.text));
	if (date_format && keys_has_value(date_format))
		tell_value(m, &date_format->value, check_date_format(date_format->value.text));
	if (embedded && m->source->format != FORMAT_HTML)
		tell_value(m, &embedded->value, "is for format = html only");
}

static void check_missing(struct mapper *m)
{
	const struct mapping *mapping = &m->source->mapping;
	const char *name = format_name(m->source->format);

	if (!format_has_mapping(m->source->format) || m->source->format == FORMAT_FEED)
		return;
	if (!mapping->fields[FIELD_TITLE].from.count)
		ini_tell(m->ini, SEVERITY_ERROR, &m->section->place,
			"[%s] has format = %s and no title: say where titles stand, such as title "
			"= %s, or name a preset",
			m->section->title, name,
			m->source->format == FORMAT_JSON  ? "/title"
			: m->source->format == FORMAT_CSV ? "Title"
							  : "./title");
	if ((m->source->format == FORMAT_XML || m->source->format == FORMAT_HTML) &&
		!mapping->items.count && !mapping->embedded)
		ini_tell(m->ini, SEVERITY_ERROR, &m->section->place,
			"[%s] has format = %s and no items: say where papers stand, such as items "
			"= //article",
			m->section->title, name);
}

void mapping_read(struct source *source, struct ini *ini, const struct ini_section *section)
{
	struct mapper m = {source, ini, section};

	read_prefixes(&m);
	read_items(&m);
	for (size_t field = 0; field < MAP_COUNT; field++) {
		read_field(&m, field);
		read_strip(&m, field);
		read_split(&m, field);
	}
	read_words(&m, &source->mapping.skip_announce, "skip_announce");
	check_announce(&m);
	read_detect(&m);
	check_singles(&m);
	check_missing(&m);
}
