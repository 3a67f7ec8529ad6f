/* SPDX-License-Identifier: ISC */
/*
 * The site: what paperroute.ini, lists.ini, rules.ini and topics/ say, typed, defaults filled in and checked.
 * config/ makes it in one arena; everybody else only reads. paperroute.ini(5) describes each key.
 */
#ifndef PAPERROUTE_MODEL_SITE_H
#define PAPERROUTE_MODEL_SITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/document.h"
#include "model/page.h"
#include "model/place.h"
#include "model/source.h"

/* A part of a value that was continued over several lines of its file. */
struct text_line {
	size_t offset;   /* in bytes of the value's text, where the part begins */
	unsigned line;   /* and where its first character stands in the file */
	unsigned column; /* in characters */
};

/* One value of an expression's key: match, match.2, ... */
struct expression {
	const char *text;
	struct place place;            /* of the first character of text */
	const struct text_line *lines; /* the parts after the first, in order */
	size_t line_count;             /* 0 for a value on one line */
};

/* Where in the file a byte of the expression's text stands. */
struct place expression_place(const struct expression *expression, size_t offset);

struct rule_def {
	const char *name; /* [rule NAME] */
	struct place place;
	struct expression *matches; /* joined by or, in the order match, match.2, match.3 */
	size_t match_count;
	int score;       /* points when it fires; the topic's threshold when not set */
	int title_score; /* points when all that it needed stands in the title; as score if not set */
	bool reject;     /* score = reject: the entry does not belong */
};

struct topic {
	const char *slug; /* the file's name without .ini: [a-z0-9-], the name of its documents */
	struct place place;
	const char *title;
	const char *subtitle; /* NULL when there is none */
	int threshold;        /* points that route an entry here */
	bool any_case;        /* case = ignore: names count in any case */
	bool own_form;        /* plural = no: words count in the form that is written only */
	bool exclusive;       /* what it takes, topics further down do not get */
	int priority;         /* who is asked first: the highest, then by slug */
	bool catch_all;       /* takes what no topic without it took, whatever the points */
	const char **sources; /* takes papers of these only; NULL: of all */
	size_t source_count;
	uint64_t min_votes;   /* takes no paper that has fewer */
	const char *moved_to; /* where the feed is now: it takes no paper any more; NULL: here */
	struct rule_def *rules;
	size_t rule_count;
};

/* [lists] NAME = a, b, c: used as @NAME */
struct word_list {
	const char *name;
	struct expression *values; /* NAME, NAME.2, ... */
	size_t value_count;
};

struct site {
	const char *folder; /* the site's folder, as -C gave it */
	const char *title;
	const char *base_url; /* ends in a slash */
	const char *tag_authority;
	const char *tag_date; /* "2026-11" */
	const char *author;
	const char *contact;    /* address or URL that requests carry; NULL when not set */
	const char **variables; /* of the environment, that headers of sources and presets name */
	size_t variable_count;
	const char *after;    /* command for the shell once files changed; NULL when not set */
	const char *rights;   /* NULL when not set */
	const char *language; /* BCP 47 */
	const char *output;   /* folders, joined to the site's */
	const char *state;
	size_t entries;     /* of a document */
	unsigned kinds;     /* bit set of enum document_kind: the documents to write */
	bool precompress;   /* a twin NAME.gz of each */
	const char *hub;    /* of WebSub, which is told of changed feeds; NULL: none */
	const char *header; /* a text on every page, and one below; NULL: none */
	const char *footer;
	const char *style;                  /* the stylesheet's file; NULL: the shipped one */
	const char *page_files[PAGE_FILES]; /* where the files beside pages are copied from */
	struct source *sources;
	size_t source_count;
	struct source *presets; /* by name; read only when a source or argument may need them */
	size_t preset_count;
	struct topic *topics; /* by slug */
	size_t topic_count;
	struct rule_def *rules; /* of rules.ini: they count in every topic */
	size_t rule_count;
	struct word_list *lists; /* by name */
	size_t list_count;
};

#endif
