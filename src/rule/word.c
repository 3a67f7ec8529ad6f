/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/word.h"

#include <string.h>

#include "base/utf8.h"
#include "rule/fold.h"

#define R2(x)  x, x
#define R8(x)  R2(x), R2(x), R2(x), R2(x)
#define R26(x) R8(x), R8(x), R8(x), R2(x)
#define R32(x) R8(x), R8(x), R8(x), R8(x)

/* clang-format off */
static const unsigned char classes[256] = {
	[' '] = C_SPACE, ['\t'] = C_SPACE, ['\n'] = C_SPACE, ['\r'] = C_SPACE,
	['-'] = C_HYPHEN, ['/'] = C_SLASH, ['\''] = C_APOSTROPHE,
	['^'] = C_DROP, ['_'] = C_DROP, ['{'] = C_DROP, ['}'] = C_DROP,
	['.'] = C_OTHER, ['&'] = C_OTHER, ['+'] = C_OTHER, ['#'] = C_OTHER,
	['0'] = R8(C_LOWER), R2(C_LOWER),
	['A'] = R26(C_UPPER),
	['a'] = R26(C_LOWER),
	[0x80] = R32(C_OTHER), R32(C_OTHER), R32(C_OTHER), R32(C_OTHER),
};
/* clang-format on */

/* One character of the text: what it is for words */
struct character {
	enum char_class class;
	int32_t code; /* of C_OTHER */
	size_t size;  /* in bytes */
};

void word_scan_init(struct word_scan *scan, const char *text, size_t len)
{
	scan->text = text;
	scan->len = len;
	scan->at = 0;
	scan->end = 0;
}

static bool is_alnum(unsigned char c)
{
	return classes[c] >= C_LOWER;
}

static bool is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static struct character look_far(const struct word_scan *scan, size_t at)
{
	struct character c;

	c.code = utf8_decode(scan->text + at, scan->len - at, &c.size);
	c.class = fold_class(c.code);
	return c;
}

/* at is less than scan->len */
static inline struct character look(const struct word_scan *scan, size_t at)
{
	unsigned char byte = (unsigned char)scan->text[at];

	return byte < 0x80 ? (struct character){classes[byte], byte, 1} : look_far(scan, at);
}

bool word_breaks(int32_t c)
{
	enum char_class class = (uint32_t)c < 0x80 ? classes[c] : fold_class(c);

	return class == C_BREAK || class == C_OTHER;
}

static bool word_at(const struct word_scan *scan, size_t at)
{
	unsigned char byte = at < scan->len ? (unsigned char)scan->text[at] : ' ';

	if (byte < 0x80)
		return is_alnum(byte);
	return look(scan, at).class == C_OTHER;
}

static unsigned char byte_at(const struct word_scan *scan, size_t at)
{
	return at < scan->len ? (unsigned char)scan->text[at] : 0;
}

/* ".NET", but not the full stops of "end .We" and "end...WE" */
static bool dotted_name_at(const struct word_scan *scan, size_t at)
{
	return byte_at(scan, at) == '.' && classes[byte_at(scan, at + 1)] == C_UPPER &&
	       classes[byte_at(scan, at + 2)] == C_UPPER &&
	       (at == 0 || (byte_at(scan, at - 1) != '.' && !word_at(scan, at - 1)));
}

/* --- between words --- */

/* Hyphens and white space seen between two words, to tell "a-b" and "a- b" from "a - b" */
struct between {
	bool space_before; /* white space, with no hyphen yet */
	bool space_after;
	unsigned hyphens;
	unsigned slashes;
	bool broken;
};

static enum gap gap_of(const struct between *b)
{
	if (b->broken || b->hyphens + b->slashes > 1)
		return GAP_BREAK;
	if (b->slashes)
		return GAP_SLASH;
	if (b->hyphens && b->space_before && b->space_after)
		return GAP_BREAK;
	if (b->hyphens && !b->space_before && !b->space_after)
		return GAP_HYPHEN;
	return b->space_before || b->space_after ? GAP_SPACE : GAP_NONE;
}

bool word_scan_skip(struct word_scan *scan)
{
	struct between b = {.broken = scan->at == 0};

	while (scan->at < scan->len) {
		struct character c = look(scan, scan->at);

		switch (c.class) {
		case C_LOWER:
		case C_UPPER:
			scan->gap = gap_of(&b);
			return true;
		case C_SPACE:
			*(b.hyphens ? &b.space_after : &b.space_before) = true;
			break;
		case C_HYPHEN:
			b.hyphens++;
			break;
		case C_SLASH:
			b.slashes++;
			break;
		case C_DROP:
			break;
		case C_OTHER:
			if (c.code >= 0x80 || dotted_name_at(scan, scan->at)) {
				scan->gap = gap_of(&b);
				return true;
			}
			b.broken = true;
			break;
		default:
			b.broken = true;
			break;
		}
		scan->at += c.size;
	}
	return false;
}

/* --- inside a word --- */

/* Appends len bytes to both forms; lower is the folded one's */
static void put(struct word_scan *scan, const char *cased, size_t cased_len, const char *lower,
	size_t lower_len)
{
	if (cased_len > LIMIT_WORD - scan->cased_len || lower_len > LIMIT_WORD - scan->folded_len) {
		scan->too_long = true;
		return;
	}
	memcpy(scan->cased + scan->cased_len, cased, cased_len);
	memcpy(scan->folded + scan->folded_len, lower, lower_len);
	scan->cased_len += cased_len;
	scan->folded_len += lower_len;
}

