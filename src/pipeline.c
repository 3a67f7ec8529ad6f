/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "pipeline.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "announce.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "handover.h"
#include "intake.h"
#include "mend.h"
#include "model/limits.h"
#include "pages.h"
#include "place.h"
#include "prune.h"
#include "reader.h"
#include "recover.h"
#include "render.h"
#include "renew.h"
#include "routing.h"
#include "store/health.h"
#include "touched.h"
#include "turn.h"

/* What a run holds; all of it is let go in pipeline_run */
struct run {
	const struct site *site;
	const struct rules *rules;
	const struct pipeline_options *options;
	int64_t now; /* the options', or the last run's when the clock went back */
	int lock;
	struct store *store;
	struct fetch *fetch;
	struct reader reader;
	struct arena arena; /* what fetch borrows */
	struct touched touched;
	struct placed placed;
	struct documents documents;
	struct buf changed; /* names of the files that were written, one a line */
	struct handover handover;
	bool suspicious;
};

/* last is the time of the run before; CLOCK_NONE when there was none */
static void tell_of_clock(struct run *run, int64_t last)
{
	char now[CLOCK_RFC3339_SIZE], then[CLOCK_RFC3339_SIZE];

	if (last == CLOCK_NONE || run->options->now >= last)
		return;
	clock_format(now, run->options->now);
	clock_format(then, last);
	run->suspicious = true;
	if (run->now == run->options->now)
		log_warning(run->site->state,
			"the clock of the last run was ahead: what was dated %s or before stays "
			"so, and this run is dated %s",
			then, now);
	else
		log_warning(run->site->state,
			"the clock went back: this run is dated %s, as the last one was%s%s", then,
			last - run->options->now > LIMIT_CLOCK_HELD
				? "; if that was wrong, say the right time once by --now "
				: "",
			last - run->options->now > LIMIT_CLOCK_HELD ? now : "");
}

static int open_store(struct run *run, struct err *err)
{
	int64_t last;

	if (store_open(&run->store, run->site->state, run->options->dry ? STORE_COPY : STORE_KEEP,
		    err) != 0)
		return -1;
	run->now = run->options->now;
	if (run->options->clock_said)
		store_believe_clock(run->store);
	if (store_last_run(run->store, &last, err) != 0 ||
		store_begin(run->store, &run->now, err) != 0)
		return -1;
	tell_of_clock(run, last);
	if (!run->rules)
		return 0;
	return store_pin_tag(run->store, run->site->tag_authority, run->site->tag_date, err);
}

/* What a lost store remembered, as far as documents show it */
static int read_back(struct run *run, struct err *err)
{
	bool lost;

	if (recover(&lost, run->store, run->site, &run->reader, run->rules != NULL, err) != 0)
		return -1;
	run->suspicious = run->suspicious || lost;
	return 0;
}

static void open_fetch(struct run *run)
{
	struct fetch_options options = {
		.site = run->site,
		.offline = run->options->offline,
		.dry = run->options->dry,
		.now = run->now,
		.seed = (uint64_t)clock_monotonic() ^ (uint64_t)getpid() << 32,
	};

	fetch_open(&run->fetch, &options);
}

/* Fetch knows all of them before the first is waited for */
static int take_in_sources(struct run *run, struct err *err)
{
	const struct source *sources = run->site->sources;
	size_t count = run->site->source_count;
	size_t at = 0;

	open_fetch(run);
	for (size_t i = 0; i < count; i++) {
		if (sources[i].enabled &&
			intake_announce(run->fetch, &run->arena, run->store, &sources[i], err) != 0)
			return -1;
	}
	for (size_t i = 0; i < count; i++) {
		/* those of the command line, which are all there are then */
		run->touched.more =
			i + 1 < count && strcmp(sources[i].name, sources[i + 1].name) == 0;
		if (sources[i].enabled &&
			intake_source(&run->touched, &run->placed, &run->suspicious, run->fetch,
				at++, &run->reader, run->store, &sources[i], run->now, err) != 0)
			return -1;
	}
	fetch_close(&run->fetch);
	reader_close(&run->reader);
	if (place_again(&run->placed, &run->touched, run->store, run->now, err) != 0)
		return -1;
	placed_release(&run->placed);
	return 0;
}

