/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <libxml/parser.h>
#include <string.h>

#include "write/content.h"
#include "write/help.h"

START_TEST(fragment)
{
	struct buf out;
	struct err err;
	xmlDocPtr document;
	char *text;

	buf_init(&out, 10000);
	help_entry.abstract = "<b>not bold</b> & https://example.org/x?a=1&b=2, so.\n\nSecond.";
	ck_assert_int_eq(content_html(&out, &help_item, &err), 0);
	buf_puts(&out, "</div>");
	text = arena_printf(&help_scratch, "<div>%s", buf_str(&out));
	document = xmlReadMemory(text, (int)strlen(text), "content", NULL, XML_PARSE_NONET);
	ck_assert_msg(document != NULL, "%s", text);
	ck_assert_str_eq(
		help_ask(document, "string(//p[1]/a/@href)"), "https://example.org/x?a=1&b=2");
	ck_assert_str_eq(help_ask(document, "string(//p[2])"), "Second.");
	ck_assert_str_eq(help_ask(document, "string(//p[3])"),
		"Paper \xc2\xb7 PDF \xc2\xb7 Code \xc2\xb7 "
		"Discussion");
	ck_assert_ptr_nonnull(strstr(text, "&lt;b&gt;not bold&lt;/b&gt; &amp; "));
	xmlFreeDoc(document);
	buf_release(&out);
}
END_TEST

static void summary_is(const char *abstract, const char *wanted)
{
	struct buf out;

	help_entry.abstract = abstract;
	buf_init(&out, 10000);
	content_summary(&out, &help_entry);
	ck_assert_str_eq(buf_str(&out), wanted);
	buf_release(&out);
}

START_TEST(summary)
{
	char text[500];

	summary_is(NULL, "");
	summary_is("One.\n\nTwo.", "One. Two.");
	memset(text, 'x', 300);
	text[300] = '\0';
	summary_is(text, text);
	memcpy(text + 290, ", yyyyyyyyyyy zz", 17);
	text[306] = '\0';
	text[290] = '\0';
	summary_is(arena_printf(&help_scratch, "%s, yyyyyyyyyyy zz", text),
		arena_printf(&help_scratch, "%s\xe2\x80\xa6", text));
}
END_TEST

Suite *suite_content(void)
{
	Suite *suite = suite_create("content");
	TCase *tcase = tcase_create("content");

	tcase_add_checked_fixture(tcase, help_begin, help_end);
	tcase_add_test(tcase, fragment);
	tcase_add_test(tcase, summary);
	suite_add_tcase(suite, tcase);
	return suite;
}
