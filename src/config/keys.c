/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/keys.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/suggest.h"
#include "base/xalloc.h"

/* Keys that a message names */
#define SHOWN_KEYS 20

struct key_name keys_split(const char *name)
{
	const char *dot = strrchr(name, '.');
	const char *digits = dot ? dot + 1 : "";
	size_t count = strspn(digits, "0123456789");
	struct key_name out = {name, dot ? (size_t)(dot - name) : strlen(name), 1};

	if (!dot)
		return out;
	if (!count || digits[count] || count > 4 || *digits == '0' || strcmp(digits, "1") == 0)
		out.number = 0;
	else
		out.number = (unsigned)strtoul(digits, NULL, 10);
	return out;
}

bool keys_has_value(const struct ini_key *key)
{
	return key->value.text[strspn(key->value.text, " \t")] != '\0';
}

static bool is_base(const struct key_name *name, const char *base)
{
	return strncasecmp(base, name->base, name->len) == 0 && !base[name->len];
}

static const struct section_row *find_row(const struct schema *schema, const char *kind)
{
	for (size_t i = 0; i < schema->count; i++) {
		if (strcmp(schema->sections[i].kind, kind) == 0)
			return &schema->sections[i];
	}
	return NULL;
}

static const struct key_row *find_key_row(
	const struct section_row *section, const struct key_name *name)
{
	for (size_t i = 0; i < section->key_count; i++) {
		if (is_base(name, section->keys[i].name))
			return &section->keys[i];
	}
	return NULL;
}

/* The section as its line has to look: [rule NAME] */
static const char *shape(struct arena *arena, const struct section_row *row)
{
	return arena_printf(
		arena, "[%s%s%s]", row->kind, row->name ? " " : "", row->name ? row->name : "");
}

/* --- names that there are not --- */

static const char *known_sections(struct arena *arena, const struct schema *schema)
{
	const char *known = shape(arena, &schema->sections[0]);

	for (size_t i = 1; i < schema->count; i++)
		known = arena_printf(arena, "%s and %s", known, shape(arena, &schema->sections[i]));
	return known;
}

static const char *known_keys(struct arena *arena, const struct section_row *row)
{
	const char *known = row->keys[0].name;

	for (size_t i = 1; i < row->key_count && i < SHOWN_KEYS; i++)
		known = arena_printf(arena, "%s, %s", known, row->keys[i].name);
	if (row->key_count > SHOWN_KEYS)
		known = arena_printf(arena, "%s, and more in paperroute-sources(5)", known);
	return known;
}

/* The row that was meant, or NULL. The section then counts as of that kind. */
static const struct section_row *tell_unknown_section(
	struct ini *ini, const struct schema *schema, struct ini_section *section)
{
	const struct section_row *row;
	struct suggest suggest;

	suggest_init(&suggest, section->kind);
	for (size_t i = 0; i < schema->count; i++)
		suggest_offer(&suggest, schema->sections[i].kind);
	row = suggest.best ? find_row(schema, suggest.best) : NULL;
	if (!row) {
		section->ignored = true;
		ini_tell(ini, SEVERITY_ERROR, &section->place,
			"there is no section [%s] in this file: there is %s",
			ini_show(ini, section->title), known_sections(ini->arena, schema));
		return NULL;
	}
	section->kind = row->kind;
	ini_tell(ini, SEVERITY_ERROR, &section->place, "there is no section [%s]: did you mean %s?",
		ini_show(ini, section->title), shape(ini->arena, row));
	return row;
}

/* The row that was meant, or NULL. The key then goes by that name. */
static const struct key_row *tell_unknown_key(struct ini *ini, const struct section_row *row,
	struct ini_section *section, struct ini_key *key)
{
	struct key_name name = keys_split(key->name);
	struct suggest suggest;

