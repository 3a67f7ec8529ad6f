/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/suites.h"
#include "base/utf8.h"

#define ROWS(table) ((int)(sizeof(table) / sizeof(*(table))))

static const struct {
	const char *bytes;
	int32_t c;
	size_t size;
} sequences[] = {
	{"A", 'A', 1},
	{"\x7f", 0x7f, 1},
	{"\xc2\x80", 0x80, 2},
	{"\xdf\xbf", 0x7ff, 2},
	{"\xe0\xa0\x80", 0x800, 3},
	{"\xed\x9f\xbf", 0xd7ff, 3},
	{"\xee\x80\x80", 0xe000, 3},
	{"\xef\xbf\xbf", 0xffff, 3},
	{"\xf0\x90\x80\x80", 0x10000, 4},
	{"\xf4\x8f\xbf\xbf", 0x10ffff, 4},
	/* lone continuation, lead bytes alone or cut */
	{"\x80", -1, 1},
	{"\xc3", -1, 1},
	{"\xe2\x82", -1, 1},
	{"\xf0\x9f\x98", -1, 1},
	{"\xc3(", -1, 1},
	/* overlong */
	{"\xc0\xaf", -1, 1},
	{"\xc1\xbf", -1, 1},
	{"\xe0\x9f\xbf", -1, 1},
	{"\xf0\x8f\xbf\xbf", -1, 1},
	/* surrogates, past the end, never bytes of UTF-8 */
	{"\xed\xa0\x80", -1, 1},
	{"\xed\xbf\xbf", -1, 1},
	{"\xf4\x90\x80\x80", -1, 1},
	{"\xf8\x88\x80\x80\x80", -1, 1},
	{"\xfe", -1, 1},
	{"\xff", -1, 1},
};

START_TEST(sequences_are_decoded_strictly)
{
	char back[4];
	size_t size;

	ck_assert_int_eq(utf8_decode(sequences[_i].bytes, strlen(sequences[_i].bytes), &size),
		sequences[_i].c);
	ck_assert_uint_eq(size, sequences[_i].size);
	if (sequences[_i].c < 0)
		return;
	ck_assert_uint_eq(utf8_encode(back, sequences[_i].c), size);
	ck_assert_mem_eq(back, sequences[_i].bytes, size);
}
END_TEST

/* The edges of what standards.md lets into a document */
static const struct {
	int32_t c;
	bool valid;
} characters[] = {
	{0, false},
	{1, false},
	{8, false},
	{'\t', true},
	{'\n', true},
	{0xb, false},
	{'\r', true},
	{0x1f, false},
	{' ', true},
	{0x7e, true},
	{0x7f, false},
	{0x84, false},
	{0x85, true},
	{0x86, false},
	{0x9f, false},
	{0xa0, true},
	{0xd7ff, true},
	{0xd800, false},
	{0xdfff, false},
	{0xe000, true},
	{0xfdcf, true},
	{0xfdd0, false},
	{0xfdef, false},
	{0xfdf0, true},
	{0xfffd, true},
	{0xfffe, false},
	{0xffff, false},
	{0x10000, true},
	{0x1fffe, false},
	{0x10fffd, true},
	{0x10ffff, false},
	{0x110000, false},
};

START_TEST(characters_of_documents)
{
	ck_assert_int_eq(utf8_is_xml(characters[_i].c), characters[_i].valid);
}
END_TEST

#define BAD "\xef\xbf\xbd"

static const struct {
	const char *bytes;
	const char *clean;
	size_t replaced;
} dirt[] = {
	{"", "", 0},
	{"plain, \xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80",
		"plain, \xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", 0},
	{"\xef\xbb\xbfmark", "mark", 0},
	{"\x14\xef\xbb\xbf\xef\xbb\xbfmark", "mark", 1},
	{"two\xef\xbb\xbf", "two\xef\xbb\xbf", 0},
	{"a\r\nb\rc\nd\r", "a\nb\nc\nd\n", 0},
	{"a\r\r\nb", "a\n\nb", 0},
	{"a\x01\x7f\xc2\x9f\xef\xbf\xbe"
	 "b",
		"ab", 4},
	{"a\xff"
	 "b",
		"a" BAD "b", 1},
	{"a\xe2\x82"
	 "b",
		"a" BAD "b", 1},
	{"\xf0\x9f\x98", BAD, 1},
	{"\xed\xa0\x80!", BAD "!", 1},
	{"\xc0\x80", BAD, 1},
	{"\xe9t\xe9", BAD "t" BAD, 2},
};

