/* SPDX-License-Identifier: ISC */
/*
 * The site as a folder: which files are read, what their names may be, what is there when one of
 * them is not.
 */
#include "config.h"

#include "config/help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/keys.h"
#include "config/library.h"
#include "config/load.h"
#include "model/limits.h"

#define TOPIC "[feed]\ntitle = T\n\n[rule one]\nmatch = graph\n"

#define BAD_NAME \
	"the feed is named after this file: use a-z, 0-9 and -, with a letter or digit first\n"
#define LONG "abcdefghijklmnopqrstuvwxyz0123456789-abcdefghijklmnopqrstuvwxyz"

#define BAD_DEVICE(name)                                                                        \
	name " is a device's name on Windows, which has no file " name ".atom: choose another " \
	     "one\n"

static const struct {
	const char *name;
	const char *
		told; /* after the file's name; "" when it is read, NULL when it is not looked at */
} names[] = {
	{"a.ini", ""},
	{"3d.ini", ""},
	{"rl-theory.ini", ""},
	{"a--b-.ini", ""},
	{"all-in-all.ini", ""},
	{LONG "0.ini", ""},
	{LONG "01.ini",
		"the feed is named after this file: use at most 64 characters before .ini\n"},
	{"Graphs.ini", BAD_NAME},
	{"graph_learning.ini", BAD_NAME},
	{"graph learning.ini", BAD_NAME},
	{"graph.old.ini", BAD_NAME},
	{"-graphs.ini", BAD_NAME},
	{"gr\xc3\xa4ph.ini", BAD_NAME},
	{"gr\xe4ph.ini", BAD_NAME},
	{"all.ini", "all is the name of another document of the site: choose one of its own\n"},
	{"status.ini",
		"status is the name of another document of the site: choose one of its own\n"},
	{"index.ini", "index is the name of another document of the site: choose one of its own\n"},
	{"about.ini", "about is the name of another document of the site: choose one of its own\n"},
	{"archive.ini",
		"archive is the name of another document of the site: choose one of its own\n"},
	{"con.ini", BAD_DEVICE("con")},
	{"nul.ini", BAD_DEVICE("nul")},
	{"com1.ini", BAD_DEVICE("com1")},
	{"lpt9.ini", BAD_DEVICE("lpt9")},
	{"com.ini", ""},
	{"com0.ini", ""},
	{"com12.ini", ""},
	{"console.ini", ""},
	{"aux-channels.ini", ""},
	{"graphs.INI", "warning: is not read: its name has to end in .ini in small letters\n"},
	{".hidden.ini", NULL},
	{".ini", NULL},
	{"graphs.ini~", NULL},
	{"graphs.ini.bak", NULL},
	{"README", NULL},
};

static bool has_topic(const char *slug, size_t len)
{
	for (size_t i = 0; i < help_site.topic_count; i++) {
		if (strlen(help_site.topics[i].slug) == len &&
			memcmp(help_site.topics[i].slug, slug, len) == 0)
			return true;
	}
	return false;
}

START_TEST(name_of_topic)
{
	const char *name = names[_i].name;
	const char *path = arena_printf(&help_arena, "topics/%s", name);
	const char *told = "";

	if (names[_i].told && *names[_i].told)
		told = arena_printf(&help_arena, "%s%s %s", path,
			strncmp(names[_i].told, "warning", 7) == 0 ? ":" : ":1:1:", names[_i].told);
	help_write(path, TOPIC);
	ck_assert_int_eq(help_load(NULL), 0);
	ck_assert_str_eq(help_told(), told);
	ck_assert_int_eq(has_topic(name, strlen(name) - 4), names[_i].told && !*names[_i].told);
	ck_assert(has_topic("sound", 5));
}
END_TEST

/* "a.ini" stands after "a-b.ini" in the folder and before it on the site */
START_TEST(order_of_topics)
{
	static const char *const wanted[] = {"a", "a-b", "ab", "sound"};

	help_write("topics/ab.ini", TOPIC);
	help_write("topics/a.ini", TOPIC);
	help_write("topics/a-b.ini", TOPIC);
	ck_assert_int_eq(help_load(NULL), 0);
	ck_assert_uint_eq(help_site.topic_count, 4);
	for (size_t i = 0; i < 4; i++)
		ck_assert_str_eq(help_site.topics[i].slug, wanted[i]);
}
END_TEST

