/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "pipeline/suites.h"

/* The tests work in folders of their own: what the environment names has to be found from there */
static void make_absolute(const char *variable, const char *otherwise)
{
	const char *path = getenv(variable);
	char *real = realpath(path ? path : otherwise, NULL);

	if (!real)
		fprintf(stderr, "%s was not found\n", path ? path : otherwise);
	else
		setenv(variable, real, 1);
	free(real);
}

int main(void)
{
	SRunner *runner = srunner_create(suite_history());
	char feeds[PATH_MAX + 16];
	int failed;

	srunner_add_suite(runner, suite_place());
	srunner_add_suite(runner, suite_settle());
	make_absolute("srcdir", ".");
	make_absolute("PAPERROUTE", "paperroute");
	snprintf(feeds, sizeof(feeds), "%s/feeds", getenv("srcdir"));
	setenv("PAPERROUTE_DATADIR", feeds, 1);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
