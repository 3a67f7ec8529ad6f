/* SPDX-License-Identifier: ISC */
/*
 * Tables, read by the presets for them.
 */
#include "config.h"

#include "fuzz/fuzz.h"
#include "fuzz/reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	reading_check(FORMAT_CSV, data, size);
	return 0;
}
