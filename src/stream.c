/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "stream.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/gzip.h"
#include "base/unpack.h"
#include "box/jail.h"
#include "box/keeper.h"
#include "model/limits.h"

/* No command is called so, and nobody types it */
#define WORD "--unpack-for-another"

/* How the process that inflates says what was wrong */
enum { STATUS_UNREAD = 3, STATUS_DAMAGED, STATUS_CUT, STATUS_STUCK };

static const char *program = "paperroute";

/* --- the side of the box --- */

static int status_of(const struct unpack *unpack, const struct err *err)
{
	if (err->code == ERR_SYSTEM)
		return STATUS_UNREAD;
	return unpack_is_cut(unpack) ? STATUS_CUT : STATUS_DAMAGED;
}

/* Seconds of CPU since something came out */
static volatile sig_atomic_t idle;

static void on_second(int number)
{
	(void)number;
	if (++idle > LIMIT_UNPACK_SECONDS)
		_exit(STATUS_STUCK);
}

static int unpack_all(void)
{
	const struct box_limits limits = {.memory = LIMIT_READER_MEMORY};
	struct unpack *unpack = unpack_new(STDIN_FILENO, "", UNPACK_GZIP, -1);
	const char *bytes;
	struct err err;
	size_t len;
	int status = EXIT_SUCCESS;

	jail_count_seconds(on_second);
	jail_enter(jail_possible() & ~(unsigned)JAIL_CPU, &limits);
	do {
		idle = 0;
		if (unpack_next(&bytes, &len, unpack, &err) != 0)
			status = status_of(unpack, &err);
		else if (len && file_write(STDOUT_FILENO, bytes, len) != 0)
			status = EXIT_FAILURE;
	} while (status == EXIT_SUCCESS && len);
	unpack_free(&unpack);
	return status;
}

bool stream_take_over(int *status, int argc, char **argv)
{
	int served;

	if (argc > 0)
		program = argv[0];
	if (argc != 2 || strcmp(argv[1], WORD) != 0)
		return false;
	served = keeper_serve();
	*status = served == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
	if (served == 1) {
		*status = unpack_all();
		/* libraries have much to do at the end of a process, and a jail has no room for it */
		if (jail_possible() == JAIL_ALL)
			_exit(*status);
	}
	return true;
}

/* --- the other side --- */

/* A file shows what it is; of what else there is nobody knows before it is read. A folder is left to
 * who reads it, and fails. */
static bool may_be_packed(int fd, const struct stat *st)
{
	char first[GZIP_MAGIC];

	if (!S_ISREG(st->st_mode))
		return !S_ISDIR(st->st_mode);
	return pread(fd, first, sizeof(first), lseek(fd, 0, SEEK_CUR)) == sizeof(first) &&
	       gzip_is(first, sizeof(first));
}

/* Milliseconds that a file may bring nothing; what comes from elsewhere takes its time */
static int patience(const struct stat *st)
{
	return S_ISREG(st->st_mode) ? LIMIT_READER_SECONDS * LIMIT_READER_WALL * 1000 : -1;
}

int stream_open(struct stream *out, const char *path, size_t limit, struct err *err)
{
	bool is_stdin = strcmp(path, "-") == 0;
	const char *name = is_stdin ? "standard input" : path;
	struct stat st;

	*out = (struct stream){.fd = STDIN_FILENO, .pipe = -1};
	box_init(&out->box, program, WORD);
	if (!is_stdin)
		out->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (out->fd < 0)
		return err_set_errno(err, path, "cannot be opened");
	if (fstat(out->fd, &st) != 0)
		return err_set_errno(err, name, "cannot be read");
	if (!may_be_packed(out->fd, &st)) {
		out->from = unpack_new(out->fd, name, UNPACK_NOTHING, -1);
	} else {
		if (box_start(&out->box, &out->pipe, out->fd, name, err) != 0)
			return -1;
		out->from = unpack_new(out->pipe, name, UNPACK_NOTHING, patience(&st));
	}
	out->lines = lines_new(out->from, name, limit);
	return 0;
}

void stream_close(struct stream *stream)
{
	lines_free(&stream->lines);
	unpack_free(&stream->from);
	box_kill(&stream->box);
	if (stream->pipe >= 0)
		close(stream->pipe);
	if (stream->fd > STDIN_FILENO)
		close(stream->fd);
}

#define STUCK                                                                                    \
	"what inflates it needed more than " LIMIT_AS_TEXT(                                      \
		LIMIT_UNPACK_SECONDS) " s of CPU without a byte of it: what follows, perhaps "   \
				      "zeros alone, was not read; see whether gzip -t finds it " \
				      "sound"

static const struct {
	int status;
	enum err_code code;
	const char *what;
} ends[] = {
	{STATUS_UNREAD, ERR_SYSTEM, "cannot be read"},
	{STATUS_DAMAGED, ERR_FORMAT, "its gzip data are damaged"},
	{STATUS_CUT, ERR_FORMAT, "its gzip data are cut short"},
	{STATUS_STUCK, ERR_LIMIT, STUCK},
};

int stream_end(struct stream *stream, struct err *err)
{
	const char *name = lines_name(stream->lines);
	int status;

	if (stream->pipe < 0)
		return 0;
	status = box_wait(&stream->box);
	if (status == 0)
		return 0;
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		if (status > 0 && WIFEXITED(status) && WEXITSTATUS(status) == ends[i].status)
			return err_set(err, ends[i].code, name, "%s", ends[i].what);
	}
	if (status > 0 && WIFSIGNALED(status))
		return err_set(err, ERR_FORMAT, name,
			"what inflates it was ended by signal %d: the rest of it is lost",
			WTERMSIG(status));
	return err_set(err, ERR_SYSTEM, name, "what inflates it broke off: the rest of it is lost");
}
