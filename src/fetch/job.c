/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fetch/job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/redact.h"
#include "base/sha256.h"
#include "base/xalloc.h"
#include "fetch/cache.h"
#include "fetch/header.h"
#include "fetch/retry.h"
#include "fetch/secret.h"
#include "model/limits.h"

#define SHOWN 100 /* of an address that is not followed */

/* What a person can do about a status */
static const struct {
	int status;
	const char *advice;
} advices[] = {
	{401, ": it wants to know who asks, see header in paperroute.ini(5)"},
	{403, ": it lets only some in, see header in paperroute.ini(5)"},
	{404, ": there is nothing at this address"},
	{410, ": what was at this address is gone for good"},
	{429, ": it wants fewer requests, see delay in paperroute.ini(5)"},
};

static const char *advice_for(int status)
{
	for (size_t i = 0; i < sizeof(advices) / sizeof(*advices); i++) {
		if (advices[i].status == status)
			return advices[i].advice;
	}
	return "";
}

void job_init(
	struct job *job, const struct source *source, const struct kept_body *known, bool reread)
{
	*job = (struct job){.source = source, .known = known, .reread = reread};
	job->first = source->url;
	job->not_before = INT64_MIN;
	arena_init(&job->body.arena);
}

static void forget_lines(struct job *job)
{
	for (size_t i = 0; i < job->line_count; i++)
		free(job->lines[i]);
	free(job->lines);
	job->lines = NULL;
	job->line_count = 0;
}

void job_release(struct job *job)
{
	transfer_release(&job->transfer);
	forget_lines(job);
	body_release(&job->body);
	free(job->old);
	free(job->url);
	*job = (struct job){0};
}

/* --- before the first request --- */

/* The kept body, if it is the one that is remembered */
static bool load_old(struct job *job, const struct job_context *context)
{
	char hash[SHA256_HEX_SIZE];

	if (cache_read(&job->old, &job->old_len, context->cache, job->source->name,
		    job->source->max_size, NULL) != 0)
		return false;
	sha256_hex(hash, job->old, job->old_len);
	if (strcmp(hash, job->known->hash) == 0)
		return true;
	free(job->old);
	job->old = NULL;
	return false;
}

static int fill_lines(struct job *job, struct job_context *context)
{
	const struct request *request = &job->source->request;
	struct buf line;
	bool exposed;

	job->lines = xcalloc(request->header_count + 1, sizeof(*job->lines));
	for (size_t i = 0; i < request->header_count; i++) {
		buf_init(&line, LIMIT_HEADER * 2);
		if (secret_fill(&line, &exposed, &request->headers[i],
			    context->options->site->folder, job->source->url, &job->err) != 0) {
			buf_release(&line);
			return -1;
		}
		job->lines[job->line_count++] = buf_take(&line);
		if (exposed && !context->told_exposed)
			log_warning(job->source->url, SECRET_EXPOSED, request->headers[i].name);
		context->told_exposed = context->told_exposed || exposed;
	}
	return 0;
}

static void finish(struct job *job, bool failed)
{
	job->failed = failed;
	job->state = JOB_DONE;
}

/* Without its kept body a source is asked for the whole: nothing can be read again or offline */
void job_prepare(struct job *job, struct job_context *context)
{
	bool usable = job->known && (job->reread ? load_old(job, context)
						 : cache_has(context->cache, job->source->name));

	if (!usable) {
		job->known = NULL;
		job->reread = true;
	}
	job->url = xstrdup(job->first);
	job->host = hosts_find(&context->hosts, job->url);
	job->state = JOB_WAITING;
	if (!job->host) {
		err_set(&job->err, ERR_CONFIG, job->url, "is no http or https address");
		finish(job, true);
	} else if (fill_lines(job, context) != 0) {
		finish(job, true);
	}
}

/* --- requests --- */

static int64_t pause_of(const struct job *job)
{
	return (int64_t)job->source->request.delay * 1000;
}

int64_t job_ready(const struct job *job)
{
	int64_t ready = host_ready(job->host, pause_of(job));

	return ready > job->not_before ? ready : job->not_before;
}

