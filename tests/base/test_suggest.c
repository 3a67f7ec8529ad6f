/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>

#include "base/suggest.h"
#include "base/suites.h"

static const char *const names[] = {
	"threshold", "title", "subtitle", "score", "title_score", "match", "author", "year", "run"};

static const struct {
	const char *word;
	const char *best;
} words[] = {
	{"treshold", "threshold"},
	{"threshhold", "threshold"},
	{"Title", "title"},
	{"titel", "title"},
	{"sutitle", "subtitle"},
	{"title-score", "title_score"},
	{"macth", "match"},
	{"yeer", "year"},
	{"rum", "run"},
	/* near misses */
	{"tilet", NULL},
	{"mtcah", NULL},
	{"trxshxld", NULL},
	{"r", NULL},
	{"language", NULL},
	{"", NULL},
	{"threshold-threshold-threshold-threshold-threshold", NULL},
};

START_TEST(the_nearest_name_is_meant)
{
	struct suggest suggest;

	suggest_init(&suggest, words[_i].word);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		suggest_offer(&suggest, names[i]);
	if (words[_i].best)
		ck_assert_pstr_eq(suggest.best, words[_i].best);
	else
		ck_assert_ptr_null(suggest.best);
}
END_TEST

START_TEST(long_names_are_not_compared)
{
	struct suggest suggest;

	suggest_init(&suggest, "a name of just forty characters, no more");
	suggest_offer(&suggest, "a name of just forty characters, no more!");
	ck_assert_ptr_null(suggest.best);
	suggest_offer(&suggest, "a name of just forty characters, no morf");
	ck_assert_ptr_nonnull(suggest.best);
}
END_TEST

Suite *suggest_suite(void)
{
	Suite *suite = suite_create("suggest");
	TCase *tcase = tcase_create("suggest");

	tcase_add_loop_test(tcase, the_nearest_name_is_meant, 0, sizeof(words) / sizeof(words[0]));
	tcase_add_test(tcase, long_names_are_not_compared);
	suite_add_tcase(suite, tcase);
	return suite;
}
