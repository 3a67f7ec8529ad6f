/* SPDX-License-Identifier: ISC */
/*
 * What commands print for people and for programs has these in common.
 */
#ifndef PAPERROUTE_CMD_SHOW_H
#define PAPERROUTE_CMD_SHOW_H

#include <stddef.h>

#include <jansson.h>

#include "model/route.h"
#include "rule/explain.h"

#define SHOW_WIDTH 80 /* columns of a terminal */

/* Prints a value as one line; gives up the reference. */
void show_json(json_t *value);

/* Rules that fired, as route and others print them. A new reference. */
json_t *show_reasons_json(const struct route *route);

/* Sets field, and with a hit what stands before it, its text, what stands behind it. */
void show_put_hit(json_t *out, const struct explained_hit *hit);

/* A new reference; text that is NULL is null. */
json_t *show_text(const char *text);

/* Prints what fits of text into so many columns, with an ellipsis when that is not all. */
void show_cut(const char *text, size_t columns);

/* Prints text from start to end, which is marked, with what fits around it into so many columns: in
 * colour on a terminal, else in brackets. */
void show_hit(const char *text, size_t start, size_t end, size_t columns);

#endif
