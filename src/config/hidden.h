/* SPDX-License-Identifier: ISC */
/*
 * Lines that may hold a secret: addresses with a user's name in them and, of sources and presets, headers
 * of requests and what looks as if it was meant to be one. Messages go to logs and by mail, so that such
 * a line is named, but nothing of its value is quoted.
 *
 * hidden_find once, with the file's bytes, whatever is wrong with them; then hidden_cover for each
 * message.
 */
#ifndef PAPERROUTE_CONFIG_HIDDEN_H
#define PAPERROUTE_CONFIG_HIDDEN_H

#include <stddef.h>

#include "base/err.h"

struct hidden {
	unsigned *lines; /* their numbers, from 1, in order */
	size_t count;
	size_t cap;
};

void hidden_find(struct hidden *out, const char *bytes, size_t len);
void hidden_release(struct hidden *hidden);

/* When the message is about such a line, what it quotes becomes dots, and it gets no column, so that no
 * excerpt follows it. */
void hidden_cover(const struct hidden *hidden, struct err *err);

#endif
