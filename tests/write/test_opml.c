/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#include "write/help.h"

/* help_feed and another */
static void write_both(struct buf *out)
{
	struct feed feeds[2] = {help_feed, help_feed};
	struct err err;

	feeds[1].slug = "vision";
	feeds[1].title = "Vision & \"more\"";
	feeds[1].subtitle = NULL;
	feeds[1].updated = HELP_TIME + 1;
	feeds[1].kinds = DOCUMENT_BIT(DOCUMENT_RSS);
	buf_init(out, 1u << 20);
	ck_assert_msg(write_opml(out, feeds, 2, &err) == 0, "%s", err.text);
}

START_TEST(whole)
{
	struct buf out;

	write_both(&out);
	help_golden("good-two.opml", buf_str(&out));
	buf_release(&out);
}
END_TEST

START_TEST(readable)
{
	xmlDocPtr document;
	struct buf out;

	write_both(&out);
	document = help_parse(buf_str(&out));
	ck_assert_str_eq(help_ask(document, "string(//outline[1]/@xmlUrl)"),
		"https://a.org/papers/language.atom");
	ck_assert_str_eq(help_ask(document, "string(//outline[2]/@xmlUrl)"),
		"https://a.org/papers/vision.rss");
	ck_assert_str_eq(help_ask(document, "count(//outline[@type='rss'][@text][@title])"), "2");
	ck_assert_str_eq(
		help_ask(document, "string(//dateModified)"), "Thu, 20 Mar 2025 06:00:01 +0000");
	xmlFreeDoc(document);
	buf_release(&out);
}
END_TEST

START_TEST(limit)
{
	struct buf out;
	struct err err;

	buf_init(&out, 100);
	ck_assert_int_eq(write_opml(&out, &help_feed, 1, &err), -1);
	ck_assert_int_eq(err.code, ERR_LIMIT);
	buf_release(&out);
}
END_TEST

Suite *suite_opml(void)
{
	Suite *suite = suite_create("opml");
	TCase *tcase = tcase_create("opml");

	tcase_add_checked_fixture(tcase, help_begin, help_end);
	tcase_add_test(tcase, whole);
	tcase_add_test(tcase, readable);
	tcase_add_test(tcase, limit);
	suite_add_tcase(suite, tcase);
	return suite;
}
