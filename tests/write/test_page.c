/* SPDX-License-Identifier: ISC */
/*
 * Pages. Each is read back as XML, so that everything below is about what a browser would find.
 */
#include "config.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "write/help.h"
#include "write/page.h"

#define NEWEST (HELP_TIME / CLOCK_DAY)

static struct expression matches[] = {
	{.text = "LLM, @models"},
	{.text = "\"weak to strong\" and not (a, b)"},
};
static struct expression words[] = {{.text = "language model, @deep"}};
static struct expression deep[] = {{.text = "<deep> & wide"}};
static struct expression unused[] = {{.text = "nothing"}};
static struct rule_def rules[] = {
	{.name = "names", .matches = matches, .match_count = 2, .score = 10, .title_score = 12},
	{.name = "against", .matches = unused, .match_count = 1, .score = -1, .title_score = -1},
};
static struct rule_def common[] = {
	{.name = "withdrawn", .matches = unused, .match_count = 1, .reject = true}};
static struct word_list lists[] = {{"deep", deep, 1}, {"models", words, 1}, {"other", unused, 1}};
static const char *sources[] = {"one", "two"};
static struct topic topics[2];
static struct site site;
static struct feed all;
static struct page_month months[] = {{"2025-03", 3}, {"2025-01", 1}, {"2024-12", 1234}};

static void begin(void)
{
	help_begin();
	topics[0] = (struct topic){.slug = "language",
		.title = "Language <models>",
		.subtitle = "Words & sentences",
		.threshold = 10,
		.rules = rules,
		.rule_count = 2};
	topics[1] = (struct topic){.slug = "other", .title = "Other", .threshold = 7};
	site = (struct site){.title = "A site",
		.base_url = "https://a.org/papers/",
		.language = "en",
		.kinds = DOCUMENT_BIT(DOCUMENT_ATOM) | DOCUMENT_BIT(DOCUMENT_JSON) |
			 DOCUMENT_BIT(DOCUMENT_HTML) | DOCUMENT_BIT(DOCUMENT_OPML),
		.header = "On top, see https://a.org/?a&b.",
		.footer = "Below",
		.rights = "All of them",
		.topics = topics,
		.topic_count = 2,
		.rules = common,
		.rule_count = 1,
		.lists = lists,
		.list_count = 3};
	help_feed.kinds = site.kinds;
	help_entry.votes = 1234;
	all = help_feed;
	all.slug = "all";
	all.title = "A site";
	all.subtitle = NULL;
}

static char *topic_page(const struct feed *feed)
{
	struct page page = {.site = &site,
		.feed = feed,
		.all = &all,
		.months = months,
		.month_count = 3,
		.papers = 1239,
		.newest = NEWEST};
	struct buf out;
	struct err err;

	buf_init(&out, 1u << 20);
	ck_assert_msg(page_write_topic(&out, &page, &err) == 0, "%s", err.text);
	return buf_take(&out);
}

static char *month_page(const char *month)
{
	struct page page = {
		.site = &site, .feed = &help_feed, .all = &all, .months = months, .month_count = 3};
	struct buf out;
	struct err err;

	buf_init(&out, 1u << 24);
	ck_assert_msg(page_write_month(&out, &page, month, &err) == 0, "%s", err.text);
	return buf_take(&out);
}

static char *about_page(void)
{
	struct buf out;
	struct err err;

	buf_init(&out, 1u << 20);
	ck_assert_msg(page_write_about(&out, &site, &topics[0], &help_feed, &all, &err) == 0, "%s",
		err.text);
	return buf_take(&out);
}

static char *index_page(int64_t newest, size_t day_count)
{
	struct page_day days[] = {{NEWEST - 181, 4}, {NEWEST - 6, 1}, {NEWEST, 3}};
	struct page_line lines[] = {
		{&all, 1239, days, day_count}, {&help_feed, 8, days + 1, day_count ? 2 : 0}};
	struct buf out;
	struct err err;

	buf_init(&out, 1u << 20);
	ck_assert_msg(
		page_write_index(&out, &site, lines, 2, &all, newest, &err) == 0, "%s", err.text);
	return buf_take(&out);
}

