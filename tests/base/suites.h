/* SPDX-License-Identifier: ISC */
/*
 * The suites of base/, one for each file. Each call makes a new one, which its runner frees.
 */
#ifndef PAPERROUTE_TESTS_BASE_SUITES_H
#define PAPERROUTE_TESTS_BASE_SUITES_H

#include <check.h>
#include <stdbool.h>

/* Whether each test has a process of its own: only then may one end it. CK_FORK=no has them all in one,
 * for tools that look at memory. */
bool suites_fork(void);

Suite *arena_suite(void);
Suite *buf_suite(void);
Suite *clock_suite(void);
Suite *coding_suite(void);
Suite *err_suite(void);
Suite *excerpt_suite(void);
Suite *file_suite(void);
Suite *gzip_suite(void);
Suite *lines_suite(void);
Suite *log_suite(void);
Suite *redact_suite(void);
Suite *sha256_suite(void);
Suite *suggest_suite(void);
Suite *url_suite(void);
Suite *utf8_suite(void);
Suite *xalloc_suite(void);

#endif
