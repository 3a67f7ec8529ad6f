/* SPDX-License-Identifier: ISC */
/*
 * Labels find their papers by whatever name a person wrote, and say what is wrong with them.
 */
#include "config.h"

#include "cmd/labels.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "cmd/suites.h"
#include "model/limits.h"

#define TEMPLATE "/tmp/paperroute-labels-XXXXXX"

static char path[sizeof(TEMPLATE)];
static struct topic topics[] = {{.slug = "agents"}, {.slug = "audio"}, {.slug = "code"}};
static const struct site site = {.topics = topics, .topic_count = 3};
static struct labels labels;
static struct problems problems;
static struct err err;

static void begin(void)
{
	int fd;

	memcpy(path, TEMPLATE, sizeof(TEMPLATE));
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	close(fd);
	problems_init(&problems, LIMIT_PROBLEMS);
}

static void end(void)
{
	unlink(path);
	labels_release(&labels);
	problems_release(&problems);
}

static int read_text(const char *text)
{
	FILE *file = fopen(path, "w");

	ck_assert_ptr_nonnull(file);
	ck_assert_int_ge(fputs(text, file), 0);
	ck_assert_int_eq(fclose(file), 0);
	return labels_read(&labels, path, &site, &problems, &err);
}

/* The marks of a label as letters: - must not, M must, m may */
static const char *marks(const struct label *label)
{
	static char out[4];

	for (size_t i = 0; i < 3; i++)
		out[i] = "-Mm"[label->marks[i]];
	return out;
}

START_TEST(columns)
{
	ck_assert_int_eq(read_text("# a comment\n\n  \nOne\tagents\nTwo\tagents, code\taudio\r\n"
				   "Three\nFour\t\tcode,\n # more"),
		0);
	ck_assert_uint_eq(problems.count, 0);
	ck_assert_uint_eq(labels.count, 4);
	ck_assert_str_eq(labels.items[0].what, "One");
	ck_assert_uint_eq(labels.items[0].line, 4);
	ck_assert_str_eq(marks(&labels.items[0]), "M--");
	ck_assert_str_eq(marks(&labels.items[1]), "MmM");
	ck_assert_str_eq(marks(&labels.items[2]), "---");
	ck_assert_str_eq(marks(&labels.items[3]), "--m");
	ck_assert_uint_eq(labels.items[3].line, 7);
}
END_TEST

START_TEST(warnings)
{
	static const char *const texts[] = {
		"there is no topic agent: did you mean agents",
		"there is no topic nothing-like-it",
		"topic code stands here twice; the first one counts",
		"the paper has a label in line 1; this one is passed over",
	};
	static const unsigned lines[] = {1, 1, 2, 3};

	ck_assert_int_eq(read_text("2404.01234\tagent,nothing-like-it,audio\nOne\tcode\tcode\n"
				   "https://arxiv.org/pdf/2404.01234v3\tagents\n"),
		0);
	ck_assert_uint_eq(problems.warnings, 4);
	ck_assert_uint_eq(problems.errors, 0);
	for (size_t i = 0; i < 4; i++) {
		ck_assert_str_eq(problems.items[i].err.text, texts[i]);
		ck_assert_uint_eq(problems.items[i].err.line, lines[i]);
	}
	ck_assert_str_eq(marks(&labels.items[0]), "-M-");
	ck_assert_str_eq(marks(&labels.items[1]), "--M");
	ck_assert(!labels.items[0].repeated);
	ck_assert(labels.items[2].repeated);
}
END_TEST

static const struct {
	const char *text;
	unsigned line;
	const char *message;
} bad[] = {
	{"", 0, "there is no label in it"},
	{"# One\tagents\n", 0, "there is no label in it"},
	{"One\t\t\t\n", 1,
		"a line has three columns, set apart by tabs: the paper, the topics that it must "
		"be "
		"in, those that it may be in"},
	{"One\n\tagents\n", 2,
		"a line has three columns, set apart by tabs: the paper, the topics that it must "
		"be "
		"in, those that it may be in"},
};

START_TEST(mistakes)
{
	ck_assert_int_eq(read_text(bad[_i].text), -1);
	ck_assert_str_eq(err.where, path);
	ck_assert_uint_eq(err.line, bad[_i].line);
	ck_assert_str_eq(err.text, bad[_i].message);
}
END_TEST

/* A paper of two keys and a title, and what it can be called */
static const char *const keys[] = {"arxiv:2404.01234", "id:trending/p7", "title:1-00"};
static const struct {
	const char *what;
	bool found;
} names[] = {
	{"arxiv:2404.01234", true},
	{"2404.01234", true},
	{"2404.01234v2", true},
	{"https://huggingface.co/papers/2404.01234", true},
	{"10.48550/arXiv.2404.01234", true},
	{"id:trending/p7", true},
	{"p7", true},
	{"title:1-00", true},
	{"Speed of light: 2.3\xc3\x97 faster", true},
	{"SPEED of Light -- 2.3times faster", true}, /* as a scraper leaves it */
	{"2404.01235", false},
	{"id:other/p7", false},
	{"p8", false},
	{"Speed of light", false},
	{"title:1-01", false},
};

START_TEST(found)
{
	struct paper paper = {
		.entry.title = "Speed of Light: 2.3\xc3\x97 Faster", .keys = keys, .key_count = 3};
	char text[256];

	snprintf(text, sizeof(text), "Another\tcode\n%s\taudio\n", names[_i].what);
	ck_assert_int_eq(read_text(text), 0);
	ck_assert_ptr_eq(labels_find(&labels, &paper), names[_i].found ? &labels.items[1] : NULL);
}
END_TEST

START_TEST(missing_file)
{
	ck_assert_int_eq(labels_read(&labels, "/nothing/there", &site, &problems, &err), -1);
	ck_assert_int_eq(err.code, ERR_MISSING);
}
END_TEST

Suite *labels_suite(void)
{
	Suite *suite = suite_create("cmd/labels");
	TCase *tcase = tcase_create("labels");

	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_test(tcase, columns);
	tcase_add_test(tcase, warnings);
	tcase_add_loop_test(tcase, mistakes, 0, sizeof(bad) / sizeof(*bad));
	tcase_add_loop_test(tcase, found, 0, sizeof(names) / sizeof(*names));
	tcase_add_test(tcase, missing_file);
	suite_add_tcase(suite, tcase);
	return suite;
}
