/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fetch/fetch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "model/limits.h"

int fetch_body(struct body *out, const struct source *source, struct err *err)
{
	struct stat st;

	*out = (struct body){0};
	/* a device never ends, and a pipe without a writer never begins; those that the shell hands
	 * over have a writer */
	if (strcmp(source->path, "-") != 0 && stat(source->path, &st) == 0 &&
		!S_ISREG(st.st_mode) &&
		(!S_ISFIFO(st.st_mode) || strncmp(source->path, "/dev/", 5) != 0))
		return err_set(err, ERR_SYSTEM, source->path,
			"is no file: name a text file, or - for standard input");
	return file_read(&out->bytes, &out->len, source->path, LIMIT_BODY, err);
}

void body_release(struct body *body)
{
	free(body->bytes);
	*body = (struct body){0};
}
