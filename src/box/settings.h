/* SPDX-License-Identifier: ISC */
/*
 * What reading needs of a source's settings, on the wire. How the source is asked for stays behind:
 * secrets have no business where hostile bytes are read.
 */
#ifndef PAPERROUTE_BOX_SETTINGS_H
#define PAPERROUTE_BOX_SETTINGS_H

#include "box/wire.h"
#include "model/source.h"

/* Puts the source, or takes it: then what does not go over is zero, and the texts lie in the wire's
 * bytes, the arrays in its arena. */
void settings_walk(struct wire *wire, struct source *source);

#endif
