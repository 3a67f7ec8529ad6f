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
#define BLOCK 64 /* bytes of the text that are looked at together, one bit each */

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

/* A letter's place in an index: A to Z, then a to z */
#define PLACE(letter) ((unsigned char)(letter)&63)
#define PLACES        64

/* One bit for each letter of the alphabet */
#define BIT(letter) (UINT32_C(1) << ((letter)&31))

/* What most words that are no names fail at: by the first letter with which second one names go on,
 * and by the last one which stand before it. */
struct index {
	uint32_t second[PLACES];
	uint32_t before_last[PLACES];
	uint16_t row[PLACES]; /* of the table, where names of a first letter begin */
};

/* What is rewritten, and how far it has been copied. */
struct work {
	struct buf *out;
	const char *text;
	size_t done; /* text before it is in out */
	const struct index *index;
};

static void index_table(struct index *index)
{
	for (const struct sign *sign = sign_table; sign->name; sign++) {
		const char *name = sign->name;
		size_t len = strlen(name);

		if (!index->second[PLACE(*name)])
			index->row[PLACE(*name)] = (uint16_t)(sign - sign_table);
		index->second[PLACE(*name)] |= BIT(name[1]);
		index->before_last[PLACE(name[len - 1])] |= BIT(name[len - 2]);
	}
}

/* Made by the first call: it says what the table says, and texts are many */
static const struct index *the_index(void)
{
	static struct index index;
	static bool made;

	if (!made)
		index_table(&index);
	made = true;
	return &index;
}

/* Whether a name may begin with the two letters at text */
static bool may_begin(const struct index *index, const char *text)
{
	return index->second[PLACE(text[0])] & BIT(text[1]);
}

/* Whether a name may end with the two letters before end */
static bool may_end(const struct index *index, const char *end)
{
	return index->before_last[PLACE(end[-1])] & BIT(end[-2]);
}

static const struct sign *longest_name(const struct index *index, const char *text, size_t len)
{
	const struct sign *found = NULL;
	size_t best = 0;

	if (len < 2 || !may_begin(index, text))
		return NULL;
	for (const struct sign *sign = sign_table + index->row[PLACE(text[0])];
		sign->name && sign->name[0] == text[0]; sign++) {
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
static bool split(struct sign_run *run, const struct index *index)
{
	size_t i = run->start;

	run->count = 0;
	while (i < run->end) {
		const struct sign *sign = longest_name(index, run->text + i, run->end - i);

		if (!sign || run->count == SIGN_PARTS)
			return false;
		run->parts[run->count++] = sign;
		i += strlen(sign->name);
	}
	return run->count > 0;
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
	return is_capital(text[after]) && !longest_name(work->index, text + after, end - after);
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

	if (split(&run, work->index)) {
		look_around(&run, work->done);
		if (sign_run_holds(&run, pass))
			put_signs(work, &run);
	} else if (pass == 1) {
		put_capital_times(work, start, end);
	}
}

/* Whether any pass rewrites the run, which stands between other characters than letters, as one of names
 * alone */
static bool holds(const struct work *work, size_t start, size_t end)
{
	struct sign_run run = {.text = work->text, .start = start, .end = end};

	if (!split(&run, work->index))
		return false;
	look_around(&run, 0);
	for (unsigned pass = 0; pass < SIGN_PASSES; pass++) {
		if (sign_run_holds(&run, pass))
			return true;
	}
	return false;
}

/* Whether the run of letters from start to end has a times that put_capital_times finds */
static bool has_capital_times(const struct work *work, size_t start, size_t end)
{
	struct sign_run run = {.text = work->text, .start = start, .end = end};

	for (size_t i = start; i + strlen(TIMES) <= end; i++) {
		if (work->text[i] == *TIMES && memcmp(work->text + i, TIMES, strlen(TIMES)) == 0 &&
			is_capital_times(work, i, start, end))
			return !split(&run, work->index);
	}
	return false;
}

static bool capital_times_may_be(const struct work *work)
{
	const char *text = work->text;
	size_t stop;

	if (!strstr(text, TIMES))
		return false;
	for (size_t i = 0; text[i]; i = stop + (stop == i)) {
		for (stop = i; is_ascii_letter(text[stop]);)
			stop++;
		if (has_capital_times(work, i, stop))
			return true;
	}
	return false;
}

/* Which of the eight bytes at text are ASCII letters: bit 0 says it of the first */
static uint64_t letters_of_eight(const char *text)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	const unsigned char *at = (const unsigned char *)text;
	/* which compilers know to be one load, or one and a swap */
	uint64_t bytes = (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 |
			 (uint64_t)at[3] << 24 | (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 |
			 (uint64_t)at[6] << 48 | (uint64_t)at[7] << 56;
	uint64_t low = (bytes | ones * 0x20) & ones * 0x7f;
	/* bit 7 of each byte that is not below a, not above z, and ASCII */
	uint64_t letters =
		(low + ones * (0x80 - 'a')) & ~(low + ones * (0x7f - 'z')) & ~bytes & ones << 7;

	/* gathers them: byte n's bit goes to bit 56 + n */
	return (letters >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

/* Which of the first BLOCK bytes at text, of which len are left, are ASCII letters */
static uint64_t letters_of(const char *text, size_t len)
{
	char rest[BLOCK] = {0};
	uint64_t letters = 0;

	if (len < BLOCK) {
		memcpy(rest, text, len);
		text = rest;
	}
	for (size_t i = 0; i < BLOCK; i += 8)
		letters |= letters_of_eight(text + i) << i;
	return letters;
}

/* Whether any pass rewrites the run of letters that begins at text + start */
static bool holds_at(const struct work *work, size_t start)
{
	const char *text = work->text;
	size_t stop = start;

	if (!may_begin(work->index, text + start))
		return false;
	while (is_ascii_letter(text[stop]))
		stop++;
	return stop - start >= 2 && may_end(work->index, text + stop) && holds(work, start, stop);
}

bool sign_may_be(const char *text)
{
	const struct work work = {.text = text, .index = the_index()};
	size_t len = strlen(text);
	uint64_t last = 0; /* whether the byte before the block is a letter */

	for (size_t at = 0; at < len; at += BLOCK) {
		uint64_t letters = letters_of(text + at, len - at);
		uint64_t starts = letters & ~(letters << 1 | last);

		for (; starts; starts &= starts - 1) {
			if (holds_at(&work, at + (size_t)__builtin_ctzll(starts)))
				return true;
		}
		last = letters >> (BLOCK - 1);
	}
	return capital_times_may_be(&work);
}

void sign_rewrite(struct buf *out, const char *text, size_t start, size_t end, unsigned pass)
{
	struct work work = {.out = out, .text = text, .done = start, .index = the_index()};
	size_t stop;

	for (size_t i = start; i < end; i = stop + (stop == i)) {
		stop = i;
		while (stop < end && is_ascii_letter(text[stop]))
			stop++;
		if (stop - i < 2 || (pass != 1 && !may_begin(work.index, text + i)) ||
			is_word(text + stop) || (i > 0 && is_word(text + utf8_back(text, i))))
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
