/* SPDX-License-Identifier: ISC */
/*
 * The topics of what is stored: which entries a run has to route, and what came of it into the store.
 */
#ifndef PAPERROUTE_ROUTING_H
#define PAPERROUTE_ROUTING_H

#include <stdbool.h>

#include "base/err.h"
#include "rule/rule.h"
#include "store/store.h"
#include "touched.h"

/* Routes the entries that were touched; all of them when the rules are not those of the last run. rules
 * NULL: they are broken; then what was touched is routed when they are right again. What the rules have to
 * tell is told, and sets *suspicious. */
int route(bool *suspicious, struct store *store, const struct rules *rules,
	const struct touched *touched, struct err *err);

/* Prints what the matcher has to tell of regexes that took too long; whether there was anything. */
bool route_tell(const struct matcher *matcher);

#endif
