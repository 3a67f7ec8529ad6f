/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fetch/secret.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/xalloc.h"
#include "model/limits.h"

#define ENV  "${env:"
#define FROM "${file:"

struct filling {
	struct buf *out;
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
	result = file_read(&bytes, &len, buf_str(&path), LIMIT_HEADER, &why);
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

int secret_fill(struct buf *out, const struct header *header, const char *folder, const char *where,
	struct err *err)
{
	struct filling filling = {out, header, folder, where, err};
	size_t begin = out->len;
	const char *from = header->value;
	const char *at;

	buf_printf(out, "%s: ", header->name);
	for (; (at = strstr(from, "${")); from = strchr(at, '}') + 1) {
		buf_put(out, from, (size_t)(at - from));
		if (put_secret(&filling, at, strchr(at, '}')) != 0)
			return -1;
	}
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