START_TEST(dirt_is_cleaned_and_counted)
{
	size_t replaced = 42;
	char *clean = utf8_clean(dirt[_i].bytes, strlen(dirt[_i].bytes), &replaced);

	ck_assert_str_eq(clean, dirt[_i].clean);
	ck_assert_uint_eq(replaced, dirt[_i].replaced);
	ck_assert(utf8_is_clean(clean, strlen(clean)));
	ck_assert_int_eq(utf8_is_clean(dirt[_i].bytes, strlen(dirt[_i].bytes)),
		!replaced && !strchr(dirt[_i].bytes, '\r'));
	free(clean);
}
END_TEST

START_TEST(a_nul_does_not_cut_the_text)
{
	char *clean = utf8_clean("a\0b", 3, NULL);

	ck_assert_str_eq(clean, "ab");
	free(clean);
}
END_TEST

static const struct {
	const char *text;
	const char *nfc;
	const char *key;
} texts[] = {
	{"", "", ""},
	{"e\xcc\x81", "\xc3\xa9", "e"},
	{"\xc3\xa9", "\xc3\xa9", "e"},
	{"Attention Is All You Need!", "Attention Is All You Need!", "attentionisallyouneed"},
	{"\xef\xac\x81ne-tuning", "\xef\xac\x81ne-tuning", "finetuning"},
	{"H\xe2\x82\x82O x\xc2\xb2", "H\xe2\x82\x82O x\xc2\xb2", "h2ox2"},
	{"\xce\xa3\xce\x91\xce\xa3", "\xce\xa3\xce\x91\xce\xa3", "\xcf\x83\xce\xb1\xcf\x83"},
	{"\xe6\xb7\xb1\xe5\xba\xa6\xef\xbc\xa1\xef\xbc\xa9",
		"\xe6\xb7\xb1\xe5\xba\xa6\xef\xbc\xa1\xef\xbc\xa9",
		"\xe6\xb7\xb1\xe5\xba\xa6"
		"ai"},
	{"\xea\xb0\x80", "\xea\xb0\x80", "\xe1\x84\x80\xe1\x85\xa1"},
	{"?!\xe2\x80\x94 \xf0\x9f\x98\x80", "?!\xe2\x80\x94 \xf0\x9f\x98\x80", ""},
};

START_TEST(forms_for_keeping_and_for_comparing)
{
	char *nfc = utf8_nfc(texts[_i].text);
	char *key = utf8_title_key(texts[_i].text);

	ck_assert_str_eq(nfc, texts[_i].nfc);
	ck_assert_str_eq(key, texts[_i].key);
	free(nfc);
	free(key);
}
END_TEST

START_TEST(places_are_found_in_characters)
{
	const char *text = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80";
	const size_t ends[] = {0, 1, 3, 6, 10};

	ck_assert_uint_eq(utf8_length(text), 4);
	ck_assert_uint_eq(utf8_length(""), 0);
	for (size_t i = 0; i < 5; i++)
		ck_assert_uint_eq(utf8_prefix(text, i), ends[i]);
	ck_assert_uint_eq(utf8_prefix(text, 9), 10);
	for (size_t i = 1; i < 5; i++)
		ck_assert_uint_eq(utf8_back(text, ends[i]), ends[i - 1]);
}
END_TEST

enum { SPACE = 1, LETTER = 2, UPPER = 4, LOWER = 8, DIGIT = 16, NUMBER = 32, MARK = 64 };

static const struct {
	int32_t c;
	int kinds;
} kinds[] = {
	{' ', SPACE},
	{'\t', SPACE},
	{0x1f, 0},
	{0xa0, SPACE},
	{0x2009, SPACE},
	{0x200b, SPACE},
	{0x200c, 0},
	{0x2028, SPACE},
	{0x3000, SPACE},
	{'a', LETTER | LOWER},
	{'Z', LETTER | UPPER},
	{0xdf, LETTER | LOWER},
	{0x1c5, LETTER | UPPER}, /* a title-case digraph */
	{0x3b1, LETTER | LOWER},
	{0x6df1, LETTER},
	{'7', DIGIT | NUMBER},
	{0x667, DIGIT | NUMBER}, /* Arabic-Indic */
	{0xb2, NUMBER},
	{0x2167, NUMBER}, /* a Roman numeral */
	{0x301, MARK},
	{'-', 0},
	{'_', 0},
	{0x20ac, 0},
};

