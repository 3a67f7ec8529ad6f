/* SPDX-License-Identifier: ISC */
/*
 * Texts and expressions that are as bad as the limits let them be. Check's time limit is the
 * assertion that they are quick.
 */
#include "config.h"

#include <check.h>
#include <string.h>

#include "base/buf.h"
#include "model/limits.h"
#include "rule/help.h"

#define EXPRESSION ((size_t)64 << 10) /* bytes: more than any match.N make */

static struct help help;

static void setup(void)
{
	help_begin(&help);
}

static void teardown(void)
{
	help_end(&help);
}

/* Rules that have every construct, of words that the texts below are full of */
static const char *const matches[] = {
	"a, a-a, a-a-a-a-a-a-a, aa, aaa, aaaaaaaa, aa*, aaaaa*",
	"a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a",
	"a-a a-a a-a a-a a-a a-a b",
	"a near/1000 b, aa* near/1000 (b, c, d), aaa near/0 aaaa and not (a near/5 a)",
	"\"a\" and =a and title: a and abstract: a and 3 of (a, aa, aaa, b)",
	"c++, .NET, q&a, r^2, 3.5, don't, \u5b66\u4e60, \u30ac, n-n-n-n-n-n-n",
	"model-s model-s model-s model-s models models models models x",
};

static void compile_matches(void)
{
	for (size_t i = 0; i < sizeof(matches) / sizeof(matches[0]); i++) {
		help_topic(&help, "t", 1);
		help_rule(&help, "r", 1, 2);
		help_match(&help, matches[i]);
	}
	ck_assert_msg(help_compile(&help) == 0, "%s", help_problems(&help));
}

static const char *const parts[] = {
	"a",
	"a-",
	"a ",
	"aa-",
	"a- ",
	"a -a",
	"a--a ",
	"a/",
	"a'",
	"a's ",
	"'s",
	"a.",
	"1.",
	"a&",
	".A",
	".AA",
	"c+",
	"c++",
	"c#",
	"^_{}",
	"a^",
	"-",
	"/",
	" ",
	"\n",
	"(",
	"model-s-",
	"model-s ",
	"models-models-",
	"n-n-n-n-n-n-n ",
	"\u00e9",
	"\u00e9-",
	"\u0301",
	"a\u0301",
	"\u5b66\u4e60",
	"\u5b66",
	"\u30ab\u3099",
	"\u3099",
	"\uff9e",
	"\ufdfa ",
	"\ufdfa",
	"\u00ad",
	"a\u00ad",
	"\u2764\ufe0f",
	"\U0001d445",
	"\ufffd",
};

START_TEST(texts_of_one_part)
{
	char *title = help_repeat(&help, parts[_i], LIMIT_TITLE / strlen(parts[_i]));
	char *abstract = help_repeat(&help, parts[_i], LIMIT_ABSTRACT / strlen(parts[_i]));

	compile_matches();
	help_routes(&help, title, abstract);
	help_routes(&help, "b", abstract);
}
END_TEST

/* The words of a near at the two ends of 30,000 hits */
START_TEST(near_over_many_hits)
{
	char *left = help_repeat(&help, "a ", 30000);
	char *right = help_repeat(&help, " c", 1500);

	help_list(&help, "l", help_repeat(&help, "a, aa*, aa, aaa, d, e, f, g, h, i, ", 1000));
	help_one(&help, "b near/1000 @l");
	help_rule(&help, "wide", 2, 2);
	help_match(&help, "b near/1000 a");
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert(!help_fires(&help, "x", arena_printf(&help.arena, "%s%s b", left, right)));
	ck_assert(!help_fires(&help, "x", arena_printf(&help.arena, "b %s %s", right, left)));
	ck_assert(!help_fires(&help, "x", help_repeat(&help, "aa-aa ", 10000)));
	ck_assert(help_fires(&help, "x", arena_printf(&help.arena, "%s b", left)));
}
END_TEST

/* The longest hit that there is, and another word just near enough to it */
START_TEST(near_the_longest_hit)
{
	char *word = help_repeat(&help, "a", LIMIT_JOINED);
	char *chain = help_repeat(&help, "a-", LIMIT_JOINED);
	struct buf term, text;

	chain[strlen(chain) - 1] = '\0';
	buf_init(&term, SIZE_MAX / 2);
	buf_init(&text, SIZE_MAX / 2);
	for (int i = 0; i < LIMIT_PHRASE; i++) {
		buf_printf(&term, "%s ", word);
		buf_printf(&text, "%s ", chain);
	}
	help_one(&help, arena_printf(&help.arena, "%s near/2 b", term.data));
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert(help_fires(&help, arena_printf(&help.arena, "b x x %s", text.data), NULL));
	ck_assert(help_fires(&help, arena_printf(&help.arena, "%s x x b", text.data), NULL));
	ck_assert(!help_fires(&help, arena_printf(&help.arena, "b x x x %s", text.data), NULL));
	ck_assert(!help_fires(&help, arena_printf(&help.arena, "%s x x x b", text.data), NULL));
	ck_assert(!help_fires(&help, arena_printf(&help.arena, "%s", text.data), "b"));
	buf_release(&term);
	buf_release(&text);
}
END_TEST

