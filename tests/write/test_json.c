/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "write/help.h"

static json_t *document;

static void write_it(void)
{
	char *text = help_write(DOCUMENT_JSON);
	json_error_t error;

	json_decref(document);
	document = json_loads(text, JSON_REJECT_DUPLICATES, &error);
	ck_assert_msg(document != NULL, "%s:\n%s", error.text, text);
	free(text);
}

static void release(void)
{
	json_decref(document);
	document = NULL;
	help_end();
}

static const json_t *first_item(void)
{
	return json_array_get(json_object_get(document, "items"), 0);
}

static void item_holds(const char *name, const char *wanted)
{
	ck_assert_str_eq(json_string_value(json_object_get(first_item(), name)), wanted);
}

static void golden(const char *name)
{
	char *text = help_write(DOCUMENT_JSON);

	help_golden(name, text);
	free(text);
}

START_TEST(whole)
{
	help_feed.hub = "https://hub.example.org/";
	help_feed.previous = 2;
	golden("good-everything.json");
	help_feed.entry_count = help_feed.previous = 0;
	help_feed.subtitle = help_feed.rights = help_feed.hub = NULL;
	golden("good-empty.json");
}
END_TEST

/* next_url leads from the live document through the archives to the oldest, never to itself */
START_TEST(pages)
{
	const char *const base = "https://a.org/papers/archive/language/";

	help_feed.archive = 2;
	help_feed.previous = 1;
	help_feed.hub = "https://hub.example.org/";
	write_it();
	ck_assert_str_eq(json_string_value(json_object_get(document, "feed_url")),
		arena_printf(&help_scratch, "%s0002.json", base));
	ck_assert_str_eq(json_string_value(json_object_get(document, "next_url")),
		arena_printf(&help_scratch, "%s0001.json", base));
	ck_assert_ptr_null(json_object_get(document, "hubs"));
	help_feed.archive = 1;
	help_feed.previous = 0;
	write_it();
	ck_assert_ptr_null(json_object_get(document, "next_url"));
}
END_TEST

START_TEST(least)
{
	help_entry = (struct entry){.title = "T",
		.published = CLOCK_NONE,
		.listed = CLOCK_NONE,
		.first_seen = HELP_TIME,
		.updated = HELP_TIME};
	help_item.route_count = 0;
	write_it();
	ck_assert_uint_eq(json_object_size(first_item()), 5);
	item_holds("id", "tag:a.org,2025:arxiv:2404.01234");
	item_holds("title", "T");
	item_holds("content_html", "");
	item_holds("date_published", "2025-03-20T06:00:00Z");
	item_holds("date_modified", "2025-03-20T06:00:00Z");
}
END_TEST

START_TEST(strings)
{
	const char *text = help_nasty[_i];

	help_entry.title = text;
	help_entry.authors = (const char **)&help_nasty[_i];
	help_entry.author_count = help_entry.author_total = 1;
	write_it();
	item_holds("title", text);
	ck_assert_str_eq(
		json_string_value(json_object_get(
			json_array_get(json_object_get(first_item(), "authors"), 0), "name")),
		text);
}
END_TEST

START_TEST(limit)
{
	help_limit(write_json, 1500);
}
END_TEST

Suite *suite_json(void)
{
	Suite *suite = suite_create("json");
	TCase *tcase = tcase_create("json");

	tcase_add_checked_fixture(tcase, help_begin, release);
	tcase_add_test(tcase, whole);
	tcase_add_test(tcase, pages);
	tcase_add_test(tcase, least);
	tcase_add_loop_test(tcase, strings, 0, HELP_NASTY);
	tcase_add_test(tcase, limit);
	suite_add_tcase(suite, tcase);
	return suite;
}