START_TEST(nothing_there)
{
	remove("paperroute.ini");
	ck_assert_int_eq(help_load(NULL), -1);
	ck_assert_str_eq(help_told(),
		"paperroute.ini: there is no site here: make one with \"paperroute init DIR\", or "
		"name its folder with -C DIR\n");
	ck_assert_int_eq(help_load("other.ini"), -1);
	ck_assert_str_eq(help_told(), "other.ini: there is no such file\n");
}
END_TEST

/* The file may be elsewhere; what it names is the folder's all the same */
START_TEST(file_elsewhere)
{
	char *cwd = getcwd(NULL, 0);

	ck_assert_int_eq(rename("paperroute.ini", "topics/elsewhere"), 0);
	ck_assert_int_eq(help_load("topics/elsewhere"), 0);
	ck_assert_str_eq(help_told(), "");
	ck_assert_str_eq(help_site.sources[0].path, "papers.txt");
	ck_assert_int_eq(
		config_load(&help_site, &help_arena, cwd, "topics/elsewhere", &help_problems), 0);
	ck_assert_str_eq(
		help_site.sources[0].path, arena_printf(&help_arena, "%s/papers.txt", cwd));
	ck_assert_str_eq(help_site.output, arena_printf(&help_arena, "%s/public", cwd));
	ck_assert_str_eq(help_site.topics[0].place.file,
		arena_printf(&help_arena, "%s/topics/sound.ini", cwd));
	free(cwd);
}
END_TEST

START_TEST(no_topics)
{
	remove("topics/sound.ini");
	ck_assert_int_eq(help_load(NULL), 0);
	ck_assert_str_eq(help_told(),
		"topics: warning: holds no NAME.ini, so that there is no feed but that of all "
		"papers\n");
	rmdir("topics");
	ck_assert_int_eq(help_load(NULL), 0);
	ck_assert_str_eq(help_told(),
		"topics: the folder of topics cannot be opened: No such file or directory\n");
	ck_assert_uint_eq(help_problems.errors, 1);
}
END_TEST

/* What is no file, or cannot be read, is told and nothing waits for it */
START_TEST(no_files)
{
	ck_assert_int_eq(mkdir("topics/folder.ini", 0777), 0);
	ck_assert_int_eq(mkfifo("topics/pipe.ini", 0666), 0);
	ck_assert_int_eq(symlink("nowhere", "topics/link.ini"), 0);
	ck_assert_int_eq(symlink("sound.ini", "topics/linked.ini"), 0);
	ck_assert_int_eq(mkdir("lists.ini", 0777), 0);
	ck_assert_int_eq(help_load(NULL), 0);
	ck_assert_str_eq(help_told(),
		"lists.ini: is no file: put a text file in its place\n"
		"topics/folder.ini: is no file: put a text file in its place\n"
		"topics/link.ini: cannot be read: No such file or directory\n"
		"topics/pipe.ini: is no file: put a text file in its place\n");
	ck_assert(has_topic("sound", 5));
	ck_assert(has_topic("linked", 6));
	remove("paperroute.ini");
	ck_assert_int_eq(mkfifo("paperroute.ini", 0666), 0);
	ck_assert_int_eq(help_load(NULL), -1);
}
END_TEST

START_TEST(unreadable)
{
	if (geteuid() == 0)
		return; /* who may read everything */
	ck_assert_int_eq(chmod("topics/sound.ini", 0), 0);
	ck_assert_int_eq(help_load(NULL), 0);
	ck_assert_str_eq(help_told(), "topics/sound.ini: cannot be opened: Permission denied\n");
}
END_TEST

/* All of many broken files are named, and none of them by more than its share */
START_TEST(many_broken)
{
	for (int i = 0; i < 30; i++)
		help_write(arena_printf(&help_arena, "topics/broken-%02d.ini", i),
			"[feed]\ntitel = T\n\n[rule one]\nmatch = graph\n");
	help_write("topics/awful.ini", "no\nini\nat\nall\nin\nany\nof\nthese\nlines\nI\nsay\n");
	ck_assert_int_eq(help_load(NULL), 0);
	for (int i = 0; i < 30; i++)
		ck_assert_ptr_nonnull(strstr(
			help_told(), arena_printf(&help_arena,
					     "topics/broken-%02d.ini:2:1: there is no key", i)));
	ck_assert_ptr_nonnull(strstr(help_told(), "topics/awful.ini: has 3 more mistakes\n"));
}
END_TEST

