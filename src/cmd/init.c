/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "cmd/init.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "base/xalloc.h"
#include "cmd/cmd.h"
#include "config/datadir.h"
#include "config/path.h"
#include "model/limits.h"

#define MAIN_FILE "paperroute.ini"
#define TAG_DATE  "\ntag_date"

struct copy {
	struct arena arena;
	const char *from;  /* the shipped site */
	const char *to;    /* the new one */
	const char **made; /* every file and folder that was made, in that order */
	size_t count;
	size_t cap;
	size_t topics;
};

/* --- making, and taking back --- */

static void remember(struct copy *copy, const char *path)
{
	copy->made = xgrow(copy->made, &copy->cap, copy->count + 1, sizeof(*copy->made));
	copy->made[copy->count++] = path;
}

static void take_back(struct copy *copy)
{
	while (copy->count)
		(void)remove(copy->made[--copy->count]);
}

static int make_folder(struct copy *copy, const char *path, struct err *err)
{
	if (mkdir(path, FILE_FOLDER) == 0)
		remember(copy, path);
	else if (errno != EEXIST)
		return err_set_errno(err, path, "the folder cannot be made");
	return 0;
}

/* The new site's folder and those above it */
static int make_folders(struct copy *copy, struct err *err)
{
	for (const char *at = copy->to + 1; *at; at++) {
		if (*at == '/' &&
			make_folder(copy,
				arena_strndup(&copy->arena, copy->to, (size_t)(at - copy->to)),
				err) != 0)
			return -1;
	}
	return make_folder(copy, copy->to, err);
}

static int write_file(struct copy *copy, const char *dir, const char *name, const struct buf *bytes,
	struct err *err)
{
	remember(copy, path_join(&copy->arena, dir, name));
	return file_replace(dir, name, FILE_EDITED, bytes->len ? bytes->data : "", bytes->len, err);
}

/* --- what is copied --- */

/* The first name in the folder, so that the same folder always gives the same message; NULL when it
 * is empty */
static const char *first_name(struct copy *copy, DIR *folder)
{
	const char *first = NULL;
	struct dirent *item;

	while ((item = readdir(folder))) {
		if (strcmp(item->d_name, ".") == 0 || strcmp(item->d_name, "..") == 0)
			continue;
		if (!first || strcmp(item->d_name, first) < 0)
			first = arena_strdup(&copy->arena, item->d_name);
	}
	return first;
}

static int check_target(struct copy *copy, struct err *err)
{
	DIR *folder = opendir(copy->to);
	const char *name;

	if (!folder && errno == ENOENT)
		return 0;
	if (!folder && errno == ENOTDIR)
		return err_set(err, ERR_SYSTEM, copy->to,
			"is a file, or in one: init needs a new folder, or an empty one");
	if (!folder)
		return err_set_errno(err, copy->to, "the folder cannot be read");
	name = first_name(copy, folder);
	closedir(folder);
	if (name)
		return err_set(err, ERR_SYSTEM, copy->to,
			"there is %s in it: init needs a new folder, or an empty one", name);
	return 0;
}

static int read_file(
	struct copy *copy, struct buf *out, const char *dir, const char *name, struct err *err)
{
	char *bytes;
	size_t len;

	if (file_read(&bytes, &len, path_join(&copy->arena, dir, name), LIMIT_BODY, err) != 0)
		return -1;
	buf_put(out, bytes, len);
	free(bytes);
	return 0;
}

static int copy_file(
	struct copy *copy, const char *from, const char *to, const char *name, struct err *err)
{
	struct buf bytes;
	int result;

	buf_init(&bytes, LIMIT_BODY);
	result = read_file(copy, &bytes, from, name, err);
	if (result == 0)
		result = write_file(copy, to, name, &bytes, err);
	buf_release(&bytes);
	return result;
}

static bool is_wanted(struct copy *copy, const char *dir, const char *name, const char *ending)
{
	size_t len = strlen(name);
	struct stat st;

	if (*name == '.' || len < strlen(ending) ||
		strcmp(name + len - strlen(ending), ending) != 0)
		return false;
	return stat(path_join(&copy->arena, dir, name), &st) == 0 && S_ISREG(st.st_mode);
}

