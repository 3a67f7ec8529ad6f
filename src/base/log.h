/* SPDX-License-Identifier: ISC */
/*
 * The only place that prints, main's usage text apart.
 *
 * Messages go to standard error, one line each: "paperroute: where: what". What would steer a
 * terminal in them, or turn the text around it, is shown as \xNN or \uNNNN, and what addresses hold that
 * is not to be shown is covered (base/redact.h). What a command was asked
 * for goes to standard output through log_out.
 *
 * log_init once at the start; before it only errors and warnings are shown.
 */
#ifndef PAPERROUTE_BASE_LOG_H
#define PAPERROUTE_BASE_LOG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum log_level {
	LOG_QUIET,  /* -q: errors only */
	LOG_NORMAL, /* errors and warnings; progress too on a terminal */
	LOG_DETAIL, /* -v: progress and every decision */
};

void log_init(enum log_level level);

/* Something failed. where may be NULL. */
void log_error(const char *where, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* As log_error of a text that needs no care, for where there is no memory: it takes none. */
void log_last(const char *text);

/* Something was skipped or is suspicious. */
void log_warning(const char *where, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Progress: one line per source and per file changed, for a person who looks on. */
void log_progress(const char *where, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What is going on just now: one line on a terminal, which the next call replaces and any message
 * clears away. NULL takes it away. Elsewhere nothing. */
void log_status(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A decision, for -v. */
void log_detail(const char *where, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Decisions are shown: who would have to go far for them need not otherwise. */
bool log_shows_details(void);

void log_err(const struct err *err);

/* Every problem in order, then how many more there were. */
void log_problems(const struct problems *problems);

/* The same for those of configuration files. One that has a line and a column is followed by that line
 * of its file, with a ^ under the column: the only lines here that do not begin with "paperroute: ". */
void log_configuration(const struct problems *problems);

/* The same for a text that is in no file, and that messages call where. */
void log_expression(const struct problems *problems, const char *where, const char *text);

/* Text on standard output, as it is; on a terminal, what would steer it is shown as \xNN or \uNNNN, but
 * for line ends and tabs. Characters must not be divided between two calls. */
void log_out(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same of bytes. */
void log_write(const void *bytes, size_t len);

/* The beginning or the end of what is marked on standard output: by colour where it may have some, else
 * by brackets. */
void log_mark(bool begin);

/* Flushes standard output; main does so at the end, a command may before. Returns -1 when anything
 * written to it was lost (a full disk, a closed pipe); main turns that into the exit status. */
int log_flush(struct err *err);

/* A person looks on: standard error is a terminal. */
bool log_is_terminal(void);

#endif