/* --- publishing --- */

/* A file that was written, or would be; twin: and with it its twin */
static void tell(struct run *run, const char *name, bool twin, const char *done, const char *due)
{
	if (run->options->dry) {
		log_out("%s: would %s\n", name, due);
		return;
	}
	buf_printf(&run->changed, "%s\n", name);
	if (twin)
		buf_printf(&run->changed, "%s" TWIN "\n", name);
	log_progress(name, "%s", done);
}

static void tell_archive(void *ctx, const char *name)
{
	struct run *run = ctx;

	tell(run, name, run->site->precompress, "sealed", "be sealed");
}

static void tell_month(void *ctx, const char *name)
{
	struct run *run = ctx;

	tell(run, name, run->site->precompress, "written", "change");
}

static void tell_pruned(void *run, const char *name)
{
	tell(run, name, false, "deleted", "be deleted");
}

static void tell_document(void *ctx, const struct document *document)
{
	struct run *run = ctx;

	buf_printf(&run->changed, "%s\n", document->name);
	if (!document->twin)
		log_progress(document->name, "%zu papers", document->entries);
}

static int show_documents(struct run *run, struct err *err)
{
	size_t archives;

	for (size_t i = 0; i < run->documents.count; i++) {
		const struct document *document = &run->documents.items[i];

		if (document->bytes && !document->twin)
			log_out("%s/%s: would change, %zu papers\n", run->site->output,
				document->name, document->entries);
	}
	if (render_archives(&archives, &run->documents, run->site, tell_archive, run, err) != 0 ||
		pages_publish_months(&run->documents, run->site, tell_month, run, err) != 0)
		return -1;
	return run->options->prune ? prune_all(&run->documents, run->site, tell_pruned, run, err)
				   : 0;
}

/* What documents point to comes before them. Of a run in which nothing was made there is nothing to
 * confirm. */
static int publish(struct run *run, struct err *err)
{
	size_t archives;

	if (publish_open(&run->documents.publisher, err) != 0 ||
		render_archives(&archives, &run->documents, run->site, tell_archive, run, err) !=
			0 ||
		pages_publish_months(&run->documents, run->site, tell_month, run, err) != 0 ||
		documents_publish(&run->documents, tell_document, run, err) != 0)
		return -1;
	if ((archives || run->documents.count) &&
		render_confirm(&run->documents, run->site, err) != 0)
		return -1;
	if (prune_twins(&run->documents, run->site, tell_pruned, run, err) != 0)
		return -1;
	if (run->options->prune &&
		prune_all(&run->documents, run->site, tell_pruned, run, err) != 0)
		return -1;
	return handover_gather(&run->handover, &run->documents, &run->changed, err);
}

/* Who is told of what is about to be published is remembered with it: killed in between, the next run
 * tells them */
static int promise(struct run *run, struct err *err)
{
	return documents_promise(&run->documents, err) == 0
		       ? handover_owe(&run->handover, &run->documents, run->options->prune, err)
		       : -1;
}

/* The stages in order. The store is committed before the first file is touched: killed in between,
 * the next run finds the same documents to write. */
static int run_stages(struct run *run, struct err *err)
{
	if (open_store(run, err) != 0 || read_back(run, err) != 0 ||
		renew_all(&run->touched, run->store, err) != 0 || take_in_sources(run, err) != 0 ||
		health_forget(run->store, err) != 0 ||
		route(&run->suspicious, run->store, run->rules, &run->touched, err) != 0)
		return -1;
	run->documents.store = run->store;
	run->documents.publisher = (struct publisher){run->site->output, run->options->dry};
	run->documents.pack = run->site->precompress;
	run->documents.tell = run->site->hub != NULL;
	if (run->rules && render(&run->documents, run->site, err) != 0)
		return -1;
	if (run->options->dry)
		return run->rules ? show_documents(run, err) : 0;
	if (run->rules && promise(run, err) != 0)
		return -1;
	if (store_commit(run->store, err) != 0)
		return -1;
	return run->rules ? publish(run, err) : 0;
}

