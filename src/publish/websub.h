/* SPDX-License-Identifier: ISC */
/*
 * WebSub: tells a hub which documents changed, so that it fetches them and tells its subscribers (W3C
 * WebSub, section 6; how a publisher tells its hub is left open there, and all hubs take the form that
 * PubSubHubbub 0.4, section 7.1, has).
 */
#ifndef PAPERROUTE_PUBLISH_WEBSUB_H
#define PAPERROUTE_PUBLISH_WEBSUB_H

#include <stddef.h>

#include "base/err.h"

/* Tells the hub of each URL, in order, and stops at the first that it does not take; *told is how many
 * it took, also after a failure. agent is the User-Agent. Fails with ERR_SYSTEM, the hub as the place. */
int websub_tell(size_t *told, const char *hub, const char *agent, const char *const *urls,
	size_t count, struct err *err);

#endif
