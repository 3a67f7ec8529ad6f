/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xalloc.h"
#include "rule/help.h"
#include "rule/word.h"

/* Words are written with what stands before them: | a break, blank, - / as they are, ~ nothing */
static const char gaps[] = "| -/~";

/* The folded words and the cased ones; NULL: as the folded ones */
static const struct {
	const char *text;
	const char *folded;
	const char *cased;
} words[] = {
	{"", "", NULL},
	{" .,;:!? -- / ...", "", NULL},
	{"Large Language Models", "|large language models", "|Large Language Models"},
	{"tab\tline\nboth\r\nend", "|tab line both end", NULL},
	{"a\u00a0b\u2003c\u200bd", "|a b c d", NULL},

	/* words with signs in them */
	{"C++ C# F#", "|c++ c# f#", "|C++ C# F#"},
	{"c++, C++11 (C++)", "|c++|c++~11|c++", "|c++|C++~11|C++"},
	{"C+++ C+ g+ UNet++ C+a", "|c|c|g|unet|c|a", "|C|C|g|UNet|C|a"},
	{"C## C#b BC# # 1#", "|c#|c|b bc|1#", "|C#|C|b BC|1#"},
	{".NET in .NET, ASP.NET", "|.net in .net|asp|net", "|.NET in .NET|ASP|NET"},
	{"end .We end...WE (.NET)", "|end|we end|we|.net", "|end|We end|WE|.NET"},
	{"Q&A AT&T's R&D&I", "|q&a at&t r&d&i", "|Q&A AT&T R&D&I"},
	{"A & B A& &B", "|a|b a|b", "|A|B A|B"},
	{"k-NN GPT-4o 3D o1", "|k-nn gpt-4o 3d o1", "|k-NN GPT-4o 3D o1"},
	{"GPT-3.5-turbo v2.0.1 e.g. 3. .5 1,000", "|gpt-3.5-turbo v2.0.1 e|g|3|5 1|000",
		"|GPT-3.5-turbo v2.0.1 e|g|3|5 1|000"},
	{"R\u00b2 R^2 R^{2} x_i {RAG}", "|r2 r2 r2 xi rag", "|R2 R2 R2 xi RAG"},
	{"10^{-3}", "|10-3", NULL},

	/* apostrophes */
	{"LLM's LLMs' James' James's", "|llm llms james james", "|LLM LLMs James James"},
	{"LLM\u2019s LLMs\u2019 x", "|llm llms x", "|LLM LLMs x"},
	{"don't l'eau d\u2019Alembert o'clock", "|dont leau dalembert oclock",
		"|dont leau dAlembert oclock"},
	{"it's'", "|it", NULL},
	{"it's-a it'sa", "|it-a itsa", NULL},
	{"'large' models rock 'n' roll", "|large|models rock|n|roll", NULL},
	{"model' next", "|model|next", NULL},

	/* what parts words, and phrases */
	{"fine-tuning fine\u2010tuning fine\u2011tuning fine\u2013tuning",
		"|fine-tuning fine-tuning fine-tuning fine-tuning", NULL},
	{"a - b a- b a -b a--b a\u2014b", "|a|b a b a b a|b a|b", NULL},
	{"a-\nb a -\tb -a- b-", "|a b a|b a b", NULL},
	{"and/or and / or a//b a-/b", "|and/or and/or a|b a|b", NULL},
	{"a\u2044b", "|a/b", NULL},
	{"a, b; c: d (e) f\u3002g", "|a|b|c|d|e|f|g", NULL},
	{"a\\b a|b a*b a=b a~b a@b a%b a$b", "|a|b a|b a|b a|b a|b a|b a|b a|b", NULL},
	{"a \"b\" \u201cc\u201d", "|a|b|c", NULL},
	{"multi\u00admodal \u00ad x\u200dy x\u200cy", "|multimodal xy xy", NULL},

	/* folding */
	{"\u0130stanbul \u0131", "|istanbul i", "|Istanbul i"},
	{"Stra\u00dfe STRASSE STRA\u1e9eE", "|strasse strasse strasse", "|Strasse STRASSE STRASSE"},
	{"\ufb01ne e\ufb03cient", "|fine efficient", NULL},
	{"\u03bb\u03cc\u03b3\u03bf\u03c2 \u039b\u038c\u0393\u039f\u03a3",
		"|\u03bb\u03bf\u03b3\u03bf\u03c3 \u03bb\u03bf\u03b3\u03bf\u03c3",
		"|\u03bb\u03bf\u03b3\u03bf\u03c2 \u039b\u039f\u0393\u039f\u03a3"},
	{"\u00d8ystein \u0141\u00f3d\u017a \u0111\u00f8\u0142", "|oystein lodz dol",
		"|Oystein Lodz dol"},
	{"\u00c6ther \u0152uvre c\u0153ur \u01fc", "|aether oeuvre coeur ae",
		"|Aether Oeuvre coeur Ae"},
	{"na\u00efve nai\u0308ve \u00c9COLE \u1ed9", "|naive naive ecole o",
		"|naive naive ECOLE o"},
	{"\u0439\u0451 \u0437\u0430\u0301\u043c\u043e\u043a",
		"|\u0438\u0435 \u0437\u0430\u043c\u043e\u043a", NULL},
	{"\u212a \u2163 \uff21\uff22\uff11 \U0001d445\U0001d434\U0001d43a", "|k iv ab1 rag",
		"|K IV AB1 RAG"},
	{"\u01c4", "|dz", "|DZ"},

	/* Han and kana, each character a word */
	{"\u6df1\u5ea6 \u5b66\u4e60", "|\u6df1~\u5ea6 \u5b66~\u4e60", NULL},
	{"\u7528CLIP\u7684", "|\u7528~clip~\u7684", "|\u7528~CLIP~\u7684"},
	{"\u7528\u3001\u7684", "|\u7528|\u7684", NULL},
	/* ga, composed, decomposed and half-width, is one word and not ka */
	{"\u30ac\u30ab\u3099\uff76\uff9e\u30ab", "|\u30ab\u3099~\u30ab\u3099~\u30ab\u3099~\u30ab",
		NULL},
	{"\u30c7\u30fc\u30bf", "|\u30c6\u3099~\u30fc~\u30bf", NULL},
	{"\u306f\u3071", "|\u306f~\u306f\u309a", NULL},
	{"\u30a2\u30fb\u30a4", "|\u30a2|\u30a4", NULL},

	/* other scripts keep their marks */
	{"\u0939\u093f\u0928\u094d\u0926\u0940 x", "|\u0939\u093f\u0928\u094d\u0926\u0940 x", NULL},
	{"\u0627\u0644\u0639\u0631\u0628\u064a\u0629",
		"|\u0627\u0644\u0639\u0631\u0628\u064a\u0629", NULL},

	/* marks with nothing to stand on, selectors, and a letter that is none */
	{"\u0301 a, \u0301 b", "|a|b", NULL},
	{"a, \u037a b", "|a|b", NULL},
	{"\u2764\ufe0f x", "|x", NULL},
	{"1\ufe0f\u20e3 x", "|1 x", NULL},
	{"\ufffd a\ufffdb", "|a|b", NULL},
};

