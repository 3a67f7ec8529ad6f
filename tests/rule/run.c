/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <stdlib.h>

#include "rule/help.h"

int main(void)
{
	SRunner *runner = srunner_create(word_suite());
	int failed;

	srunner_add_suite(runner, plural_suite());
	srunner_add_suite(runner, term_suite());
	srunner_add_suite(runner, compile_suite());
	srunner_add_suite(runner, match_suite());
	srunner_add_suite(runner, pieces_suite());
	srunner_add_suite(runner, explain_suite());
	srunner_add_suite(runner, hostile_suite());
	srunner_add_suite(runner, cases_suite());
	srunner_add_suite(runner, reference_suite());
	srunner_add_suite(runner, regex_suite());
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
