/* SPDX-License-Identifier: ISC */
/*
 * One run: lists in, feeds out.
 */
#ifndef PAPERROUTE_PIPELINE_H
#define PAPERROUTE_PIPELINE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/outcome.h"
#include "model/site.h"
#include "rule/rule.h"

struct pipeline_options {
	bool dry;        /* show what would change, change nothing */
	bool offline;    /* ask no server: URLs are what was kept of them */
	bool wait;       /* for another run to end, instead of leaving */
	bool prune;      /* delete what the site has no more: prune.h */
	bool changed;    /* print the names of the files that changed */
	int64_t now;     /* the run's time */
	bool clock_said; /* it is not the system's, but somebody's word */
};

/* Reads the site's enabled sources and publishes the feeds that changed. rules NULL: they are broken,
 * which the caller has reported; then sources are remembered and nothing is published. Reports
 * everything else itself. */
enum outcome pipeline_run(
	const struct site *site, const struct rules *rules, const struct pipeline_options *options);

#endif
