/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "publish/publish.h"

#define TEMPLATE "/tmp/paperroute-publish-XXXXXX"

static char folder[sizeof(TEMPLATE)];
static const struct publisher real = {"public", false};
static const struct publisher dry = {"public", true};

static void enter(void)
{
	memcpy(folder, TEMPLATE, sizeof(TEMPLATE));
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	umask(022);
}

static void leave(void)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert_int_eq(system(command), 0);
}

/* Publishes text as public/a.atom and returns whether that changed it */
static bool publish(const struct publisher *publisher, const char *text)
{
	struct err err;
	bool changed;

	ck_assert_msg(publish_file(&changed, publisher, "a.atom", text, strlen(text), &err) == 0,
		"%s: %s", err.where, err.text);
	return changed;
}

static void fails(const char *name, enum err_code code)
{
	struct err err;
	bool changed = true;

	ck_assert_int_eq(publish_file(&changed, &real, name, "new", 3, &err), -1);
	ck_assert_int_eq(err.code, code);
	ck_assert(!changed || code != ERR_CONFIG);
}

static struct stat look(void)
{
	struct stat st;

	ck_assert_int_eq(lstat("public/a.atom", &st), 0);
	return st;
}

static void holds(const char *text)
{
	char *bytes;
	size_t len;

	ck_assert_int_eq(file_read(&bytes, &len, "public/a.atom", 1000, NULL), 0);
	ck_assert_str_eq(bytes, text);
	free(bytes);
}

static size_t files(void)
{
	DIR *dir = opendir("public");
	size_t count = 0;

	ck_assert_ptr_nonnull(dir);
	while (readdir(dir))
		count++;
	closedir(dir);
	return count - 2;
}

START_TEST(change)
{
	const int64_t end = sizeof(time_t) > 4 ? INT64_MAX : INT32_MAX;
	const struct timespec far[2] = {{.tv_nsec = UTIME_OMIT},
		{.tv_sec = (time_t)(end < 4000000000 ? end - 9 : 4000000000)}};
	const struct timespec last[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = (time_t)end}};
	struct published file;
	struct stat before, after;

	ck_assert_int_eq(publish_open(&real, NULL), 0);
	ck_assert(publish(&real, "one"));
	before = look();
	ck_assert_int_eq(before.st_mode & 0777, 0644);
	ck_assert(!publish(&real, "one"));
	after = look();
	ck_assert(before.st_ino == after.st_ino && before.st_mtim.tv_sec == after.st_mtim.tv_sec &&
		  before.st_mtim.tv_nsec == after.st_mtim.tv_nsec);
	ck_assert(publish(&real, "two")); /* of the same length */
	holds("two");
	ck_assert(look().st_ino != before.st_ino);
	/* a server that looks at seconds and sizes sees the change, even of a clock that went back */
	ck_assert_int_ge(look().st_mtim.tv_sec, before.st_mtim.tv_sec + 1);
	ck_assert_int_eq(utimensat(AT_FDCWD, "public/a.atom", far, 0), 0);
	ck_assert(publish(&real, "six"));
	ck_assert_int_eq(look().st_mtim.tv_sec, far[1].tv_sec + 1);
	publish_look(&file, &real, "a.atom");
	ck_assert_int_eq(file.mtime / 1000000000, far[1].tv_sec + 1);
	/* behind which there is none, where the file system has such a time */
	ck_assert_int_eq(utimensat(AT_FDCWD, "public/a.atom", last, 0), 0);
	publish_look(&file, &real, "a.atom");
	ck_assert_int_gt(file.mtime, 0);
	ck_assert(publish(&real, "longer"));
	ck_assert_int_gt(look().st_mtim.tv_sec, 0);
	holds("longer");
	ck_assert_uint_eq(files(), 1);
}
END_TEST

START_TEST(dry_run)
{
	ck_assert_int_eq(publish_open(&dry, NULL), 0);
	ck_assert(!file_exists("public"));
	ck_assert(publish(&dry, "one"));
	ck_assert(!file_exists("public"));
	ck_assert_int_eq(publish_open(&real, NULL), 0);
	publish(&real, "one");
	ck_assert(!publish(&dry, "one"));
	ck_assert(publish(&dry, "two"));
	holds("one");
}
END_TEST

