/* SPDX-License-Identifier: ISC */
/*
 * Bodies of which nothing is known: compressed, in any charset and format, with or without a preset.
 */
#include "config.h"

#include "fuzz/fuzz.h"
#include "fuzz/reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	reading_check(FORMAT_AUTO, data, size);
	return 0;
}
