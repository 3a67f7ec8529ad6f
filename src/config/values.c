/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/values.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/suggest.h"
#include "base/utf8.h"
#include "model/document.h"

static const struct {
	const char *word;
	bool value;
} switches[] = {
	{"yes", true},
	{"no", false},
	{"true", true},
	{"false", false},
	{"on", true},
	{"off", false},
	{"1", true},
	{"0", false},
};

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

void values_text(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key)
{
	char *text = arena_strdup(ini->arena, key->value.text);

	(void)row;
	utf8_fold_space(text);
	*(const char **)out = text;
}

void values_path(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key)
{
	(void)row;
	if (strstr(key->value.text, "://"))
		ini_tell(ini, SEVERITY_ERROR, &key->value.place,
			"%s names a file or folder and \"%s\" is a URL: a source's belongs behind "
			"url =",
			key->name, ini_show(ini, key->value.text));
	else
		*(const char **)out = key->value.text;
}

/* A whole number from row->least to row->most that is all of the value */
static bool read_number(
	long *out, struct ini *ini, const struct key_row *row, const struct ini_key *key)
{
	const char *text = key->value.text;
	char *end;
	long number;

	number = strtol(text, &end, 10);
	if (end != text && !*end && number >= row->least && number <= row->most) {
		*out = number;
		return true;
	}
	ini_tell(ini, SEVERITY_ERROR, &key->value.place,
		"\"%s\" is no whole number from %ld to %ld%s", ini_show(ini, text), row->least,
		row->most, row->read == values_score ? ", nor the word reject" : "");
	return false;
}

void values_int(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key)
{
	long number;

	if (read_number(&number, ini, row, key))
		*(int *)out = (int)number;
}

void values_size(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key)
{
	long number;

	if (read_number(&number, ini, row, key))
		*(size_t *)out = (size_t)number;
}

void values_count(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key)
{
	long number;

	if (read_number(&number, ini, row, key))
		*(uint64_t *)out = (uint64_t)number;
}

void values_bytes(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key)
{
	const char *text = key->value.text;
	char *end;
	long number = strtol(text, &end, 10);
	long unit = 1;

	if (*end && strchr("Kk", *end))
		unit = 1L << 10;
	else if (*end && strchr("Mm", *end))
		unit = 1L << 20;
	if (unit > 1)
		end++;
	if (end == text || *end || number < row->least || number > row->most / unit)
		ini_tell(ini, SEVERITY_ERROR, &key->value.place,
			"\"%s\" is no number of bytes from %ld to %ldM: it needs the form 32M, "
			"500K or 100000",
			ini_show(ini, text), row->least, row->most >> 20);
	else
		*(size_t *)out = (size_t)(number * unit);
}

void values_command(
	void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key)
{
	(void)ini;
	(void)row;
	*(const char **)out = key->value.text;
}

static bool read_switch(bool *out, struct ini *ini, const struct ini_key *key)
{
	for (size_t i = 0; i < COUNT(switches); i++) {
		if (strcasecmp(switches[i].word, key->value.text) == 0) {
			*out = switches[i].value;
			return true;
		}
	}
	ini_tell(ini, SEVERITY_ERROR, &key->value.place, "\"%s\" is neither yes nor no",
		ini_show(ini, key->value.text));
	return false;
}

void values_bool(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key)
{
	(void)row;
	read_switch(out, ini, key);
}

void values_plural(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key)
{
	bool plural;

	(void)row;
	if (read_switch(&plural, ini, key))
		*(bool *)out = !plural;
}

void values_case(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key)
{
	bool ignore = strcasecmp(key->value.text, "ignore") == 0;

	(void)row;
	if (ignore || strcasecmp(key->value.text, "match") == 0)
		*(bool *)out = ignore;
	else
		ini_tell(ini, SEVERITY_ERROR, &key->value.place,
			"\"%s\" is neither ignore, for names in any case, nor match",
			ini_show(ini, key->value.text));
}

void values_score(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key)
{
	struct rule_def *rule = out;
	long number;

	if (strcasecmp(key->value.text, "reject") == 0)
		rule->reject = true;
	else if (read_number(&number, ini, row, key))
		rule->score = (int)number;
}

void values_plain(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key)
{
	(void)ini;
	(void)row;
	*(const char **)out = key->value.text;
}

static const char *known_formats(struct arena *arena)
{
	const char *known = format_name(0);

	for (int i = 1; i < FORMAT_COUNT; i++)
		known = arena_printf(arena, "%s, %s", known, format_name((enum format)i));
	return known;
}

void values_format(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key)
{
	struct suggest suggest;

	(void)row;
	suggest_init(&suggest, key->value.text);
	for (int i = 0; i < FORMAT_COUNT; i++) {
		const char *name = format_name((enum format)i);

		if (strcasecmp(name, key->value.text) == 0) {
			*(enum format *)out = (enum format)i;
			return;
		}
		suggest_offer(&suggest, name);
	}
	if (suggest.best)
		ini_tell(ini, SEVERITY_ERROR, &key->value.place,
			"there is no format \"%s\": did you mean %s?",
			ini_show(ini, key->value.text), suggest.best);
	else
		ini_tell(ini, SEVERITY_ERROR, &key->value.place,
			"there is no format \"%s\": there is %s", ini_show(ini, key->value.text),
			known_formats(ini->arena));
}

/* The bit of the kind of that name; 0, and told, when there is none */
static unsigned document_bit(struct ini *ini, const struct place *place, const char *name)
{
	struct suggest suggest;

	suggest_init(&suggest, name);
	for (int kind = 0; kind < DOCUMENT_KINDS; kind++) {
		if (strcasecmp(document_name(kind), name) == 0)
			return DOCUMENT_BIT(kind);
		suggest_offer(&suggest, document_name(kind));
	}
	if (suggest.best)
		ini_tell(ini, SEVERITY_ERROR, place, "there is no format \"%s\": did you mean %s?",
			ini_show(ini, name), suggest.best);
	else
		ini_tell(ini, SEVERITY_ERROR, place,
			"there is no format \"%s\": there are atom, rss, json, html and opml",
			ini_show(ini, name));
	return 0;
}

void values_documents(
	void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key)
{
	const unsigned feeds = DOCUMENT_BIT(DOCUMENT_ATOM) | DOCUMENT_BIT(DOCUMENT_RSS) |
			       DOCUMENT_BIT(DOCUMENT_JSON);
	size_t errors = ini->problems.errors;
	const char *text = key->value.text;
	unsigned kinds = 0;

	(void)row;
	while (*text) {
		size_t space = strspn(text, " \t");
		size_t len = strcspn(text, ",");
		char *name = arena_strndup(ini->arena, text, len);
		struct place place =
			expression_place(&key->value, (size_t)(text - key->value.text) + space);

		utf8_fold_space(name);
		if (*name)
			kinds |= document_bit(ini, &place, name);
		text += len + (text[len] == ',');
	}
	if (ini->problems.errors != errors)
		return;
	if (!(kinds & feeds))
		ini_tell(ini, SEVERITY_ERROR, &key->value.place,
			"no feed is among these formats: add atom, rss or json");
	else
		*(unsigned *)out = kinds;
}
