/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/suites.h"

static char home[512];
static struct err err;

/* Each test runs in a folder of its own */
static void begin(void)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(home, sizeof(home), "%s/paper route-XXXXXX", tmp ? tmp : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(home));
	ck_assert_int_eq(chdir(home), 0);
	umask(022);
	err = (struct err){0};
}

static void end(void)
{
	char command[600];

	ck_assert_int_eq(chdir("/"), 0);
	snprintf(command, sizeof(command), "rm -r '%s'", home);
	ck_assert_int_eq(system(command), 0);
}

static void put(const char *name, const char *text)
{
	FILE *file = fopen(name, "w");

	ck_assert_ptr_nonnull(file);
	fputs(text, file);
	fclose(file);
}

static void assert_holds(const char *name, const char *text)
{
	char *bytes;
	size_t len;

	ck_assert_int_eq(file_read(&bytes, &len, name, 1 << 20, &err), 0);
	ck_assert_str_eq(bytes, text);
	ck_assert_uint_eq(len, strlen(text));
	free(bytes);
}

static int count_files(const char *folder)
{
	DIR *dir = opendir(folder);
	int count = -2; /* . and .. */

	ck_assert_ptr_nonnull(dir);
	while (readdir(dir))
		count++;
	closedir(dir);
	return count;
}

START_TEST(a_file_is_read_whole)
{
	char *bytes;
	size_t len;

	put("empty", "");
	assert_holds("empty", "");
	put("full", "one\ntwo");
	assert_holds("full", "one\ntwo");
	ck_assert_int_eq(file_replace(".", "nul", FILE_PUBLIC, "a\0b", 3, &err), 0);
	ck_assert_int_eq(file_read(&bytes, &len, "nul", 3, &err), 0);
	ck_assert_uint_eq(len, 3);
	ck_assert_mem_eq(bytes, "a\0b", 4);
	free(bytes);
}
END_TEST

START_TEST(standard_input_is_read)
{
	put("input", "piped");
	ck_assert_ptr_nonnull(freopen("input", "r", stdin));
	assert_holds("-", "piped");
}
END_TEST

/* Larger than one read of the file system */
#define LARGE 200001

START_TEST(the_limit_is_the_last_size_that_fits)
{
	static char large[LARGE];
	char *bytes;
	size_t len;

	memset(large, 'x', sizeof(large));
	ck_assert_int_eq(file_replace(".", "large", FILE_PUBLIC, large, LARGE, &err), 0);
	ck_assert_int_eq(file_read(&bytes, &len, "large", LARGE, &err), 0);
	ck_assert_uint_eq(len, LARGE);
	ck_assert_mem_eq(bytes, large, LARGE);
	free(bytes);

	ck_assert_int_eq(file_read(&bytes, &len, "large", LARGE - 1, &err), -1);
	ck_assert_int_eq(err.code, ERR_LIMIT);
	ck_assert_str_eq(err.where, "large");
	ck_assert_ptr_null(bytes);
	ck_assert_uint_eq(len, 0);
}
END_TEST

START_TEST(what_cannot_be_read_says_so)
{
	char *bytes;
	size_t len;

	ck_assert_int_eq(file_read(&bytes, &len, "none", 10, &err), -1);
	ck_assert_int_eq(err.code, ERR_MISSING);
	ck_assert_str_eq(err.where, "none");
	ck_assert_ptr_null(bytes);
	ck_assert_int_eq(file_read(&bytes, &len, ".", 10, &err), -1);
	ck_assert_int_eq(err.code, ERR_SYSTEM);
	ck_assert_ptr_null(bytes);
}
END_TEST

START_TEST(folders_are_made_with_those_above)
{
	char path[600];

	snprintf(path, sizeof(path), "%s/x/y//z/", home);
	ck_assert_int_eq(file_make_folder("a/b/c", FILE_FOLDER, &err), 0);
	ck_assert_int_eq(file_make_folder("a/b/c", FILE_FOLDER, &err), 0);
	ck_assert_int_eq(file_make_folder("a/b/d/", FILE_FOLDER, &err), 0);
	ck_assert_int_eq(file_make_folder(".", FILE_FOLDER, &err), 0);
	ck_assert_int_eq(file_make_folder(path, FILE_FOLDER, &err), 0);
	ck_assert(file_exists("a/b/c"));
	ck_assert(file_exists("a/b/d"));
	ck_assert(file_exists("x/y/z"));
	ck_assert(!file_exists("a/b/e"));
}
END_TEST

START_TEST(a_file_in_a_folders_place_is_an_error)
{
	put("file", "");
	ck_assert_int_eq(file_make_folder("file", FILE_FOLDER, &err), -1);
	ck_assert_str_eq(err.where, "file");
	ck_assert_int_eq(file_make_folder("file/below", FILE_FOLDER, &err), -1);
	ck_assert_int_eq(err.code, ERR_SYSTEM);
	ck_assert_int_eq(file_make_folder("", FILE_FOLDER, &err), -1);
	assert_holds("file", "");
}
END_TEST

