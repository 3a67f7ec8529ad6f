/* SPDX-License-Identifier: ISC */
/*
 * Pages as people paste them: NAME.txt is read, and what is found is compared whole with
 * NAME.expected.
 */
#include "config.h"

#include "read/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "heard.h"
#include "suites.h"

static const char *const names[] = {
	"good-abstract-several",
	"good-abstract-short",
	"good-arxiv-listing",
	"good-arxiv-mail",
	"good-arxiv-search",
	"good-asides",
	"good-bare-titles",
	"good-bom",
	"good-bylines",
	"good-bylines-bare",
	"good-cards",
	"good-cards-dense",
	"good-crlf",
	"good-days",
	"good-details",
	"good-edges",
	"good-footer",
	"good-footnotes",
	"good-headings",
	"good-html-links",
	"good-hyphens",
	"good-items",
	"good-labels",
	"good-language",
	"good-linked",
	"good-links",
	"good-links-first",
	"good-menu",
	"good-nbsp",
	"good-no-blanks",
	"good-numbered",
	"good-paragraphs",
	"good-pictures",
	"good-skip",
	"good-title-ends",
	"good-trending",
	"good-twice",
	"good-wrapped",
	"bad-1252",
	"bad-banners",
	"bad-binary",
	"bad-empty",
	"bad-utf8",
};

static const char *const skipped[] = {"Sponsored by nobody at all"};

static char *load(const char *name, const char *ending, size_t *len)
{
	const char *srcdir = getenv("srcdir");
	char path[512];
	struct err err;
	char *bytes;

	snprintf(path, sizeof(path), "%s/tests/read/%s.%s", srcdir ? srcdir : ".", name, ending);
	ck_assert_msg(file_read(&bytes, len, path, 1u << 20, &err) == 0, "%s: %s", path, err.text);
	return bytes;
}

static void read_into(struct buf *out, const char *bytes, size_t len)
{
	struct read_input input = {bytes, len, NULL, NULL};
	struct source source = {.name = "test",
		.path = "page.txt",
		.format = FORMAT_LIST,
		.skip = (const char **)skipped,
		.skip_count = 1};
	struct read_sink sink = heard_sink(out);
	struct read_result result;
	struct err err = {0};

	if (read_body(&result, &input, &source, &sink, &err) != 0)
		buf_printf(out, "error: %s: %s\n", err.where, err.text);
	buf_printf(out, "\n%zu papers, %zu lines passed over\n", result.records, result.skipped);
}

START_TEST(page)
{
	size_t len;
	char *bytes = load(names[_i], "txt", &len);
	char *expected;
	struct buf out;

	buf_init(&out, 1u << 20);
	read_into(&out, bytes, len);
	if (getenv("PRINT_PAGES"))
		printf("==== %s\n%s", names[_i], buf_str(&out));
	free(bytes);
	expected = load(names[_i], "expected", &len);
	ck_assert_msg(
		strcmp(buf_str(&out), expected) == 0, "%s: found\n%s", names[_i], buf_str(&out));
	free(expected);
	buf_release(&out);
}
END_TEST

/* Time is in proportion to the input: what is not so, hangs here */
START_TEST(hostile)
{
	static const char *const parts[] = {"a\n", "\n", "[", "word word\n\n", "https://a.org/\n",
		"# a\n\n", "Submitted by\n", "12\n", "Mar\n", "* [a](b)\n", "text text. text\n"};
	struct buf body, out;

	buf_init(&body, 1u << 22);
	buf_init(&out, SIZE_MAX / 2);
	while (!buf_failed(&body))
		buf_puts(&body, parts[_i]);
	read_into(&out, buf_str(&body), body.len);
	ck_assert_ptr_nonnull(strstr(buf_str(&out), " papers, "));
	buf_release(&body);
	buf_release(&out);
}
END_TEST

static int stop_at_second(void *ctx, const struct record *record)
{
	size_t *seen = ctx;

	(void)record;
	return ++*seen == 2;
}

/* A sink that stops, and wants nothing but papers */
START_TEST(stop)
{
	static const char text[] =
		"by Ada\n\n# A\n\nOne text is here now.\n\n# B\n\nOne more is here now.\n\n"
		"# C\n\nThe last one is here now.\n";
	struct read_input input = {text, strlen(text), NULL, NULL};
	struct source source = {.name = "test", .path = "page.txt", .format = FORMAT_LIST};
	size_t seen = 0;
	struct read_sink sink = {.ctx = &seen, .record = stop_at_second};
	struct read_result result;
	struct err err;

	ck_assert_int_eq(read_body(&result, &input, &source, &sink, &err), 0);
	ck_assert_uint_eq(seen, 2);
}
END_TEST

Suite *list_suite(void)
{
	Suite *suite = suite_create("list");
	TCase *tcase = tcase_create("list");

	tcase_set_timeout(tcase, 300);
	tcase_add_loop_test(tcase, page, 0, sizeof(names) / sizeof(*names));
	tcase_add_loop_test(tcase, hostile, 0, 11);
	tcase_add_test(tcase, stop);
	suite_add_tcase(suite, tcase);
	return suite;
}
