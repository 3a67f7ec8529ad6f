/* SPDX-License-Identifier: ISC */
/*
 * What jansson would refuse for a trifle is mended, and nothing else is touched.
 */
#include "config.h"

#include "read/json_decode.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "suites.h"

/* Numbers of a document: what looks at the rest of it for each takes many minutes */
#define MANY 1200000

static const struct {
	const char *bytes;
	const char *value; /* as jansson writes it; NULL: it is no JSON */
	size_t replaced;
} cases[] = {
	{"[1,]", NULL, 0},
	{"[NaN]", NULL, 0},
	{"[None]", NULL, 0},
	{"[\"a\tb\"]", NULL, 0},
	{"[1e999,]", NULL, 0},
	{"[1 2]", NULL, 0},
	/* numbers */
	{"[123456789012345678, 1e999]", "[123456789012345678,null]", 1},
	{"[1234567890123456789, 1.5]", "[1234567890123456789,1.5]", 0},
	{"[1234567890123456789, 1e999]", "[1234567890123456789,null]", 1},
	{"[-9223372036854775808, 1.5, -1e999]", "[-9223372036854775808,1.5,null]", 1},
	{"[9223372036854775808, 1.5]", "[null,1.5]", 1},
	{"[12345678901234567890]", "[null]", 1},
	{"[1e999, 1e9]", "[null,1000000000.0]", 1},
	/* NUL is a character of values, and none of names */
	{"[\"a\\u0000b\"]", "[\"a\\u0000b\"]", 0},
	{"[\"a\\u0000b\", 1e999]", "[\"a\\u0000b\",null]", 1},
	{"{\"a\\u0000b\": \"c\\u0000d\"}",
		"{\"a\xef\xbf\xbd"
		"b\":\"c\\u0000d\"}",
		1},
	{"{\"a\\u0000\\\"b\\\\\" \n: \"\\\\\\u0000\\\"\", \"c\": 1e999}",
		"{\"a\xef\xbf\xbd\\\"b\\\\\":\"\\\\\\u0000\\\"\",\"c\":null}", 2},
	{"[\"a\\ud83d\\ude00\\ud83d\"]", "[\"a\xf0\x9f\x98\x80\xef\xbf\xbd\"]", 1},
	/* cut */
	{"[1e999, \"a", NULL, 0},
	{"[1e999, \"a\\", NULL, 0},
	{"[1e999] \"a\\u000", NULL, 0},
};

START_TEST(trifles)
{
	json_error_t error;
	size_t replaced;
	json_t *root = json_decode(cases[_i].bytes, strlen(cases[_i].bytes), &replaced, &error);
	char *value = root ? json_dumps(root, JSON_COMPACT | JSON_ENCODE_ANY) : NULL;

	if (cases[_i].value) {
		ck_assert_msg(value && strcmp(value, cases[_i].value) == 0, "case %d: %s", _i,
			value ? value : error.text);
		ck_assert_uint_eq(replaced, cases[_i].replaced);
	} else {
		ck_assert_msg(!value, "case %d: %s", _i, value);
	}
	free(value);
	json_decref(root);
}
END_TEST

START_TEST(many_numbers)
{
	struct buf text;
	json_error_t error;
	size_t replaced;
	json_t *root;

	buf_init(&text, SIZE_MAX / 2);
	buf_putc(&text, '[');
	for (int i = 0; i < MANY; i++)
		buf_puts(&text, "123456,");
	buf_puts(&text, "1e999]");
	root = json_decode(buf_str(&text), text.len, &replaced, &error);
	ck_assert_uint_eq(json_array_size(root), MANY + 1);
	ck_assert_uint_eq(replaced, 1);
	json_decref(root);
	buf_release(&text);
}
END_TEST

Suite *json_decode_suite(void)
{
	Suite *suite = suite_create("json_decode");
	TCase *tcase = tcase_create("json_decode");

	tcase_set_timeout(tcase, 300); /* sanitizers, and a machine that does other things */
	tcase_add_loop_test(tcase, trifles, 0, sizeof(cases) / sizeof(*cases));
	tcase_add_test(tcase, many_numbers);
	suite_add_tcase(suite, tcase);
	return suite;
}