/* Links do not hide that the one folder is inside of the other */
START_TEST(state_behind_link)
{
	ck_assert_int_eq(mkdir("www", 0777), 0);
	ck_assert_int_eq(symlink("www", "web"), 0);
	ck_assert_int_eq(symlink("www/deep", "state"), 0);
	help_write("paperroute.ini", "[site]\ntitle = T\nbase_url = https://lab.net/\n"
				     "tag_authority = lab.net\ntag_date = 2026\noutput = web\n"
				     "state = www/state\n[source a]\npath = papers.txt\n");
	ck_assert_int_eq(help_load(NULL), -1);
	ck_assert_str_eq(help_told(),
		"paperroute.ini:7:9: state www/state is inside of output web and would be "
		"published: name a folder beside it\n");
	/* the link's target is there only from now on */
	help_write("paperroute.ini", "[site]\ntitle = T\nbase_url = https://lab.net/\n"
				     "tag_authority = lab.net\ntag_date = 2026\noutput = web\n"
				     "[source a]\npath = papers.txt\n");
	ck_assert_int_eq(mkdir("www/deep", 0777), 0);
	ck_assert_int_eq(help_load(NULL), -1);
	ck_assert_str_eq(help_told(),
		"paperroute.ini:6:10: state state is inside of output web and would be published: "
		"name a folder beside it\n");
	/* a near miss */
	remove("state");
	ck_assert_int_eq(help_load(NULL), 0);
}
END_TEST

/* Broken topics and lists leave the site usable: its sources are read and remembered */
START_TEST(broken_topic)
{
	help_write("topics/bad.ini", "[feed]\ntitle = T\n[rule one]\nmatch = C#\n[rule two]\nmatch "
				     "= tree\n[rule three]\nscore = 1\n");
	ck_assert_int_eq(help_load(NULL), 0);
	ck_assert_uint_eq(help_problems.errors, 2);
	ck_assert_uint_eq(help_site.source_count, 1);
	ck_assert_uint_eq(help_site.topic_count, 2);
	/* its sound rules stay, and what the line was meant to say, for rule/ to look at */
	ck_assert_uint_eq(help_site.topics[0].rule_count, 3);
	ck_assert_str_eq(help_site.topics[0].rules[0].matches[0].text, "C#");
	ck_assert_str_eq(help_site.topics[0].rules[1].matches[0].text, "tree");
	ck_assert_uint_eq(help_site.topics[0].rules[2].match_count, 0);
}
END_TEST

/* Every byte of a continued value knows its line and column */
START_TEST(places)
{
	static const struct {
		const char *word;
		unsigned line;
		unsigned column;
	} wanted[] = {{"graph", 4, 10}, {"Poincar", 4, 17}, {"tree", 5, 2}, {"forest", 5, 8},
		{"last", 7, 3}};
	const struct expression *expression;

	help_write("topics/sound.ini", "[feed]\ntitle = T\n[rule one]\n"
				       "match = 'graph, Poincar\xc3\xa9, \\\n"
				       "\ttree, forest\\\n"
				       "\\\n"
				       ", last'\n");
	ck_assert_int_eq(help_load(NULL), 0);
	ck_assert_str_eq(help_told(), "");
	expression = &help_site.topics[0].rules[0].matches[0];
	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++) {
		const char *at = strstr(expression->text, wanted[i].word);
		struct place place = expression_place(expression, (size_t)(at - expression->text));

		ck_assert_uint_eq(place.line, wanted[i].line);
		ck_assert_uint_eq(place.column, wanted[i].column);
	}
}
END_TEST

