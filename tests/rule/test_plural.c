/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <string.h>

#include "rule/help.h"
#include "rule/plural.h"

/* Singular and plural, each among the other's forms */
static const struct {
	const char *singular;
	const char *plural;
} pairs[] = {
	{"model", "models"},
	{"map", "maps"},
	{"gan", "gans"},
	{"study", "studies"},
	{"theory", "theories"},
	{"trajectory", "trajectories"},
	{"survey", "surveys"},
	{"tie", "ties"},
	{"movie", "movies"},
	{"class", "classes"},
	{"loss", "losses"},
	{"box", "boxes"},
	{"mesh", "meshes"},
	{"batch", "batches"},
	{"cache", "caches"},
	{"approach", "approaches"},
	{"epoch", "epochs"},
	{"virus", "viruses"},
	{"house", "houses"},
	{"database", "databases"},
	{"response", "responses"},
	{"size", "sizes"},
	{"hero", "heroes"},
	{"echo", "echoes"},
	{"shoe", "shoes"},
	{"video", "videos"},
	{"quiz", "quizzes"},
	{"bias", "biases"},
	{"lens", "lenses"},
	{"gas", "gases"},
	{"analysis", "analyses"},
	{"metaanalysis", "metaanalyses"},
	{"hypothesis", "hypotheses"},
	{"thesis", "theses"},
	{"basis", "bases"},
	{"base", "bases"},
	{"axis", "axes"},
	{"axe", "axes"},
	{"matrix", "matrices"},
	{"matrix", "matrixes"},
	{"submatrix", "submatrices"},
	{"index", "indices"},
	{"index", "indexes"},
	{"vertex", "vertices"},
	{"criterion", "criteria"},
	{"corpus", "corpora"},
	{"corpus", "corpuses"},
	{"focus", "foci"},
	{"formula", "formulae"},
	{"formula", "formulas"},
	{"schema", "schemata"},
	{"schema", "schemas"},
	{"leaf", "leaves"},
	{"life", "lives"},
	{"curve", "curves"},
	{"person", "people"},
	{"child", "children"},
	{"metric", "metrics"},
	{"heuristic", "heuristics"},
	{"gpu", "gpus"},
	{"api", "apis"},
	{"menu", "menus"},
	{"emoji", "emojis"},
};

/* Words that are not among each other's forms */
static const char *const strangers[][2] = {
	{"new", "news"},
	{"mean", "means"},
	{"do", "does"},
	{"doe", "does"},
	{"odd", "odds"},
	{"thank", "thanks"},
	{"physic", "physics"},
	{"robotic", "robotics"},
	{"statistic", "statistics"},
	{"baye", "bayes"},
	{"bia", "bias"},
	{"len", "lens"},
	{"serie", "series"},
	{"specie", "species"},
	{"ga", "gas"},
	{"i", "is"},
	{"a", "as"},
	{"hi", "his"},
	{"ad", "ads"},
	{"rabie", "rabies"},
	{"train", "training"},
	{"neural", "neurally"},
};

/* What is no singular of a word that ends in s */
static const char *const stripped[][2] = {
	{"class", "clas"},
	{"analysis", "analysi"},
	{"virus", "viru"},
	{"status", "statu"},
	{"this", "thi"},
	{"gas", "ga"},
	{"ads", "ad"},
	{"gps", "gp"},
	{"theses", "these"},
};

static const char *const without_forms[] = {
	"",
	"a",
	"of",
	"news",
	"physics",
	"means",
	"series",
	"bayes",
	"does",
	"robotics",
	"3d",
	"c++",
	"Model",
	"GPT",
	"mod\u00e8le",
	"x1s",
};

static bool has_form(const char *word, const char *form)
{
	char forms[PLURAL_FORMS][LIMIT_WORD + 1];
	size_t count = plural_forms(forms, word);

	for (size_t i = 0; i < count; i++) {
		if (strcmp(forms[i], form) == 0)
			return true;
	}
	return false;
}

START_TEST(singular_and_plural_find_each_other)
{
	ck_assert(has_form(pairs[_i].singular, pairs[_i].plural));
	ck_assert(has_form(pairs[_i].plural, pairs[_i].singular));
}
END_TEST

START_TEST(strangers_do_not)
{
	ck_assert(!has_form(strangers[_i][0], strangers[_i][1]));
	ck_assert(!has_form(strangers[_i][1], strangers[_i][0]));
}
END_TEST

