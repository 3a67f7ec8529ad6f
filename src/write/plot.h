/* SPDX-License-Identifier: ISC */
/*
 * Papers per day or week as a small picture (SVG) that ends at the newest day in the store, with a
 * sentence that says the same.
 */
#ifndef PAPERROUTE_WRITE_PLOT_H
#define PAPERROUTE_WRITE_PLOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/page.h"
#include "write/xml.h"

/* The time that plots beside each other share. */
struct plot_axis {
	int64_t newest; /* the last day, since 1970 */
	int64_t step;   /* days of a bar: 1, or 7 */
	size_t bars;
};

/* Days where all papers came within 28 days, else weeks; first is the day of the first paper within
 * PAGE_PLOT_DAYS. */
void plot_choose(struct plot_axis *out, int64_t first, int64_t newest);

/* "Papers per week in the 26 weeks to 14 March 2025." */
char *plot_caption(struct arena *arena, const struct plot_axis *axis);

/* days are in order. */
void plot_put(struct xml *xml, const struct plot_axis *axis, const struct page_day *days,
	size_t count, const char *title);

#endif
