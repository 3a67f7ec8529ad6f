/* SPDX-License-Identifier: ISC */
/*
 * Bodies in JSON, read by the presets for it.
 */
#include "config.h"

#include "fuzz/fuzz.h"
#include "fuzz/reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	reading_check(FORMAT_JSON, data, size);
	return 0;
}
