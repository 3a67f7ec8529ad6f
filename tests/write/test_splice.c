/* SPDX-License-Identifier: ISC */
/*
 * A member goes in, every other byte stays.
 */
#include "config.h"

#include "write/splice.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "write/help.h"

#define FLAGS (JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL)

static const struct {
	const char *text;
	const char *wanted;
} texts[] = {
	{"{}", "{\"t\": [1]}"},
	{" { } ", " {\"t\": [1] } "},
	{"{\"a\":1}", "{\"a\":1, \"t\": [1]}"},
	{"{\"a\" : 1\t}\r", "{\"a\" : 1, \"t\": [1]\t}\r"},
	{"\xef\xbb\xbf{\"a\":1}", "\xef\xbb\xbf{\"a\":1, \"t\": [1]}"},
	{"{\"a\": 1.50e+1, \"b\": -0, \"c\": 123456789012345678901234567890}",
		"{\"a\": 1.50e+1, \"b\": -0, \"c\": 123456789012345678901234567890, \"t\": [1]}"},
	/* what only looks like a member or an end */
	{"{\"a\": \"}, \\\"t\\\": 2\"}", "{\"a\": \"}, \\\"t\\\": 2\", \"t\": [1]}"},
	{"{\"a\": {\"t\": 2, \"b\": [\"]\", {}]}}",
		"{\"a\": {\"t\": 2, \"b\": [\"]\", {}]}, \"t\": [1]}"},
	{"{\"a\": \"t\", \"T\": 1, \"tt\": 1, \"\": 2}",
		"{\"a\": \"t\", \"T\": 1, \"tt\": 1, \"\": 2, \"t\": [1]}"},
	{"{\"\\\\\": \"\\\\\"}", "{\"\\\\\": \"\\\\\", \"t\": [1]}"},
	/* one that is there already */
	{"{\"t\": 2}", "{\"t\": [1]}"},
	{"{ \"t\" :\t{\"t\": []} , \"a\":1}", "{ \"t\" :\t[1] , \"a\":1}"},
	{"{\"a\":true,\"t\":null,\"b\":false}", "{\"a\":true,\"t\":[1],\"b\":false}"},
	{"{\"\\u0074\": \"x\"}", "{\"\\u0074\": [1]}"},
	{"{\"\\u0074\\u0000\": 2}", "{\"\\u0074\\u0000\": 2, \"t\": [1]}"},
	{"{\"t\": 2, \"t\": 3}", "{\"t\": [1]}"},
	{"{\"t\":2,\"a\":1 , \"t\" : 3 , \"\\u0074\":4, \"b\":2}", "{\"t\":[1],\"a\":1, \"b\":2}"},
	{"{\"a\":1, \"t\": 2, \"t\": 3 }", "{\"a\":1, \"t\": [1] }"},
};

START_TEST(member)
{
	const char *text = texts[_i].text;
	struct buf out, again;

	buf_init(&out, SIZE_MAX / 2);
	buf_init(&again, SIZE_MAX / 2);
	splice_member(&out, text, strlen(text), "t", "[1]");
	ck_assert_str_eq(buf_str(&out), texts[_i].wanted);
	/* once more changes nothing */
	splice_member(&again, out.data, out.len, "t", "[1]");
	ck_assert_str_eq(buf_str(&again), texts[_i].wanted);
	buf_release(&out);
	buf_release(&again);
}
END_TEST

/* A value of a random shape, as somebody might write it */
static void put_value(struct buf *out, unsigned *seed, int depth);

static unsigned draw(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245 + 12345;
	return (*seed >> 16) % below;
}

static void put_space(struct buf *out, unsigned *seed)
{
	static const char *const spaces[] = {"", "", "", " ", "\t", "\r\n", "  "};

	buf_puts(out, spaces[draw(seed, 7)]);
}

