/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "write/paper.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "model/limits.h"
#include "write/html.h"
#include "write/mark.h"

/* Characters of a title in a list: real ones have fewer */
#define LIST_TITLE 200

int64_t paper_day(const struct entry *entry)
{
	int64_t when = entry->listed != CLOCK_NONE ? entry->listed : entry->first_seen;

	return clock_day(when) / CLOCK_DAY;
}

static bool is_new(const struct paper_place *place, const struct entry *entry)
{
	return place->newest != CLOCK_NONE && paper_day(entry) > place->newest - PAGE_NEW_DAYS;
}

static int by_slug(const void *slug, const void *topic)
{
	return strcmp(slug, ((const struct topic *)topic)->slug);
}

/* The topic's title as a link to its page; of a topic that is gone its name */
static void put_topic(struct xml *xml, const struct paper_place *place, const char *slug)
{
	const struct topic *topic = place->site->topic_count ? bsearch(slug, place->site->topics,
								       place->site->topic_count,
								       sizeof(*topic), by_slug)
							     : NULL;
	struct arena arena;

	if (!topic) {
		xml_text(xml, slug);
		return;
	}
	arena_init(&arena);
	html_link(xml, NULL, arena_printf(&arena, "%s%s.html", place->root, slug), topic->title);
	arena_release(&arena);
}

/* --- title and authors --- */

static void put_title(struct xml *xml, const struct paper_place *place, const struct entry *entry,
	const struct mark *mark, const char *element)
{
	xml_begin(xml, element);
	if (entry->link) {
		xml_begin(xml, "a");
		xml_attribute(xml, "href", entry->link);
	}
	xml_begin(xml, "bdi");
	mark_put(xml, mark, entry->title, strlen(entry->title));
	xml_end(xml);
	if (entry->link)
		xml_end(xml);
	if (is_new(place, entry)) {
		xml_text(xml, " ");
		html_element(xml, "span", "new", "new");
	}
	xml_end(xml);
	html_line(xml);
}

static void put_authors(struct xml *xml, const struct entry *entry, struct arena *arena)
{
	size_t named =
		entry->author_count < LIMIT_FEED_AUTHORS ? entry->author_count : LIMIT_FEED_AUTHORS;
	size_t total = entry->author_total > entry->author_count ? entry->author_total
								 : entry->author_count;

	if (!total)
		return;
	html_begin(xml, "p", "by");
	for (size_t i = 0; i < named; i++) {
		if (i)
			xml_text(xml, ", ");
		xml_element(xml, "bdi", entry->authors[i]);
	}
	if (total > named)
		xml_text(
			xml, arena_printf(arena, named ? " and %s" : "%s",
				     html_count(arena, total - named, named ? "other" : "author")));
	xml_end(xml);
	html_line(xml);
}

/* --- the rest --- */

static void put_abstract(struct xml *xml, const char *abstract, const struct mark *mark)
{
	if (!abstract)
		return;
	html_begin(xml, "div", "abstract");
	xml_attribute(xml, "dir", "auto");
	while (*abstract) {
		const char *end = strstr(abstract, "\n\n");
		size_t len = end ? (size_t)(end - abstract) : strlen(abstract);

		xml_begin(xml, "p");
		mark_put(xml, mark, abstract, len);
		xml_end(xml);
		abstract += len + (end ? 2 : 0);
	}
	xml_end(xml);
	html_line(xml);
}

static void put_links(struct xml *xml, const struct entry *entry, struct arena *arena)
{
	const struct {
		const char *label;
		const char *href;
	} links[] = {
		{"Paper", entry->link},
		{"PDF", entry->pdf},
		{"Code", entry->code},
		{"Discussion", entry->discussion},
	};
	bool any = entry->votes > 0;

	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++)
		any = any || links[i].href;
	if (!any)
		return;
	html_begin(xml, "ul", "links");
	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++) {
		if (!links[i].href)
			continue;
		xml_begin(xml, "li");
		html_link(xml, NULL, links[i].href, links[i].label);
		xml_end(xml);
	}
	if (entry->votes)
		html_element(xml, "li", "votes", html_count(arena, (size_t)entry->votes, "vote"));
	xml_end(xml);
	html_line(xml);
}

