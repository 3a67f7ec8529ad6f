/* SPDX-License-Identifier: ISC */
/*
 * Addresses in running text (base/url.h), and the other walks of base/ over any text.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/excerpt.h"
#include "base/suggest.h"
#include "base/url.h"
#include "base/utf8.h"
#include "fuzz/fuzz.h"

static void check_urls(const char *text)
{
	size_t total = strlen(text);
	size_t start = 0;
	size_t last = 0;
	size_t len;

	while (url_find(text, &start, &len)) {
		fuzz_require(start >= last && len > 7 && start + len <= total,
			"an address is behind the last and in the text");
		fuzz_require(strncasecmp(text + start, "http://", 7) == 0 ||
				     strncasecmp(text + start, "https://", 8) == 0,
			"an address begins as one");
		for (size_t i = start; i < start + len; i++)
			fuzz_require(!strchr(" \t\n\"<>{}|\\^`", text[i]),
				"an address ends before \"%c\"", text[i]);
		fuzz_require(!strchr(".,;:!?'", text[start + len - 1]),
			"an address does not end in the sentence's \"%c\"", text[start + len - 1]);
		start += len;
		last = start;
	}
}

static void check_utf8(const uint8_t *data, size_t size)
{
	size_t replaced;
	char *clean = utf8_clean((const char *)data, size, &replaced);
	char *again = utf8_clean(clean, strlen(clean), &replaced);
	char *nfc = utf8_nfc(clean);
	char *key = utf8_title_key(clean);
	char *key_again = utf8_title_key(key);
	char *buffer = malloc(size + 1);

	if (*clean)
		fuzz_require_text(clean, 3 * size, "what is clean");
	fuzz_require(!replaced, "what is clean needs nothing");
	fuzz_require_equal(again, clean, "clean and cleaned again");
	if (*nfc)
		fuzz_require_text(nfc, 12 * size, "NFC");
	if (utf8_is_nfc(clean))
		fuzz_require_equal(nfc, clean, "NFC");
	fuzz_require_equal(key_again, key, "the key of a key");
	fuzz_require(utf8_prefix(clean, utf8_length(clean)) == strlen(clean),
		"all characters are the whole text");
	memcpy(buffer, data, size);
	buffer[size] = '\0';
	utf8_mend(buffer, size + 1);
	if (*buffer)
		fuzz_require_text(buffer, size, "what was mended");
	free(buffer);
	free(key_again);
	free(key);
	free(nfc);
	free(again);
	free(clean);
}

static void check_spaces(char *text)
{
	utf8_fold_space(text);
	fuzz_require(*text != ' ' && !strstr(text, "  "), "white space is folded");
	fuzz_require(!*text || text[strlen(text) - 1] != ' ', "none is at the end");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct suggest suggest;
	struct arena arena;
	struct buf out;
	char *text;

	check_utf8(data, size);
	arena_init(&arena);
	text = fuzz_clean(&arena, data, size);
	check_urls(text);
	suggest_init(&suggest, text);
	suggest_offer(&suggest, "threshold");
	buf_init(&out, SIZE_MAX / 2);
	excerpt_put_text(&out, text, (unsigned)(size % 200) + 1);
	fuzz_require(!out.len || out.data[out.len - 1] == '\n', "an excerpt is whole lines");
	buf_release(&out);
	check_spaces(text);
	arena_release(&arena);
	return 0;
}
