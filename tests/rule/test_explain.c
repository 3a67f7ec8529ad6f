/* SPDX-License-Identifier: ISC */
/*
 * An explanation says what the matcher does, and what it lacked.
 */
#include "config.h"

#include "rule/explain.h"

#include <string.h>

#include "base/buf.h"
#include "rule/help.h"

static struct help help;

static void setup(void)
{
	help_begin(&help);
}

static void teardown(void)
{
	help_end(&help);
}

/* --- text of an explanation --- */

static void show_hit(struct buf *out, const struct explained_hit *hit)
{
	if (hit->text)
		buf_printf(out, " %s <%.*s|%.*s|%s>", hit->field, (int)hit->start, hit->text,
			(int)(hit->end - hit->start), hit->text + hit->start, hit->text + hit->end);
}

static void show_rule(struct buf *out, const struct explained_rule *rule)
{
	buf_printf(out, "\n  %s%s %s", rule->common ? "common " : "",
		rule->fired ? "fired" : "near", rule->def->name);
	if (rule->def->reject)
		buf_puts(out, " rejects");
	else
		buf_printf(out, " %d", rule->points);
	show_hit(out, &rule->hit);
	for (size_t i = 0; rule->nearest && i < rule->nearest->count; i++) {
		buf_printf(out, "\n    %s %s", rule->pieces[i].holds ? "has" : "lacks",
			rule->pieces[i].piece->text);
		show_hit(out, &rule->pieces[i].hit);
	}
}

static const char *explain(const struct entry *entry)
{
	static const char *const whys[] = {[EXPLAINED_IN] = "in",
		[EXPLAINED_SHORT] = "short",
		[EXPLAINED_REJECTED] = "rejected",
		[EXPLAINED_SOURCE] = "source",
		[EXPLAINED_VOTES] = "votes",
		[EXPLAINED_TAKEN] = "taken by",
		[EXPLAINED_NOT_LEFT] = "not left"};
	struct explainer *explainer = explainer_new(&help.site);
	struct explained_topic *topics;
	const char *text;
	struct buf out;

	ck_assert_ptr_nonnull(explainer);
	buf_init(&out, SIZE_MAX / 2);
	explainer_explain(&topics, explainer, &help.arena, entry);
	for (size_t i = 0; i < help.site.topic_count; i++) {
		const struct explained_topic *topic = &topics[i];

		buf_printf(&out, "%s%s %ld/%d %s", i ? "\n" : "", topic->topic->slug, topic->points,
			topic->topic->threshold, whys[topic->why]);
		if (topic->taken_by)
			buf_printf(&out, " %s", topic->taken_by->slug);
		for (size_t r = 0; r < topic->rule_count; r++)
			show_rule(&out, &topic->rules[r]);
	}
	text = arena_strdup(&help.arena, buf_str(&out));
	buf_release(&out);
	explainer_free(&explainer);
	ck_assert_ptr_null(explainer);
	return text;
}

/* --- one topic --- */

static const struct {
	const char *match;
	const char *title;
	const char *abstract;
	const char *explained;
} nears[] = {
	{"a1, b1", "B1 here", NULL, "t 1/1 in\n  fired r 1 title <|B1| here>"},
	{"a1, b1", "nothing", NULL, "t 0/1 short"},
	{"a1 and b1", "nothing", "of a1",
		"t 0/1 short\n  near r 1\n    has a1 abstract <of |a1|>\n    lacks b1"},
	{"a1 and b1, c1 and d1 and e1", "c1 a1", "e1",
		"t 0/1 short\n  near r 1\n    has c1 title <|c1| a1>\n    lacks d1\n"
		"    has e1 abstract <|e1|>"},
	{"a1 and not b1", "a1 b1", NULL,
		"t 0/1 short\n  near r 1\n    has a1 title <|a1| b1>\n    lacks not b1 title <a1 "
		"|b1|>"},
	{"a1 and not b1", "c1", NULL, "t 0/1 short"},
	{"title: a1", "b1", "has a1 in it",
		"t 0/1 short\n  near r 1\n    has a1 abstract <has |a1| in it>"},
	{"title: a1 and b1", "b1", "a1",
		"t 0/1 short\n  near r 1\n    lacks title: a1 abstract <|a1|>\n    has b1 title "
		"<|b1|>"},
	{"a1 near/1 (b1, c1)", "a1 x x c1", NULL,
		"t 0/1 short\n  near r 1\n    has a1 title <|a1| x x c1>\n"
		"    has (b1, c1) title <a1 x x |c1|>"},
	{"2 of (a1, b1, c1)", "b1", NULL,
		"t 0/1 short\n  near r 1\n    lacks a1\n    has b1 title <|b1|>\n    lacks c1"},
	{"category: cs.LG and a1", "a1", NULL,
		"t 0/1 short\n  near r 1\n    lacks category: cs.LG\n    has a1 title <|a1|>"},
};

