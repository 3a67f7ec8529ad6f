/* SPDX-License-Identifier: ISC */
/*
 * A line of JSON becomes the record that it says, or a message with its place.
 */
#include "config.h"

#include "read/json_line.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "suites.h"

#define TEXT(literal) literal, sizeof(literal) - 1

/* The record's values and the warnings, one a line */
static void show(struct buf *out, const struct json_line *line, const struct problems *problems)
{
	for (size_t i = 0; i < line->record.count; i++)
		buf_printf(out, "%s=%s\n", record_field_name(line->record.values[i].field),
			line->record.values[i].text);
	if (line->source)
		buf_printf(out, "source=%s\n", line->source);
	for (size_t i = 0; i < problems->count; i++) {
		const struct err *err = &problems->items[i].err;

		ck_assert_int_eq(problems->items[i].severity, SEVERITY_WARNING);
		ck_assert_str_eq(err->where, "file");
		ck_assert_uint_eq(err->line, 7);
		buf_printf(out, "! %s\n", err->text);
	}
}

static const struct {
	const char *text;
	size_t len;
	const char *shown;
} good[] = {
	{TEXT("{}"), ""},
	{TEXT("  {\t} \r"), ""},
	{TEXT("\xef\xbb\xbf{\"title\": \"T\"}"), "title=T\n"},
	{TEXT("{\"id\": \"2404.01234\", \"title\": \"T\", \"abstract\": \"A\\n\\nB\", \"authors\": "
	      "[\"X\", "
	      "{\"name\": \"Y\"}], \"author_count\": 3, \"link\": \"l\", \"pdf\": \"p\", \"code\": "
	      "\"c\", "
	      "\"discussion\": \"d\", \"published\": \"2025-01-01\", \"listed\": \"2025-01-02\", "
	      "\"categories\": [\"cs.CL\", \"cs.LG\"], \"votes\": 12, \"comments\": 0, \"source\": "
	      "\"s\"}"),
		"id=2404.01234\ntitle=T\nabstract=A\n\nB\nauthor=X\nauthor=Y\nauthor-count=3\n"
		"link=l\npdf=p\ncode=c\ndiscussion=d\npublished=2025-01-01\nlisted=2025-01-02\n"
		"category=cs.CL\ncategory=cs.LG\nvotes=12\ncomments=0\nsource=s\n"},
	{TEXT("{\"x\": [{\"title\": \"no\"}], \"authors\": \"One\", \"title\": null, \"votes\": "
	      "\"1.2k\"}"),
		"author=One\nvotes=1.2k\n"},
	{TEXT("{\"id\": 12345678901, \"title\": 7, \"votes\": -1, \"link\": [\"a\", \"b\"]}"),
		"id=12345678901\ntitle=7\nlink=a\nlink=b\nvotes=-1\n"},
	/* of a key that stands twice the last counts, as everywhere */
	{TEXT("{\"title\": \"a\", \"title\": \"b\"}"), "title=b\n"},
	{TEXT("{\"title\": \"\\ud83d\\ude00 \\u00e9\"}"), "title=\xf0\x9f\x98\x80 \xc3\xa9\n"},
	{TEXT("{\"title\": \"a\\u0000b\\ufffe\"}"),
		"title=ab\n! title holds characters that are no text; they are left out\n"},
	{TEXT("{\"a\\u0000\": \"\\u0000\", \"title\": \"\\\\u0000\"}"), "title=\\u0000\n"},
	{TEXT("{\"title\": true, \"votes\": 1.5, \"comments\": 1e300, \"id\": {}, \"abstract\": "
	      "[\"a\"], "
	      "\"authors\": [1.5, null, {}, [\"a\"]]}"),
		"! id is neither a text nor a whole number; it is left out\n"
		"! title is neither a text nor a whole number; it is left out\n"
		"! abstract is a list, of which there can only be one; it is left out\n"
		"! authors is neither a text nor a whole number; it is left out\n"
		"! authors is neither a text nor a whole number; it is left out\n"
		"! authors is neither a text nor a whole number; it is left out\n"
		"! votes is neither a text nor a whole number; it is left out\n"
		"! comments is neither a text nor a whole number; it is left out\n"},
	/* what we do not use may be as large as it likes */
	{TEXT("{\"x\": 123456789012345678901234567890, \"y\": -1e-400, \"title\": \"T\"}"),
		"title=T\n"},
};

