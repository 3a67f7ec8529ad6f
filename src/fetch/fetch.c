/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fetch/fetch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "base/redact.h"
#include "base/xalloc.h"
#include "fetch/cache.h"
#include "fetch/header.h"
#include "fetch/job.h"
#include "model/limits.h"

/* Milliseconds that are waited at most before looking again; on a terminal the line is drawn anew */
#define LONGEST_WAIT  1000
#define TERMINAL_WAIT 200

#define SHOWN 200 /* of the address of a page that is not fetched */

struct fetch {
	struct fetch_options options;
	struct job_context context;
	struct arena arena;
	struct job **jobs; /* of every source; those with a path are done by fetch_take alone */
	size_t count;
	size_t cap;
	size_t taken;     /* the next to be taken */
	struct job *page; /* one more page of a source that was taken; NULL when there is none */
};

void fetch_open(struct fetch **out, const struct fetch_options *options)
{
	struct fetch *fetch = xcalloc(1, sizeof(*fetch));
	const struct site *site = options->site;

	fetch->options = *options;
	arena_init(&fetch->arena);
	fetch->context = (struct job_context){
		.options = &fetch->options,
		.cache = arena_printf(&fetch->arena, "%s/cache", site->state),
		.agent = arena_printf(&fetch->arena, "paperroute/%s%s%s%s", PACKAGE_VERSION,
			site->contact ? " (+" : "", site->contact ? site->contact : "",
			site->contact ? ")" : ""),
		.random = options->seed,
	};
	hosts_init(&fetch->context.hosts);
	if (!options->dry)
		cache_tidy(fetch->context.cache);
	*out = fetch;
}

bool fetch_is_offline(const struct fetch *fetch)
{
	return fetch->options.offline;
}

void fetch_close(struct fetch **out)
{
	struct fetch *fetch = *out;

	if (!fetch)
		return;
	for (size_t i = 0; i < fetch->count; i++) {
		job_release(fetch->jobs[i]);
		free(fetch->jobs[i]);
	}
	free(fetch->jobs);
	hosts_release(&fetch->context.hosts);
	if (fetch->context.multi) {
		curl_multi_cleanup(fetch->context.multi);
		curl_global_cleanup();
	}
	arena_release(&fetch->arena);
	free(fetch);
	*out = NULL;
}

void fetch_add(struct fetch *fetch, const struct source *source, const struct kept_body *known,
	bool reread)
{
	struct job *job = xcalloc(1, sizeof(*job));

	job_init(job, source, known, reread);
	fetch->jobs = xgrow(fetch->jobs, &fetch->cap, fetch->count + 1, sizeof(*fetch->jobs));
	fetch->jobs[fetch->count++] = job;
}

/* --- files --- */

static int take_file(struct body *out, const struct source *source, struct err *err)
{
	struct stat st;

	/* a device never ends, and a pipe without a writer never begins; those that the shell hands
	 * over have a writer */
	if (strcmp(source->path, "-") != 0 && stat(source->path, &st) == 0 &&
		!S_ISREG(st.st_mode) &&
		(!S_ISFIFO(st.st_mode) || strncmp(source->path, "/dev/", 5) != 0))
		return err_set(err, ERR_SYSTEM, source->path,
			"is no file: name a text file, or - for standard input");
	if (file_read(&out->bytes, &out->len, source->path, source->max_size, err) == 0)
		return 0;
	if (err->code == ERR_LIMIT)
		err_set(err, ERR_LIMIT, source_where(source), "is larger than %zu bytes, see %s",
			source->max_size, "max_size in paperroute.ini(5)");
	return -1;
}

/* --- kept bodies --- */

/* Files and URLs named on the command line share a name, and so could not be told apart */
static bool is_kept(const struct source *source)
{
	return source->url && strcmp(source->name, SOURCE_ARGUMENTS) != 0;
}

static int take_kept(struct body *out, struct fetch *fetch, const struct job *job, struct err *err)
{
	const struct source *source = job->source;
	struct err why = {0};

	if (!is_kept(source))
		return err_set(err, ERR_MISSING, source->url,
			"is not kept, as no source of the site has it: run without --offline");
	out->type = job->known ? arena_strdup(&out->arena, job->known->type) : NULL;
	if (cache_read(&out->bytes, &out->len, fetch->context.cache, source->name, source->max_size,
		    &why) == 0)
		return 0;
	if (why.code == ERR_MISSING)
		return err_set(err, ERR_MISSING, source->url,
			"nothing of it is kept yet: run once without --offline");
	*err = why;
	return -1;
}

int fetch_keep(const struct fetch *fetch, const struct source *source, const struct body *body,
	struct err *err)
{
	if (!body->kept.url || !is_kept(source) || fetch->options.dry)
		return 0;
	return cache_write(fetch->context.cache, source->name, body->bytes, body->len, err);
}

/* --- the network --- */

static int open_network(struct fetch *fetch, struct err *err)
{
	if (fetch->context.multi)
		return 0;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return err_set(err, ERR_SYSTEM, "libcurl", "cannot be started");
	fetch->context.multi = curl_multi_init();
	if (fetch->context.multi)
		return 0;
	curl_global_cleanup();
	return err_set(err, ERR_SYSTEM, "libcurl", "cannot be started");
}

static void start_job(struct fetch *fetch, struct job *job)
{
	if (job->state == JOB_ADDED)
		job_prepare(job, &fetch->context);
	if (job->state == JOB_WAITING && job_ready(job) <= clock_monotonic())
		job_start(job, &fetch->context);
}

