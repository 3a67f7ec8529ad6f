/* SPDX-License-Identifier: ISC */
/*
 * What write/atom.c writes is read back as it was, by read/own.c and former.c; what that is not, nor of
 * this site, is refused, whatever it is.
 */
#include "config.h"

#include "read/own.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "former.h"
#include "suites.h"
#include "write/write.h"

#define PREFIX "tag:papers.example.net,2025-01:"
#define DAY    INT64_C(1742428800) /* 2025-03-20 */

static const char *many[25];
static const char *two[] = {"Ada Ö.", "7 of Nine"};
static const char *subjects[] = {"cs.CL", "a & b"};
static const struct reason why[] = {{.rule = "r", .points = 10, .text = "it", .field = "title"}};
static const struct route routes[] = {
	{.topic = "t", .points = 10, .reasons = (struct reason *)why, .reason_count = 1}};

static const struct entry entries[] = {
	{.key = "arxiv:2501.00001",
		.title = "A <b>Title</b> & \"More\"",
		.abstract = "First: a < b & c.\n\nSecond, see https://x.example/?a=1&b=2 for it.",
		.authors = two,
		.author_count = 2,
		.author_total = 2,
		.link = "https://arxiv.org/abs/2501.00001",
		.pdf = "https://arxiv.org/pdf/2501.00001",
		.code = "https://code.example/x",
		.discussion = "https://talk.example/x",
		.categories = subjects,
		.category_count = 2},
	{.key = "title:1-0123", .title = "No Abstract", .link = "https://x.example/"},
	{.key = "id:a/b", .title = "Nothing but a Title"},
	{.key = "doi:10.1/x", .title = "T", .abstract = "https://x.example/ begins it."},
	{.key = "doi:10.1/y", .title = "T", .abstract = "In short with 10 points: no."},
	{.key = "doi:10.1/z",
		.title = "T",
		.abstract = "X",
		.authors = many,
		.author_count = 25,
		.author_total = 31},
	{.key = "doi:10.1/n", .title = "T", .abstract = "X", .author_total = 27},
};

#define ENTRIES (sizeof(entries) / sizeof(*entries))

/* All entries as a feed; the caller releases it */
static void write_all(struct buf *out)
{
	struct feed_entry items[ENTRIES];
	struct entry copies[ENTRIES];
	char ids[ENTRIES][100];
	struct feed feed = {.id = PREFIX "feed/t",
		.slug = "t",
		.title = "T",
		.base_url = "https://papers.example.net/",
		.author = "A",
		.language = "en",
		.updated = DAY + 9,
		.entries = items,
		.entry_count = ENTRIES,
		.kinds = DOCUMENT_BIT(DOCUMENT_ATOM)};
	struct err err = {0};

	for (size_t i = 0; i < 25; i++)
		many[i] = i % 2 ? "B" : "A";
	for (size_t i = 0; i < ENTRIES; i++) {
		copies[i] = entries[i];
		copies[i].published = DAY - (int64_t)i;
		copies[i].updated = DAY + (int64_t)i;
		copies[i].listed = CLOCK_NONE;
		snprintf(ids[i], sizeof(ids[i]), PREFIX "%s", entries[i].key);
		items[i] = (struct feed_entry){1, &copies[i], ids[i], routes, i % 2};
	}
	buf_init(out, 1 << 20);
	ck_assert_msg(write_atom(out, &feed, &err) == 0, "%s", err.text);
}

struct reading {
	struct former *out;
	struct arena *arena;
};

static int on_record(void *ctx, const struct record *record)
{
	struct reading *reading = ctx;

	for (size_t i = 0; i < record->count; i++)
		ck_assert(utf8_is_clean(record->values[i].text, strlen(record->values[i].text)));
	return former_take(reading->out, reading->arena, record, PREFIX);
}

