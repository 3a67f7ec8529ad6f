/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "box/frame.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "box/wire.h"
#include "model/limits.h"

/* So many bytes are gathered before they are sent */
#define SEND_STEP ((size_t)64 << 10)

void frames_init(struct frames *frames, int fd, bool decisions)
{
	*frames = (struct frames){.fd = fd, .decisions = decisions};
	buf_init(&frames->out, SIZE_MAX / 2);
}

void frames_release(struct frames *frames)
{
	buf_release(&frames->out);
}

static void send_all(struct frames *frames)
{
	if (!frames->lost)
		frames->lost = file_write(frames->fd, buf_str(&frames->out), frames->out.len) != 0;
	buf_clear(&frames->out);
}

/* --- one frame --- */

struct sending {
	struct wire wire;
	size_t start; /* of the frame in out */
};

static void put_number(struct wire *wire, uint64_t number)
{
	wire_u64(wire, &number);
}

static struct sending begin(struct frames *frames, enum frame kind)
{
	struct sending sending = {.start = frames->out.len};

	wire_put(&sending.wire, &frames->out);
	put_number(&sending.wire, kind);
	put_number(&sending.wire, 0);
	return sending;
}

static void end(struct frames *frames, const struct sending *sending)
{
	uint64_t len = frames->out.len - sending->start - FRAME_HEAD;

	memcpy(frames->out.data + sending->start + sizeof(len), &len, sizeof(len));
	if (frames->out.len >= SEND_STEP)
		send_all(frames);
}

/* As the parent takes it: characters of XML, at most limit bytes */
static void put_text(struct wire *wire, const char *text, size_t limit)
{
	size_t len = strlen(text);
	char *clean = NULL;

	if (len > limit || !utf8_is_clean(text, len)) {
		clean = utf8_clean(text, len, NULL);
		len = strlen(clean);
		if (len > limit)
			clean[utf8_back(clean, limit + 1)] = '\0';
		text = clean;
	}
	wire_text(wire, &text, limit);
	free(clean);
}

/* --- what a reader finds --- */

static int send_record(void *ctx, const struct record *record)
{
	struct frames *frames = ctx;
	struct sending sending = begin(frames, FRAME_RECORD);

	put_number(&sending.wire, record->line);
	put_number(&sending.wire, record->rank);
	put_number(&sending.wire, record->count);
	for (size_t i = 0; i < record->count; i++) {
		put_number(&sending.wire, record->values[i].field);
		put_text(&sending.wire, record->values[i].text, LIMIT_SENT);
	}
	end(frames, &sending);
	return frames->lost;
}

static void send_other(struct frames *frames, enum frame kind, const char *text)
{
	struct sending sending;

	if (frames->others == LIMIT_VALUES)
		return;
	frames->others++;
	sending = begin(frames, kind);
	put_text(&sending.wire, text, LIMIT_SENT);
	end(frames, &sending);
}

static void send_contributor(void *ctx, const char *name)
{
	send_other(ctx, FRAME_CONTRIBUTOR, name);
}

static void send_next(void *ctx, const char *url)
{
	send_other(ctx, FRAME_NEXT, url);
}

static void send_note(void *ctx, enum read_note kind, size_t line, const char *text)
{
	struct frames *frames = ctx;
	struct sending sending;

	if ((kind == READ_NOTE_DECISION && !frames->decisions) || frames->notes == LIMIT_NOTES)
		return;
	frames->notes++;
	sending = begin(frames, FRAME_NOTE);
	put_number(&sending.wire, kind);
	put_number(&sending.wire, line);
	put_text(&sending.wire, text, LIMIT_NOTE);
	end(frames, &sending);
}

struct read_sink frames_sink(struct frames *frames)
{
	return (struct read_sink){frames, send_record, send_contributor, send_note, send_next};
}

/* --- first and last --- */

void frames_hello(struct frames *frames, unsigned parts)
{
	struct sending sending = begin(frames, FRAME_HELLO);

	put_text(&sending.wire, PACKAGE_VERSION, LIMIT_NOTE);
	put_number(&sending.wire, parts);
	end(frames, &sending);
	send_all(frames);
}

static uint64_t preset_number(const char *name, const struct source *source)
{
	if (!name)
		return PRESET_NONE;
	for (size_t i = 0; i < source->preset_count; i++) {
		if (name == source->presets[i].name)
			return PRESET_LISTED + i;
	}
	return PRESET_OWN;
}

int frames_end(struct frames *frames, const struct read_result *result, const struct source *source,
	bool failed, const struct err *err)
{
	struct sending sending = begin(frames, failed ? FRAME_ERROR : FRAME_RESULT);

	put_number(&sending.wire, result->records);
	put_number(&sending.wire, result->skipped);
	put_number(&sending.wire, result->refused);
	put_number(&sending.wire, result->replaced);
	put_number(&sending.wire, result->container);
	put_number(&sending.wire, result->format);
	put_number(&sending.wire, preset_number(result->preset, source));
	if (failed) {
		put_number(&sending.wire, err->code);
		put_number(&sending.wire, err->line);
		put_number(&sending.wire, err->column);
		put_text(&sending.wire, err->text, LIMIT_NOTE);
	}
	end(frames, &sending);
	send_all(frames);
	return frames->lost ? -1 : 0;
}
