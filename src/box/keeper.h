/* SPDX-License-Identifier: ISC */
/*
 * The process between the program and its readers.
 *
 * It is the program's own file, run again with a word that only main knows: so nothing of the program
 * that was started is in it, neither what curl and SQLite hold nor its secrets. It gets ready, once a
 * run, and then makes a copy of itself for each body: starting a program that links so much takes
 * longer than reading most bodies. It sees no byte of a body itself. Over its standard input, a socket,
 * it takes for each reader a task (task.h) and the pipe for its answer (frame.h), and says how
 * the reader ended. It ends with the program, and its readers with it.
 */
#ifndef PAPERROUTE_BOX_KEEPER_H
#define PAPERROUTE_BOX_KEEPER_H

/* Serves until the socket is closed; then returns 0. In each copy it returns 1: that one finds its
 * task on standard input and the pipe on standard output, and nothing else is open but standard
 * error. Returns -1 when there is no socket, as when somebody types the word. */
int keeper_serve(void);

#endif
