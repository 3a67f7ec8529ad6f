/* SPDX-License-Identifier: ISC */
/*
 * Who a paper is. Frozen: feed readers know papers by what is made here.
 *
 * A key is "KIND:VALUE", of ASCII characters that may stand in a tag URI (RFC 4151, section 2.1:
 * pchar without percent-encoding). From strong to weak:
 *
 *   arxiv:2404.01234, arxiv:math/0309136   without version, subject class dropped
 *   doi:10.1000/xyz			    lower case; 10.48550/arXiv.X is arxiv:X instead
 *   url:https://host/path		    the source's own address for it, canonical
 *   id:SOURCE/VALUE			    the source's own id
 *   title:1-HASH			    of the title, by utf8_title_key, version 1
 *
 * A value with other characters is replaced by "sha256-HASH" of it, SOURCE and VALUE each on its own.
 *
 * A paper has at most one key of each kind, two of url: one from its id, one from its first link that
 * is the paper's own. An address is not when it is a program's (tidy/link.h), a search's, a home
 * page, has a fragment (a place in a list), or is of a host that names papers by arXiv's numbers but
 * has none (arxiv.org/list). In a key it begins with https even where the source wrote http, and is
 * the one of a paper that has several at its host (tidy/host.h).
 */
#ifndef PAPERROUTE_TIDY_IDENTITY_H
#define PAPERROUTE_TIDY_IDENTITY_H

#include "base/arena.h"
#include "model/identity.h"
#include "model/record.h"

/* From the id and link fields of a record with a title; never from its text, its code link or a
 * source's link template. source is the source's name. Everything lives in the arena. */
void tidy_identity(
	struct identity *out, struct arena *arena, const struct record *record, const char *source);

#endif
