/* SPDX-License-Identifier: ISC */
/*
 * What the tests of tidy share: an arena for each test, and records written as lines.
 */
#ifndef PAPERROUTE_TESTS_TIDY_HELP_H
#define PAPERROUTE_TESTS_TIDY_HELP_H

#include <check.h>

#include "base/arena.h"
#include "model/record.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

extern struct arena help_arena;

/* Setup and teardown of a test case. */
void help_begin(void);
void help_end(void);

/* A record of lines "field: value", in the arena. */
struct record help_record(const char *lines);

/* A record's fields in the same form. */
const char *help_lines(const struct record *record);

/* size bytes of unit over and over, to be freed. */
char *help_repeat(const char *unit, size_t size);

Suite *suite_text(void);
Suite *suite_latex(void);
Suite *suite_leftover(void);
Suite *suite_markup(void);
Suite *suite_quote(void);
Suite *suite_date(void);
Suite *suite_count(void);
Suite *suite_link(void);
Suite *suite_paper_id(void);
Suite *suite_identity(void);
Suite *suite_pin(void);
Suite *suite_merge(void);
Suite *suite_entry(void);

#endif
