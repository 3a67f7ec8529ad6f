/* SPDX-License-Identifier: ISC */
/*
 * An expression's text to its parts. lex_init, then lex_next until LEX_END or LEX_BAD.
 */
#ifndef PAPERROUTE_RULE_LEX_H
#define PAPERROUTE_RULE_LEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum lex_kind {
	LEX_END,
	LEX_BAD, /* message says what is wrong */
	LEX_COMMA,
	LEX_OPEN,
	LEX_CLOSE,
	LEX_AND,
	LEX_OR,
	LEX_NOT,
	LEX_NEAR,   /* near/N; number is N */
	LEX_COUNT,  /* "N of" before a parenthesis; number is N */
	LEX_FIELD,  /* "title:"; text is the name without the colon */
	LEX_TEST,   /* "votes >= 10"; text is the field's name, comparison and value the rest */
	LEX_LIST,   /* "@name"; text is the name */
	LEX_WORD,   /* one word of a bare term, as written: "=Exact" and "prefix*" too */
	LEX_REGEX,  /* "/pattern/flags": text is the pattern, flags the rest */
	LEX_QUOTED, /* text is what stands between the quotes */
};

enum lex_comparison { LEX_LESS, LEX_AT_MOST, LEX_EQUAL, LEX_AT_LEAST, LEX_MORE };

struct lex {
	const char *all;
	size_t at;
	bool whole; /* in a field that is compared as a whole, a colon is part of a word */
	/* the part found last */
	enum lex_kind kind;
	size_t offset;    /* in bytes of all, of the part's first character */
	const char *text; /* borrowed from all, not NUL-terminated */
	size_t len;
	const char *flags; /* of LEX_REGEX, borrowed likewise */
	size_t flag_count;
	unsigned number;
	enum lex_comparison comparison;
	uint64_t value;
	char message[256]; /* of LEX_BAD */
};

/* ">=" */
const char *lex_sign(enum lex_comparison comparison);

void lex_init(struct lex *lex, const char *expression);
void lex_next(struct lex *lex);

#endif