	suggest_init(&suggest, arena_strndup(ini->arena, name.base, name.len));
	for (size_t i = 0; i < row->key_count; i++)
		suggest_offer(&suggest, row->keys[i].name);
	if (!suggest.best) {
		ini_tell(ini, SEVERITY_ERROR, &key->place,
			"there is no key \"%s\" in [%s]: there is %s", key->name, section->title,
			known_keys(ini->arena, row));
		return NULL;
	}
	ini_tell(ini, SEVERITY_ERROR, &key->place,
		"there is no key \"%s\" in [%s]: did you mean %s?", key->name, section->title,
		suggest.best);
	if (ini_find(section, suggest.best) || name.number != 1)
		return NULL;
	key->name = suggest.best;
	ini_index(section);
	name = keys_split(key->name);
	return find_key_row(row, &name);
}

/* --- what belongs in a file --- */

/* The name of a list's value: base, base.2, ... */
static const char *numbered(struct arena *arena, const char *base, size_t len, size_t number)
{
	if (number == 1)
		return arena_strndup(arena, base, len);
	return arena_printf(arena, "%.*s.%zu", (int)len, base, number);
}

static void check_number(
	struct ini *ini, const struct ini_section *section, const struct ini_key *key)
{
	struct key_name name = keys_split(key->name);
	const char *before;

	if (!name.number)
		ini_tell(ini, SEVERITY_ERROR, &key->place,
			"\"%s\" has no number of a list: the first is %.*s, then come %.*s.2, "
			"%.*s.3 and so on",
			key->name, (int)name.len, name.base, (int)name.len, name.base,
			(int)name.len, name.base);
	if (name.number < 2)
		return;
	before = numbered(ini->arena, name.base, name.len, name.number - 1);
	if (!ini_find(section, before))
		ini_tell(ini, SEVERITY_ERROR, &key->place,
			"%s follows %s, which is missing: number without gaps", key->name, before);
}

/* A list or an expression */
static void check_quotes(struct ini *ini, struct ini_key *key)
{
	if (key->quote != '"')
		return;
	key->value = key->raw;
	ini_tell(ini, SEVERITY_ERROR, &key->value.place,
		"iniparser would take these quotes away and with them what they mean: write '%s'",
		ini_show(ini, key->value.text));
}

static void check_repeated(
	struct ini *ini, const struct ini_section *section, const struct ini_key *key, bool is_list)
{
	const struct ini_key *first = ini_find(section, key->name);
	struct key_name name = keys_split(key->name);
	const char *fix = "delete one";

	if (first == key)
		return;
	if (is_list)
		fix = arena_printf(ini->arena, "number them, %.*s and %.*s.2, if both are meant",
			(int)name.len, name.base, (int)name.len, name.base);
	ini_tell(ini, SEVERITY_ERROR, &key->place,
		"%s stands in line %u already, and iniparser would forget that one: %s", key->name,
		first->place.line, fix);
}

static void check_key(struct ini *ini, const struct section_row *row, struct ini_section *section,
	struct ini_key *key)
{
	struct key_name name = keys_split(key->name);
	const struct key_row *known = NULL;
	bool is_list;

	if (row->keys) {
		known = find_key_row(row, &name);
		if (!known || (known->read && name.number != 1))
			known = tell_unknown_key(ini, row, section, key);
		if (!known)
			return;
	}
	is_list = !known || !known->read;
	check_repeated(ini, section, key, is_list);
	if (is_list)
		check_number(ini, section, key);
	if (!keys_has_value(key) && (!known || !known->optional))
		ini_tell(ini, SEVERITY_ERROR, &key->place,
			"%s has no value: give it one, or delete the line", key->name);
	else if (is_list)
		check_quotes(ini, key);
}

static bool has_key(const struct ini_section *section, const struct key_row *row)
{
	for (size_t i = 0; i < section->key_count; i++) {
		struct key_name name = keys_split(section->keys[i].name);

		if (is_base(&name, row->name))
			return true;
	}
	return false;
}

static void check_name(
	struct ini *ini, const struct section_row *row, const struct ini_section *section)
{
	if (row->name && !*section->name)
		ini_tell(ini, SEVERITY_ERROR, &section->place, "[%s] needs a name: write %s",
			section->title, shape(ini->arena, row));
	if (!row->name && *section->name)
		ini_tell(ini, SEVERITY_ERROR, &section->place, "[%s] takes no name: write %s",
			section->title, shape(ini->arena, row));
}