static char *render(const char *text, bool cased)
{
	struct word_scan scan;
	struct buf buf;

	buf_init(&buf, SIZE_MAX / 2);
	word_scan_init(&scan, text, strlen(text));
	while (word_scan_next(&scan)) {
		ck_assert_uint_eq(scan.folded_len, strlen(scan.folded));
		ck_assert_uint_eq(scan.cased_len, strlen(scan.cased));
		ck_assert(!scan.too_long);
		buf_putc(&buf, gaps[scan.gap]);
		buf_puts(&buf, cased ? scan.cased : scan.folded);
	}
	return buf_take(&buf);
}

START_TEST(words_are_found)
{
	const char *cased = words[_i].cased ? words[_i].cased : words[_i].folded;
	char *got = render(words[_i].text, false);

	ck_assert_str_eq(got, words[_i].folded);
	free(got);
	got = render(words[_i].text, true);
	ck_assert_str_eq(got, cased);
	free(got);
}
END_TEST

/* What is folded once stays as it is: a term that was copied from a reason finds the same */
START_TEST(folding_is_stable)
{
	char *once = render(words[_i].text, true);
	char *twice;

	for (char *c = once; *c; c++) {
		if (strchr("|~", *c))
			*c = ',';
	}
	twice = render(once, true);
	for (char *c = twice; *c; c++) {
		if (strchr("|~", *c))
			*c = ',';
	}
	ck_assert_str_eq(once, twice);
	free(once);
	free(twice);
}
END_TEST

/* A text, and its words as they stand in it, each in <> */
static const struct {
	const char *text;
	const char *spans;
} spans[] = {
	{" Large, models.", "<Large><models>"},
	{"LLM's models' (GPT-4o)", "<LLM><models><GPT><4o>"},
	{"C++, F#. .NET!", "<C++><F#><.NET>"},
	{"R^{2} x_ R\u00b2.", "<R^{2><x><R\u00b2>"},
	{"na\u00efve \u1e31\u0301, nai\u0308", "<na\u00efve><\u1e31\u0301><nai\u0308>"},
	{"\u6df1\u5ea6", "<\u6df1><\u5ea6>"},
	{"\uff76\uff9e\u30ab\u3099", "<\uff76\uff9e><\u30ab\u3099>"},
	{"don't multi\u00admodal\u00ad x", "<don't><multi\u00admodal><x>"},
	{"version 3.5. Next", "<version><3.5><Next>"},
};

