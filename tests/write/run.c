/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "write/content.h"
#include "write/write.h"
#include "write/xml.h"

#define TIME 1742450400 /* 2025-03-20T06:00:00Z */

static const char *const authors[] = {"Ada", "Grace & Co", "Emmy <N>"};
static const char *const categories[] = {"cs.CL"};
static const struct reason reasons[] = {
	{"names", 10, "title", "Large Language Models"},
	{"weak", 4, "abstract", "large language models"},
	{"without", 2, NULL, NULL},
};
static const struct route routes[] = {
	{"language", 16, (struct reason *)reasons, 3},
	{"other", 10, (struct reason *)reasons, 1},
};

/* A feed of one entry with everything in it; each test changes what it is about */
static struct entry entry;
static struct feed_entry item;
static struct feed feed;
static struct arena scratch;

static void fill(void)
{
	arena_init(&scratch);
	entry = (struct entry){
		.key = "arxiv:2404.01234",
		.title = "Large Language Models & <Friends>",
		.abstract = "First, a < b & c. See https://example.org/x?a=1&b=2.\n\nSecond.",
		.authors = (const char **)authors,
		.author_count = 3,
		.author_total = 3,
		.link = "https://arxiv.org/abs/2404.01234",
		.pdf = "https://arxiv.org/pdf/2404.01234",
		.code = "https://github.com/a/b",
		.discussion = "https://huggingface.co/papers/2404.01234",
		.categories = (const char **)categories,
		.category_count = 1,
		.published = TIME - 10 * CLOCK_DAY,
		.listed = TIME - 6 * 3600,
		.first_seen = TIME,
		.updated = TIME,
		.source = "page",
	};
	item = (struct feed_entry){&entry, "tag:a.org,2025:arxiv:2404.01234", routes, 2};
	feed = (struct feed){
		.id = "tag:a.org,2025:feed/language",
		.slug = "language",
		.title = "Language <models>",
		.subtitle = "Words & sentences",
		.site_title = "A site",
		.base_url = "https://a.org/papers/",
		.author = "Ada & the editors",
		.rights = "All of them",
		.language = "en",
		.updated = TIME,
		.entries = &item,
		.entry_count = 1,
	};
}

static void release(void)
{
	arena_release(&scratch);
}

static char *path_of(const char *name)
{
	static char path[512];
	const char *srcdir = getenv("srcdir");

	snprintf(path, sizeof(path), "%s/tests/write/%s", srcdir ? srcdir : ".", name);
	return path;
}

/* The feed as a document; the caller frees it */
static char *write_feed(void)
{
	struct buf out;
	struct err err;

	buf_init(&out, 1u << 20);
	ck_assert_msg(write_atom(&out, &feed, &err) == 0, "%s", err.text);
	return buf_take(&out);
}

static void ignore(void *ctx, const char *format, ...)
{
	(void)ctx;
	(void)format;
}

static bool is_valid(xmlDocPtr document)
{
	xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewParserCtxt(path_of("atom.rng"));
	xmlRelaxNGPtr grammar = xmlRelaxNGParse(parser);
	xmlRelaxNGValidCtxtPtr valid = xmlRelaxNGNewValidCtxt(grammar);
	int result;

	ck_assert_ptr_nonnull(grammar);
	xmlRelaxNGSetValidErrors(valid, ignore, ignore, NULL);
	result = xmlRelaxNGValidateDoc(valid, document);
	xmlRelaxNGFreeValidCtxt(valid);
	xmlRelaxNGFree(grammar);
	xmlRelaxNGFreeParserCtxt(parser);
	return result == 0;
}

static xmlDocPtr parse(const char *text)
{
	xmlDocPtr document = xmlReadMemory(text, (int)strlen(text), "feed", NULL, XML_PARSE_NONET);

	ck_assert_msg(document && is_valid(document), "%s", text);
	return document;
}

/* What an XPath expression (a: is Atom) gives as text */
static char *ask(xmlDocPtr document, const char *path)
{
	xmlXPathContextPtr context = xmlXPathNewContext(document);
	xmlXPathObjectPtr object;
	char *text;
	xmlChar *got;

	xmlXPathRegisterNs(context, BAD_CAST "a", BAD_CAST "http://www.w3.org/2005/Atom");
	object = xmlXPathEvalExpression(BAD_CAST path, context);
	ck_assert_ptr_nonnull(object);
	got = xmlXPathCastToString(object);
	text = arena_strdup(&scratch, (char *)got);
	xmlFree(got);
	xmlXPathFreeObject(object);
	xmlXPathFreeContext(context);
	return text;
}

static void holds(const char *path, const char *wanted)
{
	char *text = write_feed();
	xmlDocPtr document = parse(text);
	char *got = ask(document, path);

	ck_assert_msg(strcmp(got, wanted) == 0, "%s is \"%s\", not \"%s\"", path, got, wanted);
	xmlFreeDoc(document);
	free(text);
}

static void golden(const char *name)
{
	char *text = write_feed();
	char *wanted;
	struct err err;
	size_t len;

	ck_assert_msg(file_read(&wanted, &len, path_of(name), 1u << 20, &err) == 0, "%s", err.text);
	ck_assert_msg(strcmp(text, wanted) == 0, "%s is now\n%s", name, text);
	xmlFreeDoc(parse(text));
	free(wanted);
	free(text);
}

START_TEST(whole)
{
	golden("good-everything.atom");
	feed.entry_count = 0;
	feed.subtitle = feed.rights = NULL;
	golden("good-empty.atom");
}
END_TEST