START_TEST(leftovers)
{
	static const char *const kept[] = {/* none of ours, whatever they are called */
		"public/index.html", "public/.paperroute-notes", "public/.paperroute-a.atom.",
		"public/.paperroute-a.1.txt", "public/.paperroute-notes.2024",
		"public/.paperroute-notes.txt.2024", "public/.paperroute-My.atom.2024",
		"public/.paperroute-.1"};
	static const char *const gone[] = {"public/.paperroute-a.atom.123",
		"public/.paperroute-a.json.gz.1", "public/.paperroute-index.html.1",
		"public/.paperroute-style.css.1", "public/.paperroute-page.js.1",
		"public/.paperroute-icon.svg.1", "public/.paperroute-all.opml.1"};
	const size_t count = sizeof(kept) / sizeof(*kept);

	ck_assert_int_eq(publish_open(&real, NULL), 0);
	publish(&real, "one");
	for (size_t i = 0; i < sizeof(gone) / sizeof(*gone); i++)
		fclose(fopen(gone[i], "w"));
	for (size_t i = 0; i < count; i++)
		fclose(fopen(kept[i], "w"));
	ck_assert_int_eq(publish_open(&dry, NULL), 0);
	ck_assert_uint_eq(files(), 1 + count + sizeof(gone) / sizeof(*gone));
	ck_assert_int_eq(publish_open(&real, NULL), 0);
	ck_assert_uint_eq(files(), 1 + count);
	for (size_t i = 0; i < count; i++)
		ck_assert_msg(file_exists(kept[i]), "%s", kept[i]);
}
END_TEST

/* Archives are written once: what a killed run left beside them would lie there for ever */
START_TEST(leftovers_of_archives)
{
	static const char *const kept[] = {
		"elsewhere/.paperroute-0001.atom.1", /* behind a link */
		"public/a.folder/.paperroute-0001.atom.1",
		"public/archive/a/b/.paperroute-0001.atom.1", /* no folder of ours */
		"public/archive/a/0001.atom",
	};

	ck_assert_int_eq(publish_open(&real, NULL), 0);
	ck_assert_int_eq(mkdir("elsewhere", 0777), 0);
	ck_assert_int_eq(symlink("../elsewhere", "public/linked"), 0);
	ck_assert_int_eq(mkdir("public/a.folder", 0777), 0);
	ck_assert_int_eq(mkdir("public/archive", 0777), 0);
	ck_assert_int_eq(mkdir("public/archive/a", 0777), 0);
	ck_assert_int_eq(mkdir("public/archive/a/b", 0777), 0);
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++)
		fclose(fopen(kept[i], "w"));
	fclose(fopen("public/archive/a/.paperroute-0001.atom.1", "w"));
	ck_assert_int_eq(publish_open(&real, NULL), 0);
	ck_assert(!file_exists("public/archive/a/.paperroute-0001.atom.1"));
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++)
		ck_assert_msg(file_exists(kept[i]), "%s", kept[i]);
}
END_TEST

/* What public/a.atom may be that is no file: the document comes in its place */
static void make_link(void)
{
	ck_assert_int_eq(symlink("../outside", "public/a.atom"), 0);
}

static void make_dangling_link(void)
{
	ck_assert_int_eq(symlink("../nowhere", "public/a.atom"), 0);
}

static void make_pipe(void)
{
	ck_assert_int_eq(mkfifo("public/a.atom", 0666), 0);
}

static void make_hard_link(void)
{
	ck_assert_int_eq(link("outside", "public/a.atom"), 0);
}

static void (*const strange[])(void) = {make_link, make_dangling_link, make_pipe, make_hard_link};

