/* SPDX-License-Identifier: ISC */
/*
 * Tasks go over whole, secrets do not go over, and damaged ones are none.
 */
#include "config.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/xalloc.h"
#include "box/settings.h"
#include "box/task.h"
#include "config/preset.h"
#include "suites.h"

static struct arena arena;
static struct site site;

static void begin(void)
{
	const char *top = getenv("srcdir");
	struct problems problems;

	arena_init(&arena);
	setenv("PAPERROUTE_DATADIR", arena_printf(&arena, "%s/feeds", top ? top : "."), 1);
	site.folder = ".";
	problems_init(&problems, 20);
	preset_read_all(&site, &arena, &problems);
	ck_assert_uint_eq(problems.count, 0);
	ck_assert_uint_gt(site.preset_count, 10);
	problems_release(&problems);
}

static void end(void)
{
	arena_release(&arena);
}

static void put(struct buf *out, const struct source *source)
{
	struct source copy = *source;
	struct wire wire;

	buf_init(out, SIZE_MAX / 2);
	wire_put(&wire, out);
	settings_walk(&wire, &copy);
}

static struct source full_source(void)
{
	static struct header headers[] = {{"Authorization", "Bearer topsecret"}};
	static const char *skip[] = {"Home", "Sign in"};
	struct source source = source_defaults;

	source.name = "full";
	source.url = "https://example.org/x";
	source.request.headers = headers;
	source.request.header_count = 1;
	source.settings = "header = Authorization: Bearer topsecret";
	source.year = -5;
	source.link = "https://example.org/?q={title}";
	source.skip = skip;
	source.skip_count = 2;
	source.presets = site.presets;
	source.preset_count = site.preset_count;
	return source;
}

/* What is taken and put again is the same bytes; and it is what was there */
START_TEST(whole)
{
	struct source source = full_source();
	struct source taken;
	struct buf bytes, again;
	struct wire wire;

	put(&bytes, &source);
	wire_take(&wire, bytes.data, bytes.len, &arena);
	settings_walk(&wire, &taken);
	ck_assert(wire_is_done(&wire));
	put(&again, &taken);
	ck_assert_uint_eq(bytes.len, again.len);
	ck_assert_int_eq(memcmp(bytes.data, again.data, bytes.len), 0);
	ck_assert_str_eq(taken.url, source.url);
	ck_assert_ptr_null(taken.path);
	ck_assert_int_eq(taken.year, -5);
	ck_assert_str_eq(taken.skip[1], "Sign in");
	ck_assert_uint_eq(taken.preset_count, site.preset_count);
	for (size_t i = 0; i < site.preset_count; i++) {
		const struct mapping *was = &site.presets[i].mapping;
		const struct mapping *now = &taken.presets[i].mapping;

		ck_assert_str_eq(taken.presets[i].name, site.presets[i].name);
		ck_assert_int_eq(taken.presets[i].format, site.presets[i].format);
		ck_assert_uint_eq(was->detect.count, now->detect.count);
		ck_assert_uint_eq(was->prefix_count, now->prefix_count);
		for (size_t j = 0; j < MAP_COUNT; j++) {
			ck_assert_uint_eq(was->fields[j].split, now->fields[j].split);
			ck_assert_uint_eq(was->fields[j].from.count, now->fields[j].from.count);
			for (size_t k = 0; k < was->fields[j].from.count; k++)
				ck_assert_str_eq(
					was->fields[j].from.items[k], now->fields[j].from.items[k]);
		}
	}
	buf_release(&again);
	buf_release(&bytes);
}
END_TEST

START_TEST(no_secrets)
{
	struct source source = full_source();
	struct buf bytes;

	put(&bytes, &source);
	ck_assert_ptr_null(memmem(bytes.data, bytes.len, "topsecret", 9));
	ck_assert_ptr_null(memmem(bytes.data, bytes.len, "Authorization", 13));
	buf_release(&bytes);
}
END_TEST

/* Every shorter one, and every one with a byte more */
START_TEST(cut)
{
	struct source source = full_source();
	struct source taken;
	struct buf bytes;
	struct wire wire;

	source.preset_count = 1;
	put(&bytes, &source);
	for (size_t len = 0; len <= bytes.len; len++) {
		char *exact = xmalloc(len);

		memcpy(exact, bytes.data, len);
		wire_take(&wire, exact, len, &arena);
		settings_walk(&wire, &taken);
		ck_assert(wire_is_done(&wire) == (len == bytes.len));
		free(exact);
	}
	buf_putc(&bytes, '\0');
	wire_take(&wire, bytes.data, bytes.len, &arena);
	settings_walk(&wire, &taken);
	ck_assert(!wire_is_done(&wire));
	buf_release(&bytes);
}
END_TEST

START_TEST(task_with_body)
{
	char body[] = "a\0b";
	struct task task = {.limits = {.memory = 7, .seconds = 8},
		.decisions = true,
		.source = full_source(),
		.input = {body, 3, "koi8-r", "https://example.org/"}};
	struct task taken;
	struct err err;
	int fd;

	ck_assert_int_eq(task_write(&fd, &task, &err), 0);
	ck_assert_int_eq(task_open(&taken, fd, &arena), 0);
	ck_assert_uint_eq(taken.limits.memory, 7);
	ck_assert_uint_eq(taken.limits.seconds, 8);
	ck_assert(taken.decisions);
	ck_assert_uint_eq(taken.input.len, 3);
	ck_assert_int_eq(memcmp(taken.input.bytes, body, 4), 0);
	ck_assert_str_eq(taken.input.charset, "koi8-r");
	ck_assert_str_eq(taken.input.base, "https://example.org/");
	ck_assert_str_eq(taken.source.name, "full");
}
END_TEST

START_TEST(no_task)
{
	struct task taken;

	ck_assert_int_eq(task_open(&taken, open("/dev/null", O_RDONLY), &arena), -1);
	ck_assert_int_eq(task_open(&taken, -1, &arena), -1);
}
END_TEST

Suite *settings_suite(void)
{
	Suite *suite = suite_create("box: tasks");
	TCase *tcase = tcase_create("all");

	tcase_set_timeout(tcase, MOST_SECONDS);
	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_test(tcase, whole);
	tcase_add_test(tcase, no_secrets);
	tcase_add_test(tcase, cut);
	tcase_add_test(tcase, task_with_body);
	tcase_add_test(tcase, no_task);
	suite_add_tcase(suite, tcase);
	return suite;
}
