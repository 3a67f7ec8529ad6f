/* SPDX-License-Identifier: ISC */
/*
 * How the sources are doing: what their runs were like, and incidents, which begin when a source fails
 * or looks broken and end when it recovers.
 */
#ifndef PAPERROUTE_STORE_HEALTH_H
#define PAPERROUTE_STORE_HEALTH_H

#include "store/store.h"

/* The fewest papers that the source had among its last runs (LIMIT_HEALTH_RUNS) in which its list was
 * read and had any; 0 when there was no such run. Those that looked broken do not count, so that a list
 * that stays short stays suspicious until it was short so often that this is how it is; nor does the
 * run at hand. */
int health_fewest(struct store *store, size_t *out, int64_t source, struct err *err);

/* Begins an incident of the source, or goes on with the one that is open. suspicious: it answered, but
 * its list looks broken. */
int health_open(
	struct store *store, int64_t source, bool suspicious, const char *message, struct err *err);

/* Ends the source's incident, if one is open; one of a suspicious list not when the list is unchanged. */
int health_close(struct store *store, int64_t source, bool unchanged, struct err *err);

/* Once in LIMIT_RUNS_FALLEN runs: of runs and incidents that are older than the newest LIMIT_RUNS and
 * LIMIT_INCIDENTS only that stays which the questions of this file, the clock's and those to come need: the
 * first run, where the clock leapt, open incidents, and of each source what it did last of each kind. */
int health_forget(struct store *store, struct err *err);

struct incident {
	int64_t number; /* from 1, never given again */
	const char *source;
	int64_t opened;
	int64_t closed; /* CLOCK_NONE while it is open */
	bool suspicious;
	const char *message; /* that it began with */
};

/* The newest incidents, at most limit, newest first. */
int health_incidents(struct store *store, struct arena *arena, struct incident **out, size_t *count,
	size_t limit, struct err *err);

/* The time of the first run of this site; CLOCK_NONE before it. */
int health_first_run(struct store *store, int64_t *out, struct err *err);
int health_last_run(struct store *store, int64_t *out, struct err *err);

struct source_health {
	bool known;           /* it was read at least once */
	int64_t last_run;     /* these four are CLOCK_NONE when there is none */
	int64_t last_success; /* also without news */
	int64_t last_change;  /* it had new or changed papers */
	int64_t last_read;    /* its list was read, and not unchanged */
	size_t papers;        /* in that list */
	size_t failures;      /* in a row, up to now; no more than are kept */
	const char *message;  /* of the open incident; NULL: none is open */
	bool suspicious;      /* that is what it is */
};
int health_source(struct store *store, struct arena *arena, struct source_health *out,
	const char *name, struct err *err);

struct feed_health {
	const char *slug;
	size_t live;     /* papers in its live document */
	size_t papers;   /* and in its archives */
	size_t archives; /* sealed */
	int64_t newest;  /* the day of its newest paper; CLOCK_NONE when it has none */
	size_t files;    /* that are published, as far as the store knows */
};

/* Every feed that ever had a document, by slug. */
int health_feeds(struct store *store, struct arena *arena, struct feed_health **out, size_t *count,
	struct err *err);

#endif