START_TEST(limits)
{
	struct buf text;

	buf_init(&text, LIMIT_INI_FILE * 2);
	buf_puts(&text, TOPIC);
	for (int i = 0; i < LIMIT_RULES; i++)
		buf_printf(&text, "[rule r%d]\nmatch = tree\n", i);
	help_write("topics/sound.ini", buf_str(&text));
	help_load(NULL);
	ck_assert_str_eq(help_told(),
		arena_printf(&help_arena,
			"topics/sound.ini:%d:1: more than %d rules in one topic: divide it\n",
			4 + 2 * LIMIT_RULES, LIMIT_RULES));

	buf_clear(&text);
	buf_puts(&text, TOPIC);
	for (size_t i = 2; text.len < LIMIT_EXPRESSION * 2; i++)
		buf_printf(&text, "match.%zu = %0900d\n", i, 7);
	help_write("topics/sound.ini", buf_str(&text));
	help_load(NULL);
	ck_assert_ptr_nonnull(
		strstr(help_told(), "topics/sound.ini:4:1: the expression of this rule has "));
	ck_assert_uint_eq(help_problems.errors, 1);

	buf_clear(&text);
	buf_puts(&text, "[lists]\n");
	for (int i = 0; i < LIMIT_INI_KEYS; i++)
		buf_printf(&text, "list-%d = tree\n", i);
	help_write("lists.ini", buf_str(&text));
	help_write("topics/sound.ini", TOPIC);
	help_load(NULL);
	ck_assert_str_eq(help_told(),
		arena_printf(&help_arena,
			"lists.ini:%d:1: more than %d settings: divide them among several files\n",
			LIMIT_INI_KEYS + 1, LIMIT_INI_KEYS));

	buf_clear(&text);
	while (text.len <= LIMIT_INI_FILE)
		buf_puts(&text, "; nothing\n");
	help_write("lists.ini", buf_str(&text));
	help_load(NULL);
	ck_assert_str_eq(help_told(),
		arena_printf(&help_arena, "lists.ini: is larger than %zu bytes\n", LIMIT_INI_FILE));
	buf_release(&text);
}
END_TEST

START_TEST(limit_of_topics)
{
	for (int i = 0; i < LIMIT_TOPICS; i++)
		help_write(arena_printf(&help_arena, "topics/a%05d.ini", i), TOPIC);
	help_load(NULL);
	ck_assert_str_eq(help_told(),
		arena_printf(&help_arena,
			"topics/sound.ini: more than %d topics: divide them among several sites\n",
			LIMIT_TOPICS));
	remove("topics/sound.ini");
	help_load(NULL);
	ck_assert_str_eq(help_told(), "");
	ck_assert_uint_eq(help_site.topic_count, LIMIT_TOPICS);
}
END_TEST

/* What iniparser reads otherwise than we do is never taken for right */
START_TEST(library)
{
	struct ini ini;

	ini_read(&ini, &help_arena, "topics/sound.ini", &schema_topic);
	ck_assert_uint_eq(ini.problems.errors, 0);
	library_compare(&ini);
	ck_assert_uint_eq(ini.problems.errors, 0);
	help_write("topics/sound.ini", "[feed]\ntitle = S\n\n[rule one]\nmach = graph\n");
	library_compare(&ini);
	help_write("topics/sound.ini", "[feed\n");
	library_compare(&ini);
	ini_close(&ini, &help_problems);
	ck_assert_str_eq(help_told(),
		"topics/sound.ini:2:9: iniparser reads \"S\" here and the line says \"Sound\": "
		"write it in another way\n"
		"topics/sound.ini:5:1: iniparser does not see this setting: write it in another "
		"way\n"
		"topics/sound.ini: iniparser cannot read the file: iniparser: syntax error in "
		"topics/sound.ini (1):\n");
}
END_TEST

Suite *suite_load(void)
{
	Suite *suite = suite_create("config/load");
	TCase *tcase = tcase_create("load");

	tcase_add_checked_fixture(tcase, help_begin, help_end);
	tcase_add_loop_test(tcase, name_of_topic, 0, sizeof(names) / sizeof(*names));
	tcase_add_test(tcase, order_of_topics);
	tcase_add_test(tcase, nothing_there);
	tcase_add_test(tcase, file_elsewhere);
	tcase_add_test(tcase, no_topics);
	tcase_add_test(tcase, no_files);
	tcase_add_test(tcase, unreadable);
	tcase_add_test(tcase, many_broken);
	tcase_add_test(tcase, state_behind_link);
	tcase_add_test(tcase, broken_topic);
	tcase_add_test(tcase, places);
	tcase_add_test(tcase, limits);
	tcase_set_timeout(tcase, 300); /* thousands of files, on a busy machine */
	tcase_add_test(tcase, limit_of_topics);
	tcase_add_test(tcase, library);
	suite_add_tcase(suite, tcase);
	return suite;
}
