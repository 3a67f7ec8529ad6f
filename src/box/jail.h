/* SPDX-License-Identifier: ISC */
/*
 * What a process gives up before it looks at hostile bytes, for good: no file, no network, no other
 * process, bounded memory and CPU.
 *
 * There are several parts, each of which does without the others, so that one that is not there, or
 * has a hole, leaves the others to hold:
 *
 *   memory     its address space is bounded (RLIMIT_AS, RLIMIT_STACK)
 *   cpu        so is its CPU (RLIMIT_CPU)
 *   files      it gets no descriptor more (RLIMIT_NOFILE): no file, no socket, no pipe; and writes to
 *              none (RLIMIT_FSIZE)
 *   processes  it starts none (RLIMIT_NPROC)
 *   user       of root's, it becomes nobody's
 *   landlock   Linux: nothing can be opened, made, moved, deleted or run by its path, and no process
 *              outside be traced; from Landlock 4 and 6 on, nor can a port be connected to or a process
 *              be signalled. Modes, times and extended attributes of own files it leaves to the others.
 *   seccomp    Linux, with libseccomp: the system calls of a list, with memory that is never code
 *
 * Besides, it never gains rights (no_new_privs), leaves no core, cannot be looked into, and dies with
 * its parent, where the system knows these.
 */
#ifndef PAPERROUTE_BOX_JAIL_H
#define PAPERROUTE_BOX_JAIL_H

#include <stdbool.h>
#include <stddef.h>

#include "box/limits.h"

enum jail_part {
	JAIL_MEMORY = 1 << 0,
	JAIL_CPU = 1 << 1,
	JAIL_FILES = 1 << 2,
	JAIL_PROCESSES = 1 << 3,
	JAIL_USER = 1 << 4,
	JAIL_LANDLOCK = 1 << 5,
	JAIL_SECCOMP = 1 << 6,
	JAIL_ALL = (1 << 7) - 1
};

/* The part at index i, from 0: its bit, and its name in *name; 0 when there are no more. */
unsigned jail_part(const char **name, size_t i);

/* Whether the program runs inside of valgrind. */
bool jail_in_valgrind(void);

/* The parts that this process can live with: all of them, unless the build counts, or watches memory,
 * or valgrind does. These have to write files and take any memory; then only cpu is left. */
unsigned jail_possible(void);

/* The process dies with its parent from here on, where the system can do that. False when the parent,
 * whose id is given, is gone already. */
bool jail_tie(long parent);

/* Has second, a handler of signals, called for each second of CPU that the process uses from now on, where
 * the system does that: for what may go on as long as something comes of it. Before jail_enter, and without
 * JAIL_CPU. */
void jail_count_seconds(void (*second)(int));

/* Gives up those parts of wanted that can be given up here; returns them. Cannot be undone. */
unsigned jail_enter(unsigned wanted, const struct box_limits *limits);

#endif
