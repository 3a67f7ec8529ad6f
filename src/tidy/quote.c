/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/quote.h"

#include <stdlib.h>
#include <string.h>

#include "base/url.h"
#include "base/utf8.h"
#include "base/xalloc.h"

/* What a mark becomes; the table is of UTF-8 */
enum role { KEEP, OPEN_DOUBLE, CLOSE_DOUBLE, OPEN_SINGLE, CLOSE_SINGLE };

static const char *const role_text[] = {
	[OPEN_DOUBLE] = "“",
	[CLOSE_DOUBLE] = "”",
	[OPEN_SINGLE] = "‘",
	[CLOSE_SINGLE] = "’",
};

/* An opening mark that waits for its partner. */
enum opener { NONE, BACKTICKS, APOSTROPHES, STRAIGHT, CURLY };

struct work {
	const char *text;
	unsigned char *roles; /* enum role of the mark at each byte of text */
	enum opener opener;   /* of a double quotation */
	size_t opened;        /* where it stands */
	bool single;          /* a single one is open too */
	size_t single_opened;
};

static int32_t char_at(const char *text)
{
	size_t size;

	return *text ? utf8_decode(text, strnlen(text, 4), &size) : ' ';
}

static int32_t char_before(const char *text, size_t at)
{
	return at > 0 ? char_at(text + utf8_back(text, at)) : ' ';
}

static bool is_word(int32_t c)
{
	return utf8_is_letter(c) || utf8_is_digit(c) || utf8_is_mark(c);
}

static bool can_open(const struct work *work, size_t at, size_t len)
{
	int32_t last = char_before(work->text, at);

	return !is_word(last) && !(last < 0x80 && strchr(".,;:!?)]}%", (char)last)) &&
	       !utf8_is_space(char_at(work->text + at + len));
}

static bool can_close(const struct work *work, size_t at)
{
	return !utf8_is_space(char_before(work->text, at));
}

static void open_double(struct work *work, enum opener opener, size_t at)
{
	work->opener = opener;
	work->opened = at;
}

static void close_double(struct work *work, size_t at)
{
	if (work->opener != CURLY)
		work->roles[work->opened] = OPEN_DOUBLE;
	work->roles[at] = CLOSE_DOUBLE;
	work->opener = NONE;
}

static void on_backticks(struct work *work, size_t at, size_t len)
{
	if (len == 1) {
		work->single = can_open(work, at, len);
		work->single_opened = at;
	} else if (len == 2 && can_open(work, at, len)) {
		open_double(work, BACKTICKS, at);
	}
}

static void on_apostrophes(struct work *work, size_t at, size_t len)
{
	/* 5'' in straight quotes is inches */
	bool inches = (work->opener == STRAIGHT || work->opener == CURLY) &&
		      utf8_is_digit(char_before(work->text, at));

	if (len == 1 && work->single && can_close(work, at) &&
		!is_word(char_at(work->text + at + 1))) {
		work->roles[work->single_opened] = OPEN_SINGLE;
		work->roles[at] = CLOSE_SINGLE;
		work->single = false;
	} else if (len == 2 && work->opener != NONE && can_close(work, at) && !inches) {
		close_double(work, at);
	} else if (len == 2 && work->opener == NONE && can_open(work, at, len)) {
		open_double(work, APOSTROPHES, at);
	}
}

static void on_straight(struct work *work, size_t at)
{
	bool closes = work->opener != NONE && can_close(work, at);

	if (closes && work->opener == BACKTICKS)
		close_double(work, at);
	else if (!closes && can_open(work, at, 1))
		open_double(work, STRAIGHT, at);
	else
		work->opener = NONE;
}

/* The length of the mark or other character at text + at, after it was dealt with */
static size_t step(struct work *work, size_t at)
{
	const char *text = work->text + at;
	size_t len = 1;

	if (*text == '\\' && text[1] && strchr("`'\"", text[1])) {
		len = 2; /* an accent */
	} else if (*text == '`' || *text == '\'') {
		len = strspn(text, (const char[]){*text, '\0'});
		(*text == '`' ? on_backticks : on_apostrophes)(work, at, len);
	} else if (*text == '"') {
		on_straight(work, at);
	} else if (strncmp(text, "\n\n", 2) == 0) {
		work->opener = NONE;
		work->single = false;
	} else if (strncmp(text, "“", strlen("“")) == 0) {
		work->opener = CURLY;
	} else if (strncmp(text, "”", strlen("”")) == 0) {
		work->opener = NONE;
	} else if (strncmp(text, "‘", strlen("‘")) == 0) {
		work->single = false;
	}
	return len;
}

/* Gives the marks of text their roles; those inside a URL are the URL's */
static void look_for_pairs(struct work *work, size_t len)
{
	size_t url = 0;
	size_t url_len = 0;

	for (size_t i = 0; i < len;) {
		if (i >= url + url_len) {
			url = i;
			if (!url_find(work->text, &url, &url_len)) {
				url = len;
				url_len = 0;
			}
		}
		i += i == url && url_len > 0 ? url_len : step(work, i);
	}
}

void quote_rewrite(struct buf *out, const char *text)
{
	struct work work = {.text = text};
	size_t len = strlen(text);
	size_t done = 0;

	if (!strchr(text, '`') && !strchr(text, '\'')) {
		buf_put(out, text, len);
		return;
	}
	work.roles = xcalloc(len, 1);
	look_for_pairs(&work, len);
	for (size_t i = 0; i < len; i++) {
		if (work.roles[i] == KEEP)
			continue;
		buf_put(out, text + done, i - done);
		buf_puts(out, role_text[work.roles[i]]);
		/* a mark of two characters is one of their doubles */
		done = i + 1 + (text[i] != '"' && work.roles[i] <= CLOSE_DOUBLE);
	}
	buf_put(out, text + done, len - done);
	free(work.roles);
}