/* The files of one folder of the site whose names have that ending; *count is how many */
static int copy_folder(
	struct copy *copy, size_t *count, const char *name, const char *ending, struct err *err)
{
	const char *from = path_join(&copy->arena, copy->from, name);
	const char *to = path_join(&copy->arena, copy->to, name);
	DIR *folder = opendir(from);
	struct dirent *item;
	int result;

	*count = 0;
	if (!folder)
		return err_set_errno(err, from, "the folder cannot be read");
	result = make_folder(copy, to, err);
	while (result == 0 && (item = readdir(folder))) {
		if (!is_wanted(copy, from, item->d_name, ending))
			continue;
		result = copy_file(copy, from, to, item->d_name, err);
		++*count;
	}
	closedir(folder);
	return result;
}

/* paperroute.ini with another tag_date */
static int copy_main_file(struct copy *copy, int64_t now, struct err *err)
{
	struct civil civil;
	struct buf old, new;
	const char *at;
	int result;

	clock_to_civil(&civil, now);
	buf_init(&old, LIMIT_BODY);
	buf_init(&new, LIMIT_BODY);
	result = read_file(copy, &old, copy->from, MAIN_FILE, err);
	at = strstr(buf_str(&old), TAG_DATE);
	if (result == 0 && !at)
		result = err_set(err, ERR_FORMAT, copy->from, "its " MAIN_FILE " has no tag_date");
	if (result == 0 && at) {
		at += strlen(TAG_DATE);
		at += strspn(at, " \t=");
		buf_put(&new, old.data, (size_t)(at - old.data));
		buf_printf(&new, "%04d-%02d", civil.year, civil.month);
		at += strspn(at, "0123456789-");
		buf_put(&new, at, old.len - (size_t)(at - old.data));
		result = write_file(copy, copy->to, MAIN_FILE, &new, err);
	}
	buf_release(&old);
	buf_release(&new);
	return result;
}

/* paperroute.ini is last: without it the folder is no site */
static int copy_site(struct copy *copy, int64_t now, struct err *err)
{
	size_t samples;
	size_t presets;

	if (make_folders(copy, err) != 0 ||
		copy_folder(copy, &copy->topics, "topics", ".ini", err) != 0 ||
		copy_folder(copy, &samples, "sample", "", err) != 0 ||
		copy_folder(copy, &presets, "sources", ".ini", err) != 0 ||
		copy_file(copy, copy->from, copy->to, "lists.ini", err) != 0)
		return -1;
	return copy_main_file(copy, now, err);
}

int init_site(size_t *topics, const char *dir, int64_t now, struct err *err)
{
	struct copy copy = {0};
	size_t len = strlen(dir);
	int result = -1;

	while (len > 1 && dir[len - 1] == '/')
		len--;
	arena_init(&copy.arena);
	copy.to = arena_strndup(&copy.arena, dir, len);
	if (datadir_find(&copy.from, &copy.arena, err) != 0 || check_target(&copy, err) != 0)
		goto out;
	result = copy_site(&copy, now, err);
	if (result != 0)
		take_back(&copy);
	*topics = copy.topics;
out:
	free(copy.made);
	arena_release(&copy.arena);
	return result;
}

enum outcome cmd_init(const struct cmd_context *context, int argc, char **argv, struct err *err)
{
	struct err why;
	size_t topics;

	if (argc != 2 || !*argv[1] || *argv[1] == '-') {
		err_set(err, ERR_USAGE, argv[0], "needs the name of one folder: init DIR");
		return OUTCOME_FAILED;
	}
	if (init_site(&topics, argv[1], context->now, &why) != 0) {
		log_err(&why);
		return OUTCOME_FAILED;
	}
	log_progress(argv[1],
		"a site with %zu topics: look at its " MAIN_FILE
		", then call \"paperroute -C %s run\"",
		topics, argv[1]);
	return OUTCOME_DONE;
}
