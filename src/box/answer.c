/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "box/answer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xalloc.h"
#include "box/frame.h"
#include "box/jail.h"
#include "box/wire.h"
#include "model/limits.h"

void answer_init(struct answer *answer, const struct source *source, size_t limit)
{
	*answer = (struct answer){.source = source, .limit = limit};
}

void answer_release(struct answer *answer)
{
	free(answer->values);
	answer->values = NULL;
}

static void fault(struct answer *answer, const char *what)
{
	if (!answer->fault)
		answer->fault = what;
}

/* --- values --- */

static uint64_t take_number(struct wire *wire)
{
	uint64_t number = 0;

	wire_u64(wire, &number);
	return number;
}

/* At most most; else 0 and a fault */
static uint64_t take_bounded(struct answer *answer, struct wire *wire, uint64_t most)
{
	uint64_t number = take_number(wire);

	if (number <= most)
		return number;
	fault(answer, "a number that there is not");
	return 0;
}

/* What was checked once is right, and need not be looked at again. Never NULL. */
static const char *take_text(struct answer *answer, struct wire *wire, size_t limit)
{
	const char *text;

	wire_text(wire, &text, limit);
	if (!text) {
		fault(answer, "a text that is none");
		return "";
	}
	if (!answer->sink && !utf8_is_clean(text, strlen(text)))
		fault(answer, "a text of other characters than a document may have");
	return text;
}

/* --- what was found --- */

/* Fields that do not repeat are bits of seen */
static void take_value(
	struct answer *answer, struct wire *wire, struct record_value *out, uint64_t *seen)
{
	enum field field = (enum field)take_bounded(answer, wire, FIELD_COUNT - 1);

	*out = (struct record_value){.field = field, .text = take_text(answer, wire, LIMIT_SENT)};
	if (!*out->text)
		fault(answer, "an empty value");
	if (!record_field_repeats(field) && *seen & UINT64_C(1) << field)
		fault(answer, "a field twice");
	*seen |= UINT64_C(1) << field;
}

static void take_record(struct answer *answer, struct wire *wire)
{
	struct record record = {.line = (size_t)take_number(wire)};
	uint64_t seen = 0;

	record.rank = (size_t)take_bounded(answer, wire, LIMIT_RECORDS - 1);
	record.count = (size_t)take_bounded(answer, wire, LIMIT_VALUES);
	if (!record.count)
		fault(answer, "a paper without any value");
	if (record.rank < answer->rank)
		fault(answer, "papers out of their order");
	answer->rank = record.rank + 1;
	if (record.count > (size_t)(wire->end - wire->at) / FRAME_HEAD)
		fault(answer, "more values than it has bytes for");
	if (answer->fault)
		return;
	answer->values =
		xgrow(answer->values, &answer->value_cap, record.count, sizeof(*answer->values));
	record.values = answer->values;
	for (size_t i = 0; i < record.count && !answer->fault; i++)
		take_value(answer, wire, &record.values[i], &seen);
	answer->records++;
	if (answer->sink)
		answer->stopped = answer->sink->record(answer->sink->ctx, &record) != 0;
}

static void take_note(struct answer *answer, struct wire *wire)
{
	enum read_note kind = (enum read_note)take_bounded(answer, wire, READ_NOTES - 1);
	size_t line = (size_t)take_number(wire);
	const char *text = take_text(answer, wire, LIMIT_NOTE);

	if (answer->notes++ == LIMIT_NOTES)
		fault(answer, "more notes than one may have");
	if (answer->sink)
		read_sink_note(answer->sink, kind, line, text);
}

static const char *take_other(struct answer *answer, struct wire *wire)
{
	const char *text = take_text(answer, wire, LIMIT_SENT);

	if (answer->others++ == LIMIT_VALUES)
		fault(answer, "more contributors or addresses than one may have");
	if (!*text)
		fault(answer, "an empty contributor or address");
	return text;
}

static void take_contributor(struct answer *answer, struct wire *wire)
{
	const char *name = take_other(answer, wire);

	if (answer->sink)
		read_sink_contributor(answer->sink, name);
}

static void take_next(struct answer *answer, struct wire *wire)
{
	const char *url = take_other(answer, wire);

	if (answer->sink)
		read_sink_next(answer->sink, url);
}

/* --- first and last --- */

static void take_hello(struct answer *answer, struct wire *wire)
{
	if (strcmp(take_text(answer, wire, LIMIT_NOTE), PACKAGE_VERSION) != 0)
		fault(answer, "it is of another version");
	answer->parts = (unsigned)take_bounded(answer, wire, JAIL_ALL);
	answer->hello = true;
}

static const char *preset_name(struct answer *answer, uint64_t number)
{
	const struct source *source = answer->source;

	if (number == PRESET_NONE)
		return NULL;
	if (number == PRESET_OWN && source->preset)
		return source->preset;
	if (number >= PRESET_LISTED && number - PRESET_LISTED < source->preset_count)
		return source->presets[number - PRESET_LISTED].name;
	fault(answer, "a preset that its source does not have");
	return NULL;
}

