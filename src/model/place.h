/* SPDX-License-Identifier: ISC */
/*
 * Where in a file some text of the configuration stands, for messages.
 */
#ifndef PAPERROUTE_MODEL_PLACE_H
#define PAPERROUTE_MODEL_PLACE_H

struct place {
	const char *file;
	unsigned line;   /* from 1 */
	unsigned column; /* from 1, in characters */
};

#endif
