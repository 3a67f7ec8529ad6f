/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/suites.h"
#include "base/xalloc.h"

START_TEST(nothing_is_memory_too)
{
	free(xmalloc(0));
	free(xcalloc(0, 8));
	free(xcalloc(8, 0));
	free(xreallocarray(NULL, 0, 0));
}
END_TEST

START_TEST(texts_are_copied)
{
	char *whole = xstrdup("weak to strong");
	char *part = xstrndup("weak to strong", 4);

	ck_assert_str_eq(whole, "weak to strong");
	ck_assert_str_eq(part, "weak");
	free(whole);
	free(part);
}
END_TEST

START_TEST(an_array_grows_by_doubling_and_keeps_what_it_holds)
{
	uint32_t *array = NULL;
	size_t cap = 0;
	size_t moves = 0;

	for (uint32_t i = 0; i < 10000; i++) {
		size_t before = cap;

		array = xgrow(array, &cap, i + 1, sizeof(*array));
		moves += cap != before;
		array[i] = i;
	}
	ck_assert_uint_le(moves, 12);
	for (uint32_t i = 0; i < 10000; i++) {
		if (array[i] != i)
			ck_abort_msg("item %u", (unsigned)i);
	}
	free(array);
}
END_TEST

START_TEST(a_product_too_large_ends_the_program)
{
	xreallocarray(NULL, SIZE_MAX / 4 + 1, 4);
}
END_TEST

Suite *xalloc_suite(void)
{
	Suite *suite = suite_create("xalloc");
	TCase *tcase = tcase_create("xalloc");

	tcase_add_test(tcase, nothing_is_memory_too);
	tcase_add_test(tcase, texts_are_copied);
	tcase_add_test(tcase, an_array_grows_by_doubling_and_keeps_what_it_holds);
	if (suites_fork())
		tcase_add_exit_test(tcase, a_product_too_large_ends_the_program, EXIT_FAILURE);
	suite_add_tcase(suite, tcase);
	return suite;
}
