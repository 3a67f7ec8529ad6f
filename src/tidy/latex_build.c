/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xalloc.h"
#include "tidy/latex_call.h"
#include "tidy/script.h"

static struct latex_mode inner(struct latex_mode mode, bool math)
{
	return (struct latex_mode){math, mode.depth + 1};
}

/* Appends the call's next argument, from *at; false when there is none */
static bool put_argument(const struct latex_call *call, size_t *at, bool math)
{
	struct latex_span span;
	size_t after = call->mode.math ? latex_argument(call->latex, &span, *at, call->end)
				       : latex_group(call->latex, &span, *at, call->end);

	if (after == *at)
		return false;
	latex_convert(call->latex, span, inner(call->mode, math));
	*at = after;
	return true;
}

static size_t put_text(const struct latex_call *call)
{
	size_t at = call->after;

	return put_argument(call, &at, false) ? at : call->start;
}

static size_t put_math(const struct latex_call *call)
{
	size_t at = call->after;

	return put_argument(call, &at, true) ? at : call->start;
}

static size_t put_function_argument(const struct latex_call *call)
{
	struct latex *latex = call->latex;
	size_t start = latex->out->len;
	size_t at = call->after;
	char *word;

	if (!put_argument(call, &at, true))
		return call->start;
	word = xstrdup(start < latex->out->len ? latex->out->data + start : "");
	buf_truncate(latex->out, start);
	latex_put_word(call, word, strlen(word), at);
	free(word);
	return at;
}

/* The letter c in another shape; those of before Unicode's mathematical block stand elsewhere */
static int32_t shaped(char c, char shape)
{
	static const struct {
		char shape;
		char letter;
		int32_t code;
	} exceptions[] = {
		{'b', 'C', 0x2102},
		{'b', 'H', 0x210d},
		{'b', 'N', 0x2115},
		{'b', 'P', 0x2119},
		{'b', 'Q', 0x211a},
		{'b', 'R', 0x211d},
		{'b', 'Z', 0x2124},
		{'c', 'B', 0x212c},
		{'c', 'E', 0x2130},
		{'c', 'F', 0x2131},
		{'c', 'H', 0x210b},
		{'c', 'I', 0x2110},
		{'c', 'L', 0x2112},
		{'c', 'M', 0x2133},
		{'c', 'R', 0x211b},
		{'c', 'e', 0x212f},
		{'c', 'g', 0x210a},
		{'c', 'o', 0x2134},
		{'f', 'C', 0x212d},
		{'f', 'H', 0x210c},
		{'f', 'I', 0x2111},
		{'f', 'R', 0x211c},
		{'f', 'Z', 0x2128},
	};
	int32_t first = shape == 'b' ? 0x1d538 : shape == 'c' ? 0x1d49c : 0x1d504;

	for (size_t i = 0; i < sizeof(exceptions) / sizeof(exceptions[0]); i++) {
		if (exceptions[i].shape == shape && exceptions[i].letter == c)
			return exceptions[i].code;
	}
	if (shape == 'b' && c == '1')
		return 0x1d7d9;
	return latex_is_letter(c) ? first + (c >= 'a' ? c - 'a' + 26 : c - 'A') : 0;
}

/* One letter changes its shape; a word stays as it is, to be read and found */
static size_t put_alphabet(const struct latex_call *call)
{
	struct buf *out = call->latex->out;
	size_t start = out->len;
	size_t at = call->after;
	int32_t code;
	char bytes[4];

	if (!put_argument(call, &at, true))
		return call->start;
	code = out->len == start + 1 ? shaped(out->data[start], *call->command->text) : 0;
	if (code) {
		buf_truncate(out, start);
		buf_put(out, bytes, utf8_encode(bytes, code));
	}
	return at;
}

/* \c{c}, Fran\c cois, \v Skoda; not \t and \b that are escapes */
static size_t put_accent(const struct latex_call *call)
{
	struct latex *latex = call->latex;
	const char *text = latex->text;
	size_t start = latex->out->len;
	struct latex_span letter;
	size_t after = latex_group(latex, &letter, call->after, call->end);

	if (call->mode.math)
		return call->start;
	if (after == call->after) {
		after = latex_argument(latex, &letter, call->after, call->end);
		if (after == call->after || letter.end != letter.start + 1 ||
			!latex_is_letter(text[letter.start]) || call->start == 0 ||
			!latex_is_letter(text[call->start - 1]) ||
			!strchr("cvHukr", text[call->start + 1]))
			return call->start;
	}
	latex_convert(latex, letter, inner(call->mode, false));
	latex_put_mark(latex->out, start, call->command->text);
	return after;
}

