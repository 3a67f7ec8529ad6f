/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fetch/retry.h"

#include <string.h>

#define FIRST_WAIT 1000 /* milliseconds */

/* Rows in order: the first that the status is in */
static const struct {
	int from;
	int to;
	enum verdict verdict;
} judgements[] = {
	{200, 200, VERDICT_BODY},
	{203, 203, VERDICT_BODY}, /* changed by a proxy on the way */
	{301, 303, VERDICT_ELSEWHERE},
	{304, 304, VERDICT_UNCHANGED},
	{307, 308, VERDICT_ELSEWHERE},
	{408, 408, VERDICT_LATER}, /* the server waited too long for the request */
	{425, 425, VERDICT_LATER},
	{429, 429, VERDICT_LATER},
	{501, 501, VERDICT_FAILED},
	{505, 505, VERDICT_FAILED},
	{500, 599, VERDICT_LATER},
};

enum verdict retry_judge(int status)
{
	for (size_t i = 0; i < sizeof(judgements) / sizeof(*judgements); i++) {
		if (status >= judgements[i].from && status <= judgements[i].to)
			return judgements[i].verdict;
	}
	return VERDICT_FAILED;
}

bool retry_is_throttled(const char *bytes, size_t len)
{
	static const char text[] = "Rate exceeded.";

	while (len && strchr(" \t\r\n", bytes[len - 1]))
		len--;
	return len == strlen(text) && memcmp(bytes, text, len) == 0;
}

/* splitmix64: any seed gives a good sequence, and the same one on every machine */
static uint64_t next_random(uint64_t *random)
{
	uint64_t z = *random += 0x9e3779b97f4a7c15;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return z ^ (z >> 31);
}

int64_t retry_wait(
	uint64_t *random, const struct request *request, unsigned failures, int64_t asked)
{
	int64_t most = (int64_t)request->max_wait * 1000;
	int64_t wait = FIRST_WAIT;

	if (failures > (unsigned)request->retries || asked > request->max_wait)
		return -1;
	if (asked != RETRY_NOT_ASKED)
		return asked * 1000;
	for (unsigned i = 1; i < failures && wait < most; i++)
		wait *= 2;
	if (wait > most)
		wait = most;
	return wait - (int64_t)(next_random(random) % ((uint64_t)wait / 2 + 1));
}
