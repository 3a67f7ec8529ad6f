/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <stdlib.h>

#include "model/suites.h"

int main(void)
{
	SRunner *runner = srunner_create(NULL);
	int failed;

	srunner_add_suite(runner, identity_suite());
	srunner_add_suite(runner, record_suite());
	srunner_add_suite(runner, site_suite());
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