START_TEST(near_misses)
{
	struct entry entry = {.title = nears[_i].title, .abstract = nears[_i].abstract, .key = "k"};

	help_one(&help, nears[_i].match);
	ck_assert_str_eq(explain(&entry), nears[_i].explained);
}
END_TEST

/* The place of a hit is where it stands, not where its letters first do */
START_TEST(places)
{
	const char *authors[] = {"Bo Li", "Ada Li"};
	const char *categories[] = {"cs.CL", "cs.LG"};
	struct entry entry = {.title = "Fragments of RAG",
		.key = "k",
		.authors = authors,
		.author_count = 2,
		.categories = categories,
		.category_count = 2,
		.votes = 12};

	help_topic(&help, "t", 1);
	help_rule(&help, "a", 1, 5);
	help_match(&help, "rag");
	help_rule(&help, "b", 1, 1);
	help_match(&help, "author: Ada");
	help_rule(&help, "c", 1, 1);
	help_match(&help, "category: cs.LG");
	help_rule(&help, "d", 1, 1);
	help_match(&help, "votes >= 10");
	help_rule(&help, "e", 1, 1);
	help_match(&help, "not xyz");
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert_str_eq(explain(&entry),
		"t 9/1 in\n  fired a 5 title <Fragments of |RAG|>\n"
		"  fired b 1 author <|Ada| Li>\n  fired c 1 category <|cs.LG|>\n"
		"  fired d 1 votes <|12 >= 10|>\n  fired e 1");
}
END_TEST

/* --- settings --- */

static void make_topics(void)
{
	static const char *sources[] = {"elsewhere"};

	help_common(&help);
	help_rule(&help, "withdrawn", 1, 1);
	help_reject(&help);
	help_match(&help, "withdrawn");
	help_rule(&help, "any", 1, 1);
	help_match(&help, "word");
	help_topic(&help, "a", 2);
	help_rule(&help, "r", 2, 2);
	help_match(&help, "word");
	help_topic(&help, "b", 2);
	help_last_topic(&help)->exclusive = true;
	help_last_topic(&help)->priority = 5;
	help_rule(&help, "r", 2, 2);
	help_match(&help, "sole");
	help_topic(&help, "c", 2);
	help_last_topic(&help)->sources = sources;
	help_last_topic(&help)->source_count = 1;
	help_rule(&help, "r", 2, 2);
	help_match(&help, "word");
	help_topic(&help, "d", 2);
	help_last_topic(&help)->min_votes = 7;
	help_rule(&help, "r", 2, 2);
	help_match(&help, "word, sole");
	help_topic(&help, "e", 2);
	help_last_topic(&help)->catch_all = true;
	help_rule(&help, "r", -1, -1);
	help_match(&help, "word");
	help_topic(&help, "f", 2);
	help_last_topic(&help)->any_case = true;
	help_last_topic(&help)->own_form = true;
	help_rule(&help, "r", 2, 2);
	help_match(&help, "GAN, thing and x1");
	ck_assert_int_eq(help_compile(&help), 0);
}

static const struct {
	const char *title;
	uint64_t votes;
	const char *explained;
} settings[] = {
	{"Word", 6,
		"a 3/2 in\n  fired r 2 title <|Word|>\n  common fired any 1 title <|Word|>\n"
		"b 1/2 short\n  common fired any 1 title <|Word|>\n"
		"c 3/2 source\n  fired r 2 title <|Word|>\n  common fired any 1 title <|Word|>\n"
		"d 3/2 votes\n  fired r 2 title <|Word|>\n  common fired any 1 title <|Word|>\n"
		"e 0/2 not left\n  fired r -1 title <|Word|>\n  common fired any 1 title <|Word|>\n"
		"f 1/2 short\n  common fired any 1 title <|Word|>"},
	{"Sole Word", 7,
		"a 3/2 taken by b\n  fired r 2 title <Sole |Word|>\n"
		"  common fired any 1 title <Sole |Word|>\n"
		"b 3/2 in\n  fired r 2 title <|Sole| Word>\n  common fired any 1 title <Sole "
		"|Word|>\n"
		"c 3/2 source\n  fired r 2 title <Sole |Word|>\n"
		"  common fired any 1 title <Sole |Word|>\n"
		"d 3/2 taken by b\n  fired r 2 title <|Sole| Word>\n"
		"  common fired any 1 title <Sole |Word|>\n"
		"e 0/2 not left\n  fired r -1 title <Sole |Word|>\n"
		"  common fired any 1 title <Sole |Word|>\n"
		"f 1/2 short\n  common fired any 1 title <Sole |Word|>"},
	{"Sole, withdrawn", 7,
		"a 0/2 rejected\n  common fired withdrawn rejects title <Sole, |withdrawn|>\n"
		"b 2/2 rejected\n  fired r 2 title <|Sole|, withdrawn>\n"
		"  common fired withdrawn rejects title <Sole, |withdrawn|>\n"
		"c 0/2 rejected\n  common fired withdrawn rejects title <Sole, |withdrawn|>\n"
		"d 2/2 rejected\n  fired r 2 title <|Sole|, withdrawn>\n"
		"  common fired withdrawn rejects title <Sole, |withdrawn|>\n"
		"e 0/2 rejected\n  common fired withdrawn rejects title <Sole, |withdrawn|>\n"
		"f 0/2 rejected\n  common fired withdrawn rejects title <Sole, |withdrawn|>"},
	/* names in any case, things in no plural: as the topic reads its rules, so its pieces */
	{"gan", 0,
		"a 0/2 short\nb 0/2 short\nc 0/2 source\nd 0/2 votes\ne 0/2 not left\n"
		"f 2/2 in\n  fired r 2 title <|gan|>"},
	{"things x1", 0,
		"a 0/2 short\nb 0/2 short\nc 0/2 source\nd 0/2 votes\ne 0/2 in\n"
		"f 0/2 short\n  near r 2\n    lacks thing\n    has x1 title <things |x1|>"},
};