/* As former_read, but without a box */
static int read_own(
	struct former *out, struct arena *arena, const char *bytes, size_t len, struct err *err)
{
	struct reading reading = {out, arena};
	struct read_sink sink = {.ctx = &reading, .record = on_record};
	struct read_input input = {.bytes = bytes, .len = len};
	struct source source = {.name = "t.atom", .path = "t.atom"};
	struct read_result result;
	int failed;

	former_begin(out);
	failed = own_read(&result, &input, &source, &sink, err);
	out->refused += result.refused;
	return failed;
}

static void same(const char *is, const char *wanted)
{
	if (is && wanted)
		ck_assert_str_eq(is, wanted);
	else
		ck_assert_ptr_eq(is, wanted);
}

START_TEST(as_it_was)
{
	struct former feed = {0};
	struct err err = {0};
	struct arena arena;
	struct buf text;

	arena_init(&arena);
	write_all(&text);
	ck_assert_int_eq(read_own(&feed, &arena, text.data, text.len, &err), 0);
	ck_assert_int_eq(feed.updated, DAY + 9);
	ck_assert_ptr_null(feed.foreign);
	ck_assert_uint_eq(feed.count, ENTRIES);
	ck_assert_uint_eq(feed.refused, 0);
	for (size_t i = 0; i < ENTRIES; i++) {
		const struct entry *is = &feed.entries[i];
		const struct entry *wanted = &entries[i];
		size_t authors = wanted->author_count < 20 ? wanted->author_count : 20;

		ck_assert_str_eq(is->key, wanted->key);
		ck_assert_str_eq(is->title, wanted->title);
		same(is->abstract, wanted->abstract);
		same(is->link, wanted->link);
		same(is->pdf, wanted->pdf);
		same(is->code, wanted->code);
		same(is->discussion, wanted->discussion);
		ck_assert_int_eq(is->published, DAY - (int64_t)i);
		ck_assert_int_eq(is->updated, DAY + (int64_t)i);
		ck_assert_uint_eq(is->author_count, authors);
		ck_assert_uint_eq(is->author_total, wanted->author_total);
		for (size_t j = 0; j < authors; j++)
			ck_assert_str_eq(is->authors[j], wanted->authors[j]);
		ck_assert_uint_eq(is->category_count, wanted->category_count);
		for (size_t j = 0; j < wanted->category_count; j++)
			ck_assert_str_eq(is->categories[j], wanted->categories[j]);
	}
	buf_release(&text);
	arena_release(&arena);
}
END_TEST

#define HEAD "<feed xmlns=\"http://www.w3.org/2005/Atom\"><updated>2025-03-20T06:00:00Z</updated>"
#define GOOD                                                                                   \
	"<entry><id>" PREFIX "a:1</id><title>T</title><updated>2025-03-20T06:00:00Z</updated>" \
	"<published>2025-03-20T06:00:00Z</published></entry>"

static const struct {
	const char *text;
	int result;
	size_t count;
	size_t refused;
} odd[] = {
	{HEAD GOOD "</feed>", 0, 1, 0},
	{HEAD "</feed>", 0, 0, 0},
	{"", -1, 0, 0},
	{"<html/>", -1, 0, 0},
	{HEAD GOOD, -1, 0, 0},
	{"<feed>" GOOD "</feed>", -1, 0, 0},
	{"<feed xmlns=\"http://www.w3.org/2005/Atom\"></feed>", -1, 0, 0},
	{"<!DOCTYPE feed [<!ENTITY a \"b\">]>" HEAD GOOD "</feed>", -1, 0, 0},
	{HEAD "<entry><id>tag:other.example,2025:a</id><title>T</title></entry>" GOOD "</feed>", 0,
		1, 1},
	{HEAD "<entry><id>" PREFIX "</id><title>T</title></entry></feed>", 0, 0, 1},
	{HEAD "<entry><id>" PREFIX "a</id><updated>never</updated></entry></feed>", 0, 0, 1},
	{HEAD "<entry><id>" PREFIX "a b</id><title>T</title><updated>2025-03-20</updated>"
	      "<published>2025-03-20</published></entry></feed>",
		0, 0, 1},
	{HEAD "<entry><id>" PREFIX "a\x7f</id><title>T</title><updated>2025-03-20</updated>"
	      "<published>2025-03-20</published></entry></feed>",
		0, 1, 0},
	{HEAD "<entry/>" GOOD "</feed>", 0, 1, 1},
	{HEAD "<entry><author/><link/><category/><content>&lt;p&gt;&lt;a</content></entry></feed>",
		0, 0, 1},
};

