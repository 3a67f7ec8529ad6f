/* SPDX-License-Identifier: ISC */
/*
 * The suites of model/, one for each file. Each call makes a new one, which its runner frees.
 */
#ifndef PAPERROUTE_TESTS_MODEL_SUITES_H
#define PAPERROUTE_TESTS_MODEL_SUITES_H

#include <check.h>

Suite *identity_suite(void);
Suite *record_suite(void);
Suite *site_suite(void);

#endif
