/* SPDX-License-Identifier: ISC */
/*
 * The walk over an INI file's lines: what it says is what iniparser reads, and every mistake has a
 * place in the file.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#ifdef HAVE_INIPARSER_INIPARSER_H
#include <iniparser/iniparser.h>
#else
#include <iniparser.h>
#endif

#include "config/ini.h"
#include "config/schema.h"
#include "fuzz/fuzz.h"
#include "model/limits.h"

static int say_nothing(const char *format, ...)
{
	(void)format;
	return 0;
}

/* Every line end that there may be ends a line */
static unsigned count_lines(const uint8_t *data, size_t size)
{
	unsigned lines = 1;

	for (size_t i = 0; i < size; i++)
		lines += data[i] == '\n' || data[i] == '\r';
	return lines;
}

static void check_place(const struct place *place, unsigned lines, size_t size)
{
	fuzz_require(place->line >= 1 && place->line <= lines, "line %u is one of %u", place->line,
		lines);
	fuzz_require(place->column >= 1 && place->column <= size + 1, "column %u is there",
		place->column);
}

static void check_key(
	const struct ini_section *section, const struct ini_key *key, unsigned lines, size_t size)
{
	fuzz_require_text(key->name, size, "a key");
	if (*key->value.text)
		fuzz_require_text(key->value.text, size, "a value");
	check_place(&key->place, lines, size);
	check_place(&key->value.place, lines, size);
	fuzz_require(strstr(key->raw.text, key->value.text) != NULL, "a value is part of its line");
	for (size_t i = 0; i < key->value.line_count; i++)
		fuzz_require(key->value.lines[i].line <= lines &&
				     key->value.lines[i].offset <= strlen(key->value.text),
			"a part of a value is in it");
	fuzz_require(ini_find(section, key->name) != NULL, "a key is found by its name");
}

/* What iniparser reads in a file in which nothing is wrong */
static void compare(const struct ini *ini, const char *path)
{
	struct arena arena;
	dictionary *dict;
	int keys = 0;

	iniparser_set_error_callback(say_nothing);
	dict = iniparser_load(path);
	iniparser_set_error_callback(NULL);
	fuzz_require(dict != NULL, "iniparser reads what is right");
	arena_init(&arena);
	for (size_t i = 0; i < ini->count; i++) {
		const struct ini_section *section = &ini->sections[i];

		for (size_t j = 0; j < section->key_count; j++) {
			const char *name = arena_printf(
				&arena, "%s:%s", section->title, section->keys[j].name);

			fuzz_require_equal(iniparser_getstring(dict, name, NULL),
				section->keys[j].value.text, name);
			keys++;
		}
	}
	for (int i = 0; i < iniparser_getnsec(dict); i++)
		keys -= iniparser_getsecnkeys(dict, iniparser_getsecname(dict, i));
	fuzz_require(keys == 0, "both know as many keys");
	arena_release(&arena);
	iniparser_freedict(dict);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct schema *const schemas[] = {
		&schema_topic, &schema_site, &schema_preset, &schema_rules, &schema_lists};
	const char *path = fuzz_file(data, size);
	unsigned lines = count_lines(data, size);
	struct problems problems;
	struct arena arena;
	struct ini ini;

	arena_init(&arena);
	problems_init(&problems, LIMIT_PROBLEMS);
	ini_read(&ini, &arena, path, schemas[size % 5]);
	for (size_t i = 0; i < ini.count; i++) {
		const struct ini_section *section = &ini.sections[i];

		check_place(&section->place, lines, size);
		for (size_t j = 0; j < section->key_count; j++)
			check_key(section, &section->keys[j], lines, size);
	}
	for (size_t i = 0; i < ini.problems.count; i++)
		fuzz_require(ini.problems.items[i].err.line <= lines, "a mistake is in the file");
	if (!ini.problems.errors)
		compare(&ini, path);
	ini_close(&ini, &problems);
	fuzz_require_problems(&problems);
	problems_release(&problems);
	arena_release(&arena);
	return 0;
}
