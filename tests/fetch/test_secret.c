/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fetch/suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fetch/secret.h"
#include "model/limits.h"

#define WHERE "https://lab.net/list"

#define TEMPLATE "/tmp/paperroute-secret-XXXXXX"

static char folder[sizeof(TEMPLATE)];
static char path[64];
static struct buf out;
static struct err err;
static bool exposed;

static void begin(void)
{
	memcpy(folder, TEMPLATE, sizeof(TEMPLATE));
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/token", folder);
	buf_init(&out, LIMIT_HEADER * 2);
	setenv("PAPERROUTE_TEST_TOKEN", "hush1", 1);
	setenv("PAPERROUTE_TEST_EMPTY", "", 1);
	unsetenv("PAPERROUTE_TEST_NONE");
	err = (struct err){0};
}

static void end(void)
{
	buf_release(&out);
	unlink(path);
	ck_assert_int_eq(rmdir(folder), 0);
}

static void put(const char *bytes, size_t len)
{
	FILE *file = fopen(path, "wb");

	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(bytes, 1, len, file), len);
	fclose(file);
}

static int fill(const char *value)
{
	struct header header = {"Authorization", value};

	buf_clear(&out);
	return secret_fill(&out, &exposed, &header, folder, WHERE, &err);
}

static void fills(const char *value, const char *line)
{
	ck_assert_msg(fill(value) == 0, "%s", err.text);
	ck_assert_str_eq(buf_str(&out), line);
}

/* The message says what is missing and nothing that is there */
static void fails(const char *value, const char *text)
{
	ck_assert_int_eq(fill(value), -1);
	ck_assert_int_eq(err.code, ERR_CONFIG);
	ck_assert_str_eq(err.where, WHERE);
	ck_assert_msg(strstr(err.text, text), "%s", err.text);
	ck_assert_msg(!strstr(err.text, "hush"), "%s", err.text);
}

START_TEST(plain)
{
	fills("application/json", "Authorization: application/json");
	fills("$5 and {env:X} $ {x}", "Authorization: $5 and {env:X} $ {x}");
}
END_TEST

START_TEST(environment)
{
	fills("Bearer ${env:PAPERROUTE_TEST_TOKEN}", "Authorization: Bearer hush1");
	fills("${env:PAPERROUTE_TEST_TOKEN}:${env:PAPERROUTE_TEST_TOKEN}!",
		"Authorization: hush1:hush1!");
	fails("Bearer ${env:PAPERROUTE_TEST_NONE}", "PAPERROUTE_TEST_NONE");
	fails("Bearer ${env:PAPERROUTE_TEST_EMPTY}", "PAPERROUTE_TEST_EMPTY");
}
END_TEST

START_TEST(file)
{
	char value[128];

	fails("Bearer ${file:token}", "token, which the header Authorization needs, cannot be");
	put("hush2 \r\n\n", 9);
	fills("Bearer ${file:token}", "Authorization: Bearer hush2");
	snprintf(value, sizeof(value), "${file:%s}", path);
	fills(value, "Authorization: hush2");
	put(" \n", 2);
	fails("Bearer ${file:token}", "is empty");
}
END_TEST

/* What a file or variable holds cannot become another header */
START_TEST(no_line)
{
	put("hush\r\nHost: other", 17);
	fails("${file:token}", "no single line");
	put("hush\0x", 6);
	fails("${file:token}", "no single line");
	setenv("PAPERROUTE_TEST_TOKEN", "hush\nX: y", 1);
	fails("${env:PAPERROUTE_TEST_TOKEN}", "no single line");
}
END_TEST

START_TEST(too_long)
{
	char *text = malloc(LIMIT_HEADER * 3 + 1);

	memset(text, 'h', LIMIT_HEADER * 3);
	text[LIMIT_HEADER * 3] = '\0';
	setenv("PAPERROUTE_TEST_TOKEN", text, 1);
	fails("${env:PAPERROUTE_TEST_TOKEN}", "longer than");
	text[LIMIT_HEADER] = '\0';
	setenv("PAPERROUTE_TEST_TOKEN", text, 1);
	fails("${env:PAPERROUTE_TEST_TOKEN}", "longer than");
	put(text, LIMIT_HEADER);
	fails("${file:token}", "longer than");
	free(text);
}
END_TEST

Suite *suite_secret(void)
{
	Suite *suite = suite_create("fetch/secret");
	TCase *tcase = tcase_create("secret");

	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_test(tcase, plain);
	tcase_add_test(tcase, environment);
	tcase_add_test(tcase, file);
	tcase_add_test(tcase, no_line);
	tcase_add_test(tcase, too_long);
	suite_add_tcase(suite, tcase);
	return suite;
}
