/* SPDX-License-Identifier: ISC */
/*
 * One source's URL on its way: requests, redirects, waits and attempts until there is a body or a
 * reason why there is none.
 *
 * job_prepare, then while its state is JOB_WAITING: job_start at job_ready or later, and job_end when
 * curl says that the transfer is through. Times are milliseconds of clock_monotonic.
 */
#ifndef PAPERROUTE_FETCH_JOB_H
#define PAPERROUTE_FETCH_JOB_H

#include "fetch/fetch.h"
#include "fetch/host.h"
#include "fetch/transfer.h"

enum job_state {
	JOB_ADDED,   /* nothing was done yet */
	JOB_WAITING, /* for its turn with the host, or for the next attempt */
	JOB_RUNNING,
	JOB_DONE,
};

/* What all jobs of a batch share. */
struct job_context {
	const struct fetch_options *options;
	const char *cache; /* folder of the kept bodies */
	const char *agent; /* User-Agent */
	CURLM *multi;
	struct hosts hosts;
	uint64_t random;
	bool told_exposed; /* that everybody can read a secret */
};

struct job {
	const struct source *source;
	const struct kept_body *known; /* or NULL */
	bool reread;
	enum job_state state;
	const char *first;  /* URL to begin with */
	char *url;          /* of the next request */
	struct host *host;  /* its */
	int64_t not_before; /* of the next attempt */
	unsigned failures;
	unsigned redirects;
	bool outer; /* a public address answered: no inner one is asked from then on */
	unsigned attempts;
	char **lines; /* of the request, with secrets */
	size_t line_count;
	struct transfer transfer;
	char *old; /* the kept body, when it may be needed; NULL otherwise */
	size_t old_len;
	struct body body;
	bool failed; /* and err says why */
	struct err err;
};

void job_init(
	struct job *job, const struct source *source, const struct kept_body *known, bool reread);
void job_release(struct job *job);

/* Decides what to ask for. Afterwards the state is JOB_WAITING, or JOB_DONE after a failure. */
void job_prepare(struct job *job, struct job_context *context);

/* When the next request may begin; INT64_MAX while its host is busy. */
int64_t job_ready(const struct job *job);

void job_start(struct job *job, struct job_context *context);
void job_end(struct job *job, struct job_context *context, CURLcode code);

#endif
