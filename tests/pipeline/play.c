/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "pipeline/play.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <check.h>

#include "pipeline/tree.h"

static char scratch[512];

unsigned play_number(const char *variable, unsigned otherwise)
{
	const char *text = getenv(variable);

	return text ? (unsigned)strtoul(text, NULL, 10) : otherwise;
}

/* --- running --- */

static void become(const struct machine *machine, int64_t now, const char *const *words)
{
	const char *program = getenv("PAPERROUTE");
	const char *argv[12] = {"paperroute", "-q", "-C", machine->folder, "--now"};
	char when[32];
	int log = open("log", O_WRONLY | O_CREAT | O_TRUNC, 0666);
	int i = 5;

	snprintf(when, sizeof(when), "@%lld", (long long)now);
	argv[i++] = when;
	while (*words)
		argv[i++] = *words++;
	setenv("TZ", machine->zone, 1);
	setenv("LC_ALL", machine->language, 1);
	unsetenv("SOURCE_DATE_EPOCH");
	dup2(log, STDOUT_FILENO);
	dup2(log, STDERR_FILENO);
	execv(program, (char **)argv);
	_exit(127);
}

int play_run(const struct machine *machine, int64_t now, const char *const *words)
{
	pid_t child = fork();
	int status;

	ck_assert_int_ge(child, 0);
	if (child == 0)
		become(machine, now, words);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_msg(WIFEXITED(status), "the program crashed");
	return WEXITSTATUS(status);
}

const char *play_public(const struct machine *machine)
{
	static char path[300];

	snprintf(path, sizeof(path), "%s/public/", machine->folder);
	return path;
}

/* --- histories --- */

static const char *folder_of(unsigned seed)
{
	static char folder[600];

	snprintf(folder, sizeof(folder), "%s/%u", scratch, seed);
	return folder;
}

unsigned play_begin(int number)
{
	unsigned seed = play_number("PAPERROUTE_SEED", (unsigned)number + 1);

	ck_assert_int_eq(mkdir(folder_of(seed), 0777), 0);
	ck_assert_int_eq(chdir(folder_of(seed)), 0);
	return seed;
}

/* Check ends the process of a test that fails: the message is of the promise that was broken; this
 * file, which a test that passes takes away with its folder, says how to see it again */
void play_tell(unsigned seed, unsigned step)
{
	FILE *file = fopen("place", "w");

	ck_assert_ptr_nonnull(file);
	fprintf(file, "PAPERROUTE_SEED=%u PAPERROUTE_STEPS=%u\n", seed, step);
	ck_assert_int_eq(fclose(file), 0);
}

void play_end(unsigned seed)
{
	tree_remove(folder_of(seed));
}

void play_enter(void)
{
	const char *tmp = getenv("TMPDIR");

	/* each run waits until its files are on the disk: in memory that is soon */
	if (!tmp && access("/dev/shm", W_OK) == 0)
		tmp = "/dev/shm";
	snprintf(scratch, sizeof(scratch), "%s/paperroute-history.XXXXXX", tmp ? tmp : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(scratch));
}

static int show_place(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	char line[100] = "";
	FILE *file;

	(void)st;
	if (kind != FTW_F || strcmp(path + ftw->base, "place") != 0)
		return 0;
	file = fopen(path, "r");
	if (file && fgets(line, sizeof(line), file))
		printf("to repeat what failed: %s", line);
	if (file)
		fclose(file);
	return 0;
}

void play_leave(void)
{
	nftw(scratch, show_place, 16, FTW_PHYS);
	if (getenv("PAPERROUTE_KEEP"))
		printf("kept in %s\n", scratch);
	else
		tree_remove(scratch);
}
