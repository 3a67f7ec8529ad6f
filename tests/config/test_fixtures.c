/* SPDX-License-Identifier: ISC */
/*
 * Every good-*.ini and bad-*.ini beside this file: a mistake, or what nearly is one. What comes after
 * good- or bad- says which file of a site it is: site, topic or lists. Beside it stands in a .txt,
 * whole, what is told about it, and for good ones what is read from it.
 */
#include "config.h"

#include "config/help.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#define MOST 400

static const struct {
	const char *kind; /* in the fixture's name */
	const char *path; /* in the site */
} kinds[] = {
	{"site", "paperroute.ini"},
	{"topic", "topics/topic.ini"},
	{"lists", "lists.ini"},
	{"rules", "rules.ini"},
};

static char *names[MOST];
static int count;

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void find_fixtures(void)
{
	DIR *folder = opendir(help_fixtures());
	struct dirent *item;

	while (folder && (item = readdir(folder))) {
		size_t len = strlen(item->d_name);

		if (len > 4 && strcmp(item->d_name + len - 4, ".ini") == 0 && count < MOST)
			names[count++] = strdup(item->d_name);
	}
	if (folder)
		closedir(folder);
	qsort(names, (size_t)count, sizeof(*names), by_bytes);
}

static size_t kind_of(const char *name)
{
	const char *kind = strchr(name, '-') + 1;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (strncmp(kind, kinds[i].kind, strlen(kinds[i].kind)) == 0)
			return i;
	}
	ck_abort_msg("%s: no kind of file in its name", name);
	return 0;
}

START_TEST(fixture)
{
	const char *name = names[_i];
	bool good = strncmp(name, "good-", 5) == 0;
	size_t kind = kind_of(name);
	size_t len, size;
	char *bytes = help_fixture(name, &size);
	const char *expected;
	struct buf out;
	int result;

	expected = help_fixture(
		arena_printf(&help_arena, "%.*s.txt", (int)(strlen(name) - 4), name), &len);
	help_write_bytes(kinds[kind].path, bytes, size);
	result = help_load(NULL);
	buf_init(&out, 1 << 20);
	buf_puts(&out, help_told());
	if (good && kind == 0)
		help_show_site(&out);
	if (good && kind == 1)
		help_show_topic(&out, "topic");
	if (good && kind == 2)
		help_show_lists(&out);
	if (good && kind == 3)
		help_show_rules(&out, help_site.rules, help_site.rule_count);
	if (strcmp(buf_str(&out), expected) != 0)
		ck_abort_msg("%s\n--- expected\n%s--- found\n%s", name, expected, buf_str(&out));
	ck_assert_msg(good == !help_problems.errors, "%s: %zu errors", name, help_problems.errors);
	ck_assert_int_eq(result, !good && kind == 0 ? -1 : 0);
	buf_release(&out);
}
END_TEST

/* Whatever is wrong with one file, the others are there */
START_TEST(others_stay)
{
	size_t size;
	char *bytes = help_fixture(names[_i], &size);

	help_write_bytes(kinds[kind_of(names[_i])].path, bytes, size);
	help_load(NULL);
	for (size_t i = 0; i < help_site.topic_count; i++) {
		if (strcmp(help_site.topics[i].slug, "sound") == 0)
			return;
	}
	ck_abort_msg("%s: topics/sound.ini is gone", names[_i]);
}
END_TEST

START_TEST(enough)
{
	ck_assert_int_gt(count, 80);
	ck_assert_int_lt(count, MOST);
}
END_TEST

Suite *suite_fixtures(void)
{
	Suite *suite = suite_create("config/fixtures");
	TCase *tcase = tcase_create("fixtures");

	find_fixtures();
	tcase_add_checked_fixture(tcase, help_begin, help_end);
	tcase_add_test(tcase, enough);
	tcase_add_loop_test(tcase, fixture, 0, count);
	tcase_add_loop_test(tcase, others_stay, 0, count);
	suite_add_tcase(suite, tcase);
	return suite;
}
