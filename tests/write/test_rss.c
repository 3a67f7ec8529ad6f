/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "write/help.h"

static void holds(const char *path, const char *wanted)
{
	char *text = help_write(DOCUMENT_RSS);
	xmlDocPtr document = help_parse(text);
	char *got = help_ask(document, path);

	ck_assert_msg(strcmp(got, wanted) == 0, "%s is \"%s\", not \"%s\"", path, got, wanted);
	xmlFreeDoc(document);
	free(text);
}

static void golden(const char *name)
{
	char *text = help_write(DOCUMENT_RSS);

	help_golden(name, text);
	free(text);
}

START_TEST(whole)
{
	help_feed.hub = "https://hub.example.org/";
	golden("good-everything.rss");
	help_feed.entry_count = 0;
	help_feed.subtitle = help_feed.rights = help_feed.hub = NULL;
	golden("good-empty.rss");
}
END_TEST

/* A channel has a description, an item a title; the rest is left out, never empty */
START_TEST(least)
{
	help_entry = (struct entry){.title = "T",
		.published = CLOCK_NONE,
		.listed = CLOCK_NONE,
		.first_seen = HELP_TIME,
		.updated = HELP_TIME};
	help_item.route_count = 0;
	help_feed.subtitle = NULL;
	holds("string(//channel/description)", "Language <models>");
	holds("count(//item/*)", "4");
	holds("count(//item/title | //item/guid | //item/pubDate)", "3");
	holds("string(//item/pubDate)", "Thu, 20 Mar 2025 06:00:00 +0000");
}
END_TEST

START_TEST(strings)
{
	const char *text = help_nasty[_i];

	help_feed.title = help_feed.subtitle = help_feed.rights = text;
	help_entry.title = text;
	help_entry.authors = help_entry.categories = (const char **)&help_nasty[_i];
	help_entry.author_count = help_entry.author_total = 1;
	holds("string(//channel/title)", text);
	holds("string(//channel/description)", text);
	holds("string(//item/title)", text);
	holds("string(//item/dc:creator)", text);
	holds("string(//item/category[last()])", text);
	holds("count(//item/content:encoded/*)", "0");
}
END_TEST

/* As the profile has it: a reader that takes the title for HTML shows the same */
START_TEST(plain_titles)
{
	char *text;

	help_entry.title = "R&D <b>";
	help_entry.abstract = "a < b & c";
	text = help_write(DOCUMENT_RSS);
	ck_assert_ptr_nonnull(strstr(text, "<title>R&#x26;D &#x3C;b&gt;</title>"));
	ck_assert_ptr_nonnull(strstr(
		text, "<description>&lt;p&gt;a &amp;lt; b &amp;amp; c&lt;/p&gt;</description>"));
	free(text);
}
END_TEST

START_TEST(limit)
{
	help_limit(write_rss, 2000);
}
END_TEST

Suite *suite_rss(void)
{
	Suite *suite = suite_create("rss");
	TCase *tcase = tcase_create("rss");

	tcase_add_checked_fixture(tcase, help_begin, help_end);
	tcase_add_test(tcase, whole);
	tcase_add_test(tcase, least);
	tcase_add_loop_test(tcase, strings, 0, HELP_NASTY);
	tcase_add_test(tcase, plain_titles);
	tcase_add_test(tcase, limit);
	suite_add_tcase(suite, tcase);
	return suite;
}
