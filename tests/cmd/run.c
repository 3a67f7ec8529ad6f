/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <stdlib.h>

#include "cmd/suites.h"

int main(void)
{
	SRunner *runner = srunner_create(NULL);
	int failed;

	srunner_add_suite(runner, init_suite());
	srunner_add_suite(runner, labels_suite());
	srunner_add_suite(runner, measure_suite());
	srunner_add_suite(runner, paper_suite());
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
