/* SPDX-License-Identifier: ISC */
/*
 * Chance that can be repeated: the same seed, the same throws, on any machine.
 */
#ifndef PAPERROUTE_TESTS_PIPELINE_DICE_H
#define PAPERROUTE_TESTS_PIPELINE_DICE_H

#include <stdbool.h>
#include <stdint.h>

struct dice {
	uint64_t state;
};

/* Of the numbers below sides (at least 1), each as likely as the others. By splitmix64. */
static inline unsigned dice_throw(struct dice *dice, unsigned sides)
{
	uint64_t z = dice->state += 0x9e3779b97f4a7c15U;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
	return (unsigned)((z ^ (z >> 31)) % sides);
}

/* True once in so many times. */
static inline bool dice_once_in(struct dice *dice, unsigned times)
{
	return dice_throw(dice, times) == 0;
}

#endif
