/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/made.h"

/* What decides next, and when it is used up, or was none, the seed */
static const unsigned char *decisions;
static size_t decision_count;
static unsigned long long seed;

/* 0 to limit - 1 */
static unsigned pick(unsigned limit)
{
	if (decision_count) {
		decision_count--;
		return *decisions++ % limit;
	}
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

void made_begin(const unsigned char *bytes, size_t count, unsigned long long from)
{
	decisions = bytes;
	decision_count = count;
	seed = from;
	choose_words();
}

bool made_choice(unsigned n)
{
	return one_in(n);
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

/* Signs of a regex that may be there more than once or not at all: with three of them a text of 150
 * letters takes more steps than LIMIT_REGEX_STEPS, where the engine stops and the reference does not */
#define OPEN_SIGNS 2

/* Letters of a word, some of them open; the first is none of those */
static void put_regex(struct buf *buf)
{
	const char *word = chosen[pick(6)];
	unsigned open = 0;

	buf_putc(buf, '/');
	buf_putc(buf, *word);
	for (word++; *word; word++) {
		buf_putc(buf, one_in(5) ? '.' : *word);
		if (one_in(5) && open++ < OPEN_SIGNS)
			buf_putc(buf, "*?"[pick(2)]);
	}
	buf_puts(buf, one_in(2) ? "/i" : "/");
}

/* A list in a list to this depth: what decides may say "one more" for ever */
#define LISTS 8

static void put_flat(struct buf *buf, unsigned lists)
{
	if (one_in(10)) {
		put_regex(buf);
	} else if (one_in(8)) {
		buf_puts(buf, "@l");
	} else if (one_in(3) && lists) {
		buf_putc(buf, '(');
		put_term(buf);
		buf_puts(buf, ", ");
		put_flat(buf, lists - 1);
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
		put_flat(buf, LISTS);
		buf_printf(buf, " near/%u ", pick(4));
		put_flat(buf, LISTS);
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

void made_expression(struct buf *out)
{
	if (one_in(2))
		put_unit(out, pick(2), false);
	else
		put_or(out, pick(3), false);
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

static const char *make_text(struct arena *arena)
{
	const char *text;
	struct buf buf;

	buf_init(&buf, SIZE_MAX / 2);
	put_text(&buf);
	text = arena_strdup(arena, buf_str(&buf));
	buf_release(&buf);
	return text;
}

void made_entry(struct entry *out, struct arena *arena)
{
	static const char *const keys[] = {"arxiv:2404.01234", "doi:10.1/x", "arxiv:2405.01234"};

	*out = (struct entry){
		.title = make_text(arena),
		.abstract = make_text(arena),
		.key = keys[pick(3)],
		.source = values[pick(4)],
		.link = values[pick(4)],
		.votes = pick(5),
		.comments = pick(5),
		.author_count = pick(4),
		.category_count = pick(3),
	};
	out->authors = arena_array(arena, 4, sizeof(*out->authors));
	out->categories = arena_array(arena, 4, sizeof(*out->categories));
	for (size_t i = 0; i < out->author_count; i++)
		out->authors[i] = make_text(arena);
	for (size_t i = 0; i < out->category_count; i++)
		out->categories[i] = values[pick(4)];
}
