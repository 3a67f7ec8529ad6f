/* SPDX-License-Identifier: ISC */
/*
 * What pages show that documents for feed readers do not: months of older papers, and papers per day.
 * The store counts them.
 */
#ifndef PAPERROUTE_MODEL_PAGE_H
#define PAPERROUTE_MODEL_PAGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* Days, counted back from the newest in the store, whose papers are marked as new. */
#define PAGE_NEW_DAYS 3

/* Days that a plot reaches back from there: 26 weeks. */
#define PAGE_PLOT_DAYS 182

/* Papers that the first page names. */
#define PAGE_LATEST 12

/* Files that all pages use. */
enum page_file { PAGE_STYLE, PAGE_SCRIPT, PAGE_ICON, PAGE_FILES };

/* "style.css": in the output folder, and in the folder web of data files. */
const char *page_file_name(enum page_file file);

/* A month of a feed that has a page. */
struct page_month {
	const char *name; /* "2025-03" */
	size_t papers;    /* on the page: those that archives hold */
};

/* Papers of a feed on one day. */
struct page_day {
	int64_t day; /* days since 1970-01-01 */
	size_t papers;
};

/* Names of pages inside the output folder: archive/SLUG/2025-03.html and about/SLUG.html. */
char *page_month_path(struct arena *arena, const char *slug, const char *month);
char *page_about_path(struct arena *arena, const char *slug);

#endif
