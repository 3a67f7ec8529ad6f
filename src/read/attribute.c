/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/attribute.h"

#include <stdbool.h>
#include <string.h>

#include "read/tag.h"

#define QUOTE_LEN 3 /* of one of these, in UTF-8 */

static bool is_curly(const char *at, const char *end)
{
	return end - at >= QUOTE_LEN && (memcmp(at, "\xe2\x80\x9c", QUOTE_LEN) == 0 ||
						memcmp(at, "\xe2\x80\x9d", QUOTE_LEN) == 0);
}

/* Behind the value in curly quotes that begins at at; NULL when it has no end */
static const char *skip_curly(const char *at, const char *end)
{
	for (at += QUOTE_LEN; at < end; at++) {
		if (is_curly(at, end))
			return at + QUOTE_LEN;
	}
	return NULL;
}

/* Whether nothing follows, or the next attribute: else a value without quotes is only the beginning of one */
static bool is_whole(const char *at, const char *end)
{
	at = tag_skip_space(at, end);
	if (at == end)
		return true;
	at = tag_skip_space(tag_skip_name(at, end), end);
	return at < end && *at == '=';
}

/* Takes the quotes off that it has; false when there is one inside of it */
static bool strip_quotes(const char **value, const char **end)
{
	if (is_curly(*value, *end))
		*value += QUOTE_LEN;
	else if (**value == '"' || **value == '\'')
		(*value)++;
	if (*end - *value >= QUOTE_LEN && is_curly(*end - QUOTE_LEN, *end))
		*end -= QUOTE_LEN;
	else if (*end > *value && ((*end)[-1] == '"' || (*end)[-1] == '\''))
		(*end)--;
	return *value < *end && !memchr(*value, '"', (size_t)(*end - *value));
}

/* Puts quotes around the value of the attribute at at; NULL when there is none that they could stand
 * around, else behind it */
static const char *quote(struct patch *patch, const char *at, const char *end)
{
	const char *begin = tag_skip_space(tag_skip_name(at, end), end);
	const char *value, *value_end, *behind;

	if (!tag_is_name_begin(*at) || begin == end || *begin != '=')
		return NULL;
	begin = value = tag_skip_space(begin + 1, end);
	for (behind = value; behind < end && !tag_is_space(*behind); behind++)
		;
	if (is_curly(value, end))
		behind = skip_curly(value, end);
	if (!behind || behind == value)
		return NULL;
	value_end = behind;
	if (!strip_quotes(&value, &value_end) || !is_whole(behind, end))
		return NULL;
	patch_put(patch, begin, behind, "\"");
	patch_add(patch, value, (size_t)(value_end - value));
	patch_add(patch, "\" ", 1 + (behind < end && !tag_is_space(*behind)));
	return behind;
}

/* Behind the attribute that XML allows at at, parted from what follows; NULL when none stands there */
static const char *pass(struct patch *patch, const char *at, const char *end)
{
	const char *next = tag_skip_attribute(at, end);

	if (!next || next == end || tag_is_space(*next))
		return next;
	if (!tag_is_name_begin(*next) || !is_whole(next, end))
		return NULL;
	patch_put(patch, next, next, " ");
	return next;
}

void attribute_mend(struct patch *patch, const char *at, const char *end)
{
	while ((at = tag_skip_space(at, end)) < end) {
		const char *next = pass(patch, at, end);
		const char *begin = at;

		if (!next)
			next = quote(patch, at, end);
		if (next) {
			at = next;
			continue;
		}
		while (at < end && !tag_is_space(*at))
			at++;
		patch_put(patch, begin, at, "");
	}
}