/* What is remembered is about this very address */
static bool is_known(const struct job *job)
{
	char hash[SHA256_HEX_SIZE];

	if (!job->known)
		return false;
	sha256_hex(hash, job->url, strlen(job->url));
	return strcmp(hash, job->known->url) == 0;
}

void job_start(struct job *job, struct job_context *context)
{
	bool known = is_known(job);
	struct order order = {
		.url = job->url,
		.agent = context->agent,
		.request = &job->source->request,
		.max_size = job->source->max_size,
		.outer_only = job->outer,
		.etag = known ? job->known->etag : NULL,
		.modified = known ? job->known->modified : NULL,
		.lines = (const char *const *)job->lines,
		.line_count = job->line_count,
	};

	/* what one server may know is not for the others that it names */
	if (!host_is_same_origin(job->url, job->source->url))
		order.line_count = 0;
	job->attempts++;
	if (transfer_start(&job->transfer, context->multi, &order, job, &job->err) != 0) {
		finish(job, true);
		return;
	}
	host_enter(job->host);
	job->state = JOB_RUNNING;
}

/* --- answers --- */

static void fail_with(struct job *job, const struct answer *answer, const char *failure)
{
	char tries[32] = "";

	if (job->failures > 1)
		snprintf(tries, sizeof(tries), " (%u attempts)", job->failures);
	if (answer->too_large)
		err_set(&job->err, ERR_LIMIT, job->source->url, "is larger than %zu bytes, see %s",
			job->source->max_size, "max_size in paperroute.ini(5)");
	else if (failure)
		err_set(&job->err, ERR_SYSTEM, job->source->url, "cannot be fetched: %s%s", failure,
			tries);
	else
		err_set(&job->err, ERR_SYSTEM, job->source->url, "the server answered %d%s%s",
			answer->status, tries, advice_for(answer->status));
	finish(job, true);
}

static void try_later(struct job *job, struct job_context *context, const struct answer *answer,
	const char *failure)
{
	const struct request *request = &job->source->request;
	int64_t asked =
		header_retry_after(answer->retry_after, answer->date, context->options->now);
	int64_t wait;

	job->failures++;
	wait = retry_wait(&context->random, request, job->failures, asked);
	if (asked > request->max_wait) {
		err_set(&job->err, ERR_SYSTEM, job->source->url,
			"the server answered %d and wants to be let alone for %lld seconds, which "
			"is more than max_wait = %d: it is, until the next run",
			answer->status, (long long)asked, request->max_wait);
		finish(job, true);
	} else if (wait < 0) {
		fail_with(job, answer, failure);
	} else {
		log_detail(job->source->url, "%s %d; again in %lld ms, attempt %u",
			failure ? failure : "the server answered", answer->status, (long long)wait,
			job->failures + 1);
		job->not_before = clock_monotonic() + wait;
		job->state = JOB_WAITING;
	}
}

/* Why a redirect is not followed; false when it is. Messages leave out what stands behind the ?: it may
 * be a key that only that server knows. */
static bool refuse(struct job *job, const char *location, const struct host *host)
{
	const char *where = job->source->url;
	char *shown = redact_address(location, SHOWN);
	bool refused = true;

	if (strlen(location) > LIMIT_URL)
		err_set(&job->err, ERR_LIMIT, where,
			"leads to an address of more than %d bytes (redirect %u)", LIMIT_URL,
			job->redirects + 1);
	else if (redact_has_user(location))
		err_set(&job->err, ERR_SYSTEM, where,
			"leads to an address with a user name or password in it, which is not "
			"followed: %s",
			shown);
	else if (!host)
		err_set(&job->err, ERR_SYSTEM, where,
			"leads to no http or https address (redirect %u): \"%s\"",
			job->redirects + 1, shown);
	else if (job->redirects == LIMIT_REDIRECTS)
		err_set(&job->err, ERR_SYSTEM, where,
			"leads from one address to the next, more than %d times, last to %s",
			LIMIT_REDIRECTS, shown);
	else
		refused = false;
	free(shown);
	if (refused)
		finish(job, true);
	return refused;
}

