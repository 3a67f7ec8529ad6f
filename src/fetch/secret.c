/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fetch/secret.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/xalloc.h"
#include "model/limits.h"

#define ENV  "${env:"
#define FROM "${file:"

struct filling {
	struct buf *out;
	bool exposed;
	const struct header *header;
	const char *folder;
	const char *where;
	struct err *err;
};

static int put_variable(struct filling *filling, const char *name)
{
	const char *value = getenv(name);

	if (!value || !*value)
		return err_set(filling->err, ERR_CONFIG, filling->where,
			"the variable %s, which the header %s needs, is not set in the environment",
			name, filling->header->name);
	buf_puts(filling->out, value);
	return 0;
}

/* A pipe without a writer never begins; those that the shell hands over have one */
static int read_file(
	struct filling *filling, char **bytes, size_t *len, const char *path, struct err *why)
{
	struct stat st;

	*bytes = NULL;
	*len = 0;
	if (stat(path, &st) != 0)
		return err_set_errno(why, path, "cannot be opened");
	if (!S_ISREG(st.st_mode) && strncmp(path, "/dev/", strlen("/dev/")) != 0)
		return err_set(why, ERR_SYSTEM, path, "is no file");
	if (S_ISREG(st.st_mode) && st.st_mode & (S_IROTH | S_IWOTH))
		filling->exposed = true;
	return file_read(bytes, len, path, LIMIT_HEADER, why);
}

static int put_file(struct filling *filling, const char *name)
{
	struct err why = {0};
	struct buf path;
	char *bytes;
	size_t len;
	int result;

	buf_init(&path, SIZE_MAX / 2);
	if (*name != '/')
		buf_printf(&path, "%s/", filling->folder);
	buf_puts(&path, name);
	result = read_file(filling, &bytes, &len, buf_str(&path), &why);
	while (result == 0 && len && strchr(" \t\r\n", bytes[len - 1]))
		len--;
	if (result != 0)
		err_set(filling->err, ERR_CONFIG, filling->where,
			"the file %s, which the header %s needs, %s", buf_str(&path),
			filling->header->name, why.text);
	else if (!len)
		result = err_set(filling->err, ERR_CONFIG, filling->where,
			"the file %s, which the header %s needs, is empty", buf_str(&path),
			filling->header->name);
	else
		buf_put(filling->out, bytes, len);
	free(bytes);
	buf_release(&path);
	return result;
}

/* at is where ${ begins, *end its } */
static int put_secret(struct filling *filling, const char *at, const char *end)
{
	bool is_env = strncmp(at, ENV, strlen(ENV)) == 0;
	const char *name = at + (is_env ? strlen(ENV) : strlen(FROM));
	char *copy = xstrndup(name, (size_t)(end - name));
	int result = is_env ? put_variable(filling, copy) : put_file(filling, copy);

	free(copy);
	return result;
}

/* What is in memory from here on is for nobody to find on a disk */
static void make_no_dumps(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_CORE, &limit) != 0)
		return;
	limit.rlim_cur = 0;
	setrlimit(RLIMIT_CORE, &limit);
}

int secret_fill(struct buf *out, bool *exposed, const struct header *header, const char *folder,
	const char *where, struct err *err)
{
	struct filling filling = {out, false, header, folder, where, err};
	size_t begin = out->len;
	const char *from = header->value;
	const char *at;

	*exposed = false;
	make_no_dumps();
	buf_printf(out, "%s: ", header->name);
	for (; (at = strstr(from, "${")); from = strchr(at, '}') + 1) {
		buf_put(out, from, (size_t)(at - from));
		if (put_secret(&filling, at, strchr(at, '}')) != 0)
			return -1;
	}
	*exposed = filling.exposed;
	buf_puts(out, from);
	for (size_t i = begin; i < out->len; i++) {
		unsigned char c = (unsigned char)out->data[i];

		if ((c < 0x20 && c != '\t') || c == 0x7f)
			return err_set(err, ERR_CONFIG, where,
				"what is filled into the header %s is no single line of text",
				header->name);
	}
	if (buf_failed(out) || out->len - begin > LIMIT_HEADER)
		return err_set(err, ERR_CONFIG, where,
			"what is filled into the header %s is longer than %zu bytes", header->name,
			LIMIT_HEADER);
	return 0;
}