/* --- a damaged store --- */

static void forget_run(struct run *run)
{
	fetch_close(&run->fetch);
	reader_close(&run->reader);
	reader_open(&run->reader);
	store_close(&run->store);
	documents_release(&run->documents);
	touched_release(&run->touched);
	placed_release(&run->placed);
	handover_release(&run->handover);
}

/* Once more, when the store turns out to be damaged */
static int run_site(struct run *run, struct err *err)
{
	struct mending mending = {run->site, run->options->now, &run->suspicious};
	bool unreadable, moved;

	if (turn_begin(&run->lock, run->site, run->options->wait, run->options->dry, err) != 0)
		return -1;
	if (!run->options->dry && mend_log(&mending, err) != 0)
		return -1;
	if (run_stages(run, err) == 0)
		return 0;
	if (run->options->dry || err->code != ERR_STORE)
		return -1;
	unreadable = run->store && store_is_unreadable(run->store);
	forget_run(run);
	if (mend_store(&moved, &mending, unreadable, err) != 0 || !moved)
		return -1;
	return run_stages(run, err);
}

/* Also after a failure: what was written then is news all the same. Fails when the files may not be
 * where the world looks for them. */
static int run_after(struct run *run, struct err *err)
{
	if (run->options->changed)
		log_out("%s", buf_str(&run->changed));
	return run->options->dry ? 0 : handover_do(&run->handover, &run->changed, err);
}

/* What comes behind a run that did its work: a failure here is told, and spoils nothing */
static void tell_world(struct run *run, bool published)
{
	struct err err = {0};
	int result = run_after(run, &err);

	handover_release(&run->handover);
	if (result == 0 && published)
		result = announce(run->site, &err);
	if (result == 0)
		return;
	log_err(&err);
	run->suspicious = true;
}

/* Another run may begin from here on */
static void close_site(struct run *run)
{
	fetch_close(&run->fetch);
	reader_close(&run->reader);
	store_close(&run->store);
	if (run->lock >= 0)
		close(run->lock);
}

static enum outcome judge(const struct run *run, int result, const struct err *err)
{
	if (result != 0 && err->code == ERR_LOCKED) {
		log_progress(NULL, "%s", err->text);
		return OUTCOME_DONE;
	}
	if (result != 0)
		log_err(err);
	if (result != 0 || !run->rules)
		return OUTCOME_FAILED;
	return run->suspicious ? OUTCOME_SUSPICIOUS : OUTCOME_DONE;
}

enum outcome pipeline_run(
	const struct site *site, const struct rules *rules, const struct pipeline_options *options)
{
	struct run run = {.site = site, .rules = rules, .options = options, .lock = -1};
	enum outcome outcome;
	struct err err = {0};
	int result;

	/* who reads our messages may go away: that is no reason to stop between two files */
	if (!options->dry)
		(void)signal(SIGPIPE, SIG_IGN);
	arena_init(&run.arena);
	reader_open(&run.reader);
	touched_init(&run.touched);
	placed_init(&run.placed);
	documents_init(&run.documents);
	buf_init(&run.changed, SIZE_MAX / 2);
	handover_init(&run.handover, site);
	result = run_site(&run, &err);
	close_site(&run);
	tell_world(&run, result == 0 && rules && !options->dry);
	outcome = judge(&run, result, &err);
	buf_release(&run.changed);
	documents_release(&run.documents);
	touched_release(&run.touched);
	placed_release(&run.placed);
	arena_release(&run.arena);
	return outcome;
}
