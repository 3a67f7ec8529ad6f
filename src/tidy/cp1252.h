/* SPDX-License-Identifier: ISC */
/*
 * Windows-1252, by which software reads text that is something else: Latin-1 with printable
 * characters where that has controls.
 */
#ifndef PAPERROUTE_TIDY_CP1252_H
#define PAPERROUTE_TIDY_CP1252_H

#include <stdint.h>

/* What a byte stands for; the five bytes without a character are controls, as browsers have it. */
int32_t cp1252_char(unsigned char byte);

/* The byte that stands for c; -1 when there is none. */
int cp1252_byte(int32_t c);

#endif
