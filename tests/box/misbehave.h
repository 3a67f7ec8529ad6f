/* SPDX-License-Identifier: ISC */
/*
 * Readers that were taken over by what they read. A task's source says what one of them does: its name
 * is that of the deed, its year the parts of the jail that are left out, its link what the deed needs.
 *
 * What a deed tries and cannot do, it says in a paper called HELD; what it could do, in one called
 * ESCAPED.
 */
#ifndef PAPERROUTE_TESTS_BOX_MISBEHAVE_H
#define PAPERROUTE_TESTS_BOX_MISBEHAVE_H

#define MISBEHAVE "--misbehave"
#define HELD      "held"
#define ESCAPED   "escaped"

/* The keeper, and the readers that it makes. */
int misbehave(void);

#endif
