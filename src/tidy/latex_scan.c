/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xalloc.h"
#include "tidy/latex_work.h"

bool latex_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool latex_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool latex_is_alnum(char c)
{
	return latex_is_letter(c) || latex_is_digit(c);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

char latex_last(const struct latex *latex)
{
	return latex->out->len > 0 ? latex->out->data[latex->out->len - 1] : ' ';
}

/* Whether a \" at text + at can only be a quotation mark: no letter and no group follows */
static bool is_escaped_quote(const char *text, size_t at)
{
	char next = text[at + 1] == '"' ? text[at + 2] : 'a';

	return !latex_is_letter(next) && next != '{' && next != '\\' &&
	       !(is_blank(next) && at > 0 && latex_is_letter(text[at - 1]) &&
		       latex_is_letter(text[at + 3]) && !latex_is_letter(text[at + 4]));
}

void latex_scan(struct latex *latex)
{
	uint32_t *open = xcalloc(latex->len + 1, sizeof(*open));
	size_t depth = 0;

	latex->close = xcalloc(latex->len + 1, sizeof(*latex->close));
	for (size_t i = 0; i < latex->len; i++) {
		switch (latex->text[i]) {
		case '\\':
			latex->escaped_quotes |= is_escaped_quote(latex->text, i);
			i += latex->text[i + 1] != '\0';
			break;
		case '{':
			open[depth++] = (uint32_t)i;
			break;
		case '}':
			if (depth > 0)
				latex->close[open[--depth]] = (uint32_t)i;
			break;
		default:
			break;
		}
	}
	free(open);
}

size_t latex_skip_blanks(const struct latex *latex, size_t at, size_t end)
{
	size_t lines = 0;
	size_t i = at;

	while (i < end && is_blank(latex->text[i]))
		lines += latex->text[i++] == '\n';
	return lines > 1 ? at : i;
}

size_t latex_group(const struct latex *latex, struct latex_span *argument, size_t at, size_t end)
{
	size_t open = latex_skip_blanks(latex, at, end);

	if (open >= end || latex->text[open] != '{' || !latex->close[open] ||
		latex->close[open] >= end)
		return at;
	*argument = (struct latex_span){open + 1, latex->close[open]};
	return argument->end + 1;
}

size_t latex_argument(const struct latex *latex, struct latex_span *argument, size_t at, size_t end)
{
	size_t after = latex_group(latex, argument, at, end);
	size_t start = latex_skip_blanks(latex, at, end);
	const char *text = latex->text + start;
	size_t len = 1;

	if (after != at)
		return after;
	if (start >= end || strchr("{}$&", *text))
		return at;
	if (*text == '\\' && start + 1 < end) {
		while (start + len < end && latex_is_letter(text[len]))
			len++;
		if (len == 1)
			len += utf8_prefix(text + 1, 1);
	} else {
		len = utf8_prefix(text, 1);
	}
	*argument = (struct latex_span){start, start + len};
	return argument->end <= end ? argument->end : at;
}

size_t latex_option(const struct latex *latex, struct latex_span *option, size_t at, size_t end)
{
	const char *text = latex->text;
	size_t i = at + 1;

	if (at >= end || text[at] != '[')
		return at;
	while (i < end && !strchr("[]{}\n$", text[i]))
		i++;
	if (i >= end || text[i] != ']')
		return at;
	*option = (struct latex_span){at + 1, i};
	return i + 1;
}

/* Evidence that what stands between two dollar signs is a formula and not a sum of money */
static bool is_formula(const char *text, struct latex_span span)
{
	bool signs = false;
	bool words = false; /* of two letters or more */

	for (size_t i = span.start; i < span.end; i++) {
		signs |= strchr("\\^_=<>", text[i]) != NULL;
		words |= latex_is_letter(text[i]) && latex_is_letter(text[i + 1]);
		if (text[i] == '\n' && latex_is_digit(text[span.start]) && text[i + 1] == '\n')
			return false;
	}
	if (span.start == span.end || strchr("/", text[span.end - 1]))
		return false;
	if (signs)
		return true;
	if (is_blank(text[span.start]) || is_blank(text[span.end - 1]))
		return span.end - span.start == 3 && latex_is_letter(text[span.start + 1]);
	return !(words && memchr(text + span.start, ' ', span.end - span.start));
}

/* Between one dollar sign and the next; content may not run into another paragraph */
static size_t dollar_formula(
	const struct latex *latex, struct latex_span *content, size_t at, size_t end)
{
	const char *text = latex->text;
	size_t marks = text[at + 1] == '$' ? 2 : 1;
	size_t i = at + marks;

	*content = (struct latex_span){i, i};
	for (; i < end && text[i] != '$'; i++) {
		if (text[i] == '\n' && text[i + 1] == '\n')
			return 0;
		i += text[i] == '\\' && text[i + 1] != '\0';
	}
	content->end = i;
	if (i >= end || i + marks > end || (marks == 2 && text[i + 1] != '$'))
		return 0;
	if (marks == 1 && latex_is_digit(text[i + 1]) &&
		(latex_is_digit(text[at + 1]) || is_blank(text[i - 1])))
		return 0;
	return is_formula(text, *content) ? i + marks : 0;
}

size_t latex_formula(struct latex *latex, struct latex_span *content, size_t at, size_t end)
{
	const char *text = latex->text;
	size_t *close = text[at + 1] == '(' ? &latex->paren : &latex->bracket;

	if (text[at] == '$')
		return dollar_formula(latex, content, at, end);
	if (text[at + 1] != '(' && text[at + 1] != '[')
		return 0;
	if (*close < at + 2) {
		const char *found = strstr(text + at + 2, text[at + 1] == '(' ? "\\)" : "\\]");

		*close = found ? (size_t)(found - text) : SIZE_MAX / 2;
	}
	if (*close + 2 > end)
		return 0;
	*content = (struct latex_span){at + 2, *close};
	return *close + 2;
}
