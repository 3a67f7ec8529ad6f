/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/latex.h"

#include <stdlib.h>
#include <string.h>

#include "base/url.h"
#include "base/utf8.h"
#include "model/limits.h"
#include "tidy/latex_table.h"
#include "tidy/latex_work.h"
#include "tidy/script.h"

#define LONGEST_NUMBER 6  /* digits of a script that stands without braces */
#define LONGEST_SCRIPT 60 /* bytes of one in braces, outside of formulas */
#define MOST_SLASHES   16 /* that a backslash became by being escaped again and again */

bool latex_may_be(const char *text)
{
	/* faster, one after the other, than strpbrk */
	return strchr(text, '\\') || strchr(text, '$') || strchr(text, '^') || strchr(text, '_') ||
	       strchr(text, '~');
}

/* How many bytes of text, from its start on, say the script that stands there without braces: the 2
 * of R^2, the -3 of 10^-3, the i of x_i; 0 when there is none */
static size_t bare_script(const char *text, size_t left)
{
	size_t sign = left > 1 && strchr("+-", *text) ? 1 : 0;
	size_t digits = strspn(text + sign, "0123456789");

	if (digits > 0 && digits <= LONGEST_NUMBER && sign + digits <= left)
		return latex_is_letter(text[sign + digits]) && text[sign + digits] >= 'a'
			       ? 0
			       : sign + digits;
	return left > 0 && latex_is_letter(*text) && !latex_is_alnum(text[1]) &&
			       !strchr("_{-", text[1] ? text[1] : ' ')
		       ? 1
		       : 0;
}

/* The character of out that ends before *at; moves *at to where it begins */
static int32_t char_back(const struct latex *latex, size_t *at)
{
	size_t size;

	if (*at == 0)
		return ' ';
	*at = utf8_back(latex->out->data, *at);
	return utf8_decode(latex->out->data + *at, latex->out->len - *at, &size);
}

/* Whether a script outside of formulas stands on what may have one: a letter alone or a closing
 * bracket, or for an exponent any word, number or bracket too */
static bool has_base(const struct latex *latex, char mark)
{
	size_t at = latex->out->len;
	int32_t base = char_back(latex, &at);
	int32_t before = char_back(latex, &at);

	if (base == ')')
		return true;
	if (mark == '^')
		return base >= 0x80 || latex_is_alnum((char)base) || strchr("]}|", (char)base);
	return utf8_is_letter(base) && !utf8_is_letter(before) && !utf8_is_number(before) &&
	       !(before < 0x80 && strchr("_-/.@#", (char)before));
}

/* R^2, 10^{-3}, x_1 of a formula that lost its dollars */
static size_t loose_script(struct latex *latex, size_t at, size_t end, struct latex_mode mode)
{
	size_t start = latex->out->len;
	char mark = latex->text[at];
	struct latex_span span = {0};
	size_t after = at + 1;

	if (!has_base(latex, mark) || at == latex->after_url)
		return at;
	if (after < end && latex->text[after] == '{')
		after = latex_group(latex, &span, after, end);
	else if (after + 1 < end && latex->text[after] == '\\')
		after = latex_argument(latex, &span, after, end);
	else
		after += bare_script(latex->text + after, end - after);
	if (after == at + 1)
		return at;
	if (latex->text[at + 1] != '{' && latex->text[at + 1] != '\\')
		span = (struct latex_span){at + 1, after};
	if (span.end - span.start > LONGEST_SCRIPT)
		return at;
	mode.depth++;
	mode.math = memchr(latex->text + span.start, '\\', span.end - span.start) != NULL;
	if (!mode.math && !script_has(latex->text + span.start, span.end - span.start, mark))
		return at;
	latex_convert(latex, span, mode);
	script_raise(latex->out, start, mark);
	return after;
}

