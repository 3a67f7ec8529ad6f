/* SPDX-License-Identifier: ISC */
/*
 * The files of a folder, to see what became of them.
 */
#ifndef PAPERROUTE_TESTS_PIPELINE_TREE_H
#define PAPERROUTE_TESTS_PIPELINE_TREE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

struct file {
	char *name; /* inside the folder */
	struct stat st;
	uint64_t hash;
};

/* By name. */
struct tree {
	struct file *files;
	size_t count, cap;
};

/* folder ends in a slash. */
void tree_look(struct tree *tree, const char *folder);
void tree_release(struct tree *tree);

/* Leaves out the files whose names begin so. */
void tree_leave_out(struct tree *tree, const char *beginning);

/* Abort the test unless nothing was touched (bytes, inode, time of change), or all have the same bytes,
 * but for packed twins, and for what is told of sources: that hangs on how often they were read. */
void tree_compare_untouched(const struct tree *before, const struct tree *after);
void tree_compare_bytes(const struct tree *before, const struct tree *after);

/* The folder goes, with all that is in it. */
void tree_remove(const char *folder);

/* FNV-1a of a file's bytes; 0 when there is none. */
uint64_t tree_hash(const char *path);

#endif