static void check_section(
	struct ini *ini, const struct section_row *row, struct ini_section *section)
{
	for (size_t i = 0; i < section->key_count; i++)
		check_key(ini, row, section, &section->keys[i]);
	for (size_t i = 0; i < row->key_count; i++) {
		const struct key_row *key = &row->keys[i];

		if (key->required && !has_key(section, key))
			ini_tell(ini, SEVERITY_ERROR, &section->place,
				"[%s] has no %s: add a line such as %s = %s", section->title,
				key->name, key->name, key->example);
	}
}

static bool has_section(const struct ini *ini, const char *kind)
{
	for (size_t i = 0; i < ini->count; i++) {
		if (strcmp(ini->sections[i].kind, kind) == 0)
			return true;
	}
	return false;
}

static bool has_key_anywhere(const struct ini *ini, const char *name)
{
	for (size_t i = 0; name && i < ini->count; i++) {
		if (ini_find(&ini->sections[i], name))
			return true;
	}
	return false;
}

static void check_required(struct ini *ini, const struct schema *schema)
{
	struct place begin = {ini->file, 1, 1};

	for (size_t i = 0; i < schema->count; i++) {
		const struct section_row *row = &schema->sections[i];

		if (!row->required || has_section(ini, row->kind) ||
			has_key_anywhere(ini, row->unless[0]) ||
			has_key_anywhere(ini, row->unless[1]))
			continue;
		if (!ini->count && !ini->problems.errors) {
			ini_tell(ini, SEVERITY_ERROR, &begin, "the file is empty: it needs %s",
				known_sections(ini->arena, schema));
			return;
		}
		ini_tell(ini, SEVERITY_ERROR, &begin, "the file has no section %s: add one",
			shape(ini->arena, row));
	}
}

/* Whether a section of that kind stands before the one at index i */
static bool is_second(const struct ini *ini, size_t i, const char *kind)
{
	while (i--) {
		if (!ini->sections[i].ignored && strcmp(ini->sections[i].kind, kind) == 0)
			return true;
	}
	return false;
}

void keys_check(struct ini *ini, const struct schema *schema)
{
	for (size_t i = 0; i < ini->count; i++) {
		struct ini_section *section = &ini->sections[i];
		const struct section_row *row = find_row(schema, section->kind);

		if (section->ignored)
			continue;
		if (row)
			check_name(ini, row, section);
		else
			row = tell_unknown_section(ini, schema, section);
		if (row)
			check_section(ini, row, section);
		/* "[feed two]" was told; of what there is one of, readers get one */
		if (row && !row->name && is_second(ini, i, row->kind))
			section->ignored = true;
	}
	check_required(ini, schema);
}

/* --- values --- */

void keys_fill(
	void *out, struct ini *ini, const struct schema *schema, const struct ini_section *section)
{
	const struct section_row *row = find_row(schema, section->kind);

	for (size_t i = 0; row && i < row->key_count; i++) {
		const struct key_row *key_row = &row->keys[i];
		const struct ini_key *key = ini_find(section, key_row->name);

		if (key_row->read && key && keys_has_value(key))
			key_row->read((char *)out + key_row->offset, ini, key_row, key);
	}
}

void keys_collect(struct expression **out, size_t *count, struct ini *ini,
	const struct ini_section *section, const char *base)
{
	struct expression *values = NULL;
	const struct ini_key *key;
	size_t cap = 0;

	*count = 0;
	for (size_t number = 1;; number++) {
		key = ini_find(section, numbered(ini->arena, base, strlen(base), number));
		if (!key)
			break;
		values = xgrow(values, &cap, *count + 1, sizeof(*values));
		if (keys_has_value(key))
			values[(*count)++] = key->value;
	}
	*out = arena_copy(ini->arena, values, *count, sizeof(**out));
	free(values);
}
