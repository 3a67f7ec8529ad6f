/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "box/task.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "box/settings.h"
#include "box/wire.h"
#include "model/limits.h"

static void walk(struct wire *wire, struct task *task)
{
	uint64_t seconds = task->limits.seconds;
	int kind = (int)task->kind;

	wire_int(wire, &kind);
	task->kind = (enum task_kind)kind;
	wire_size(wire, &task->limits.memory);
	wire_u64(wire, &seconds);
	task->limits.seconds = (unsigned)seconds;
	wire_flag(wire, &task->decisions);
	settings_walk(wire, &task->source);
	wire_text(wire, &task->input.charset, LIMIT_INI_FILE);
	wire_text(wire, &task->input.base, LIMIT_INI_FILE);
	wire_size(wire, &task->input.len);
}

/* In memory; where that cannot be, in the folder for temporary files */
static int open_nameless(void)
{
	FILE *file;
	int fd = -1;

#ifdef HAVE_MEMFD_CREATE
	fd = memfd_create("task", MFD_CLOEXEC);
#endif
	if (fd >= 0)
		return fd;
	file = tmpfile();
	if (!file)
		return -1;
	fd = fcntl(fileno(file), F_DUPFD_CLOEXEC, 0);
	fclose(file);
	return fd;
}

/* The head's length; the head; the body and a NUL */
static int write_task(int fd, const struct task *task)
{
	struct task copy = *task;
	struct wire wire;
	struct buf head;
	uint64_t len;
	int result = -1;

	buf_init(&head, SIZE_MAX / 2);
	wire_put(&wire, &head);
	walk(&wire, &copy);
	len = head.len;
	if (file_write(fd, (const char *)&len, sizeof(len)) == 0 &&
		file_write(fd, buf_str(&head), head.len) == 0 &&
		file_write(fd, task->input.bytes, task->input.len) == 0)
		result = file_write(fd, "", 1);
	buf_release(&head);
	return result;
}

int task_write(int *fd, const struct task *task, struct err *err)
{
	const char *where = source_where(&task->source);

	*fd = open_nameless();
	if (*fd < 0)
		return err_set_errno(err, where, "there is no room to hand it to its reader");
	if (write_task(*fd, task) == 0)
		return 0;
	err_set_errno(err, where, "there is no room to hand it to its reader");
	close(*fd);
	*fd = -1;
	return -1;
}

int task_open(struct task *out, int fd, struct arena *arena)
{
	struct stat st;
	const char *bytes;
	uint64_t len;
	struct wire wire;

	*out = (struct task){0};
	if (fstat(fd, &st) != 0 || st.st_size <= (off_t)sizeof(len))
		return -1;
	bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (bytes == MAP_FAILED)
		return -1;
	wire_take(&wire, bytes, sizeof(len), NULL);
	wire_u64(&wire, &len);
	if (len >= (size_t)st.st_size - sizeof(len))
		return -1;
	wire_take(&wire, bytes + sizeof(len), (size_t)len, arena);
	walk(&wire, out);
	out->input.bytes = bytes + sizeof(len) + len;
	if (out->kind >= TASK_KINDS || !wire_is_done(&wire) ||
		out->input.len != (size_t)st.st_size - sizeof(len) - len - 1)
		return -1;
	return 0;
}
