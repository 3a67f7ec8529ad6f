/* SPDX-License-Identifier: ISC */
/*
 * Tags of HTML and JATS in text that should have none any more: dropped, blocks become paragraphs,
 * CO<sub>2</sub> becomes CO₂ (tidy/script.h), a link's address follows its text in brackets.
 *
 * Only well-formed tags of names in a table, in pairs where HTML wants them: a < b and c > d, x<b>y,
 * <think>, <image> and <foo@bar.org> stay.
 */
#ifndef PAPERROUTE_TIDY_TAG_H
#define PAPERROUTE_TIDY_TAG_H

/* The rewritten text, to be freed; its white space is not folded. */
char *tag_rewrite(const char *text);

#endif
