/* SPDX-License-Identifier: ISC */
/*
 * What the libraries that read open when they need it first: tables of charsets, seeds of hashes. A
 * process that is about to give up opening files calls this before.
 */
#ifndef PAPERROUTE_READ_PREPARE_H
#define PAPERROUTE_READ_PREPARE_H

/* Makes ready for every body there can be, until the process ends. From then on a library that finds no
 * memory ends the process as base/xalloc does, so that it cannot be taken for a mistake in the body. */
void read_prepare(void);

#endif