static void take_result(struct answer *answer, struct wire *wire)
{
	struct read_result *result = &answer->result;

	result->records = (size_t)take_number(wire);
	result->skipped = (size_t)take_bounded(answer, wire, UINT32_MAX);
	result->refused = (size_t)take_bounded(answer, wire, UINT32_MAX);
	result->replaced = (size_t)take_bounded(answer, wire, UINT32_MAX);
	result->container = take_bounded(answer, wire, 1) == 1;
	result->format = (enum format)take_bounded(answer, wire, FORMAT_COUNT - 1);
	result->preset = preset_name(answer, take_number(wire));
	if (result->records != answer->records)
		fault(answer, "another number of papers than came");
	if (result->format != FORMAT_AUTO && answer->source->format != FORMAT_AUTO &&
		result->format != answer->source->format)
		fault(answer, "another format than its source has");
	answer->ended = true;
}

/* Where it happened is known without asking */
static void take_error(struct answer *answer, struct wire *wire)
{
	struct err *err = &answer->err;
	uint64_t code, line, column;
	const char *text;

	take_result(answer, wire);
	code = take_number(wire);
	line = take_bounded(answer, wire, UINT32_MAX);
	column = take_bounded(answer, wire, UINT32_MAX);
	if (code != ERR_FORMAT && code != ERR_LIMIT && code != ERR_SYSTEM)
		fault(answer, "an error of a kind that no reader has");
	text = take_text(answer, wire, LIMIT_NOTE);
	if (!*text)
		fault(answer, "an error without a reason");
	err_set_at(err, (enum err_code)code, source_where(answer->source), (unsigned)line,
		(unsigned)column, "%s", text);
	answer->failed = true;
}

/* --- frames --- */

static void (*const takers[FRAME_COUNT])(struct answer *answer, struct wire *wire) = {
	[FRAME_HELLO] = take_hello,
	[FRAME_RECORD] = take_record,
	[FRAME_CONTRIBUTOR] = take_contributor,
	[FRAME_NOTE] = take_note,
	[FRAME_NEXT] = take_next,
	[FRAME_RESULT] = take_result,
	[FRAME_ERROR] = take_error,
};

/* One frame that is there as a whole */
static void take_frame(struct answer *answer, uint64_t kind, const char *bytes, size_t len)
{
	struct wire wire;

	wire_take(&wire, bytes, len, NULL);
	takers[kind](answer, &wire);
	if (!wire_is_done(&wire))
		fault(answer, "a frame that is longer or shorter than what it holds");
}

/* What its head alone shows */
static void check_head(struct answer *answer, uint64_t kind, uint64_t len)
{
	if (answer->ended)
		fault(answer, "more behind its end");
	else if (kind == 0 || kind >= FRAME_COUNT || (kind == FRAME_HELLO) == answer->hello)
		fault(answer, "a frame where such a one cannot stand");
	else if (len > answer->limit)
		fault(answer, "a frame that is too long");
}

int answer_check(struct answer *answer, const char *bytes, size_t len)
{
	while (!answer->fault && !answer->stopped && len - answer->checked >= FRAME_HEAD) {
		const char *at = bytes + answer->checked;
		struct wire head;
		uint64_t kind, size;

		wire_take(&head, at, FRAME_HEAD, NULL);
		kind = take_number(&head);
		size = take_number(&head);
		check_head(answer, kind, size);
		if (answer->fault || size > len - answer->checked - FRAME_HEAD)
			break;
		take_frame(answer, kind, at + FRAME_HEAD, (size_t)size);
		answer->checked += FRAME_HEAD + (size_t)size;
	}
	return answer->fault ? -1 : 0;
}

bool answer_is_whole(const struct answer *answer, size_t len)
{
	return !answer->fault && answer->ended && answer->checked == len;
}

int answer_deliver(struct read_result *result, const struct answer *answer, const char *bytes,
	const struct read_sink *sink, struct err *err)
{
	struct answer again;

	*result = answer->result;
	answer_init(&again, answer->source, answer->limit);
	again.sink = sink;
	answer_check(&again, bytes, answer->checked);
	answer_release(&again);
	if (!answer->failed || again.stopped)
		return 0;
	*err = answer->err;
	return -1;
}

int answer_read(struct read_result *result, const char *bytes, size_t len,
	const struct source *source, const struct read_sink *sink, struct err *err)
{
	struct answer answer;
	int failed;

	*result = (struct read_result){0};
	answer_init(&answer, source, len);
	answer_check(&answer, bytes, len);
	if (answer_is_whole(&answer, len))
		failed = answer_deliver(result, &answer, bytes, sink, err);
	else
		failed = err_set(err, ERR_FORMAT, source_where(source),
			"is no answer of a reader: %s",
			answer.fault ? answer.fault : "it is cut short");
	answer_release(&answer);
	return failed;
}
