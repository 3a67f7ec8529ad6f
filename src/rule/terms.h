/* SPDX-License-Identifier: ISC */
/*
 * Terms, and the one matcher that all of them are compiled into.
 *
 * A word of a term becomes a symbol: what it accepts of a text. A hash leads from a word of the text
 * to the symbols that accept it (its own form, the plural, the exact case...), another from the
 * prefixes; a trie over symbols leads from a sequence of words to terms. What a text costs depends on
 * its words and hits, not on how many terms there are.
 *
 * terms_init, terms_add for each term, terms_seal; then only reading: rule/token.c finds what accepts
 * each word, rule/scan.c walks the trie. terms_release at the end.
 */
#ifndef PAPERROUTE_RULE_TERMS_H
#define PAPERROUTE_RULE_TERMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/limits.h"
#include "rule/trie.h"
#include "rule/wordmap.h"

#define TERMS_NONE UINT32_MAX

enum word_mode {
	WORD_ANY,         /* any case, English plurals both ways */
	WORD_NAME,        /* this case, an optional plural s both ways */
	WORD_QUOTED,      /* any case, this form */
	WORD_EXACT,       /* this case and form */
	WORD_PREFIX,      /* any word that begins so, in any case */
	WORD_NAME_PREFIX, /* any word that begins so, in this case */
};

struct term_word {
	enum word_mode mode;
	bool glued; /* a hyphen stands before it: it and the word before may be one */
	char folded[LIMIT_WORD + 1];
	char cased[LIMIT_WORD + 1];
};

struct term {
	size_t count;
	bool exact; /* written with = */
	struct term_word words[LIMIT_PHRASE];
};

/* A symbol that accepts a word, perhaps only as spelled in cased. */
struct choice {
	uint32_t symbol;
	uint32_t next;     /* the next choice of the same word; TERMS_NONE at the end */
	const char *cased; /* NULL: any case */
	uint32_t cased_len;
};

/* What accepts a word of the text. Two sets of symbols, 64 bits for all of them, tell nearly always that
 * no term goes from one word to the next: bit s % 64 stands for symbol s. */
struct accepted {
	uint64_t symbols; /* those that accept it */
	uint64_t leads;   /* those that lead on from where they start a term */
	uint32_t first;   /* in lists: its symbols, and the following */
	uint16_t
		count; /* few: a symbol for each way of writing the word in a term, and its plurals */
	uint16_t
		starts; /* behind the symbols: so many nodes that they lead to from the trie's root */
	bool ends;      /* a term ends at one of these */
	bool cased;     /* its spelling counts: spellings may have another answer for it */
	bool small;     /* also that without any capital */
};

#define TERMS_NOTHING 0 /* the number of what is accepted when nothing is */

struct terms {
	struct arena arena; /* spellings */
	struct wordmap terms_by_key;
	uint32_t term_count;

	struct wordmap symbols;          /* mode and spelling to symbol */
	struct wordmap symbols_by_forms; /* of any case: what they accept, to symbol */
	uint32_t symbol_count;

	struct wordmap words;     /* folded word to its number in accepted */
	struct wordmap spellings; /* that number and a spelling, to the number for this spelling */
	struct wordmap prefixes;  /* folded prefix to its first choice */
	bool prefix_lengths[LIMIT_WORD + 1];
	size_t longest_prefix;
	uint64_t prefix_heads[1 << 10]; /* a bit for each pair of bytes that a prefix begins with */
	struct choice *choices;
	size_t choice_count;
	size_t choice_cap;
	struct accepted *accepted;
	uint32_t *first_choice; /* of each accepted; TERMS_NONE when it has none of its own */
	size_t accepted_count;
	size_t accepted_cap;
	size_t first_choice_cap;
	uint32_t *lists; /* symbols and nodes of accepted */
	size_t list_count;
	size_t list_cap;

	struct trie trie;
};

void terms_init(struct terms *terms);
void terms_release(struct terms *terms);

/* The number of a term of 1 to LIMIT_PHRASE words; equal terms have one number. Of its words at most
 * LIMIT_HYPHENS are glued; the first is not. */
uint32_t terms_add(struct terms *terms, const struct term *term);

/* A number for something else that hits as terms do (rule/hits.h). */
uint32_t terms_reserve(struct terms *terms);

/* A number of its own for a word, or a spelling of one, that nothing accepts yet: for rule/symbol.c. */
uint32_t terms_add_accepted(struct terms *terms);

/* No term is added any more. */
void terms_seal(struct terms *terms);

/* The number of what accepts a word as a whole, TERMS_NOTHING when nothing does. cased has cased_len
 * bytes. */
uint32_t terms_find(const struct terms *terms, const struct word_key *folded, const char *cased,
	size_t cased_len);

/* Fills in accepted from its symbols, which are count at list; list has room for as many nodes. */
void terms_describe(
	const struct terms *terms, struct accepted *accepted, uint32_t *list, size_t count);

/* Whether a prefix may accept the word, told by its first two bytes (the lower ones of its head). */
static inline bool terms_may_have_prefix(const struct terms *terms, uint64_t head)
{
	return terms->prefix_heads[(head & 0xffff) >> 6] >> (head & 63) & 1;
}

/* Writes the symbols of prefixes that accept a word into out, which has room for symbol_count, and
 * returns how many. */
size_t terms_find_prefixes(const struct terms *terms, uint32_t *out, const char *folded,
	size_t folded_len, const char *cased, size_t cased_len);

#endif
