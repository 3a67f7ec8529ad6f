/* SPDX-License-Identifier: ISC */
/*
 * Lines of addresses. They get the line's text and set url, and ref where it has one.
 */
#ifndef PAPERROUTE_READ_ADDRESS_H
#define PAPERROUTE_READ_ADDRESS_H

#include <stdbool.h>

#include "base/arena.h"
#include "read/line.h"

/* "https://...", "Paper: https://... | Code: https://...", "arXiv:2404.01234 [pdf, other]". */
bool address_read(struct line *out, struct arena *arena);

/* "Link: [arXiv](https://...)": of a line's text with outside letters and digits that are no link's,
 * these are a label of up to three words with a colon. */
bool address_has_label(const char *text, size_t outside);

/* "[32]: https://...", "32. https://...". */
bool address_read_reference(struct line *out, struct arena *arena);

/* "https://huggingface.co/papers/2404.01234#community". */
bool address_is_of_comments(const char *url);

#endif
