/* SPDX-License-Identifier: ISC */
/*
 * Numbers that registries give to papers, in the many ways that they are written. Frozen: keys of
 * papers are made of what these return (tidy/identity.h).
 */
#ifndef PAPERROUTE_TIDY_PAPER_ID_H
#define PAPERROUTE_TIDY_PAPER_ID_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* "2404.01234", or "math/0309136" of before April 2007 (subject class dropped), without version,
 * from text that is nothing else: bare or after "arXiv:", "oai:arXiv.org:" or "10.48550/arXiv.".
 * NULL when text is not that. https://info.arxiv.org/help/arxiv_identifier.html */
const char *paper_id_arxiv(struct arena *arena, const char *text);

/* The same from a clean URL (tidy/link.h) of a host that names papers by arXiv's numbers. *hosted
 * says whether it is of such a host: then it tells who the paper is by a number or not at all. */
const char *paper_id_arxiv_url(struct arena *arena, const char *clean, bool *hosted);

/* "10.1000/xyz" in lower case, from text that is nothing else, bare or after "doi:", "info:doi/",
 * "urn:doi:" or "doi.org/".
 * NULL when text is not that. */
const char *paper_id_doi(struct arena *arena, const char *text);

/* The same from a clean URL of doi.org. */
const char *paper_id_doi_url(struct arena *arena, const char *clean);

#endif
