/* SPDX-License-Identifier: ISC */
/*
 * How well the rules do what labels say: precision, recall and F1, and what went wrong.
 *
 * measure_init, measure_paper for each paper that has a label, measure_show; measure_release.
 *
 * Of a topic that a paper may be in neither answer counts. Micro adds the papers of all topics up;
 * macro is the mean over the topics that have MEASURE_PAPERS papers or more, for of fewer a single
 * one says too much.
 */
#ifndef PAPERROUTE_CMD_MEASURE_H
#define PAPERROUTE_CMD_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "cmd/labels.h"
#include "model/route.h"
#include "model/site.h"
#include "rule/explain.h"
#include "rule/rule.h"

#define MEASURE_PAPERS 5

struct measure_tally {
	size_t papers; /* that must be in the topic */
	size_t right;  /* and are */
	size_t wrong;  /* are in it and should not be */
};

struct measure_rates {
	double precision; /* NAN when nothing was routed */
	double recall;    /* NAN when there was nothing to route */
	double f1;        /* NAN when neither */
};

/* A paper that is in a topic and should not be, or should be and is not. */
struct measure_miss {
	const struct topic *topic;
	const char *key;
	const char *title;
	bool wrong;             /* it is there and should not be */
	enum explained_why why; /* it is there, or not */
	struct route route;     /* the rules that fired; one that rejects gives no points */
};

struct measure {
	const struct site *site;
	struct arena arena;
	struct measure_tally *topics; /* as the site's */
	size_t papers;
	struct measure_miss *misses; /* in the order of papers, then of topics */
	size_t miss_count;
	size_t miss_cap;
	struct explainer *explainer;
};

/* The site has to outlive the measure. */
void measure_init(struct measure *measure, const struct site *site);
void measure_release(struct measure *measure);

void measure_paper(struct measure *measure, struct matcher *matcher, const struct label *label,
	const struct entry *entry);

void measure_rates(struct measure_rates *out, const struct measure_tally *tally);

/* Of all topics together. */
void measure_micro(struct measure_rates *out, const struct measure *measure);

/* The mean; returns of how many topics, *out is NAN when that is 0. A topic to which nothing was
 * routed has a precision of 0. */
size_t measure_macro(struct measure_rates *out, const struct measure *measure);

/* The result on standard output: a table and the misses, or one line of JSON. */
void measure_show(const struct measure *measure);
void measure_show_json(const struct measure *measure);

#endif
