/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "incidents.h"

#include "base/clock.h"
#include "base/redact.h"
#include "model/limits.h"
#include "store/health.h"
#include "write/write.h"

/* An incident as a feed's entry: one id for its beginning and its end, which moves updated */
static void describe(struct feed_entry *out, struct arena *arena, const struct incident *incident,
	const char *tag_prefix)
{
	struct entry *entry = arena_alloc(arena, sizeof(*entry));
	bool over = incident->closed != CLOCK_NONE;
	char opened[CLOCK_RFC3339_SIZE], closed[CLOCK_RFC3339_SIZE];
	char *message = arena_strdup(arena, incident->message);

	redact_queries(message);
	clock_format(opened, incident->opened);
	clock_format(closed, over ? incident->closed : incident->opened);
	*entry = (struct entry){
		.title = arena_printf(arena, "%s: %s", incident->source,
			over                   ? "all is well again"
			: incident->suspicious ? "the list looks broken"
					       : "cannot be read"),
		.abstract = arena_printf(arena, "%s\n\nSince %s%s%s.", message, opened,
			over ? ", until " : "", over ? closed : ""),
		.published = incident->opened,
		.listed = CLOCK_NONE,
		.first_seen = incident->opened,
		.updated = over ? incident->closed : incident->opened,
	};
	*out = (struct feed_entry){
		.entry = entry,
		.id = arena_printf(arena, "%sstatus/%lld", tag_prefix, (long long)incident->number),
	};
}

static int fill(struct feed *feed, struct arena *arena, struct store *store, const char *tag_prefix,
	struct err *err)
{
	struct incident *incidents;
	size_t count;

	if (health_first_run(store, &feed->updated, err) != 0 ||
		health_incidents(store, arena, &incidents, &count, LIMIT_INCIDENTS, err) != 0)
		return -1;
	feed->entries = arena_array(arena, count, sizeof(*feed->entries));
	for (size_t i = 0; i < count; i++) {
		describe(&feed->entries[i], arena, &incidents[i], tag_prefix);
		if (feed->entries[i].entry->updated > feed->updated)
			feed->updated = feed->entries[i].entry->updated;
	}
	feed->entry_count = count;
	return 0;
}

int incidents_render(struct documents *out, const struct site *site, struct err *err)
{
	struct feed feed = {
		.slug = INCIDENTS_SLUG,
		.site_title = site->title,
		.subtitle = "Sources that could not be read or look broken, and that recovered",
		.base_url = site->base_url,
		.author = site->author,
		.language = "en",
		.kinds = DOCUMENT_BIT(DOCUMENT_ATOM),
	};
	const char *tag_prefix;
	struct document document = {0};
	struct arena arena;
	struct buf bytes;
	int result;

	arena_init(&arena);
	buf_init(&bytes, LIMIT_DOCUMENT);
	tag_prefix = arena_printf(&arena, "tag:%s,%s:", site->tag_authority, site->tag_date);
	feed.id = arena_printf(&arena, "%sfeed/" INCIDENTS_SLUG, tag_prefix);
	feed.title = arena_printf(&arena, "%s: status of its sources", site->title);
	document.name = document_path(&arena, INCIDENTS_SLUG, 0, DOCUMENT_ATOM);
	result = fill(&feed, &arena, out->store, tag_prefix, err);
	document.entries = feed.entry_count;
	if (result == 0)
		result = write_atom(&bytes, &feed, err);
	if (result == 0)
		result = documents_add_small(out, &bytes, &document, err);
	buf_release(&bytes);
	arena_release(&arena);
	return result;
}
