/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/value.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include <libxml/uri.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "base/xalloc.h"
#include "model/limits.h"

#define SPACE " \t\n\r"

/* Characters of a title that a text has to stand in for */
#define TITLE_LENGTH 100

static bool is_space(char c)
{
	return c && strchr(SPACE, c);
}

static const char *trim(struct arena *arena, const char *text, size_t len)
{
	while (len && is_space(text[len - 1]))
		len--;
	while (len && is_space(*text)) {
		text++;
		len--;
	}
	return arena_strndup(arena, text, len);
}

const char *value_trim(struct arena *arena, const char *text)
{
	return trim(arena, text, strlen(text));
}

/* --- strip --- */

/* The last place in the first len bytes of text where word stands; NULL when it does not */
static const char *find_last(const char *text, size_t len, const char *word, size_t word_len)
{
	for (size_t i = len; i >= word_len && word_len; i--) {
		if (memcmp(text + i - word_len, word, word_len) == 0)
			return text + i - word_len;
	}
	return NULL;
}

static const char *strip_one(struct arena *arena, const char *text, const char *pattern)
{
	size_t first = strcspn(pattern, "*");
	const char *rest = pattern[first] ? pattern + first + 1 : "";
	size_t len = strlen(text);
	size_t rest_len = strlen(rest);
	const char *found;

	if (strncmp(text, pattern, first) == 0) {
		found = pattern[first] ? strstr(text + first, rest) : text + first;
		if (found)
			return trim(arena, found + rest_len, strlen(found + rest_len));
	}
	if (len < first + rest_len || memcmp(text + len - rest_len, rest, rest_len) != 0)
		return text;
	len -= rest_len;
	if (pattern[first])
		found = find_last(text, len, pattern, first);
	else
		found = memcmp(text + len - first, pattern, first) == 0 ? text + len - first : NULL;
	return found ? trim(arena, text, (size_t)(found - text)) : text;
}

const char *value_strip(struct arena *arena, const char *text, const struct texts *patterns)
{
	if (!patterns->count)
		return text;
	text = value_trim(arena, text);
	for (size_t i = 0; i < patterns->count; i++)
		text = strip_one(arena, text, patterns->items[i]);
	return text;
}

/* --- split --- */

/* How long the separator at text + at is; 0 when there is none */
static size_t separator(const char *text, size_t at, unsigned split)
{
	if ((text[at] == ',' && split & SPLIT_COMMA) ||
		(text[at] == ';' && split & SPLIT_SEMICOLON))
		return 1;
	if (!is_space(text[at]))
		return 0;
	if (split & SPLIT_SPACE)
		return 1;
	if (!(split & SPLIT_AND))
		return 0;
	if (text[at + 1] == '&' && is_space(text[at + 2]))
		return 3;
	return strncmp(text + at + 1, "and", 3) == 0 && is_space(text[at + 4]) ? 5 : 0;
}

/* Where the part ends without the parentheses at its end */
static size_t without_parentheses(const char *text, size_t len)
{
	for (;;) {
		size_t open = 0;

		while (len && is_space(text[len - 1]))
			len--;
		if (!len || text[len - 1] != ')')
			return len;
		for (size_t i = len; i; i--) {
			open += text[i - 1] == ')';
			open -= text[i - 1] == '(';
			if (!open) {
				len = i - 1;
				break;
			}
		}
		if (open)
			return len;
	}
}

const char *value_person(struct arena *arena, const char *text)
{
	const char *name = value_trim(arena, text);
	const char *open = strpbrk(name, "(<");
	const char *at = strchr(name, '@');
	size_t len = strlen(name);

	if (!open || !at || name[len - 1] != (*open == '(' ? ')' : '>'))
		return text;
	if (*open == '(' && at < open && open - name > 1 && is_space(open[-1]) &&
		strcspn(name, SPACE) == (size_t)(open - name) - 1)
		return trim(arena, open + 1, len - (size_t)(open + 1 - name) - 1);
	if (*open == '<' && at > open && open > name && !strpbrk(open, SPACE))
		return trim(arena, name, (size_t)(open - name));
	return text;
}

const char *value_name(struct arena *arena, const char *text)
{
	return trim(arena, text, without_parentheses(text, strlen(text)));
}

void value_split(struct arena *arena, const char *text, unsigned split,
	void (*put)(void *ctx, size_t field, const char *text), void *ctx, size_t field)
{
	size_t begin = 0;
	size_t open = 0;
	size_t i = 0;

	for (;;) {
		size_t len = open ? 0 : separator(text, i, split);
		const char *part;

		if (text[i] && !len) {
			open += text[i] == '(';
			open -= text[i] == ')' && open;
			i++;
			continue;
		}
		part = trim(arena, text + begin, i - begin);
		if (split & SPLIT_AND && strncmp(part, "and ", 4) == 0) /* "A, B, and C" */
			part += 4;
		if (*part)
			put(ctx, field, part);
		if (!text[i])
			return;
		/* the space behind "and" may begin the next separator */
		i += len > 1 ? len - 1 : len;
		begin = i;
	}
}

/* --- dates --- */

bool value_date(char out[VALUE_DATE_SIZE], const char *text, const char *format)
{
	struct tm tm = {.tm_mday = 1, .tm_year = -1901};
	struct civil civil;
	const char *end;
	int64_t when;

	while (is_space(*text))
		text++;
	end = strptime(text, format, &tm);
	if (!end || end[strspn(end, SPACE)] || tm.tm_year == -1901)
		return false;
	civil = (struct civil){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min,
		tm.tm_sec > 59 ? 59 : tm.tm_sec};
	if (!clock_from_civil(&when, &civil))
		return false;
	clock_format(out, when - tm.tm_gmtoff);
	return true;
}

