/* SPDX-License-Identifier: ISC */
/*
 * Text as a source wrote it to text as people read it: NFC, white space folded to single blanks,
 * characters that only steer or hide dropped. What was done to it on the way is undone: a wrong
 * charset (tidy/mojibake.h), character references (tidy/entity.h), tags (tidy/tag.h), arXiv's
 * announcement (tidy/announce.h), LaTeX (tidy/latex.h), what a scraper left of it (tidy/leftover.h).
 *
 * Dropped are soft hyphens, zero-width spaces and joiners of words, and what turns the direction of
 * the text around it (U+202A to 202E, U+2066 to 2069), which would reach past the text's end. The
 * zero-width joiner and non-joiner stay between letters of the scripts that need them.
 */
#ifndef PAPERROUTE_TIDY_TEXT_H
#define PAPERROUTE_TIDY_TEXT_H

#include <stddef.h>

#include "base/arena.h"

enum text_kind {
	TEXT_RAW,   /* one line; nothing is rewritten: ids, dates. Identity hangs on it: frozen */
	TEXT_NAME,  /* one line; no leftovers, for a name is no sentence: authors, categories */
	TEXT_TITLE, /* one line */
	TEXT_ABSTRACT, /* paragraphs are kept, "\n\n" between them */
};

/* The tidied text, at most limit bytes (text_cut); NULL when nothing is left to be seen. Tidying it
 * again changes no letter or digit, unless it is about mark-up itself. */
const char *text_tidy(struct arena *arena, const char *raw, enum text_kind kind, size_t limit);

/* text itself when it has at most limit bytes; else as many of its characters as fit with "…", no
 * white space before that. */
const char *text_cut(struct arena *arena, const char *text, size_t limit);

#endif
