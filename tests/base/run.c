/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/suites.h"

bool suites_fork(void)
{
	const char *fork = getenv("CK_FORK");

	return !fork || strcmp(fork, "no") != 0;
}

int main(void)
{
	SRunner *runner = srunner_create(NULL);
	int failed;

	srunner_add_suite(runner, arena_suite());
	srunner_add_suite(runner, buf_suite());
	srunner_add_suite(runner, clock_suite());
	srunner_add_suite(runner, coding_suite());
	srunner_add_suite(runner, err_suite());
	srunner_add_suite(runner, excerpt_suite());
	srunner_add_suite(runner, file_suite());
	srunner_add_suite(runner, gzip_suite());
	srunner_add_suite(runner, lines_suite());
	srunner_add_suite(runner, log_suite());
	srunner_add_suite(runner, redact_suite());
	srunner_add_suite(runner, sha256_suite());
	srunner_add_suite(runner, suggest_suite());
	srunner_add_suite(runner, url_suite());
	srunner_add_suite(runner, utf8_suite());
	srunner_add_suite(runner, xalloc_suite());
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