/* --- templates --- */

/* RFC 3986, section 2.3 */
static bool is_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c && strchr("-._~", c));
}

/* keep: characters that stay as they are beside the unreserved ones */
static void put_encoded(struct buf *out, const char *text, const char *keep)
{
	for (; *text; text++) {
		if (is_unreserved(*text) || strchr(keep, *text))
			buf_putc(out, *text);
		else
			buf_printf(out, "%%%02X", (unsigned char)*text);
	}
}

static const char *get(const struct record *record, const char *name, size_t len)
{
	for (int field = 0; field < FIELD_COUNT; field++) {
		const char *known = record_field_name((enum field)field);

		if (strlen(known) == len && strncmp(known, name, len) == 0)
			return record_get(record, (enum field)field);
	}
	return NULL;
}

const char *value_expand(struct arena *arena, const char *template, const struct record *record)
{
	bool address = strncmp(template, "text:", 5) != 0;
	const char *at = address ? template : template + 5;
	const char *result = NULL;
	struct buf out;

	buf_init(&out, LIMIT_FIELD);
	for (;;) {
		size_t plain = strcspn(at, "{");
		size_t name = strcspn(at + plain, "}");
		const char *value;

		buf_put(&out, at, plain);
		if (!at[plain] || !at[plain + name])
			break;
		value = get(record, at + plain + 1, name - 1);
		if (!value)
			goto out;
		if (address) /* the ids of old papers have a slash: math/0309136 */
			put_encoded(&out, value_trim(arena, value),
				strncmp(at + plain, "{id}", 4) == 0 ? "/" : "");
		else
			buf_puts(&out, value);
		at += plain + name + 1;
	}
	if (!buf_failed(&out))
		result = value_trim(arena, buf_str(&out));
out:
	buf_release(&out);
	return result;
}

char *value_next(const char *template, const char *text)
{
	struct arena arena;
	struct buf out;
	char *next;

	arena_init(&arena);
	buf_init(&out, LIMIT_SENT);
	text = value_trim(&arena, text);
	text = arena_strndup(&arena, text, utf8_prefix(text, LIMIT_URL + 1));
	for (const char *at = template; at && *at;) {
		size_t plain = strcspn(at, "{");

		buf_put(&out, at, plain);
		at += plain;
		if (*at) {
			put_encoded(&out, text, "");
			at += strcspn(at, "}");
			at += *at == '}';
		}
	}
	if (!template)
		buf_puts(&out, text);
	next = xstrdup(buf_failed(&out) ? "" : buf_str(&out));
	buf_release(&out);
	arena_release(&arena);
	return next;
}

/* Behind the mark-up at text, "<p>"; text itself when there is none */
static const char *skip_tag(const char *text)
{
	size_t len;

	if (*text != '<' || (text[1] != '/' && !isalpha((unsigned char)text[1])))
		return text;
	len = 1 + strcspn(text + 1, "<>");
	return text[len] == '>' ? text + len + 1 : text;
}

const char *value_beginning(struct arena *arena, const char *text)
{
	size_t characters = 0;
	size_t word_end = 0;
	struct buf out;
	const char *result;
	size_t size;

	buf_init(&out, LIMIT_TITLE);
	for (; *text && characters < TITLE_LENGTH; text += size) {
		const char *behind = skip_tag(text);

		size = (size_t)(behind - text);
		if (size)
			continue;
		size = utf8_prefix(text, 1);
		if (*text == '\n' && characters)
			break;
		if (is_space(*text)) {
			word_end = out.len;
			if (out.len)
				buf_putc(&out, ' ');
			continue;
		}
		buf_put(&out, text, size);
		characters++;
	}
	if (characters == TITLE_LENGTH && word_end) {
		buf_truncate(&out, word_end);
		buf_puts(&out, "\xe2\x80\xa6");
	}
	result = value_trim(arena, buf_str(&out));
	buf_release(&out);
	return result;
}

/* 2401.00001, astro-ph/0601001, 10.1000/182: what a registry gave, and no address */
static bool is_number(const char *text)
{
	const char *slash = strchr(text, '/');
	size_t digits = strspn(text, "0123456789");

	return (digits && text[digits] == '.' && isdigit((unsigned char)text[digits + 1])) ||
	       (slash && strspn(slash + 1, "0123456789") == 7);
}

const char *value_address(struct arena *arena, const char *text, const char *base)
{
	const char *address = base ? value_trim(arena, text) : text;
	const char *result = text;
	xmlChar *escaped, *whole;

	if (!base || !*address || address[strcspn(address, ":/?#")] == ':' || is_number(address) ||
		strncasecmp(address, "www.", 4) == 0)
		return text;
	escaped = xmlURIEscapeStr(BAD_CAST address, BAD_CAST ":/?#[]@!$&'()*+,;=%");
	whole = escaped ? xmlBuildURI(escaped, BAD_CAST base) : NULL;
	if (whole)
		result = arena_strdup(arena, (const char *)whole);
	xmlFree(whole);
	xmlFree(escaped);
	return result;
}

const char *value_doi(struct arena *arena, const char *text)
{
	text = value_trim(arena, text);
	if (strncasecmp(text, "doi:", 4) == 0)
		text = value_trim(arena, text + 4);
	return strncmp(text, "10.", 3) == 0 ? arena_printf(arena, "https://doi.org/%s", text)
					    : text;
}
