/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "write/splice.h"

#include <stdbool.h>
#include <string.h>

#define MARK "\xef\xbb\xbf" /* U+FEFF at the start */

/* A walk over the members of the object. As the text is valid, looking for the end of each part is
 * enough; what is not, ends where the text does. */
struct walk {
	const char *at;
	const char *end;
	const char *key; /* of the member at hand; with its quotes */
	size_t key_len;
	const char *value;
};

static void step(struct walk *w, size_t bytes)
{
	w->at = bytes < (size_t)(w->end - w->at) ? w->at + bytes : w->end;
}

static void skip_space(struct walk *w)
{
	while (w->at < w->end && strchr(" \t\r\n", *w->at) && *w->at)
		w->at++;
}

static void skip_string(struct walk *w)
{
	step(w, 1);
	while (w->at < w->end && *w->at != '"')
		step(w, *w->at == '\\' ? 2 : 1);
	step(w, 1);
}

/* A number or a name ends where something else may follow it */
static void skip_word(struct walk *w)
{
	while (w->at < w->end && *w->at && !strchr(",]} \t\r\n", *w->at))
		w->at++;
}

static void skip_value(struct walk *w)
{
	size_t depth = 0;

	while (w->at < w->end) {
		if (*w->at == '"') {
			skip_string(w);
		} else if (*w->at == '{' || *w->at == '[') {
			depth++;
			step(w, 1);
		} else if (depth) {
			depth -= *w->at == '}' || *w->at == ']';
			step(w, 1);
		} else {
			skip_word(w);
		}
		if (!depth)
			return;
	}
}

/* Goes to the end of the next member's value; false when there is none */
static bool next_member(struct walk *w)
{
	skip_space(w);
	if (w->at < w->end && *w->at == ',')
		step(w, 1);
	skip_space(w);
	if (w->at >= w->end || *w->at != '"')
		return false;
	w->key = w->at;
	skip_string(w);
	w->key_len = (size_t)(w->at - w->key);
	skip_space(w);
	step(w, 1); /* the colon */
	skip_space(w);
	w->value = w->at;
	skip_value(w);
	return true;
}

/* The value of four hexadecimal digits; -1 when they are none */
static int hex(const char *digits)
{
	static const char all[] = "0123456789abcdef0123456789ABCDEF";
	int value = 0;

	for (int i = 0; i < 4; i++) {
		const char *found = digits[i] ? strchr(all, digits[i]) : NULL;

		if (!found)
			return -1;
		value = value * 16 + (int)((found - all) % 16);
	}
	return value;
}

/* A key may be written with escapes; of these, letters need the long one alone */
static bool is_key(const struct walk *w, const char *name)
{
	const char *at = w->key + 1;
	const char *end = w->key + w->key_len - 1;

	while (*name && at < end) {
		if (*at == *name) {
			at++;
		} else if (end - at >= 6 && at[0] == '\\' && at[1] == 'u' &&
			   hex(at + 2) == (unsigned char)*name) {
			at += 6;
		} else {
			return false;
		}
		name++;
	}
	return !*name && at == end;
}

void splice_member(
	struct buf *out, const char *text, size_t len, const char *name, const char *value)
{
	struct walk w = {.at = text, .end = text + len};
	const char *copied = text; /* up to here */
	const char *last;          /* the end of the member before, or of the opening brace */
	bool empty = true;
	bool placed = false;

	if (len >= strlen(MARK) && memcmp(text, MARK, strlen(MARK)) == 0)
		w.at += strlen(MARK);
	skip_space(&w);
	step(&w, 1);
	last = w.at;
	while (next_member(&w)) {
		if (is_key(&w, name)) {
			const char *stop = placed ? last : w.value;

			buf_put(out, copied, (size_t)(stop - copied));
			if (!placed)
				buf_puts(out, value);
			copied = w.at;
			placed = true;
		}
		empty = false;
		last = w.at;
	}
	if (!placed) {
		buf_put(out, copied, (size_t)(last - copied));
		buf_printf(out, "%s\"%s\": ", empty ? "" : ", ", name);
		buf_puts(out, value);
		copied = last;
	}
	buf_put(out, copied, (size_t)(text + len - copied));
}