START_TEST(kinds_of_characters)
{
	int32_t c = kinds[_i].c;

	ck_assert_int_eq(kinds[_i].kinds,
		(utf8_is_space(c) ? SPACE : 0) | (utf8_is_letter(c) ? LETTER : 0) |
			(utf8_is_upper(c) ? UPPER : 0) | (utf8_is_lower(c) ? LOWER : 0) |
			(utf8_is_digit(c) ? DIGIT : 0) | (utf8_is_number(c) ? NUMBER : 0) |
			(utf8_is_mark(c) ? MARK : 0));
}
END_TEST

START_TEST(one_character_decomposes)
{
	int32_t out[32];

	ck_assert_uint_eq(utf8_decompose(out, 0xc9, false), 2);
	ck_assert_int_eq(out[0], 'E');
	ck_assert_int_eq(out[1], 0x301);
	ck_assert_uint_eq(utf8_decompose(out, 0xc9, true), 2);
	ck_assert_int_eq(out[0], 'e');
	ck_assert_uint_eq(utf8_decompose(out, 0xdf, true), 2);
	ck_assert_int_eq(out[0], 's');
	ck_assert_uint_eq(utf8_decompose(out, 0xdf, false), 1);
	ck_assert_int_eq(out[0], 0xdf);
	ck_assert_uint_eq(utf8_decompose(out, 0xfdfa, false), 18); /* the longest that there is */
}
END_TEST

/* What utf8_is_nfc is sure of NFC leaves alone, also behind a mark, where nothing is taken for sure */
START_TEST(what_is_surely_nfc_is)
{
	size_t sure = 0;

	for (int32_t c = 0xa0; c <= 0x1ffff; c++) {
		char text[8] = "\u0301";
		char *nfc;

		if (!utf8_is_xml(c))
			continue;
		text[2 + utf8_encode(text + 2, c)] = '\0';
		ck_assert(!utf8_is_nfc(text));
		if (!utf8_is_nfc(text + 2))
			continue;
		nfc = utf8_nfc(text);
		ck_assert_msg(strcmp(nfc, text) == 0, "U+%04X", (unsigned)c);
		free(nfc);
		sure++;
	}
	ck_assert_uint_gt(sure, 20000);
	ck_assert(utf8_is_nfc("it\u2019s \u03b1 \u2264 1"));
	ck_assert(!utf8_is_nfc("\u212b"));
}
END_TEST

START_TEST(words_have_a_letter_or_digit)
{
	static const char *const with[] = {"a", "-- \xc3\xa9", "7", "...\xd9\xa3"};
	static const char *const without[] = {"", " -- ", "\xe2\x80\x94 \xc2\xb2", "\xcc\x81"};

	for (size_t i = 0; i < ROWS(with); i++)
		ck_assert_msg(utf8_has_word(with[i], strlen(with[i])), "%s", with[i]);
	for (size_t i = 0; i < ROWS(without); i++)
		ck_assert_msg(!utf8_has_word(without[i], strlen(without[i])), "%s", without[i]);
	ck_assert(!utf8_has_word("- a", 2));
}
END_TEST

/* Every byte, at every place among eight and behind them */
START_TEST(plain_ascii_ends_where_it_ends)
{
	char text[21];

	for (int c = 0; c < 256; c++) {
		for (size_t at = 0; at < sizeof(text); at++) {
			bool plain = c >= ' ' && c <= '~';

			memset(text, at % 2 ? ' ' : '~', sizeof(text));
			text[at] = (char)c;
			ck_assert_uint_eq(
				utf8_plain(text, sizeof(text)), plain ? sizeof(text) : at);
			ck_assert_uint_eq(utf8_plain(text, at), at);
		}
	}
}
END_TEST

Suite *utf8_suite(void)
{
	Suite *suite = suite_create("utf8");
	TCase *tcase = tcase_create("utf8");

	tcase_add_loop_test(tcase, sequences_are_decoded_strictly, 0, ROWS(sequences));
	tcase_add_loop_test(tcase, characters_of_documents, 0, ROWS(characters));
	tcase_add_loop_test(tcase, dirt_is_cleaned_and_counted, 0, ROWS(dirt));
	tcase_add_test(tcase, a_nul_does_not_cut_the_text);
	tcase_add_loop_test(tcase, forms_for_keeping_and_for_comparing, 0, ROWS(texts));
	tcase_add_test(tcase, places_are_found_in_characters);
	tcase_add_loop_test(tcase, kinds_of_characters, 0, ROWS(kinds));
	tcase_add_test(tcase, words_have_a_letter_or_digit);
	tcase_add_test(tcase, one_character_decomposes);
	tcase_add_test(tcase, what_is_surely_nfc_is);
	tcase_add_test(tcase, plain_ascii_ends_where_it_ends);
	suite_add_tcase(suite, tcase);
	return suite;
}
