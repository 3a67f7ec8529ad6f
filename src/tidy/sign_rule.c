/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/sign_rule.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"

#define LONGEST_SCRIPT 40 /* of an index or exponent */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The character before the run and all that is its own, 0 when there is none */
static char before(const struct sign_run *run)
{
	return run->from > 0 ? run->text[run->from - 1] : '\0';
}

/* The digit at one end of a number: glued to the run, or a blank apart */
static bool digit_before(const struct sign_run *run, bool apart)
{
	size_t at = run->from;

	if (apart && at > 1 && run->text[at - 1] == ' ')
		at -= 1 + (run->text[at - 2] == '%');
	return at > 0 && is_digit(run->text[at - 1]);
}

static bool digit_after(const struct sign_run *run, bool apart)
{
	return is_digit(run->text[run->to + (apart && run->text[run->to] == ' ')]);
}

static bool is_always(const struct sign_run *run)
{
	if (run->count == 1 && run->slash)
		return run->parts[0]->rule != SIGN_DEGREES;
	for (size_t i = 0; i < run->count; i++) {
		if (run->parts[i]->rule == SIGN_ALWAYS)
			return true;
	}
	return false;
}

static bool is_times(const struct sign_run *run)
{
	return run->braces || digit_before(run, false) || digit_after(run, false) ||
	       (digit_before(run, true) && digit_after(run, true));
}

/* Whether what follows a number may be its unit: not the "real" of sim2real, nor another sim */
static bool is_unit(const char *text)
{
	size_t letters = 0;

	if (strncmp(text, "∼", strlen("∼")) == 0)
		return false;

	while (text[letters] >= 'a' && text[letters] <= 'z')
		letters++;
	return letters < 3;
}

/* "14,000", "1.5" */
static size_t number_length(const char *text)
{
	size_t len = strspn(text, "0123456789");

	while (len > 0 && (text[len] == '.' || text[len] == ',') && is_digit(text[len + 1]))
		len += 1 + strspn(text + len + 1, "0123456789");
	return len;
}

static bool is_about(const struct sign_run *run)
{
	const char *number = run->text + run->to;

	if (run->braces)
		return true;
	if (before(run) == '-')
		return false;
	if (is_digit(*number))
		return is_unit(number + number_length(number));
	return digit_after(run, true) &&
	       (digit_before(run, true) || before(run) == '(' || before(run) == '[');
}

static bool is_plus(const struct sign_run *run)
{
	const char *number = run->text + run->to;

	number += *number == ' ';
	number += strspn(number, "0123456789");
	return run->braces || (digit_before(run, true) && digit_after(run, true) &&
				      number[0] == '.' && is_digit(number[1]));
}

static bool is_degrees(const struct sign_run *run)
{
	if (strcmp(run->parts[0]->name, "deg") == 0)
		return run->slash && digit_before(run, false);
	return run->script == '^';
}

/* Names glued together that all work on numbers: 15timessim50 */
static bool is_chain(const struct sign_run *run)
{
	for (size_t i = 0; i < run->count; i++) {
		if (run->parts[i]->rule == SIGN_ALWAYS || run->parts[i]->rule == SIGN_LETTER)
			return false;
	}
	return digit_after(run, false) &&
	       (run->parts[0]->rule == SIGN_DEGREES ? is_degrees(run) : digit_before(run, false));
}

static bool is_operator(const struct sign_run *run)
{
	switch (run->parts[0]->rule) {
	case SIGN_TIMES:
		return is_times(run);
	case SIGN_NUMBER:
		return run->braces || (digit_after(run, true) && before(run) != '-');
	case SIGN_PLUS:
		return is_plus(run);
	case SIGN_DEGREES:
		return is_degrees(run);
	default:
		return false;
	}
}

static bool is_letter_at(const char *text)
{
	size_t size;

	return *text && utf8_is_letter(utf8_decode(text, strnlen(text, 4), &size));
}

/* A sign that compares or combines two values; arrows and tags are none */
static bool is_relation(const char *text, size_t at)
{
	static const char *const relations[] = {
		"≤", "≥", "≠", "≈", "≃", "∼", "∝", "±", "×", "⋅", "⊆", "∈", "≡", "≪", "≫"};

	if (text[at] == '=')
		return text[at + 1] != '>';
	if (text[at] == '<')
		return !strchr("-/", text[at + 1]) && !is_letter_at(text + at + 1);
	if (text[at] == '>')
		return at == 0 || !strchr("-=", text[at - 1]);
	for (size_t i = 0; i < sizeof(relations) / sizeof(relations[0]); i++) {
		if (strncmp(text + at, relations[i], strlen(relations[i])) == 0)
			return true;
	}
	return false;
}

/* stage=beta is a setting */
static bool is_setting(const char *text, size_t at)
{
	return at > 1 && text[at - 1] == '=' && is_letter_at(text + utf8_back(text, at - 1));
}

static bool relation_before(const char *text, size_t at)
{
	if (is_setting(text, at))
		return false;
	if (at > 0 && text[at - 1] == ' ')
		at--;
	return at > 0 && is_relation(text, utf8_back(text, at));
}

/* The length of the index or exponent at text: _2, _{max}, ^*; 0 when there is none */
static size_t script_length(const char *text)
{
	size_t len = 1;

	if (*text != '^' && *text != '_')
		return 0;
	if (text[1] == '*')
		return 2;
	if (text[1] == '{') {
		while (len < LONGEST_SCRIPT && text[len] && text[len] != '}')
			len++;
		return text[len] == '}' ? len + 1 : 0;
	}
	while (len < LONGEST_SCRIPT && isalnum((unsigned char)text[len]))
		len++;
	return len > 1 ? len : 0;
}

/* Past what may stand between a letter and its relation: one index, one exponent, a star */
static size_t skip_scripts(const char *text, size_t at)
{
	at += script_length(text + at);
	at += script_length(text + at);
	return text[at] == '*' ? at + 1 : at;
}

/* f( before a name: the name is the function's argument */
static bool is_argument(const struct sign_run *run)
{
	const char *text = run->text;
	size_t at = run->from;

	return before(run) == '(' && at > 1 && isalpha((unsigned char)text[at - 2]) &&
	       (at == 2 || strchr(" ([,=/", text[at - 3])) && strchr(")/*^", text[run->to]);
}

static bool is_letter(const struct sign_run *run)
{
	const char *text = run->text;
	size_t after = skip_scripts(text, run->end);
	bool scripts = after > run->end;
	char last = before(run);

	if (run->braces)
		return run->script || isalnum((unsigned char)last) || last == '}';
	if (strchr("-.:/@#&_^\\", last) && last)
		return false;
	if (isalnum((unsigned char)last) || is_digit(text[run->end]) || text[run->end] == '-')
		return false;
	if (is_relation(text, after + (text[after] == ' ')))
		return last != '<' || text[after] != '>';
	if (relation_before(text, run->from) && (scripts || strchr(")],;}", text[after])))
		return true;
	return (last == '|' && text[after] == '|') || is_argument(run);
}

static bool is_formula(const struct sign_run *run)
{
	for (size_t i = 0; i < run->count; i++) {
		if (run->parts[i]->rule != SIGN_LETTER)
			return false;
	}
	return is_letter(run);
}

bool sign_run_holds(const struct sign_run *run, unsigned pass)
{
	switch (pass) {
	case 0:
		return is_always(run);
	case 1:
		return run->count > 1 ? is_chain(run) : is_operator(run);
	case 2:
		return run->count == 1 && run->parts[0]->rule == SIGN_ABOUT && is_about(run);
	default:
		return is_formula(run);
	}
}
