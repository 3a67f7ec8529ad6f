/* SPDX-License-Identifier: ISC */
/*
 * The papers of one body, one after the other: what a reader finds in each, made into a record as the
 * source's mapping wants it, and handed to the sink.
 *
 * items_init; for each paper item_begin, item_add for what was found (or item_find, which asks the
 * reader for every field in turn), item_end; then items_release.
 */
#ifndef PAPERROUTE_READ_ITEM_H
#define PAPERROUTE_READ_ITEM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/reading.h"

/* What was found for one field of the paper at hand. */
struct found {
	const char **texts;
	size_t count;
	size_t cap;
};

struct items {
	const struct source *source;
	const struct mapping *mapping; /* the source's, or the format's own */
	const struct read_sink *sink;
	struct read_result *result;
	struct arena arena; /* of the paper at hand */
	struct found found[MAP_COUNT];
	const char *base;    /* address that relative ones are meant from; NULL: not known */
	size_t number;       /* of the paper at hand, from 1 */
	size_t line;         /* where it stands; 0 when that is not known */
	bool crowded;        /* it has more than LIMIT_VALUES of one field */
	bool stopped;        /* by the sink */
	const char *refused; /* what was wrong with the first that was none */
	bool full;           /* LIMIT_RECORDS was reached */
};

void items_init(struct items *items, const struct source *source, const struct read_sink *sink,
	struct read_result *result);
void items_release(struct items *items);

/* False when no more papers are wanted: stop reading. */
bool item_begin(struct items *items, size_t line);

/* A value of field, any bytes: cleaned and copied. White space alone is no value. */
void item_add(struct items *items, size_t field, const char *bytes, size_t len);

/* The same for a text that is clean already. */
void item_add_clean(struct items *items, size_t field, const char *text);

/* Takes back the values of field. */
void item_clear(struct items *items, size_t field);

/* Whether a value of field was added. */
bool item_has(const struct items *items, size_t field);

/* A value of field that cannot be used: told, with the paper's number; the rest is kept. */
void item_fault(struct items *items, size_t field, const char *what);

/* Asks find for the candidates of every field that are no templates, until one gives a value. */
typedef void item_finder(void *ctx, struct items *items, size_t field, size_t candidate);
void item_find(struct items *items, item_finder *find, void *ctx);

/* The paper at hand is none: told, with its number; what is borrowed for good. */
void item_refuse(struct items *items, const char *what);

/* Hands the paper to the sink. */
void item_end(struct items *items);

/* After the last paper: fills err and returns -1 when there were more than LIMIT_RECORDS of them, or
 * when none of those that stand there is one. */
int items_check(const struct items *items, struct err *err);

/* A note about the body, or a line of it. */
void items_warn(struct items *items, size_t line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* What leads to the next page, to the sink: text, or the mapping's next_url with it. */
void items_next(struct items *items, const char *text);

#endif