static size_t formula_script(struct latex *latex, size_t at, size_t end, struct latex_mode mode)
{
	size_t start = latex->out->len;
	struct latex_span span;
	size_t after = latex_argument(latex, &span, at + 1, end);

	if (after == at + 1)
		return at;
	mode.depth++;
	/* \mathrm and its like take a group with them */
	if (latex->text[span.start] == '\\' && latex->text[span.start - 1] != '{') {
		after = latex_command(latex, span.start, end, mode);
		if (after == span.start)
			return at;
		/* the blank behind it stands behind the script */
		if (after > span.end && after < end && latex->text[after - 1] == ' ' &&
			latex_is_alnum(latex->text[after]))
			after--;
	} else {
		latex_convert(latex, span, mode);
	}
	script_raise(latex->out, start, latex->text[at]);
	return after;
}

static size_t put_script(struct latex *latex, size_t at, size_t end, struct latex_mode mode)
{
	if (mode.depth >= LIMIT_LATEX_DEPTH)
		return at;
	return mode.math ? formula_script(latex, at, end, mode)
			 : loose_script(latex, at, end, mode);
}

/* {\"o}, {\bf word} and {\ours}, but not {placeholder}; 10{,}000 */
static bool is_group(const struct latex *latex, struct latex_span span)
{
	const char *text = latex->text;
	size_t start = latex_skip_blanks(latex, span.start, span.end);
	size_t len = 0;

	if (span.end == span.start + 1 && strchr(",.-'\"=<>+:", text[span.start]))
		return true;
	if (start >= span.end || text[start] != '\\')
		return false;
	while (latex_is_letter(text[start + 1 + len]))
		len++;
	if (len > 1 && start == span.start && start + 1 + len == span.end)
		return true;
	return len > 0 ? latex_find(text + start + 1, len) != NULL
		       : strchr("\"'`^~=.", text[start + 1]) != NULL;
}

static size_t put_group(struct latex *latex, size_t at, size_t end, struct latex_mode mode)
{
	struct latex_span span = {at + 1, latex->close[at]};

	if (span.end == 0 || span.end >= end || mode.depth >= LIMIT_LATEX_DEPTH ||
		(!mode.math && !is_group(latex, span)))
		return at;
	mode.depth++;
	latex_convert(latex, span, mode);
	return span.end + 1;
}

static size_t put_formula(struct latex *latex, size_t at, size_t end, struct latex_mode mode)
{
	size_t outer = latex->formula;
	struct latex_span content;
	size_t after = mode.math || mode.depth >= LIMIT_LATEX_DEPTH
			       ? 0
			       : latex_formula(latex, &content, at, end);

	if (after == 0)
		return at;
	latex->formula = latex->out->len;
	latex_convert(latex, content, (struct latex_mode){true, mode.depth + 1});
	latex->formula = outer;
	return after;
}

/* Whether text begins with the name of a command that takes no argument */
static bool is_symbol(const char *text)
{
	const struct latex_command *command;
	size_t len = 0;

	while (latex_is_letter(text[len]))
		len++;
	command = latex_find(text, len);
	return command && command->kind < LATEX_TEXT;
}

/* Backslashes that were doubled on the way stand for one; else \\ is a line end */
static size_t put_slashes(struct latex *latex, size_t at, size_t end, struct latex_mode mode)
{
	const char *text = latex->text;
	size_t last = at;
	char next;
	size_t after;

	while (last + 1 < end && last - at < MOST_SLASHES && text[last + 1] == '\\')
		last++;
	next = text[last + 1];
	if (strchr("%&$#_", next) && next) {
		buf_putc(latex->out, next);
		return last + 2;
	}
	if (!mode.math && latex_is_letter(next) && latex_is_letter(text[last + 2])) {
		after = is_symbol(text + last + 1) ? latex_command(latex, last, end, mode) : last;
		return after == last ? at : after;
	}
	if (last != at + 1 || (!mode.math && next && !strchr(" \n[", next)))
		return at;
	buf_putc(latex->out, '\n');
	return last + 1;
}

