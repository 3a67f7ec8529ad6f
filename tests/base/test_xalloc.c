/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>

#include <jansson.h>
#include <libxml/tree.h>

#include "base/suites.h"
#include "base/xalloc.h"
#include "read/prepare.h"

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

#ifndef INSTRUMENTED
/* So that it need not grow when there is no memory */
__attribute__((noinline)) static void grow_stack(void)
{
	volatile char stack[(size_t)128 << 10];

	for (size_t i = 0; i < sizeof(stack); i += 1024)
		stack[i] = 0;
}

/* Of every size that malloc keeps apart, until there is none of any. A compiler may take a call for granted
 * whose result nobody keeps. */
static void use_up_memory(void)
{
	void *volatile block;
	struct rlimit limit;

	grow_stack();
	getrlimit(RLIMIT_AS, &limit);
	limit.rlim_cur = 0;
	setrlimit(RLIMIT_AS, &limit);
	for (size_t size = (size_t)1 << 20; size; size -= size > 2048 ? size / 2 : 8) {
		do {
			block = malloc(size);
		} while (block);
	}
}

START_TEST(the_end_of_memory_ends_the_program_by_no_crash)
{
	use_up_memory();
	xmalloc(100);
}
END_TEST

START_TEST(libraries_end_the_program_too)
{
	read_prepare_memory();
	use_up_memory();
	if (_i)
		json_string("a text");
	else
		xmlEncodeSpecialChars(NULL, BAD_CAST "a text");
}
END_TEST
#endif

Suite *xalloc_suite(void)
{
	Suite *suite = suite_create("xalloc");
	TCase *tcase = tcase_create("xalloc");

	tcase_add_test(tcase, nothing_is_memory_too);
	tcase_add_test(tcase, texts_are_copied);
	tcase_add_test(tcase, an_array_grows_by_doubling_and_keeps_what_it_holds);
	if (suites_fork()) {
		tcase_add_exit_test(tcase, a_product_too_large_ends_the_program, EXIT_FAILURE);
#ifndef INSTRUMENTED
		tcase_add_exit_test(
			tcase, the_end_of_memory_ends_the_program_by_no_crash, EXIT_FAILURE);
		tcase_add_loop_exit_test(tcase, libraries_end_the_program_too, EXIT_FAILURE, 0, 2);
#endif
	}
	suite_add_tcase(suite, tcase);
	return suite;
}
