/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "box/wire.h"

#include <limits.h>
#include <string.h>

void wire_put(struct wire *wire, struct buf *out)
{
	*wire = (struct wire){.out = out};
}

void wire_take(struct wire *wire, const char *bytes, size_t len, struct arena *arena)
{
	*wire = (struct wire){.at = bytes, .end = bytes + len, .arena = arena};
}

static void fail(struct wire *wire)
{
	wire->failed = true;
	wire->at = wire->end;
}

/* len bytes that are there; NULL, and failed, when there are not so many */
static const char *next_bytes(struct wire *wire, size_t len)
{
	const char *bytes = wire->at;

	if (wire->failed || len > (size_t)(wire->end - wire->at)) {
		fail(wire);
		return NULL;
	}
	wire->at += len;
	return bytes;
}

void wire_u64(struct wire *wire, uint64_t *number)
{
	const char *bytes;

	if (wire->out) {
		buf_put(wire->out, number, sizeof(*number));
		return;
	}
	*number = 0;
	bytes = next_bytes(wire, sizeof(*number));
	if (bytes)
		memcpy(number, bytes, sizeof(*number));
}

void wire_size(struct wire *wire, size_t *size)
{
	uint64_t number = *size;

	wire_u64(wire, &number);
	*size = (size_t)number;
	if (*size != number)
		fail(wire);
}

void wire_int(struct wire *wire, int *number)
{
	uint64_t plain = (uint64_t)(int64_t)*number;
	int64_t signed_number;

	wire_u64(wire, &plain);
	signed_number = (int64_t)plain;
	if (signed_number < INT_MIN || signed_number > INT_MAX) {
		fail(wire);
		signed_number = 0;
	}
	*number = (int)signed_number;
}

void wire_flag(struct wire *wire, bool *flag)
{
	uint64_t number = *flag;

	wire_u64(wire, &number);
	if (number > 1)
		fail(wire);
	*flag = number == 1;
}

/* Its length and one, or 0 for NULL; then its bytes and the NUL */
void wire_text(struct wire *wire, const char **text, size_t limit)
{
	uint64_t size = 0;
	const char *bytes;

	if (wire->out) {
		size = *text ? strlen(*text) + 1 : 0;
		wire_u64(wire, &size);
		buf_put(wire->out, *text, (size_t)size);
		return;
	}
	*text = NULL;
	wire_u64(wire, &size);
	if (!size)
		return;
	if (size - 1 > limit) {
		fail(wire);
		return;
	}
	bytes = next_bytes(wire, (size_t)size);
	if (bytes && memchr(bytes, '\0', (size_t)size) != bytes + size - 1)
		fail(wire);
	else
		*text = bytes;
}

void wire_array(struct wire *wire, void **items, size_t *count, size_t size)
{
	wire_size(wire, count);
	if (wire->out)
		return;
	*items = NULL;
	if (*count > (size_t)(wire->end - wire->at))
		fail(wire);
	if (wire->failed)
		*count = 0;
	if (*count)
		*items = arena_array(wire->arena, *count, size);
}

bool wire_is_done(const struct wire *wire)
{
	return !wire->failed && wire->at == wire->end;
}