static size_t put_backslash(struct latex *latex, size_t at, size_t end, struct latex_mode mode)
{
	size_t after;

	if (latex->text[at + 1] == '\\')
		return put_slashes(latex, at, end, mode);
	after = put_formula(latex, at, end, mode);
	if (after == at && mode.depth < LIMIT_LATEX_DEPTH)
		after = latex_accent(latex, at, end, mode);
	return after == at ? latex_command(latex, at, end, mode) : after;
}

/* A blank that does not break, between words: not about (~5), not 10~20, nor y~x */
static size_t put_tie(struct latex *latex, size_t at, size_t end, struct latex_mode mode)
{
	const char *text = latex->text;
	char last = at > 0 ? text[at - 1] : ' ';
	char next = at + 1 < end ? text[at + 1] : ' ';
	bool words = (at > 1 && last == '.' && latex_is_letter(text[at - 2])) ||
		     (at > 1 && latex_is_alnum(last) && latex_is_alnum(text[at - 2])) ||
		     next == '\\' || (latex_is_alnum(next) && latex_is_alnum(text[at + 2]));

	if (!mode.math && (strchr(" \n(/", last) || strchr(" \n/~", next) || !words ||
				  (latex_is_digit(last) && latex_is_digit(next))))
		return at;
	buf_putc(latex->out, ' ');
	return at + 1;
}

/* Appends what begins at text + at, when it is LaTeX; returns where it ends, at when it is none */
static size_t put_latex(struct latex *latex, size_t at, size_t end, struct latex_mode mode)
{
	switch (latex->text[at]) {
	case '\\':
		return put_backslash(latex, at, end, mode);
	case '$':
		return put_formula(latex, at, end, mode);
	case '{':
		return put_group(latex, at, end, mode);
	case '^':
	case '_':
		return put_script(latex, at, end, mode);
	case '~':
		return put_tie(latex, at, end, mode);
	default:
		return at;
	}
}

/* Where the next character stands that may be LaTeX's, or the next URL */
static size_t find_next(struct latex *latex, size_t at, size_t end)
{
	size_t next = at + strcspn(latex->text + at, "\\${}^_~");

	if (latex->url_len > 0 && latex->url < at) {
		latex->url = at;
		if (!url_find(latex->text, &latex->url, &latex->url_len))
			latex->url_len = 0;
	}
	if (latex->url_len > 0 && latex->url < next)
		next = latex->url;
	return next < end ? next : end;
}

void latex_convert(struct latex *latex, struct latex_span span, struct latex_mode mode)
{
	size_t at = span.start;

	while (at < span.end) {
		size_t next = find_next(latex, at, span.end);
		size_t after;

		buf_put(latex->out, latex->text + at, next - at);
		if (next == span.end)
			return;
		if (latex->url_len > 0 && next == latex->url) {
			after = next + latex->url_len;
			after = after < span.end ? after : span.end;
			latex->after_url = after;
		} else {
			at = put_latex(latex, next, span.end, mode);
			after = at == next ? next + 1 : next;
		}
		/* what is no LaTeX stays */
		buf_put(latex->out, latex->text + next, after - next);
		if (after > next)
			at = after;
	}
}

char *latex_rewrite(const char *text)
{
	struct latex latex = {.text = text, .len = strlen(text), .url_len = 1};
	struct buf out;

	buf_init(&out, SIZE_MAX / 2);
	if (!latex_may_be(text)) {
		buf_put(&out, text, latex.len);
		return buf_take(&out);
	}
	latex.out = &out;
	if (!url_find(text, &latex.url, &latex.url_len))
		latex.url_len = 0;
	latex_scan(&latex);
	latex_convert(&latex, (struct latex_span){0, latex.len}, (struct latex_mode){false, 0});
	free(latex.close);
	return buf_take(&out);
}
