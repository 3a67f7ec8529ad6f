/* SPDX-License-Identifier: ISC */
/*
 * A world as the files of a site.
 */
#include "config.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <check.h>
#include <jansson.h>

#include "base/buf.h"
#include "base/clock.h"
#include "pipeline/world.h"

static const char *const source_names[SOURCE_COUNT] = {"numbered", "mirror", "journal", "plain"};

static void put_file(const char *folder, const char *name, const char *text)
{
	char path[512];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "w");
	ck_assert_msg(file && fputs(text, file) >= 0 && fclose(file) == 0, "%s", path);
}

/* --- texts --- */

/* The same letters and digits with other marks */
static void put_marked(struct buf *out, const char *text, unsigned marks)
{
	bool begins = true;

	for (; *text; text++) {
		if (marks == 1 && *text == ' ' && text[1] == 'a')
			buf_puts(out, ", ");
		else if (marks == 2 && begins)
			buf_putc(out, (char)toupper((unsigned char)*text));
		else
			buf_putc(out, *text);
		begins = *text == ' ';
	}
	if (marks == 3)
		buf_puts(out, " (!)");
}

static json_t *marked(const struct buf *text, unsigned marks)
{
	struct buf out;
	json_t *value;

	buf_init(&out, 2000);
	put_marked(&out, buf_str(text), marks);
	value = json_string(buf_str(&out));
	buf_release(&out);
	return value;
}

static json_t *title_of(const struct paper *paper, unsigned number, unsigned version)
{
	struct buf text;
	json_t *value;

	buf_init(&text, 1000);
	buf_printf(&text, "remarks about the case q%u and all of it", number);
	if (!paper->fixed && version)
		buf_printf(&text, ", written %u times anew", version / 2);
	value = marked(&text, paper->marks);
	buf_release(&text);
	return value;
}

static json_t *abstract_of(const struct paper *paper, unsigned version)
{
	struct buf text;
	json_t *value;

	buf_init(&text, 1000);
	buf_puts(&text, "we look at an example");
	for (unsigned i = 0; i < WORLD_WORDS; i++) {
		if (paper->words & 1U << i)
			buf_printf(&text, " and %s", world_words[i]);
	}
	buf_printf(&text, " as in edition %u", version);
	value = marked(&text, paper->marks);
	buf_release(&text);
	return value;
}

/* --- lists --- */

static void set_day(json_t *object, const char *name, int64_t day)
{
	char text[CLOCK_RFC3339_SIZE];

	clock_format(text, day);
	json_object_set_new(object, name, json_string(text));
}

/* Before the number, and what the number is made of */
static void set_number(
	json_t *object, const char *name, const char *before, int width, unsigned number)
{
	char text[200];

	snprintf(text, sizeof(text), "%s%0*u", before, width, number);
	json_object_set_new(object, name, json_string(text));
}

/* The listing of the paper, but for what tells who it is */
static json_t *listing(const struct paper *paper, unsigned number, unsigned version)
{
	json_t *object = json_object();

	json_object_set_new(object, "title", title_of(paper, number, version));
	json_object_set_new(object, "abstract", abstract_of(paper, version));
	json_object_set_new(object, "authors", json_pack("[s, s]", "Ada Adams", "Bo Burr"));
	json_object_set_new(object, "votes", json_integer(paper->votes));
	if (paper->dated)
		set_day(object, "listed", paper->day);
	return object;
}

static void list_numbered(json_t *list, const struct paper *paper, unsigned number, bool first)
{
	for (unsigned i = 0; i < (paper->twice ? 2 : 1); i++) {
		bool old = paper->twice && (i == 0) == first && paper->version;
		json_t *object = listing(paper, number, paper->version - old);

		set_number(object, "id", "2401.", 5, number + 1);
		json_array_append_new(list, object);
	}
}

static void list_mirror(json_t *list, const struct paper *paper, unsigned number)
{
	json_t *object = listing(paper, number, paper->version);

	set_number(object, "doi", "10.5555/q", 1, number);
	if (paper->dated)
		set_day(object, "published", paper->day - 3 * CLOCK_DAY);
	if (paper->knows_number)
		set_number(object, "link", "https://arxiv.org/abs/2401.", 5, number + 1);
	json_array_append_new(list, object);
}