static void follow(struct job *job, struct job_context *context, const struct answer *answer)
{
	const char *location = answer->location ? answer->location : "";
	struct host *host = NULL;

	if (strlen(location) <= LIMIT_URL)
		host = hosts_find(&context->hosts, location);
	if (refuse(job, location, host))
		return;
	job->redirects++;
	log_detail(job->source->url, "leads to %.*s", (int)strcspn(location, "?#"), location);
	job->host = host;
	job->state = JOB_WAITING;
	location = xstrdup(location);
	free(job->url);
	job->url = (char *)location;
}

static const char *sound(struct arena *arena, const char *value)
{
	return header_is_sound(value) ? arena_strdup(arena, value) : NULL;
}

/* What is to be remembered of an answer whose body has that hash */
static void remember(struct job *job, const struct answer *answer, const char *hash)
{
	struct body *body = &job->body;
	char url[SHA256_HEX_SIZE];

	sha256_hex(url, job->url, strlen(job->url));
	body->url = arena_strdup(&body->arena, job->url);
	body->type = sound(&body->arena, answer->type);
	body->kept = (struct kept_body){
		.url = arena_strdup(&body->arena, url),
		.etag = sound(&body->arena, answer->etag),
		.modified = sound(&body->arena, answer->modified),
		.type = body->type,
		.hash = arena_strdup(&body->arena, hash),
	};
}

static void take_body(struct job *job, const struct answer *answer)
{
	struct body *body = &job->body;
	char hash[SHA256_HEX_SIZE];

	body->len = job->transfer.bytes.len;
	body->bytes = buf_take(&job->transfer.bytes);
	sha256_hex(hash, body->bytes, body->len);
	remember(job, answer, hash);
	body->unchanged = !job->reread && strcmp(hash, job->known->hash) == 0;
	finish(job, false);
}

/* A 304 need not repeat what it said the last time (RFC 9110, section 15.4.5) */
static void take_old(struct job *job, const struct answer *answer)
{
	struct body *body = &job->body;
	const struct kept_body *known = job->known;

	remember(job, answer, known->hash);
	if (!body->kept.etag)
		body->kept.etag = known->etag;
	if (!body->kept.modified)
		body->kept.modified = known->modified;
	if (!body->type)
		body->type = body->kept.type = known->type;
	body->unchanged = !job->reread;
	body->bytes = job->old;
	body->len = job->old_len;
	job->old = NULL;
	finish(job, false);
}

static void judge(struct job *job, struct job_context *context, struct answer *answer)
{
	enum verdict verdict = retry_judge(answer->status);

	/* an error's own text need not have come whole */
	if (answer->failure && (answer->status < 200 || verdict == VERDICT_BODY)) {
		if (answer->transient)
			try_later(job, context, answer, answer->failure);
		else
			fail_with(job, answer, answer->failure);
		return;
	}
	answer->too_large = false;
	if (verdict == VERDICT_BODY &&
		retry_is_throttled(buf_str(&job->transfer.bytes), job->transfer.bytes.len)) {
		answer->status = 429;
		verdict = VERDICT_LATER;
	}
	if (verdict == VERDICT_UNCHANGED && !is_known(job))
		verdict = VERDICT_FAILED;
	if (verdict == VERDICT_BODY)
		take_body(job, answer);
	else if (verdict == VERDICT_UNCHANGED)
		take_old(job, answer);
	else if (verdict == VERDICT_ELSEWHERE)
		follow(job, context, answer);
	else if (verdict == VERDICT_LATER)
		try_later(job, context, answer, NULL);
	else
		fail_with(job, answer, NULL);
}

void job_end(struct job *job, struct job_context *context, CURLcode code)
{
	struct answer answer;

	host_leave(job->host, clock_monotonic(), pause_of(job));
	transfer_finish(&answer, &job->transfer, code);
	job->outer = job->body.outer = job->outer || answer.outer;
	judge(job, context, &answer);
	job->body.status = answer.status;
	job->body.attempts = job->attempts - job->redirects;
	transfer_release(&job->transfer);
}
