/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "publish/publish.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/xalloc.h"
#include "model/document.h"
#include "model/limits.h"

#define NAME_LETTERS "abcdefghijklmnopqrstuvwxyz0123456789-"

/* "a-z0-9-" and an ending of letters, perhaps .gz behind it, in folders of "a-z0-9-": names come from
 * checked slugs, and are checked here again because they become paths */
static bool is_good_name(const char *name)
{
	size_t stem = strspn(name, NAME_LETTERS);
	size_t ending;

	if (stem && name[stem] == '/')
		return is_good_name(name + stem + 1);
	if (!stem || name[stem] != '.')
		return false;
	name += stem + 1;
	ending = strspn(name, "abcdefghijklmnopqrstuvwxyz");
	return ending && (!name[ending] || strcmp(name + ending, ".gz") == 0);
}

/* Whether a site publishes files of that name */
static bool is_document(const char *name)
{
	static const char *const more[] = {"css", "js", "svg"}; /* what pages are made of */
	const char *ending = name + strcspn(name, ".");
	size_t len;
	bool is = false;

	ending += *ending == '.';
	len = strcspn(ending, ".");
	for (size_t i = 0; i < DOCUMENT_KINDS + sizeof(more) / sizeof(*more); i++) {
		const char *kind = i < DOCUMENT_KINDS ? document_name((enum document_kind)i)
						      : more[i - DOCUMENT_KINDS];

		is = is || (len == strlen(kind) && strncmp(ending, kind, len) == 0);
	}
	return is && is_good_name(name);
}

/* Clears a folder of leftovers, and the folders in it that may be ours, depth levels of them in all.
 * Folders have no dot in their names and documents have one, so that no archive is looked at. */
static void clear_leftovers(int fd, unsigned depth)
{
	int again = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *folder = again < 0 ? NULL : fdopendir(again);
	struct dirent *item;
	int inner;

	folder_clear(fd, is_document);
	while (depth > 1 && folder && (item = readdir(folder))) {
		if (item->d_name[strspn(item->d_name, NAME_LETTERS)] ||
			folder_enter(&inner, fd, item->d_name, false, item->d_name, NULL) != 0)
			continue;
		clear_leftovers(inner, depth - 1);
		close(inner);
	}
	if (folder)
		closedir(folder);
	else if (again >= 0)
		close(again);
}

int publish_open(const struct publisher *publisher, struct err *err)
{
	int fd;

	if (publisher->dry)
		return 0;
	if (file_make_folder(publisher->folder, FILE_FOLDER, err) != 0 ||
		folder_open(&fd, publisher->folder, err) != 0)
		return -1;
	clear_leftovers(fd, LIMIT_OUTPUT_DEPTH);
	close(fd);
	return 0;
}

/* Where a document is, or would be: a name in an open folder */
struct spot {
	int folder;
	const char *name;
	char *path; /* what messages call it */
};

static void leave(struct spot *spot)
{
	if (spot->folder >= 0)
		close(spot->folder);
	free(spot->path);
}

/* From the output folder inwards, one name at a time. What is not there is ERR_MISSING unless it may
 * be made. spot is to be left, also after failure. */
static int reach(struct spot *spot, const struct publisher *publisher, const char *name, bool make,
	struct err *err)
{
	size_t output = strlen(publisher->folder) + 1;
	const char *slash;
	struct buf path;

	buf_init(&path, SIZE_MAX / 2);
	buf_printf(&path, "%s/%s", publisher->folder, name);
	*spot = (struct spot){.folder = -1, .name = name, .path = buf_take(&path)};
	if (folder_open(&spot->folder, publisher->folder, err) != 0)
		return -1;
	for (; (slash = strchr(spot->name, '/')); spot->name = slash + 1) {
		char *part = xstrndup(spot->name, (size_t)(slash - spot->name));
		char *inner = xstrndup(spot->path, output + (size_t)(slash - name));
		int above = spot->folder;
		int result = folder_enter(&spot->folder, above, part, make, inner, err);

		close(above);
		free(part);
		free(inner);
		if (result != 0)
			return -1;
	}
	return 0;
}

/* In nanoseconds; those that these do not reach are the last, or the first, that they do */
static int64_t time_of(const struct stat *st)
{
	const int64_t most = INT64_MAX / 1000000000 - 1;
	int64_t seconds = (int64_t)st->st_mtim.tv_sec;

	if (seconds > most)
		seconds = most;
	if (seconds < -most)
		seconds = -most;
	return seconds * 1000000000 + st->st_mtim.tv_nsec;
}

