/* SPDX-License-Identifier: ISC */
/*
 * A new site is a copy of the shipped one, whole or not at all.
 */
#include "config.h"

#include "cmd/init.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cmd/suites.h"
#include "model/limits.h"

#define TEMPLATE "/tmp/paperroute-init-XXXXXX"

#define NOW 1795392000 /* 2026-11-23 */

#define MAIN_BEGIN                                        \
	"; tag_date = here it is a comment\n"             \
	"[site]\n"                                        \
	"tag_authority = papers.example.org ; tag_date\n" \
	"tag_date\t= "
#define MAIN_END " ; and so on\n\n[source a]\npath = sample/list.txt\n"

static char folder[sizeof(TEMPLATE)];
static struct err err;
static size_t topics;

static void put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	ck_assert_ptr_nonnull(file);
	ck_assert_int_ge(fputs(text, file), 0);
	ck_assert_int_eq(fclose(file), 0);
}

static void begin(void)
{
	memcpy(folder, TEMPLATE, sizeof(TEMPLATE));
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	ck_assert_int_eq(setenv("PAPERROUTE_DATADIR", "shipped", 1), 0);
	mkdir("shipped", 0777);
	mkdir("shipped/topics", 0777);
	mkdir("shipped/topics/old", 0777);
	mkdir("shipped/sample", 0777);
	mkdir("shipped/sources", 0777);
	mkdir("shipped/public", 0777);
	mkdir("shipped/state", 0777);
	put("shipped/paperroute.ini", MAIN_BEGIN "2026-01" MAIN_END);
	put("shipped/lists.ini", "");
	put("shipped/topics/a.ini", "[feed]\r\n");
	put("shipped/topics/b.ini", "[feed]");
	put("shipped/topics/.c.ini", "");
	put("shipped/topics/b.ini~", "");
	put("shipped/sample/list.txt", "A paper\n");
	put("shipped/sources/one.ini", "[preset]\n");
	put("shipped/public/all.atom", "");
	put("shipped/state/paperroute.db", "");
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)kind;
	(void)ftw;
	return remove(path);
}