START_TEST(replaced)
{
	struct published file;
	struct err err;
	bool removed;
	char text[8] = "";
	FILE *outside = fopen("outside", "w+");

	fputs("six", outside);
	fflush(outside);
	ck_assert_int_eq(publish_open(&real, NULL), 0);
	strange[_i]();
	publish_look(&file, &real, "a.atom");
	ck_assert(file.found == S_ISREG(look().st_mode));
	if (!file.found) {
		ck_assert_int_eq(publish_remove(&removed, &real, "a.atom", &err), 0);
		ck_assert(!removed);
	}
	ck_assert(publish(&dry, "one")); /* as long as what is outside */
	ck_assert(publish(&real, "one"));
	holds("one");
	ck_assert(S_ISREG(look().st_mode) && (look().st_mode & 0777) == 0644);
	rewind(outside);
	ck_assert_uint_eq(fread(text, 1, sizeof(text), outside), 3);
	ck_assert_str_eq(text, "six");
	fclose(outside);
	ck_assert(!file_exists("nowhere"));
	ck_assert_uint_eq(files(), 1);
}
END_TEST

/* Somebody who may write to public/ knows our number, and what our next temporary file is called */
START_TEST(planted)
{
	char temp[64];

	struct stat st;
	FILE *outside = fopen("outside", "w");

	fputs("six", outside);
	fclose(outside);
	ck_assert_int_eq(publish_open(&real, NULL), 0);
	snprintf(temp, sizeof(temp), "public/.paperroute-a.atom.%ld", (long)getpid());
	ck_assert_int_eq(_i ? link("outside", temp) : symlink("../outside", temp), 0);
	ck_assert(publish(&real, "seven"));
	holds("seven");
	ck_assert_int_eq(stat("outside", &st), 0);
	ck_assert_int_eq(st.st_size, 3);
	ck_assert_uint_eq(files(), 1);
}
END_TEST

START_TEST(in_the_way)
{
	ck_assert_int_eq(publish_open(&real, NULL), 0);
	ck_assert_int_eq(mkdir("public/a.atom", 0700), 0);
	ck_assert(publish(&dry, "one"));
	fails("a.atom", ERR_SYSTEM);
	rmdir("public/a.atom");
	ck_assert(publish(&real, "one"));
	ck_assert_int_eq(mkdir("elsewhere", 0700), 0);
	ck_assert_int_eq(symlink("../elsewhere", "public/archive"), 0);
	fails("archive/a/0001.atom", ERR_SYSTEM);
	ck_assert_int_eq(rmdir("elsewhere"), 0); /* nothing went there */
}
END_TEST

START_TEST(inner_folders)
{
	struct published file;
	struct err err;
	bool changed;

	ck_assert_int_eq(publish_open(&real, NULL), 0);
	publish_look(&file, &real, "archive/a/0001.atom");
	ck_assert(!file.found);
	ck_assert_int_eq(publish_file(&changed, &real, "archive/a/0001.atom", "one", 3, &err), 0);
	ck_assert(changed && file_exists("public/archive/a/0001.atom"));
	ck_assert_int_eq(publish_file(&changed, &real, "archive/a/0001.atom", "one", 3, &err), 0);
	ck_assert(!changed);
	publish_look(&file, &real, "archive/a/0001.atom");
	ck_assert(file.found);
	ck_assert_int_eq(file.size, 3);
	ck_assert_int_eq(publish_file(&changed, &real, "archive/a.atom", "two", 3, &err), 0);
	ck_assert_int_eq(publish_remove(&changed, &dry, "archive/a/0001.atom", &err), 0);
	ck_assert(changed && file_exists("public/archive/a/0001.atom"));
	ck_assert_int_eq(publish_remove(&changed, &real, "archive/a/0001.atom", &err), 0);
	ck_assert(changed && !file_exists("public/archive/a"));
	ck_assert_int_eq(publish_remove(&changed, &real, "archive/a/0001.atom", &err), 0);
	ck_assert(!changed);
	ck_assert_int_eq(publish_remove(&changed, &real, "archive/a.atom", &err), 0);
	ck_assert(!file_exists("public/archive") && file_exists("public"));
	ck_assert_int_eq(publish_remove(&changed, &real, "../public", &err), -1);
}
END_TEST

START_TEST(folder_in_the_way)
{
	struct err err;

	fclose(fopen("public", "w"));
	ck_assert_int_eq(publish_open(&real, &err), -1);
	ck_assert_int_eq(err.code, ERR_SYSTEM);
}
END_TEST