void publish_look(struct published *out, const struct publisher *publisher, const char *name)
{
	struct spot spot;
	struct stat st;

	*out = (struct published){0};
	if (reach(&spot, publisher, name, false, NULL) == 0 &&
		folder_look(&st, spot.folder, spot.name) && S_ISREG(st.st_mode))
		*out = (struct published){true, (int64_t)st.st_size, time_of(&st)};
	leave(&spot);
}

int publish_read(char **bytes, size_t *len, const struct publisher *publisher, const char *name,
	struct err *err)
{
	struct spot spot;
	int result;

	*bytes = NULL;
	*len = 0;
	if (!is_good_name(name))
		return err_set(err, ERR_CONFIG, name, "is no name for a document");
	result = reach(&spot, publisher, name, false, err);
	if (result == 0)
		result = folder_read(
			bytes, len, spot.folder, spot.name, LIMIT_DOCUMENT, spot.path, err);
	leave(&spot);
	return result;
}

/* Whether there is anything else than a file with these bytes. One that cannot be read is to be
 * replaced, as one that differs. */
static bool differs(const struct spot *spot, const void *bytes, size_t len)
{
	struct stat st;
	char *old;
	size_t old_len;
	bool same;

	if (!folder_look(&st, spot->folder, spot->name) || !S_ISREG(st.st_mode) ||
		(uintmax_t)st.st_size != len)
		return true;
	if (folder_read(&old, &old_len, spot->folder, spot->name, LIMIT_DOCUMENT, spot->path,
		    NULL) != 0)
		return true;
	same = old_len == len && memcmp(old, bytes, len) == 0;
	free(old);
	return !same;
}

/* What is there that is no file: a link could lead out of the folder, a pipe lets readers wait */
static int replace(const struct spot *spot, const void *bytes, size_t len, struct err *err)
{
	struct stat st;
	bool strange = folder_look(&st, spot->folder, spot->name) && !S_ISREG(st.st_mode);

	if (strange && S_ISDIR(st.st_mode))
		return err_set(err, ERR_SYSTEM, spot->path,
			"is in the way and no file of ours: move it away");
	if (folder_replace(spot->folder, spot->name, FILE_PUBLIC, bytes, len, spot->path, err) != 0)
		return -1;
	if (strange)
		log_warning(spot->path,
			"was a link or pipe and no file of ours: the document is in its place now");
	return 0;
}

/* What a dry run cannot reach is for the real one to fail at */
int publish_file(bool *changed, const struct publisher *publisher, const char *name,
	const void *bytes, size_t len, struct err *err)
{
	struct spot spot;
	int result;

	*changed = false;
	if (!is_good_name(name))
		return err_set(err, ERR_CONFIG, name, "is no name for a document");
	result = reach(&spot, publisher, name, !publisher->dry, err);
	*changed = result != 0 || differs(&spot, bytes, len);
	if (publisher->dry)
		result = 0;
	else if (result == 0 && *changed)
		result = replace(&spot, bytes, len, err);
	leave(&spot);
	return result;
}

/* Removes the folders that name leads through, from the innermost, as long as they are empty */
static void remove_folders(const struct publisher *publisher, const char *name)
{
	char *folder = xstrdup(name);
	char *slash;
	int result = 0;

	while (result == 0 && (slash = strrchr(folder, '/'))) {
		struct spot spot;

		*slash = '\0';
		result = reach(&spot, publisher, folder, false, NULL);
		if (result == 0)
			result = unlinkat(spot.folder, spot.name, AT_REMOVEDIR);
		leave(&spot);
	}
	free(folder);
}

int publish_remove(
	bool *removed, const struct publisher *publisher, const char *name, struct err *err)
{
	struct err why = {0};
	struct spot spot;
	struct stat st;
	int result;

	*removed = false;
	if (!is_good_name(name))
		return err_set(err, ERR_CONFIG, name, "is no name for a document");
	result = reach(&spot, publisher, name, false, &why);
	if (result == 0)
		*removed = folder_look(&st, spot.folder, spot.name) && S_ISREG(st.st_mode);
	else if (why.code == ERR_MISSING)
		result = 0;
	else if (err)
		*err = why;
	if (*removed && !publisher->dry) {
		if (unlinkat(spot.folder, spot.name, 0) != 0)
			result = err_set_unwritable(err, spot.path, "cannot be removed");
		else
			remove_folders(publisher, name);
	}
	leave(&spot);
	return result;
}