/* Those whose turn it is. Not more than LIMIT_PARALLEL bodies wait to be taken. */
static void start_jobs(struct fetch *fetch)
{
	size_t begun = 0;

	if (fetch->page)
		start_job(fetch, fetch->page);
	for (size_t i = fetch->taken; i < fetch->count && begun < LIMIT_PARALLEL; i++) {
		struct job *job = fetch->jobs[i];

		if (!job->source->url)
			continue;
		begun++;
		start_job(fetch, job);
	}
}

/* wait, or the milliseconds until the job can start when these are fewer */
static int64_t sooner(int64_t wait, const struct job *job, int64_t now)
{
	int64_t ready;

	if (job->state != JOB_WAITING)
		return wait;
	ready = job_ready(job);
	if (ready <= now)
		return 0;
	return ready - now < wait ? ready - now : wait;
}

/* Milliseconds until there is something to start, if nothing comes before */
static int waiting_time(const struct fetch *fetch)
{
	int64_t now = clock_monotonic();
	int64_t wait = log_is_terminal() ? TERMINAL_WAIT : LONGEST_WAIT;

	if (fetch->page)
		wait = sooner(wait, fetch->page, now);
	for (size_t i = fetch->taken; i < fetch->count; i++)
		wait = sooner(wait, fetch->jobs[i], now);
	return (int)wait;
}

static void end_jobs(struct fetch *fetch)
{
	CURLMsg *message;
	int left;

	while ((message = curl_multi_info_read(fetch->context.multi, &left))) {
		CURLcode code = message->data.result;
		struct job *job;

		curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&job);
		job_end(job, &fetch->context, code);
	}
}

static void show_progress(const struct fetch *fetch)
{
	size_t bytes = 0;
	size_t done = 0;
	size_t urls = 0;

	for (size_t i = 0; i < fetch->count; i++) {
		const struct job *job = fetch->jobs[i];

		urls += job->source->url != NULL;
		done += job->source->url && (i < fetch->taken || job->state == JOB_DONE);
		bytes += job->body.len + job->transfer.bytes.len;
	}
	log_status("%zu of %zu sources, %zu kB", done, urls, bytes >> 10);
}

static int take_url(struct body *out, struct fetch *fetch, struct job *job, struct err *err)
{
	int running;

	if (open_network(fetch, err) != 0)
		return -1;
	while (job->state != JOB_DONE) {
		start_jobs(fetch);
		if (curl_multi_perform(fetch->context.multi, &running) != CURLM_OK)
			return err_set(err, ERR_SYSTEM, job->source->url,
				"cannot be fetched: out of memory");
		end_jobs(fetch);
		show_progress(fetch);
		if (job->state != JOB_DONE)
			curl_multi_poll(fetch->context.multi, NULL, 0, waiting_time(fetch), NULL);
	}
	log_status(NULL);
	body_release(out);
	*out = job->body;
	job->body = (struct body){0};
	if (!is_kept(job->source))
		out->kept.url = NULL;
	if (!job->failed)
		return 0;
	*err = job->err;
	return -1;
}

int fetch_take(struct body *out, struct fetch *fetch, size_t at, struct err *err)
{
	struct job *job = fetch->jobs[at];
	int result;

	*out = (struct body){0};
	arena_init(&out->arena);
	fetch->taken = at;
	if (job->source->path)
		result = take_file(out, job->source, err);
	else if (fetch->options.offline)
		result = take_kept(out, fetch, job, err);
	else
		result = take_url(out, fetch, job, err);
	fetch->taken = at + 1;
	out->charset = header_charset(&out->arena, out->type);
	return result;
}

bool fetch_has_pages(const struct fetch *fetch, const struct source *source)
{
	return source->url && !fetch->options.offline;
}

/* Why a page is not fetched; false when it is */
static bool refuse_page(const struct source *source, const struct body *body, const char *next,
	const char *url, struct err *err)
{
	const char *why;
	char *shown;

	if (strlen(next) > LIMIT_URL || (url && strlen(url) > LIMIT_URL)) {
		err_set(err, ERR_FORMAT, source->url,
			"says that it goes on at an address of more than %d bytes", LIMIT_URL);
		return true;
	}
	if (!url) {
		err_set(err, ERR_FORMAT, source->url,
			"says that it goes on at what is no http or https address");
		return true;
	}
	if (!host_is_same_origin(url, body->url) || strcmp(url, body->url) == 0)
		why = "is no other page of its server";
	else if (redact_has_user(url))
		why = "has a user name or password in it";
	else
		return false;
	shown = redact_address(url, SHOWN);
	err_set(err, ERR_FORMAT, source->url, "says that it goes on at \"%s\", which %s", shown,
		why);
	free(shown);
	return true;
}

int fetch_page(struct body *out, struct fetch *fetch, const struct source *source,
	const struct body *body, const char *next, struct err *err)
{
	char *url = host_resolve(body->url, next);
	struct job page;
	int result;

	*out = (struct body){0};
	arena_init(&out->arena);
	if (refuse_page(source, body, next, url, err)) {
		free(url);
		return -1;
	}
	job_init(&page, source, NULL, true);
	page.first = url;
	page.outer = body->outer;
	fetch->page = &page;
	result = take_url(out, fetch, &page, err);
	fetch->page = NULL;
	out->charset = header_charset(&out->arena, out->type);
	job_release(&page);
	free(url);
	return result;
}

void body_release(struct body *body)
{
	free(body->bytes);
	arena_release(&body->arena);
	*body = (struct body){0};
}
