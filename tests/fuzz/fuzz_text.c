/* SPDX-License-Identifier: ISC */
/*
 * Texts: LaTeX, entities, tags and all the rest that tidy undoes.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "fuzz/fuzz.h"
#include "tidy/announce.h"
#include "tidy/count.h"
#include "tidy/latex.h"
#include "tidy/mojibake.h"
#include "tidy/text.h"

/* What mark-up is made of, and what a source may have done to a text: such may be mark-up that is
 * written out, of which tidying again takes off one more layer */
#define MARKUP "\\$^_~<>&{}\"'`#%()[]-=*|"

static void check_spaces(const char *text, enum text_kind kind)
{
	size_t len = strlen(text);

	fuzz_require(!strchr(" \n", text[0]) && !strchr(" \n", text[len - 1]),
		"no white space stands at the ends of \"%s\"", text);
	for (const char *at = text; (at = strpbrk(at, " \n\t")); at++) {
		if (*at == '\n' && kind == TEXT_ABSTRACT && at[1] == '\n') {
			at++;
			fuzz_require(!strchr(" \n", at[1]), "a paragraph begins with a word");
			continue; /* behind both */
		}
		fuzz_require(*at == ' ', "white space is blanks in \"%s\"", text);
		fuzz_require(
			!strchr(" \n", at[1]), "one blank stands between words of \"%s\"", text);
	}
}

/* It looks as if another charset had been taken for this one, or arXiv had announced it twice */
static bool is_wrapped(const char *text)
{
	char *repaired = mojibake_repair(text);
	bool misread = repaired != NULL;

	free(repaired);
	return misread || announce_prefix(text) || announce_title(text) < strlen(text);
}

static void check_kind(struct arena *arena, const char *raw, enum text_kind kind, size_t limit)
{
	const char *text = text_tidy(arena, raw, kind, limit);
	const char *again;
	char *nfc;

	if (!text)
		return;
	fuzz_require_text(text, limit, "a tidied text");
	check_spaces(text, kind);
	nfc = utf8_nfc(text);
	fuzz_require_equal(nfc, text, "NFC");
	free(nfc);
	if (strlen(text) + 4 > limit)
		return; /* cut, perhaps within a word that now is another one */
	again = text_tidy(arena, text, kind, limit);
	if (kind == TEXT_RAW || !(strpbrk(text, MARKUP) || is_wrapped(text)))
		fuzz_require_equal(again, text, "a text and the same tidied again");
}

static void check_latex(const char *raw)
{
	char *text = latex_rewrite(raw);

	if (*text)
		fuzz_require_text(text, 8 * strlen(raw) + 64, "what was LaTeX");
	if (!latex_may_be(raw))
		fuzz_require_equal(text, raw, "what is no LaTeX");
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const size_t limits[] = {16384, 200, 16, 512};
	struct arena arena;
	uint64_t count;
	char *raw;

	arena_init(&arena);
	raw = fuzz_clean(&arena, data, size);
	check_latex(raw);
	for (int kind = TEXT_RAW; kind <= TEXT_ABSTRACT; kind++)
		check_kind(&arena, raw, (enum text_kind)kind, limits[size % 4]);
	if (count_read(&count, raw))
		fuzz_require(count < 1000000000000000, "a count is below 10^15");
	arena_release(&arena);
	return 0;
}
