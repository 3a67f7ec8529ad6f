/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "pipeline/tree.h"

#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <check.h>

#include "base/xalloc.h"

uint64_t tree_hash(const char *path)
{
	FILE *file = fopen(path, "r");
	uint64_t hash = 0xcbf29ce484222325U;
	int c;

	if (!file)
		return 0;
	while ((c = getc(file)) != EOF)
		hash = (hash ^ (unsigned)c) * 0x100000001b3U;
	fclose(file);
	return hash;
}

static struct tree *growing; /* nftw has no place for it */
static size_t root_length;

static int add_file(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)ftw;
	if (kind != FTW_F)
		return 0;
	growing->files =
		xgrow(growing->files, &growing->cap, growing->count + 1, sizeof(*growing->files));
	growing->files[growing->count++] =
		(struct file){xstrdup(path + root_length), *st, tree_hash(path)};
	return 0;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct file *)a)->name, ((const struct file *)b)->name);
}

void tree_look(struct tree *tree, const char *folder)
{
	*tree = (struct tree){0};
	growing = tree;
	root_length = strlen(folder);
	nftw(folder, add_file, 16, FTW_PHYS);
	if (tree->count)
		qsort(tree->files, tree->count, sizeof(*tree->files), by_name);
}

void tree_release(struct tree *tree)
{
	for (size_t i = 0; i < tree->count; i++)
		free(tree->files[i].name);
	free(tree->files);
}

void tree_leave_out(struct tree *tree, const char *beginning)
{
	size_t count = 0;

	for (size_t i = 0; i < tree->count; i++) {
		if (strncmp(tree->files[i].name, beginning, strlen(beginning)) == 0)
			free(tree->files[i].name);
		else
			tree->files[count++] = tree->files[i];
	}
	tree->count = count;
}

void tree_compare_untouched(const struct tree *before, const struct tree *after)
{
	ck_assert_uint_eq(before->count, after->count);
	for (size_t i = 0; i < before->count; i++) {
		const struct file *a = &before->files[i];
		const struct file *b = &after->files[i];

		ck_assert_str_eq(a->name, b->name);
		ck_assert_msg(a->hash == b->hash, "%s: other bytes without news", a->name);
		ck_assert_msg(a->st.st_ino == b->st.st_ino &&
				      a->st.st_mtim.tv_sec == b->st.st_mtim.tv_sec &&
				      a->st.st_mtim.tv_nsec == b->st.st_mtim.tv_nsec,
			"%s: written again without news", a->name);
	}
}

/* Of an archive there is one when it was written since precompress = yes, and that may be again */
static bool is_twin(const struct file *file)
{
	size_t len = strlen(file->name);

	return len > 3 && strcmp(file->name + len - 3, ".gz") == 0;
}

static const struct file *next(const struct tree *tree, size_t *at)
{
	while (*at < tree->count && is_twin(&tree->files[*at]))
		++*at;
	return *at < tree->count ? &tree->files[(*at)++] : NULL;
}

void tree_compare_bytes(const struct tree *before, const struct tree *after)
{
	size_t i = 0, j = 0;

	for (;;) {
		const struct file *a = next(before, &i);
		const struct file *b = next(after, &j);

		if (!a && !b)
			return;
		ck_assert_str_eq(a ? a->name : "nothing", b ? b->name : "nothing");
		/* what is told of sources hangs on how often they were read */
		ck_assert_msg(a->hash == b->hash || strcmp(a->name, "status.atom") == 0,
			"%s: differs", a->name);
	}
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)kind;
	(void)ftw;
	return remove(path);
}

void tree_remove(const char *folder)
{
	nftw(folder, remove_one, 16, FTW_PHYS | FTW_DEPTH);
}
