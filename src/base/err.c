/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/err.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/redact.h"
#include "base/utf8.h"
#include "base/xalloc.h"

/* What turns text around stays in effect behind the message: in status.atom, say */
static void drop_steering(char *text)
{
	size_t len = strlen(text);
	char *put = text;
	size_t size;

	for (size_t i = 0; i < len; i += size) {
		int32_t c = utf8_decode(text + i, len - i, &size);

		if (c > 0x9f && utf8_steers(c))
			continue;
		memmove(put, text + i, size);
		put += size;
	}
	*put = '\0';
}

__attribute__((format(printf, 6, 0))) static void fill(struct err *err, enum err_code code,
	const char *where, unsigned line, unsigned column, const char *format, va_list args)
{
	err->code = code;
	err->line = line;
	err->column = column;
	snprintf(err->where, sizeof(err->where), "%s", where);
	vsnprintf(err->text, sizeof(err->text), format, args);
	utf8_mend(err->text, sizeof(err->text));
	drop_steering(err->text);
	redact(err->where);
	redact(err->text);
}

int err_set(struct err *err, enum err_code code, const char *where, const char *format, ...)
{
	va_list args;

	if (!err)
		return -1;
	va_start(args, format);
	fill(err, code, where, 0, 0, format, args);
	va_end(args);
	return -1;
}

int err_set_at(struct err *err, enum err_code code, const char *where, unsigned line,
	unsigned column, const char *format, ...)
{
	va_list args;

	if (!err)
		return -1;
	va_start(args, format);
	fill(err, code, where, line, column, format, args);
	va_end(args);
	return -1;
}

int err_set_errno(struct err *err, const char *where, const char *format, ...)
{
	int saved = errno;
	va_list args;
	size_t len;

	if (!err)
		return -1;
	va_start(args, format);
	fill(err, saved == ENOENT ? ERR_MISSING : ERR_SYSTEM, where, 0, 0, format, args);
	va_end(args);
	len = strlen(err->text);
	snprintf(err->text + len, sizeof(err->text) - len, ": %s", strerror(saved));
	return -1;
}

int err_set_unwritable(struct err *err, const char *where, const char *what)
{
	static const struct {
		int code;
		const char *advice;
	} advices[] = {
		{ENOSPC, "make room and run again"},
		{EDQUOT, "make room and run again"},
		{EIO, "the disk may be failing"},
		{EACCES, "it must be writable for the user who runs paperroute"},
		{EPERM, "it must be writable for the user who runs paperroute"},
		{EFBIG, "the limit on the size of files is too low (ulimit -f)"},
		{EROFS, "it must be on a disk that can be written to"},
	};
	int saved = errno;
	size_t len;

	err_set_errno(err, where, "%s", what);
	for (size_t i = 0; i < sizeof(advices) / sizeof(advices[0]) && err; i++) {
		len = strlen(err->text);
		if (advices[i].code == saved)
			snprintf(err->text + len, sizeof(err->text) - len, ": %s",
				advices[i].advice);
	}
	return -1;
}

void problems_init(struct problems *problems, size_t limit)
{
	*problems = (struct problems){.limit = limit};
}

void problems_release(struct problems *problems)
{
	free(problems->items);
	problems_init(problems, problems->limit);
}

/* Counts one more; NULL when there are enough of its kind already */
static struct problem *next_problem(struct problems *problems, enum severity severity)
{
	size_t *count = severity == SEVERITY_ERROR ? &problems->errors : &problems->warnings;
	struct problem *problem;

	if (++*count > problems->limit)
		return NULL;
	problems->items = xgrow(
		problems->items, &problems->cap, problems->count + 1, sizeof(*problems->items));
	problem = &problems->items[problems->count++];
	problem->severity = severity;
	return problem;
}

void problems_add(struct problems *problems, enum severity severity, const char *where,
	unsigned line, unsigned column, const char *format, ...)
{
	struct problem *problem = next_problem(problems, severity);
	va_list args;

	if (!problem)
		return;
	va_start(args, format);
	fill(&problem->err, ERR_CONFIG, where, line, column, format, args);
	va_end(args);
}

void problems_add_err(struct problems *problems, const struct err *err)
{
	struct problem *problem = next_problem(problems, SEVERITY_ERROR);

	if (problem)
		problem->err = *err;
}

static int by_place(const void *a, const void *b)
{
	const struct err *x = &((const struct problem *)a)->err;
	const struct err *y = &((const struct problem *)b)->err;
	int order = strcmp(x->where, y->where);

	if (order)
		return order;
	if (x->line != y->line)
		return x->line - 1 < y->line - 1 ? -1 : 1; /* 0 becomes the highest */
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	return strcmp(x->text, y->text);
}

void problems_sort(struct problems *problems)
{
	if (problems->count)
		qsort(problems->items, problems->count, sizeof(*problems->items), by_place);
}

/* Whether the one at index i is the first of its severity in its file; they are sorted */
static bool is_first(const struct problems *problems, size_t i)
{
	const struct problem *problem = &problems->items[i];

	while (i-- && strcmp(problems->items[i].err.where, problem->err.where) == 0) {
		if (problems->items[i].severity == problem->severity)
			return false;
	}
	return true;
}

void problems_arrange(struct problems *problems, size_t most)
{
	size_t files[] = {[SEVERITY_ERROR] = 0, [SEVERITY_WARNING] = 0};
	size_t taken[] = {[SEVERITY_ERROR] = 0, [SEVERITY_WARNING] = 0};
	size_t kept = 0;

	problems_sort(problems);
	for (size_t i = 0; i < problems->count; i++)
		files[problems->items[i].severity] += is_first(problems, i);
	for (size_t i = 0; i < problems->count; i++) {
		const struct problem *problem = &problems->items[i];
		enum severity severity = problem->severity;

		if (kept == 0 ||
			strcmp(problems->items[kept - 1].err.where, problem->err.where) != 0)
			taken[SEVERITY_ERROR] = taken[SEVERITY_WARNING] = 0;
		if (taken[severity]++ == 0 || taken[severity] <= most / files[severity])
			problems->items[kept++] = *problem;
	}
	problems->count = kept;
}
