/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "write/splice.h"

#include <stdbool.h>
#include <string.h>

#include <jansson.h>

#define MARK "\xef\xbb\xbf" /* U+FEFF at the start */

/* A walk over the members of the object. As the text is valid, looking for the end of each part is
 * enough. */
struct walk {
	const char *at;
	const char *end;
	const char *key; /* of the member at hand; with its quotes */
	size_t key_len;
	const char *value;
};

static void skip_space(struct walk *w)
{
	while (w->at < w->end && strchr(" \t\r\n", *w->at) && *w->at)
		w->at++;
}

static void skip_string(struct walk *w)
{
	w->at++;
	while (w->at < w->end && *w->at != '"')
		w->at += *w->at == '\\' ? 2 : 1;
	w->at++;
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

	do {
		if (*w->at == '"') {
			skip_string(w);
		} else if (*w->at == '{' || *w->at == '[') {
			depth++;
			w->at++;
		} else if (*w->at == '}' || *w->at == ']') {
			depth--;
			w->at++;
		} else if (depth) {
			w->at++;
		} else {
			skip_word(w);
		}
	} while (depth && w->at < w->end);
}

/* Goes to the end of the next member's value; false when there is none */
static bool next_member(struct walk *w)
{
	skip_space(w);
	if (w->at < w->end && *w->at == ',')
		w->at++;
	skip_space(w);
	if (w->at >= w->end || *w->at != '"')
		return false;
	w->key = w->at;
	skip_string(w);
	w->key_len = (size_t)(w->at - w->key);
	skip_space(w);
	w->at++; /* the colon */
	skip_space(w);
	w->value = w->at;
	skip_value(w);
	return true;
}

/* A key may be written with escapes */
static bool is_key(const struct walk *w, const char *name)
{
	json_t *key;
	bool same;

	if (!memchr(w->key, '\\', w->key_len))
		return w->key_len == strlen(name) + 2 &&
		       memcmp(w->key + 1, name, strlen(name)) == 0;
	key = json_loadb(w->key, w->key_len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
	same = json_string_length(key) == strlen(name) &&
	       memcmp(json_string_value(key), name, strlen(name)) == 0;
	json_decref(key);
	return same;
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
	last = ++w.at;
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