START_TEST(verdicts)
{
	struct entry entry = {.title = settings[_i].title,
		.key = "k",
		.votes = settings[_i].votes,
		.source = "here"};

	make_topics();
	ck_assert_str_eq(explain(&entry), settings[_i].explained);
}
END_TEST

/* --- it agrees with the matcher --- */

static unsigned draw(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245 + 12345;
	return (*seed >> 16) % below;
}

static const char *const words[] = {"word", "sole", "withdrawn", "GAN", "thing", "x1", "of"};

static void put_words(struct buf *out, unsigned *seed)
{
	buf_clear(out);
	for (unsigned left = draw(seed, 5) + 1; left > 0; left--)
		buf_printf(out, "%s ", words[draw(seed, sizeof(words) / sizeof(*words))]);
}

static const struct route *find(const struct route *routes, size_t count, const char *slug)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(routes[i].topic, slug) == 0)
			return &routes[i];
	}
	return NULL;
}

static void compare(const struct explained_topic *topic, const struct route *route)
{
	size_t fired = 0;

	ck_assert_int_eq(topic->why == EXPLAINED_IN, route != NULL);
	for (size_t i = 0; route && i < topic->rule_count; i++) {
		const struct explained_rule *rule = &topic->rules[i];

		if (!rule->fired)
			continue;
		ck_assert_uint_lt(fired, route->reason_count);
		ck_assert_str_eq(rule->def->name, route->reasons[fired].rule);
		ck_assert_int_eq(rule->points, route->reasons[fired].points);
		fired++;
	}
	if (route) {
		ck_assert_uint_eq(fired, route->reason_count);
		ck_assert_int_eq(topic->points, route->points);
	}
}

START_TEST(agrees)
{
	struct explainer *explainer;
	struct buf title, abstract;
	unsigned seed = 1;

	make_topics();
	explainer = explainer_new(&help.site);
	buf_init(&title, SIZE_MAX / 2);
	buf_init(&abstract, SIZE_MAX / 2);
	for (int round = 0; round < 5000; round++) {
		struct entry entry = {.key = "k"};
		struct explained_topic *topics;
		const struct route *routes;
		struct arena arena;
		size_t count;

		put_words(&title, &seed);
		put_words(&abstract, &seed);
		entry.title = buf_str(&title);
		entry.abstract = draw(&seed, 3) ? buf_str(&abstract) : NULL;
		entry.votes = draw(&seed, 14);
		entry.source = draw(&seed, 2) ? "here" : "elsewhere";
		arena_init(&arena);
		explainer_explain(&topics, explainer, &arena, &entry);
		matcher_route(help.matcher, &arena, &entry, &routes, &count);
		for (size_t i = 0; i < help.site.topic_count; i++)
			compare(&topics[i], find(routes, count, topics[i].topic->slug));
		arena_release(&arena);
	}
	buf_release(&title);
	buf_release(&abstract);
	explainer_free(&explainer);
}
END_TEST

Suite *explain_suite(void)
{
	Suite *suite = suite_create("explain");
	TCase *tcase = tcase_create("explain");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, near_misses, 0, sizeof(nears) / sizeof(*nears));
	tcase_add_test(tcase, places);
	tcase_add_loop_test(tcase, verdicts, 0, sizeof(settings) / sizeof(*settings));
	tcase_add_test(tcase, agrees);
	suite_add_tcase(suite, tcase);
	return suite;
}