START_TEST(words_have_places)
{
	const char *text = spans[_i].text;
	struct word_scan scan;
	struct buf buf;

	buf_init(&buf, SIZE_MAX / 2);
	word_scan_init(&scan, text, strlen(text));
	while (word_scan_next(&scan))
		buf_printf(&buf, "<%.*s>", (int)(scan.end - scan.start), text + scan.start);
	ck_assert_str_eq(buf_str(&buf), spans[_i].spans);
	buf_release(&buf);
}
END_TEST

/* A word of LIMIT_WORD bytes is one, a longer one is only passed over */
START_TEST(long_words)
{
	static const char *const parts[] = {"a", "\u00e9", "\u0434", "\ud55c", "\ufdfa"};
	static const size_t sizes[] = {1, 1, 2, 9, 30}; /* folded, at most */
	struct buf buf;
	struct word_scan scan;

	for (size_t longer = 0; longer < 2; longer++) {
		size_t count = LIMIT_WORD / sizes[_i] + longer;

		buf_init(&buf, SIZE_MAX / 2);
		for (size_t i = 0; i < count; i++)
			buf_puts(&buf, parts[_i]);
		buf_puts(&buf, " b");
		word_scan_init(&scan, buf.data, buf.len);
		ck_assert(word_scan_next(&scan));
		ck_assert_uint_eq(scan.too_long, longer);
		ck_assert_uint_eq(scan.end, buf.len - 2);
		ck_assert_uint_le(scan.folded_len, LIMIT_WORD);
		ck_assert(word_scan_next(&scan));
		ck_assert_str_eq(scan.folded, "b");
		ck_assert_int_eq(scan.gap, GAP_SPACE);
		ck_assert(!scan.too_long);
		ck_assert(!word_scan_next(&scan));
		buf_release(&buf);
	}
}
END_TEST

/* A text is its first len bytes, whatever follows */
START_TEST(text_ends_at_its_length)
{
	static const char text[] =
		"LLM's a.5 Q&A C++ C# \u00e9\u0301 \u30ab\u3099 .NET don\u2019t a-b";

	for (size_t len = 0; len < sizeof(text); len++) {
		char *copy = xmalloc(len);
		struct word_scan scan;

		if (((unsigned char)text[len] & 0xc0) != 0x80) {
			memcpy(copy, text, len);
			word_scan_init(&scan, copy, len);
			while (word_scan_next(&scan))
				ck_assert_uint_le(scan.end, len);
			ck_assert_uint_eq(scan.at, len);
		}
		free(copy);
	}
}
END_TEST

/* Bytes that no text has do no harm */
START_TEST(bytes_that_are_no_text)
{
	unsigned seed = 1;
	char bytes[64];

	for (size_t round = 0; round < 20000; round++) {
		struct word_scan scan;
		size_t end = 0;

		for (size_t i = 0; i < sizeof(bytes); i++) {
			seed = seed * 1103515245u + 12345u;
			bytes[i] = (char)(seed >> 16);
		}
		word_scan_init(&scan, bytes, sizeof(bytes));
		while (word_scan_next(&scan)) {
			ck_assert_uint_ge(scan.start, end);
			ck_assert_uint_gt(scan.end, scan.start);
			end = scan.end;
			ck_assert_uint_le(end, sizeof(bytes));
		}
	}
}
END_TEST

START_TEST(what_breaks)
{
	static const char kept[] = " \t-/'^_{}aZ9";
	static const char breaking[] = ".,;:!?()[]&+#*=\"@%$<>|~\\`";

	for (const char *c = kept; *c; c++)
		ck_assert_msg(!word_breaks(*c), "%c", *c);
	for (const char *c = breaking; *c; c++)
		ck_assert_msg(word_breaks(*c), "%c", *c);
	ck_assert(!word_breaks(0x2013) && !word_breaks(0xad) && !word_breaks(0xa0));
	ck_assert(!word_breaks(0x2019) && !word_breaks(0x301));
	ck_assert(word_breaks(0x2014) && word_breaks(0xff0c) && word_breaks(-1));
}
END_TEST

Suite *word_suite(void)
{
	Suite *suite = suite_create("word");
	TCase *tcase = tcase_create("word");

	tcase_set_timeout(tcase, 300); /* on a busy machine */
	tcase_add_loop_test(tcase, words_are_found, 0, sizeof(words) / sizeof(words[0]));
	tcase_add_loop_test(tcase, folding_is_stable, 0, sizeof(words) / sizeof(words[0]));
	tcase_add_loop_test(tcase, words_have_places, 0, sizeof(spans) / sizeof(spans[0]));
	tcase_add_loop_test(tcase, long_words, 0, 5);
	tcase_add_test(tcase, text_ends_at_its_length);
	tcase_add_test(tcase, bytes_that_are_no_text);
	tcase_add_test(tcase, what_breaks);
	suite_add_tcase(suite, tcase);
	return suite;
}
