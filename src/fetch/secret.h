/* SPDX-License-Identifier: ISC */
/*
 * Secrets in the headers of requests: ${env:NAME} is a variable of the environment, ${file:PATH} the
 * content of a file without the white space at its end. What they stand for reaches the server that
 * is asked, and no message; nor a core dump, which a process that filled one in does not leave.
 */
#ifndef PAPERROUTE_FETCH_SECRET_H
#define PAPERROUTE_FETCH_SECRET_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "model/source.h"

/* Appends "Name: value" to out, the secrets filled in. A relative PATH is inside of folder. *exposed is
 * whether everybody on this machine may read or write one of its files. Fails with ERR_CONFIG, where is
 * the source's: a variable or file that is not there or empty, a line that is none because of what was
 * filled in, or is too long. */
int secret_fill(struct buf *out, bool *exposed, const struct header *header, const char *folder,
	const char *where, struct err *err);

/* What to say of a header with exposed files: a format for its name. */
#define SECRET_EXPOSED "everybody can read or write a file that the header %s needs: chmod o= it"

#endif
