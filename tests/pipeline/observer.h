/* SPDX-License-Identifier: ISC */
/*
 * Who subscribes to every feed of a site and never forgets: after each run it reads all documents, and
 * aborts the test where one breaks a promise, to readers or to what the world knows.
 *
 * observer_init, then observer_look after every run that published, observer_release.
 */
#ifndef PAPERROUTE_TESTS_PIPELINE_OBSERVER_H
#define PAPERROUTE_TESTS_PIPELINE_OBSERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pipeline/world.h"

#define OBSERVER_FEEDS (WORLD_TOPICS + 1) /* the topics', then all */

/* An id, as it was shown last. */
struct known {
	char *id;
	unsigned paper;
	unsigned step;    /* in which it was seen first */
	unsigned changed; /* in which its texts were others */
	char *letters;
	int64_t published;
	int64_t updated;
	bool seen[OBSERVER_FEEDS];   /* it was in the feed: a reader shows it as new once */
	bool sealed[OBSERVER_FEEDS]; /* it stands in an archive of the feed */
	bool live[OBSERVER_FEEDS];   /* it stood in the live document at the last look */
};

struct sealed_file {
	char *path;
	uint64_t hash;
	bool pruned; /* nobody has to have it; should it come back, it is as it was */
};

struct observer {
	struct known *known;
	size_t known_count, known_cap;
	struct sealed_file *files;
	size_t file_count, file_cap;
	int64_t updated[OBSERVER_FEEDS]; /* of the feed */
	unsigned step;                   /* of the last look */
	size_t walked[OBSERVER_FEEDS];   /* documents at the last look */
};

void observer_init(struct observer *observer);
void observer_release(struct observer *observer);
/* After a run that pruned, before the look: what it may have taken away is not missed, and feeds of topics
 * that are gone begin anew when these come back. */
void observer_prune(struct observer *observer, const struct world *world, const char *folder);
void observer_look(struct observer *observer, const struct world *world, const char *folder);

#endif
