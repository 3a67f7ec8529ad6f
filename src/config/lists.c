/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/lists.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "config/ini.h"
#include "config/keys.h"

/* Rules use it as @NAME, and a dot parts it from the number of a value */
static bool is_name(const char *name)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789-_";

	return *name && !name[strspn(name, allowed)];
}

/* The list that begins with this key, if one does */
static void read_list(struct site *out, struct ini *ini, const struct ini_section *section,
	const struct ini_key *key)
{
	struct key_name name = keys_split(key->name);
	struct word_list *list;

	if (!is_name(arena_strndup(ini->arena, name.base, name.len))) {
		ini_tell(ini, SEVERITY_ERROR, &key->place,
			"\"%.*s\" is no name for a list: use letters, digits, - and _",
			(int)name.len, name.base);
	} else if (name.number == 1 && ini_find(section, key->name) == key) {
		list = &out->lists[out->list_count++];
		list->name = key->name;
		keys_collect(&list->values, &list->value_count, ini, section, key->name);
	}
}

static int by_name(const void *a, const void *b)
{
	return strcasecmp(((const struct word_list *)a)->name, ((const struct word_list *)b)->name);
}

void lists_read(struct site *out, struct arena *arena, const char *path, struct problems *problems)
{
	struct ini ini;
	size_t keys = 0;

	ini_read(&ini, arena, path, &schema_lists);
	for (size_t i = 0; i < ini.count; i++)
		keys += ini.sections[i].key_count;
	out->lists = arena_array(arena, keys, sizeof(*out->lists));
	for (size_t i = 0; i < ini.count; i++) {
		const struct ini_section *section = &ini.sections[i];

		if (section->ignored)
			continue;
		for (size_t j = 0; j < section->key_count; j++)
			read_list(out, &ini, section, &section->keys[j]);
	}
	if (out->list_count)
		qsort(out->lists, out->list_count, sizeof(*out->lists), by_name);
	ini_close(&ini, problems);
}
