/* SPDX-License-Identifier: ISC */
/*
 * Readers of misbehave.h, run in the box.
 */
#ifndef PAPERROUTE_TESTS_BOX_HELP_H
#define PAPERROUTE_TESTS_BOX_HELP_H

#include <stdbool.h>

#include "base/err.h"
#include "box/box.h"

/* What became of a deed */
struct deed {
	bool failed;
	struct err err; /* when failed */
	unsigned parts; /* of the jail, as the reader said */
	unsigned papers;
	char title[64]; /* of the last paper */
};

/* Limits that are soon reached, but for the wall clock */
extern const struct box_limits small_limits;

/* name, left out parts and argument as misbehave.h says; the box is the caller's, for several. */
void deed_do(struct deed *out, struct box *box, const char *name, unsigned left_out,
	const char *argument, const struct box_limits *limits);

/* A box of this program's readers. */
void deed_open(struct box *box);

#endif
