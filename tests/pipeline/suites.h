/* SPDX-License-Identifier: ISC */
#ifndef PAPERROUTE_TESTS_PIPELINE_SUITES_H
#define PAPERROUTE_TESTS_PIPELINE_SUITES_H

#include <check.h>

Suite *suite_history(void);
Suite *suite_place(void);
Suite *suite_settle(void);

#endif
