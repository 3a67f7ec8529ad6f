/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

void buf_init(struct buf *buf, size_t limit)
{
	*buf = (struct buf){.limit = limit};
}

void buf_release(struct buf *buf)
{
	free(buf->data);
	*buf = (struct buf){0};
}

void buf_clear(struct buf *buf)
{
	buf_truncate(buf, 0);
	buf->failed = false;
}

/* Room for len more bytes and a NUL; false, and sticky, past the limit */
static bool reserve(struct buf *buf, size_t len)
{
	if (buf->failed || len > buf->limit - buf->len) {
		buf->failed = true;
		return false;
	}
	if (buf->len + len >= buf->cap)
		buf->data = xgrow(buf->data, &buf->cap, buf->len + len + 1, 1);
	return true;
}

void buf_put(struct buf *buf, const void *bytes, size_t len)
{
	if (!reserve(buf, len))
		return;
	if (len)
		memcpy(buf->data + buf->len, bytes, len);
	buf->len += len;
	buf->data[buf->len] = '\0';
}

void buf_puts(struct buf *buf, const char *text)
{
	buf_put(buf, text, strlen(text));
}

void buf_putc(struct buf *buf, char c)
{
	if (!reserve(buf, 1))
		return;
	buf->data[buf->len++] = c;
	buf->data[buf->len] = '\0';
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0 || !reserve(buf, (size_t)len)) {
		buf->failed = true;
		return;
	}
	va_start(args, format);
	vsnprintf(buf->data + buf->len, (size_t)len + 1, format, args);
	va_end(args);
	buf->len += (size_t)len;
}

void buf_truncate(struct buf *buf, size_t len)
{
	buf->len = len;
	if (buf->data)
		buf->data[len] = '\0';
}

const char *buf_str(const struct buf *buf)
{
	return buf->data ? buf->data : "";
}

char *buf_take(struct buf *buf)
{
	char *text = buf->data ? buf->data : xstrdup("");

	buf->data = NULL;
	buf->len = buf->cap = 0;
	return text;
}

bool buf_failed(const struct buf *buf)
{
	return buf->failed;
}
