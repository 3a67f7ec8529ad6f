/* SPDX-License-Identifier: ISC */
/*
 * status: how the sources are doing, and what the feeds hold.
 */
#include "config.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "cmd/cmd.h"
#include "cmd/load.h"
#include "cmd/option.h"
#include "cmd/show.h"
#include "store/health.h"
#include "store/store.h"

/* All that is shown, gathered before anything is */
struct status {
	const struct site *site;
	int64_t last_run;
	struct source_health *sources; /* as those of the site */
	struct feed_health *feeds;
	size_t feed_count;
};

static int gather(struct status *out, struct arena *arena, struct store *store, struct err *err)
{
	size_t count = out->site->source_count;

	out->sources = arena_array(arena, count, sizeof(*out->sources));
	for (size_t i = 0; i < count; i++) {
		if (health_source(
			    store, arena, &out->sources[i], out->site->sources[i].name, err) != 0)
			return -1;
	}
	if (health_last_run(store, &out->last_run, err) != 0)
		return -1;
	return health_feeds(store, arena, &out->feeds, &out->feed_count, err);
}

static const char *state_of(const struct source *source, const struct source_health *health)
{
	if (!source->enabled)
		return "disabled";
	if (health->message)
		return health->suspicious ? "suspicious" : "failing";
	return health->known ? "ok" : "new";
}

static bool is_frozen(const struct site *site, const char *slug)
{
	for (size_t i = 0; i < site->topic_count; i++) {
		if (strcmp(site->topics[i].slug, slug) == 0)
			return false;
	}
	return strcmp(slug, "all") != 0;
}

/* --- for people --- */

/* "2026-11-23 06:00", or a dash */
static const char *minute(char out[CLOCK_RFC3339_SIZE], int64_t when)
{
	if (when == CLOCK_NONE)
		return "-";
	clock_format(out, when);
	out[10] = ' ';
	out[16] = '\0';
	return out;
}

static void show_source(const struct source *source, const struct source_health *health)
{
	char read[CLOCK_RFC3339_SIZE], change[CLOCK_RFC3339_SIZE];

	if (!health->known) {
		log_out("%-20s %-10s\n", source->name, state_of(source, health));
		return;
	}
	log_out("%-20s %-10s %6zu  %-16s  %s\n", source->name, state_of(source, health),
		health->papers, minute(read, health->last_success),
		minute(change, health->last_change));
	if (health->message)
		log_out("    %s\n", health->message);
	if (health->failures > 1)
		log_out("    %zu runs in a row failed\n", health->failures);
}

static void show_feed(const struct site *site, const struct feed_health *feed)
{
	char day[CLOCK_RFC3339_SIZE];
	bool frozen = is_frozen(site, feed->slug);

	if (frozen && !feed->files && !feed->archives)
		return; /* pruned */
	minute(day, feed->newest);
	if (feed->newest != CLOCK_NONE)
		day[10] = '\0';
	log_out("%-24s %6zu %6zu  %-10s%s\n", feed->slug, feed->papers, feed->live,
		feed->newest == CLOCK_NONE ? "-" : day,
		frozen ? "  frozen: no such topic, run --prune deletes it" : "");
}

static void show(const struct status *status)
{
	char last[CLOCK_RFC3339_SIZE];

	log_out("Last run: %s\n\n", minute(last, status->last_run));
	log_out("%-20s %-10s %6s  %-16s  %s\n", "SOURCE", "STATE", "PAPERS", "LAST SUCCESS",
		"LAST NEWS");
	for (size_t i = 0; i < status->site->source_count; i++)
		show_source(&status->site->sources[i], &status->sources[i]);
	log_out("\n%-24s %6s %6s  %s\n", "FEED", "PAPERS", "LIVE", "NEWEST");
	for (size_t i = 0; i < status->feed_count; i++)
		show_feed(status->site, &status->feeds[i]);
}

/* --- for programs --- */

static json_t *time_json(int64_t when)
{
	char text[CLOCK_RFC3339_SIZE];

	if (when == CLOCK_NONE)
		return json_null();
	clock_format(text, when);
	return json_string(text);
}

static json_t *source_json(const struct source *source, const struct source_health *health)
{
	return json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:I, s:I, s:o}", "source", source->name,
		"state", state_of(source, health), "last_run",
		time_json(health->known ? health->last_run : CLOCK_NONE), "last_success",
		time_json(health->known ? health->last_success : CLOCK_NONE), "last_change",
		time_json(health->known ? health->last_change : CLOCK_NONE), "last_read",
		time_json(health->known ? health->last_read : CLOCK_NONE), "papers",
		(json_int_t)health->papers, "failures", (json_int_t)health->failures, "message",
		show_text(health->message));
}

static json_t *feed_json(const struct site *site, const struct feed_health *feed)
{
	return json_pack("{s:s, s:I, s:I, s:I, s:o, s:b}", "feed", feed->slug, "papers",
		(json_int_t)feed->papers, "live", (json_int_t)feed->live, "archives",
		(json_int_t)feed->archives, "newest", time_json(feed->newest), "frozen",
		is_frozen(site, feed->slug));
}

static void show_as_json(const struct status *status)
{
	json_t *sources = json_array();
	json_t *feeds = json_array();

	for (size_t i = 0; i < status->site->source_count; i++)
		json_array_append_new(
			sources, source_json(&status->site->sources[i], &status->sources[i]));
	for (size_t i = 0; i < status->feed_count; i++)
		json_array_append_new(feeds, feed_json(status->site, &status->feeds[i]));
	show_json(json_pack("{s:o, s:o, s:o}", "last_run", time_json(status->last_run), "sources",
		sources, "feeds", feeds));
}

/* --- the command --- */

static bool is_well(const struct status *status)
{
	for (size_t i = 0; i < status->site->source_count; i++) {
		if (status->site->sources[i].enabled && status->sources[i].message)
			return false;
	}
	return true;
}

static enum outcome run_status(const struct site *site, bool json)
{
	struct status status = {.site = site};
	enum outcome outcome = OUTCOME_FAILED;
	struct store *store;
	struct arena arena;
	struct err err;

	arena_init(&arena);
	if (store_open(&store, site->state, STORE_COPY, &err) != 0 ||
		gather(&status, &arena, store, &err) != 0) {
		log_err(&err);
		goto out;
	}
	(json ? show_as_json : show)(&status);
	outcome = is_well(&status) ? OUTCOME_DONE : OUTCOME_SUSPICIOUS;
out:
	store_close(&store);
	arena_release(&arena);
	return outcome;
}

enum outcome cmd_status(const struct cmd_context *context, int argc, char **argv, struct err *err)
{
	enum outcome outcome = OUTCOME_FAILED;
	struct loaded loaded;
	bool json = false;
	const struct command_option options[] = {{"json", .flag = &json}};
	int first = option_read(options, OPTIONS(options), argc, argv, err);

	if (first < 0)
		return OUTCOME_FAILED;
	if (first < argc) {
		err_set(err, ERR_USAGE, argv[0], "takes no arguments");
		return OUTCOME_FAILED;
	}
	if (load_site(&loaded, context) != 0)
		log_configuration(&loaded.problems);
	else
		outcome = run_status(&loaded.site, json);
	load_release(&loaded);
	return outcome;
}
