/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/read.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "read/list.h"

/* Of a body in which more than one byte of so many has to be replaced, nothing is worth reading: it is
 * an archive, a picture, UTF-16 */
#define BINARY_SHARE 10

static int (*const readers[])(struct read_result *result, const char *text,
	const struct source *source, const struct read_sink *sink, struct err *err) = {
	[FORMAT_LIST] = list_read,
};

int read_body(struct read_result *result, const char *bytes, size_t len,
	const struct source *source, const struct read_sink *sink, struct err *err)
{
	char *text;
	char warning[96];
	int failed;

	*result = (struct read_result){0};
	text = utf8_clean(bytes, len, &result->replaced);
	if (result->replaced > len / BINARY_SHARE) {
		free(text);
		return err_set(err, ERR_FORMAT, source->path,
			"is no text in UTF-8: %zu places in its %zu bytes are none",
			result->replaced, len);
	}
	if (result->replaced) {
		snprintf(warning, sizeof(warning),
			"%zu places that are no UTF-8 or no text were replaced", result->replaced);
		sink->note(sink->ctx, READ_NOTE_WARNING, 0, warning);
	}
	failed = readers[source->format](result, text, source, sink, err);
	free(text);
	return failed;
}