START_TEST(least)
{
	entry = (struct entry){.title = "T",
		.published = CLOCK_NONE,
		.listed = CLOCK_NONE,
		.first_seen = TIME - 5,
		.updated = TIME};
	item.route_count = 0;
	holds("string(//a:entry/a:published)", "2025-03-20T05:59:55Z");
	holds("count(//a:entry/a:link | //a:entry/a:author | //a:entry/a:summary)", "0");
	entry.listed = TIME - CLOCK_DAY;
	holds("string(//a:entry/a:published)", "2025-03-19T06:00:00Z");
	entry.published = TIME + 1; /* a paper is not published after we speak of it */
	holds("string(//a:entry/a:published)", "2025-03-20T06:00:00Z");
}
END_TEST

START_TEST(many_authors)
{
	static const char *names[30];

	for (int i = 0; i < 30; i++)
		names[i] = "Somebody";
	entry.authors = names;
	entry.author_count = entry.author_total = 20;
	holds("count(//a:entry/a:author)", "20");
	entry.author_count = entry.author_total = 21;
	holds("string(//a:entry/a:author[21])", "\n      1 other\n    ");
	entry.author_count = entry.author_total = 30;
	holds("count(//a:entry/a:author)", "21");
	holds("string(//a:entry/a:author[21]/a:name)", "10 others");
	entry.author_count = 2;
	entry.author_total = 664;
	holds("string(//a:entry/a:author[3]/a:name)", "662 others");
	entry.author_count = 0;
	entry.author_total = 8;
	holds("string(//a:entry/a:author[1]/a:name)", "8 authors");
}
END_TEST

START_TEST(links_once)
{
	entry.code = entry.pdf;
	entry.discussion = entry.link;
	holds("count(//a:entry/a:link[@rel='related'])", "1");
	holds("count(//a:entry/a:link[@rel='alternate'])", "1");
	holds("count(/a:feed/a:link[@rel='self'])", "1");
	holds("count(/a:feed/a:link[@rel='alternate'])", "1");
}
END_TEST

static const char *const nasty[] = {"a < b & c > d", "]]>", "<script>alert(1)</script>", "&amp;lt;",
	"\"quoted\" 'twice'", "&#1;", "\xe2\x80\x8f right to left \xe2\x80\x8e", "%s%n{title}",
	"\xf0\x9f\x98\x80 \xe6\xb7\xb1\xe5\xba\xa6", "<![CDATA[x]]>", "--><!--", "\\u0000"};

START_TEST(strings)
{
	const char *text = nasty[_i];
	struct reason reason = {text, 1, "title", text};
	struct route route = {"language", 1, &reason, 1};

	feed.title = feed.subtitle = feed.author = feed.rights = text;
	feed.contributors = (const char **)&nasty[_i];
	feed.contributor_count = 1;
	entry.title = text;
	entry.abstract = arena_printf(&scratch, "It says %s here", text);
	entry.authors = entry.categories = (const char **)&nasty[_i];
	entry.author_count = entry.author_total = 1;
	item.routes = &route;
	item.route_count = 1;
	holds("string(/a:feed/a:title)", text);
	holds("string(/a:feed/a:author/a:name)", text);
	holds("string(/a:feed/a:contributor/a:name)", text);
	holds("string(//a:entry/a:title)", text);
	holds("string(//a:entry/a:author/a:name)", text);
	holds("string(//a:entry/a:category[2]/@term)", text);
	holds("string(//a:entry/a:summary)", entry.abstract);
	holds("count(//a:entry/a:content/*)", "0");
}
END_TEST

START_TEST(fragment)
{
	struct buf out;
	struct err err;
	xmlDocPtr document;
	char *text;

	buf_init(&out, 10000);
	entry.abstract = "<b>not bold</b> & https://example.org/x?a=1&b=2, so.\n\nSecond.";
	ck_assert_int_eq(content_html(&out, &item, &err), 0);
	buf_puts(&out, "</div>");
	text = arena_printf(&scratch, "<div>%s", buf_str(&out));
	document = xmlReadMemory(text, (int)strlen(text), "content", NULL, XML_PARSE_NONET);
	ck_assert_msg(document != NULL, "%s", text);
	ck_assert_str_eq(ask(document, "string(//p[1]/a/@href)"), "https://example.org/x?a=1&b=2");
	ck_assert_str_eq(ask(document, "string(//p[2])"), "Second.");
	ck_assert_str_eq(ask(document, "string(//p[3])"),
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

	entry.abstract = abstract;
	buf_init(&out, 10000);
	content_summary(&out, &entry);
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
	summary_is(arena_printf(&scratch, "%s, yyyyyyyyyyy zz", text),
		arena_printf(&scratch, "%s\xe2\x80\xa6", text));
}
END_TEST

START_TEST(limit)
{
	struct buf out;
	struct err err;

	for (size_t i = 0; i < 2000; i += 100) {
		buf_init(&out, i);
		ck_assert_int_eq(write_atom(&out, &feed, &err), -1);
		ck_assert_int_eq(err.code, ERR_LIMIT);
		buf_release(&out);
	}
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
	char *text = write_feed();
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
	ck_assert_msg(!is_valid(document), "%s passes", breaks[_i].to);
	xmlFreeDoc(document);
	buf_release(&broken);
	free(text);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("write");
	TCase *tcase = tcase_create("write");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_checked_fixture(tcase, fill, release);
	tcase_add_test(tcase, whole);
	tcase_add_test(tcase, least);
	tcase_add_test(tcase, many_authors);
	tcase_add_test(tcase, links_once);
	tcase_add_loop_test(tcase, strings, 0, sizeof(nasty) / sizeof(*nasty));
	tcase_add_test(tcase, fragment);
	tcase_add_test(tcase, summary);
	tcase_add_test(tcase, limit);
	tcase_add_loop_test(tcase, grammar, 0, sizeof(breaks) / sizeof(*breaks));
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
