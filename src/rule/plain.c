/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/plain.h"

#include <string.h>

/* clang-format off */
const unsigned char plain_behind[256] = {
	[' '] = PLAIN_SPACE, ['\n'] = PLAIN_SPACE, ['\t'] = PLAIN_SPACE, ['\r'] = PLAIN_SPACE,
	['-'] = PLAIN_HYPHEN, ['/'] = PLAIN_SLASH, ['.'] = PLAIN_DOT,
	[','] = PLAIN_BREAK, [';'] = PLAIN_BREAK, [':'] = PLAIN_BREAK, ['!'] = PLAIN_BREAK, ['?'] = PLAIN_BREAK,
	['('] = PLAIN_BREAK, [')'] = PLAIN_BREAK, ['['] = PLAIN_BREAK, [']'] = PLAIN_BREAK, ['"'] = PLAIN_BREAK,
	['%'] = PLAIN_BREAK, ['='] = PLAIN_BREAK, ['*'] = PLAIN_BREAK, ['$'] = PLAIN_BREAK, ['\0'] = PLAIN_BREAK,
};
/* clang-format on */

const uint8_t plain_gap[] = {
	[PLAIN_SPACE] = GAP_SPACE,
	[PLAIN_HYPHEN] = GAP_HYPHEN,
	[PLAIN_SLASH] = GAP_SLASH,
	[PLAIN_BREAK] = GAP_BREAK,
	[PLAIN_DOT] = GAP_BREAK,
};

const uint64_t plain_masks[WORDMAP_HEAD + 1][2] = {
#define MASK(n) (((uint64_t)1 << 8 * (n)) - 1)
#define ALL     UINT64_MAX
	{MASK(0), 0},
	{MASK(1), 0},
	{MASK(2), 0},
	{MASK(3), 0},
	{MASK(4), 0},
	{MASK(5), 0},
	{MASK(6), 0},
	{MASK(7), 0},
	{ALL, 0},
	{ALL, MASK(1)},
	{ALL, MASK(2)},
	{ALL, MASK(3)},
	{ALL, MASK(4)},
	{ALL, MASK(5)},
	{ALL, MASK(6)},
	{ALL, MASK(7)},
	{ALL, ALL},
};

#ifdef __SSE2__

typedef signed char sixteen __attribute__((vector_size(16)));
typedef char sixteen_bytes __attribute__((vector_size(16)));

/* The marks of the 16 bytes at text, the first one's lowest */
static unsigned mark_sixteen(const char *text)
{
	sixteen bytes, lower, marks;

	memcpy(&bytes, text, sizeof(bytes));
	lower = bytes | 0x20; /* what is not ASCII is below 0 */
	marks = ((lower >= 'a') & (lower <= 'z')) | ((bytes >= '0') & (bytes <= '9'));
	return (unsigned)__builtin_ia32_pmovmskb128((sixteen_bytes)marks);
}

#else

#define EACH_BYTE(x) (0x0101010101010101u * (x))
#define HIGH_BITS    EACH_BYTE(0x80u)

static unsigned mark_eight(uint64_t bytes)
{
	uint64_t low = bytes & ~HIGH_BITS; /* no sum below goes into the next byte */
	uint64_t lower = low | EACH_BYTE(0x20u);
	uint64_t letter = (lower + EACH_BYTE(0x80u - 'a')) & ~(lower + EACH_BYTE(0x7fu - 'z'));
	uint64_t digit = (low + EACH_BYTE(0x80u - '0')) & ~(low + EACH_BYTE(0x7fu - '9'));
	uint64_t high = (letter | digit) & ~bytes & HIGH_BITS;

	return (unsigned)((high >> 7) * 0x0102040810204080u >> 56); /* gathers the eight bits */
}

static unsigned mark_sixteen(const char *text)
{
	return mark_eight(word_key_load(text)) | mark_eight(word_key_load(text + 8)) << 8;
}

#endif

void plain_mark(unsigned char *bits, const char *text, size_t len)
{
	size_t count = len / 16 + 1;

	for (size_t i = 0; i < count; i++) {
		unsigned marks = mark_sixteen(text + 16 * i);

		bits[2 * i] = (unsigned char)marks;
		bits[2 * i + 1] = (unsigned char)(marks >> 8);
	}
	memset(bits + 2 * count, 0, 8);
}
