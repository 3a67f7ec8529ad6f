/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fetch/suites.h"

#include <stdlib.h>

int main(void)
{
	SRunner *runner = srunner_create(suite_file());
	int failed;

	srunner_add_suite(runner, suite_cache());
	srunner_add_suite(runner, suite_header());
	srunner_add_suite(runner, suite_host());
	srunner_add_suite(runner, suite_reach());
	srunner_add_suite(runner, suite_retry());
	srunner_add_suite(runner, suite_secret());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
