/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/names.h"

#include "base/buf.h"
#include "suites.h"

static const struct {
	const char *from;
	size_t count;
	const char *split; /* with bars; NULL: does not matter */
} cases[] = {
	{"Anna Berg, Carl Dahl", 2, "Anna Berg|Carl Dahl|"},
	{"Anna Berg, J. R. Smith and Eva de Fries", 3, "Anna Berg|J. R. Smith|Eva de Fries|"},
	{"Anna Berg; Wei-Lin O'Neil, & Óscar Núñez", 3, NULL},
	{"Anna Berg1, Carl Dahl*", 2, "Anna Berg|Carl Dahl|"},
	{"Anna Berg, Carl Dahl et al.", 2, "Anna Berg|Carl Dahl|"},
	{"Anna Berg, Carl Dahl (+3 authors)", 2, "Anna Berg|Carl Dahl|"},
	{"Anna Berg, Carl Dahl - A Journal, 2025", 2, "Anna Berg|Carl Dahl|"},
	{"Anna Berg, Carl Dahl, and 12 others", 2, "Anna Berg|Carl Dahl|"},
	{"Anna Berg, haiping Zhu, Carl Dahl, Ida Holm, Ole Lie, Eva Moe", 5, NULL},
	{"Anna Berg", 1, "Anna Berg|"},
	/* near-misses: titles */
	{"Fact, Fetch, and Reason: A Unified Evaluation", 0, NULL},
	{"Counting words, and more words", 0, NULL},
	{"Counting Words in Long Documents", 0, NULL},
	{"GPT-4, Llama 3 and Qwen 2.5", 0, NULL},
	{"Madonna, Prince", 0, "Madonna|Prince|"},
	{"", 0, ""},
	{", , ,", 0, ""},
};

static void add(void *ctx, const char *name)
{
	buf_printf(ctx, "%s|", name);
}

START_TEST(names)
{
	struct arena arena;
	struct buf split;

	arena_init(&arena);
	buf_init(&split, 1000);
	ck_assert_msg(names_count(&arena, cases[_i].from) == cases[_i].count, "%s: %zu",
		cases[_i].from, names_count(&arena, cases[_i].from));
	names_split(&arena, cases[_i].from, add, &split);
	if (cases[_i].split)
		ck_assert_str_eq(buf_str(&split), cases[_i].split);
	buf_release(&split);
	arena_release(&arena);
}
END_TEST

Suite *names_suite(void)
{
	Suite *suite = suite_create("names");
	TCase *tcase = tcase_create("names");

	tcase_add_loop_test(tcase, names, 0, sizeof(cases) / sizeof(*cases));
	suite_add_tcase(suite, tcase);
	return suite;
}
