/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/reference.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define WORDS  200 /* of a text or a term */
#define LENGTH 300 /* of a word, joined ones too */
#define HITS   4000

enum { TITLE = 1, ABSTRACT = 2 };

/* A text, or a term: words and what stands before each */
struct words {
	size_t count;
	char word[WORDS][64];
	char before
		[WORDS]; /* ' ' for what is as good as a blank, '-' for a hyphen, '|' for a break */
};

struct term {
	struct words words;
	bool exact;
	bool quoted;
	bool prefix;
};

struct hits {
	size_t count;
	struct {
		int place;
		size_t first;
		size_t last;
	} hit[HITS];
};

/* The expression from at on, and what it is asked of */
struct asked {
	const char *at;
	const struct words *texts; /* of the title and of the abstract */
	int places;
	bool title_only;
	bool negated;
};

static bool answer_or(struct asked *a);

/* --- words --- */

/* What the characters between two words are worth */
static char worth(const char *from, const char *to)
{
	size_t hyphens = 0, slashes = 0, others = 0;
	bool first = from < to && *from == ' ';
	bool last = from < to && to[-1] == ' ';

	for (; from < to; from++) {
		hyphens += *from == '-';
		slashes += *from == '/';
		others += !strchr("-/ ", *from);
	}
	if (others || hyphens + slashes > 1 || (hyphens && first && last))
		return '|';
	return hyphens && !first && !last ? '-' : ' ';
}

static void split(struct words *out, const char *text, const char *end)
{
	const char *gap = text;

	out->count = 0;
	for (const char *at = text; at < end;) {
		size_t len = 0;

		while (at + len < end && isalnum((unsigned char)at[len]))
			len++;
		if (!len) {
			at++;
			continue;
		}
		out->before[out->count] = out->count ? worth(gap, at) : '|';
		snprintf(out->word[out->count], sizeof(out->word[0]), "%.*s", (int)len, at);
		out->count++;
		at += len;
		if (end - at >= 2 && memcmp(at, "'s", 2) == 0 &&
			!(end - at > 2 && isalnum((unsigned char)at[2])))
			at += 2;
		gap = at;
	}
}

/* --- one word of a term, one of the text --- */

static bool is_name(const char *word)
{
	bool letter = false;

	for (; *word; word++) {
		if (letter && isupper((unsigned char)*word))
			return true;
		letter = letter || isalpha((unsigned char)*word);
	}
	return false;
}

static bool ends_with(const char *word, const char *ending)
{
	size_t len = strlen(word), tail = strlen(ending);

	return len >= tail && strcasecmp(word + len - tail, ending) == 0;
}

static bool is_plural_of(const char *plural, const char *word)
{
	size_t len = strlen(word);
	char expected[LENGTH + 4];

	if (len < 3)
		return false;
	for (const char *c = word; *c; c++) {
		if (!isalpha((unsigned char)*c))
			return false;
	}
	if (ends_with(word, "y") && !strchr("aeiouAEIOU", word[len - 2]))
		snprintf(expected, sizeof(expected), "%.*sies", (int)len - 1, word);
	else if (ends_with(word, "s") || ends_with(word, "x") || ends_with(word, "ch"))
		snprintf(expected, sizeof(expected), "%ses", word);
	else
		snprintf(expected, sizeof(expected), "%ss", word);
	return strcasecmp(plural, expected) == 0;
}

static bool is_name_or_plural(const char *name, const char *word)
{
	size_t len = strlen(name);

	if (strcmp(name, word) == 0)
		return true;
	if (strncmp(name, word, len) == 0 && strcmp(word + len, "s") == 0)
		return true;
	return len > 2 && name[len - 1] == 's' && strlen(word) == len - 1 &&
	       strncmp(name, word, len - 1) == 0;
}

