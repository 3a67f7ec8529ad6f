/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/reference.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define WORDS  200  /* of a text or a term */
#define LENGTH 300  /* of a word, joined ones too */
#define HITS   4000 /* different ones: texts of 20 words have 230 spans each */

enum { TITLE = 1, ABSTRACT = 2, AUTHOR = 4, WHOLE = 8, AUTHORS = 4 };

/* A text, or a term: words and what stands before each */
struct words {
	size_t count;
	const char *start[WORDS];
	const char *end[WORDS];
	char word[WORDS][64];
	char before
		[WORDS]; /* ' ' for what is as good as a blank, '-' for a hyphen, '|' for a break */
};

struct term {
	struct words words;
	bool exact;
	bool quoted;
	bool prefix;
	bool any_case; /* of names */
	bool own_form;
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
	const struct entry *entry;
	const struct reference_settings *settings;
	const struct words *texts; /* of the title, of the abstract and of each author */
	int places;
	char whole; /* the first letter of the field that is compared as a whole */
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
		out->start[out->count] = at;
		out->end[out->count] = at + len;
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
	name = name && (term->exact || !term->any_case);
	if (term->prefix && next == term->words.count)
		return name || term->exact ? strncmp(wanted, word, strlen(wanted)) == 0
					   : strncasecmp(wanted, word, strlen(wanted)) == 0;
	if (term->exact || (term->quoted && name))
		return strcmp(wanted, word) == 0;
	if (name && term->own_form)
		return strcmp(wanted, word) == 0;
	if (term->quoted || term->own_form)
		return strcasecmp(wanted, word) == 0;
	if (name)
		return is_name_or_plural(wanted, word);
	return strcasecmp(wanted, word) == 0 || is_plural_of(wanted, word) ||
	       is_plural_of(word, wanted);
}

/* --- a term in a text --- */

