/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <string.h>

#include "base/buf.h"
#include "rule/help.h"
#include "rule/term.h"

static const struct {
	const char *word;
	bool name;
} names[] = {
	{"CLIP", true},
	{"LoRA", true},
	{"GPT", true},
	{"iPhone", true},
	{"kNN", true},
	{"R2D2", true},
	{".NET", true},
	{"Q&A", true},
	{"\u0438\u0418", true},
	{"clip", false},
	{"Clip", false},
	{"A", false},
	{"3D", false},
	{"4o", false},
	{"C++", false},
	{"\u0418\u0438", false},
	{"", false},
};

START_TEST(names_have_a_capital_after_their_first_letter)
{
	ck_assert_int_eq(term_is_name(names[_i].word), names[_i].name);
}
END_TEST

/* A term, and its words: how each is matched, - when it is glued to the one before, its spelling */
static const struct {
	const char *text;
	bool quoted;
	const char *words;
} terms[] = {
	{"language", false, "any language"},
	{"Large Language", false, "any large, any language"},
	{"data set", false, "any data, any set"},
	{"data/set", false, "any data, any set"},
	{"fine-tuning", false, "any fine, any -tuning"},
	{"fine\u2013tuning", false, "any fine, any -tuning"},
	{"LLM", false, "name LLM"},
	{"GPT-4o", false, "name GPT, any -4o"},
	{"k-NN", false, "any k, name -NN"},
	{"RAG system", false, "name RAG, any system"},
	{"=Word", false, "exact Word"},
	{"=fine-Tuned words", false, "exact fine, exact -Tuned, exact words"},
	{"= Word", false, "exact Word"},
	{"quanti*", false, "prefix quanti"},
	{"post-quanti*", false, "any post, prefix -quanti"},
	{"GPT*", false, "name-prefix GPT"},
	{"=Quanti*", false, "name-prefix Quanti"},
	{"Quanti*", false, "prefix quanti"},
	{"large models", true, "quoted large, quoted models"},
	{"Fine-Tuning LLM", true, "quoted fine, quoted -tuning, exact LLM"},
	{"news/media and more", true, "quoted news, quoted media, quoted and, quoted more"},
	{"Newton's method", false, "any newton, any method"},
	{"models'", false, "any models"},
	{"R^{2}", false, "any r2"},
	{"C++", false, "any c++"},
	{"\u6df1\u5ea6", false, "any \u6df1, any \u5ea6"},
};

static const char *describe(struct buf *buf, const struct term *term)
{
	static const char *const modes[] = {
		[WORD_ANY] = "any",
		[WORD_NAME] = "name",
		[WORD_QUOTED] = "quoted",
		[WORD_EXACT] = "exact",
		[WORD_PREFIX] = "prefix",
		[WORD_NAME_PREFIX] = "name-prefix",
	};

	for (size_t i = 0; i < term->count; i++) {
		const struct term_word *word = &term->words[i];
		bool cased = word->mode == WORD_NAME || word->mode == WORD_EXACT ||
			     word->mode == WORD_NAME_PREFIX;

		buf_printf(buf, "%s%s %s%s", i ? ", " : "", modes[word->mode],
			word->glued ? "-" : "", cased ? word->cased : word->folded);
	}
	return buf_str(buf);
}

START_TEST(terms_are_read)
{
	struct term term;
	char message[256];
	size_t at;
	struct buf buf;

	buf_init(&buf, SIZE_MAX / 2);
	ck_assert_int_eq(term_read(&term, terms[_i].text, strlen(terms[_i].text), terms[_i].quoted,
				 &at, message, sizeof(message)),
		0);
	ck_assert_str_eq(describe(&buf, &term), terms[_i].words);
	buf_release(&buf);
}
END_TEST

/* What follows the term in an expression is none of its business */
START_TEST(a_term_ends_at_its_length)
{
	struct term term;
	char message[256];
	size_t at;

	ck_assert_int_eq(
		term_read(&term, "weak strong*", 4, false, &at, message, sizeof(message)), 0);
	ck_assert_uint_eq(term.count, 1);
	ck_assert_str_eq(term.words[0].folded, "weak");
}
END_TEST

Suite *term_suite(void)
{
	Suite *suite = suite_create("term");
	TCase *tcase = tcase_create("term");

	tcase_add_loop_test(tcase, names_have_a_capital_after_their_first_letter, 0,
		sizeof(names) / sizeof(names[0]));
	tcase_add_loop_test(tcase, terms_are_read, 0, sizeof(terms) / sizeof(terms[0]));
	tcase_add_test(tcase, a_term_ends_at_its_length);
	suite_add_tcase(suite, tcase);
	return suite;
}