START_TEST(singulars_are_not_stripped)
{
	ck_assert(!has_form(stripped[_i][0], stripped[_i][1]));
}
END_TEST

START_TEST(some_have_no_forms)
{
	char forms[PLURAL_FORMS][LIMIT_WORD + 1];

	ck_assert_uint_eq(plural_forms(forms, without_forms[_i]), 0);
}
END_TEST

/* Forms that do not lead back. The first three are no words, and so do no harm; of the others the plural
 * is another word's by the table. */
static const char *const one_way[] = {
	"axises",
	"sho",
	"quizs",
	"lives",
	"leaves",
};

static bool is_one_way(const char *form)
{
	for (size_t i = 0; i < sizeof(one_way) / sizeof(one_way[0]); i++) {
		if (strcmp(one_way[i], form) == 0)
			return true;
	}
	return false;
}

/* What every word's forms are: others than the word, each once, letters only, and leading back */
static void check_forms(const char *word)
{
	char forms[PLURAL_FORMS][LIMIT_WORD + 1];
	size_t count = plural_forms(forms, word);

	ck_assert_uint_le(count, PLURAL_FORMS);
	for (size_t i = 0; i < count; i++) {
		ck_assert_str_ne(forms[i], word);
		ck_assert_uint_ge(strlen(forms[i]), 3);
		for (size_t j = 0; j < i; j++)
			ck_assert_str_ne(forms[i], forms[j]);
		ck_assert_msg(has_form(forms[i], word) || is_one_way(forms[i]),
			"%s gives %s, which does not lead back", word, forms[i]);
	}
}

START_TEST(forms_lead_back)
{
	check_forms(pairs[_i].singular);
	check_forms(pairs[_i].plural);
	check_forms("live");
	check_forms("leave");
}
END_TEST

/* Every word of four letters of a few that the rules know */
START_TEST(forms_are_sound)
{
	static const char letters[] = "acehisuxyo";
	char word[8] = "";

	for (size_t n = 0; n < 10000; n++) {
		char forms[PLURAL_FORMS][LIMIT_WORD + 1];
		size_t rest = n;
		size_t count;

		for (size_t i = 0; i < 4; i++, rest /= 10)
			word[i] = letters[rest % 10];
		count = plural_forms(forms, word);
		for (size_t i = 0; i < count; i++) {
			ck_assert_str_ne(forms[i], word);
			for (size_t j = 0; j < i; j++)
				ck_assert_str_ne(forms[i], forms[j]);
		}
	}
}
END_TEST

START_TEST(long_words_have_no_longer_forms)
{
	char word[LIMIT_WORD + 1];
	char forms[PLURAL_FORMS][LIMIT_WORD + 1];

	memset(word, 'b', LIMIT_WORD);
	word[LIMIT_WORD] = '\0';
	ck_assert_uint_eq(plural_forms(forms, word), 0);
	word[LIMIT_WORD - 1] = '\0';
	ck_assert_uint_eq(plural_forms(forms, word), 1);
	word[LIMIT_WORD - 2] = 'y';
	ck_assert_uint_eq(plural_forms(forms, word), 0);
	memcpy(word + LIMIT_WORD - 4, "ies", 4);
	ck_assert_uint_eq(plural_forms(forms, word), 1);
}
END_TEST

Suite *plural_suite(void)
{
	Suite *suite = suite_create("plural");
	TCase *tcase = tcase_create("plural");

	tcase_add_loop_test(
		tcase, singular_and_plural_find_each_other, 0, sizeof(pairs) / sizeof(pairs[0]));
	tcase_add_loop_test(tcase, strangers_do_not, 0, sizeof(strangers) / sizeof(strangers[0]));
	tcase_add_loop_test(
		tcase, singulars_are_not_stripped, 0, sizeof(stripped) / sizeof(stripped[0]));
	tcase_add_loop_test(
		tcase, some_have_no_forms, 0, sizeof(without_forms) / sizeof(without_forms[0]));
	tcase_add_loop_test(tcase, forms_lead_back, 0, sizeof(pairs) / sizeof(pairs[0]));
	tcase_add_test(tcase, forms_are_sound);
	tcase_add_test(tcase, long_words_have_no_longer_forms);
	suite_add_tcase(suite, tcase);
	return suite;
}
