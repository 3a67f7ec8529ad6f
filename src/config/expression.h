/* SPDX-License-Identifier: ISC */
/*
 * Whether the expressions of a source's mapping (model/source.h) can be used at all, before a
 * document is there: their syntax, and the prefixes and fields that they name.
 */
#ifndef PAPERROUTE_CONFIG_EXPRESSION_H
#define PAPERROUTE_CONFIG_EXPRESSION_H

#include "base/arena.h"
#include "model/source.h"

/* What is wrong with an expression of the source's format; NULL when nothing is. The source's
 * prefixes and embedded have to be set. */
const char *expression_check(struct arena *arena, const struct source *source, const char *text);

/* The same for mapping.items, which in format = xml is a path of elements only. */
const char *expression_check_items(
	struct arena *arena, const struct source *source, const char *text);

/* The same for an XPath expression of the whole document. */
const char *expression_check_xpath(
	struct arena *arena, const struct source *source, const char *text);

/* The same for a template; next says whether {next} stands for something. */
const char *expression_check_template(struct arena *arena, const char *text, bool next);

#endif
