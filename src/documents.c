/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "documents.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/gzip.h"
#include "base/xalloc.h"
#include "model/limits.h"

void documents_init(struct documents *documents)
{
	*documents = (struct documents){0};
}

void documents_release(struct documents *documents)
{
	for (size_t i = 0; i < documents->count; i++) {
		free(documents->items[i].name);
		free(documents->items[i].slug);
		free(documents->items[i].month);
		free(documents->items[i].bytes);
	}
	free(documents->items);
	documents_init(documents);
}

char *documents_twin(const char *name)
{
	struct buf twin;

	buf_init(&twin, SIZE_MAX / 2);
	buf_printf(&twin, "%s" TWIN, name);
	return buf_take(&twin);
}

static int look(bool *out, const struct documents *documents, const char *name, struct err *err)
{
	struct stored_document stored;
	struct published file;
	bool known;

	if (store_get_document(documents->store, &stored, &known, name, err) != 0)
		return -1;
	publish_look(&file, &documents->publisher, name);
	*out = known && file.found && stored.size == file.size && stored.mtime == file.mtime;
	return 0;
}

int documents_in_place(
	bool *out, const struct documents *documents, const char *name, struct err *err)
{
	int result = look(out, documents, name, err);

	if (result == 0 && *out && documents->pack) {
		char *twin = documents_twin(name);

		result = look(out, documents, twin, err);
		free(twin);
	}
	return result;
}

/* Adds document, whose bytes are taken and whose names are copied */
static void append(struct documents *documents, struct document document)
{
	document.name = xstrdup(document.name);
	document.slug = document.slug ? xstrdup(document.slug) : NULL;
	document.month = document.month ? xstrdup(document.month) : NULL;
	documents->items = xgrow(
		documents->items, &documents->cap, documents->count + 1, sizeof(*documents->items));
	documents->items[documents->count++] = document;
}

/* Takes bytes if the published file differs from them */
static int add(struct documents *documents, struct buf *bytes, const struct document *like,
	struct err *err)
{
	struct publisher question = {documents->publisher.folder, true};
	struct document document = *like;
	bool changed;

	if (publish_file(&changed, &question, like->name, bytes->data, bytes->len, err) != 0)
		return -1;
	document.len = bytes->len;
	document.bytes = changed ? buf_take(bytes) : NULL;
	append(documents, document);
	return 0;
}

int documents_add(struct documents *documents, struct buf *bytes, const struct document *document,
	struct err *err)
{
	struct document twin = *document;
	struct buf packed;
	int result = 0;

	buf_init(&packed, LIMIT_DOCUMENT);
	if (documents->pack) {
		twin.name = documents_twin(document->name);
		twin.twin = true;
		gzip_pack(&packed, bytes->data, bytes->len);
		result = add(documents, &packed, &twin, err);
		free(twin.name);
	}
	buf_release(&packed);
	return result == 0 ? add(documents, bytes, document, err) : -1;
}

int documents_add_small(struct documents *documents, struct buf *bytes,
	const struct document *document, struct err *err)
{
	struct publisher question = {documents->publisher.folder, true};
	bool in_place, changed;

	if (documents_in_place(&in_place, documents, document->name, err) != 0 ||
		publish_file(&changed, &question, document->name, bytes->data, bytes->len, err) !=
			0)
		return -1;
	return in_place && !changed ? 0 : documents_add(documents, bytes, document, err);
}

int documents_put(bool *changed, const struct documents *documents, const char *name,
	const struct buf *bytes, struct err *err)
{
	struct buf packed;
	bool twin_changed = false;
	int result = 0;

	*changed = false;
	buf_init(&packed, LIMIT_DOCUMENT);
	if (documents->pack) {
		char *twin = documents_twin(name);

		gzip_pack(&packed, bytes->data, bytes->len);
		result = publish_file(
			&twin_changed, &documents->publisher, twin, packed.data, packed.len, err);
		free(twin);
	}
	buf_release(&packed);
	if (result == 0)
		result = publish_file(
			changed, &documents->publisher, name, bytes->data, bytes->len, err);
	*changed = *changed || twin_changed;
	return result;
}

int documents_remove(
	bool *changed, const struct documents *documents, const char *name, struct err *err)
{
	char *twin = documents_twin(name);
	bool twin_changed;
	int result;

	*changed = false;
	result = publish_remove(&twin_changed, &documents->publisher, twin, err);
	if (result == 0)
		result = publish_remove(changed, &documents->publisher, name, err);
	free(twin);
	return result;
}

void documents_note(struct documents *documents, const struct document *document)
{
	struct document twin = *document;

	if (documents->pack || document->gone) {
		twin.name = documents_twin(document->name);
		twin.twin = true;
		append(documents, twin);
		free(twin.name);
	}
	append(documents, *document);
}

int documents_publish(const struct documents *documents,
	void (*tell)(void *ctx, const struct document *document), void *ctx, struct err *err)
{
	int result = 0;

	for (size_t i = 0; i < documents->count; i++) {
		const struct document *document = &documents->items[i];
		bool changed;

		if (!document->bytes)
			continue;
		if (publish_file(&changed, &documents->publisher, document->name, document->bytes,
			    document->len, result == 0 ? err : NULL) == 0)
			tell(ctx, document);
		else
			result = -1;
	}
	return result;
}

/* Whether a hub has to be told when the document changes */
static bool is_subscribed(const struct documents *documents, const struct document *document)
{
	return documents->tell && document->slug && !document->twin && !document->page;
}

/* Whether a hub has to be told that the document changed */
static bool is_news(const struct documents *documents, const struct document *document)
{
	return document->bytes && is_subscribed(documents, document);
}

int documents_promise(const struct documents *documents, struct err *err)
{
	bool any = false;

	for (size_t i = 0; i < documents->count; i++) {
		const struct document *document = &documents->items[i];

		if (!is_news(documents, document))
			continue;
		if (store_set_untold(documents->store, document->name, true, err) != 0)
			return -1;
		any = true;
	}
	return any ? store_promise(documents->store, err) : 0;
}

/* What the document is made of will not be looked at again before it changes */
static int set_clean(struct store *store, const struct document *document, struct err *err)
{
	if (document->month)
		return store_set_month_clean(store, document->slug, document->month, err);
	return document->slug ? store_set_clean(store, document->slug, err) : 0;
}

static int confirm(
	const struct documents *documents, const struct document *document, struct err *err)
{
	struct stored_document stored = {.name = document->name, .slug = document->slug};
	struct published file;

	if (document->gone)
		return store_forget_document(documents->store, document->name, err) == 0
			       ? set_clean(documents->store, document, err)
			       : -1;
	publish_look(&file, &documents->publisher, document->name);
	if (!file.found)
		return 0; /* somebody took it away already: the next run sees that */
	stored.size = file.size;
	stored.mtime = file.mtime;
	stored.untold = is_subscribed(documents, document);
	if (store_confirm_document(documents->store, &stored, err) != 0)
		return -1;
	if (is_news(documents, document) &&
		store_set_untold(documents->store, document->name, true, err) != 0)
		return -1;
	return set_clean(documents->store, document, err);
}

int documents_confirm(const struct documents *documents, struct err *err)
{
	for (size_t i = 0; i < documents->count; i++) {
		if (confirm(documents, &documents->items[i], err) != 0)
			return -1;
	}
	return 0;
}
