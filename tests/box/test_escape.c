/* SPDX-License-Identifier: ISC */
/*
 * Readers that try to get out: with the whole jail around them, with each of its parts left out in
 * turn, so that the others have to hold, and with nothing but each of those that keep it from happening.
 */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "box/jail.h"
#include "help.h"
#include "misbehave.h"
#include "suites.h"

/* What a deed is about */
enum about { NONE, SECRET, MISSING, SELF };

/* Every part that alone keeps the deed from happening on the systems that have it; when none of them is
 * there besides the one left out, nothing is promised */
#define PATHS (JAIL_LANDLOCK | JAIL_SECCOMP | JAIL_USER)

static const struct {
	const char *name;
	enum about about;
	unsigned held_by;
} cases[] = {
	{"open", SECRET, JAIL_FILES | PATHS},
	{"create", MISSING, JAIL_FILES | PATHS},
	{"unlink", SECRET, PATHS},
	{"truncate", SECRET, JAIL_SECCOMP | JAIL_USER}, /* Landlock 3 too */
	{"mkdir", MISSING, PATHS},
	{"chmod", SECRET, JAIL_SECCOMP | JAIL_USER},
	{"socket", NONE, JAIL_FILES | JAIL_SECCOMP},
	{"socketpair", NONE, JAIL_FILES | JAIL_SECCOMP},
	{"dup", NONE, JAIL_FILES | JAIL_SECCOMP},
	{"fork", NONE, JAIL_PROCESSES | JAIL_SECCOMP},
	{"exec", NONE, JAIL_LANDLOCK | JAIL_SECCOMP},
	{"kill", SELF, JAIL_SECCOMP | JAIL_USER},
	{"kill-keeper", NONE, JAIL_SECCOMP | JAIL_USER},
	{"trace", SELF, PATHS},
	{"raise-limit", NONE, JAIL_MEMORY | JAIL_SECCOMP},
	{"make-code", NONE, JAIL_SECCOMP},
	{"become-root", NONE, JAIL_USER | JAIL_SECCOMP},
	{"look-around", NONE, JAIL_ALL},
};

#define CASES (sizeof(cases) / sizeof(*cases))

static char folder[32];
static char secret[64];
static char missing[64];
static char self[32];

static void begin(void)
{
	FILE *file;

	snprintf(folder, sizeof(folder), "/tmp/paperroute box.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(secret, sizeof(secret), "%s/secret", folder);
	snprintf(missing, sizeof(missing), "%s/missing", folder);
	snprintf(self, sizeof(self), "%ld", (long)getpid());
	file = fopen(secret, "w");
	ck_assert_ptr_nonnull(file);
	fputs("a secret", file);
	fclose(file);
	chmod(secret, 0600);
}

static void end(void)
{
	unlink(secret);
	unlink(missing);
	rmdir(folder);
}

static const char *argument(enum about about)
{
	const char *const arguments[] = {
		[NONE] = NULL, [SECRET] = secret, [MISSING] = missing, [SELF] = self};

	return arguments[about];
}

/* The file is as it was, and no other is there */
static void check_files(const char *name)
{
	struct stat st;

	ck_assert_msg(stat(secret, &st) == 0, "%s removed a file", name);
	ck_assert_msg(st.st_size == 8, "%s cut a file", name);
	ck_assert_msg((st.st_mode & 0777) == 0600, "%s changed a file's mode", name);
	ck_assert_msg(stat(missing, &st) != 0, "%s made a file", name);
}

/* Either it was stopped, or it says that it could not. around tells of the jail. */
static void check_deed(const struct deed *deed, const char *name, const char *around)
{
	if (deed->failed) {
		ck_assert_msg(
			strstr(deed->err.text, "was stopped: the page may be an attack (signal"),
			"%s, %s: %s", name, around, deed->err.text);
	} else {
		ck_assert_uint_eq(deed->papers, 1);
		ck_assert_msg(
			strcmp(deed->title, HELD) == 0, "%s, %s: %s", name, around, deed->title);
	}
	check_files(name);
}

/* Which parts there are at all is known from one that does nothing */
static unsigned parts_here(struct box *box)
{
	struct deed deed;

	deed_do(&deed, box, "behave", 0, NULL, &small_limits);
	ck_assert_msg(!deed.failed, "%s", deed.err.text);
	ck_assert_uint_eq(deed.parts & (JAIL_MEMORY | JAIL_CPU | JAIL_FILES | JAIL_PROCESSES),
		JAIL_MEMORY | JAIL_CPU | JAIL_FILES | JAIL_PROCESSES);
	return deed.parts;
}

/* Of these parts, those that hold: root has as many processes as it likes, and raises every limit */
static unsigned holding(unsigned parts)
{
	if (geteuid() == 0 && !(parts & JAIL_USER))
		parts &= ~(unsigned)(JAIL_PROCESSES | JAIL_MEMORY);
	return parts;
}

/* With what is left of the jail, if that keeps the deed from happening */
static void try_deed(int i, struct box *box, unsigned left, const char *around)
{
	struct deed deed;

	if (!(holding(left) & cases[i].held_by))
		return;
	deed_do(&deed, box, cases[i].name, JAIL_ALL & ~left, argument(cases[i].about),
		&small_limits);
	ck_assert_uint_eq(deed.parts, left);
	check_deed(&deed, cases[i].name, around);
}

START_TEST(escape)
{
	const char *name;
	char around[64];
	unsigned here, part;
	struct box box;

	deed_open(&box);
	here = parts_here(&box);
	try_deed(_i, &box, here, "all around it");
	for (size_t i = 0; (part = jail_part(&name, i)); i++) {
		snprintf(around, sizeof(around), "without %s", name);
		try_deed(_i, &box, here & ~part, around);
		snprintf(around, sizeof(around), "with %s alone", name);
		try_deed(_i, &box, here & part, around);
	}
	box_close(&box);
}
END_TEST

/* The deeds do what they say where nothing keeps them in, or the tests above would test nothing */
START_TEST(unjailed)
{
	static const struct {
		const char *name;
		enum about about;
	} deeds[] = {{"open", SECRET}, {"create", MISSING}, {"socket", NONE}, {"socketpair", NONE},
		{"dup", NONE}, {"fork", NONE}, {"make-code", NONE}, {"truncate", SECRET},
		{"chmod", SECRET}, {"unlink", SECRET}};
	struct deed deed;
	struct box box;

	deed_open(&box);
	for (size_t i = 0; i < sizeof(deeds) / sizeof(*deeds); i++) {
		deed_do(&deed, &box, deeds[i].name, JAIL_ALL, argument(deeds[i].about),
			&small_limits);
		ck_assert_msg(!deed.failed, "%s: %s", deeds[i].name, deed.err.text);
		ck_assert_msg(strcmp(deed.title, ESCAPED) == 0, "%s", deeds[i].name);
	}
	box_close(&box);
}
END_TEST

Suite *escape_suite(void)
{
	Suite *suite = suite_create("box: ways out");
	TCase *tcase = tcase_create("all");

	tcase_set_timeout(tcase, MOST_SECONDS);
	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_loop_test(tcase, escape, 0, CASES);
	tcase_add_test(tcase, unjailed);
	suite_add_tcase(suite, tcase);
	return suite;
}
