/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/load.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/xalloc.h"
#include "config/lists.h"
#include "config/path.h"
#include "config/preset.h"
#include "config/site.h"
#include "config/topic.h"
#include "model/limits.h"

#define ENDING ".ini"

/* Documents that are no topic's, now or by the plan */
static const char *const reserved[] = {"all", "status", "index", "about", "archive"};

/* Names that Windows has for devices, whatever their ending: a copy of the feeds there would lack them.
 * com and lpt stand for those with a digit behind them. */
static const char *const devices[] = {"con", "prn", "aux", "nul", "com", "lpt"};

/* The folder topics while it is read */
struct topics {
	struct arena *arena;
	const char *folder;
	struct problems *problems;
	const char **slugs; /* the names of its files, without their ending */
	size_t count;
	size_t cap;
};

static void tell(
	struct problems *problems, enum severity severity, const char *where, const char *what)
{
	problems_add(problems, severity, where, 0, 0, "%s", what);
}

/* --- names of topics --- */

static bool is_device(const char *slug)
{
	size_t len = strlen(slug);
	bool digit = len == 4 && slug[3] >= '1' && slug[3] <= '9';

	for (size_t i = 0; i < sizeof(devices) / sizeof(*devices); i++) {
		bool numbered = strcmp(devices[i], "com") == 0 || strcmp(devices[i], "lpt") == 0;

		if (strncmp(slug, devices[i], 3) == 0 && (numbered ? digit : len == 3))
			return true;
	}
	return false;
}

/* It becomes the name of a file and of a column's value: checked, never cleaned. Returns what is
 * wrong with it, or NULL. */
static const char *check_slug(struct arena *arena, const char *slug)
{
	static const char first[] = "abcdefghijklmnopqrstuvwxyz0123456789";
	static const char others[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

	if (!*slug || !strchr(first, *slug) || slug[strspn(slug, others)])
		return "the feed is named after this file: use a-z, 0-9 and -, with a letter or "
		       "digit first";
	if (strlen(slug) > LIMIT_NAME)
		return arena_printf(arena,
			"the feed is named after this file: use at most %d characters before .ini",
			LIMIT_NAME);
	for (size_t i = 0; i < sizeof(reserved) / sizeof(*reserved); i++) {
		if (strcmp(slug, reserved[i]) == 0)
			return arena_printf(arena,
				"%s is the name of another document of the site: choose one of "
				"its own",
				slug);
	}
	if (is_device(slug))
		return arena_printf(arena,
			"%s is a device's name on Windows, which has no file %s.atom: choose "
			"another one",
			slug, slug);
	return NULL;
}

static void add_file(struct topics *topics, const char *name)
{
	size_t len = strlen(name);
	const char *ending = len > strlen(ENDING) ? name + len - strlen(ENDING) : "";

	if (*name == '.' || strcasecmp(ending, ENDING) != 0)
		return;
	if (strcmp(ending, ENDING) != 0) {
		tell(topics->problems, SEVERITY_WARNING,
			path_join(topics->arena, topics->folder, name),
			"is not read: its name has to end in " ENDING " in small letters");
		return;
	}
	topics->slugs =
		xgrow(topics->slugs, &topics->cap, topics->count + 1, sizeof(*topics->slugs));
	topics->slugs[topics->count++] = arena_strndup(topics->arena, name, len - strlen(ENDING));
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int list_files(struct topics *topics)
{
	DIR *folder = opendir(topics->folder);
	struct dirent *item;

	if (!folder) {
		problems_add(topics->problems, SEVERITY_ERROR, topics->folder, 0, 0,
			"the folder of topics cannot be opened: %s", strerror(errno));
		return -1;
	}
	while ((item = readdir(folder)))
		add_file(topics, item->d_name);
	closedir(folder);
	if (topics->count)
		qsort(topics->slugs, topics->count, sizeof(*topics->slugs), by_bytes);
	return 0;
}

/* --- files --- */

static void read_topics(struct site *out, struct topics *topics, bool known_sources)
{
	if (list_files(topics) != 0)
		return;
	if (!topics->count)
		tell(topics->problems, SEVERITY_WARNING, topics->folder,
			"holds no NAME" ENDING ", so that there is no feed but that of all papers");
	out->topics = arena_array(topics->arena, topics->count, sizeof(*out->topics));
	for (size_t i = 0; i < topics->count; i++) {
		const char *slug = topics->slugs[i];
		const char *path = path_join(topics->arena, topics->folder,
			arena_printf(topics->arena, "%s" ENDING, slug));
		const char *wrong;

		if (i == LIMIT_TOPICS) {
			problems_add(topics->problems, SEVERITY_ERROR, path, 0, 0,
				"more than %d topics: divide them among several sites",
				LIMIT_TOPICS);
			break;
		}
		topic_read(&out->topics[out->topic_count], topics->arena, path, slug, out,
			known_sources, topics->problems);
		wrong = check_slug(topics->arena, slug);
		if (wrong)
			problems_add(topics->problems, SEVERITY_ERROR, path, 1, 1, "%s", wrong);
		else
			out->topic_count++;
	}
}

/* The one mistake that a person makes who has no site yet, or stands beside it */
static void tell_missing(struct problems *problems, const char *path, const char *file)
{
	if (file)
		tell(problems, SEVERITY_ERROR, path, "there is no such file");
	else
		tell(problems, SEVERITY_ERROR, path,
			"there is no site here: make one with \"paperroute init DIR\", or name its "
			"folder with -C DIR");
}

int config_load(struct site *out, struct arena *arena, const char *folder, const char *file,
	struct problems *problems)
{
	const char *path = file ? file : path_join(arena, folder, "paperroute.ini");
	const char *lists = path_join(arena, folder, "lists.ini");
	const char *rules = path_join(arena, folder, "rules.ini");
	struct topics topics = {
		.arena = arena,
		.folder = path_join(arena, folder, "topics"),
		.problems = problems,
	};
	size_t errors;
	int result;

	*out = (struct site){.folder = folder};
	if (!file_exists(path)) {
		tell_missing(problems, path, file);
		return -1;
	}
	preset_read_all(out, arena, problems);
	errors = problems->errors;
	site_read(out, arena, path, problems);
	result = problems->errors == errors ? 0 : -1;
	if (file_exists(lists))
		lists_read(out, arena, lists, problems);
	if (file_exists(rules))
		topic_read_common(out, arena, rules, problems);
	read_topics(out, &topics, result == 0);
	free(topics.slugs);
	return result;
}
