/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "store/help.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/sha256.h"
#include "tidy/tidy.h"

#define PREFIX "tag:example.org,2026:"

char help_folder[512];
char help_database[600];
struct store *help_store;
struct arena help_arena;

void help_ok(int result, const struct err *err)
{
	ck_assert_msg(result == 0, "%s: %s", err->where, err->text);
}

static void open_run(int64_t now)
{
	struct err err = {0};

	help_ok(store_open(&help_store, help_folder, STORE_KEEP, &err), &err);
	help_ok(store_begin(help_store, &now, &err), &err);
}

void help_begin(void)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(help_folder, sizeof(help_folder), "%s/paper route %%41?#-XXXXXX",
		tmp ? tmp : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(help_folder));
	snprintf(help_database, sizeof(help_database), "%s/paperroute.db", help_folder);
	arena_init(&help_arena);
	open_run(DAY_1);
	help_source("trending", NULL);
}

void help_close(void)
{
	struct err err = {0};

	if (!help_store)
		return;
	help_ok(store_commit(help_store, &err), &err);
	store_close(&help_store);
}

void help_next_run(int64_t now)
{
	help_close();
	open_run(now);
}

/* The names in the folder, sorted */
static struct dirent **names(int *count)
{
	struct dirent **items;

	*count = scandir(help_folder, &items, NULL, alphasort);
	ck_assert_int_ge(*count, 0);
	return items;
}

void help_end(void)
{
	int count;
	struct dirent **items = names(&count);

	store_close(&help_store);
	for (int i = 0; i < count; i++) {
		char *path = arena_printf(&help_arena, "%s/%s", help_folder, items[i]->d_name);

		if (items[i]->d_name[0] != '.')
			remove(path);
		free(items[i]);
	}
	free(items);
	rmdir(help_folder);
	arena_release(&help_arena);
}

int64_t help_source(const char *name, const char *link)
{
	struct source source = {.name = name, .link = link};
	struct err err = {0};
	int64_t number;

	help_ok(store_source(help_store, &number, &source, &err), &err);
	return number;
}

/* The words of text, which single spaces set apart */
static size_t split(const char **words, size_t size, const char *text)
{
	size_t count = 0;

	while (*text) {
		size_t len = strcspn(text, " ");

		ck_assert_uint_lt(count, size);
		words[count++] = arena_strndup(&help_arena, text, len);
		text += len + (text[len] == ' ');
	}
	return count;
}

int64_t help_resolve(const char *keys, bool title_can_join, enum resolved *how)
{
	const char *words[16];
	struct identity identity = {words, split(words, 16, keys), title_can_join};
	struct err err = {0};
	int64_t entry = 0;
	enum resolved ignored;

	help_ok(store_resolve(
			help_store, &entry, how ? how : &ignored, &identity, tidy_renew, &err),
		&err);
	return entry;
}

int64_t help_entry(const char *key, const struct entry *fields)
{
	struct entry entry = *fields;
	int64_t number =
		help_resolve(arena_printf(&help_arena, "%s title:1-%s", key, key), false, NULL);
	struct err err = {0};

	if (!entry.title)
		entry.title = "A title";
	if (!entry.source)
		entry.source = "trending";
	if (!entry.listed)
		entry.listed = CLOCK_NONE;
	if (!entry.published)
		entry.published = CLOCK_NONE;
	help_ok(store_put_entry(help_store, number, &entry, &err), &err);
	return number;
}

void help_route(int64_t entry, const char *topics)
{
	const char *words[16];
	size_t count = split(words, 16, topics);
	struct route routes[16] = {{0}};
	struct reason reason = {.rule = "methods", .points = 10, .field = "title", .text = "DPO"};
	struct err err = {0};

	for (size_t i = 0; i < count; i++)
		routes[i] = (struct route){words[i], 10, &reason, 1};
	help_ok(store_put_routes(help_store, entry, routes, count, &err), &err);
}

static char *expand(struct arena *arena, const char *template, const struct entry *entry)
{
	return arena_printf(arena, "%s+%s", template, entry->title);
}

const struct store_feed_options help_options = {PREFIX, 3, expand};

const char *help_ids(const struct feed *feed)
{
	const char *ids = "";

	for (size_t i = 0; i < feed->entry_count; i++) {
		const char *id = feed->entries[i].id;

		ck_assert_int_eq(strncmp(id, PREFIX, strlen(PREFIX)), 0);
		ids = arena_printf(&help_arena, "%s%s%s", ids, i ? " " : "", id + strlen(PREFIX));
	}
	return ids;
}

const char *help_feed(struct feed *feed, const char *slug)
{
	struct err err = {0};

	*feed = (struct feed){.slug = slug};
	help_ok(store_feed(help_store, feed, &help_arena, &help_options, &err), &err);
	return help_ids(feed);
}

int64_t help_ask(const char *sql)
{
	sqlite3_stmt *stmt;
	int64_t value;

	ck_assert_msg(sqlite3_prepare_v2(help_store->db, sql, -1, &stmt, NULL) == SQLITE_OK, "%s",
		sqlite3_errmsg(help_store->db));
	ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
	value = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return value;
}

char *help_listing(void)
{
	int count;
	struct dirent **items = names(&count);
	char *listing = arena_strdup(&help_arena, "");

	for (int i = 0; i < count; i++) {
		char *path = arena_printf(&help_arena, "%s/%s", help_folder, items[i]->d_name);
		char hex[SHA256_HEX_SIZE] = "";
		char *bytes;
		size_t len;

		/* the log's index has no content of its own, and changes when the log is read */
		if (items[i]->d_type == DT_REG && !strstr(path, "-shm") &&
			file_read(&bytes, &len, path, SIZE_MAX / 2, NULL) == 0) {
			sha256_hex(hex, bytes, len);
			free(bytes);
		}
		listing = arena_printf(&help_arena, "%s%s %s\n", listing, items[i]->d_name, hex);
		free(items[i]);
	}
	free(items);
	return listing;
}
