/* SPDX-License-Identifier: ISC */
/*
 * The suites of box/, one for each file. Each call makes a new one, which its runner frees.
 */
#ifndef PAPERROUTE_TESTS_BOX_SUITES_H
#define PAPERROUTE_TESTS_BOX_SUITES_H

#include <check.h>

/* Of a test, on a machine that is busy: no time limit of a test is there to judge */
#define MOST_SECONDS 600

Suite *answer_suite(void);
Suite *broken_suite(void);
Suite *escape_suite(void);
Suite *flow_suite(void);
Suite *same_suite(void);
Suite *settings_suite(void);

#endif