/* Whether the term's words from w to before next, as one word, are that word of the text */
static bool accepts(const struct term *term, size_t w, size_t next, const char *word)
{
	char wanted[LENGTH] = "";
	bool name = false;

	for (; w < next; w++) {
		strncat(wanted, term->words.word[w], sizeof(wanted) - strlen(wanted) - 1);
		name = name || is_name(term->words.word[w]);
	}
	if (term->prefix && next == term->words.count)
		return name || term->exact ? strncmp(wanted, word, strlen(wanted)) == 0
					   : strncasecmp(wanted, word, strlen(wanted)) == 0;
	if (term->exact || (term->quoted && name))
		return strcmp(wanted, word) == 0;
	if (term->quoted)
		return strcasecmp(wanted, word) == 0;
	if (name)
		return is_name_or_plural(wanted, word);
	return strcasecmp(wanted, word) == 0 || is_plural_of(wanted, word) ||
	       is_plural_of(word, wanted);
}

/* --- a term in a text --- */

static void add_hit(struct hits *hits, int place, size_t first, size_t last)
{
	if (hits->count == HITS)
		abort();
	hits->hit[hits->count].place = place;
	hits->hit[hits->count].first = first;
	hits->hit[hits->count].last = last;
	hits->count++;
}

/* The term's words from w on are to stand at the text's from t on */
static void match(struct hits *hits, const struct term *term, size_t w, const struct words *text,
	int place, size_t first, size_t t)
{
	if (w == term->words.count) {
		add_hit(hits, place, first, t);
		return;
	}
	if (t == text->count || (t > first && text->before[t] == '|'))
		return;
	for (size_t w_end = w + 1; w_end <= term->words.count; w_end++) {
		char word[LENGTH] = "";

		if (w_end > w + 1 && term->words.before[w_end - 1] != '-')
			break;
		for (size_t end = t + 1; end <= text->count && end <= t + 8; end++) {
			if (end > t + 1 && text->before[end - 1] != '-')
				break;
			strncat(word, text->word[end - 1], sizeof(word) - strlen(word) - 1);
			if (accepts(term, w, w_end, word))
				match(hits, term, w_end, text, place, first, end);
		}
	}
}

static void find(struct hits *hits, const struct asked *a, const struct term *term)
{
	int places = a->title_only && !a->negated ? a->places & TITLE : a->places;

	for (int i = 0; i < 2; i++) {
		for (size_t t = 0; places >> i & 1 && t < a->texts[i].count; t++)
			match(hits, term, 0, &a->texts[i], 1 << i, t, t);
	}
}

/* --- the expression --- */

static void skip(struct asked *a)
{
	while (*a->at == ' ')
		a->at++;
}

static bool accept(struct asked *a, const char *sign)
{
	skip(a);
	if (strncmp(a->at, sign, strlen(sign)) != 0)
		return false;
	a->at += strlen(sign);
	return true;
}

static bool at_word(struct asked *a, const char *word)
{
	skip(a);
	return strncmp(a->at, word, strlen(word)) == 0 &&
	       (!a->at[strlen(word)] || strchr(" ,()", a->at[strlen(word)]));
}

static bool accept_word(struct asked *a, const char *word)
{
	if (!at_word(a, word))
		return false;
	a->at += strlen(word);
	return true;
}

/* A term, of which the bare one ends where an operator begins */
static void read_term(struct asked *a, struct term *term)
{
	const char *from, *end;

	*term = (struct term){0};
	if (accept(a, "\"")) {
		end = strchr(a->at, '"');
		term->quoted = true;
		split(&term->words, a->at, end);
		a->at = end + 1;
		return;
	}
	term->exact = accept(a, "=");
	skip(a);
	for (from = end = a->at; *a->at && !strchr(",()", *a->at); end = a->at) {
		a->at += strcspn(a->at, " ,()");
		end = a->at;
		if (at_word(a, "and") || at_word(a, "or") || at_word(a, "not"))
			break;
		if (strncmp(a->at, "near/", 5) == 0)
			break;
	}
	term->prefix = end[-1] == '*';
	split(&term->words, from, end - term->prefix);
}

