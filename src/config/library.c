/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/library.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#ifdef HAVE_INIPARSER_INIPARSER_H
#include <iniparser/iniparser.h>
#else
#include <iniparser.h>
#endif

/* iniparser's callback has no argument of ours, so what it said last has to stand here */
static char said[256];

static int keep_message(const char *format, ...) __attribute__((format(printf, 1, 2)));

static int keep_message(const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(said, sizeof(said), format, args);
	va_end(args);
	said[strcspn(said, "\n")] = '\0';
	return len;
}

static void compare_key(struct ini *ini, const dictionary *dict, const struct ini_section *section,
	const struct ini_key *key)
{
	const char *name = arena_printf(ini->arena, "%s:%s", section->title, key->name);
	const char *value = iniparser_getstring(dict, name, NULL);

	if (!value)
		ini_tell(ini, SEVERITY_ERROR, &key->place,
			"iniparser does not see this setting: write it in another way");
	else if (strcmp(value, key->value.text) != 0)
		ini_tell(ini, SEVERITY_ERROR, &key->value.place,
			"iniparser reads \"%s\" here and the line says \"%s\": write it in "
			"another way",
			ini_show(ini, value), ini_show(ini, key->value.text));
}

void library_compare(struct ini *ini)
{
	dictionary *dict;

	*said = '\0';
	iniparser_set_error_callback(keep_message);
	dict = iniparser_load(ini->file);
	iniparser_set_error_callback(NULL);
	if (!dict) {
		ini_tell(ini, SEVERITY_ERROR, NULL, "iniparser cannot read the file%s%s",
			*said ? ": " : "", said);
		return;
	}
	for (size_t i = 0; i < ini->count; i++) {
		const struct ini_section *section = &ini->sections[i];

		for (size_t j = 0; j < section->key_count; j++)
			compare_key(ini, dict, section, &section->keys[j]);
	}
	iniparser_freedict(dict);
}
