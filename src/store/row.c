/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "store/row.h"

#include <stdlib.h>

#include "store/pack.h"

int row_put(struct query *query, const struct entry *entry, struct err *err)
{
	char *authors = pack_strings(entry->authors, entry->author_count);
	char *categories = pack_strings(entry->categories, entry->category_count);
	int at = 2;
	int result;

	query_bind_text(query, at++, entry->title);
	query_bind_text(query, at++, entry->abstract);
	query_bind_text(query, at++, authors);
	query_bind_int(query, at++, entry->author_total);
	query_bind_text(query, at++, entry->link);
	query_bind_text(query, at++, entry->pdf);
	query_bind_text(query, at++, entry->code);
	query_bind_text(query, at++, entry->discussion);
	query_bind_text(query, at++, categories);
	query_bind_time(query, at++, entry->published);
	query_bind_time(query, at++, entry->listed);
	query_bind_time(query, at++, entry->updated);
	query_bind_count(query, at++, entry->votes);
	query_bind_count(query, at++, entry->comments);
	query_bind_count(query, at++, entry->rank);
	query_bind_text(query, at++, entry->source);
	result = query_run(query, err);
	free(authors);
	free(categories);
	return result;
}

int row_get(struct entry *out, struct arena *arena, const struct query *query, int first,
	struct err *err)
{
	int at = first;
	const char *authors, *categories;

	*out = (struct entry){0};
	out->key = query_text(query, at++, arena);
	out->first_seen = query_int(query, at++);
	out->title = query_text(query, at++, arena);
	out->abstract = query_text(query, at++, arena);
	authors = query_text(query, at++, arena);
	out->author_total = (uint32_t)query_int(query, at++);
	out->link = query_text(query, at++, arena);
	out->pdf = query_text(query, at++, arena);
	out->code = query_text(query, at++, arena);
	out->discussion = query_text(query, at++, arena);
	categories = query_text(query, at++, arena);
	out->published = query_time(query, at++);
	out->listed = query_time(query, at++);
	out->updated = query_time(query, at++);
	out->votes = query_count(query, at++);
	out->comments = query_count(query, at++);
	out->rank = query_count(query, at++);
	out->source = query_text(query, at++, arena);
	if (authors && unpack_strings(&out->authors, &out->author_count, arena, authors) != 0)
		return query_damaged(query->store, "the authors of an entry", err);
	if (categories &&
		unpack_strings(&out->categories, &out->category_count, arena, categories) != 0)
		return query_damaged(query->store, "the categories of an entry", err);
	return 0;
}
