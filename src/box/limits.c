/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "box/limits.h"

#include "model/limits.h"

void box_limits_for(struct box_limits *out, size_t max_size)
{
	unsigned megabytes = (unsigned)(max_size >> 20) + 1;

	out->memory = LIMIT_READER_MEMORY + LIMIT_READER_MEMORY_EACH * max_size;
	out->seconds = LIMIT_READER_SECONDS + LIMIT_READER_SECONDS_EACH * megabytes;
	out->wall = LIMIT_READER_WALL * out->seconds;
	out->answer = LIMIT_ANSWER + LIMIT_ANSWER_EACH * max_size;
}
