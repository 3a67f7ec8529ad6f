/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <stdlib.h>

#include "store/help.h"

int main(void)
{
	SRunner *runner = srunner_create(suite_store());
	int failed;

	srunner_add_suite(runner, suite_damage());
	srunner_add_suite(runner, suite_killed());
	srunner_add_suite(runner, suite_renew());
	srunner_add_suite(runner, suite_resolve());
	srunner_add_suite(runner, suite_entries());
	srunner_add_suite(runner, suite_feeds());
	srunner_add_suite(runner, suite_health());
	srunner_add_suite(runner, suite_owing());
	srunner_add_suite(runner, suite_pages());
	srunner_add_suite(runner, suite_archives());
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