static void list_journal(
	json_t *list, const struct paper *paper, unsigned number, const char *address)
{
	json_t *object = listing(paper, number, paper->version);

	set_number(object, "link", address, 1, number);
	if (paper->knows_doi)
		set_number(object, "doi", "10.5555/q", 1, number);
	json_array_append_new(list, object);
}

static void list_plain(json_t *list, const struct paper *paper, unsigned number)
{
	json_array_append_new(list, json_pack("{s:o}", "title", title_of(paper, number, 0)));
}

static void list(json_t *out, const struct world *world, enum world_source source, unsigned number)
{
	const struct paper *paper = &world->papers[number];

	if (!world_lists(world, number, source))
		return;
	if (source == SOURCE_NUMBERED)
		list_numbered(out, paper, number, world->order % 2);
	if (source == SOURCE_MIRROR)
		list_mirror(out, paper, number);
	if (source == SOURCE_JOURNAL)
		list_journal(out, paper, number, "https://journal.example.net/papers/q");
	if (source == SOURCE_JOURNAL && paper->two_places)
		list_journal(out, paper, number, "https://press.example.net/works/q");
	if (source == SOURCE_PLAIN)
		list_plain(out, paper, number);
}

static void put_list(const struct world *world, enum world_source source, const char *folder)
{
	json_t *out = json_array();
	char name[64];
	char *text;

	for (unsigned i = 0; i < world->count; i++)
		list(out, world, source, (i + world->order) % world->count);
	snprintf(name, sizeof(name), "%s.json", source_names[source]);
	text = json_dumps(out, JSON_COMPACT);
	/* a list of nothing is a quiet day, a file of nothing a fault */
	put_file(folder, name, world->empty[source] && world->order % 2 ? "" : text);
	free(text);
	json_decref(out);
}

/* --- settings --- */

static void put_topic(const struct world *world, unsigned number, const char *folder)
{
	const struct topic_truth *topic = &world->topics[number];
	char name[64], path[512];
	struct buf text;

	snprintf(name, sizeof(name), "topics/%s.ini", world_topics[number]);
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	if (!topic->there) {
		unlink(path);
		return;
	}
	buf_init(&text, 10000);
	buf_printf(&text, "[feed]\ntitle = All about %s\nthreshold = %u\npriority = %d\n",
		world_topics[number], 5 * topic->least, topic->priority);
	if (topic->exclusive)
		buf_puts(&text, "exclusive = yes\n");
	if (topic->catch_all)
		buf_puts(&text, "catch_all = yes\n");
	if (topic->min_votes)
		buf_printf(&text, "min_votes = %u\n", topic->min_votes);
	for (unsigned i = 0; i < WORLD_WORDS; i++) {
		if (topic->words & 1U << i)
			buf_printf(&text, "[rule %s]\nmatch = %s\nscore = 5\n", world_words[i],
				world_words[i]);
	}
	if (topic->broken)
		buf_puts(&text, "[rule broken]\nmatch = (a\n");
	put_file(folder, name, buf_str(&text));
	buf_release(&text);
}

static void put_settings(const struct world *world, const char *folder)
{
	struct buf text;

	buf_init(&text, 10000);
	buf_printf(&text,
		"[site]\ntitle = A world of chance\nbase_url = https://feeds.example.net/\n"
		"tag_authority = feeds.example.net\ntag_date = 2024-12\nauthor = Chance\n"
		"entries = %u\nformats = opml%s%s%s%s\nprecompress = %s\n",
		world->entries, world->atom ? ", atom" : "", world->json ? ", json" : "",
		world->rss ? ", rss" : "", world->pages ? ", html" : "",
		world->packed ? "yes" : "no");
	for (int i = 0; i < SOURCE_COUNT; i++)
		buf_printf(&text, "[source %s]\npath = %s.json\npreset = papers-jsonl\n",
			source_names[i], source_names[i]);
	buf_puts(&text, "link = https://search.example.net/?q={title}\n"); /* of the last, plain */
	put_file(folder, "paperroute.ini", buf_str(&text));
	buf_release(&text);
}

void world_write(const struct world *world, const char *folder)
{
	char topics[512];

	snprintf(topics, sizeof(topics), "%s/topics", folder);
	mkdir(folder, 0777);
	mkdir(topics, 0777);
	put_settings(world, folder);
	for (unsigned i = 0; i < WORLD_TOPICS; i++)
		put_topic(world, i, folder);
	for (int i = 0; i < SOURCE_COUNT; i++)
		put_list(world, (enum world_source)i, folder);
}
