/* SPDX-License-Identifier: ISC */
/*
 * What every test of a writer needs: a feed of one entry with everything in it, which each test
 * changes in what it is about, and XML to ask.
 */
#ifndef PAPERROUTE_TESTS_WRITE_HELP_H
#define PAPERROUTE_TESTS_WRITE_HELP_H

#include <check.h>
#include <libxml/tree.h>
#include <stdbool.h>

#include "base/arena.h"
#include "write/write.h"

#define HELP_TIME  1742450400 /* 2025-03-20T06:00:00Z */
#define HELP_NASTY 12

extern struct entry help_entry;
extern struct feed_entry help_item; /* of help_entry */
extern struct feed help_feed;       /* of help_item */
extern struct arena help_scratch;

/* Strings that break careless writers */
extern const char *const help_nasty[HELP_NASTY];

/* Setup and teardown of a test case: the feed as it was. */
void help_begin(void);
void help_end(void);

/* The path of a fixture beside this file; good until the next call. */
char *help_path(const char *name);

/* help_feed as a document; the caller frees it. */
char *help_write(enum document_kind kind);

/* Aborts the test unless text is what the fixture holds. */
void help_golden(const char *name, const char *text);

/* Aborts the test when text is not well-formed. */
xmlDocPtr help_parse(const char *text);

/* Whether the grammar of Atom accepts the document. */
bool help_is_atom(xmlDocPtr document);

/* Aborts the test unless write, which makes more than most bytes of help_feed, refuses every smaller size. */
void help_limit(int write(struct buf *, const struct feed *, struct err *), size_t most);

/* What an XPath expression (a: is Atom, dc: and content: as in RSS) gives as text. */
char *help_ask(xmlDocPtr document, const char *path);

Suite *suite_atom(void);
Suite *suite_content(void);
Suite *suite_json(void);
Suite *suite_mark(void);
Suite *suite_opml(void);
Suite *suite_page(void);
Suite *suite_rss(void);
Suite *suite_splice(void);

#endif
