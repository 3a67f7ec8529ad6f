/* SPDX-License-Identifier: ISC */
/*
 * A body through a reader, with all that read/read.h promises checked.
 */
#ifndef PAPERROUTE_TESTS_FUZZ_READING_H
#define PAPERROUTE_TESTS_FUZZ_READING_H

#include <stddef.h>
#include <stdint.h>

#include "model/source.h"

/* Reads the body as a source of that format. Which of the format's presets (those that ship, and those
 * in tests/read/presets and tests/fuzz/presets) maps it hangs on the body's size; with FORMAT_AUTO
 * they are all there. Of some sizes reading is stopped at the second paper,
 * or done once more, said in frames and taken for an answer (fuzz/framed.h). */
void reading_check(enum format format, const uint8_t *data, size_t size);

#endif
