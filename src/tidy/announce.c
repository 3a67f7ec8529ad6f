/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/announce.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "tidy/paper_id.h"

#define BLANKS " \t\n"

/* The length of "arXiv:NUMBER" at text, 0 when there is none; stops say what ends it */
static size_t number_length(const char *text, const char *stops)
{
	size_t len = strcspn(text, stops);
	struct arena arena;
	bool known;

	if (strncasecmp(text, "arXiv:", 6) != 0 || len > 40)
		return 0;
	arena_init(&arena);
	known = paper_id_arxiv(&arena, arena_strndup(&arena, text, len)) != NULL;
	arena_release(&arena);
	return known ? len : 0;
}

/* Past label and blanks after it; NULL when text begins otherwise */
static const char *skip_label(const char *text, const char *label)
{
	size_t len = strlen(label);

	if (strncasecmp(text, label, len) != 0)
		return NULL;
	return text + len + strspn(text + len, BLANKS);
}

size_t announce_prefix(const char *abstract)
{
	const char *text = abstract + strspn(abstract, BLANKS);
	size_t number = number_length(text, BLANKS);

	if (number == 0)
		return 0;
	text += number;
	text = skip_label(text + strspn(text, BLANKS), "Announce Type:");
	if (!text)
		return 0;
	text += strcspn(text, BLANKS);
	text = skip_label(text + strspn(text, BLANKS), "Abstract:");
	return text ? (size_t)(text - abstract) : 0;
}

/* Whether text is what may follow the number: "", " [cs.CL]", " [cs.CL] UPDATED" */
static bool is_note(const char *text, size_t len)
{
	static const char *const notes[] = {"", " UPDATED", " CROSS LISTED"};
	size_t class = 0;

	if (len > 1 && text[0] == ' ' && text[1] == '[') {
		while (class < len && text[class] != ']')
			class ++;
		if (class == len)
			return false;
		class ++;
	}
	for (size_t i = 0; i < sizeof(notes) / sizeof(notes[0]); i++) {
		if (strlen(notes[i]) == len - class &&
			strncmp(notes[i], text + class, len - class) == 0)
			return true;
	}
	return false;
}

size_t announce_title(const char *title)
{
	size_t len = strlen(title);
	size_t end = len;
	size_t open, number;

	while (end > 0 && strchr(BLANKS, title[end - 1]))
		end--;
	if (end == 0 || title[end - 1] != ')')
		return len;
	for (open = end - 1; open > 0 && title[open] != '('; open--)
		;
	number = number_length(title + open + 1, " )");
	if (open == 0 || number == 0 ||
		!is_note(title + open + 1 + number, end - 1 - (open + 1 + number)))
		return len;
	while (open > 0 && strchr(BLANKS, title[open - 1]))
		open--;
	return open - (open > 1 && title[open - 1] == '.');
}
