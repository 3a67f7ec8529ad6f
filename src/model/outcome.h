/* SPDX-License-Identifier: ISC */
/*
 * How a command ended; main makes it the exit status.
 */
#ifndef PAPERROUTE_MODEL_OUTCOME_H
#define PAPERROUTE_MODEL_OUTCOME_H

enum outcome {
	OUTCOME_DONE = 0,
	OUTCOME_FAILED = 1, /* nothing was published; usage and configuration errors too */
	OUTCOME_SUSPICIOUS =
		2, /* done, but something was skipped or looks wrong, and was reported */
};

#endif
