/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fetch/suites.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/xalloc.h"
#include "fetch/fetch.h"
#include "model/limits.h"

#define TEMPLATE "/tmp/paperroute-fetch-XXXXXX"

static char folder[sizeof(TEMPLATE)];

static void enter(void)
{
	memcpy(folder, TEMPLATE, sizeof(TEMPLATE));
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
}

static void leave(void)
{
	unlink("file");
	unlink("fifo");
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert_int_eq(rmdir(folder), 0);
}

static void put(const char *bytes, size_t len)
{
	FILE *file = fopen("file", "wb");

	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(bytes, 1, len, file), len);
	fclose(file);
}

static int fetch(struct body *body, const char *path, struct err *err)
{
	struct site site = {.folder = ".", .state = "state"};
	struct fetch_options options = {.site = &site};
	struct source source = source_defaults;
	struct fetch *fetch;
	int result;

	source.name = "test";
	source.path = path;
	fetch_open(&fetch, &options);
	fetch_add(fetch, &source, NULL, false);
	result = fetch_take(body, fetch, 0, err);
	fetch_close(&fetch);
	return result;
}

static void fails(const char *path, enum err_code code, const char *text)
{
	struct body body;
	struct err err;

	ck_assert_int_eq(fetch(&body, path, &err), -1);
	ck_assert_msg(err.code == code && strstr(err.text, text), "%s: %s", path, err.text);
	ck_assert_str_eq(err.where, path);
	ck_assert_ptr_null(body.bytes);
	body_release(&body);
}

START_TEST(file)
{
	struct body body;
	struct err err;

	put("a\0b", 3);
	ck_assert_int_eq(fetch(&body, "file", &err), 0);
	ck_assert_uint_eq(body.len, 3);
	ck_assert_mem_eq(body.bytes, "a\0b\0", 4);
	body_release(&body);
	ck_assert_ptr_null(body.bytes);
	put("", 0);
	ck_assert_int_eq(fetch(&body, "file", &err), 0);
	ck_assert_uint_eq(body.len, 0);
	body_release(&body);
}
END_TEST

START_TEST(standard_input)
{
	struct body body;
	struct err err;
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(write(ends[1], "piped", 5), 5);
	close(ends[1]);
	ck_assert_int_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	ck_assert_int_eq(fetch(&body, "-", &err), 0);
	ck_assert_str_eq(body.bytes, "piped");
	body_release(&body);
}
END_TEST

START_TEST(passed_pipe)
{
	struct body body;
	struct err err;
	char path[32];
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(write(ends[1], "substituted", 11), 11);
	close(ends[1]);
	snprintf(path, sizeof(path), "/dev/fd/%d", ends[0]);
	if (access(path, F_OK) != 0)
		return; /* a system without /dev/fd */
	ck_assert_int_eq(fetch(&body, path, &err), 0);
	ck_assert_str_eq(body.bytes, "substituted");
	body_release(&body);
}
END_TEST

START_TEST(no_files)
{
	fails("missing", ERR_MISSING, "cannot be opened");
	fails("/", ERR_SYSTEM, "is no file");
	fails("/dev/zero", ERR_SYSTEM, "is no file");
	ck_assert_int_eq(mkfifo("fifo", 0600), 0);
	fails("fifo", ERR_SYSTEM, "is no file"); /* and does not wait for a writer */
}
END_TEST

START_TEST(limit)
{
	int fd = open("file", O_WRONLY | O_CREAT, 0600);
	struct body body;
	struct err err;

	ck_assert_int_eq(ftruncate(fd, (off_t)LIMIT_BODY), 0);
	ck_assert_int_eq(fetch(&body, "file", &err), 0);
	ck_assert_uint_eq(body.len, LIMIT_BODY);
	body_release(&body);
	ck_assert_int_eq(ftruncate(fd, (off_t)LIMIT_BODY + 1), 0);
	close(fd);
	fails("file", ERR_LIMIT, "larger than");
}
END_TEST

Suite *suite_file(void)
{
	Suite *suite = suite_create("fetch/file");
	TCase *tcase = tcase_create("file");

	tcase_add_checked_fixture(tcase, enter, leave);
	tcase_add_test(tcase, file);
	tcase_add_test(tcase, standard_input);
	tcase_add_test(tcase, passed_pipe);
	tcase_add_test(tcase, no_files);
	tcase_add_test(tcase, limit);
	suite_add_tcase(suite, tcase);
	return suite;
}