/* A regex may hit across any number of words */
START_TEST(near_a_hit_of_any_length)
{
	help_one(&help, "/alpha.+omega/ near/1 b");
	ck_assert_int_eq(help_compile(&help), 0);
	for (size_t count = 250; count < 520; count++) {
		char *hit =
			arena_printf(&help.arena, "alpha %somega", help_repeat(&help, "x ", count));

		ck_assert(help_fires(&help, arena_printf(&help.arena, "%s x b", hit), NULL));
		ck_assert(help_fires(&help, arena_printf(&help.arena, "b x %s", hit), NULL));
		ck_assert(!help_fires(&help, arena_printf(&help.arena, "%s x x b", hit), NULL));
		ck_assert(!help_fires(&help, arena_printf(&help.arena, "b x x %s", hit), NULL));
	}
}
END_TEST

/* Hits that have not ended where others begin, and none of them near */
START_TEST(near_many_open_hits)
{
	char *open = help_repeat(&help, "a ", 20000);
	char *apart = help_repeat(&help, "x ", 5);

	help_one(&help, "(a, a a, a a a a, a a a a a a a a, /a a.*/) near/4 (b, b b, b b b b, a)");
	help_rule(&help, "apart", 1, 2);
	help_match(&help, "(/aa.*/, a a, a a a a a a a a a a a a a a a) near/4 (b, /a.*x/)");
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert_str_eq(help_routes(&help, "x", arena_printf(&help.arena, "%s%sb", open, apart)),
		"t 1 (r 1 abstract <a a>)");
	ck_assert_str_eq(help_routes(&help, "x", arena_printf(&help.arena, "b %s%s", apart, open)),
		"t 1 (r 1 abstract <a a>)");
}
END_TEST

/* 10,000 terms in one list, used by a hundred rules */
START_TEST(large_lists)
{
	for (int i = 0; i < 100; i++) {
		struct buf buf;

		buf_init(&buf, SIZE_MAX / 2);
		for (int j = 0; j < 100; j++)
			buf_printf(&buf, "term%da word-%d-x, ", i, j);
		help_list(&help, "l", buf.data);
		buf_release(&buf);
	}
	for (int i = 0; i < 20; i++) {
		help_topic(&help, "t", 1);
		help_rule(&help, "r", 1, 1);
		help_match(&help, "@l");
		help_match(&help, "2 of (@l) and @l near/3 @l");
	}
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert(!help_fires(&help, help_repeat(&help, "term1a word-1-y ", 1000), NULL));
	ck_assert(help_fires(&help, help_repeat(&help, "term1a word-1x ", 1000), NULL));
}
END_TEST

/* 10,000 terms that begin alike, those that also go on alike among them, and a text full of beginnings */
START_TEST(terms_that_begin_alike)
{
	for (int i = 0; i < 100; i++) {
		struct buf buf;

		buf_init(&buf, SIZE_MAX / 2);
		for (int j = 0; j < 100; j++)
			buf_printf(&buf, "common ground w%d x%d, ", i, j);
		help_list(&help, "l", buf.data);
		buf_release(&buf);
	}
	help_one(&help, "@l");
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert(!help_fires(&help, help_repeat(&help, "common ", 100000), NULL));
	ck_assert(!help_fires(&help, help_repeat(&help, "common ground ", 50000), NULL));
	ck_assert(!help_fires(&help, help_repeat(&help, "common ground w7 ", 50000), NULL));
	ck_assert(help_fires(&help, "w7 common ground w99 x99", NULL));
}
END_TEST

/* A term again and again; and 10,000 terms of one rule that all hit, many times each */
START_TEST(hits_without_end)
{
	struct buf terms, text;

	buf_init(&terms, SIZE_MAX / 2);
	buf_init(&text, SIZE_MAX / 2);
	for (int i = 0; i < 10000; i++) {
		buf_printf(&terms, "%st%d", i ? ", " : "", i);
		buf_printf(&text, "t%d ", i);
	}
	help_one(&help, terms.data);
	help_rule(&help, "again", 1, 2);
	help_match(&help, "cat, cats, \"cat\", =cat, cat*, cat cat");
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert_str_eq(help_routes(&help, help_repeat(&help, "cat ", 100000), NULL),
		"t 2 (again 2 title <cat>)");
	ck_assert_str_eq(help_routes(&help, "x", help_repeat(&help, text.data, 10)),
		"t 1 (r 1 abstract <t0>)");
	buf_release(&terms);
	buf_release(&text);
}
END_TEST

