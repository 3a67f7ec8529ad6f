/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/help.h"

#include <stdlib.h>
#include <unistd.h>

#include "config/path.h"

static const struct {
	const char *folder;
	const char *name;
	const char *joined;
} joins[] = {
	{".", "a", "a"},
	{".", "/a", "/a"},
	{"b", "a", "b/a"},
	{"b/", "a", "b/a"},
	{"b//", "a/", "b/a/"},
	{"/", "a", "/a"},
	{"..", "a", "../a"},
	{"./", "a", "./a"},
	{"b", "/a", "/a"},
};

START_TEST(join)
{
	ck_assert_str_eq(
		path_join(&help_arena, joins[_i].folder, joins[_i].name), joins[_i].joined);
}
END_TEST

/* real paths; %s stands for the temporary folder, which has topics and the link "link" to it */
static const struct {
	const char *path;
	const char *real;
} reals[] = {
	{".", "%s"},
	{"", "%s"},
	{"topics", "%s/topics"},
	{"topics/", "%s/topics"},
	{"topics/..", "%s"},
	{"link", "%s/topics"},
	{"link/..", "%s"},
	{"link/new", "%s/topics/new"},
	{"new", "%s/new"},
	{"new/", "%s/new"},
	{"new/.", "%s/new"},
	{"new/..", "%s"},
	{"new/../link/x", "%s/topics/x"},
	{"new/../link/../y", "%s/y"},
	{"new//deep/./er", "%s/new/deep/er"},
	{"new/../../../../../../..", "/"},
	{"/", "/"},
	{"//", "/"},
	{"/..", "/"},
	{"/nowhere/at/all", "/nowhere/at/all"},
	{"/nowhere/../../x/..", "/"},
	{"papers.txt/x", "%s/papers.txt/x"},
};

START_TEST(real)
{
	char *cwd = getcwd(NULL, 0);
	const char *wanted = reals[_i].real;

	ck_assert_int_eq(symlink("topics", "link"), 0);
	if (*wanted == '%')
		wanted = arena_printf(&help_arena, "%s%s", cwd, wanted + 2);
	ck_assert_str_eq(path_real(&help_arena, reals[_i].path), wanted);
	free(cwd);
}
END_TEST

static const struct {
	const char *inner;
	const char *outer;
	bool inside;
} insides[] = {
	{"/a/b", "/a", true},
	{"/a", "/a", true},
	{"/a", "/", true},
	{"/", "/", true},
	{"/ab", "/a", false},
	{"/a", "/a/b", false},
	{"/", "/a", false},
};

START_TEST(inside)
{
	ck_assert_int_eq(path_is_inside(insides[_i].inner, insides[_i].outer), insides[_i].inside);
}
END_TEST

Suite *suite_path(void)
{
	Suite *suite = suite_create("config/path");
	TCase *tcase = tcase_create("path");

	tcase_add_checked_fixture(tcase, help_begin, help_end);
	tcase_add_loop_test(tcase, join, 0, sizeof(joins) / sizeof(*joins));
	tcase_add_loop_test(tcase, real, 0, sizeof(reals) / sizeof(*reals));
	tcase_add_loop_test(tcase, inside, 0, sizeof(insides) / sizeof(*insides));
	suite_add_tcase(suite, tcase);
	return suite;
}
