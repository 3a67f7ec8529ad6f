/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tidy/help.h"

#define LETTERS "abcdefghijklmnopqrstuvwxyzabcdefgh"

static const struct {
	enum text_kind kind;
	const char *raw;
	const char *tidied;
} cases[] = {
	{TEXT_TITLE, "Plain", "Plain"},
	{TEXT_TITLE, "  A\tB\n C  ", "A B C"},
	{TEXT_TITLE, "A\n\nB", "A B"},
	{TEXT_TITLE, "A\u00a0B\u3000C\u2009D", "A B C D"},
	{TEXT_ABSTRACT, "A\nB\n\nC", "A B\n\nC"},
	{TEXT_ABSTRACT, "A \n \t\n\n B", "A\n\nB"},
	{TEXT_ABSTRACT, "\n\nA\n\n", "A"},
	{TEXT_ABSTRACT, "A\u2028B\u2029C", "A B\n\nC"},
	{TEXT_ABSTRACT, "A\n  B", "A B"},
	{TEXT_TITLE, " \t\n ", NULL},
	{TEXT_TITLE, "", NULL},
	{TEXT_TITLE, "\u200b\u00ad\ufeff", NULL},
	/* NFC, also of what comes together when something between is dropped */
	{TEXT_NAME, "Re\u0301mi", "R\u00e9mi"},
	{TEXT_NAME, "Re\u200b\u0301mi", "R\u00e9mi"},
	{TEXT_NAME, "R\u00e9mi", "R\u00e9mi"},
	/* what steers or hides */
	{TEXT_TITLE, "trans\u00adformer\u200bs", "transformers"},
	{TEXT_TITLE, "A \u202edlrow\u202c B", "A dlrow B"},
	{TEXT_TITLE, "\u2066A\u2069 \u2067B\u2069", "A B"},
	{TEXT_TITLE, "A\u2060B\ufeffC", "ABC"},
	{TEXT_TITLE, "\u05d0\u200f!", "\u05d0\u200f!"},
	/* joiners stay where they join */
	{TEXT_TITLE, "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
		"\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"},
	{TEXT_TITLE, "\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937"},
	{TEXT_TITLE, "\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"},
	{TEXT_TITLE, "Trans\u200dformer \u200c\u0645", "Transformer \u0645"},
	{TEXT_TITLE, "\u0645\u200d\u200d\u200c", "\u0645"},
	{TEXT_TITLE, "\u20ac\u200d\u212a \u0645\u200d\u1f71", "\u20acK \u0645\u03ac"},
	/* names have LaTeX, and are left alone otherwise; ids are left alone altogether */
	{TEXT_NAME, "G\\\"odel, O\\'Neil 2times ``x''", "G\u00f6del, O'Neil 2times ``x''"},
	{TEXT_RAW, "G\\\"odel  $x$", "G\\\"odel $x$"},
	{TEXT_TITLE, "2times\nfaster", "2\u00d7 faster"},
	{TEXT_TITLE, "\\texttt{{\\textbackslash}n} file_1", "\\n file_1"},
};

/* Nothing is left hanging where a text is cut */
START_TEST(cuts_behind_a_word)
{
	ck_assert_str_eq(text_tidy(&help_arena, "12345 789", TEXT_TITLE, 9), "12345 789");
	ck_assert_str_eq(text_tidy(&help_arena, "12345 7890", TEXT_TITLE, 9), "12345…");
	ck_assert_str_eq(text_tidy(&help_arena, "12345\n\n890", TEXT_ABSTRACT, 9), "12345…");
	ck_assert_str_eq(text_tidy(&help_arena, "12345\n\n8901", TEXT_ABSTRACT, 10), "12345…");
}
END_TEST

START_TEST(tidies)
{
	const char *tidied = text_tidy(&help_arena, cases[_i].raw, cases[_i].kind, 1000);

	ck_assert_pstr_eq(tidied, cases[_i].tidied);
	if (tidied)
		ck_assert_str_eq(
			text_tidy(&help_arena, tidied, cases[_i].kind, 1000), cases[_i].tidied);
}
END_TEST

/* White space is folded wherever it begins among the bytes that are copied together */
START_TEST(folds_at_every_place)
{
	static const char *const blanks[] = {" ", "  ", "   ", "\n", " \n", "\n ", "\t", "\u00a0",
		" \u2009", "        ", " \u200b "};
	char raw[64], tidied[64];

	for (size_t at = 1; at < 30; at++) {
		for (size_t i = 0; i < COUNT(blanks); i++) {
			for (size_t after = 1; after < 12; after++) {
				snprintf(raw, sizeof(raw), "%.*s%s%.*s", (int)at, LETTERS,
					blanks[i], (int)after, LETTERS);
				snprintf(tidied, sizeof(tidied), "%.*s %.*s", (int)at, LETTERS,
					(int)after, LETTERS);
				ck_assert_str_eq(
					text_tidy(&help_arena, raw, TEXT_NAME, 100), tidied);
			}
		}
	}
}
END_TEST

START_TEST(cuts_between_characters)
{
	ck_assert_str_eq(text_cut(&help_arena, "abcdef", 6), "abcdef");
	ck_assert_str_eq(text_cut(&help_arena, "abcdefg", 6), "abc\u2026");
	ck_assert_str_eq(text_cut(&help_arena, "ab\u00e9defg", 6), "ab\u2026");
	ck_assert_str_eq(text_cut(&help_arena, "a\u00e9\u00e9efg", 6), "a\u00e9\u2026");
	ck_assert_str_eq(text_cut(&help_arena, "\U0001f468\U0001f469", 6), "\u2026");
	ck_assert_str_eq(text_tidy(&help_arena, "abcdefgh", TEXT_TITLE, 7), "abcd\u2026");
}
END_TEST

Suite *suite_text(void)
{
	Suite *suite = suite_create("text");
	TCase *tcase = tcase_create("text");

	tcase_add_checked_fixture(tcase, help_begin, help_end);
	tcase_add_test(tcase, cuts_behind_a_word);
	tcase_add_loop_test(tcase, tidies, 0, COUNT(cases));
	tcase_add_test(tcase, folds_at_every_place);
	tcase_add_test(tcase, cuts_between_characters);
	suite_add_tcase(suite, tcase);
	return suite;
}
