/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/ini.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/utf8.h"
#include "base/xalloc.h"
#include "config/encoding.h"
#include "config/keys.h"
#include "config/library.h"
#include "config/walk.h"
#include "model/limits.h"

/* Mistakes of a file that are kept to be sorted; ini_close hands on the first of them */
#define KEPT 200

/* How often a file is read that changes under the reading */
#define READINGS 10

/* Characters of a text that a message shows */
#define SHOWN 60

void ini_tell(
	struct ini *ini, enum severity severity, const struct place *place, const char *format, ...)
{
	char text[ERR_TEXT_SIZE];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	problems_add(&ini->problems, severity, ini->file, place ? place->line : 0,
		place ? place->column : 0, "%s", text);
}

const char *ini_show(struct ini *ini, const char *text)
{
	size_t len = utf8_prefix(text, SHOWN);

	return text[len] ? arena_printf(ini->arena, "%.*s ...", (int)len, text) : text;
}

/* Opening anything else than a file may wait for ever */
static int read_file(char **bytes, size_t *len, const char *path, struct stat *st, struct err *err)
{
	*bytes = NULL;
	*len = 0;
	*st = (struct stat){0};
	if (stat(path, st) != 0)
		return err_set_errno(err, path, "cannot be read");
	if (!S_ISREG(st->st_mode))
		return err_set(err, ERR_SYSTEM, path, "is no file: put a text file in its place");
	return file_read(bytes, len, path, LIMIT_INI_FILE, err);
}

static void read_once(struct ini *out, struct arena *arena, const char *path,
	const struct schema *schema, struct stat *st)
{
	struct err err;
	char *bytes;
	size_t len;

	*out = (struct ini){.file = arena_strdup(arena, path), .arena = arena};
	problems_init(&out->problems, KEPT);
	if (read_file(&bytes, &len, path, st, &err) != 0) {
		problems_add_err(&out->problems, &err);
		return;
	}
	hidden_find(&out->hidden, bytes, len);
	if (encoding_check(out, bytes, &len) == 0) {
		walk_lines(out, bytes, len);
		for (size_t i = 0; i < out->count; i++)
			ini_index(&out->sections[i]);
		keys_check(out, schema);
		if (!out->problems.errors)
			library_compare(out);
	}
	free(bytes);
}

static void release(struct ini *ini)
{
	for (size_t i = 0; i < ini->count; i++) {
		free(ini->sections[i].keys);
		free(ini->sections[i].by_name);
	}
	free(ini->sections);
	hidden_release(&ini->hidden);
	problems_release(&ini->problems);
}

/* Whether the path leads to another file, or other bytes, than when st was asked for */
static bool has_changed(const char *path, const struct stat *st)
{
	struct stat now;

	return stat(path, &now) == 0 &&
	       (now.st_dev != st->st_dev || now.st_ino != st->st_ino ||
		       now.st_size != st->st_size || now.st_mtim.tv_sec != st->st_mtim.tv_sec ||
		       now.st_mtim.tv_nsec != st->st_mtim.tv_nsec);
}

/* A file that somebody replaced meanwhile, so that the walk and iniparser saw two, has no mistakes yet */
void ini_read(struct ini *out, struct arena *arena, const char *path, const struct schema *schema)
{
	struct stat st;

	for (int left = READINGS; left > 0; left--) {
		read_once(out, arena, path, schema, &st);
		if (left == 1 || !out->problems.errors || !has_changed(path, &st))
			return;
		release(out);
	}
}

void ini_close(struct ini *ini, struct problems *problems)
{
	struct problems *own = &ini->problems;
	size_t told[] = {[SEVERITY_ERROR] = 0, [SEVERITY_WARNING] = 0};

	problems_sort(own);
	for (size_t i = 0; i < own->count; i++) {
		struct err *err = &own->items[i].err;
		enum severity severity = own->items[i].severity;

		hidden_cover(&ini->hidden, err);
		if (told[severity]++ < LIMIT_FILE_PROBLEMS)
			problems_add(problems, severity, err->where, err->line, err->column, "%s",
				err->text);
	}
	if (own->errors > LIMIT_FILE_PROBLEMS)
		problems_add(problems, SEVERITY_ERROR, ini->file, 0, 0, "has %zu more mistakes",
			own->errors - LIMIT_FILE_PROBLEMS);
	if (own->warnings > LIMIT_FILE_PROBLEMS)
		problems_add(problems, SEVERITY_WARNING, ini->file, 0, 0,
			"has %zu more doubtful places", own->warnings - LIMIT_FILE_PROBLEMS);
	release(ini);
}

/* Of equal names the one first that stands first in the file */
static int by_name(const void *a, const void *b)
{
	const struct ini_key *x = *(struct ini_key *const *)a;
	const struct ini_key *y = *(struct ini_key *const *)b;
	int order = strcasecmp(x->name, y->name);

	return order ? order : x < y ? -1 : x > y;
}

void ini_index(struct ini_section *section)
{
	if (!section->by_name)
		section->by_name = xcalloc(section->key_count, sizeof(*section->by_name));
	for (size_t i = 0; i < section->key_count; i++)
		section->by_name[i] = &section->keys[i];
	if (section->key_count)
		qsort(section->by_name, section->key_count, sizeof(*section->by_name), by_name);
}

struct ini_key *ini_find(const struct ini_section *section, const char *name)
{
	size_t low = 0;
	size_t high = section->key_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcasecmp(section->by_name[middle]->name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == section->key_count || strcasecmp(section->by_name[low]->name, name) != 0)
		return NULL;
	return section->by_name[low];
}