static size_t put_math_accent(const struct latex_call *call)
{
	struct buf *out = call->latex->out;
	size_t start = out->len;
	struct latex_span span;
	size_t at = latex_argument(call->latex, &span, call->after, call->end);
	const char *text = call->latex->text;

	if (at == call->after)
		return call->start;
	/* in running text \bar may begin a word of something else */
	if (!call->mode.math && text[span.start - 1] != '{' && text[span.start] != '\\' &&
		(!latex_is_letter(text[span.start]) || latex_is_letter(text[span.end])))
		return call->start;
	latex_convert(call->latex, span, inner(call->mode, true));
	if (out->len > start && utf8_prefix(out->data + start, 1) == out->len - start)
		latex_put_mark(out, start, call->command->text);
	return at;
}

static size_t drop_argument(const struct latex_call *call)
{
	struct latex_span span;
	size_t at = latex_group(call->latex, &span, call->after, call->end);
	size_t after = at;

	/* the columns of a table */
	if (at != call->after && strcmp(call->command->name, "begin") == 0)
		after = latex_group(call->latex, &span, at, call->end);
	return at == call->after ? call->start : after;
}

/* [12], [see 12]: \cite[see]{12} */
static size_t put_reference(const struct latex_call *call)
{
	struct latex *latex = call->latex;
	struct latex_span option, key;
	size_t at = latex_option(latex, &option, call->after, call->end);
	size_t after = latex_group(latex, &key, at, call->end);

	if (after == at)
		return call->start;
	buf_putc(latex->out, '[');
	buf_put(latex->out, latex->text + key.start, key.end - key.start);
	if (at != call->after) {
		buf_puts(latex->out, ", ");
		latex_convert(latex, option, inner(call->mode, false));
	}
	buf_putc(latex->out, ']');
	return after;
}

static size_t put_note(const struct latex_call *call)
{
	struct buf *out = call->latex->out;
	size_t start = out->len;
	size_t at = call->after;

	buf_puts(out, " (");
	if (!put_argument(call, &at, false)) {
		buf_truncate(out, start);
		return call->start;
	}
	buf_putc(out, ')');
	return at;
}

/* An address as it stands, the backslashes of \_ and its like apart */
static void put_address(struct latex *latex, struct latex_span span)
{
	const char *text = latex->text;

	for (size_t i = span.start; i < span.end; i++) {
		if (text[i] != '\\' || i + 1 == span.end || !strchr("%&$#_~{}\\", text[i + 1]))
			buf_putc(latex->out, text[i]);
	}
}

static size_t put_url(const struct latex_call *call)
{
	struct latex_span span;
	size_t at = latex_group(call->latex, &span, call->after, call->end);

	if (at == call->after)
		return call->start;
	put_address(call->latex, span);
	return at;
}

static size_t put_link(const struct latex_call *call)
{
	struct latex *latex = call->latex;
	struct latex_span address, name;
	size_t at = latex_group(latex, &address, call->after, call->end);
	size_t after = latex_group(latex, &name, at, call->end);
	size_t len = name.end - name.start;

	if (at == call->after || after == at)
		return at == call->after ? call->start : put_url(call);
	if (address.end - address.start == len &&
		memcmp(latex->text + address.start, latex->text + name.start, len) == 0)
		return put_url(call) - at + after;
	latex_convert(latex, name, inner(call->mode, false));
	buf_puts(latex->out, " (");
	put_address(latex, address);
	buf_putc(latex->out, ')');
	return after;
}

/* Puts brackets around what stands in out from at on */
static void wrap(struct buf *out, size_t at)
{
	char *text = xstrdup(buf_str(out) + at);

	buf_truncate(out, at);
	buf_printf(out, "(%s)", text);
	free(text);
}

