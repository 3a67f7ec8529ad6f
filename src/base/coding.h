/* SPDX-License-Identifier: ISC */
/*
 * How a body of HTTP was packed for its way, as header lines say it (RFC 9110, section 8.4; RFC 9112,
 * section 6.1). Pure.
 *
 * The program asks for gzip and unpacks nothing itself: bytes are inflated where they are read, in a box.
 * libcurl unpacks no content unless it is told to, but some versions do unpack a transfer that a server
 * packed unasked; who uses curl shows it every header line by coding_is_transfer before any body comes.
 */
#ifndef PAPERROUTE_BASE_CODING_H
#define PAPERROUTE_BASE_CODING_H

#include <stdbool.h>
#include <stddef.h>

/* What to ask servers for. */
#define CODING_REQUEST "Accept-Encoding: gzip"

/* From plain to odd. */
enum coding {
	CODING_NONE,
	CODING_GZIP,  /* once or more often */
	CODING_OTHER, /* of another kind, or of several */
};

/* What a Content-Encoding says; value may be NULL: there is none. "none" stands in no standard, and is
 * sent all the same. */
enum coding coding_of_content(const char *value);

/* Whether a header line of len bytes, as it came, says that the transfer is packed in anything but
 * chunks. */
bool coding_is_transfer(const char *line, size_t len);

#endif
