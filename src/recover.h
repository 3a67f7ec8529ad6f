/* SPDX-License-Identifier: ISC */
/*
 * A store that is lost, made anew from the documents that it had published.
 *
 * Feed readers know papers by their ids, and archives are never made again: both stand in the documents
 * in Atom, with the dates and most of the texts. They are read back before the sources are, so that a
 * source's papers are found again and change nothing that subscribers see. They are read in boxes: one that
 * breaks its reader is as one that is damaged.
 *
 * What no document shows stays lost: papers that were forgotten, other keys that papers are known by,
 * what sources said that documents do not, votes, incidents, feeds of topics that are gone.
 */
#ifndef PAPERROUTE_RECOVER_H
#define PAPERROUTE_RECOVER_H

#include <stdbool.h>

#include "base/err.h"
#include "model/site.h"
#include "reader.h"
#include "store/store.h"

/* In a store's first run, before anything else. *lost, and told, when the site has been published
 * before. topics is false when they are broken: then a site that has to be read back fails with
 * ERR_CONFIG, as it could not be whole. */
int recover(bool *lost, struct store *store, const struct site *site, struct reader *reader,
	bool topics, struct err *err);

#endif
