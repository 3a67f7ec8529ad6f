/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/excerpt.h"
#include "base/redact.h"
#include "base/utf8.h"
#include "base/xalloc.h"

#define LINE_SIZE   4096 /* a message is one line; more of it than this helps nobody */
#define STATUS_SIZE 64   /* together with the program's name it fits every terminal's line */

enum kind { KIND_ERROR, KIND_WARNING, KIND_PROGRESS, KIND_DETAIL };

static const struct {
	const char *prefix;
	const char *colour;
} kinds[] = {
	[KIND_ERROR] = {"", "\033[31m"},
	[KIND_WARNING] = {"warning: ", "\033[33m"},
	[KIND_PROGRESS] = {"", ""},
	[KIND_DETAIL] = {"", "\033[2m"},
};

static enum log_level log_level = LOG_NORMAL;
static bool log_colour;
static bool log_has_status; /* log_status's line stands on the terminal */

static bool colour_is_wanted(void)
{
	const char *no_color = getenv("NO_COLOR");

	return !no_color || !*no_color;
}

void log_init(enum log_level level)
{
	log_level = level;
	log_colour = log_is_terminal() && colour_is_wanted();
}

/* Asked once: route prints millions of lines */
static bool is_shown_on_terminal(void)
{
	static int answer = -1;

	if (answer < 0)
		answer = isatty(STDOUT_FILENO);
	return answer;
}

static bool has_colour(void)
{
	return is_shown_on_terminal() && colour_is_wanted();
}

bool log_is_terminal(void)
{
	return isatty(STDERR_FILENO);
}

static bool shown(enum kind kind)
{
	switch (kind) {
	case KIND_ERROR:
		return true;
	case KIND_WARNING:
		return log_level >= LOG_NORMAL;
	case KIND_PROGRESS:
		return log_level >= LOG_DETAIL || (log_level == LOG_NORMAL && log_is_terminal());
	case KIND_DETAIL:
		return log_level >= LOG_DETAIL;
	}
	return true;
}

bool log_shows_details(void)
{
	return shown(KIND_DETAIL);
}

/* lines: line ends and tabs are meant */
static void put_visible(struct buf *out, const char *text, size_t len, bool lines)
{
	size_t size;

	for (size_t i = 0; i < len; i += size) {
		int32_t c;

		size = utf8_plain(text + i, len - i);
		if (size) {
			buf_put(out, text + i, size);
			continue;
		}
		c = utf8_decode(text + i, len - i, &size);
		if (c < 0 || (c < 0xa0 && utf8_steers(c) && !(lines && (c == '\n' || c == '\t'))))
			buf_printf(out, "\\x%02x", c < 0 ? (unsigned char)text[i] : (unsigned)c);
		else if (c >= 0xa0 && utf8_steers(c))
			buf_printf(out, "\\u%04x", (unsigned)c);
		else
			buf_put(out, text + i, size);
	}
}

static void put_line_part(struct buf *out, const char *text)
{
	put_visible(out, text, strlen(text), false);
}

static void put_cleared(struct buf *out)
{
	if (log_has_status)
		buf_puts(out, "\r\033[K");
	log_has_status = false;
}

/* At once: a line is not mixed with those of others that write there, and costs one system call */
static void print_buf(struct buf *buf)
{
	fwrite(buf_str(buf), 1, buf->len, stderr);
	buf_release(buf);
}

static void print_line(enum kind kind, const char *where, const char *text)
{
	bool coloured = log_colour && *kinds[kind].colour;
	struct buf line;

	buf_init(&line, SIZE_MAX / 2);
	put_cleared(&line);
	buf_puts(&line, "paperroute: ");
	if (coloured)
		buf_puts(&line, kinds[kind].colour);
	if (*where) {
		put_line_part(&line, where);
		buf_puts(&line, ": ");
	}
	buf_puts(&line, kinds[kind].prefix);
	put_line_part(&line, text);
	buf_puts(&line, coloured ? "\033[0m\n" : "\n");
	print_buf(&line);
}

__attribute__((format(printf, 3, 0))) static void print(
	enum kind kind, const char *where, const char *format, va_list args)
{
	char place[LINE_SIZE];
	char text[LINE_SIZE];

	if (!shown(kind))
		return;
	snprintf(place, sizeof(place), "%s", where ? where : "");
	vsnprintf(text, sizeof(text), format, args);
	redact(place);
	redact(text);
	print_line(kind, place, text);
}

void log_error(const char *where, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print(KIND_ERROR, where, format, args);
	va_end(args);
}

void log_last(const char *text)
{
	char line[STATUS_SIZE + sizeof("paperroute: \n")];
	int len = snprintf(line, sizeof(line), "paperroute: %s\n", text);

	if (write(STDERR_FILENO, line, (size_t)len) != len)
		return; /* then nobody is told */
}

