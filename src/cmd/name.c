/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "cmd/name.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/limits.h"
#include "tidy/identity.h"
#include "tidy/text.h"

/* A source's own id without the source */
#define ANY_SOURCE "id:*/"

static void add(struct names *out, const char *name)
{
	out->items[out->count++] = name;
}

/* A key, and of a source's own id what remains without the source */
static void add_key(struct names *out, struct arena *arena, const char *key)
{
	const char *slash = strncmp(key, "id:", 3) == 0 ? strchr(key, '/') : NULL;

	add(out, key);
	if (slash)
		add(out, arena_printf(arena, ANY_SOURCE "%s", slash + 1));
}

static void add_title(struct names *out, struct arena *arena, const char *title)
{
	const char *clean = text_tidy(arena, title, TEXT_TITLE, LIMIT_TITLE);
	char *letters = utf8_title_key(clean ? clean : "");

	add(out, arena_printf(arena, "title %s", letters));
	free(letters);
}

void names_of_text(struct names *out, struct arena *arena, const char *text)
{
	struct record record = {0};
	struct identity identity;

	record_add(&record, arena, FIELD_ID, text);
	record_add(&record, arena, FIELD_TITLE, text);
	tidy_identity(&identity, arena, &record, SOURCE_ARGUMENTS);
	out->items = arena_array(arena, identity.count * 2 + 2, sizeof(*out->items));
	out->count = 0;
	add(out, arena_strdup(arena, text));
	for (size_t i = 0; i < identity.count; i++) {
		if (identity_is_strong(identity.keys[i]))
			add_key(out, arena, identity.keys[i]);
	}
	add_title(out, arena, text);
}

void names_of_paper(struct names *out, struct arena *arena, const struct paper *paper)
{
	out->items = arena_array(arena, paper->key_count * 2 + 1, sizeof(*out->items));
	out->count = 0;
	for (size_t i = 0; i < paper->key_count; i++)
		add_key(out, arena, paper->keys[i]);
	add_title(out, arena, paper->entry.title);
}
