/* SPDX-License-Identifier: ISC */
/*
 * The presets that ship, those in tests/read/presets and those in tests/fuzz/presets.
 */
#ifndef PAPERROUTE_TESTS_FUZZ_PRESETS_H
#define PAPERROUTE_TESTS_FUZZ_PRESETS_H

#include <stddef.h>

#include "model/source.h"

/* How many there are. They are read at the first call, and are there as long as the process. */
size_t presets_read(const struct source **out);

#endif
