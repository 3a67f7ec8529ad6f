/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <stdlib.h>

#include "suites.h"

int main(void)
{
	SRunner *runner = srunner_create(list_suite());
	int failed;

	srunner_add_suite(runner, charset_suite());
	srunner_add_suite(runner, json_decode_suite());
	srunner_add_suite(runner, json_line_suite());
	srunner_add_suite(runner, line_suite());
	srunner_add_suite(runner, markup_suite());
	srunner_add_suite(runner, detail_suite());
	srunner_add_suite(runner, names_suite());
	srunner_add_suite(runner, own_suite());
	srunner_add_suite(runner, day_suite());
	srunner_add_suite(runner, sources_suite());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
