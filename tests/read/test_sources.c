/* SPDX-License-Identifier: ISC */
/*
 * Every file in sources/: PRESET--CASE.EXT is read by that preset (of the shipped site, or of the
 * folder presets/ here), auto--CASE.EXT as a file named on the command line is. What is found is
 * compared whole with PRESET--CASE.expected.
 */
#include "config.h"

#include "read/read.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "config/preset.h"
#include "heard.h"
#include "model/limits.h"
#include "suites.h"

#define MOST 200

static char *names[MOST];
static int count;
static struct arena arena;
static struct site site;

static const char *top(void)
{
	const char *srcdir = getenv("srcdir");

	return srcdir ? srcdir : ".";
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void find_fixtures(void)
{
	char path[512];
	struct dirent *item;
	DIR *folder;

	snprintf(path, sizeof(path), "%s/tests/read/sources", top());
	folder = opendir(path);
	while (folder && (item = readdir(folder))) {
		const char *dot = strrchr(item->d_name, '.');

		if (*item->d_name != '.' && dot && strcmp(dot, ".expected") != 0 && count < MOST)
			names[count++] = strdup(item->d_name);
	}
	if (folder)
		closedir(folder);
	qsort(names, (size_t)count, sizeof(*names), by_bytes);
}

static void begin(void)
{
	struct problems problems;
	char path[512];

	snprintf(path, sizeof(path), "%s/feeds", top());
	setenv("PAPERROUTE_DATADIR", path, 1);
	arena_init(&arena);
	site.folder = arena_printf(&arena, "%s/tests/read/presets", top());
	problems_init(&problems, 20);
	preset_read_all(&site, &arena, &problems);
	if (problems.count)
		ck_abort_msg("%s:%u: %s", problems.items->err.where, problems.items->err.line,
			problems.items->err.text);
	problems_release(&problems);
}

static void end(void)
{
	arena_release(&arena);
}

/* --- what is found --- */

static struct source source_for(const char *name)
{
	struct source source = {.presets = site.presets, .preset_count = site.preset_count};
	size_t len = (size_t)(strstr(name, "--") - name);

	source.path = source.name = name;
	if (strncmp(name, "auto--", 6) == 0)
		return source;
	for (size_t i = 0; i < site.preset_count; i++) {
		if (strlen(site.presets[i].name) == len &&
			strncmp(site.presets[i].name, name, len) == 0) {
			source = site.presets[i];
			source.path = source.name = name;
			return source;
		}
	}
	ck_abort_msg("%s: there is no such preset", name);
	return source;
}

static void read_into(struct buf *out, const char *name, const char *bytes, size_t len)
{
	struct read_sink sink = heard_sink(out);
	struct source source = source_for(name);
	struct read_input input = {bytes, len, NULL, "https://base.example.org/a/b"};
	struct read_result result;
	struct err err = {0};

	if (read_body(&result, &input, &source, &sink, &err) != 0)
		buf_printf(out, "error: %s:%u:%u: %s\n", err.where, err.line, err.column, err.text);
	buf_printf(out, "\n%s by %s: %zu papers, %zu passed over, %zu refused%s\n",
		format_name(result.format), result.preset ? result.preset : "none", result.records,
		result.skipped, result.refused, read_is_quiet(&result) ? ", a quiet day" : "");
}

START_TEST(fixture)
{
	const char *name = names[_i];
	char path[512];
	struct buf out;
	struct err err;
	size_t len;
	char *bytes;
	char *expected;

	snprintf(path, sizeof(path), "%s/tests/read/sources/%s", top(), name);
	ck_assert_msg(file_read(&bytes, &len, path, 1u << 22, &err) == 0, "%s: %s", path, err.text);
	buf_init(&out, 1u << 22);
	read_into(&out, name, bytes, len);
	free(bytes);
	memcpy(strrchr(path, '.'), ".expected", sizeof(".expected"));
	if (getenv("WRITE_EXPECTED")) {
		FILE *file = fopen(path, "w");

		fputs(buf_str(&out), file);
		fclose(file);
	}
	ck_assert_msg(
		file_read(&expected, &len, path, 1u << 22, &err) == 0, "%s: %s", path, err.text);
	ck_assert_msg(strcmp(buf_str(&out), expected) == 0, "%s: found\n%s", name, buf_str(&out));
	free(expected);
	buf_release(&out);
}
END_TEST

/* Where a list says that it goes on, and what says so in which format */
static const struct {
	const char *preset;
	const char *before;
	const char *behind;
} nexts[] = {
	{"atom--", "<feed xmlns='http://www.w3.org/2005/Atom'><link rel='next' href='",
		"'/></feed>"},
	{"arxiv-oai--",
		"<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><ListRecords>"
		"<resumptionToken>",
		"</resumptionToken></ListRecords></OAI-PMH>"},
	{"lab-page--", "<html><body><a rel='next' href='", "'>more</a></body></html>"},
};

/* An address that is too long is not passed over: who is told of it says so */
START_TEST(long_next)
{
	static const size_t lengths[] = {
		1, LIMIT_URL, LIMIT_URL + 1, LIMIT_FIELD, LIMIT_FIELD + 1, 3 * LIMIT_FIELD};

	for (size_t i = 0; i < sizeof(lengths) / sizeof(*lengths); i++) {
		size_t least = lengths[i] > LIMIT_URL ? LIMIT_URL + 1 : lengths[i];
		struct buf body, out;
		const char *next;

		buf_init(&body, 8 * LIMIT_FIELD);
		buf_init(&out, 8 * LIMIT_FIELD);
		buf_puts(&body, nexts[_i].before);
		for (size_t j = 0; j < lengths[i]; j++)
			buf_putc(&body, 'x');
		buf_puts(&body, nexts[_i].behind);
		read_into(&out, nexts[_i].preset, body.data, body.len);
		next = strstr(buf_str(&out), "next: ");
		ck_assert_msg(
			next != NULL, "%s%zu: %.300s", nexts[_i].preset, lengths[i], buf_str(&out));
		next = strchr(next + strlen("next: "), 'x');
		ck_assert_uint_ge(strspn(next, "x"), least);
		buf_release(&body);
		buf_release(&out);
	}
}
END_TEST

/* A body that is cut anywhere, or has a wrong byte anywhere, is no danger */
START_TEST(damage)
{
	const char *name = names[_i];
	char path[512];
	struct buf out;
	struct err err;
	size_t len;
	char *bytes;

	snprintf(path, sizeof(path), "%s/tests/read/sources/%s", top(), name);
	ck_assert_int_eq(file_read(&bytes, &len, path, 1u << 22, &err), 0);
	buf_init(&out, 1u << 24);
	for (size_t i = 0; i < len; i += 1 + len / 200) {
		char *copy = malloc(i + !i); /* with nothing behind it */
		char kept = bytes[i];

		memcpy(copy, bytes, i);
		read_into(&out, name, copy, i);
		free(copy);
		bytes[i] = (char)(kept ^ 0x9d);
		read_into(&out, name, bytes, len);
		bytes[i] = kept;
		buf_clear(&out);
	}
	free(bytes);
	buf_release(&out);
}
END_TEST

/* An expression that compares all with all ends, and costs its own field only */
START_TEST(steps)
{
	struct buf page, out;

	buf_init(&page, 1u << 20);
	buf_init(&out, 1u << 20);
	buf_puts(&page, "<ul><li><b>A title</b></li></ul>");
	for (int i = 0; i < 1500; i++)
		buf_puts(&page, "<p>x</p>");
	read_into(&out, "slow-page--steps", buf_str(&page), page.len);
	ck_assert_ptr_nonnull(strstr(buf_str(&out), "takes too long"));
	ck_assert_ptr_nonnull(strstr(buf_str(&out), "title: A title"));
	buf_release(&page);
	buf_release(&out);
}
END_TEST

/* A million attributes cost no more than their bytes */
START_TEST(attributes)
{
	static const struct {
		const char *name;
		const char *begin;
	} rows[] = {{"rss--attributes", "<rss><channel><item "}, {"rss--attributes", "<rss "},
		{"arxiv-oai--attributes", "<OAI-PMH><x "},
		{"plain-page--attributes", "<html><body><li "}};
	struct buf text, out;

	buf_init(&text, 1u << 26);
	buf_init(&out, 1u << 20);
	buf_puts(&text, rows[_i].begin);
	for (int i = 0; i < 1000000; i++)
		buf_printf(&text, "a%d=\">\" ", i);
	buf_puts(&text, "><title>x</title>");
	read_into(&out, rows[_i].name, buf_str(&text), text.len);
	ck_assert_msg(
		strstr(buf_str(&out), "more than 20000 attributes") != NULL, "%s", buf_str(&out));
	buf_release(&text);
	buf_release(&out);
}
END_TEST

/* What is small and grows without end, or takes a time in the square of its size, ends at a cap that is
 * said; what stands before it is kept. %d in a piece is its number. */
#define RSS      "<rss version='2.0'><channel><item><title>Good</title></item>"
#define DTD      "<?xml version='1.0'?><!DOCTYPE rss ["
#define BEHIND   "<item><title>Behind</title></item></channel></rss>"
#define FEED     "{\"items\":[{\"title\":\"Good\"},{\"title\":\"Bomb\",\"x\":["
#define FEED_END "0]}]}"
#define PAGE     "<html><body><li><a>Good</a></li>"

static const struct {
	const char *name;
	const char *begin;
	const char *piece;
	int count;
	const char *end;
	const char *expected;
} bombs[] = {
	{"rss--names", RSS, "<e%d/>", 200000, BEHIND, "1048576 bytes of different names"},
	{"rss--names", RSS "<item>", "<e%d/>", 200000, "</item>" BEHIND, "title: Good"},
	{"rss--namespaces", RSS, "<a xmlns:n%d='x'>", 1100, BEHIND, "256 deep"},
	{"rss--namespaces", RSS "<a ", "xmlns:n%d='x' ", 1100, ">" BEHIND,
		"1:0: has more than 1000 namespaces at one place: the rest was not read"},
	{"rss--nesting", RSS, "<item>", 100000, BEHIND,
		"elements nested more than 256 deep: the rest was not read"},
	{"rss--section", RSS "<item><title><![CDATA[", "long and longer", 700000, "]]></title>",
		"a name, value or section of more than 10000000 bytes: the rest was not read"},
	{"rss--value", RSS "<item a='", "long and longer", 700000, "'/>", "10000000 bytes"},
	{"rss--entities", DTD, "<!ENTITY e%d 'x'>", 100000, "]>" RSS BEHIND, "title: Behind"},
	{"rss--laughs", DTD "<!ENTITY a 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaa'>]>" RSS "<item><title>x",
		"&a;", 100000, "</title></item>" BEHIND, "100000 & that should be &amp;"},
	{"rss--parameters", DTD "<!ENTITY % p0 'a'>", "<!ENTITY %% p%d '%%p0;%%p0;'>%%p%d;", 30000,
		"]>" RSS BEHIND, "title: Behind"},
	{"auto--parameters",
		DTD "<!ENTITY % a 'aaaa'><!ENTITY % b '&#37;a;&#37;a;&#37;a;&#37;a;&#37;a;'>"
		    "<!ENTITY % c '&#37;b;&#37;b;&#37;b;&#37;b;&#37;b;&#37;b;&#37;b;&#37;b;'>",
		"%%c;", 2000, "]>" RSS BEHIND, "title: Behind"},
	{"rss--attlist", DTD "<!ATTLIST b", " a%d CDATA 'x'", 10000,
		">]>" RSS "<b/><b/><b/><b/><b/><b/>" BEHIND, "title: Behind"},
	{"rss--open", DTD, "<!ELEMENT e%d ANY>", 1000, "", "its DOCTYPE does not end"},
	{"rss--papers", RSS, "<item/>", 200000, BEHIND, "more than 200000 papers: the others"},
	{"rss--authors", RSS "<item><title>Many</title>", "<author>A%d</author>", 10001,
		"</item>" BEHIND, "author has more than 10000 values: the others are left out"},
	{"arxiv-oai--around", "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'>", "<a/>",
		100001, "</OAI-PMH>", "more than 100000 elements that are in no paper"},
	{"acl-anthology--inside",
		"<collection id='a'><volume id='b'><paper id='1'><title>Good</title></paper>"
		"<paper id='2'>",
		"<b/>", 100001, "</paper></volume></collection>",
		"a paper with more than 100000 elements in it: the rest was not read"},
	{"papers-jsonl--objects", "[", "{},", 900000, "{}]", "more than 192 MB of memory"},
	{"jsonfeed--lists", FEED, "[],", 2000000, FEED_END, "more than 192 MB of memory"},
	{"jsonfeed--numbers", FEED, "1,", 4000000, FEED_END, "more than 192 MB of memory"},
	{"jsonfeed--texts", FEED, "\"\",", 4000000, FEED_END, "more than 192 MB of memory"},
	{"jsonfeed--commas", FEED "\"", "[],{}:", 2000000, "\"," FEED_END, "title: Good"},
	{"jsonfeed--nesting", FEED, "[", 100000, FEED_END, "maximum parsing depth"},
	{"papers-jsonl--lines", "{\"title\":\"Good\"}\n{\"x\":[", "[],", 2000000, "0]}\n",
		"line 2: has so many lists, objects or values"},
	{"jsonfeed--digits", FEED "0]},{\"title\":\"Huge\",\"id\":1", "0", 400, "}]}",
		"title: Huge"},
	{"jsonfeed--power", FEED "0]},{\"title\":\"Huge\",\"id\":-1e", "9", 9, "}]}",
		"title: Good"},
	{"plain-page--elements", PAGE, "<p>", 100001, "", "more than 100000 elements: the rest"},
	{"plain-page--comments", PAGE, "<!-- -->", 400000, "<li><a>Behind</a></li>",
		"title: Behind"},
	{"plain-page--nesting", PAGE, "<div>", 100000, "", "more than 250 deep: the rest"},
	{"plain-page--squares", PAGE, "<a b c d e f g h i j k l m n o p q r s t u v w x y z>",
		250000, "", "title: Good"},
	{"auto--elements", "<html><body>", "<p>", 100001, "",
		"as far as it was looked at, for there are more than 100000 elements: give it"},
	{"csv--columns", "title,", "c%d,", 1000, "\nGood,\n", "more than 1000 columns: the others"},
	{"csv--quotes", "title\nGood\n", "\"a\n", 100000, "", "title: Good"},
	{"auto--header", "title,", "a long name of a column,", 4000, "\nGood,\n", "title: Good"},
	{"auto--lines", "", "a line\n\n", 1000001, "", "more than 1000000 lines of text: it was"},
	{"auto--dots", "", "a · ", 200000, "\n", "0 papers"},
};

static void put_piece(struct buf *text, const char *piece, int number)
{
	for (const char *at = piece; *at; at++) {
		if (*at == '%' && at[1] == 'd')
			buf_printf(text, "%d", number);
		else
			buf_putc(text, *at);
		at += *at == '%';
	}
}

START_TEST(bomb)
{
	struct buf text, out;

	buf_init(&text, 1u << 26);
	buf_init(&out, 1u << 26);
	buf_puts(&text, bombs[_i].begin);
	for (int i = 0; i < bombs[_i].count; i++)
		put_piece(&text, bombs[_i].piece, i);
	buf_puts(&text, bombs[_i].end);
	read_into(&out, bombs[_i].name, buf_str(&text), text.len);
	ck_assert_msg(strstr(buf_str(&out), bombs[_i].expected) != NULL, "%s: %.3000s",
		bombs[_i].name, buf_str(&out));
	buf_release(&text);
	buf_release(&out);
}
END_TEST

/* What libxml2 would print by itself, whatever it was told */
START_TEST(silence)
{
	static const char page[] = "<meta charset=\"shift_jis\"><ul><li><a href=x>A "
				   "\x84</a></li><li>\x84\xff</li></ul>";
	FILE *caught = tmpfile();
	int kept = dup(STDERR_FILENO);
	struct buf out;

	ck_assert_ptr_nonnull(caught);
	buf_init(&out, 1u << 20);
	dup2(fileno(caught), STDERR_FILENO);
	read_into(&out, "plain-page--charset", page, strlen(page));
	fflush(stderr);
	dup2(kept, STDERR_FILENO);
	close(kept);
	ck_assert_int_eq(fseek(caught, 0, SEEK_END), 0);
	ck_assert_int_eq(ftell(caught), 0);
	fclose(caught);
	buf_release(&out);
}
END_TEST

Suite *sources_suite(void)
{
	Suite *suite = suite_create("sources");
	TCase *tcase = tcase_create("sources");

	find_fixtures();
	tcase_set_timeout(tcase, 300);
	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_loop_test(tcase, attributes, 0, 4);
	tcase_add_loop_test(tcase, bomb, 0, sizeof(bombs) / sizeof(*bombs));
	tcase_add_loop_test(tcase, fixture, 0, count);
	tcase_add_loop_test(tcase, long_next, 0, sizeof(nexts) / sizeof(*nexts));
	tcase_add_loop_test(tcase, damage, 0, count);
	tcase_add_test(tcase, steps);
	tcase_add_test(tcase, silence);
	suite_add_tcase(suite, tcase);
	return suite;
}
