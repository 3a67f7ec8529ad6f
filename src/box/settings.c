/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "box/settings.h"

#include <stdint.h>

#include "model/limits.h"

/* No setting is longer than the file that it stands in; a path comes from a command line. */
static void walk_text(struct wire *wire, const char **text)
{
	wire_text(wire, text, LIMIT_INI_FILE);
}

static void walk_texts(struct wire *wire, const char ***items, size_t *count)
{
	wire_array(wire, (void **)items, count, sizeof(**items));
	for (size_t i = 0; i < *count; i++)
		walk_text(wire, &(*items)[i]);
}

static void walk_field(struct wire *wire, struct field_map *field)
{
	uint64_t split = field->split;

	walk_texts(wire, &field->from.items, &field->from.count);
	walk_texts(wire, &field->strip.items, &field->strip.count);
	wire_u64(wire, &split);
	field->split = (unsigned)split;
}

static void walk_mapping(struct wire *wire, struct mapping *mapping)
{
	walk_texts(wire, &mapping->items.items, &mapping->items.count);
	walk_text(wire, &mapping->embedded);
	for (size_t i = 0; i < MAP_COUNT; i++)
		walk_field(wire, &mapping->fields[i]);
	wire_array(wire, (void **)&mapping->prefixes, &mapping->prefix_count,
		sizeof(*mapping->prefixes));
	for (size_t i = 0; i < mapping->prefix_count; i++) {
		walk_text(wire, &mapping->prefixes[i].name);
		walk_text(wire, &mapping->prefixes[i].url);
	}
	walk_text(wire, &mapping->date_format);
	walk_text(wire, &mapping->next);
	walk_text(wire, &mapping->next_url);
	walk_text(wire, &mapping->error);
	walk_text(wire, &mapping->skip_items);
	walk_texts(wire, &mapping->skip_announce.items, &mapping->skip_announce.count);
	walk_texts(wire, &mapping->detect.items, &mapping->detect.count);
}

/* A source without its presets, as a preset is one too */
static void walk_source(struct wire *wire, struct source *source)
{
	int format = (int)source->format;

	walk_text(wire, &source->name);
	walk_text(wire, &source->path);
	walk_text(wire, &source->url);
	wire_size(wire, &source->max_size);
	wire_int(wire, &format);
	source->format = (enum format)format;
	walk_text(wire, &source->preset);
	walk_mapping(wire, &source->mapping);
	wire_int(wire, &source->year);
	walk_text(wire, &source->link);
	walk_texts(wire, &source->skip, &source->skip_count);
}

void settings_walk(struct wire *wire, struct source *source)
{
	/* they are const for everybody but who fills them */
	struct source *presets = (struct source *)source->presets;

	if (!wire->out)
		*source = (struct source){0};
	walk_source(wire, source);
	wire_array(wire, (void **)&presets, &source->preset_count, sizeof(*presets));
	source->presets = presets;
	for (size_t i = 0; i < source->preset_count; i++)
		walk_source(wire, &presets[i]);
}