static void add_hit(struct hits *hits, int place, size_t first, size_t last)
{
	for (size_t i = 0; i < hits->count; i++) {
		if (hits->hit[i].place == place && hits->hit[i].first == first &&
			hits->hit[i].last == last)
			return; /* words that are joined in another way */
	}
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

static int places_of(const struct asked *a)
{
	return a->title_only && !a->negated ? a->places & ~ABSTRACT : a->places;
}

/* Whether text number i, title, abstract or author, is to be looked at */
static bool is_asked(const struct asked *a, size_t i)
{
	if (i >= 2)
		return a->places & AUTHOR && i - 2 < a->entry->author_count;
	return places_of(a) >> i & 1;
}

static void find(struct hits *hits, const struct asked *a, const struct term *term)
{
	for (size_t i = 0; i < 2 + AUTHORS; i++) {
		for (size_t t = 0; is_asked(a, i) && t < a->texts[i].count; t++)
			match(hits, term, 0, &a->texts[i], (int)i, t, t);
	}
}

/* --- a regex in a text --- */

struct pattern {
	const char *at;
	const char *end;
	bool any_case;
};

static bool takes(const struct pattern *p, char c)
{
	if (*p->at == '.')
		return c && c != '\n';
	return p->any_case ? tolower((unsigned char)*p->at) == tolower((unsigned char)c)
			   : *p->at == c;
}

/* Where the pattern, begun at start and come to text, ends; NULL when it does not match, or nothing */
static const char *end_of(struct pattern p, const char *start, const char *text)
{
	struct pattern rest = p;
	size_t most = 1, least = 1, count = 0;

	if (p.at == p.end)
		return text > start ? text : NULL;
	rest.at++;
	if (rest.at < p.end && strchr("*?", *rest.at)) {
		most = *rest.at == '*' ? SIZE_MAX : 1;
		least = 0;
		rest.at++;
	}
	while (count < most && takes(&p, text[count]))
		count++;
	for (;; count--) {
		const char *end = count < least ? NULL : end_of(rest, start, text + count);

		if (end || !count)
			return end;
	}
}

static void find_pattern(struct hits *hits, const struct words *words, int place,
	const struct pattern *p, const char *text)
{
	while (*text) {
		const char *end = end_of(*p, text, text);
		size_t first = 0, last = 0;

		if (!end) {
			text++;
			continue;
		}
		while (words && first < words->count && words->end[first] <= text)
			first++;
		while (words && last < words->count && words->start[last] < end)
			last++;
		add_hit(hits, place, first, last > first ? last : first);
		text = end;
	}
}

/* --- values of other fields --- */

/* The values of the field a->whole; NULL behind the last */
static const char *value_of(const struct asked *a, size_t i)
{
	const struct entry *e = a->entry;

	if (a->whole == 'c')
		return i < e->category_count ? e->categories[i] : NULL;
	if (a->whole == 'i' && i == 1)
		return strchr(e->key, ':') + 1;
	if (i)
		return NULL;
	return a->whole == 's' ? e->source : a->whole == 'l' ? e->link : e->key;
}

static void read_value(struct asked *a, struct hits *hits)
{
	size_t len = strcspn(a->at, " ,()");
	bool prefix = len && a->at[len - 1] == '*';
	const char *value;

	for (size_t i = 0; (value = value_of(a, i)); i++) {
		if (strncasecmp(value, a->at, len - prefix) == 0 &&
			(prefix || strlen(value) == len))
			add_hit(hits, WHOLE, 0, 0);
	}
	a->at += len;
}

static void read_regex(struct asked *a, struct hits *hits)
{
	struct pattern p = {.at = a->at, .any_case = a->settings->any_case};
	const char *value;

	p.end = strchr(a->at, '/');
	a->at = p.end + 1;
	if (*a->at == 'i') {
		p.any_case = true;
		a->at++;
	}
	for (size_t i = 0; a->whole && (value = value_of(a, i)) && (i == 0 || a->whole != 'i'); i++)
		find_pattern(hits, NULL, WHOLE, &p, value);
	for (size_t i = 0; !a->whole && i < 2 + AUTHORS; i++) {
		const char *text = i == 0 ? a->entry->title : i == 1 ? a->entry->abstract : NULL;

		if (i >= 2 && i - 2 < a->entry->author_count)
			text = a->entry->authors[i - 2];
		if (text && is_asked(a, i))
			find_pattern(hits, &a->texts[i], (int)i, &p, text);
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

	*term = (struct term){.any_case = a->settings->any_case,
		.own_form = a->settings->own_form || a->places == AUTHOR};
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
	} else if (accept(a, "/")) {
		read_regex(a, hits);
	} else if (a->whole) {
		skip(a);
		read_value(a, hits);
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
			if (a->hit[i].first == a->hit[i].last || b->hit[j].first == b->hit[j].last)
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

static bool answer_number(struct asked *a, uint64_t number)
{
	char sign[3] = "";
	unsigned long long limit;

	skip(a);
	strncat(sign, a->at, strspn(a->at, "<>="));
	a->at += strlen(sign);
	limit = strtoull(a->at, (char **)&a->at, 10);
	if (strcmp(sign, "=") == 0)
		return number == limit;
	if (sign[1] == '=' && number == limit)
		return true;
	return *sign == '<' ? number < limit : number > limit;
}

/* One of the fields that hold for what follows */
static bool accept_field(struct asked *a)
{
	static const struct {
		const char *name;
		int places;
		char whole;
	} fields[] = {
		{"title:", TITLE, '\0'},
		{"abstract:", ABSTRACT, '\0'},
		{"author:", AUTHOR, '\0'},
		{"category:", WHOLE, 'c'},
		{"source:", WHOLE, 's'},
		{"link:", WHOLE, 'l'},
		{"id:", WHOLE, 'i'},
	};

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		if (!accept(a, fields[i].name))
			continue;
		a->places = fields[i].places;
		a->whole = fields[i].whole;
		return true;
	}
	return false;
}

static bool answer_unit(struct asked *a)
{
	int places = a->places;
	bool answer;

	if (accept_field(a)) {
		answer = answer_unit(a);
		a->places = places;
		a->whole = '\0';
		return answer;
	}
	if (accept(a, "votes "))
		return answer_number(a, a->entry->votes);
	if (accept(a, "comments "))
		return answer_number(a, a->entry->comments);
	if (accept(a, "authors "))
		return answer_number(a, a->entry->author_count);
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

struct reference_answer reference_ask(const char *expression, const struct entry *entry,
	const struct reference_settings *settings)
{
	static struct words texts[2 + AUTHORS];
	struct asked a = {
		.entry = entry, .settings = settings, .texts = texts, .places = TITLE | ABSTRACT};
	struct reference_answer answer;

	split(&texts[0], entry->title, entry->title + strlen(entry->title));
	split(&texts[1], entry->abstract, entry->abstract + strlen(entry->abstract));
	for (size_t i = 0; i < entry->author_count; i++)
		split(&texts[2 + i], entry->authors[i],
			entry->authors[i] + strlen(entry->authors[i]));
	a.at = expression;
	answer.fires = answer_or(&a);
	a.at = expression;
	a.title_only = true;
	answer.fires_in_title = answer_or(&a);
	return answer;
}
