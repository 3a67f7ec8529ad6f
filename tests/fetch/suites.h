/* SPDX-License-Identifier: ISC */
#ifndef PAPERROUTE_TESTS_FETCH_SUITES_H
#define PAPERROUTE_TESTS_FETCH_SUITES_H

#include <check.h>

Suite *suite_file(void);
Suite *suite_cache(void);
Suite *suite_header(void);
Suite *suite_host(void);
Suite *suite_reach(void);
Suite *suite_retry(void);
Suite *suite_secret(void);

#endif