static void put_sign(struct word_scan *scan, char c)
{
	put(scan, &c, 1, &c, 1);
}

/* Reads a run of letters and digits of ASCII, all that most words are made of */
static void read_ascii(struct word_scan *scan)
{
	const unsigned char *text = (const unsigned char *)scan->text;
	size_t both = scan->cased_len > scan->folded_len ? scan->cased_len : scan->folded_len;
	size_t from = scan->at, at = from;
	size_t end = scan->len - at > LIMIT_WORD - both ? at + LIMIT_WORD - both : scan->len;
	char *cased = scan->cased + scan->cased_len;
	char *folded = scan->folded + scan->folded_len;

	for (; at < end && is_alnum(text[at]); at++) {
		*cased++ = (char)text[at];
		*folded++ = (char)(text[at] | 0x20); /* digits have that bit too */
	}
	scan->cased_len += at - from;
	scan->folded_len += at - from;
	for (; at < scan->len && is_alnum(text[at]); at++)
		scan->too_long = true;
	if (at > from)
		scan->at = scan->end = at;
}

static void put_code(struct word_scan *scan, int32_t c)
{
	char cased[FOLD_SIZE];
	char lower[FOLD_SIZE];
	size_t cased_len = fold_character(cased, c, false);
	size_t lower_len = fold_character(lower, c, true);

	put(scan, cased, cased_len, lower, lower_len);
}

/* What an apostrophe at scan->at (size bytes) does: ends the word (false) or not */
static bool pass_apostrophe(struct word_scan *scan, size_t size)
{
	size_t next = scan->at + size;
	unsigned char after = byte_at(scan, next);
	unsigned char before = byte_at(scan, scan->at - 1);

	if ((after == 's' || after == 'S') && !word_at(scan, next + 1)) {
		scan->at = next + 1;
		return false;
	}
	if (!word_at(scan, next)) {
		if (before == 's' || before == 'S')
			scan->at = next;
		return false;
	}
	scan->at = next;
	return true;
}

/* ". & + #" at scan->at: inside the word (true) or its end */
static bool pass_sign(struct word_scan *scan)
{
	unsigned char sign = byte_at(scan, scan->at);
	unsigned char before = byte_at(scan, scan->at - 1);
	unsigned char after = byte_at(scan, scan->at + 1);
	bool inside = false;

	switch (sign) {
	case '.':
		inside = is_digit(before) && is_digit(after);
		break;
	case '&':
		inside = is_alnum(before) && is_alnum(after);
		break;
	case '+':
		if (scan->folded_len == 1 && after == '+' && byte_at(scan, scan->at + 2) != '+') {
			put_sign(scan, '+');
			put_sign(scan, '+');
			scan->at += 2;
			scan->end = scan->at;
		}
		return false;
	case '#':
		if (scan->folded_len == 1 && !word_at(scan, scan->at + 1)) {
			put_sign(scan, '#');
			scan->at++;
			scan->end = scan->at;
		}
		return false;
	default:
		break;
	}
	if (inside) {
		put_sign(scan, (char)sign);
		scan->at++;
	}
	return inside;
}

/* One step inside a word that is not plain ASCII letters and digits; false at the word's end */
static bool pass_other(struct word_scan *scan)
{
	struct character c = look(scan, scan->at);

	switch (c.class) {
	case C_APOSTROPHE:
		return pass_apostrophe(scan, c.size);
	case C_DROP:
		scan->at += c.size;
		if (fold_is_dropped(c.code))
			scan->end = scan->at;
		return true;
	case C_OTHER:
		if (c.code < 0x80)
			return pass_sign(scan);
		if (fold_is_run(c.code))
			return false;
		put_code(scan, c.code);
		scan->at += c.size;
		scan->end = scan->at;
		return true;
	default:
		return false;
	}
}

/* A character of Han or kana is a word by itself */
static bool read_run_character(struct word_scan *scan)
{
	struct character c = look(scan, scan->at);

	if (c.code < 0x80 || !fold_is_run(c.code))
		return false;
	put_code(scan, c.code);
	scan->at += c.size;
	while (scan->at < scan->len) { /* a mark that follows belongs to it */
		c = look(scan, scan->at);
		if (!fold_is_kana_mark(c.code))
			break;
		put_code(scan, c.code);
		scan->at += c.size;
	}
	scan->end = scan->at;
	return true;
}

static void read_word(struct word_scan *scan)
{
	const unsigned char *text = (const unsigned char *)scan->text;

	if (text[scan->at] == '.') {
		put_sign(scan, '.');
		scan->at++;
	}
	do {
		read_ascii(scan);
	} while (scan->at < scan->len && text[scan->at] != ' ' && pass_other(scan));
}

void word_scan_read(struct word_scan *scan)
{
	scan->start = scan->at;
	scan->folded_len = scan->cased_len = 0;
	scan->too_long = false;
	if (!read_run_character(scan))
		read_word(scan);
	scan->folded[scan->folded_len] = '\0';
	scan->cased[scan->cased_len] = '\0';
}

bool word_scan_next(struct word_scan *scan)
{
	if (!word_scan_skip(scan))
		return false;
	word_scan_read(scan);
	return true;
}
