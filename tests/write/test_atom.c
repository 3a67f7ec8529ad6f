/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "write/help.h"

static void holds(const char *path, const char *wanted)
{
	char *text = help_write(DOCUMENT_ATOM);
	xmlDocPtr document = help_parse(text);
	char *got = help_ask(document, path);

	ck_assert_msg(strcmp(got, wanted) == 0, "%s is \"%s\", not \"%s\"", path, got, wanted);
	xmlFreeDoc(document);
	free(text);
}

static void golden(const char *name)
{
	char *text = help_write(DOCUMENT_ATOM);
	xmlDocPtr document = help_parse(text);

	ck_assert(help_is_atom(document));
	help_golden(name, text);
	xmlFreeDoc(document);
	free(text);
}

START_TEST(whole)
{
	golden("good-everything.atom");
	help_feed.entry_count = 0;
	help_feed.subtitle = help_feed.rights = NULL;
	golden("good-empty.atom");
}
END_TEST

START_TEST(least)
{
	help_entry = (struct entry){.title = "T",
		.published = CLOCK_NONE,
		.listed = CLOCK_NONE,
		.first_seen = HELP_TIME - 5,
		.updated = HELP_TIME};
	help_item.route_count = 0;
	holds("string(//a:entry/a:published)", "2025-03-20T05:59:55Z");
	holds("count(//a:entry/a:link | //a:entry/a:author | //a:entry/a:summary)", "0");
	help_entry.listed = HELP_TIME - CLOCK_DAY;
	holds("string(//a:entry/a:published)", "2025-03-19T06:00:00Z");
	help_entry.published = HELP_TIME + 1; /* a paper is not published after we speak of it */
	holds("string(//a:entry/a:published)", "2025-03-20T06:00:00Z");
}
END_TEST

START_TEST(many_authors)
{
	static const char *names[30];

	for (int i = 0; i < 30; i++)
		names[i] = "Somebody";
	help_entry.authors = names;
	help_entry.author_count = help_entry.author_total = 20;
	holds("count(//a:entry/a:author)", "20");
	help_entry.author_count = help_entry.author_total = 21;
	holds("string(//a:entry/a:author[21])", "\n      1 other\n    ");
	help_entry.author_count = help_entry.author_total = 30;
	holds("count(//a:entry/a:author)", "21");
	holds("string(//a:entry/a:author[21]/a:name)", "10 others");
	help_entry.author_count = 2;
	help_entry.author_total = 664;
	holds("string(//a:entry/a:author[3]/a:name)", "662 others");
	help_entry.author_count = 0;
	help_entry.author_total = 8;
	holds("string(//a:entry/a:author[1]/a:name)", "8 authors");
}
END_TEST

START_TEST(links_once)
{
	help_entry.code = help_entry.pdf;
	help_entry.discussion = help_entry.link;
	holds("count(//a:entry/a:link[@rel='related'])", "1");
	holds("count(//a:entry/a:link[@rel='alternate'])", "1");
	holds("count(/a:feed/a:link[@rel='self'])", "1");
	holds("count(/a:feed/a:link[@rel='alternate'])", "1");
}
END_TEST

START_TEST(strings)
{
	const char *text = help_nasty[_i];
	struct reason reason = {.rule = text, .points = 1, .field = "title", .text = text};
	struct route route = {"language", 1, &reason, 1};

	help_feed.title = help_feed.subtitle = help_feed.author = help_feed.rights = text;
	help_feed.contributors = (const char **)&help_nasty[_i];
	help_feed.contributor_count = 1;
	help_entry.title = text;
	help_entry.abstract = arena_printf(&help_scratch, "It says %s here", text);
	help_entry.authors = help_entry.categories = (const char **)&help_nasty[_i];
	help_entry.author_count = help_entry.author_total = 1;
	help_item.routes = &route;
	help_item.route_count = 1;
	holds("string(/a:feed/a:title)", text);
	holds("string(/a:feed/a:author/a:name)", text);
	holds("string(/a:feed/a:contributor/a:name)", text);
	holds("string(//a:entry/a:title)", text);
	holds("string(//a:entry/a:author/a:name)", text);
	holds("string(//a:entry/a:category[2]/@term)", text);
	holds("string(//a:entry/a:summary)", help_entry.abstract);
	holds("count(//a:entry/a:content/*)", "0");
}
END_TEST

START_TEST(limit)
{
	help_limit(write_atom, 2000);
}
END_TEST

/* The grammar refuses what the RFC does, so that it can be trusted with the rest */
static const struct {
	const char *from;
	const char *to;
} breaks[] = {
	{"<updated>2025-03-20T06:00:00Z</updated>", ""},
	{"2025-03-20T06:00:00Z</updated>", "2025-03-20 06:00:00</updated>"},
	{"<title>Language", "<title>x</title><title>Language"},
	{"rel=\"related\"", "rel=\"pdf\""},
	{"type=\"html\"", "type=\"text/html\""},
	{"<id>tag:", "<id>"},
	{"term=\"language\"", "label=\"language\""},
	{"xmlns=\"http://www.w3.org/2005/Atom\"", "xmlns=\"http://purl.org/atom/ns#\""},
	{"<name>Ada</name>", "Ada"},
	{"href=\"https://a.org/papers/language.atom\"", "href=\"language.atom\""},
};

START_TEST(grammar)
{
	char *text = help_write(DOCUMENT_ATOM);
	char *at = strstr(text, breaks[_i].from);
	struct buf broken;
	xmlDocPtr document;

	ck_assert_ptr_nonnull(at);
	buf_init(&broken, 1u << 20);
	buf_put(&broken, text, (size_t)(at - text));
	buf_puts(&broken, breaks[_i].to);
	buf_puts(&broken, at + strlen(breaks[_i].from));
	document = xmlReadMemory(buf_str(&broken), (int)broken.len, "feed", NULL, XML_PARSE_NONET);
	ck_assert_ptr_nonnull(document);
	ck_assert_msg(!help_is_atom(document), "%s passes", breaks[_i].to);
	xmlFreeDoc(document);
	buf_release(&broken);
	free(text);
}
END_TEST

START_TEST(archive)
{
	help_feed.archive = 3;
	help_feed.previous = 2;
	golden("good-archive.atom");
}
END_TEST

Suite *suite_atom(void)
{
	Suite *suite = suite_create("atom");
	TCase *tcase = tcase_create("atom");

	tcase_add_checked_fixture(tcase, help_begin, help_end);
	tcase_add_test(tcase, whole);
	tcase_add_test(tcase, archive);
	tcase_add_test(tcase, least);
	tcase_add_test(tcase, many_authors);
	tcase_add_test(tcase, links_once);
	tcase_add_loop_test(tcase, strings, 0, HELP_NASTY);
	tcase_add_test(tcase, limit);
	tcase_add_loop_test(tcase, grammar, 0, sizeof(breaks) / sizeof(*breaks));
	suite_add_tcase(suite, tcase);
	return suite;
}
