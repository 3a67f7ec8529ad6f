/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/term.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "rule/fold.h"
#include "rule/word.h"

/* A term being read */
struct reader {
	struct term *term;
	const char *text;
	size_t len;
	bool quoted;
	bool exact;
	bool prefix;
	size_t *at; /* what follows goes here when the term is bad */
	char *message;
	size_t message_size;
};

bool term_is_name(const char *cased)
{
	size_t len = strlen(cased);
	bool letter_seen = false;
	size_t size;

	for (size_t i = 0; i < len; i += size) {
		int32_t c = utf8_decode(cased + i, len - i, &size);

		if (letter_seen && utf8_is_upper(c))
			return true;
		letter_seen = letter_seen || utf8_is_letter(c);
	}
	return false;
}

static int refuse(struct reader *reader, size_t at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static int refuse(struct reader *reader, size_t at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(reader->message, reader->message_size, format, args);
	va_end(args);
	*reader->at = at;
	return -1;
}

static enum word_mode mode_of(const struct reader *reader, const char *cased)
{
	bool name = term_is_name(cased);

	if (reader->exact || (reader->quoted && name))
		return WORD_EXACT;
	if (reader->quoted)
		return WORD_QUOTED;
	return name ? WORD_NAME : WORD_ANY;
}

static bool is_hyphen(int32_t c)
{
	return c == '-' || fold_class(c) == C_HYPHEN;
}

/* The characters from byte `from` to before byte `to` stand between or around words: none of them
 * may be a sign that people could take for a part of the term, nor the minus of a search engine */
static int check_between(struct reader *reader, size_t from, size_t to)
{
	const char *text = reader->text;
	bool apart = reader->term->count == 0;
	size_t size;

	for (size_t i = from; i < to; i += size) {
		int32_t c = utf8_decode(text + i, to - i, &size);

		if (is_hyphen(c) && (apart || i + size < to || to == reader->len))
			return refuse(reader, i,
				"a hyphen stands between two letters; what is not wanted comes "
				"after a \"not\"");
		apart = utf8_is_space(c);
		if (!word_breaks(c))
			continue;
		if (c == '*')
			return refuse(reader, i, "* stands only at the end of a term: quanti*");
		if (c == '=')
			return refuse(reader, i, "= stands only at the beginning of a term: =RAG");
		return refuse(reader, i,
			"\"%.*s\" is part of no word, and no phrase goes across it: leave it out, "
			"or make two terms",
			(int)size, text + i);
	}
	return 0;
}

static int add_word(struct reader *reader, const struct word_scan *scan)
{
	struct term *term = reader->term;
	struct term_word *word = &term->words[term->count];
	bool first = term->count == 0;

	if (term->count == LIMIT_PHRASE)
		return refuse(reader, scan->start, "a phrase of more than %d words", LIMIT_PHRASE);
	if (scan->too_long)
		return refuse(reader, scan->start, "a word of more than %d bytes", LIMIT_WORD);
	if (!first && scan->gap == GAP_BREAK)
		return refuse(reader, scan->start,
			"no phrase goes across what stands before this word: make two terms");
	memcpy(word->folded, scan->folded, scan->folded_len + 1);
	memcpy(word->cased, scan->cased, scan->cased_len + 1);
	word->mode = mode_of(reader, word->cased);
	word->glued = !first && scan->gap == GAP_HYPHEN;
	term->count++;
	return 0;
}

static int read_words(struct reader *reader, size_t from)
{
	struct word_scan scan;
	size_t end = from;
	size_t glued = 0;

	word_scan_init(&scan, reader->text + from, reader->len - from);
	while (word_scan_next(&scan)) {
		scan.start += from;
		scan.end += from;
		if (check_between(reader, end, scan.start) != 0 || add_word(reader, &scan) != 0)
			return -1;
		glued += reader->term->words[reader->term->count - 1].glued;
		end = scan.end;
	}
	if (check_between(reader, end, reader->len) != 0)
		return -1;
	if (reader->term->count == 0)
		return refuse(reader, 0, "there is no word in this term");
	if (reader->prefix && end < reader->len)
		return refuse(reader, reader->len,
			"* stands right behind the letters that a word begins with: quanti*");
	if (glued > LIMIT_HYPHENS)
		return refuse(reader, 0, "more than %d hyphens in one term", LIMIT_HYPHENS);
	return 0;
}

static int make_prefix(struct reader *reader)
{
	struct term_word *last = &reader->term->words[reader->term->count - 1];

	if (utf8_length(last->folded) < 2)
		return refuse(
			reader, reader->len, "a prefix needs two letters or more before the *");
	last->mode = last->mode == WORD_NAME || last->mode == WORD_EXACT ? WORD_NAME_PREFIX
									 : WORD_PREFIX;
	return 0;
}

int term_read(struct term *out, const char *text, size_t len, bool quoted, size_t *at,
	char *message, size_t message_size)
{
	struct reader reader = {
		.term = out,
		.text = text,
		.len = len,
		.quoted = quoted,
		.at = at,
		.message = message,
		.message_size = message_size,
	};

	out->count = 0;
	if (!quoted) {
		reader.exact = len > 0 && text[0] == '=';
		reader.prefix = len > 0 && text[len - 1] == '*';
		reader.len -= reader.prefix;
	}
	if (read_words(&reader, reader.exact) != 0)
		return -1;
	out->exact = reader.exact;
	return reader.prefix ? make_prefix(&reader) : 0;
}

void term_restrict(struct term *term, bool quoted, bool any_case, bool own_form)
{
	for (size_t i = 0; i < term->count; i++) {
		enum word_mode *mode = &term->words[i].mode;

		if (any_case && *mode == WORD_NAME)
			*mode = WORD_ANY;
		if (any_case && *mode == WORD_NAME_PREFIX && !term->exact)
			*mode = WORD_PREFIX;
		if (any_case && *mode == WORD_EXACT && quoted)
			*mode = WORD_QUOTED;
		if (own_form && *mode == WORD_NAME)
			*mode = WORD_EXACT;
		if (own_form && *mode == WORD_ANY)
			*mode = WORD_QUOTED;
	}
}
