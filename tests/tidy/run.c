/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <stdlib.h>

#include "tidy/help.h"

int main(void)
{
	SRunner *runner = srunner_create(suite_text());
	int failed;

	srunner_add_suite(runner, suite_latex());
	srunner_add_suite(runner, suite_leftover());
	srunner_add_suite(runner, suite_markup());
	srunner_add_suite(runner, suite_quote());
	srunner_add_suite(runner, suite_date());
	srunner_add_suite(runner, suite_count());
	srunner_add_suite(runner, suite_link());
	srunner_add_suite(runner, suite_paper_id());
	srunner_add_suite(runner, suite_identity());
	srunner_add_suite(runner, suite_pin());
	srunner_add_suite(runner, suite_merge());
	srunner_add_suite(runner, suite_entry());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
