/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "box/jail.h"
#include "misbehave.h"
#include "suites.h"

int main(int argc, char **argv)
{
	SRunner *runner;
	int failed;

	if (argc == 2 && strcmp(argv[1], MISBEHAVE) == 0)
		return misbehave();
	runner = srunner_create(settings_suite());
	srunner_add_suite(runner, answer_suite());
	srunner_add_suite(runner, same_suite());
	srunner_add_suite(runner, broken_suite());
	srunner_add_suite(runner, flow_suite());
	if (jail_possible() == JAIL_ALL)
		srunner_add_suite(runner, escape_suite());
	else
		puts("skipped: what the box keeps in, which sanitizers, gcov and valgrind do not "
		     "live in");
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
