/* SPDX-License-Identifier: ISC */
/*
 * Who a paper is: keys out of ids and links (tidy/identity.h), which are for ever.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"
#include "fuzz/records.h"
#include "model/limits.h"
#include "tidy/host.h"
#include "tidy/identity.h"
#include "tidy/link.h"
#include "tidy/paper_id.h"

/* RFC 4151 with RFC 3986's pchar, of which no percent-encoding, and slash and question mark */
#define KEY_CHARACTERS                                                   \
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" \
	"-._~!$&'()*+,;=:@/?"

static void check_key(const char *key)
{
	static const char *const kinds[] = {"arxiv:", "doi:", "url:", "id:", "title:1-"};
	bool known = false;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		known = known || strncmp(key, kinds[i], strlen(kinds[i])) == 0;
	fuzz_require(known, "%s is of a kind that there is", key);
	fuzz_require(!key[strspn(key, KEY_CHARACTERS)], "%s may stand in a tag URI", key);
}

/* What a key says of a paper makes the same key again */
static void check_again(struct arena *arena, const char *key)
{
	struct record record = {0};
	struct identity identity;

	if (strncmp(key, "arxiv:", 6) != 0 && strncmp(key, "doi:", 4) != 0)
		return;
	record_add(&record, arena, FIELD_TITLE, "A title");
	record_add(&record, arena, FIELD_ID, key);
	tidy_identity(&identity, arena, &record, "other");
	fuzz_require_equal(identity.keys[0], strstr(key, "sha256-") ? identity.keys[0] : key,
		"a key and that of the paper of which it is the id");
}

static void check_identity(struct arena *arena, const struct record *record)
{
	struct identity identity;
	unsigned kinds[8] = {0};

	tidy_identity(&identity, arena, record, "a source");
	fuzz_require(identity.count >= 1 && identity.count <= 8, "there are keys, and few");
	for (size_t i = 0; i < identity.count; i++) {
		unsigned rank = identity_rank(identity.keys[i]);

		check_key(identity.keys[i]);
		check_again(arena, identity.keys[i]);
		fuzz_require(!i || rank >= identity_rank(identity.keys[i - 1]),
			"the strongest key comes first");
		fuzz_require(
			rank < 8 && ++kinds[rank] <= 2, "there are not more than two of a kind");
		for (size_t j = 0; j < i; j++)
			fuzz_require(strcmp(identity.keys[i], identity.keys[j]) != 0,
				"%s is there once", identity.keys[i]);
	}
	fuzz_require(!identity_is_strong(identity.keys[identity.count - 1]),
		"the last key is the title's");
	fuzz_require(
		!identity_contradicts(identity.keys, identity.count, identity.keys, identity.count),
		"a paper is itself");
}

static void check_address(struct arena *arena, const char *clean)
{
	const char *canonical = link_canonical(arena, clean);
	const char *host = host_address(arena, clean);
	const char *again;
	struct link link;
	bool hosted;

	fuzz_require_line(clean, LIMIT_URL, "a clean address");
	fuzz_require(!strchr(clean, ' ') && !strpbrk(clean, "\"<>\\^`{|}"),
		"%s has nothing that no address has", clean);
	fuzz_require(strncmp(clean, "http://", 7) == 0 || strncmp(clean, "https://", 8) == 0,
		"%s is of the web", clean);
	fuzz_require_equal(link_clean(arena, clean), clean, "an address cleaned again");
	again = link_clean(arena, canonical);
	fuzz_require(again != NULL, "%s is an address still", canonical);
	fuzz_require_equal(link_canonical(arena, again), canonical, "cleaned, canonical again");
	link_split(&link, clean);
	fuzz_require(link.host_len > 0 && link.path_len > 0, "%s has a host and a path", clean);
	if (host)
		fuzz_require_equal(host_address(arena, host), host, "a host's one address");
	link_is_code(clean);
	link_is_search(clean);
	link_is_home(clean);
	paper_id_arxiv_url(arena, clean, &hosted);
	paper_id_doi_url(arena, clean);
}

static void check_value(struct arena *arena, const char *text)
{
	const char *arxiv = paper_id_arxiv(arena, text);
	const char *doi = paper_id_doi(arena, text);
	const char *clean = link_clean(arena, text);
	const char *code = link_find_code(arena, text);

	if (arxiv)
		fuzz_require_equal(paper_id_arxiv(arena, arxiv), arxiv, "an arXiv number again");
	if (doi)
		fuzz_require_equal(paper_id_doi(arena, doi), doi, "a DOI again");
	if (clean)
		check_address(arena, clean);
	if (code) {
		check_address(arena, code);
		fuzz_require(link_is_code(code), "%s is code", code);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct record record;
	char *text;

	arena_init(&arena);
	text = fuzz_clean(&arena, data, size);
	while (records_take(&record, &arena, &text)) {
		for (size_t i = 0; i < record.count; i++)
			check_value(&arena, record.values[i].text);
		record_add(&record, &arena, FIELD_TITLE, "A title of four words");
		check_identity(&arena, &record);
	}
	arena_release(&arena);
	return 0;
}
