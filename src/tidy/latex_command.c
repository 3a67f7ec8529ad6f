/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <string.h>

#include "model/limits.h"
#include "tidy/latex_call.h"

/* A word of its own: apart from letters and digits on either side */
void latex_put_word(const struct latex_call *call, const char *word, size_t len, size_t after)
{
	const struct latex *latex = call->latex;
	const char *next = latex->text + after;

	if (call->mode.math && latex->out->len > latex->formula &&
		latex_is_alnum(latex_last(latex)))
		buf_putc(latex->out, ' ');
	buf_put(latex->out, word, len);
	if (call->mode.math && after < call->end &&
		(latex_is_alnum(*next) || (*next == '\\' && latex_is_letter(next[1]))))
		buf_putc(latex->out, ' ');
}

/* Whether an operator stands at text, with a blank after it where it is a character */
static bool is_operator(const char *text)
{
	const struct latex_command *command;
	size_t len = 0;

	if (*text != '\\')
		return *text && strchr("=<>+-*:", *text) && text[1] == ' ';
	while (latex_is_letter(text[1 + len]))
		len++;
	command = latex_find(text + 1, len);
	return command && command->kind == LATEX_OPERATOR;
}

/* \alpha x is written without the blank, \alpha = 2 with it */
static size_t put_letter(const struct latex_call *call)
{
	size_t after = latex_skip_blanks(call->latex, call->after, call->end);

	buf_puts(call->latex->out, call->command->text);
	if (!call->mode.math || (after < call->end && is_operator(call->latex->text + after)))
		return call->after;
	return after;
}

/* a \leq b and a\leq b: as much blank after the sign as before it */
static size_t put_operator(const struct latex_call *call)
{
	struct latex *latex = call->latex;
	bool first = latex->out->len <= latex->formula;
	bool apart = !first && latex_last(latex) == ' ';
	size_t after;

	buf_puts(latex->out, call->command->text);
	if (!call->mode.math)
		return call->after;
	after = latex_skip_blanks(latex, call->after, call->end);
	if (apart && after < call->end)
		buf_putc(latex->out, ' ');
	return after;
}

static size_t put_function(const struct latex_call *call)
{
	latex_put_word(call, call->command->name, call->name, call->after);
	return call->after;
}

static size_t put_degrees(const struct latex_call *call)
{
	if (!latex_is_digit(latex_last(call->latex)))
		return call->mode.math ? put_function(call) : call->start;
	buf_puts(call->latex->out, "°");
	return call->after;
}

static size_t put_glyph(const struct latex_call *call)
{
	const struct latex *latex = call->latex;

	/* \n is a line end that somebody escaped; Bj\o rn, Stra\ss e, \L{}, {\L} */
	buf_puts(latex->out, call->command->text);
	return latex_skip_blanks(latex, call->after, call->end);
}

static size_t put_sign(const struct latex_call *call)
{
	buf_puts(call->latex->out, call->command->text);
	return call->after;
}

static size_t put_nothing(const struct latex_call *call)
{
	return call->after;
}

static size_t switch_off(const struct latex_call *call)
{
	return latex_skip_blanks(call->latex, call->after, call->end);
}

static size_t put_delimiter(const struct latex_call *call)
{
	size_t at = switch_off(call);

	if (!call->mode.math && (at == call->end || !strchr("([|)].<\\", call->latex->text[at])))
		return call->start;
	return at + (at < call->end && call->latex->text[at] == '.');
}

/* Each returns where the command ends; its start when the command does not stand as it should */
static size_t (*const puts_kind[])(const struct latex_call *call) = {
	[LATEX_LETTER] = put_letter,
	[LATEX_OPERATOR] = put_operator,
	[LATEX_FUNCTION] = put_function,
	[LATEX_DEGREES] = put_degrees,
	[LATEX_GLYPH] = put_glyph,
	[LATEX_SIGN] = put_sign,
	[LATEX_SPACE] = put_sign,
	[LATEX_SWITCH] = switch_off,
	[LATEX_SILENT] = put_nothing,
	[LATEX_DELIMITER] = put_delimiter,
};

/* \% and its like: what the sign after the backslash becomes, NULL when that is no command */
static const char *sign_text(const struct latex *latex, size_t at, bool math)
{
	static const struct {
		char sign;
		const char *text;
	} signs[] = {
		{'%', "%"},
		{'&', "&"},
		{'$', "$"},
		{'#', "#"},
		{'_', "_"},
		{'{', "{"},
		{'}', "}"},
		{' ', " "},
		{',', " "},
		{';', " "},
		{':', " "},
		{'>', " "},
		{'\n', " "},
		{'!', ""},
		{'-', ""},
		{'@', ""},
		{'|', "‖"},
	};
	char sign = latex->text[at + 1];

	/* italic correction; else the slash of an address that somebody escaped */
	if (sign == '/')
		return strchr("} ", latex->text[at + 2]) ? "" : "/";
	if (sign == '|' && !math)
		return NULL;
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		if (signs[i].sign == sign)
			return signs[i].text;
	}
	return NULL;
}

/* C:\dir, \path\to\file */
static bool is_path(const struct latex_call *call)
{
	const struct latex *latex = call->latex;
	const char *text = latex->text;
	size_t at = call->start;
	size_t next = call->after;
	size_t len = 0;

	if (call->mode.math)
		return false;
	if (at > 1 && text[at - 1] == ':' && latex_is_letter(text[at - 2]) &&
		(at == 2 || !latex_is_alnum(text[at - 3])))
		return true;
	if (next >= call->end || text[next] != '\\' || !latex_is_letter(text[next + 1]))
		return false;
	while (latex_is_letter(text[next + 1 + len]))
		len++;
	return !latex_find(text + next + 1, len);
}

/* A name that the paper gave to something, in running text: {\ours} or \ours{} */
static bool is_macro(const struct latex_call *call)
{
	const char *text = call->latex->text;
	size_t after = call->start + 1 + call->name;

	if (call->name < 2)
		return false;
	return (text[after] == '{' && text[after + 1] == '}') ||
	       (call->start > 0 && text[call->start - 1] == '{' && text[after] == '}');
}

size_t latex_command(struct latex *latex, size_t at, size_t end, struct latex_mode mode)
{
	struct latex_call call = {.latex = latex, .start = at, .end = end, .mode = mode};
	const char *name = latex->text + at + 1;
	const char *text;
	size_t after;

	while (at + 1 + call.name < end && latex_is_letter(name[call.name]))
		call.name++;
	call.after = at + 1 + call.name;
	if (is_path(&call) || call.after > end)
		return at;
	if (call.name == 0) {
		text = at + 1 < end ? sign_text(latex, at, mode.math) : NULL;
		buf_puts(latex->out, text ? text : "");
		return text ? at + 2 : at;
	}
	call.command = latex_find(name, call.name);
	if (call.command && mode.depth < LIMIT_LATEX_DEPTH) {
		call.after += call.command->kind >= LATEX_TEXT && call.after < end &&
			      latex->text[call.after] == '*';
		after = call.command->kind < LATEX_TEXT ? puts_kind[call.command->kind](&call)
							: latex_build(&call);
		if (after != at) {
			bool empty = after + 1 < end && latex->text[after] == '{' &&
				     latex->text[after + 1] == '}';

			return after + (empty ? 2 : 0);
		}
		call.after = at + 1 + call.name;
	}
	if (!mode.math && !is_macro(&call))
		return at;
	latex_put_word(&call, name, call.name, call.after);
	return call.after +
	       (call.after + 1 < end && strncmp(latex->text + call.after, "{}", 2) == 0 ? 2 : 0);
}
