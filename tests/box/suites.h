/* SPDX-License-Identifier: ISC */
#ifndef TESTS_BOX_SUITES_H
#define TESTS_BOX_SUITES_H

#include <check.h>

Suite *answer_suite(void);
Suite *broken_suite(void);
Suite *escape_suite(void);
Suite *settings_suite(void);

#endif
