/* SPDX-License-Identifier: ISC */
/*
 * A reader's answer as the parent sees it (box/answer.h): whatever a reader that was taken over sends,
 * nothing gets past but what a reader may say, and that as a whole or not at all.
 *
 * The input is lines of one frame each: its kind; perhaps + or - and by how much the length in its head
 * is wrong; then, each behind a tab, #NUMBER, =TEXT, ~ for no text and ! for our version. An input that
 * begins with a NUL is the bytes behind it as they are.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "box/answer.h"
#include "box/frame.h"
#include "box/jail.h"
#include "fuzz/framed.h"
#include "fuzz/fuzz.h"
#include "fuzz/presets.h"
#include "model/limits.h"

/* --- lines to frames --- */

static void put_number(struct buf *out, uint64_t number)
{
	buf_put(out, &number, sizeof(number));
}

static void put_value(struct buf *out, char *token)
{
	size_t len = strlen(token + (*token != '\0'));

	if (*token == '#') {
		put_number(out, strtoull(token + 1, NULL, 10));
	} else if (*token == '=') {
		put_number(out, len + 1);
		buf_put(out, token + 1, len + 1);
	} else if (*token == '~') {
		put_number(out, 0);
	} else if (*token == '!') {
		put_number(out, sizeof(PACKAGE_VERSION));
		buf_put(out, PACKAGE_VERSION, sizeof(PACKAGE_VERSION));
	} else {
		buf_put(out, token, strlen(token));
	}
}

static void put_frame(struct buf *out, char *line)
{
	char *values = strchr(line, '\t');
	struct buf held;
	char *sign;

	if (values)
		*values++ = '\0';
	buf_init(&held, SIZE_MAX / 2);
	while (values) {
		char *next = strchr(values, '\t');

		if (next)
			*next++ = '\0';
		put_value(&held, values);
		values = next;
	}
	put_number(out, strtoull(line, &sign, 10));
	put_number(out, held.len + (uint64_t)strtoll(sign, NULL, 10));
	buf_put(out, buf_str(&held), held.len);
	buf_release(&held);
}

static void put_frames(struct buf *out, const uint8_t *data, size_t size)
{
	struct arena arena;
	char *text;

	if (size && !*data) {
		buf_put(out, data + 1, size - 1);
		return;
	}
	arena_init(&arena);
	text = arena_strndup(&arena, (const char *)data, size);
	while (*text)
		put_frame(out, fuzz_take_line(&text));
	arena_release(&arena);
}

/* --- --- */

/* What comes piece by piece is judged as what is there at once */
static void check_pieces(const char *bytes, size_t len, const struct source *source)
{
	struct answer once, pieces;

	answer_init(&once, source, len);
	answer_init(&pieces, source, len);
	answer_check(&once, bytes, len);
	for (size_t have = 0; have <= len; have++) {
		char *part = malloc(have ? have : 1); /* nothing stands behind it */

		memcpy(part, bytes, have);
		answer_check(&pieces, part, have);
		free(part);
		fuzz_require(pieces.checked <= have, "what is not there is not checked");
		if (len > 2000)
			have += 97;
	}
	answer_check(&pieces, bytes, len);
	fuzz_require_equal(once.fault, pieces.fault, "what is wrong");
	fuzz_require(answer_is_whole(&once, len) == answer_is_whole(&pieces, len),
		"an answer is whole or not");
	fuzz_require(once.checked <= len && once.parts <= JAIL_ALL, "what is checked is there");
	answer_release(&pieces);
	answer_release(&once);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source source = source_defaults;
	struct buf frames;

	source.name = source.path = "body";
	source.format = (enum format)(size % FORMAT_COUNT);
	source.preset = size % 2 ? "own" : NULL;
	source.preset_count = presets_read(&source.presets);
	buf_init(&frames, SIZE_MAX / 2);
	put_frames(&frames, data, size);
	framed_check(buf_str(&frames), frames.len, &source, false);
	check_pieces(buf_str(&frames), frames.len, &source);
	buf_release(&frames);
	return 0;
}
