/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/site.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "config/ini.h"
#include "config/keys.h"
#include "config/mapping.h"
#include "config/pages.h"
#include "config/path.h"
#include "config/preset.h"
#include "config/request.h"

static const struct site defaults = {
	.output = "public",
	.state = "state",
	.entries = 50,
	.kinds = DOCUMENT_BIT(DOCUMENT_ATOM),
	.language = "en",
};

/* --- sources --- */

/* The lines that one value of skip names, without white space around them */
static void add_skip(struct source *source, struct ini *ini, const char *text)
{
	while (*text) {
		size_t all = strcspn(text, ",");
		size_t from = strspn(text, " \t");
		size_t to = all;

		while (to > from && strchr(" \t", text[to - 1]))
			to--;
		if (to > from)
			source->skip[source->skip_count++] =
				arena_strndup(ini->arena, text + from, to - from);
		text += all + (text[all] == ',');
	}
}

static void read_skip(struct source *source, struct ini *ini, const struct ini_section *section)
{
	struct expression *values;
	size_t count;
	size_t most = 0;

	keys_collect(&values, &count, ini, section, "skip");
	for (size_t i = 0; i < count; i++) {
		most++;
		for (const char *at = values[i].text; (at = strchr(at, ',')); at++)
			most++;
	}
	source->skip = arena_array(ini->arena, most, sizeof(*source->skip));
	for (size_t i = 0; i < count; i++)
		add_skip(source, ini, values[i].text);
}

/* The store knows a source by its name, for ever */
static void check_name(struct ini *ini, const struct source *source)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789-_.";

	if (source->name[strspn(source->name, allowed)] || *source->name == '.')
		ini_tell(ini, SEVERITY_ERROR, &source->place,
			"\"%s\" is no name for a source: use letters, digits, _ . and -, and no . "
			"first",
			source->name);
	else if (strcasecmp(source->name, SOURCE_ARGUMENTS) == 0)
		ini_tell(ini, SEVERITY_ERROR, &source->place,
			"%s is the source of files named on the command line: choose another name",
			source->name);
}

static void read_source(struct source *out, struct ini *ini, const struct site *site,
	const struct ini_section *section)
{
	const struct ini_key *path = ini_find(section, "path");
	const struct ini_key *preset = ini_find(section, "preset");
	bool sound = true;

	*out = source_defaults;
	if (preset && keys_has_value(preset))
		sound = preset_use(out, ini, site, preset);
	out->name = section->name;
	out->place = section->place;
	out->presets = site->presets;
	out->preset_count = site->preset_count;
	check_name(ini, out);
	keys_fill(out, ini, &schema_site, section);
	if (sound) /* else all that the preset would have given would be missed */
		mapping_read(out, ini, section);
	read_skip(out, ini, section);
	request_read(out, ini, section);
	request_place(out, ini, section);
	if (!out->path || strcmp(out->path, "-") == 0)
		return;
	out->path = path_join(ini->arena, site->folder, out->path);
	if (out->enabled && access(out->path, R_OK) != 0)
		ini_tell(ini, SEVERITY_WARNING, &path->value.place, "%s cannot be read: %s",
			out->path, strerror(errno));
}

/* --- the site --- */

/* Where the folder is named; where the other is, or the section begins, when it is the default */
static const struct place *place_of(
	const struct ini_section *section, const char *name, const char *other)
{
	const struct ini_key *key = ini_find(section, name);

	if (!key)
		key = ini_find(section, other);
	return key ? &key->value.place : &section->place;
}

/* What is in output is for everybody to read, and others may write there */
static void check_folders(
	const struct site *site, struct ini *ini, const struct ini_section *section)
{
	const char *folder = path_real(ini->arena, site->folder);
	const char *output = path_real(ini->arena, site->output);
	const char *state = path_real(ini->arena, site->state);

	if (path_is_inside(folder, output))
		ini_tell(ini, SEVERITY_ERROR, place_of(section, "output", "state"),
			"output %s holds the site itself, which would be published: name a folder "
			"inside of the site, such as public",
			site->output);
	else if (path_is_inside(state, output))
		ini_tell(ini, SEVERITY_ERROR, place_of(section, "state", "output"),
			"state %s is inside of output %s and would be published: name a folder "
			"beside it",
			site->state, site->output);
}

static void read_site_section(struct site *out, struct ini *ini, const struct ini_section *section)
{
	keys_fill(out, ini, &schema_site, section);
	if (!out->author)
		out->author = out->title;
	out->output = path_join(ini->arena, out->folder, out->output);
	out->state = path_join(ini->arena, out->folder, out->state);
	check_folders(out, ini, section);
	pages_find(out, ini, section);
}

static void check_sources(const struct site *site, struct ini *ini)
{
	struct place begin = {ini->file, 1, 1};

	for (size_t i = 0; i < site->source_count; i++) {
		if (site->sources[i].enabled)
			return;
	}
	ini_tell(ini, SEVERITY_WARNING, &begin,
		"no source is enabled: there is nothing to read but files named on the command "
		"line");
}

/* A command behind a run has no business with them */
static void find_variables(struct site *site, struct arena *arena)
{
	size_t most = 0;

	for (size_t i = 0; i < site->source_count; i++)
		most += request_count_variables(&site->sources[i]);
	for (size_t i = 0; i < site->preset_count; i++)
		most += request_count_variables(&site->presets[i]);
	site->variables = arena_array(arena, most, sizeof(*site->variables));
	for (size_t i = 0; i < site->source_count; i++)
		request_add_variables(site, arena, &site->sources[i]);
	for (size_t i = 0; i < site->preset_count; i++)
		request_add_variables(site, arena, &site->presets[i]);
}

void site_read(struct site *out, struct arena *arena, const char *path, struct problems *problems)
{
	struct site given = *out;
	struct ini ini;

	*out = defaults;
	out->folder = given.folder;
	out->presets = given.presets;
	out->preset_count = given.preset_count;
	ini_read(&ini, arena, path, &schema_site);
	out->sources = arena_array(arena, ini.count, sizeof(*out->sources));
	for (size_t i = 0; i < ini.count; i++) {
		const struct ini_section *section = &ini.sections[i];

		if (section->ignored)
			continue;
		if (strcmp(section->kind, "site") == 0)
			read_site_section(out, &ini, section);
		else
			read_source(&out->sources[out->source_count++], &ini, out, section);
	}
	find_variables(out, arena);
	if (!ini.problems.errors)
		check_sources(out, &ini);
	ini_close(&ini, problems);
}
