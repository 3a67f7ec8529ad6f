/* SPDX-License-Identifier: ISC */
/*
 * Made-up expressions and texts of a few words that hit each other often: the engine and the reference
 * (rule/reference.h) have to agree.
 */
#include "config.h"

#include <check.h>
#include <string.h>

#include "base/buf.h"
#include "rule/help.h"
#include "rule/reference.h"

#define EXPRESSIONS 10000
#define TEXTS       10 /* for each of them */

static unsigned long long seed;

/* 0 to limit - 1 */
static unsigned pick(unsigned limit)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed >> 33) % limit;
}

static bool one_in(unsigned n)
{
	return pick(n) == 0;
}

static const char *const words[] = {"cat", "cats", "Cat", "CAT", "dog", "dogs", "box", "boxes",
	"study", "studies", "big", "bigbox", "catdog", "RaG", "RaGs", "rag", "LM", "LMs", "lm",
	"ab", "abs", "gas", "3D", "x1"};

/* Of these few an expression and its texts are made, so that phrases hit too */
static const char *chosen[6];

static void choose_words(void)
{
	for (size_t i = 0; i < 6; i++)
		chosen[i] = words[pick(sizeof(words) / sizeof(words[0]))];
}

static void put_word(struct buf *buf)
{
	buf_puts(buf, chosen[pick(6)]);
}

/* --- expressions --- */

static void put_term(struct buf *buf)
{
	unsigned count = one_in(2) ? 1 : 1 + pick(3);
	bool quoted = one_in(5);

	if (quoted)
		buf_putc(buf, '"');
	else if (one_in(6))
		buf_putc(buf, '=');
	for (unsigned i = 0; i < count; i++) {
		if (i)
			buf_putc(buf, "  --/"[pick(5)]);
		put_word(buf);
	}
	if (quoted)
		buf_putc(buf, '"');
	else if (one_in(6))
		buf_putc(buf, '*');
}

/* Letters of a word, some of them open; the first is none of those */
static void put_regex(struct buf *buf)
{
	const char *word = chosen[pick(6)];

	buf_putc(buf, '/');
	buf_putc(buf, *word);
	for (word++; *word; word++) {
		buf_putc(buf, one_in(5) ? '.' : *word);
		if (one_in(5))
			buf_putc(buf, "*?"[pick(2)]);
	}
	buf_puts(buf, one_in(2) ? "/i" : "/");
}

static void put_flat(struct buf *buf)
{
	if (one_in(10)) {
		put_regex(buf);
	} else if (one_in(8)) {
		buf_puts(buf, "@l");
	} else if (one_in(3)) {
		buf_putc(buf, '(');
		put_term(buf);
		buf_puts(buf, ", ");
		put_flat(buf);
		buf_putc(buf, ')');
	} else {
		put_term(buf);
	}
}

static void put_or(struct buf *buf, unsigned depth, bool in_field);
static void put_and(struct buf *buf, unsigned depth, bool in_field);

static void put_count(struct buf *buf, unsigned depth, bool in_field)
{
	unsigned count = 1 + pick(4);

	buf_printf(buf, "%u of (", 1 + pick(count));
	for (unsigned i = 0; i < count; i++) {
		buf_puts(buf, i ? ", " : "");
		if (one_in(6)) {
			buf_puts(buf, "@l");
			continue;
		}
		put_and(buf, depth, in_field);
		if (one_in(4)) {
			buf_puts(buf, " or ");
			put_and(buf, depth, in_field);
		}
	}
	buf_putc(buf, ')');
}

static const char *const values[] = {"cs.CL", "cs.LG", "stat.ML", "CS.cl"};

static void put_value(struct buf *buf)
{
	static const char *const patterns[] = {
		"cs.CL", "cs.LG", "stat.ML", "cs.*", "*", "/cs/", "/.ML/i"};

	buf_puts(buf, patterns[pick(sizeof(patterns) / sizeof(patterns[0]))]);
}

/* A field that is compared as a whole, or a number */
static void put_test(struct buf *buf)
{
	static const char *const ids[] = {
		"2404.01234", "arxiv:2404.01234", "2404.0*", "arxiv:*", "10.1/x", "doi:10.1/X"};
	static const char *const fields[] = {"category", "source", "link"};
	static const char *const numbers[] = {"votes", "comments", "authors"};
	static const char *const signs[] = {">=", ">", "=", "<", "<="};

	if (one_in(3)) {
		buf_printf(buf, "%s %s %u", numbers[pick(3)], signs[pick(5)], pick(4));
	} else if (one_in(3)) {
		buf_printf(buf, "id: %s", ids[pick(6)]);
	} else {
		bool group = one_in(2);

		buf_printf(buf, "%s: %s", fields[pick(3)], group ? "(" : "");
		put_value(buf);
		if (group) {
			buf_puts(buf, one_in(2) ? ", " : " and not ");
			put_value(buf);
			buf_putc(buf, ')');
		}
	}
}

static void put_unit(struct buf *buf, unsigned depth, bool in_field)
{
	unsigned kind = depth ? pick(8) : pick(3);

	if (!in_field && one_in(8)) {
		put_test(buf);
		return;
	}
	if (one_in(12)) {
		put_regex(buf);
		return;
	}

	switch (kind) {
	case 3:
	case 4:
		buf_putc(buf, '(');
		put_or(buf, depth - 1, in_field);
		buf_putc(buf, ')');
		break;
	case 5:
		put_count(buf, depth - 1, in_field);
		break;
	case 6:
		if (in_field) {
			put_term(buf);
			break;
		}
		buf_puts(buf, one_in(3) ? "author: " : one_in(2) ? "title: " : "abstract: ");
		put_unit(buf, depth - 1, true);
		break;
	case 2:
	case 7:
		put_flat(buf);
		buf_printf(buf, " near/%u ", pick(4));
		put_flat(buf);
		break;
	default:
		put_term(buf);
	}
}