START_TEST(odd_documents)
{
	struct former feed = {0};
	struct err err = {0};
	struct arena arena;

	arena_init(&arena);
	ck_assert_int_eq(
		read_own(&feed, &arena, odd[_i].text, strlen(odd[_i].text), &err), odd[_i].result);
	ck_assert_uint_eq(feed.count, odd[_i].count);
	ck_assert_uint_eq(feed.refused, odd[_i].refused);
	if (odd[_i].result != 0)
		ck_assert_int_eq(err.code, ERR_FORMAT);
	arena_release(&arena);
}
END_TEST

/* Whose a document is stands in its own id, also where it has no papers */
START_TEST(of_another_site)
{
	static const char text[] = HEAD "<id>tag:other.example,2025:feed/all</id></feed>";
	struct former feed = {0};
	struct arena arena;

	arena_init(&arena);
	ck_assert_int_eq(read_own(&feed, &arena, text, strlen(text), NULL), 0);
	ck_assert_str_eq(feed.foreign, "tag:other.example,2025:feed/all");
	arena_release(&arena);
}
END_TEST

/* Addresses that nobody would publish are none */
START_TEST(addresses)
{
	static const char text[] =
		HEAD "<entry><id>" PREFIX "a:1</id><title>T</title><updated>2025-03-20</updated>"
		     "<published>2025-03-20</published>"
		     "<link rel=\"alternate\" href=\"javascript:alert(1)\"/>"
		     "<link rel=\"replies\" href=\"https://me:hush@x.example/\"/>"
		     "<link title=\"Code\" href=\"https://x.example/c\"/></entry></feed>";
	struct former feed = {0};
	struct arena arena;

	arena_init(&arena);
	ck_assert_int_eq(read_own(&feed, &arena, text, strlen(text), NULL), 0);
	ck_assert_uint_eq(feed.count, 1);
	ck_assert_ptr_null(feed.entries[0].link);
	ck_assert_ptr_null(feed.entries[0].discussion);
	ck_assert_str_eq(feed.entries[0].code, "https://x.example/c");
	arena_release(&arena);
}
END_TEST

/* Cut or changed at many places, it is read or refused */
START_TEST(damaged)
{
	struct former feed = {0};
	struct arena arena;
	struct buf text;

	write_all(&text);
	for (size_t i = 0; i < text.len; i += 13) {
		char *copy = malloc(text.len);

		memcpy(copy, text.data, text.len);
		copy[i] = (char)(copy[i] ^ 1 << i % 8);
		arena_init(&arena);
		read_own(&feed, &arena, copy, text.len, NULL);
		ck_assert_uint_le(feed.count + feed.refused, ENTRIES);
		ck_assert_int_eq(
			read_own(&feed, &arena, text.data, i, NULL), i < text.len - 1 ? -1 : 0);
		arena_release(&arena);
		free(copy);
	}
	buf_release(&text);
}
END_TEST

Suite *own_suite(void)
{
	Suite *suite = suite_create("own");
	TCase *tests = tcase_create("own");

	tcase_add_test(tests, as_it_was);
	tcase_add_loop_test(tests, odd_documents, 0, (int)(sizeof(odd) / sizeof(*odd)));
	tcase_add_test(tests, of_another_site);
	tcase_add_test(tests, addresses);
	tcase_add_test(tests, damaged);
	suite_add_tcase(suite, tests);
	return suite;
}
