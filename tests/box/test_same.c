/* SPDX-License-Identifier: ISC */
/*
 * What a reader in its box makes of every fixture of tests/read, whole and cut in the middle, is what
 * read_body makes of it right here: no setting is lost on the way, nothing that is found is, and no
 * format needs what the box has not.
 */
#include "config.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "box/task.h"
#include "config/preset.h"
#include "help.h"
#include "read/read.h"
#include "suites.h"

static struct arena arena;
static struct site site;
static const char *top;

static void begin(void)
{
	struct problems problems;

	top = getenv("srcdir") ? getenv("srcdir") : ".";
	arena_init(&arena);
	setenv("PAPERROUTE_DATADIR", arena_printf(&arena, "%s/feeds", top), 1);
	site.folder = arena_printf(&arena, "%s/tests/read/presets", top);
	problems_init(&problems, 20);
	preset_read_all(&site, &arena, &problems);
	ck_assert_uint_eq(problems.count, 0);
	problems_release(&problems);
}

static void end(void)
{
	arena_release(&arena);
}

/* --- what is found, as text --- */

static int on_record(void *ctx, const struct record *record)
{
	buf_printf(ctx, "paper %zu, line %zu\n", record->rank, record->line);
	for (size_t i = 0; i < record->count; i++)
		buf_printf(ctx, "%s: %s\n", record_field_name(record->values[i].field),
			record->values[i].text);
	return 0;
}

static void on_contributor(void *ctx, const char *name)
{
	buf_printf(ctx, "contributor: %s\n", name);
}

static void on_note(void *ctx, enum read_note kind, size_t line, const char *text)
{
	buf_printf(ctx, "note %d, line %zu: %s\n", kind, line, text);
}

static void on_next(void *ctx, const char *url)
{
	buf_printf(ctx, "next: %s\n", url);
}

static struct read_sink sink_for(struct buf *out)
{
	buf_init(out, SIZE_MAX / 2);
	return (struct read_sink){out, on_record, on_contributor, on_note, on_next};
}

static void put_result(
	struct buf *out, bool failed, const struct read_result *result, const struct err *err)
{
	buf_printf(out, "%zu %zu %zu %zu %d %d %s\n", result->records, result->skipped,
		result->refused, result->replaced, result->container, result->format,
		result->preset ? result->preset : "none");
	if (failed)
		buf_printf(out, "%d %s:%u:%u: %s\n", err->code, err->where, err->line, err->column,
			err->text);
}

/* --- both ways --- */

static void read_here(struct buf *out, const struct task *task)
{
	struct read_sink sink = sink_for(out);
	struct read_result result;
	struct err err = {0};
	bool failed = read_body(&result, &task->input, &task->source, &sink, &err) != 0;

	put_result(out, failed, &result, &err);
}

static void read_boxed(struct buf *out, struct box *box, const struct task *task)
{
	struct read_sink sink = sink_for(out);
	struct read_result result;
	struct answer answer;
	struct err err = {0};
	bool failed;
	char *bytes;
	int fd;

	answer_init(&answer, &task->source, task->limits.answer);
	ck_assert_int_eq(task_write(&fd, task, &err), 0);
	ck_assert_msg(box_run(&bytes, &answer, box, fd, &task->limits, &err) == 0, "%s: %s",
		task->source.path, err.text);
	close(fd);
	failed = answer_deliver(&result, &answer, bytes, &sink, &err) != 0;
	put_result(out, failed, &result, &err);
	answer_release(&answer);
	free(bytes);
}

/* As tests/read/test_sources.c reads it; the name is that of the reader to be had */
static struct source source_for(const char *file)
{
	struct source source = {.presets = site.presets, .preset_count = site.preset_count};
	const char *dashes = strstr(file, "--");

	for (size_t i = 0; dashes && i < site.preset_count; i++) {
		const char *name = site.presets[i].name;

		if (strlen(name) == (size_t)(dashes - file) &&
			strncmp(file, name, strlen(name)) == 0)
			source = site.presets[i];
	}
	source.name = "read";
	source.path = file;
	source.max_size = source_defaults.max_size;
	return source;
}

static void compare(struct box *box, const char *file, const char *bytes, size_t len)
{
	struct task task = {.decisions = true,
		.source = source_for(file),
		.input = {bytes, len, NULL, "https://x.example.net/list"}};
	struct buf here, boxed;

	/* the reader leaves out the parts of the jail that are said there */
	task.source.year = 0;
	box_limits_for(&task.limits, task.source.max_size);
	read_here(&here, &task);
	read_boxed(&boxed, box, &task);
	ck_assert_msg(strcmp(buf_str(&here), buf_str(&boxed)) == 0, "%s: here\n%s\nboxed\n%s", file,
		buf_str(&here), buf_str(&boxed));
	buf_release(&here);
	buf_release(&boxed);
}

static const char *const folders[] = {"tests/read/sources", "tests/read"};

START_TEST(same)
{
	const char *folder = arena_printf(&arena, "%s/%s", top, folders[_i]);
	DIR *files = opendir(folder);
	struct dirent *item;
	size_t compared = 0;
	struct box box;

	ck_assert_ptr_nonnull(files);
	deed_open(&box);
	while ((item = readdir(files))) {
		const char *dot = strrchr(item->d_name, '.');
		const char *path = arena_printf(&arena, "%s/%s", folder, item->d_name);
		struct err err;
		char *bytes;
		size_t len;

		if (*item->d_name == '.' || !dot || strcmp(dot, ".expected") == 0 ||
			strcmp(dot, ".c") == 0 || strcmp(dot, ".o") == 0 ||
			file_read(&bytes, &len, path, (size_t)4 << 20, &err) != 0)
			continue;
		compare(&box, item->d_name, bytes, len);
		compare(&box, item->d_name, bytes, len / 2);
		compared++;
		free(bytes);
	}
	ck_assert_uint_gt(compared, 20);
	closedir(files);
	box_close(&box);
}
END_TEST

Suite *same_suite(void)
{
	Suite *suite = suite_create("box: the same as without it");
	TCase *tcase = tcase_create("all");

	tcase_set_timeout(tcase, MOST_SECONDS);
	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_loop_test(tcase, same, 0, sizeof(folders) / sizeof(*folders));
	suite_add_tcase(suite, tcase);
	return suite;
}