static void golden(const char *name, char *text)
{
	help_golden(name, text);
	free(text);
}

/* What a path gives in a page, which it frees */
static void holds(char *text, const char *path, const char *wanted)
{
	xmlDocPtr document = help_parse(text);
	char *got = help_ask(document, path);

	ck_assert_msg(strcmp(got, wanted) == 0, "%s is \"%s\", not \"%s\" in %.300s", path, got,
		wanted, text);
	xmlFreeDoc(document);
	free(text);
}

START_TEST(whole)
{
	golden("good-topic.html", topic_page(&help_feed));
	golden("good-month.html", month_page("2025-01"));
	topics[0].source_count = 2;
	topics[0].sources = sources;
	topics[0].min_votes = 5;
	topics[0].exclusive = topics[0].any_case = topics[0].own_form = true;
	topics[0].priority = -3;
	golden("good-about.html", about_page());
	golden("good-index.html", index_page(NEWEST, 3));
}
END_TEST

/* Text from outside comes out as it went in, and is never mark-up */
START_TEST(strings)
{
	const char *text = help_nasty[_i];

	help_entry.title = help_entry.abstract = text;
	help_entry.authors = (const char **)&help_nasty[_i];
	help_entry.author_count = help_entry.author_total = 1;
	topics[0].title = topics[0].subtitle = help_feed.title = site.title = site.header = text;
	matches[0].text = rules[0].name = text;
	holds(topic_page(&help_feed), "string(//article/h3/a/bdi)", text);
	holds(topic_page(&help_feed), "string(//article/p[@class='by']/bdi)", text);
	holds(topic_page(&help_feed), "string(//article/div[@class='abstract'])", text);
	holds(topic_page(&help_feed), "string(//h1)", text);
	holds(topic_page(&help_feed), "string(//header/p[@class='words'])", text);
	holds(topic_page(&help_feed), "count(//script)", "1");
	holds(month_page("2025-01"), "string(//article/h3/a/bdi)", text);
	holds(index_page(NEWEST, 3), "string(//section[@class='topics']//h3)", text);
	holds(index_page(NEWEST, 3), "string(//h1)", text);
	holds(index_page(NEWEST, 3), "count(//script | //b | //i)", "1");
	holds(about_page(), "string((//code)[1])", text);
	holds(about_page(), "string(//section[@class='rule']/h3)", text);
	holds(about_page(), "count(//script)", "1");
}
END_TEST

/* A page holds no style, no script and no address that its policy would have to stop */
static void obeys(char *text)
{
	holds(strdup(text), "count(//@style | //style | //*[starts-with(name(@*), 'on')])", "0");
	holds(strdup(text), "count(//script[not(@src)] | //script/text())", "0");
	holds(strdup(text),
		"count(//script[contains(@src, ':')] | //link[@rel!='canonical']"
		"[contains(@href, ':')] | //img | //iframe | //form | //base)",
		"0");
	holds(strdup(text),
		"count(//head/meta[@http-equiv='Content-Security-Policy']"
		"[starts-with(@content, \"default-src 'none';\")])",
		"1");
	holds(strdup(text), "count(//main) + count(//h1) + count(//title)", "3");
	holds(strdup(text), "count(//*[@id=preceding::*/@id])", "0");
	ck_assert_int_eq(strncmp(text, "<!DOCTYPE html>\n<html lang=\"en\">", 32), 0);
	ck_assert_ptr_null(strstr(text, "<script src=\"page.js\" defer=\"defer\"/>"));
	free(text);
}

START_TEST(policy)
{
	obeys(topic_page(&help_feed));
	obeys(topic_page(&all));
	obeys(month_page("2025-01"));
	obeys(about_page());
	obeys(index_page(NEWEST, 3));
	obeys(index_page(CLOCK_NONE, 0));
}
END_TEST

