/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/address.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"

#define LONGEST_REMARK 20 /* bytes */

static bool is_url(const char *text)
{
	return (strncasecmp(text, "http://", 7) == 0 || strncasecmp(text, "https://", 8) == 0) &&
	       !strchr(text, ' ');
}

/* What stands before an address of a line of addresses: nothing, or a label of up to three words and
 * a colon */
static bool is_address_label(const char *text, size_t len)
{
	size_t words = 0;
	bool letters = false;
	size_t size;

	while (len && text[len - 1] == ' ')
		len--;
	for (size_t i = 0; i < len; i += size) {
		int32_t c = utf8_decode(text + i, len - i, &size);
		bool letter = utf8_is_letter(c) || utf8_is_digit(c);

		if (c == '.' && i + 1 < len) /* the end of a sentence before the label */
			return false;
		words += letter && !letters;
		letters = letter || (letters && c != ' ');
	}
	return words == 0 || (words <= 3 && text[len - 1] == ':');
}

/* What stands behind an address and says something of it: " , 57kb)" */
static bool is_remark(const char *text)
{
	text += strspn(text, " ");
	return strchr(",(", *text) && strlen(text) <= LONGEST_REMARK;
}

/* "https://...", "Paper: https://... | Code: https://..." */
static bool read_addresses(struct line *out)
{
	const char *at = out->text;

	if (!strstr(at, "://"))
		return false;
	for (;;) {
		const char *url = strstr(at, "http");

		while (url && strncmp(url, "http://", 7) != 0 && strncmp(url, "https://", 8) != 0)
			url = strstr(url + 1, "http");
		if (!url)
			break;
		if (!is_address_label(at, (size_t)(url - at)))
			return false;
		at = url + strcspn(url, " ");
	}
	if (at == out->text || (utf8_has_word(at, strlen(at)) && !is_remark(at)))
		return false;
	out->url = is_url(out->text) ? out->text : out->url_count ? out->urls[0] : NULL;
	return out->url;
}

/* "arXiv:2404.01234", "arXiv:2404.01234 [pdf, html, other]" */
static bool read_arxiv(struct line *out, struct arena *arena)
{
	size_t len = strcspn(out->text, " ");

	if (strncasecmp(out->text, "arxiv:", 6) != 0 || len < 12 ||
		(out->text[len] && out->text[len + 1] != '['))
		return false;
	out->text = arena_strndup(arena, out->text, len);
	out->url = out->text;
	return true;
}

/* "[32]: https://...", "32. https://..." */
bool address_read_reference(struct line *out, struct arena *arena)
{
	bool open = *out->text == '[';
	const char *digits = out->text + open;
	size_t count = strspn(digits, "0123456789");
	const char *rest = digits + count;

	if (!count || count > 6 || (open && *rest++ != ']'))
		return false;
	rest += *rest == ':' || *rest == '.';
	rest += strspn(rest, " ");
	if (!is_url(rest))
		return false;
	out->ref = arena_strndup(arena, digits, count);
	out->url = rest;
	return true;
}

/* "https://huggingface.co/papers/2404.01234#community" */
bool address_is_of_comments(const char *url)
{
	const char *part = strchr(url, '#');

	return part && (strncmp(part, "#comm", 5) == 0 || strncmp(part, "#discussion", 11) == 0);
}

bool address_has_label(const char *text, size_t outside)
{
	const char *colon = strstr(text, ": ");
	size_t letters = 0;
	size_t size;

	if (!colon || !is_address_label(text, (size_t)(colon - text) + 1))
		return false;
	for (const char *at = text; at < colon; at += size) {
		int32_t c = utf8_decode(at, (size_t)(colon - at), &size);

		letters += utf8_is_letter(c) || utf8_is_digit(c);
	}
	return letters == outside;
}

bool address_read(struct line *out, struct arena *arena)
{
	return read_addresses(out) || read_arxiv(out, arena);
}
