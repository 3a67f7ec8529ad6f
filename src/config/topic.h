/* SPDX-License-Identifier: ISC */
/*
 * topics/SLUG.ini: one feed and its rules.
 */
#ifndef PAPERROUTE_CONFIG_TOPIC_H
#define PAPERROUTE_CONFIG_TOPIC_H

#include "base/arena.h"
#include "base/err.h"
#include "model/site.h"

/* Reads the file path, which is the topic slug. What is wrong is added to problems, and left out of
 * *out, so that its sound rules can be looked at as well. */
void topic_read(struct topic *out, struct arena *arena, const char *path, const char *slug,
	struct problems *problems);

#endif
