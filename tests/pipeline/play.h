/* SPDX-License-Identifier: ISC */
/*
 * Random histories that the real program is taken through, each in a folder of its own.
 *
 * play_enter and play_leave are around all of a process; for each history play_begin, play_tell before
 * every step and play_run as often as wanted, play_end. A history that fails is told by play_leave, with
 * what repeats it: PAPERROUTE_SEED=N and PAPERROUTE_STEPS=N. PAPERROUTE_KEEP=1 keeps its folder.
 */
#ifndef PAPERROUTE_TESTS_PIPELINE_PLAY_H
#define PAPERROUTE_TESTS_PIPELINE_PLAY_H

#include <stdint.h>

/* Where a site is kept, and what may make no difference. */
struct machine {
	const char *folder;
	const char *zone;
	const char *language;
};

/* The number in a variable of the environment. */
unsigned play_number(const char *variable, unsigned otherwise);

void play_enter(void);
void play_leave(void);

/* The seed of the history, and a folder of its own to be in. */
unsigned play_begin(int number);
void play_tell(unsigned seed, unsigned step);
void play_end(unsigned seed);

/* Runs the program on the machine's site, now in seconds since 1970; words are its command, to a NULL.
 * Its exit status. */
int play_run(const struct machine *machine, int64_t now, const char *const *words);

/* The machine's public folder, with a slash; good until the next call. */
const char *play_public(const struct machine *machine);

#endif
