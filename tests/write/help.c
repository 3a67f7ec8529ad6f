/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "write/help.h"

#include <check.h>
#include <libxml/relaxng.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"

static const char *const authors[] = {"Ada", "Grace & Co", "Emmy <N>"};
static const char *const categories[] = {"cs.CL"};
static const struct reason reasons[] = {
	{.rule = "names", .points = 10, .field = "title", .text = "Large Language Models"},
	{.rule = "weak", .points = 4, .field = "abstract", .text = "large language models"},
	{.rule = "without", .points = 2, .field = NULL, .text = NULL},
};
static const struct route routes[] = {
	{"language", 16, (struct reason *)reasons, 3},
	{"other", 10, (struct reason *)reasons, 1},
};

struct entry help_entry;
struct feed_entry help_item;
struct feed help_feed;
struct arena help_scratch;

const char *const help_nasty[HELP_NASTY] = {"a < b & c > d", "]]>", "<script>alert(1)</script>",
	"&amp;lt;", "\"quoted\" 'twice'", "&#1;", "\xe2\x80\x8f right to left \xe2\x80\x8e",
	"%s%n{title}", "\xf0\x9f\x98\x80 \xe6\xb7\xb1\xe5\xba\xa6", "<![CDATA[x]]>", "--><!--",
	"\\u0000"};

void help_begin(void)
{
	arena_init(&help_scratch);
	help_entry = (struct entry){
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
		.published = HELP_TIME - 10 * CLOCK_DAY,
		.listed = HELP_TIME - 6 * 3600,
		.first_seen = HELP_TIME,
		.updated = HELP_TIME,
		.source = "page",
	};
	help_item =
		(struct feed_entry){1, &help_entry, "tag:a.org,2025:arxiv:2404.01234", routes, 2};
	help_feed = (struct feed){
		.id = "tag:a.org,2025:feed/language",
		.slug = "language",
		.title = "Language <models>",
		.subtitle = "Words & sentences",
		.site_title = "A site",
		.base_url = "https://a.org/papers/",
		.author = "Ada & the editors",
		.rights = "All of them",
		.language = "en",
		.updated = HELP_TIME,
		.entries = &help_item,
		.entry_count = 1,
		.kinds = DOCUMENT_BIT(DOCUMENT_ATOM),
	};
}

void help_end(void)
{
	arena_release(&help_scratch);
}

char *help_path(const char *name)
{
	static char path[512];
	const char *srcdir = getenv("srcdir");

	snprintf(path, sizeof(path), "%s/tests/write/%s", srcdir ? srcdir : ".", name);
	return path;
}

char *help_write(enum document_kind kind)
{
	struct buf out;
	struct err err;

	buf_init(&out, 1u << 20);
	ck_assert_msg(write_feed(&out, kind, &help_feed, &err) == 0, "%s", err.text);
	return buf_take(&out);
}

static void ignore(void *ctx, const char *format, ...)
{
	(void)ctx;
	(void)format;
}

bool help_is_atom(xmlDocPtr document)
{
	xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewParserCtxt(help_path("atom.rng"));
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

void help_limit(int write(struct buf *, const struct feed *, struct err *), size_t most)
{
	struct err err = {0};
	struct buf out;

	for (size_t i = 0; i < most; i += 100) {
		buf_init(&out, i);
		ck_assert_int_eq(write(&out, &help_feed, &err), -1);
		ck_assert_int_eq(err.code, ERR_LIMIT);
		buf_release(&out);
	}
}

xmlDocPtr help_parse(const char *text)
{
	xmlDocPtr document = xmlReadMemory(text, (int)strlen(text), "feed", NULL, XML_PARSE_NONET);

	ck_assert_msg(document != NULL, "%s", text);
	return document;
}

char *help_ask(xmlDocPtr document, const char *path)
{
	xmlXPathContextPtr context = xmlXPathNewContext(document);
	xmlXPathObjectPtr object;
	char *text;
	xmlChar *got;

	xmlXPathRegisterNs(context, BAD_CAST "a", BAD_CAST "http://www.w3.org/2005/Atom");
	xmlXPathRegisterNs(context, BAD_CAST "dc", BAD_CAST "http://purl.org/dc/elements/1.1/");
	xmlXPathRegisterNs(
		context, BAD_CAST "content", BAD_CAST "http://purl.org/rss/1.0/modules/content/");
	object = xmlXPathEvalExpression(BAD_CAST path, context);
	ck_assert_ptr_nonnull(object);
	got = xmlXPathCastToString(object);
	text = arena_strdup(&help_scratch, (char *)got);
	xmlFree(got);
	xmlXPathFreeObject(object);
	xmlXPathFreeContext(context);
	return text;
}

void help_golden(const char *name, const char *text)
{
	struct err err = {0};
	char *wanted;
	size_t len;

	ck_assert_msg(
		file_read(&wanted, &len, help_path(name), 1u << 20, &err) == 0, "%s", err.text);
	ck_assert_msg(strcmp(text, wanted) == 0, "%s is now\n%s", name, text);
	free(wanted);
}