static void put_and(struct buf *buf, unsigned depth, bool in_field)
{
	unsigned count = one_in(2) ? 1 : 1 + pick(3);

	for (unsigned i = 0; i < count; i++) {
		buf_puts(buf, i ? " and " : "");
		buf_puts(buf, one_in(4) ? "not " : "");
		put_unit(buf, depth, in_field);
	}
}

static void put_or(struct buf *buf, unsigned depth, bool in_field)
{
	unsigned count = 1 + pick(3);

	for (unsigned i = 0; i < count; i++) {
		if (i)
			buf_puts(buf, one_in(2) ? ", " : " or ");
		put_and(buf, depth, in_field);
	}
}

/* --- texts --- */

static void put_text(struct buf *buf)
{
	static const char *const gaps[] = {" ", " ", " ", " ", " ", "-", "-", "-", "/", " / ", ", ",
		". ", " - ", "- ", " -", "--", "'s ", "'s-", " (", ") "};
	unsigned count = pick(20);

	for (unsigned i = 0; i < count; i++) {
		if (i)
			buf_puts(buf, gaps[pick(sizeof(gaps) / sizeof(gaps[0]))]);
		put_word(buf);
	}
	buf_puts(buf, one_in(3) ? "." : "");
}

/* How often each answer was given: an agreement over "no" alone is worth nothing */
static unsigned answers[3];

static void compare(struct help *help, const char *match, const struct entry *entry,
	const struct reference_settings *settings, unsigned long long began)
{
	struct reference_answer answer = reference_ask(match, entry, settings);
	int expected = answer.fires_in_title && answer.fires ? 2 : answer.fires;
	const struct route *routes;
	size_t count;

	matcher_route(help->matcher, &help->arena, entry, &routes, &count);
	ck_assert_msg((count ? routes[0].points : 0) == expected,
		"seed %llu\nmatch: %s\ncase %d, own form %d\ntitle: %s\nabstract: %s\n"
		"%zu authors, the first %s\nreference: %d, engine: %d",
		began, match, settings->any_case, settings->own_form, entry->title, entry->abstract,
		entry->author_count, entry->author_count ? entry->authors[0] : "none", expected,
		count ? routes[0].points : 0);
	answers[expected]++;
}

static const char *make_text(struct help *help)
{
	const char *text;
	struct buf buf;

	buf_init(&buf, SIZE_MAX / 2);
	put_text(&buf);
	text = arena_strdup(&help->arena, buf_str(&buf));
	buf_release(&buf);
	return text;
}

static void make_entry(struct entry *out, struct help *help)
{
	static const char *const keys[] = {"arxiv:2404.01234", "doi:10.1/x", "arxiv:2405.01234"};

	*out = (struct entry){
		.title = make_text(help),
		.abstract = make_text(help),
		.key = keys[pick(3)],
		.source = values[pick(4)],
		.link = values[pick(4)],
		.votes = pick(5),
		.comments = pick(5),
		.author_count = pick(4),
		.category_count = pick(3),
	};
	out->authors = arena_array(&help->arena, 4, sizeof(*out->authors));
	out->categories = arena_array(&help->arena, 4, sizeof(*out->categories));
	for (size_t i = 0; i < out->author_count; i++)
		out->authors[i] = make_text(help);
	for (size_t i = 0; i < out->category_count; i++)
		out->categories[i] = values[pick(4)];
}

static void check_expression(struct buf *match, unsigned number)
{
	unsigned long long began = seed = 88172645463325252ULL * (number + 1);
	struct reference_settings settings = {.any_case = one_in(5), .own_form = one_in(5)};
	struct help help;

	help_begin(&help);
	help_list(&help, "l", REFERENCE_LIST);
	choose_words();
	buf_clear(match);
	if (one_in(2))
		put_unit(match, pick(2), false);
	else
		put_or(match, pick(3), false);
	help_topic(&help, "t", 1);
	help_last_topic(&help)->any_case = settings.any_case;
	help_last_topic(&help)->own_form = settings.own_form;
	help_rule(&help, "r", 1, 2);
	help_match(&help, buf_str(match));
	ck_assert_msg(help_compile(&help) == 0, "seed %llu: %s\n%s", began, buf_str(match),
		help_problems(&help));
	for (unsigned j = 0; j < TEXTS; j++) {
		struct entry entry;

		make_entry(&entry, &help);
		compare(&help, buf_str(match), &entry, &settings, began);
	}
	help_end(&help);
}

START_TEST(they_agree)
{
	struct buf match;

	buf_init(&match, SIZE_MAX / 2);
	memset(answers, 0, sizeof(answers));
	for (unsigned i = 0; i < EXPRESSIONS; i++)
		check_expression(&match, i);
	for (size_t i = 0; i < 3; i++)
		ck_assert_uint_gt(answers[i], EXPRESSIONS * TEXTS / 10);
	buf_release(&match);
}
END_TEST

Suite *reference_suite(void)
{
	Suite *suite = suite_create("reference");
	TCase *tcase = tcase_create("reference");

	tcase_set_timeout(tcase, 300); /* with sanitizers; a few seconds without */
	tcase_add_test(tcase, they_agree);
	suite_add_tcase(suite, tcase);
	return suite;
}
