/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/literal.h"

#include <stdbool.h>
#include <string.h>

#include "model/limits.h"

struct pattern {
	const char *at;
	const char *end;
	bool lost; /* something that this does not follow: no literal can be trusted */
};

/* Letters in a row while a sequence is read, and the best that was found in it */
struct sequence {
	struct literal run;
	struct literals best;
};

static void read_alternatives(struct literals *out, struct pattern *p, unsigned depth);

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char peek(const struct pattern *p, size_t ahead)
{
	return (size_t)(p->end - p->at) > ahead ? p->at[ahead] : '\0';
}

static void skip(struct pattern *p, size_t count)
{
	size_t left = (size_t)(p->end - p->at);

	p->at += count < left ? count : left;
}

/* Goes past the next c */
static void skip_past(struct pattern *p, char c)
{
	while (p->at < p->end && *p->at != c)
		p->at++;
	skip(p, 1);
}

/* --- the better of two --- */

/* The shortest: how rare a text is that holds one of them */
static size_t worth(const struct literals *literals)
{
	size_t least = literals->count ? LITERAL_SIZE : 0;

	for (size_t i = 0; i < literals->count; i++) {
		if (literals->items[i].len < least)
			least = literals->items[i].len;
	}
	return least;
}

static void offer(struct sequence *s, const struct literals *found)
{
	if (worth(found) > worth(&s->best))
		s->best = *found;
}

static void end_run(struct sequence *s)
{
	struct literals found = {.count = s->run.len > 0};

	found.items[0] = s->run;
	offer(s, &found);
	s->run.len = 0;
}

