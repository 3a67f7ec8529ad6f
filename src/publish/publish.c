/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "publish/publish.h"

#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/xalloc.h"
#include "model/limits.h"

#define NAME_LETTERS "abcdefghijklmnopqrstuvwxyz0123456789-"

/* Clears path of leftovers, and the folders in it that may be ours, depth levels of them in all. Folders
 * have no dot in their names and documents have one, so that no archive is looked at. */
static void clear_leftovers(const char *path, unsigned depth)
{
	DIR *folder = opendir(path);
	struct dirent *item;

	file_remove_leftovers(path);
	while (depth > 1 && folder && (item = readdir(folder))) {
		struct buf inner;
		struct stat st;

		if (item->d_name[strspn(item->d_name, NAME_LETTERS)])
			continue;
		buf_init(&inner, SIZE_MAX / 2);
		buf_printf(&inner, "%s/%s", path, item->d_name);
		if (lstat(buf_str(&inner), &st) == 0 && S_ISDIR(st.st_mode))
			clear_leftovers(buf_str(&inner), depth - 1);
		buf_release(&inner);
	}
	if (folder)
		closedir(folder);
}

int publish_open(const struct publisher *publisher, struct err *err)
{
	if (publisher->dry)
		return 0;
	if (file_make_folder(publisher->folder, err) != 0)
		return -1;
	clear_leftovers(publisher->folder, LIMIT_OUTPUT_DEPTH);
	return 0;
}

/* The bytes of name up to its last slash; 0 when it has none */
static size_t folder_length(const char *name)
{
	const char *slash = strrchr(name, '/');

	return slash ? (size_t)(slash - name) : 0;
}

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

/* No folder between output and the document may be a link: it could lead out of there. *path is of
 * the document. */
static int check_folders(char *path, size_t output, struct err *err)
{
	struct stat st;
	int result = 0;

	for (char *slash = strchr(path + output + 1, '/'); slash && result == 0;
		slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (lstat(path, &st) == 0 && !S_ISDIR(st.st_mode))
			result = err_set(err, ERR_SYSTEM, path,
				"is in the way and no folder of ours: move it away");
		*slash = '/';
	}
	return result;
}

/* Whether the file at path has other bytes than these, or is not there. Only a regular file may be
 * there: a link could lead out of the folder. */
static int differs(bool *out, const char *path, const void *bytes, size_t len, struct err *err)
{
	struct stat st;
	char *old;
	size_t old_len;

	*out = true;
	if (lstat(path, &st) != 0)
		return errno == ENOENT || errno == ENOTDIR
			       ? 0
			       : err_set_errno(err, path, "cannot be read");
	if (!S_ISREG(st.st_mode))
		return err_set(
			err, ERR_SYSTEM, path, "is in the way and no file of ours: move it away");
	if ((uintmax_t)st.st_size != len)
		return 0;
	if (file_read(&old, &old_len, path, LIMIT_DOCUMENT, err) != 0)
		return -1;
	*out = old_len != len || memcmp(old, bytes, len) != 0;
	free(old);
	return 0;
}

void publish_look(struct published *out, const struct publisher *publisher, const char *name)
{
	struct buf path;
	struct stat st;

	*out = (struct published){0};
	buf_init(&path, SIZE_MAX / 2);
	buf_printf(&path, "%s/%s", publisher->folder, name);
	if (lstat(buf_str(&path), &st) == 0 && S_ISREG(st.st_mode))
		*out = (struct published){true, (int64_t)st.st_size,
			(int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec};
	buf_release(&path);
}

/* Writes the document at path, whose folder has folder_len bytes */
static int put(const char *path, size_t folder_len, const void *bytes, size_t len, struct err *err)
{
	char *folder = xstrndup(path, folder_len);
	int result = file_make_folder(folder, err);

	if (result == 0)
		result = file_replace(folder, path + folder_len + 1, bytes, len, err);
	free(folder);
	return result;
}

int publish_file(bool *changed, const struct publisher *publisher, const char *name,
	const void *bytes, size_t len, struct err *err)
{
	size_t output = strlen(publisher->folder);
	size_t inner = folder_length(name);
	struct buf path;
	int result;

	*changed = false;
	if (!is_good_name(name))
		return err_set(err, ERR_CONFIG, name, "is no name for a document");
	buf_init(&path, SIZE_MAX / 2);
	buf_printf(&path, "%s/%s", publisher->folder, name);
	result = check_folders(path.data, output, err);
	if (result == 0)
		result = differs(changed, buf_str(&path), bytes, len, err);
	if (result == 0 && *changed && !publisher->dry)
		result = put(buf_str(&path), output + (inner ? inner + 1 : 0), bytes, len, err);
	buf_release(&path);
	return result;
}

/* Removes the folders of path, from the innermost, as long as they are empty; output stays */
static void remove_folders(char *path, size_t output)
{
	char *slash;

	while ((slash = strrchr(path, '/')) > path + output) {
		*slash = '\0';
		if (rmdir(path) != 0)
			return;
	}
}

int publish_remove(
	bool *removed, const struct publisher *publisher, const char *name, struct err *err)
{
	size_t output = strlen(publisher->folder);
	struct published file;
	struct buf path;
	int result;

	*removed = false;
	if (!is_good_name(name))
		return err_set(err, ERR_CONFIG, name, "is no name for a document");
	buf_init(&path, SIZE_MAX / 2);
	buf_printf(&path, "%s/%s", publisher->folder, name);
	result = check_folders(path.data, output, err);
	if (result == 0) {
		publish_look(&file, publisher, name);
		*removed = file.found;
	}
	if (*removed && !publisher->dry) {
		if (unlink(path.data) != 0)
			result = err_set_errno(err, path.data, "cannot be removed");
		else
			remove_folders(path.data, output);
	}
	buf_release(&path);
	return result;
}
