/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/charset.h"

#include <stdlib.h>
#include <string.h>

#include "suites.h"

static const struct {
	const char *said; /* by HTTP */
	const char *text;
	const char *charset; /* NULL: it is left as it is */
	const char *decoded;
} cases[] = {
	{NULL, "Caf\xe9 and na\xefve words", "windows-1252", "Café and naïve words"},
	{NULL, "\x93Quoted\x94 words and behind them \x96 a dash", "windows-1252",
		"“Quoted” words and behind them – a dash"},
	{"utf-8", "Caf\xe9 and more", "windows-1252", "Café and more"},
	{"utf8", "Mod\xe8le and more", "windows-1252", "Modèle and more"},
	{"UTF8", "Mod\xe8le and more", "windows-1252", "Modèle and more"},
	{"iso-8859-1", "Costs 5 \x80 or more", "windows-1252", "Costs 5 € or more"},
	{"x-unknown", "Caf\xe9 and more", "windows-1252", "Café and more"},
	{"iso-8859-2", "K\xb1t and more", "iso-8859-2", "Kąt and more"},
	{"windows-1251", "\xcf\xf0\xe8\xe2\xe5\xf2", "windows-1251", "Привет"},
	{"shift_jis", "\x93\xfa\x96\x7b\x8c\xea", "shift_jis", "日本語"},
	/* what the charset has no character for is left to be replaced */
	{NULL, "Caf\xe9 and a \x81 byte of none", "windows-1252",
		"Café and a \xc2\x81 byte of none"},
	{"shift_jis", "\x93\xfa\x96", "shift_jis", "日\xff"},
	/* near-misses */
	{NULL, "Nothing but ASCII", NULL, NULL},
	{"shift_jis", "Nothing but ASCII", NULL, NULL},
	{NULL, "Café and naïve words", NULL, NULL},
	{"iso-8859-2", "Café and naïve words", NULL, NULL},
	{NULL, "Café and naïve w\xf6rds", NULL, NULL},
	{"utf8", "Café and naïve w\xf6rds", NULL, NULL},
	{"iso-8859-2", "Café and naïve w\xf6rds", NULL, NULL},
	{NULL, "\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0", NULL, NULL},
	{NULL, "", NULL, NULL},
};

START_TEST(text)
{
	struct read_input input = {cases[_i].text, strlen(cases[_i].text), cases[_i].said, NULL};
	const char *charset = NULL;
	char *decoded = charset_decode(&charset, &input);

	if (!cases[_i].charset) {
		ck_assert_msg(!decoded, "case %d was decoded: %s", _i, decoded);
		return;
	}
	ck_assert_msg(decoded && strcmp(decoded, cases[_i].decoded) == 0, "case %d: %s", _i,
		decoded ? decoded : "(none)");
	ck_assert_str_eq(charset, cases[_i].charset);
	free(decoded);
}
END_TEST

START_TEST(binary)
{
	static const char bytes[] = "PK\x03\x04 a \xe9 and\0more letters than that";
	struct read_input input = {bytes, sizeof(bytes) - 1, NULL, NULL};
	const char *charset;

	ck_assert_ptr_null(charset_decode(&charset, &input));
}
END_TEST

static const struct {
	const char *said; /* by HTTP */
	const char *text;
	const char *charset;
} pages[] = {
	{NULL, "Mod\xe8le", "windows-1252"},
	{"utf-8", "Mod\xe8le", "windows-1252"},
	{"utf8", "Mod\xe8le", "windows-1252"},
	{"utf8", "Modèle", "UTF-8"},
	{NULL, "<meta charset=\"utf8\">Mod\xe8le", "windows-1252"},
	{"utf8", "<meta charset=iso-8859-2>Mod\xe8le", "iso-8859-2"},
	{"iso-8859-2", "<meta charset=utf8>Mod\xe8le", "iso-8859-2"},
	{"iso-8859-2", "Modèle", "UTF-8"},
};

START_TEST(page)
{
	struct read_input input = {pages[_i].text, strlen(pages[_i].text), pages[_i].said, NULL};
	char name[CHARSET_SIZE];

	ck_assert_str_eq(charset_of_html(name, &input), pages[_i].charset);
}
END_TEST

START_TEST(some_have_ascii)
{
	static const char *const with[] = {"UTF-8", "windows-1252", "koi8-r", "GBK", "Shift_JIS"};
	static const char *const without[] = {
		"UTF-16", "utf16le", "UTF-32", "UCS-2", "unicodelittle", "IBM037", "none"};

	for (size_t i = 0; i < sizeof(with) / sizeof(*with); i++)
		ck_assert_msg(charset_has_ascii(with[i]), "%s", with[i]);
	for (size_t i = 0; i < sizeof(without) / sizeof(*without); i++)
		ck_assert_msg(!charset_has_ascii(without[i]), "%s", without[i]);
}
END_TEST

Suite *charset_suite(void)
{
	Suite *suite = suite_create("charset");
	TCase *tcase = tcase_create("charset");

	tcase_add_loop_test(tcase, text, 0, sizeof(cases) / sizeof(cases[0]));
	tcase_add_test(tcase, binary);
	tcase_add_test(tcase, some_have_ascii);
	tcase_add_loop_test(tcase, page, 0, sizeof(pages) / sizeof(pages[0]));
	suite_add_tcase(suite, tcase);
	return suite;
}
