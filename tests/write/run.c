/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <stdlib.h>

#include "write/help.h"

int main(void)
{
	SRunner *runner = srunner_create(suite_atom());
	int failed;

	srunner_add_suite(runner, suite_content());
	srunner_add_suite(runner, suite_rss());
	srunner_add_suite(runner, suite_json());
	srunner_add_suite(runner, suite_opml());
	srunner_add_suite(runner, suite_splice());
	srunner_add_suite(runner, suite_mark());
	srunner_add_suite(runner, suite_page());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
