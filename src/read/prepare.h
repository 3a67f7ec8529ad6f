/* SPDX-License-Identifier: ISC */
/*
 * What the libraries that read open when they need it first: tables of charsets, seeds of hashes. A
 * process that is about to give up opening files calls this before.
 */
#ifndef PAPERROUTE_READ_PREPARE_H
#define PAPERROUTE_READ_PREPARE_H

/* From then on libxml2 and jansson end the process as base/xalloc does when they find no memory: else that
 * is taken for a mistake in the body, or a document lacks a piece without a word. To be called before
 * either is used. */
void read_prepare_memory(void);

/* Makes ready for every body there can be, until the process ends. read_prepare_memory comes before. */
void read_prepare(void);

#endif
