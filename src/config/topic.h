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
 * out. Of site its rules have been read, and its sources when known_sources is true. */
void topic_read(struct topic *out, struct arena *arena, const char *path, const char *slug,
	const struct site *site, bool known_sources, struct problems *problems);

/* Reads rules.ini, whose rules count in every topic. */
void topic_read_common(
	struct site *out, struct arena *arena, const char *path, struct problems *problems);

#endif
