/* SPDX-License-Identifier: ISC */
/*
 * What a reader may use up. The numbers stand in model/limits.h; they grow with max_size, so that who
 * allows larger bodies allows what reading them takes.
 */
#ifndef PAPERROUTE_BOX_LIMITS_H
#define PAPERROUTE_BOX_LIMITS_H

#include <stddef.h>

struct box_limits {
	size_t memory;    /* bytes of its address space */
	unsigned seconds; /* of CPU */
	unsigned wall;    /* seconds until it has to be done, whatever it does meanwhile */
	size_t answer;    /* bytes that it may send */
};

/* max_size is the source's, in bytes. */
void box_limits_for(struct box_limits *out, size_t max_size);

#endif