/* Within three days of the newest, by the day listed */
START_TEST(fresh)
{
	static const struct {
		int days;
		const char *count;
	} cases[] = {{0, "1"}, {2, "1"}, {3, "0"}, {400, "0"}};

	help_entry.listed = (NEWEST - cases[_i].days) * CLOCK_DAY + 5;
	holds(topic_page(&help_feed), "count(//article//span[@class='new'])", cases[_i].count);
	help_entry.first_seen = help_entry.listed;
	help_entry.listed = CLOCK_NONE;
	holds(topic_page(&help_feed), "count(//article//span[@class='new'])", cases[_i].count);
	holds(month_page("2025-03"), "count(//article//span[@class='new'])", "0");
}
END_TEST

START_TEST(days)
{
	struct entry other = help_entry;
	struct feed_entry items[3] = {help_item, help_item, help_item};

	other.listed = help_entry.listed - CLOCK_DAY;
	items[2].entry = &other;
	help_feed.entries = items;
	help_feed.entry_count = 3;
	holds(topic_page(&help_feed), "count(//section[@class='day'])", "2");
	holds(topic_page(&help_feed), "count(//section[@class='day'][1]/article)", "2");
	holds(topic_page(&help_feed), "string(//section[@class='day'][2]/h2/time/@datetime)",
		"2025-03-19");
	holds(topic_page(&help_feed), "string(//section[@class='day'][2]/h2)",
		"Wednesday, 19 March 2025");
	help_feed.entry_count = 0;
	holds(topic_page(&help_feed), "string(//p[@class='empty'])", "No paper has come here yet.");
}
END_TEST

/* On its topic's page a paper says why it is there, on that of all papers why it is anywhere */
START_TEST(why)
{
	const char *gone = "Here by rules that the topic no longer has.";

	holds(topic_page(&help_feed), "count(//p[@class='why'])", "2");
	holds(topic_page(&help_feed), "string(//p[@class='why'][2])", "Also in Other.");
	holds(topic_page(&help_feed), "string(//p[@class='why'][2]/a/@href)", "other.html");
	holds(month_page("2025-01"), "string(//p[@class='why'][2]/a/@href)", "../../other.html");
	holds(topic_page(&all), "count(//p[@class='why'])", "2");
	holds(topic_page(&all),
		"starts-with(//p[@class='why'][1], "
		"'In Language <models> with 16 points: names +10, ')",
		"true");
	site.topic_count = 1;
	holds(topic_page(&help_feed), "count(//p[@class='why'][2]/a)", "0");
	help_item.routes++;
	help_item.route_count = 1;
	holds(month_page("2025-01"), "string(//p[@class='why'][1])", gone);
	help_item.route_count = 0;
	holds(month_page("2025-01"), "string(//p[@class='why'])", gone);
	holds(topic_page(&all), "string(//p[@class='why'])", "In no topic.");
}
END_TEST

START_TEST(months_are_linked)
{
	holds(topic_page(&help_feed), "string(//nav[@class='months']//li[3]/a/@href)",
		"archive/language/2024-12.html");
	holds(topic_page(&help_feed), "string(//nav[@class='months']//li[3])",
		"December 2024 1,234 papers");
	holds(month_page("2025-01"), "string(//a[@rel='prev']/@href)", "2024-12.html");
	holds(month_page("2025-01"), "string(//a[@rel='next']/@href)", "2025-03.html");
	holds(month_page("2024-12"), "count(//a[@rel='prev'])", "0");
	holds(month_page("2025-03"), "count(//a[@rel='next'])", "0");
}
END_TEST

/* A month with very many papers goes without their abstracts */
START_TEST(long_month)
{
	struct feed_entry *items = calloc(1000, sizeof(*items));

	for (size_t i = 0; i < 1000; i++)
		items[i] = help_item;
	help_feed.entries = items;
	help_feed.entry_count = 300;
	holds(month_page("2025-01"), "count(//div[@class='abstract'])", "300");
	help_feed.entry_count = 1000;
	holds(month_page("2025-01"), "count(//div[@class='abstract'])", "0");
	holds(month_page("2025-01"), "count(//article)", "1000");
	free(items);
}
END_TEST

