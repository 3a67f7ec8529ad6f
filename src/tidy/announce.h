/* SPDX-License-Identifier: ISC */
/*
 * What arXiv's feeds put around a paper's texts. The announce type is the reader's to take out.
 */
#ifndef PAPERROUTE_TIDY_ANNOUNCE_H
#define PAPERROUTE_TIDY_ANNOUNCE_H

#include <stddef.h>

/* The length of "arXiv:2503.01234v1 Announce Type: new \nAbstract: " at an abstract's begin, with
 * the white space around it; 0 when there is no such thing. */
size_t announce_prefix(const char *abstract);

/* The length of a title without the ". (arXiv:2301.01234v2 [cs.CL] UPDATED)" of before 2024. */
size_t announce_title(const char *title);

#endif
