/* SPDX-License-Identifier: ISC */
/*
 * Reasons. A function that can fail takes a struct err of its caller's as its last parameter, fills
 * it through err_set and returns -1. There is nothing to free.
 *
 * Loading rules and configuration gathers every mistake instead, in a struct problems:
 * problems_init, problems_add..., problems_arrange when they are of several files, then log_problems
 * (base/log.h), problems_release.
 *
 * "where" is a file, a URL, a source's name; "what" is one line without a final period that says
 * what is wrong and, where that is not plain, what to do. Whatever it quotes, it is text as utf8_clean
 * makes it, for it may become a feed's.
 */
#ifndef PAPERROUTE_BASE_ERR_H
#define PAPERROUTE_BASE_ERR_H

#include <stdarg.h>
#include <stddef.h>

#define ERR_WHERE_SIZE 512
#define ERR_TEXT_SIZE  1024

enum err_code {
	ERR_NONE,
	ERR_USAGE,   /* the command line */
	ERR_CONFIG,  /* paperroute.ini, topics, lists */
	ERR_SYSTEM,  /* a system call: files, memory, network */
	ERR_MISSING, /* the file that was named does not exist */
	ERR_FORMAT,  /* input that is not what it should be */
	ERR_LIMIT,   /* input past a cap of model/limits.h */
	ERR_STORE,   /* the database */
	ERR_LOCKED,  /* another run holds the site */
};

struct err {
	enum err_code code;
	char where[ERR_WHERE_SIZE];
	unsigned line;   /* from 1; 0 when there is none */
	unsigned column; /* in characters, from 1; 0 when there is none */
	char text[ERR_TEXT_SIZE];
};

/* Fill err (which may be NULL) and return -1, so that a caller can return the call. What addresses hold
 * that is not to be shown is covered (base/redact.h). */
int err_set(struct err *err, enum err_code code, const char *where, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
int err_set_at(struct err *err, enum err_code code, const char *where, unsigned line,
	unsigned column, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* As err_set with ERR_SYSTEM (ERR_MISSING for ENOENT), and what errno says appended. */
int err_set_errno(struct err *err, const char *where, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* As err_set_errno, of something that could not be written, and what a person can do about it. */
int err_set_unwritable(struct err *err, const char *where, const char *what);

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

struct problem {
	enum severity severity;
	struct err err;
};

struct problems {
	struct problem *items; /* in the order found, or arranged */
	size_t count;
	size_t cap;
	size_t limit;
	size_t errors;   /* all errors found, also those past the limit */
	size_t warnings; /* all warnings found, likewise */
};

/* limit: how many of each severity are kept; more are only counted. */
void problems_init(struct problems *problems, size_t limit);
void problems_release(struct problems *problems);

/* Adds one; line and column as in struct err. */
void problems_add(struct problems *problems, enum severity severity, const char *where,
	unsigned line, unsigned column, const char *format, ...)
	__attribute__((format(printf, 6, 7)));

/* Adds what err says, as an error. */
void problems_add_err(struct problems *problems, const struct err *err);

/* Puts them in the order of "where", line and column, what has no line behind what has one. */
void problems_sort(struct problems *problems);

/* Sorts them, and keeps about most of each severity: the same share of every "where", and at least the
 * first of each, so that a file full of mistakes hides none of another. The others stay counted. */
void problems_arrange(struct problems *problems, size_t most);

#endif