START_TEST(good_line)
{
	struct problems problems;
	struct json_line line;
	struct arena arena;
	struct buf out;
	struct err err;

	arena_init(&arena);
	problems_init(&problems, 20);
	buf_init(&out, SIZE_MAX / 2);
	ck_assert_int_eq(json_line_read(&line, &arena, good[_i].text, good[_i].len, "file", 7,
				 &problems, &err),
		0);
	ck_assert_uint_eq(line.record.line, 7);
	show(&out, &line, &problems);
	ck_assert_str_eq(buf_str(&out), good[_i].shown);
	buf_release(&out);
	problems_release(&problems);
	arena_release(&arena);
}
END_TEST

static const struct {
	const char *text;
	size_t len;
	unsigned column;
	const char *message;
} bad[] = {
	{TEXT(""), 0, "is no JSON: '[' or '{' expected near end of file"},
	{TEXT("\xef\xbb\xbf"), 0, "is no JSON: '[' or '{' expected near end of file"},
	{TEXT("[\"title\"]"), 0, "is no JSON object"},
	{TEXT("nothing"), 7, "is no JSON: '[' or '{' expected near 'nothing'"},
	{TEXT("{\"title\": \"T\""), 13, "is no JSON: '}' expected near end of file"},
	{TEXT("{\"title\": \"T\"} {}"), 16, "is no JSON: end of file expected near '{'"},
	{TEXT("{\"title\": \"\xff\"}"), 11, "is no JSON: unable to decode byte 0xff near '\"'"},
	{TEXT("{\"a\0b\": 1}"), 4, "is no JSON: a NUL byte stands in it"},
	{TEXT("{\"a\": 1}\0"), 9, "is no JSON: a NUL byte stands in it"},
	{TEXT("{\"\xc3\xa9\": 1\0}"), 8, "is no JSON: a NUL byte stands in it"},
	{TEXT("{\"a\": \"\\ud800\"}"), 14,
		"is no JSON: invalid Unicode '\\uD800' near '\"\\ud800\"'"},
};

START_TEST(bad_line)
{
	struct problems problems;
	struct json_line line;
	struct arena arena;
	struct err err;

	arena_init(&arena);
	problems_init(&problems, 20);
	ck_assert_int_eq(json_line_read(&line, &arena, bad[_i].text, bad[_i].len, "file", 7,
				 &problems, &err),
		-1);
	ck_assert_int_eq(err.code, ERR_FORMAT);
	ck_assert_str_eq(err.where, "file");
	ck_assert_uint_eq(err.line, 7);
	ck_assert_uint_eq(err.column, bad[_i].column);
	ck_assert_str_eq(err.text, bad[_i].message);
	ck_assert_uint_eq(problems.count, 0);
	problems_release(&problems);
	arena_release(&arena);
}
END_TEST

/* As deep as the stack is not */
START_TEST(deep_line)
{
	struct problems problems;
	struct json_line line;
	struct arena arena;
	struct buf text;
	struct err err;

	arena_init(&arena);
	problems_init(&problems, 20);
	buf_init(&text, SIZE_MAX / 2);
	buf_puts(&text, "{\"a\": ");
	for (int i = 0; i < 100000; i++)
		buf_putc(&text, '[');
	ck_assert_int_eq(
		json_line_read(&line, &arena, buf_str(&text), text.len, "file", 7, &problems, &err),
		-1);
	ck_assert_str_eq(err.text, "is no JSON: maximum parsing depth reached near '['");
	buf_release(&text);
	problems_release(&problems);
	arena_release(&arena);
}
END_TEST

Suite *json_line_suite(void)
{
	Suite *suite = suite_create("read/json_line");
	TCase *tcase = tcase_create("json_line");

	tcase_add_loop_test(tcase, good_line, 0, sizeof(good) / sizeof(*good));
	tcase_add_loop_test(tcase, bad_line, 0, sizeof(bad) / sizeof(*bad));
	tcase_add_test(tcase, deep_line);
	suite_add_tcase(suite, tcase);
	return suite;
}
