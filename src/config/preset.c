/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/preset.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "base/xalloc.h"
#include "config/datadir.h"
#include "config/keys.h"
#include "config/mapping.h"
#include "config/path.h"
#include "config/request.h"
#include "model/limits.h"

#define FOLDER "sources"
#define ENDING ".ini"

/* The presets while they are gathered */
struct presets {
	struct arena *arena;
	struct problems *problems;
	struct source *items;
	size_t count;
	size_t cap;
};

static const struct source *find(const struct source *presets, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(presets[i].name, name) == 0)
			return &presets[i];
	}
	return NULL;
}

static void read_preset(struct presets *presets, const char *path, const char *name)
{
	struct source preset = source_defaults;
	struct ini ini;
	bool sound;

	preset.name = preset.preset = name;
	ini_read(&ini, presets->arena, path, &schema_preset);
	for (size_t i = 0; i < ini.count; i++) {
		if (ini.sections[i].ignored)
			continue;
		preset.place = ini.sections[i].place;
		keys_fill(&preset, &ini, &schema_preset, &ini.sections[i]);
		mapping_read(&preset, &ini, &ini.sections[i]);
		request_read(&preset, &ini, &ini.sections[i]);
	}
	sound = !ini.problems.errors;
	ini_close(&ini, presets->problems);
	if (!sound)
		return;
	presets->items =
		xgrow(presets->items, &presets->cap, presets->count + 1, sizeof(*presets->items));
	presets->items[presets->count++] = preset;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of the folder's presets; a folder that is not there has none */
static size_t list_names(struct presets *presets, const char ***names, const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *item;
	size_t count = 0;
	size_t cap = 0;

	*names = NULL;
	if (!dir && errno != ENOENT)
		problems_add(presets->problems, SEVERITY_ERROR, folder, 0, 0,
			"the presets in it cannot be read: %s", strerror(errno));
	while (dir && (item = readdir(dir))) {
		size_t len = strlen(item->d_name);

		if (*item->d_name == '.' || len <= strlen(ENDING) ||
			strcmp(item->d_name + len - strlen(ENDING), ENDING) != 0)
			continue;
		*names = xgrow(*names, &cap, count + 1, sizeof(**names));
		(*names)[count++] =
			arena_strndup(presets->arena, item->d_name, len - strlen(ENDING));
	}
	if (dir)
		closedir(dir);
	if (count)
		qsort(*names, count, sizeof(**names), by_bytes);
	return count;
}

static void read_folder(struct presets *presets, const char *site)
{
	const char *folder = path_join(presets->arena, site, FOLDER);
	const char **names;
	size_t count = list_names(presets, &names, folder);

	for (size_t i = 0; i < count; i++) {
		if (presets->count == LIMIT_PRESETS) {
			problems_add(presets->problems, SEVERITY_ERROR, folder, 0, 0,
				"holds more than %d presets", LIMIT_PRESETS);
			break;
		}
		if (!find(presets->items, presets->count, names[i]))
			read_preset(presets,
				path_join(presets->arena, folder,
					arena_printf(presets->arena, "%s" ENDING, names[i])),
				names[i]);
	}
	free(names);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct source *)a)->name, ((const struct source *)b)->name);
}

void preset_read_all(struct site *site, struct arena *arena, struct problems *problems)
{
	struct presets presets = {.arena = arena, .problems = problems};
	const char *shipped;
	struct err err;

	read_folder(&presets, site->folder);
	if (datadir_find(&shipped, arena, &err) == 0)
		read_folder(&presets, shipped);
	site->presets = arena_array(arena, presets.count, sizeof(*site->presets));
	site->preset_count = presets.count;
	if (presets.count) {
		memcpy(site->presets, presets.items, presets.count * sizeof(*site->presets));
		qsort(site->presets, presets.count, sizeof(*site->presets), by_name);
	}
	free(presets.items);
}

bool preset_use(
	struct source *out, struct ini *ini, const struct site *site, const struct ini_key *key)
{
	const char *name = key->value.text;
	const struct source *preset = find(site->presets, site->preset_count, name);
	struct suggest suggest;

	if (preset) {
		*out = *preset;
		return true;
	}
	suggest_init(&suggest, name);
	for (size_t i = 0; i < site->preset_count; i++)
		suggest_offer(&suggest, site->presets[i].name);
	if (suggest.best)
		ini_tell(ini, SEVERITY_ERROR, &key->value.place,
			"there is no preset \"%s\": did you mean %s?", ini_show(ini, name),
			suggest.best);
	else
		ini_tell(ini, SEVERITY_ERROR, &key->value.place,
			"there is no preset \"%s\" without mistakes: look for %s" ENDING
			" in the folder " FOLDER " of this site, or of the one that ships",
			ini_show(ini, name), ini_show(ini, name));
	return false;
}