void log_warning(const char *where, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print(KIND_WARNING, where, format, args);
	va_end(args);
}

void log_progress(const char *where, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print(KIND_PROGRESS, where, format, args);
	va_end(args);
}

void log_status(const char *format, ...)
{
	char text[STATUS_SIZE];
	struct buf line;
	va_list args;

	if (!log_is_terminal() || log_level == LOG_QUIET)
		return;
	buf_init(&line, SIZE_MAX / 2);
	put_cleared(&line);
	if (format) {
		va_start(args, format);
		vsnprintf(text, sizeof(text), format, args);
		va_end(args);
		buf_puts(&line, "paperroute: ");
		put_line_part(&line, text);
		log_has_status = true;
	}
	print_buf(&line);
}

void log_detail(const char *where, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print(KIND_DETAIL, where, format, args);
	va_end(args);
}

static void print_err(enum kind kind, const struct err *err)
{
	char where[ERR_WHERE_SIZE + 32];

	if (err->line && err->column)
		snprintf(where, sizeof(where), "%s:%u:%u", err->where, err->line, err->column);
	else if (err->line)
		snprintf(where, sizeof(where), "%s:%u", err->where, err->line);
	else
		snprintf(where, sizeof(where), "%s", err->where);
	if (shown(kind))
		print_line(kind, where, err->text);
}

void log_err(const struct err *err)
{
	print_err(KIND_ERROR, err);
}

/* What messages may be followed by */
struct excerpts {
	const char
		*where; /* NULL: lines of the files that they name; else only text is looked at */
	const char *text;
};

static void print_excerpt(enum kind kind, const struct err *err, const struct excerpts *excerpts)
{
	struct buf excerpt;

	if (!shown(kind))
		return;
	buf_init(&excerpt, LINE_SIZE);
	if (!excerpts->where)
		excerpt_put(&excerpt, err->where, err->line, err->column);
	else if (strcmp(err->where, excerpts->where) == 0)
		excerpt_put_text(&excerpt, excerpts->text, err->column);
	fputs(buf_str(&excerpt), stderr);
	buf_release(&excerpt);
}

static void show_problems(const struct problems *problems, const struct excerpts *excerpts)
{
	size_t errors = 0;
	size_t warnings = 0;

	for (size_t i = 0; i < problems->count; i++) {
		const struct problem *problem = &problems->items[i];
		bool is_error = problem->severity == SEVERITY_ERROR;

		print_err(is_error ? KIND_ERROR : KIND_WARNING, &problem->err);
		if (excerpts)
			print_excerpt(
				is_error ? KIND_ERROR : KIND_WARNING, &problem->err, excerpts);
		errors += is_error;
		warnings += !is_error;
	}
	if (problems->errors > errors)
		log_error(NULL, "%zu more mistakes are not shown", problems->errors - errors);
	if (problems->warnings > warnings)
		log_warning(NULL, "%zu more are not shown", problems->warnings - warnings);
}

void log_problems(const struct problems *problems)
{
	show_problems(problems, NULL);
}

void log_configuration(const struct problems *problems)
{
	show_problems(problems, &(struct excerpts){NULL, NULL});
}

void log_expression(const struct problems *problems, const char *where, const char *text)
{
	show_problems(problems, &(struct excerpts){where, text});
}

void log_out(const char *format, ...)
{
	va_list args, again;
	char *text;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = is_shown_on_terminal() ? vsnprintf(NULL, 0, format, args) : vprintf(format, args);
	if (is_shown_on_terminal() && len >= 0) {
		text = xmalloc((size_t)len + 1);
		vsnprintf(text, (size_t)len + 1, format, again);
		log_write(text, (size_t)len);
		free(text);
	}
	va_end(again);
	va_end(args);
}

void log_write(const void *bytes, size_t len)
{
	struct buf visible;

	/* stdout remembers what fails */
	if (!is_shown_on_terminal()) {
		fwrite(bytes, 1, len, stdout);
		return;
	}
	buf_init(&visible, SIZE_MAX / 2);
	put_visible(&visible, bytes, len, true);
	fwrite(buf_str(&visible), 1, visible.len, stdout);
	buf_release(&visible);
}

void log_mark(bool begin)
{
	if (has_colour())
		fputs(begin ? "\033[1;31m" : "\033[0m", stdout);
	else
		putc(begin ? '[' : ']', stdout);
}

int log_flush(struct err *err)
{
	static int reason; /* of the first failure */

	if ((fflush(stdout) != 0 || ferror(stdout)) && !reason)
		reason = errno ? errno : EIO;
	if (!reason)
		return 0;
	errno = reason;
	return err_set_errno(err, "standard output", "some of the output was lost");
}
