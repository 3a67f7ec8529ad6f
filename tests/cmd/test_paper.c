/* SPDX-License-Identifier: ISC */
/*
 * Lines of JSON become papers by the same way as what sources say; what is wrong with them is told.
 */
#include "config.h"

#include "cmd/paper.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "cmd/suites.h"
#include "model/limits.h"
#include "read/json_line.h"

#define NOW 1795392000 /* 2026-11-23 */

static struct arena arena;
static struct problems problems;
static struct paper paper;

static void begin(void)
{
	arena_init(&arena);
	problems_init(&problems, LIMIT_PROBLEMS);
}

static void end(void)
{
	problems_release(&problems);
	arena_release(&arena);
}

static int read_text(const char *text)
{
	const struct line line = {text, strlen(text), strlen(text), 3, false};
	struct flow_line read = {.line = &line, .where = "file", .problems = &problems};
	struct json_line json;
	struct err err;

	ck_assert_int_eq(
		json_line_read(&json, &arena, text, line.len, "file", line.number, &problems, &err),
		0);
	read.record = &json.record;
	read.source = json.source;
	return paper_make(&paper, &arena, &read, NOW);
}

START_TEST(whole)
{
	ck_assert_int_eq(
		read_text(
			"{\"id\": \"http://arxiv.org/abs/2404.01234v2\", \"title\": \" Speed of\\n"
			"Light \", \"abstract\": \"78\\\\% of it\\n\\nand more\", \"authors\": "
			"[\"A  B\", "
			"\"C\"], \"author_count\": 9, \"categories\": [\"cs.LG\", \"cs.CL\", "
			"\"cs.LG\"], "
			"\"votes\": 12, \"comments\": \"3\", \"published\": \"Mar 14, 2025\", "
			"\"link\": \"HTTPS://Example.org\", \"source\": \"trending\"}"),
		0);
	ck_assert_uint_eq(problems.count, 0);
	ck_assert_str_eq(paper.entry.key, "arxiv:2404.01234");
	ck_assert_str_eq(paper.keys[0], "arxiv:2404.01234");
	ck_assert_uint_eq(paper.key_count, 2);
	ck_assert_str_eq(paper.entry.title, "Speed of Light");
	ck_assert_str_eq(paper.entry.abstract, "78% of it\n\nand more");
	ck_assert_uint_eq(paper.entry.author_count, 2);
	ck_assert_str_eq(paper.entry.authors[0], "A B");
	ck_assert_uint_eq(paper.entry.author_total, 9);
	ck_assert_uint_eq(paper.entry.category_count, 2);
	ck_assert_str_eq(paper.entry.categories[0], "cs.CL");
	ck_assert_uint_eq(paper.entry.votes, 12);
	ck_assert_uint_eq(paper.entry.comments, 3);
	ck_assert_int_eq(paper.entry.published, 1741910400);
	ck_assert_int_eq(paper.entry.listed, CLOCK_NONE);
	ck_assert_int_eq(paper.entry.first_seen, NOW);
	ck_assert_str_eq(paper.entry.link, "https://example.org/");
	ck_assert_str_eq(paper.entry.source, "trending");
}
END_TEST

START_TEST(smallest)
{
	ck_assert_int_eq(read_text("{\"title\": \"Light\"}"), 0);
	ck_assert_uint_eq(problems.count, 0);
	ck_assert_int_eq(strncmp(paper.entry.key, "title:1-", 8), 0);
	ck_assert_ptr_null(paper.entry.abstract);
	ck_assert_str_eq(paper.entry.source, "command-line");
	ck_assert_int_eq(paper.entry.published, CLOCK_NONE);
}
END_TEST

/* What is odd is left out and told, the paper is kept */
START_TEST(odd)
{
	ck_assert_int_eq(
		read_text(
			"{\"id\": \"7\", \"title\": \"Light\", \"votes\": \"many\", \"published\": "
			"\"2030-01-01\", \"link\": \"ftp://example.org/\"}"),
		0);
	ck_assert_str_eq(paper.entry.key, "id:command-line/7");
	ck_assert_uint_eq(problems.warnings, 3);
	ck_assert_str_eq(problems.items[0].err.where, "file");
	ck_assert_uint_eq(problems.items[0].err.line, 3);
	ck_assert_str_eq(problems.items[0].err.text,
		"link \"ftp://example.org/\" is no http or https URL that can be published");
	ck_assert_ptr_null(paper.entry.link);
}
END_TEST

static const struct {
	const char *text;
	const char *message;
} bad[] = {
	{"{}", "a paper without a title is left out"},
	{"{\"title\": \" \\u200b \"}", "a paper without a title is left out"},
};

START_TEST(no_paper)
{
	ck_assert_int_eq(read_text(bad[_i].text), -1);
	ck_assert_uint_eq(problems.count, 1);
	ck_assert_uint_eq(problems.warnings, 1);
	ck_assert_str_eq(problems.items[0].err.where, "file");
	ck_assert_uint_eq(problems.items[0].err.line, 3);
	ck_assert_str_eq(problems.items[0].err.text, bad[_i].message);
}
END_TEST

Suite *paper_suite(void)
{
	Suite *suite = suite_create("cmd/paper");
	TCase *tcase = tcase_create("paper");

	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_test(tcase, whole);
	tcase_add_test(tcase, smallest);
	tcase_add_test(tcase, odd);
	tcase_add_loop_test(tcase, no_paper, 0, sizeof(bad) / sizeof(*bad));
	suite_add_tcase(suite, tcase);
	return suite;
}
