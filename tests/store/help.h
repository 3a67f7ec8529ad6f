/* SPDX-License-Identifier: ISC */
/*
 * What every test of the store needs: a folder that vanishes afterwards, a store in it that is in a
 * run, and papers to put.
 */
#ifndef PAPERROUTE_TESTS_STORE_HELP_H
#define PAPERROUTE_TESTS_STORE_HELP_H

#include <check.h>

#include "base/clock.h"
#include "store/query.h"
#include "store/store.h"

#define DAY_1 ((int64_t)1700006400) /* 2023-11-15T00:00:00Z */

extern char help_folder[];   /* the test's own; made by help_begin */
extern char help_database[]; /* the database file in it */
extern struct store *help_store;
extern struct arena help_arena;

/* Setup and teardown of a test case: a store in a run at DAY_1, with a source. */
void help_begin(void);
void help_end(void);

/* Commits, closes, opens again and begins a run at that time. */
void help_next_run(int64_t now);

/* Commits and closes: nothing is open any more. */
void help_close(void);

/* Aborts the test with err's text unless result is 0. */
void help_ok(int result, const struct err *err);

/* The number of the source of that name, whose link template is link. */
int64_t help_source(const char *name, const char *link);

/* The entry of keys (set apart by spaces, the title's last), made when missing. */
int64_t help_resolve(const char *keys, bool title_can_join, enum resolved *how);

/* An entry with that key and title:KEY, put with defaults where fields says nothing. */
int64_t help_entry(const char *key, const struct entry *fields);

/* Routes an entry to topics, set apart by spaces. */
void help_route(int64_t entry, const char *topics);

/* Three entries an archive. */
extern const struct store_feed_options help_options;

/* The minted keys of the feed's entries, set apart by spaces. */
const char *help_ids(const struct feed *feed);

/* Fills feed with the live document of slug; its help_ids. */
const char *help_feed(struct feed *feed, const char *slug);

/* The number that a statement of the test's own answers with. */
int64_t help_ask(const char *sql);

/* Names, sizes and bytes of all that is in the folder. */
char *help_listing(void);

#define ck_text(text, part) ck_assert_msg(strstr(text, part), "%s: has no \"%s\"", text, part)

Suite *suite_archives(void);
Suite *suite_store(void);
Suite *suite_damage(void);
Suite *suite_killed(void);
Suite *suite_renew(void);
Suite *suite_resolve(void);
Suite *suite_entries(void);
Suite *suite_feeds(void);
Suite *suite_health(void);
Suite *suite_owing(void);
Suite *suite_pages(void);

#endif
