/* SPDX-License-Identifier: ISC */
/*
 * What seldom happens to a site, and ends a history since the observer could say no more of what is true:
 * the clock leaps far ahead and back, a feed moves, the store is lost. After each the archives are as they
 * were, no id is lost, and the run after it has nothing to do.
 */
#ifndef PAPERROUTE_TESTS_PIPELINE_EPILOGUE_H
#define PAPERROUTE_TESTS_PIPELINE_EPILOGUE_H

#include "pipeline/play.h"
#include "pipeline/world.h"

/* The machine's site is that of the world, which has run. */
void epilogue_play(struct world *world, const struct machine *machine);

#endif
