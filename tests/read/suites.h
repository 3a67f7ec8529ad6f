/* SPDX-License-Identifier: ISC */
/*
 * The suites of read/, one for each file. Each call makes a new one, which its runner frees.
 */
#ifndef PAPERROUTE_TESTS_READ_SUITES_H
#define PAPERROUTE_TESTS_READ_SUITES_H

#include <check.h>

Suite *charset_suite(void);
Suite *day_suite(void);
Suite *detail_suite(void);
Suite *json_decode_suite(void);
Suite *json_line_suite(void);
Suite *line_suite(void);
Suite *list_suite(void);
Suite *markup_suite(void);
Suite *names_suite(void);
Suite *own_suite(void);
Suite *sources_suite(void);

#endif