START_TEST(moved)
{
	struct entry farewell = {.title = "Moved", .link = "https://b.org/new.atom"};
	struct feed_entry items[2] = {{.entry = &farewell}, help_item};

	help_feed.entries = items;
	help_feed.entry_count = 2;
	help_feed.ended = true;
	holds(topic_page(&help_feed), "string(//p[@class='moved']/a/@href)",
		"https://b.org/new.atom");
	holds(topic_page(&help_feed), "count(//article)", "1");
	help_feed.entry_count = 1;
	holds(topic_page(&help_feed), "count(//article | //div[@class='filter'])", "0");
}
END_TEST

/* Readers take the first: the topic's own */
START_TEST(autodiscovery)
{
	holds(topic_page(&help_feed), "string(//link[@rel='alternate'][1]/@href)", "language.atom");
	holds(topic_page(&help_feed), "string(//link[@rel='alternate'][2]/@type)",
		"application/feed+json");
	holds(topic_page(&help_feed), "string(//link[@rel='alternate'][3]/@href)", "all.atom");
	holds(topic_page(&all), "count(//link[@rel='alternate'])", "2");
	holds(month_page("2025-01"), "string(//link[@rel='alternate'][1]/@href)",
		"../../language.atom");
	holds(about_page(), "string(//link[@rel='alternate'][1]/@href)", "../language.atom");
	holds(index_page(NEWEST, 3), "string(//link[@rel='alternate'][1]/@href)", "all.atom");
	holds(topic_page(&help_feed), "string((//button)[2]/@data-copy)",
		"https://a.org/papers/language.json");
}
END_TEST

/* The last bar is the newest day's or week's, and the sentence says what the bars show */
START_TEST(plot)
{
	holds(index_page(NEWEST, 3), "string(//main/svg/path[@class='bar']/@d)",
		"M0 0h8v48h-8zM250 0h8v48h-8z");
	holds(index_page(NEWEST, 3), "string(//li/svg/path[@class='bar']/@d)", "M250 0h8v48h-8z");
	holds(index_page(NEWEST, 3), "string(//main/svg/@aria-label)",
		"All papers, papers per week: 8 papers in the 26 weeks to 20 March 2025, at most "
		"4, "
		"4 in the last");
	holds(index_page(CLOCK_NONE, 0), "count(//svg)", "0");
}
END_TEST

START_TEST(limits)
{
	struct page page = {.site = &site, .feed = &help_feed, .all = &all};
	struct page_line line = {.feed = &all};
	struct buf out;
	struct err err;

	for (size_t i = 0; i < 2000; i += 100) {
		buf_init(&out, i);
		ck_assert_int_eq(page_write_topic(&out, &page, &err), -1);
		ck_assert_int_eq(err.code, ERR_LIMIT);
		buf_clear(&out);
		ck_assert_int_eq(page_write_month(&out, &page, "2025-01", &err), -1);
		buf_clear(&out);
		ck_assert_int_eq(
			page_write_about(&out, &site, &topics[0], &help_feed, &all, &err), -1);
		buf_clear(&out);
		ck_assert_int_eq(page_write_index(&out, &site, &line, 1, &all, NEWEST, &err), -1);
		buf_release(&out);
	}
}
END_TEST

Suite *suite_page(void)
{
	Suite *suite = suite_create("page");
	TCase *tcase = tcase_create("page");

	tcase_add_checked_fixture(tcase, begin, help_end);
	tcase_add_test(tcase, whole);
	tcase_add_loop_test(tcase, strings, 0, HELP_NASTY);
	tcase_add_test(tcase, policy);
	tcase_add_loop_test(tcase, fresh, 0, 4);
	tcase_add_test(tcase, days);
	tcase_add_test(tcase, why);
	tcase_add_test(tcase, months_are_linked);
	tcase_add_test(tcase, long_month);
	tcase_add_test(tcase, moved);
	tcase_add_test(tcase, autodiscovery);
	tcase_add_test(tcase, plot);
	tcase_add_test(tcase, limits);
	suite_add_tcase(suite, tcase);
	return suite;
}
