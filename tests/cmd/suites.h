/* SPDX-License-Identifier: ISC */
/*
 * The suites of cmd/, one for each file. Each call makes a new one, which its runner frees.
 */
#ifndef PAPERROUTE_TESTS_CMD_SUITES_H
#define PAPERROUTE_TESTS_CMD_SUITES_H

#include <check.h>

Suite *init_suite(void);
Suite *labels_suite(void);
Suite *measure_suite(void);
Suite *paper_suite(void);

#endif
