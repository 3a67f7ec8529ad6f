/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xalloc.h"
#include "tidy/latex_work.h"

/* Accents that are named by a sign: the mark, and the sign itself when it stands on nothing */
static const struct {
	char name;
	const char *mark;
} accents[] = {
	{'"', "\u0308"},
	{'\'', "\u0301"},
	{'`', "\u0300"},
	{'^', "\u0302"},
	{'~', "\u0303"},
	{'=', "\u0304"},
	{'.', "\u0307"},
};

/* What follows an apostrophe at a word's end */
static const char *const contractions[] = {"s", "t", "d", "m", "ll", "re", "ve"};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *mark_of(char name)
{
	for (size_t i = 0; i < COUNT(accents); i++) {
		if (accents[i].name == name)
			return accents[i].mark;
	}
	return NULL;
}

static int32_t char_at(const char *text)
{
	size_t size;

	return *text ? utf8_decode(text, strnlen(text, 4), &size) : 0;
}

void latex_put_mark(struct buf *out, size_t at, const char *mark)
{
	char *rest;
	size_t first;

	if (at >= out->len)
		return;
	/* i and j lose their dot to an accent either way */
	first = utf8_prefix(out->data + at, 1);
	/* behind the marks that it has: {\~{\^e}} is an e with ^, and ~ above that */
	while (utf8_is_mark(char_at(out->data + at + first)))
		first += utf8_prefix(out->data + at + first, 1);
	rest = xstrdup(out->data + at + first);
	if (strncmp(out->data + at, "ı", first) == 0) {
		buf_truncate(out, at);
		buf_putc(out, 'i');
	} else if (strncmp(out->data + at, "ȷ", first) == 0) {
		buf_truncate(out, at);
		buf_putc(out, 'j');
	} else {
		buf_truncate(out, at + first);
	}
	buf_puts(out, mark);
	buf_puts(out, rest);
	free(rest);
}

/* it\'s, they\'re, O\'Neil: an apostrophe that somebody escaped */
static bool is_apostrophe(const struct latex *latex, size_t at)
{
	const char *text = latex->text;
	const char *next = text + at + 2;

	if (text[at + 1] != '\'' || at == 0 || !latex_is_letter(text[at - 1]))
		return false;
	for (size_t i = 0; i < COUNT(contractions); i++) {
		size_t len = strlen(contractions[i]);

		if (strncmp(next, contractions[i], len) == 0 && !latex_is_letter(next[len]) &&
			next[len] != '\\' && next[len] != '{')
			return true;
	}
	return next[0] >= 'A' && next[0] <= 'Z' && next[1] >= 'a' && next[1] <= 'z';
}

/* Whether Unicode has the letter with its mark as one character: else it is no accent in earnest */
static bool composes(char letter, const char *mark)
{
	char pair[8] = {letter};
	char *composed;
	bool one;

	memcpy(pair + 1, mark, strlen(mark) + 1);
	composed = utf8_nfc(pair);
	one = utf8_length(composed) == 1;
	free(composed);
	return one;
}

size_t latex_accent(struct latex *latex, size_t at, size_t end, struct latex_mode mode)
{
	const char *text = latex->text;
	const char *mark = at + 1 < end && !mode.math ? mark_of(text[at + 1]) : NULL;
	size_t start = latex->out->len;
	struct latex_span letter;
	size_t after;

	if (!mark)
		return at;
	if ((text[at + 1] == '"' && latex->escaped_quotes) || is_apostrophe(latex, at)) {
		buf_putc(latex->out, text[at + 1]);
		return at + 2;
	}
	after = latex_argument(latex, &letter, at + 2, end);
	if (after == at + 2)
		return at;
	if (letter.start == letter.end) {
		buf_putc(latex->out, text[at + 1]);
		return after;
	}
	if (letter.start == at + 2 || text[letter.start - 1] != '{') {
		bool dotless =
			letter.end == letter.start + 2 && strchr("ij", text[letter.start + 1]);

		/* a blank between an accent and its letter stands inside a word */
		if ((!dotless && !composes(text[letter.start], mark)) ||
			(letter.start > at + 2 && (at == 0 || !latex_is_letter(text[at - 1]))))
			return at;
		if (dotless)
			after = latex_skip_blanks(latex, after, end);
	}
	mode.depth++;
	latex_convert(latex, letter, mode);
	latex_put_mark(latex->out, start, mark);
	return after;
}
