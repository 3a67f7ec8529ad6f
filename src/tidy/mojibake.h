/* SPDX-License-Identifier: ISC */
/*
 * UTF-8 that somebody read as Windows-1252 or Latin-1, made UTF-8 again: MÃ¼ller is Müller.
 *
 * Only when the whole text can be read back: each of its characters is one of Windows-1252's, and
 * their bytes are UTF-8. Text that was right has a lone é or — somewhere, which is none. A single
 * pair that happens to be UTF-8, as the É and ® of CAFÉ®, gives a letter that no abstract has: such
 * text stays too.
 */
#ifndef PAPERROUTE_TIDY_MOJIBAKE_H
#define PAPERROUTE_TIDY_MOJIBAKE_H

/* The repaired text, to be freed; NULL when there is nothing to repair. */
char *mojibake_repair(const char *text);

#endif