/* Makes public/archive a link and a folder again, for as long as it may live */
static void swap(void)
{
	char away[32];

	alarm(300);                  /* its parent may be killed */
	for (unsigned i = 0;; i++) { /* the folder may be made anew while there is none */
		snprintf(away, sizeof(away), "away%u", i);
		rename("public/archive", away);
		rename("link", "public/archive");
		rename("public/archive", "link");
		rename(away, "public/archive");
	}
}

/* What was a folder when it was looked at may be a link when it is written to */
START_TEST(race)
{
	struct published file;
	struct err err;
	bool changed;
	pid_t child;

	ck_assert_int_eq(publish_open(&real, NULL), 0);
	ck_assert_int_eq(mkdir("elsewhere", 0777), 0);
	ck_assert_int_eq(mkdir("elsewhere/a", 0777), 0);
	ck_assert_int_eq(mkdir("public/archive", 0777), 0);
	ck_assert_int_eq(symlink("../elsewhere", "link"), 0);
	child = fork();
	ck_assert_int_ge(child, 0);
	if (child == 0)
		swap();
	for (int i = 0; i < 5000; i++) {
		publish_file(&changed, &real, "archive/a/0001.atom", &i, sizeof(i), &err);
		publish_look(&file, &real, "archive/a/0002.atom");
		if (i % 7 == 0)
			publish_remove(&changed, &real, "archive/a/0001.atom", &err);
	}
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	ck_assert_int_eq(rmdir("elsewhere/a"), 0); /* nothing went there */
}
END_TEST

/* The output folder itself may be a link: its owner made it */
START_TEST(root_is_a_link)
{
	ck_assert_int_eq(mkdir("elsewhere", 0755), 0);
	ck_assert_int_eq(symlink("elsewhere", "public"), 0);
	ck_assert_int_eq(publish_open(&real, NULL), 0);
	ck_assert(publish(&real, "one"));
	ck_assert(file_exists("elsewhere/a.atom"));
	ck_assert_int_eq(unlink("public"), 0);
	ck_assert_int_eq(symlink("nowhere", "public"), 0);
	ck_assert_int_eq(publish_open(&real, NULL), -1);
	ck_assert(!file_exists("nowhere"));
}
END_TEST

START_TEST(names)
{
	static const char *const bad[] = {"", "a", ".atom", "a.", "../a.atom", "a/../b.atom",
		"A.atom", "a.Atom", "a.gz.", "a.atom.gz.gz", "a b.atom", ".a.atom", "a.at0m",
		"\xc3\xa4.atom"};

	ck_assert_int_eq(publish_open(&real, NULL), 0);
	fails(bad[_i], ERR_CONFIG);
	ck_assert_uint_eq(files(), 0);
}
END_TEST

START_TEST(read_only)
{
	struct err err;
	bool changed;

	ck_assert_int_eq(publish_open(&real, NULL), 0);
	publish(&real, "one");
	ck_assert_int_eq(chmod("public", 0555), 0);
	if (access("public", W_OK) != 0) { /* not for root */
		ck_assert_int_eq(publish_file(&changed, &real, "a.atom", "two", 3, &err), -1);
		ck_assert_int_eq(err.code, ERR_SYSTEM);
	}
	ck_assert_int_eq(chmod("public", 0755), 0);
	holds("one");
	ck_assert_uint_eq(files(), 1);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("publish");
	TCase *tcase = tcase_create("publish");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_checked_fixture(tcase, enter, leave);
	tcase_add_test(tcase, change);
	tcase_add_test(tcase, dry_run);
	tcase_add_test(tcase, leftovers);
	tcase_add_test(tcase, leftovers_of_archives);
	tcase_add_loop_test(tcase, replaced, 0, 4);
	tcase_add_loop_test(tcase, planted, 0, 2);
	tcase_add_test(tcase, in_the_way);
	tcase_add_test(tcase, inner_folders);
	tcase_add_test(tcase, folder_in_the_way);
	tcase_add_test(tcase, race);
	tcase_add_test(tcase, root_is_a_link);
	tcase_add_loop_test(tcase, names, 0, 14);
	tcase_add_test(tcase, read_only);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
