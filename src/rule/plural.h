/* SPDX-License-Identifier: ISC */
/*
 * English plurals, both ways. Only words of terms go through here; a text is never stripped, so a
 * form that is no word does no harm and one that is another word would.
 */
#ifndef PAPERROUTE_RULE_PLURAL_H
#define PAPERROUTE_RULE_PLURAL_H

#include <stddef.h>

#include "model/limits.h"

#define PLURAL_FORMS 6 /* most forms that a word has besides itself */

/* The singulars and plurals of word (lower case), without word itself, into out. Returns how many
 * there are: none for words of other letters than a to z, for those of a table that have none (news,
 * physics, Bayes), and for short ones: a word of three letters or fewer is never stripped. */
size_t plural_forms(char out[PLURAL_FORMS][LIMIT_WORD + 1], const char *word);

#endif