static void put_object(struct buf *out, unsigned *seed, int depth)
{
	static const char *const keys[] = {
		"\"a\"", "\"t\"", "\"\\u0074\"", "\"\"", "\"\\\"t\"", "\"t}\""};
	unsigned count = draw(seed, 4);

	put_space(out, seed);
	buf_putc(out, '{');
	for (unsigned i = 0; i < count; i++) {
		buf_puts(out, i ? "," : "");
		put_space(out, seed);
		buf_puts(out, keys[draw(seed, 6)]);
		put_space(out, seed);
		buf_putc(out, ':');
		put_value(out, seed, depth + 1);
	}
	put_space(out, seed);
	buf_putc(out, '}');
	put_space(out, seed);
}

static void put_array(struct buf *out, unsigned *seed, int depth)
{
	unsigned count = draw(seed, 4);

	buf_putc(out, '[');
	for (unsigned i = 0; i < count; i++) {
		buf_puts(out, i ? "," : "");
		put_value(out, seed, depth + 1);
	}
	buf_putc(out, ']');
}

static void put_value(struct buf *out, unsigned *seed, int depth)
{
	static const char *const words[] = {"true", "null", "-1.0E-2", "0", "\"\"", "\"]},{\\\\\"",
		"\"\\\"\"", "\"\xc3\xa9\\ud83d\\ude00\""};

	put_space(out, seed);
	switch (draw(seed, depth < 4 ? 4 : 2)) {
	case 2:
		put_object(out, seed, depth);
		break;
	case 3:
		put_array(out, seed, depth);
		break;
	default:
		buf_puts(out, words[draw(seed, 8)]);
	}
	put_space(out, seed);
}

/* Whatever the object: what a parser finds in it afterwards is what it found before, and the member */
START_TEST(any_object)
{
	for (unsigned i = 0; i < 20000; i++) {
		unsigned seed = i;
		struct buf text, out;
		json_t *wanted, *got;

		buf_init(&text, SIZE_MAX / 2);
		buf_init(&out, SIZE_MAX / 2);
		put_object(&text, &seed, 0);
		splice_member(&out, text.data, text.len, "t", "[1]");
		wanted = json_loadb(text.data, text.len, FLAGS, NULL);
		ck_assert_ptr_nonnull(wanted);
		json_object_set_new(wanted, "t", json_pack("[f]", 1.0));
		got = json_loadb(out.data, out.len, FLAGS, NULL);
		ck_assert_msg(json_equal(wanted, got), "%s: %s", text.data, out.data);
		json_decref(wanted);
		json_decref(got);
		buf_release(&text);
		buf_release(&out);
	}
}
END_TEST

/* Any text: nothing outside of it is looked at, and what comes out is the text and the member */
START_TEST(anything)
{
	static const char *const pieces[] = {"{", "}", "[", "]", "\"", ":", ",", "\\", "\\u0074",
		"\\u007", "t", " ", "\xef\xbb\xbf", "\"t\":", "1"};

	for (unsigned i = 0; i < 20000; i++) {
		unsigned seed = i;
		struct buf text, out;
		char *copy;

		buf_init(&text, SIZE_MAX / 2);
		buf_init(&out, SIZE_MAX / 2);
		if (draw(&seed, 2))
			buf_puts(&text, "{\"t");
		for (unsigned left = draw(&seed, 12); left; left--)
			buf_puts(&text, pieces[draw(&seed, sizeof(pieces) / sizeof(*pieces))]);
		copy = malloc(text.len ? text.len : 1);
		memcpy(copy, buf_str(&text), text.len);
		splice_member(&out, copy, text.len, "t", "[1]");
		ck_assert_uint_le(out.len, text.len + strlen(", \"t\": [1]"));
		ck_assert_ptr_nonnull(strstr(buf_str(&out), "[1]"));
		free(copy);
		buf_release(&text);
		buf_release(&out);
	}
}
END_TEST

Suite *suite_splice(void)
{
	Suite *suite = suite_create("write/splice");
	TCase *tcase = tcase_create("splice");

	tcase_add_loop_test(tcase, member, 0, sizeof(texts) / sizeof(*texts));
	tcase_add_test(tcase, any_object);
	tcase_add_test(tcase, anything);
	suite_add_tcase(suite, tcase);
	return suite;
}
