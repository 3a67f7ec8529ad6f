/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/identity.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "base/utf8.h"
#include "tidy/host.h"
#include "tidy/link.h"
#include "tidy/paper_id.h"
#include "tidy/text.h"

#define TITLE_HEX   32 /* digits of the title's hash: enough that no two of 10^15 titles meet */
#define TITLE_WORDS 4  /* that a title has to have to say which paper it is */

/* The keys of one record, as they are found. */
struct finder {
	struct arena *arena;
	const char *arxiv;
	const char *doi;
	const char *urls[2]; /* the id's and the first link's */
	size_t url_count;
};

static bool is_ascii_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* value, or "sha256-HASH" when it has a character that may not stand in a tag URI or is also in
 * refused */
static const char *tag_safe(struct arena *arena, const char *value, const char *refused)
{
	char hash[SHA256_HEX_SIZE];

	for (const char *c = value; *c; c++) {
		if ((is_ascii_alnum(*c) || strchr(IDENTITY_SIGNS, *c)) && !strchr(refused, *c))
			continue;
		sha256_hex(hash, value, strlen(value));
		return arena_printf(arena, "sha256-%s", hash);
	}
	return value;
}

/* Whether a URL is one paper's own: not a program's, a search's, a home page's or a place in a
 * list, nor of a host that would have said who the paper is by a number */
static bool is_paper(struct arena *arena, const char *clean)
{
	struct link link;
	bool hosted;

	link_split(&link, clean);
	paper_id_arxiv_url(arena, clean, &hosted);
	return !hosted && !link.fragment && !link_is_code(clean) && !link_is_search(clean) &&
	       !link_is_home(clean);
}

/* Takes a registry's number from the number itself or from a URL of it; false when it is neither */
static bool find_number(struct finder *finder, const char *text)
{
	const char *clean = link_clean(finder->arena, text);
	const char *arxiv = NULL;
	const char *doi;
	bool hosted;

	if (clean) {
		arxiv = paper_id_arxiv_url(finder->arena, clean, &hosted);
		doi = paper_id_doi_url(finder->arena, clean);
	} else {
		doi = paper_id_doi(finder->arena, text);
	}
	if (!arxiv)
		arxiv = paper_id_arxiv(finder->arena, doi ? doi : text);
	if (arxiv && !finder->arxiv)
		finder->arxiv = arxiv;
	if (doi && !arxiv && !finder->doi)
		finder->doi = doi;
	return arxiv || doi;
}

/* Takes a paper's own address; true when text is one */
static bool find_url(struct finder *finder, const char *text)
{
	const char *clean = link_clean(finder->arena, text);
	const char *canonical;

	if (!clean || !is_paper(finder->arena, clean))
		return false;
	canonical = host_address(finder->arena, clean);
	if (!canonical)
		canonical = link_canonical(finder->arena, clean);
	/* the same page with and without TLS */
	canonical = arena_printf(finder->arena, "https://%s", strstr(canonical, "://") + 3);
	finder->urls[finder->url_count++] = canonical;
	return true;
}

static void find_links(struct finder *finder, const struct record *record)
{
	bool found = false;

	for (size_t i = 0; i < record->count; i++) {
		const struct record_value *value = &record->values[i];

		if (value->field != FIELD_LINK)
			continue;
		if (!find_number(finder, value->text) && !found)
			found = find_url(finder, value->text);
	}
	if (record_get(record, FIELD_PDF))
		find_number(finder, record_get(record, FIELD_PDF));
}

/* Words as people count them: runs of letters and digits, with the apostrophes in them */
static size_t count_words(const char *text)
{
	size_t len = strlen(text);
	bool inside = false;
	size_t words = 0;
	size_t size;

	for (size_t i = 0; i < len; i += size) {
		int32_t c = utf8_decode(text + i, len - i, &size);
		bool word = utf8_is_letter(c) || utf8_is_digit(c) || utf8_is_mark(c);

		words += word && !inside;
		inside = word || (inside && (c == '\'' || c == 0x2019));
	}
	return words;
}

static const char *title_key(struct arena *arena, const char *title)
{
	char hash[SHA256_HEX_SIZE];
	char *key = utf8_title_key(title);

	/* a title of signs alone is told from others by the signs */
	if (!*key) {
		const char *signs = text_tidy(arena, title, TEXT_RAW, SIZE_MAX);

		free(key);
		key = utf8_nfc(signs ? signs : "");
	}
	sha256_hex(hash, key, strlen(key));
	free(key);
	return arena_printf(arena, "title:1-%.*s", TITLE_HEX, hash);
}

static void add_key(struct identity *out, struct arena *arena, const char *kind, const char *value)
{
	const char *key = arena_printf(arena, "%s:%s", kind, tag_safe(arena, value, ""));

	for (size_t i = 0; i < out->count; i++) {
		if (strcmp(out->keys[i], key) == 0)
			return;
	}
	out->keys[out->count++] = key;
}

void tidy_identity(
	struct identity *out, struct arena *arena, const struct record *record, const char *source)
{
	const char *raw = record_get(record, FIELD_ID);
	const char *id = raw ? text_tidy(arena, raw, TEXT_RAW, SIZE_MAX) : NULL;
	const char *title = record_get(record, FIELD_TITLE);
	struct finder finder = {.arena = arena};

	if (id && (find_number(&finder, id) || find_url(&finder, id)))
		id = NULL;
	find_links(&finder, record);
	*out = (struct identity){.keys = arena_array(arena, 6, sizeof(*out->keys))};
	if (finder.arxiv)
		add_key(out, arena, "arxiv", finder.arxiv);
	if (finder.doi)
		add_key(out, arena, "doi", finder.doi);
	for (size_t i = 0; i < finder.url_count; i++)
		add_key(out, arena, "url", finder.urls[i]);
	if (id)
		out->keys[out->count++] = arena_printf(
			arena, "id:%s/%s", tag_safe(arena, source, "/"), tag_safe(arena, id, ""));
	out->keys[out->count++] = title_key(arena, title ? title : "");
	out->title_can_join = title && count_words(title) >= TITLE_WORDS;
}
