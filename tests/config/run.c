/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <stdlib.h>

#include "config/help.h"

int main(void)
{
	SRunner *runner = srunner_create(suite_fixtures());
	int failed;

	srunner_add_suite(runner, suite_load());
	srunner_add_suite(runner, suite_path());
	srunner_add_suite(runner, suite_datadir());
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