static void add_letter(struct sequence *s, char c)
{
	if (s->run.len == LITERAL_SIZE)
		return;
	s->run.text[s->run.len++] = (char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
}

/* --- parts of a pattern --- */

/* Goes past *, +, ? or {n,m} and what makes it lazy; false when there is none. *optional: what stands
 * before it may be missing. */
static bool read_quantifier(struct pattern *p, bool *optional)
{
	char c = peek(p, 0);

	*optional = c == '*' || c == '?' || (c == '{' && (peek(p, 1) == '0' || peek(p, 1) == ','));
	if (c == '{')
		skip_past(p, '}');
	else if (c && strchr("*+?", c))
		skip(p, 1);
	else
		return false;
	if (peek(p, 0) == '?' || peek(p, 0) == '+')
		skip(p, 1);
	return true;
}

/* [...], from its bracket on */
static void skip_class(struct pattern *p)
{
	skip(p, 1);
	if (peek(p, 0) == '^')
		skip(p, 1);
	if (peek(p, 0) == ']')
		skip(p, 1);
	while (p->at < p->end && peek(p, 0) != ']') {
		if (peek(p, 0) == '\\')
			skip(p, 2);
		else if (peek(p, 0) == '[' && peek(p, 1) == ':')
			skip_past(p, ']');
		else
			skip(p, 1);
	}
	skip(p, 1);
}

/* What belongs to an escape of a letter or digit, from behind that on: \x3b, \p{Lu}, \k<name> */
static void skip_argument(struct pattern *p, char letter)
{
	size_t most = letter == 'x' ? 2 : 1;

	if (letter == 'Q')
		p->lost = true;
	if (is_digit(letter) || letter == 'g') {
		while (is_digit(peek(p, 0)) || peek(p, 0) == '+' || peek(p, 0) == '-')
			skip(p, 1);
	}
	if (!strchr("xpPogkNc", letter))
		return;
	if (peek(p, 0) == '{')
		skip_past(p, '}');
	else if (peek(p, 0) == '<')
		skip_past(p, '>');
	else if (peek(p, 0) == '\'')
		skip(p, 1), skip_past(p, '\'');
	else if (letter == 'x')
		for (; most && strchr("0123456789abcdefABCDEF", peek(p, 0)) && peek(p, 0); most--)
			skip(p, 1);
	else if (strchr("pPc", letter))
		skip(p, 1);
}

/* Goes past what a group begins with. True when what it holds has to stand in the text. */
static bool read_group_head(struct pattern *p)
{
	skip(p, 1);
	if (peek(p, 0) == '*')
		p->lost = true;
	if (peek(p, 0) != '?')
		return true;
	skip(p, 1);
	if (peek(p, 0) == 'P')
		skip(p, 1);
	if (peek(p, 0) == '<' && peek(p, 1) != '=' && peek(p, 1) != '!') {
		skip_past(p, '>');
		return true;
	}
	if (peek(p, 0) == ':' || peek(p, 0) == '>' || peek(p, 0) == '|') {
		skip(p, 1);
		return true;
	}
	if (peek(p, 0) == '#') {
		/* a comment: leave the parenthesis that ends it */
		while (p->at < p->end && peek(p, 0) != ')')
			skip(p, 1);
		return false;
	}
	/* options, which could hide a quantifier behind white space; names in '' */
	for (size_t i = 0; is_letter(peek(p, i)) || peek(p, i) == '^' || peek(p, i) == '-'; i++)
		p->lost = p->lost || peek(p, i) == 'x';
	p->lost = p->lost || peek(p, 0) == '\'' || peek(p, 0) == '(';
	return false;
}

static void read_group(struct sequence *s, struct pattern *p, unsigned depth)
{
	struct literals inner = {0};
	bool needed = read_group_head(p);
	bool optional;

	end_run(s);
	read_alternatives(&inner, p, depth + 1);
	skip(p, 1);
	read_quantifier(p, &optional);
	if (needed && !optional)
		offer(s, &inner);
}

/* One letter that stands for itself, and how often it does */
static void read_letter(struct sequence *s, struct pattern *p, char c)
{
	bool optional;

	skip(p, 1);
	if (!read_quantifier(p, &optional)) {
		add_letter(s, c);
		return;
	}
	if (!optional)
		add_letter(s, c);
	end_run(s);
}

static void read_other(struct sequence *s, struct pattern *p)
{
	bool optional;
	char c = peek(p, 0);

	end_run(s);
	if (c == '[') {
		skip_class(p);
	} else {
		skip(p, 1);
		if (c == '\\') {
			c = peek(p, 0);
			skip(p, 1);
			skip_argument(p, c);
		}
	}
	read_quantifier(p, &optional);
}

static void read_sequence(struct literals *out, struct pattern *p, unsigned depth)
{
	struct sequence s = {0};

	while (p->at < p->end && !p->lost && *p->at != '|' && *p->at != ')') {
		char c = *p->at;

		if (c == '(') {
			read_group(&s, p, depth);
		} else if (c == '\\' && peek(p, 1) > ' ' && !is_letter(peek(p, 1)) &&
			   !is_digit(peek(p, 1))) {
			skip(p, 1);
			read_letter(&s, p, peek(p, 0));
		} else if (c > ' ' && !strchr("\\[.^$#*+?{", c)) {
			read_letter(&s, p, c);
		} else {
			read_other(&s, p);
		}
	}
	end_run(&s);
	*out = s.best;
}

static void read_alternatives(struct literals *out, struct pattern *p, unsigned depth)
{
	struct literals one;
	bool all = true;

	*out = (struct literals){0};
	p->lost = p->lost || depth > LIMIT_DEPTH;
	for (; !p->lost; skip(p, 1)) {
		read_sequence(&one, p, depth);
		all = all && one.count && out->count + one.count <= LITERAL_MOST;
		for (size_t i = 0; all && i < one.count; i++)
			out->items[out->count++] = one.items[i];
		if (peek(p, 0) != '|')
			break;
	}
	if (!all || p->lost)
		out->count = 0;
}

void literal_find(struct literals *out, const char *pattern, size_t len)
{
	struct pattern p = {pattern, pattern + len, false};

	read_alternatives(out, &p, 0);
	if (p.lost || worth(out) < LITERAL_LEAST)
		out->count = 0;
}