/* The hits of a term, of the list, or of terms in parentheses */
static void read_flat(struct asked *a, struct hits *hits)
{
	struct term term;

	if (accept(a, "(")) {
		do {
			read_flat(a, hits);
		} while (accept(a, ","));
		accept(a, ")");
	} else if (accept_word(a, "@l")) {
		struct asked list = *a;

		list.at = REFERENCE_LIST;
		do {
			read_flat(&list, hits);
		} while (accept(&list, ","));
	} else {
		read_term(a, &term);
		find(hits, a, &term);
	}
}

/* near/N follows the group that begins here */
static bool near_follows(const struct asked *a)
{
	const char *at = a->at;
	int depth = 0;

	do {
		depth += *at == '(';
		depth -= *at == ')';
		at++;
	} while (depth);
	return strncmp(at + strspn(at, " "), "near/", 5) == 0;
}

static bool are_near(const struct hits *a, const struct hits *b, size_t words)
{
	for (size_t i = 0; i < a->count; i++) {
		for (size_t j = 0; j < b->count; j++) {
			if (a->hit[i].place != b->hit[j].place)
				continue;
			if (a->hit[i].last <= b->hit[j].first &&
				b->hit[j].first - a->hit[i].last <= words)
				return true;
			if (b->hit[j].last <= a->hit[i].first &&
				a->hit[i].first - b->hit[j].last <= words)
				return true;
		}
	}
	return false;
}

static bool answer_near(struct asked *a)
{
	static struct hits left, right;

	left.count = right.count = 0;
	read_flat(a, &left);
	if (!accept(a, "near/"))
		return left.count > 0;
	size_t words = strtoul(a->at, (char **)&a->at, 10);

	read_flat(a, &right);
	return are_near(&left, &right, words);
}

static bool answer_and(struct asked *a);

/* How many items of N of (...) hold */
static size_t answer_items(struct asked *a)
{
	size_t held = 0;

	do {
		bool holds;

		skip(a);
		if (at_word(a, "@l") && strchr(",)", a->at[2])) {
			struct asked list = *a;

			accept_word(a, "@l");
			list.at = REFERENCE_LIST;
			held += answer_items(&list);
			continue;
		}
		holds = answer_and(a);
		while (accept_word(a, "or"))
			holds |= answer_and(a);
		held += holds;
	} while (accept(a, ","));
	return held;
}

static bool answer_unit(struct asked *a)
{
	int places = a->places;
	bool answer;

	if (accept(a, "title:") || accept(a, "abstract:")) {
		a->places &= a->at[-2] == 'e' ? TITLE : ABSTRACT;
		answer = answer_unit(a);
		a->places = places;
		return answer;
	}
	if (isdigit((unsigned char)*a->at) && strncmp(a->at + 1, " of (", 5) == 0) {
		size_t least = (size_t)(*a->at - '0');

		a->at += 6;
		answer = answer_items(a) >= least;
		accept(a, ")");
		return answer;
	}
	if (*a->at == '(' && !near_follows(a)) {
		accept(a, "(");
		answer = answer_or(a);
		accept(a, ")");
		return answer;
	}
	return answer_near(a);
}

static bool answer_not(struct asked *a)
{
	bool answer;

	if (!accept_word(a, "not"))
		return answer_unit(a);
	a->negated = !a->negated;
	answer = !answer_unit(a);
	a->negated = !a->negated;
	return answer;
}

static bool answer_and(struct asked *a)
{
	bool answer = answer_not(a);

	while (accept_word(a, "and"))
		answer &= answer_not(a);
	return answer;
}

static bool answer_or(struct asked *a)
{
	bool answer = answer_and(a);

	while (accept(a, ",") || accept_word(a, "or"))
		answer |= answer_and(a);
	return answer;
}

struct reference_answer reference_ask(
	const char *expression, const char *title, const char *abstract)
{
	static struct words texts[2];
	struct asked a = {.texts = texts, .places = TITLE | ABSTRACT};
	struct reference_answer answer;

	split(&texts[0], title, title + strlen(title));
	split(&texts[1], abstract, abstract + strlen(abstract));
	a.at = expression;
	answer.fires = answer_or(&a);
	a.at = expression;
	a.title_only = true;
	answer.fires_in_title = answer_or(&a);
	return answer;
}
