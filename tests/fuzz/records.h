/* SPDX-License-Identifier: ISC */
/*
 * Records out of an input, a line for each value: the first character says the field, the
 * rest is the value. An empty line ends a record. So every byte of the input gets into some field.
 */
#ifndef PAPERROUTE_TESTS_FUZZ_RECORDS_H
#define PAPERROUTE_TESTS_FUZZ_RECORDS_H

#include "base/arena.h"
#include "model/record.h"

/* Letters of fields, by enum field: i id, t title, s abstract (in it \ and n are a line break), a
 * author, n author count, l link, p pdf, c code, d discussion, P published, L listed, k category,
 * v votes, m comments. Any other byte is one of them too. */
#define RECORDS_LETTERS "itsanlpcdPLkvm"

/* Takes the next record off *text; false at its end. */
bool records_take(struct record *out, struct arena *arena, char **text);

#endif