static void end(void)
{
	ck_assert_int_eq(chdir("/"), 0);
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static size_t count_entries(const char *path)
{
	DIR *dir = opendir(path);
	size_t count = 0;

	ck_assert_msg(dir != NULL, "%s", path);
	while (readdir(dir))
		count++;
	closedir(dir);
	return count - 2;
}

static void holds(const char *dir, const char *name, const char *wanted)
{
	char path[512];
	char *bytes;
	size_t len;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	ck_assert_int_eq(file_read(&bytes, &len, path, 4096, &err), 0);
	ck_assert_str_eq(bytes, wanted);
	ck_assert_uint_eq(len, strlen(wanted));
	free(bytes);
}

static void is_whole(const char *dir)
{
	char path[512];

	ck_assert_uint_eq(topics, 2);
	holds(dir, "paperroute.ini", MAIN_BEGIN "2026-11" MAIN_END);
	holds(dir, "lists.ini", "");
	holds(dir, "topics/a.ini", "[feed]\r\n");
	holds(dir, "topics/b.ini", "[feed]");
	holds(dir, "sample/list.txt", "A paper\n");
	holds(dir, "sources/one.ini", "[preset]\n");
	ck_assert_uint_eq(count_entries(dir), 5);
	snprintf(path, sizeof(path), "%s/topics", dir);
	ck_assert_uint_eq(count_entries(path), 2);
	snprintf(path, sizeof(path), "%s/sample", dir);
	ck_assert_uint_eq(count_entries(path), 1);
}

static const char *const names[] = {"new", "new/", "a/b/new", "a//b/new//", "./new"};

START_TEST(new_folder)
{
	ck_assert_int_eq(init_site(&topics, names[_i], NOW, &err), 0);
	is_whole(names[_i]);
}
END_TEST

START_TEST(empty_folder)
{
	ck_assert_int_eq(mkdir("new", 0777), 0);
	ck_assert_int_eq(init_site(&topics, "new", NOW, &err), 0);
	is_whole("new");
}
END_TEST

START_TEST(this_folder)
{
	ck_assert_int_eq(mkdir("new", 0777), 0);
	ck_assert_int_eq(chdir("new"), 0);
	ck_assert_int_eq(setenv("PAPERROUTE_DATADIR", "../shipped", 1), 0);
	ck_assert_int_eq(init_site(&topics, ".", NOW, &err), 0);
	is_whole(".");
}
END_TEST

/* What is there stays as it is, and is named */
START_TEST(in_the_way)
{
	ck_assert_int_eq(mkdir("new", 0777), 0);
	put("new/z", "mine");
	put("new/paperroute.ini", "mine");
	ck_assert_int_eq(init_site(&topics, "new", NOW, &err), -1);
	ck_assert_str_eq(err.where, "new");
	ck_assert_str_eq(err.text,
		"there is paperroute.ini in it: init needs a new folder, or an empty one");
	holds("new", "paperroute.ini", "mine");
	ck_assert_uint_eq(count_entries("new"), 2);
	ck_assert_int_eq(init_site(&topics, "new/z", NOW, &err), -1);
	ck_assert_str_eq(
		err.text, "is a file, or in one: init needs a new folder, or an empty one");
	ck_assert_int_eq(init_site(&topics, "new/z/deep", NOW, &err), -1);
	ck_assert_uint_eq(count_entries("new"), 2);
	ck_assert_int_eq(remove("new/z"), 0);
	ck_assert_int_eq(rename("new/paperroute.ini", "new/.hidden"), 0);
	ck_assert_int_eq(init_site(&topics, "new", NOW, &err), -1);
	ck_assert_str_eq(
		err.text, "there is .hidden in it: init needs a new folder, or an empty one");
}
END_TEST

static void break_sample(void)
{
	put("shipped/sample/huge", "");
	ck_assert_int_eq(truncate("shipped/sample/huge", (off_t)LIMIT_BODY + 1), 0);
}

static void break_main(void)
{
	put("shipped/paperroute.ini", "[site]\ntitle = tag_date\n");
}

static void break_lists(void)
{
	ck_assert_int_eq(remove("shipped/lists.ini"), 0);
}

static void break_topics(void)
{
	ck_assert_int_eq(rename("shipped/topics", "shipped/tropics"), 0);
}

static void break_all(void)
{
	ck_assert_int_eq(remove("shipped/paperroute.ini"), 0);
}

static const struct {
	void (*make)(void);
	const char *where;
	const char *text;
} breaks[] = {
	{break_sample, "shipped/sample/huge", "is larger than 33554432 bytes"},
	{break_main, "shipped", "its paperroute.ini has no tag_date"},
	{break_lists, "shipped/lists.ini", "cannot be opened: No such file or directory"},
	{break_topics, "shipped/topics", "the folder cannot be read: No such file or directory"},
	{break_all, "shipped", "holds no paperroute.ini, and PAPERROUTE_DATADIR names it"},
};

/* However far it came, nothing of it stays, and what was there does */
START_TEST(nothing_left)
{
	breaks[_i].make();
	ck_assert_int_eq(mkdir("there", 0777), 0);
	ck_assert_int_eq(init_site(&topics, "a/b/new", NOW, &err), -1);
	ck_assert_str_eq(err.where, breaks[_i].where);
	ck_assert_str_eq(err.text, breaks[_i].text);
	ck_assert(!file_exists("a"));
	ck_assert_int_eq(init_site(&topics, "there", NOW, &err), -1);
	ck_assert_uint_eq(count_entries("there"), 0);
	ck_assert_int_eq(init_site(&topics, "there/new", NOW, &err), -1);
	ck_assert_uint_eq(count_entries("there"), 0);
}
END_TEST

Suite *init_suite(void)
{
	Suite *suite = suite_create("cmd/init");
	TCase *tcase = tcase_create("init");

	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_loop_test(tcase, new_folder, 0, sizeof(names) / sizeof(*names));
	tcase_add_test(tcase, empty_folder);
	tcase_add_test(tcase, this_folder);
	tcase_add_test(tcase, in_the_way);
	tcase_add_loop_test(tcase, nothing_left, 0, sizeof(breaks) / sizeof(*breaks));
	suite_add_tcase(suite, tcase);
	return suite;
}
