/* SPDX-License-Identifier: ISC */
/*
 * Terms, and the one matcher that all of them are compiled into.
 *
 * A word of a term becomes a symbol: what it accepts of a text. A hash leads from a word of the text
 * to the symbols that accept it (its own form, the plural, the exact case...), another from the
 * prefixes; a trie over symbols leads from a sequence of words to terms. What a text costs depends on
 * its words and hits, not on how many terms there are.
 *
 * terms_init, terms_add for each term, then only reading: terms_accepting and terms_step walk the
 * trie (rule/scan.c does). terms_release at the end.
 */
#ifndef PAPERROUTE_RULE_TERMS_H
#define PAPERROUTE_RULE_TERMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/limits.h"
#include "rule/strmap.h"

#define TERMS_NONE UINT32_MAX
#define TERMS_ROOT 0 /* the trie's first node */

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
};

struct trie_edge {
	uint32_t node; /* TERMS_NONE: an empty slot */
	uint32_t symbol;
	uint32_t child;
};

/* A term that ends at a node. */
struct ending {
	uint32_t term;
	uint32_t next; /* TERMS_NONE at the end */
};

struct terms {
	struct arena arena; /* keys and spellings */
	struct strmap terms_by_key;
	uint32_t term_count;

	struct strmap symbols; /* mode and spelling to symbol */
	uint32_t symbol_count;

	struct strmap words;    /* folded word to its first choice */
	struct strmap prefixes; /* folded prefix to its first choice */
	bool prefix_lengths[LIMIT_WORD + 1];
	size_t longest_prefix;
	struct choice *choices;
	size_t choice_count;
	size_t choice_cap;

	struct trie_edge *edges; /* a hash of (node, symbol) */
	size_t edge_size;        /* a power of two */
	size_t edge_count;
	uint32_t *node_endings; /* per node: its first ending */
	size_t node_count;
	size_t node_cap;
	struct ending *endings;
	size_t ending_count;
	size_t ending_cap;
};

void terms_init(struct terms *terms);
void terms_release(struct terms *terms);

/* The number of a term of 1 to LIMIT_PHRASE words; equal terms have one number. Of its words at most
 * LIMIT_HYPHENS are glued; the first is not. */
uint32_t terms_add(struct terms *terms, const struct term *term);

/* A number for something else that hits as terms do (rule/hits.h). */
uint32_t terms_reserve(struct terms *terms);

/* The child of node for symbol, or TERMS_NONE. */
uint32_t terms_step(const struct terms *terms, uint32_t node, uint32_t symbol);

/* Writes the symbols that accept a word into out, which has room for symbol_count, and returns how
 * many. folded and cased have folded_len and cased_len bytes; hash is word_hash of folded. */
size_t terms_accepting(const struct terms *terms, uint32_t *out, const char *folded,
	size_t folded_len, const char *cased, size_t cased_len, uint32_t hash);

#endif
