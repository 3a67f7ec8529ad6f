/* SPDX-License-Identifier: ISC */
/*
 * An expression comes apart where a person would cut it.
 */
#include "config.h"

#include "rule/pieces.h"

#include "base/buf.h"
#include "rule/help.h"

/* Each alternative: its need, its pieces in brackets, what is inside of them behind a colon */
static void show(struct buf *out, const struct alternative *items, size_t count)
{
	static const char *const needs[] = {"all", "count", "near", "field"};

	for (size_t i = 0; i < count; i++) {
		buf_printf(out, "%s%s", i ? " | " : "", needs[items[i].need]);
		if (items[i].number)
			buf_printf(out, " %u", items[i].number);
		for (size_t p = 0; p < items[i].count; p++) {
			buf_printf(out, " [%s]", items[i].pieces[p].text);
			if (items[i].pieces[p].inner)
				buf_printf(out, ":%s", items[i].pieces[p].inner);
		}
	}
}

static const struct {
	const char *expression;
	const char *shown;
} expressions[] = {
	{"a", ""},
	{"a, b or c,", ""},
	{"a and b", "all [a] [b]"},
	{"a and b, c, d e and @f and g*", "all [a] [b] | all [d e] [@f] [g*]"},
	{"(a, b) and not c", "all [(a, b)] [not c]:c"},
	{"a and not (b, c)", "all [a] [not (b, c)]:(b, c)"},
	{"not a", ""},
	{"((a and b) or c)", "all [a] [b]"},
	{"(a) and (b)", "all [(a)] [(b)]"},
	{"(a and b) and c", "all [(a and b)] [c]"},
	{"\"a and b, c\" and =D", "all [\"a and b, c\"] [=D]"},
	{"a near/3 b", "near 3 [a] [b]"},
	{"(a, b) near/0 \"c d\", e", "near [(a, b)] [\"c d\"]"},
	{"not a near/3 b, c", ""},
	{"a near/3 b and c", "all [a near/3 b] [c]"},
	{"2 of (a, b and c, @d)", "count 2 [a] [b and c] [@d]"},
	{"2 of (a, b, c) and d", "all [2 of (a, b, c)] [d]"},
	{"title: a", "field [a]"},
	{"title: (a and b), c", "field [(a and b)]"},
	{"title: a and abstract: b", "all [title: a]:a [abstract: b]:b"},
	{"category: cs.*", ""},
	{"category: cs.* and a", "all [category: cs.*] [a]"},
	{"link: https://a.b/c and a, b and c", "all [link: https://a.b/c] [a] | all [b] [c]"},
	{"votes >= 10 and a", "all [votes >= 10] [a]"},
	{" a\n and\tb ", "all [a] [b]"},
};

START_TEST(pieces)
{
	struct alternative *items;
	struct arena arena;
	struct buf out;
	size_t count;

	arena_init(&arena);
	buf_init(&out, SIZE_MAX / 2);
	pieces_cut(&items, &count, &arena, expressions[_i].expression);
	show(&out, items, count);
	ck_assert_str_eq(buf_str(&out), expressions[_i].shown);
	buf_release(&out);
	arena_release(&arena);
}
END_TEST

Suite *pieces_suite(void)
{
	Suite *suite = suite_create("pieces");
	TCase *tcase = tcase_create("pieces");

	tcase_add_loop_test(tcase, pieces, 0, sizeof(expressions) / sizeof(*expressions));
	suite_add_tcase(suite, tcase);
	return suite;
}