/* Each regex hits among the words, and its hits come when those of all words are there */
START_TEST(words_and_regexes_mixed)
{
	struct buf terms;

	buf_init(&terms, SIZE_MAX / 2);
	for (int i = 0; i < 200; i++)
		buf_printf(&terms, "/ca(t|%d)/, ", i);
	buf_puts(&terms, "cat");
	help_one(&help, terms.data);
	help_rule(&help, "last", 1, 2);
	help_match(&help, "dog near/0 /d(o|x)e/");
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert_str_eq(help_routes(&help, "x",
				 arena_printf(&help.arena, "%s doe dog",
					 help_repeat(&help, "cat ", LIMIT_ABSTRACT / 5))),
		"t 2 (r 1 abstract <cat>, last 1 abstract <doe dog>)");
	buf_release(&terms);
}
END_TEST

/* One name in every spelling that there is, and more of them than a word has letters */
START_TEST(spellings_of_one_word)
{
	char name[] = "abcdefghijkl";

	for (unsigned i = 0; i < 4096; i += 64) {
		struct buf buf;

		buf_init(&buf, SIZE_MAX / 2);
		for (unsigned bits = i; bits < i + 64; bits++) {
			for (size_t c = 0; c < sizeof(name) - 1; c++)
				name[c] = (char)((bits >> c & 1 ? 'A' : 'a') + (int)c);
			buf_printf(&buf, "=%s, ", name);
		}
		help_list(&help, "l", buf.data);
		buf_release(&buf);
	}
	help_one(&help, "@l and end");
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert(help_fires(&help, help_repeat(&help, "aBcDeFgHiJkL ", 20000), "end"));
	ck_assert(!help_fires(&help, help_repeat(&help, "aBcDeFgHiJkLm ", 20000), "end"));
}
END_TEST

static const char *const pieces[] = {"(", ")", ",", "\"", "\"a\" ", "a,", "not ", "and ", "or ",
	"a and ", "a or ", "title:", "title: (", "title: a, ", "1 of (", "2 of (a,", "near/3 ",
	"a near/3 ", "a near ", "@", "@a,", "@l,", "*", "=", "=a,", "a*", "aa*,", "a-", "-", ">",
	"a>,", "/", "'", ":", "a:", "\u5b66", "\u00a0", "AND ", "1 ", "1 of ", "((a),", "(a and (",
	"not (", "(a, not b) and "};

#define PIECES (sizeof(pieces) / sizeof(pieces[0]))

/* Expressions of one part, and such that end well: an answer, or mistakes with their places */
START_TEST(expressions_of_one_part)
{
	const char *piece = pieces[(size_t)_i % PIECES];
	char *text = help_repeat(&help, piece, EXPRESSION / strlen(piece));

	if ((size_t)_i >= PIECES)
		text = arena_printf(&help.arena, "%sa", text);
	help_list(&help, "l", "x, y");
	help_one(&help, text);
	if (help_compile(&help) != 0) {
		for (size_t i = 0; i < help.problems.count; i++) {
			ck_assert_str_eq(help.problems.items[i].err.where, "match");
			ck_assert_uint_gt(help.problems.items[i].err.column, 0);
			ck_assert_uint_le(help.problems.items[i].err.column, strlen(text) + 1);
		}
	} else {
		help_routes(&help, "a a x", "b");
	}
}
END_TEST

Suite *hostile_suite(void)
{
	Suite *suite = suite_create("hostile");
	TCase *tcase = tcase_create("hostile");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 300); /* sanitizers, and a machine that does other things */
	tcase_add_loop_test(tcase, texts_of_one_part, 0, sizeof(parts) / sizeof(parts[0]));
	tcase_add_test(tcase, near_over_many_hits);
	tcase_add_test(tcase, near_the_longest_hit);
	tcase_add_test(tcase, near_a_hit_of_any_length);
	tcase_add_test(tcase, near_many_open_hits);
	tcase_add_test(tcase, large_lists);
	tcase_add_test(tcase, terms_that_begin_alike);
	tcase_add_test(tcase, hits_without_end);
	tcase_add_test(tcase, words_and_regexes_mixed);
	tcase_add_test(tcase, spellings_of_one_word);
	tcase_add_loop_test(tcase, expressions_of_one_part, 0, 2 * PIECES);
	suite_add_tcase(suite, tcase);
	return suite;
}
