/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/excerpt.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/utf8.h"

#define INDENT     "    "
#define WIDTH      92 /* of a part of a line: with the indent it fits a wide terminal */
#define BEFORE     60 /* of it before the mark, when the line is longer */
#define MOST_BYTES ((size_t)4 << 20)

/* Columns on a terminal; what cannot be shown is a space */
static int width_of(int32_t c)
{
	return utf8_steers(c) ? 1 : utf8_width(c);
}

/* The line of that number in text, or NULL */
static const char *find_line(const char *text, size_t len, unsigned line, size_t *line_len)
{
	const char *end = text + len;
	const char *stop;

	for (; line > 1; line--) {
		text = memchr(text, '\n', (size_t)(end - text));
		if (!text)
			return NULL;
		text++;
	}
	stop = memchr(text, '\n', (size_t)(end - text));
	*line_len = (size_t)((stop ? stop : end) - text);
	if (*line_len && text[*line_len - 1] == '\r')
		--*line_len;
	return text;
}

/* The byte of a character, counted from 0, or len when there are not so many */
static size_t byte_of(const char *text, size_t len, unsigned character)
{
	size_t at = 0;
	size_t size;

	for (; character && at < len; character--, at += size)
		utf8_decode(text + at, len - at, &size);
	return at < len ? at : len;
}

/* Columns of the bytes from from to before to */
static int columns(const char *text, size_t from, size_t to)
{
	int sum = 0;
	size_t size;

	for (; from < to; from += size)
		sum += width_of(utf8_decode(text + from, to - from, &size));
	return sum;
}

/* Appends what fits in WIDTH columns */
static void put_part(struct buf *out, const char *text, size_t from, size_t len)
{
	int left = WIDTH;
	size_t size;

	for (; from < len; from += size) {
		int32_t c = utf8_decode(text + from, len - from, &size);

		left -= width_of(c);
		if (left < 0)
			break;
		if (size == 1 && (unsigned char)text[from] >= 0x80)
			buf_putc(out, '?');
		else if (utf8_steers(c))
			buf_putc(out, ' ');
		else
			buf_put(out, text + from, size);
	}
}

static void put_excerpt(struct buf *out, const char *text, size_t len, unsigned column)
{
	size_t mark = byte_of(text, len, column - 1);
	size_t from = 0;

	if (columns(text, 0, len) > WIDTH) {
		while (columns(text, from, mark) > BEFORE)
			from = byte_of(text + from, len - from, 1) + from;
	}
	buf_puts(out, INDENT);
	put_part(out, text, from, len);
	buf_puts(out, "\n" INDENT);
	for (int i = columns(text, from, mark); i > 0; i--)
		buf_putc(out, ' ');
	buf_puts(out, "^\n");
}

/* To read anything else could wait for ever */
static bool is_regular(const char *file)
{
	struct stat st;

	return stat(file, &st) == 0 && S_ISREG(st.st_mode);
}

void excerpt_put(struct buf *out, const char *file, unsigned line, unsigned column)
{
	const char *text;
	char *bytes;
	size_t len;

	if (!line || !column || !is_regular(file) ||
		file_read(&bytes, &len, file, MOST_BYTES, NULL) != 0)
		return;
	text = find_line(bytes, len, line, &len);
	if (text)
		put_excerpt(out, text, len, column);
	free(bytes);
}

void excerpt_put_text(struct buf *out, const char *text, unsigned column)
{
	if (column)
		put_excerpt(out, text, strlen(text), column);
}
