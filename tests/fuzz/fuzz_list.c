/* SPDX-License-Identifier: ISC */
/*
 * Pages as text, of any bytes.
 */
#include "config.h"

#include "fuzz/fuzz.h"
#include "fuzz/reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	reading_check(FORMAT_LIST, data, size);
	return 0;
}
