/* SPDX-License-Identifier: ISC */
/*
 * A bounded text buffer with a sticky failure: append freely, look once at the end.
 *
 * buf_init with a limit, any number of buf_put..., then buf_str or buf_take, then buf_release.
 * Past the limit nothing more is appended and buf_failed() is true for good.
 */
#ifndef PAPERROUTE_BASE_BUF_H
#define PAPERROUTE_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

struct buf {
	char *data; /* NUL-terminated once anything was put; NULL before */
	size_t len;
	size_t cap;
	size_t limit; /* most bytes that len may reach */
	bool failed;
};

void buf_init(struct buf *buf, size_t limit);
void buf_release(struct buf *buf);

/* Empties the buffer and its failure; keeps the memory. */
void buf_clear(struct buf *buf);

void buf_put(struct buf *buf, const void *bytes, size_t len);
void buf_puts(struct buf *buf, const char *text);
void buf_putc(struct buf *buf, char c);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Cuts to the first len bytes; len is at most buf->len. */
void buf_truncate(struct buf *buf, size_t len);

/* The text so far, never NULL; borrowed until the next call. */
const char *buf_str(const struct buf *buf);

/* Hands the text to the caller (to be freed), and empties the buffer. */
char *buf_take(struct buf *buf);

bool buf_failed(const struct buf *buf);

#endif