START_TEST(a_file_is_replaced_and_nothing_else_stays)
{
	struct stat st;

	ck_assert_int_eq(file_replace(".", "feed", FILE_PUBLIC, "old", 3, &err), 0);
	ck_assert_int_eq(stat("feed", &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0644);
	ck_assert_int_eq(chmod("feed", 0600), 0);
	ck_assert_int_eq(file_replace(".", "feed", FILE_PUBLIC, "newer", 5, &err), 0);
	assert_holds("feed", "newer");
	ck_assert_int_eq(stat("feed", &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0600);
	ck_assert_int_eq(file_replace(".", "feed", FILE_PUBLIC, NULL, 0, &err), 0);
	assert_holds("feed", "");
	ck_assert_int_eq(count_files("."), 1);
}
END_TEST

START_TEST(what_a_killed_process_of_the_same_number_left_is_overwritten)
{
	char temp[64];

	snprintf(temp, sizeof(temp), ".paperroute-feed.%ld", (long)getpid());
	put(temp, "a torn file, longer than the new one");
	ck_assert_int_eq(file_replace(".", "feed", FILE_PUBLIC, "new", 3, &err), 0);
	assert_holds("feed", "new");
	ck_assert_int_eq(count_files("."), 1);
}
END_TEST

START_TEST(an_open_reader_keeps_the_old_file)
{
	char text[4] = "";
	int fd;

	put("feed", "old");
	fd = open("feed", O_RDONLY);
	ck_assert_int_eq(file_replace(".", "feed", FILE_PUBLIC, "new", 3, &err), 0);
	ck_assert_int_eq(read(fd, text, 3), 3);
	close(fd);
	ck_assert_str_eq(text, "old");
	assert_holds("feed", "new");
}
END_TEST

START_TEST(a_failed_replacement_leaves_all_as_it_was)
{
	ck_assert_int_eq(file_make_folder("feed", FILE_FOLDER, &err), 0);
	put("feed/inside", "kept");
	ck_assert_int_eq(file_replace(".", "feed", FILE_PUBLIC, "new", 3, &err), -1);
	ck_assert_int_eq(err.code, ERR_SYSTEM);
	assert_holds("feed/inside", "kept");
	ck_assert_int_eq(count_files("."), 1);
	ck_assert_int_eq(file_replace("none", "feed", FILE_PUBLIC, "new", 3, &err), -1);
	ck_assert_int_eq(err.code, ERR_MISSING);
}
END_TEST

START_TEST(leftovers_go_and_all_else_stays)
{
	put(".paperroute-feed.atom.123", "torn");
	put(".paperroute", "ours");
	put("paperroute-feed.atom.123", "ours");
	file_remove_leftovers(".");
	ck_assert(!file_exists(".paperroute-feed.atom.123"));
	ck_assert(file_exists(".paperroute"));
	ck_assert(file_exists("paperroute-feed.atom.123"));
	file_remove_leftovers("none");
}
END_TEST

/* What file_lock says in another process */
static enum err_code lock_elsewhere(void)
{
	pid_t child = fork();
	int status;
	int fd;

	if (child == 0) {
		if (file_lock(&fd, "lock", false, &err) == 0)
			_exit(ERR_NONE);
		_exit(fd == -1 ? (int)err.code : 99);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFEXITED(status));
	return (enum err_code)WEXITSTATUS(status);
}

START_TEST(one_process_has_the_lock)
{
	int fd;

	ck_assert_int_eq(file_lock(&fd, "lock", false, &err), 0);
	ck_assert_int_eq(lock_elsewhere(), ERR_LOCKED);
	close(fd);
	ck_assert_int_eq(lock_elsewhere(), ERR_NONE);
	ck_assert_int_eq(file_lock(&fd, "none/lock", false, &err), -1);
	ck_assert_int_eq(err.code, ERR_MISSING);
	ck_assert_int_eq(fd, -1);
}
END_TEST

Suite *file_suite(void)
{
	Suite *suite = suite_create("file");
	TCase *tcase = tcase_create("file");

	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_test(tcase, a_file_is_read_whole);
	tcase_add_test(tcase, standard_input_is_read);
	tcase_add_test(tcase, the_limit_is_the_last_size_that_fits);
	tcase_add_test(tcase, what_cannot_be_read_says_so);
	tcase_add_test(tcase, folders_are_made_with_those_above);
	tcase_add_test(tcase, a_file_in_a_folders_place_is_an_error);
	tcase_add_test(tcase, a_file_is_replaced_and_nothing_else_stays);
	tcase_add_test(tcase, what_a_killed_process_of_the_same_number_left_is_overwritten);
	tcase_add_test(tcase, an_open_reader_keeps_the_old_file);
	tcase_add_test(tcase, a_failed_replacement_leaves_all_as_it_was);
	tcase_add_test(tcase, leftovers_go_and_all_else_stays);
	tcase_add_test(tcase, one_process_has_the_lock);
	suite_add_tcase(suite, tcase);
	return suite;
}
