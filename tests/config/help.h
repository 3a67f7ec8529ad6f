/* SPDX-License-Identifier: ISC */
/*
 * A site in a temporary folder, which is the current one while a test runs, and what config_load
 * makes of it, as text.
 */
#ifndef PAPERROUTE_TESTS_CONFIG_HELP_H
#define PAPERROUTE_TESTS_CONFIG_HELP_H

#include <check.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "model/site.h"

extern struct arena help_arena;
extern struct site help_site; /* after help_load */
extern struct problems help_problems;

/* Makes the folder, with a sound paperroute.ini, topics/sound.ini and papers.txt, and enters it;
 * help_end removes it. Fixtures of a test case. */
void help_begin(void);
void help_end(void);

/* A fixture's bytes, NUL-terminated, in help_arena; "" when there is no such file. */
char *help_fixture(const char *name, size_t *len);

void help_write(const char *path, const char *text);
void help_write_bytes(const char *path, const char *bytes, size_t len);

/* The folder of the fixtures. */
const char *help_fixtures(void);

/* config_load of the folder "." */
int help_load(const char *file);

/* What it told, a line each, as a run prints it. */
const char *help_told(void);

/* A part of the site as text: the whole of paperroute.ini, one topic, the lists. */
void help_show_site(struct buf *out);
void help_show_rules(struct buf *out, const struct rule_def *rules, size_t count);
void help_show_topic(struct buf *out, const char *slug);
void help_show_lists(struct buf *out);

Suite *suite_fixtures(void);
Suite *suite_load(void);
Suite *suite_path(void);
Suite *suite_datadir(void);

#endif
