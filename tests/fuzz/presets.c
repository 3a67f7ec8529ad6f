/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fuzz/presets.h"

#include <stdlib.h>
#include <string.h>

#include "config/preset.h"
#include "fuzz/fuzz.h"
#include "model/limits.h"

#define MOST 100

static struct source presets[MOST];
static size_t count;

static void add(const struct source *preset)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(presets[i].name, preset->name) == 0)
			return;
	}
	fuzz_require(count < MOST, "presets are few");
	presets[count++] = *preset;
}

static void read_folder(struct arena *arena, const char *folder)
{
	struct site site = {.folder = fuzz_path(arena, folder)};
	struct problems problems;

	problems_init(&problems, LIMIT_PROBLEMS);
	preset_read_all(&site, arena, &problems);
	fuzz_require(!problems.count, "presets are right: %s: %s",
		problems.count ? problems.items->err.where : "",
		problems.count ? problems.items->err.text : "");
	for (size_t i = 0; i < site.preset_count; i++)
		add(&site.presets[i]);
	problems_release(&problems);
}

size_t presets_read(const struct source **out)
{
	static struct arena arena; /* for the whole process */

	if (!count) {
		arena_init(&arena);
		setenv("PAPERROUTE_DATADIR", fuzz_path(&arena, "feeds"), 1);
		read_folder(&arena, "tests/fuzz/presets");
		read_folder(&arena, "tests/read/presets");
	}
	*out = presets;
	return count;
}
