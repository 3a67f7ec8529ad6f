/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/sign.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "tidy/sign_rule.h"

#define TIMES "times"

static bool is_ascii_letter(char c)
{
	return (unsigned char)((c | 0x20) - 'a') < 26;
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* A letter or mark of a word: no name touches one. Greek letters may be signs made before. */
static bool is_word(const char *text)
{
	size_t size;
	int32_t c;

	if ((unsigned char)*text < 0x80)
		return is_ascii_letter(*text);
	c = utf8_decode(text, strnlen(text, 4), &size);
	return (c < 0x370 || c > 0x3ff) && (utf8_is_letter(c) || utf8_is_mark(c)) && c != 0x2113;
}

/* Where in the table the names of a first letter begin, and with which letters they go on, as bits:
 * most words are no name by their second letter. */
struct first {
	const struct sign *sign;
	uint32_t second;
};

/* What is rewritten, and how far it has been copied. */
struct work {
	struct buf *out;
	const char *text;
	size_t done; /* text before it is in out */
	const struct first *firsts;
};

static void index_table(struct first firsts[128])
{
	for (const struct sign *sign = sign_table; sign->name; sign++) {
		struct first *first = &firsts[(unsigned char)sign->name[0]];

		if (!first->sign)
			first->sign = sign;
		first->second |= 1U << (sign->name[1] & 31);
	}
}

static const struct sign *longest_name(const struct first firsts[128], const char *text, size_t len)
{
	const struct first *first = &firsts[(unsigned char)text[0]];
	const struct sign *found = NULL;
	size_t best = 0;

	if (len < 2 || !(first->second >> (text[1] & 31) & 1))
		return NULL;
	for (const struct sign *sign = first->sign; sign->name && sign->name[0] == text[0];
		sign++) {
		size_t size;

		if (sign->name[1] != text[1])
			continue;
		size = strlen(sign->name);
		if (size > best && size <= len && memcmp(sign->name, text, size) == 0) {
			found = sign;
			best = size;
		}
	}
	return found;
}

/* False when the run is not made of names alone */
static bool split(struct sign_run *run, const struct first firsts[128])
{
	size_t i = run->start;

	run->count = 0;
	while (i < run->end) {
		const struct sign *sign = longest_name(firsts, run->text + i, run->end - i);

		if (!sign || run->count == SIGN_PARTS)
			return false;
		run->parts[run->count++] = sign;
		i += strlen(sign->name);
	}
	return true;
}

static void look_around(struct sign_run *run, size_t done)
{
	const char *text = run->text;

	run->from = run->start;
	run->to = run->end;
	run->slash = run->from > done && text[run->from - 1] == '\\';
	run->from -= run->slash;
	run->braces = run->from > done && text[run->from - 1] == '{' && text[run->to] == '}';
	run->from -= run->braces;
	run->to += run->braces;
	run->script = 0;
	if (run->from > done && strchr("^_", text[run->from - 1]))
		run->script = text[run->from - 1];
}

static void copy_to(struct work *work, size_t at)
{
	buf_put(work->out, work->text + work->done, at - work->done);
	work->done = at;
}

/* The braces of {\Delta} are the scraper's, those of \frac{m}{\delta} and s^{\delta} the formula's:
 * without them it would be another */
static bool drops_braces(const struct sign_run *run, const struct buf *out)
{
	char last = out->len > 0 ? out->data[out->len - 1] : ' ';
	size_t size;
	bool letter = utf8_is_letter(
		utf8_decode(run->parts[0]->text, strlen(run->parts[0]->text), &size));

	if (!run->braces || run->script)
		return false;
	return !letter || (run->slash && !isalnum((unsigned char)last) && last != '}');
}

static void put_signs(struct work *work, const struct sign_run *run)
{
	bool degrees = run->parts[0]->rule == SIGN_DEGREES;
	bool drop;

	copy_to(work, run->from - (degrees && run->script));
	drop = degrees || drops_braces(run, work->out);
	if (!drop)
		copy_to(work, run->from + run->braces);
	for (size_t i = 0; i < run->count; i++)
		buf_puts(work->out, run->parts[i]->text);
	work->done = drop ? run->to : run->end;
}

/* What stands before and after the times of LLMtimesMapReduce, Ntimes and 8timesA800; first is
 * where its run begins, or where it went on after another */
static bool is_capital_times(const struct work *work, size_t at, size_t first, size_t end)
{
	const char *text = work->text;
	char last = at > 0 ? text[at - 1] : ' ';
	size_t after = at + strlen(TIMES);

	if (!is_capital(last) && !(at == first && last >= '0' && last <= '9'))
		return false;
	if (after == end)
		return at == first + 1;
	return is_capital(text[after]) && !longest_name(work->firsts, text + after, end - after);
}

/* The only name that is found inside a longer run */
static void put_capital_times(struct work *work, size_t start, size_t end)
{
	size_t first = start;

	for (size_t i = start; i + strlen(TIMES) <= end; i++) {
		if (memcmp(work->text + i, TIMES, strlen(TIMES)) != 0 ||
			!is_capital_times(work, i, first, end))
			continue;
		copy_to(work, i);
		buf_puts(work->out, "×");
		work->done = first = i + strlen(TIMES);
	}
}

static void rewrite_run(struct work *work, size_t start, size_t end, unsigned pass)
{
	struct sign_run run = {.text = work->text, .start = start, .end = end};

	if (split(&run, work->firsts)) {
		look_around(&run, work->done);
		if (sign_run_holds(&run, pass))
			put_signs(work, &run);
	} else if (pass == 1) {
		put_capital_times(work, start, end);
	}
}

/* Whether anything is rewritten in the run by the first pass that rewrites something */
static bool holds_somewhere(const struct work *work, size_t start, size_t end)
{
	struct sign_run run = {.text = work->text, .start = start, .end = end};

	if (split(&run, work->firsts)) {
		look_around(&run, 0);
		for (unsigned pass = 0; pass < SIGN_PASSES; pass++) {
			if (sign_run_holds(&run, pass))
				return true;
		}
		return false;
	}
	for (size_t i = start; i + strlen(TIMES) <= end; i++) {
		if (work->text[i] == *TIMES && memcmp(work->text + i, TIMES, strlen(TIMES)) == 0 &&
			is_capital_times(work, i, start, end))
			return true;
	}
	return false;
}

bool sign_may_be(const char *text)
{
	struct first firsts[128] = {{0}};
	const struct work work = {.text = text, .firsts = firsts};
	const bool times = strstr(text, TIMES) != NULL;
	size_t stop;

	index_table(firsts);
	for (size_t i = 0; text[i]; i = stop + (stop == i)) {
		for (stop = i; is_ascii_letter(text[stop]);)
			stop++;
		if (stop < i + 2 ||
			(!times &&
				!(firsts[(unsigned char)text[i]].second >> (text[i + 1] & 31) & 1)))
			continue;
		if (holds_somewhere(&work, i, stop))
			return true;
	}
	return false;
}

void sign_rewrite(struct buf *out, const char *text, size_t start, size_t end, unsigned pass)
{
	struct first firsts[128] = {{0}};
	struct work work = {.out = out, .text = text, .done = start, .firsts = firsts};
	size_t stop;

	index_table(firsts);
	for (size_t i = start; i < end; i = stop + (stop == i)) {
		stop = i;
		while (stop < end && is_ascii_letter(text[stop]))
			stop++;
		if (stop - i < 2 || is_word(text + stop) ||
			(i > 0 && is_word(text + utf8_back(text, i))))
			continue;
		rewrite_run(&work, i, stop, pass);
	}
	copy_to(&work, end);
}

/* The name of the sign that text begins with, or NULL */
static const struct sign *sign_at(const char *text)
{
	for (const struct sign *sign = sign_table; sign->name; sign++) {
		if (strncmp(text, sign->text, strlen(sign->text)) == 0)
			return sign;
	}
	return NULL;
}

void sign_spell(struct buf *out, const char *text)
{
	while (*text) {
		size_t plain = 0;
		const struct sign *sign = NULL;

		while (text[plain] && !sign) {
			if ((unsigned char)text[plain] >= 0xc2)
				sign = sign_at(text + plain);
			plain += !sign;
		}
		buf_put(out, text, plain);
		text += plain;
		if (sign) {
			buf_puts(out, sign->name);
			text += strlen(sign->text);
		}
	}
}
