/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/suites.h"

static struct arena arena;

static void begin(void)
{
	arena_init(&arena);
}

static void end(void)
{
	arena_release(&arena);
}

/* Around the size of a block, where the next one begins */
static const size_t sizes[] = {0, 1, 15, 16, 17, 16383, 16384, 16385, 100000};

static bool holds_only(const unsigned char *bytes, size_t size, int value)
{
	for (size_t i = 0; i < size; i++) {
		if (bytes[i] != value)
			return false;
	}
	return true;
}

START_TEST(memory_is_zeroed_aligned_and_apart)
{
	size_t size = sizes[_i];
	unsigned char *parts[20];

	for (int n = 0; n < 20; n++) {
		parts[n] = arena_alloc(&arena, size);
		ck_assert_uint_eq((uintptr_t)parts[n] % alignof(max_align_t), 0);
		ck_assert(holds_only(parts[n], size, 0));
		memset(parts[n], n + 1, size);
	}
	for (int n = 0; n < 20; n++)
		ck_assert(holds_only(parts[n], size, n + 1));
}
END_TEST

START_TEST(a_released_arena_can_be_used_again)
{
	ck_assert_str_eq(arena_strdup(&arena, "one"), "one");
	arena_release(&arena);
	ck_assert_str_eq(arena_strdup(&arena, "two"), "two");
}
END_TEST

START_TEST(texts_are_copied)
{
	char text[] = "weak to strong";
	char *whole = arena_strdup(&arena, text);
	char *part = arena_strndup(&arena, text, 4);
	char *made = arena_printf(&arena, "%s/%d", text, 42);

	memset(text, 'x', strlen(text));
	ck_assert_str_eq(whole, "weak to strong");
	ck_assert_str_eq(part, "weak");
	ck_assert_str_eq(made, "weak to strong/42");
	ck_assert_ptr_null(arena_strdup(&arena, NULL));
	ck_assert_str_eq(arena_strndup(&arena, "", 0), "");
}
END_TEST

START_TEST(items_are_copied)
{
	int items[] = {1, 2, 3};
	int *copy = arena_copy(&arena, items, 3, sizeof(*items));

	items[2] = 4;
	ck_assert_int_eq(copy[0], 1);
	ck_assert_int_eq(copy[2], 3);
	ck_assert_ptr_nonnull(arena_copy(&arena, NULL, 0, sizeof(*items)));
}
END_TEST

START_TEST(an_impossible_array_ends_the_program)
{
	arena_array(&arena, SIZE_MAX / 4, 8);
}
END_TEST

Suite *arena_suite(void)
{
	Suite *suite = suite_create("arena");
	TCase *tcase = tcase_create("arena");

	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_loop_test(
		tcase, memory_is_zeroed_aligned_and_apart, 0, sizeof(sizes) / sizeof(sizes[0]));
	tcase_add_test(tcase, a_released_arena_can_be_used_again);
	tcase_add_test(tcase, texts_are_copied);
	tcase_add_test(tcase, items_are_copied);
	if (suites_fork())
		tcase_add_exit_test(tcase, an_impossible_array_ends_the_program, EXIT_FAILURE);
	suite_add_tcase(suite, tcase);
	return suite;
}