static void put_reason(struct xml *xml, const struct reason *reason, struct arena *arena)
{
	html_element(xml, "b", NULL, reason->rule);
	xml_text(xml, arena_printf(arena, " %+d", reason->points));
	if (!reason->text)
		return;
	xml_text(xml, ", ");
	xml_begin(xml, "q");
	xml_element(xml, "bdi", reason->text);
	xml_end(xml);
	xml_text(xml, arena_printf(arena, " in the %s", reason->field));
}

/* "10 points: methods +10, “DPO” in the title" */
static void put_route(struct xml *xml, const struct paper_place *place, const struct route *route,
	struct arena *arena)
{
	bool own = strcmp(route->topic, place->slug) == 0;

	html_begin(xml, "p", "why");
	if (own) {
		xml_text(xml, "Here");
	} else {
		xml_text(xml, "In ");
		put_topic(xml, place, route->topic);
	}
	xml_text(xml, arena_printf(arena, " with %d point%s", route->points,
			      route->points == 1 ? "" : "s"));
	for (size_t i = 0; i < route->reason_count; i++) {
		xml_text(xml, i ? "; " : ": ");
		put_reason(xml, &route->reasons[i], arena);
	}
	xml_text(xml, ".");
	xml_end(xml);
	html_line(xml);
}

/* A page of a topic tells its own reasons, and in which others the paper is; that of all papers tells
 * the reasons of every topic. */
static void put_why(struct xml *xml, const struct paper_place *place,
	const struct feed_entry *entry, struct arena *arena)
{
	bool all = strcmp(place->slug, "all") == 0;
	size_t own = 0;

	if (!entry->route_count) {
		html_block(xml, "p", "why",
			all ? "In no topic." : "Here by rules that the topic no longer has.");
		return;
	}
	for (size_t i = 0; i < entry->route_count; i++) {
		if (!all && strcmp(entry->routes[i].topic, place->slug) != 0)
			continue;
		put_route(xml, place, &entry->routes[i], arena);
		own++;
	}
	if (all)
		return;
	if (!own)
		html_block(xml, "p", "why", "Here by rules that the topic no longer has.");
	if (own == entry->route_count)
		return;
	html_begin(xml, "p", "why");
	xml_text(xml, "Also in ");
	for (size_t i = 0, told = 0; i < entry->route_count; i++) {
		if (strcmp(entry->routes[i].topic, place->slug) == 0)
			continue;
		xml_text(xml, told++ ? ", " : "");
		put_topic(xml, place, entry->routes[i].topic);
	}
	xml_text(xml, ".");
	xml_end(xml);
	html_line(xml);
}

void paper_put(struct xml *xml, const struct paper_place *place, const struct feed_entry *entry)
{
	struct arena arena;
	struct mark mark;

	arena_init(&arena);
	mark_collect(&mark, &arena, entry);
	html_begin(xml, "article", "paper");
	html_line(xml);
	put_title(xml, place, entry->entry, &mark, "h3");
	put_authors(xml, entry->entry, &arena);
	if (!place->brief)
		put_abstract(xml, entry->entry->abstract, &mark);
	put_links(xml, entry->entry, &arena);
	put_why(xml, place, entry, &arena);
	xml_end(xml);
	html_line(xml);
	arena_release(&arena);
}

/* A title that a list has room for: longer ones end in three dots */
static const char *cut(struct arena *arena, const char *title)
{
	size_t len = utf8_prefix(title, LIST_TITLE);

	return title[len] ? arena_printf(arena, "%.*s…", (int)len, title) : title;
}

void paper_put_item(
	struct xml *xml, const struct paper_place *place, const struct feed_entry *entry)
{
	struct entry brief = *entry->entry;
	struct mark none = {0};
	struct arena arena;

	arena_init(&arena);
	brief.title = cut(&arena, brief.title);
	xml_begin(xml, "li");
	put_title(xml, place, &brief, &none, "p");
	arena_release(&arena);
	if (entry->route_count) {
		html_begin(xml, "p", "why");
		for (size_t i = 0; i < entry->route_count; i++) {
			xml_text(xml, i ? ", " : "");
			put_topic(xml, place, entry->routes[i].topic);
		}
		xml_end(xml);
	}
	xml_end(xml);
	html_line(xml);
}
