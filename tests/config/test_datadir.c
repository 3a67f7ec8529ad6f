/* SPDX-License-Identifier: ISC */
/*
 * Where the shipped site is looked for. The running program is this test: beside it stands nothing
 * of the kind, so what is found is what the test made.
 */
#include "config.h"

#include "config/help.h"

#include <stdlib.h>
#include <unistd.h>

#include "config/datadir.h"
#include "config/path.h"

START_TEST(named)
{
	const char *found;
	struct err err;

	ck_assert_int_eq(setenv("PAPERROUTE_DATADIR", ".", 1), 0);
	ck_assert_int_eq(datadir_find(&found, &help_arena, &err), 0);
	ck_assert_str_eq(found, ".");
	/* where it is named, nothing else will do */
	ck_assert_int_eq(setenv("PAPERROUTE_DATADIR", "topics", 1), 0);
	ck_assert_int_eq(datadir_find(&found, &help_arena, &err), -1);
	ck_assert_ptr_null(found);
	ck_assert_int_eq(err.code, ERR_MISSING);
	ck_assert_str_eq(err.where, "topics");
	ck_assert_str_eq(err.text, "holds no paperroute.ini, and PAPERROUTE_DATADIR names it");
}
END_TEST

START_TEST(not_named)
{
	const char *found;
	struct err err;

	ck_assert_int_eq(setenv("PAPERROUTE_DATADIR", "", 1), 0);
	if (datadir_find(&found, &help_arena, &err) == 0)
		ck_assert_int_eq(access(path_join(&help_arena, found, "paperroute.ini"), F_OK), 0);
	else
		ck_assert_int_eq(err.code, ERR_MISSING);
}
END_TEST

Suite *suite_datadir(void)
{
	Suite *suite = suite_create("config/datadir");
	TCase *tcase = tcase_create("datadir");

	tcase_add_checked_fixture(tcase, help_begin, help_end);
	tcase_add_test(tcase, named);
	tcase_add_test(tcase, not_named);
	suite_add_tcase(suite, tcase);
	return suite;
}
