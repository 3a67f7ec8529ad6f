/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fetch/suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "fetch/cache.h"
#include "fetch/fetch.h"

#define TEMPLATE "/tmp/paperroute-cache-XXXXXX"

static char folder[sizeof(TEMPLATE)];
static struct site site = {.folder = folder, .state = folder};
static struct source source;
static struct err err;

static void begin(void)
{
	memcpy(folder, TEMPLATE, sizeof(TEMPLATE));
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	source = source_defaults;
	source.name = "lab";
	source.url = "http://127.0.0.1:9/list"; /* nobody answers there */
	err = (struct err){0};
}

static void end(void)
{
	unlink("cache/lab.body");
	rmdir("cache");
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert_int_eq(rmdir(folder), 0);
}

START_TEST(kept)
{
	char *bytes;
	size_t len;

	ck_assert(!cache_has("cache", "lab"));
	ck_assert_int_eq(cache_read(&bytes, &len, "cache", "lab", 10, &err), -1);
	ck_assert_int_eq(err.code, ERR_MISSING);
	ck_assert_int_eq(cache_write("cache", "lab", "a\0b", 3, &err), 0);
	ck_assert(cache_has("cache", "lab"));
	ck_assert_int_eq(cache_read(&bytes, &len, "cache", "lab", 10, &err), 0);
	ck_assert_uint_eq(len, 3);
	ck_assert_mem_eq(bytes, "a\0b", 4);
	free(bytes);
	ck_assert_int_eq(cache_read(&bytes, &len, "cache", "lab", 2, &err), -1);
	ck_assert_int_eq(err.code, ERR_LIMIT);
}
END_TEST

/* What a run left that was killed goes when another begins, whatever that one keeps; a dry run leaves it */
START_TEST(leftovers)
{
	struct fetch_options options = {.site = &site, .dry = true};
	struct fetch *fetch;
	char *bytes;
	size_t len;

	ck_assert_int_eq(cache_write("cache", "lab", "a", 1, &err), 0);
	ck_assert_int_eq(rename("cache/lab.body", "cache/.paperroute-lab.body.1"), 0);
	fetch_open(&fetch, &options);
	fetch_close(&fetch);
	ck_assert_int_eq(access("cache/.paperroute-lab.body.1", F_OK), 0);
	options.dry = false;
	ck_assert_int_eq(cache_write("cache", "lab", "b", 1, &err), 0);
	fetch_open(&fetch, &options);
	fetch_close(&fetch);
	ck_assert_int_eq(access("cache/.paperroute-lab.body.1", F_OK), -1);
	ck_assert_int_eq(cache_read(&bytes, &len, "cache", "lab", 10, &err), 0);
	free(bytes);
}
END_TEST

static int take(struct body *body, bool offline, const struct kept_body *known)
{
	struct fetch_options options = {.site = &site, .offline = offline};
	struct fetch *fetch;
	int result;

	fetch_open(&fetch, &options);
	fetch_add(fetch, &source, known, false);
	result = fetch_take(body, fetch, 0, &err);
	fetch_close(&fetch);
	return result;
}

START_TEST(offline)
{
	struct kept_body known = {.url = "", .type = "text/plain", .hash = ""};
	struct body body;

	ck_assert_int_eq(take(&body, true, NULL), -1);
	ck_assert_int_eq(err.code, ERR_MISSING);
	ck_assert_str_eq(err.where, source.url);
	body_release(&body);
	ck_assert_int_eq(cache_write("cache", "lab", "list", 4, &err), 0);
	ck_assert_int_eq(take(&body, true, &known), 0);
	ck_assert_str_eq(body.bytes, "list");
	ck_assert_str_eq(body.type, "text/plain");
	ck_assert(!body.unchanged);
	ck_assert_int_eq(body.status, 0);
	ck_assert_ptr_null(body.kept.url);
	body_release(&body);
	source.name = SOURCE_ARGUMENTS;
	ck_assert_int_eq(take(&body, true, NULL), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "not kept"));
	body_release(&body);
}
END_TEST

START_TEST(keeping)
{
	char list[] = "list";
	struct body body = {.bytes = list, .len = strlen(list)};
	struct fetch_options options = {.site = &site, .dry = true};
	struct fetch *fetch;

	body.kept.url = "x";
	fetch_open(&fetch, &options);
	ck_assert_int_eq(fetch_keep(fetch, &source, &body, &err), 0);
	ck_assert(!file_exists("cache"));
	fetch_close(&fetch);
	options.dry = false;
	fetch_open(&fetch, &options);
	body.kept.url = NULL; /* of a file */
	ck_assert_int_eq(fetch_keep(fetch, &source, &body, &err), 0);
	ck_assert(!file_exists("cache"));
	body.kept.url = "x";
	ck_assert_int_eq(fetch_keep(fetch, &source, &body, &err), 0);
	ck_assert(cache_has("cache", "lab"));
	fetch_close(&fetch);
}
END_TEST

/* Taken in order, whatever happens to the others, or not at all */
START_TEST(no_server)
{
	struct fetch_options options = {.site = &site};
	struct fetch *fetch;
	struct body body;

	source.request.retries = 0;
	fetch_open(&fetch, &options);
	for (int i = 0; i < 20; i++)
		fetch_add(fetch, &source, NULL, false);
	for (size_t i = 0; i < 15; i++) {
		ck_assert_int_eq(fetch_take(&body, fetch, i, &err), -1);
		ck_assert_str_eq(err.where, source.url);
		ck_assert_ptr_nonnull(strstr(err.text, "cannot be fetched"));
		ck_assert_ptr_null(body.bytes);
		ck_assert_int_eq(body.status, 0);
		ck_assert_uint_eq(body.attempts, 1);
		body_release(&body);
	}
	fetch_close(&fetch);
}
END_TEST

Suite *suite_cache(void)
{
	Suite *suite = suite_create("fetch/cache");
	TCase *tcase = tcase_create("cache");

	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_test(tcase, kept);
	tcase_add_test(tcase, leftovers);
	tcase_add_test(tcase, offline);
	tcase_add_test(tcase, keeping);
	tcase_add_test(tcase, no_server);
	suite_add_tcase(suite, tcase);
	return suite;
}
