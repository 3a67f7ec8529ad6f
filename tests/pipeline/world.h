/* SPDX-License-Identifier: ISC */
/*
 * The truth of a random history: papers, what each source lists of them, topics, settings, the clock.
 * It is what the program is told by way of files; the observer (observer.h) compares what comes out of
 * it with what the world knows.
 *
 * world_init with a seed, then for every step world_turn, and world_write into the folders of as many
 * machines as there are.
 */
#ifndef PAPERROUTE_TESTS_PIPELINE_WORLD_H
#define PAPERROUTE_TESTS_PIPELINE_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pipeline/dice.h"

#define WORLD_PAPERS 600
#define WORLD_WORDS  10 /* words that topics look for */
#define WORLD_TOPICS 6

/* Sources that list papers, each under an identity of its own. */
enum world_source {
	SOURCE_NUMBERED, /* by arXiv's number */
	SOURCE_MIRROR,   /* by a DOI, later with the number too */
	SOURCE_JOURNAL,  /* by an address, later with the DOI too; may list a paper under two */
	SOURCE_PLAIN,    /* by nothing but the title */
	SOURCE_COUNT
};

/* Strong keys that a paper has. */
enum world_key { KEY_ARXIV, KEY_DOI, KEY_URL, KEY_OTHER_URL, KEY_COUNT };

struct paper {
	bool listed[SOURCE_COUNT];
	bool twice;      /* the numbered source lists an earlier version too */
	bool two_places; /* the journal lists it under both addresses */
	bool knows_number, knows_doi;
	bool fixed; /* its title never changes: a source tells it by nothing else */
	bool forgotten;
	bool split;       /* it was listed under keys that nothing joined yet */
	unsigned words;   /* a bit for each word that it has */
	unsigned version; /* counts real changes */
	unsigned marks;   /* which marks its texts have */
	unsigned votes;   /* as listed now: they go up and down */
	unsigned most;    /* votes ever listed */
	bool dated;       /* a source says when it was listed */
	int64_t day;
	unsigned group[KEY_COUNT]; /* keys of equal numbers are known to be one paper's; 0 unseen */
};

struct topic_truth {
	bool there;  /* its file is */
	bool broken; /* its file has a mistake */
	unsigned words;
	unsigned least; /* words that a paper needs */
	int priority;
	bool exclusive;
	bool catch_all;
	unsigned min_votes;
};

struct world {
	struct dice dice;
	unsigned step;
	int64_t clock;    /* what the machine says */
	int64_t now;      /* the latest that it ever said */
	unsigned entries; /* [site] entries */
	bool atom, json, rss, pages, packed;
	bool prune;               /* this step's run does */
	bool empty[SOURCE_COUNT]; /* its list has nothing in it this time */
	bool half[SOURCE_COUNT];  /* or every other paper only */
	unsigned order;           /* of the lists */
	struct paper papers[WORLD_PAPERS];
	unsigned count;
	struct topic_truth topics[WORLD_TOPICS];
	int forget; /* the paper to be forgotten after this step's run; -1: none */
};

void world_init(struct world *world, uint64_t seed);

/* One step: a few things happen. */
void world_turn(struct world *world);

/* Every list as it is now was read: who is who from now on, and the most votes. */
void world_was_read(struct world *world);

/* Whether the source's list has the paper of that number this time. */
bool world_lists(const struct world *world, unsigned number, enum world_source source);

/* Writes the site's files (files.c). */
void world_write(const struct world *world, const char *folder);

/* The rules have no mistake. */
bool world_is_sound(const struct world *world);

/* How many papers those are that the program can tell apart, of this one; 0: it never saw it. */
unsigned world_identities(const struct paper *paper);

/* Which topics a paper with these words is in: a bit for each. votes counts unless it is unsure, when
 * *unsure are the topics that hang on it. */
unsigned world_routes(
	const struct world *world, unsigned words, unsigned votes, bool unsure, unsigned *doubtful);

extern const char *const world_words[WORLD_WORDS];
extern const char *const world_topics[WORLD_TOPICS]; /* their names */

#endif