/* The same, unless it is one word or number */
static void bracket(struct buf *out, size_t at)
{
	const char *text = buf_str(out) + at;

	if (strpbrk(text, " +-=*/,<>") || strstr(text, "⋅") || strstr(text, "×"))
		wrap(out, at);
}

static size_t put_fraction(const struct latex_call *call)
{
	struct buf *out = call->latex->out;
	size_t start = out->len;
	size_t at = call->after;

	if (!put_argument(call, &at, true))
		return call->start;
	bracket(out, start);
	buf_putc(out, '/');
	start = out->len;
	if (put_argument(call, &at, true))
		bracket(out, start);
	return at;
}

/* One letter, with its index, or one number: what a root's sign without brackets is read as to be of */
static bool is_rooted(const char *text)
{
	size_t letters = 0;
	size_t digits = 0;

	for (const char *c = text; *c; c++) {
		letters += latex_is_letter(*c);
		digits += latex_is_digit(*c);
	}
	return letters + (digits > 0) <= 1;
}

static size_t put_root(const struct latex_call *call)
{
	struct buf *out = call->latex->out;
	size_t start = out->len;
	struct latex_span degree;
	size_t at = latex_option(call->latex, &degree, call->after, call->end);

	if (at != call->after) {
		latex_convert(call->latex, degree, inner(call->mode, true));
		script_raise(out, start, '^');
	}
	buf_puts(out, "√");
	start = out->len;
	if (put_argument(call, &at, true)) {
		bracket(out, start);
		if (!is_rooted(buf_str(out) + start) && out->data[start] != '(')
			wrap(out, start);
	}
	return at;
}

static size_t put_choose(const struct latex_call *call)
{
	struct buf *out = call->latex->out;
	size_t start = out->len;
	size_t at = call->after;

	buf_putc(out, '(');
	if (!put_argument(call, &at, true)) {
		buf_truncate(out, start);
		return call->start;
	}
	buf_puts(out, " choose ");
	put_argument(call, &at, true);
	buf_putc(out, ')');
	return at;
}

static size_t put_second(const struct latex_call *call)
{
	struct latex_span first;
	size_t at = latex_group(call->latex, &first, call->after, call->end);

	return at != call->after && put_argument(call, &at, call->mode.math) ? at : call->start;
}

static size_t put_pair(const struct latex_call *call)
{
	size_t at = call->after;

	if (!put_argument(call, &at, true))
		return call->start;
	buf_putc(call->latex->out, ' ');
	put_argument(call, &at, true);
	return at;
}

static size_t put_stack(const struct latex_call *call)
{
	struct latex *latex = call->latex;
	struct latex_span above;
	size_t at = latex_argument(latex, &above, call->after, call->end);
	size_t start;

	if (at == call->after || !put_argument(call, &at, true))
		return call->start;
	start = latex->out->len;
	latex_convert(latex, above, inner(call->mode, true));
	script_raise(latex->out, start, *call->command->text);
	return at;
}

static size_t put_script(const struct latex_call *call)
{
	size_t start = call->latex->out->len;
	size_t at = call->after;

	if (!put_argument(call, &at, false))
		return call->start;
	script_raise(call->latex->out, start, *call->command->text);
	return at;
}

static size_t (*const builders[])(const struct latex_call *call) = {
	[LATEX_TEXT] = put_text,
	[LATEX_MATH] = put_math,
	[LATEX_FUNCTION_ARGUMENT] = put_function_argument,
	[LATEX_ALPHABET] = put_alphabet,
	[LATEX_ACCENT] = put_accent,
	[LATEX_MATH_ACCENT] = put_math_accent,
	[LATEX_DROP] = drop_argument,
	[LATEX_REFERENCE] = put_reference,
	[LATEX_NOTE] = put_note,
	[LATEX_URL] = put_url,
	[LATEX_LINK] = put_link,
	[LATEX_FRACTION] = put_fraction,
	[LATEX_ROOT] = put_root,
	[LATEX_CHOOSE] = put_choose,
	[LATEX_SECOND] = put_second,
	[LATEX_PAIR] = put_pair,
	[LATEX_STACK] = put_stack,
	[LATEX_SCRIPT] = put_script,
};

size_t latex_build(const struct latex_call *call)
{
	return builders[call->command->kind](call);
}
