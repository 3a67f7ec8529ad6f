/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/place.h"

const struct place_row place_rows[HIT_PLACES] = {
	[HIT_TITLE] = {"title", PLACE_WORDS},
	[HIT_ABSTRACT] = {"abstract", PLACE_WORDS},
	[HIT_AUTHOR] = {"author", PLACE_WORDS},
	[HIT_CATEGORY] = {"category", PLACE_WHOLE},
	[HIT_SOURCE] = {"source", PLACE_WHOLE},
	[HIT_LINK] = {"link", PLACE_WHOLE},
	[HIT_ID] = {"id", PLACE_WHOLE},
	[HIT_VOTES] = {"votes", PLACE_NUMBER},
	[HIT_COMMENTS] = {"comments", PLACE_NUMBER},
	[HIT_AUTHORS] = {"authors", PLACE_NUMBER},
};

/* Of a field that has one value at most */
static const char *single(const struct entry *entry, enum place_of_hit field)
{
	switch (field) {
	case HIT_TITLE:
		return entry->title;
	case HIT_ABSTRACT:
		return entry->abstract;
	case HIT_SOURCE:
		return entry->source;
	case HIT_LINK:
		return entry->link;
	case HIT_ID:
		return entry->key;
	default:
		return NULL;
	}
}

size_t place_count(const struct entry *entry, enum place_of_hit field)
{
	if (field == HIT_AUTHOR)
		return entry->author_count;
	if (field == HIT_CATEGORY)
		return entry->category_count;
	if (field == HIT_SOURCE && entry->source_count)
		return entry->source_count;
	return single(entry, field) ? 1 : 0;
}

const char *place_text(const struct entry *entry, uint32_t place)
{
	enum place_of_hit field = place_field(place);

	if (field == HIT_AUTHOR)
		return entry->authors[place_value(place)];
	if (field == HIT_CATEGORY)
		return entry->categories[place_value(place)];
	if (field == HIT_SOURCE && entry->source_count)
		return entry->sources[place_value(place)];
	return single(entry, field);
}

uint64_t place_number(const struct entry *entry, enum place_of_hit field)
{
	if (field == HIT_VOTES)
		return entry->votes;
	if (field == HIT_COMMENTS)
		return entry->comments;
	return entry->author_total > entry->author_count ? entry->author_total
							 : entry->author_count;
}
