/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "store/pack.h"

#include <stdint.h>

#include <jansson.h>

/* Takes the value over; NULL stays NULL */
static char *dump(json_t *value)
{
	char *text = value ? json_dumps(value, JSON_COMPACT) : NULL;

	json_decref(value);
	return text;
}

char *pack_strings(const char *const *items, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < count; i++) {
		if (json_array_append_new(list, json_string(items[i])) != 0) {
			json_decref(list);
			list = NULL;
		}
	}
	return dump(list);
}

int unpack_strings(const char ***items, size_t *count, struct arena *arena, const char *text)
{
	json_t *list = text ? json_loads(text, 0, NULL) : NULL;
	size_t size = json_array_size(list);
	int result = json_is_array(list) ? 0 : -1;

	*items = arena_array(arena, size, sizeof(**items));
	for (size_t i = 0; i < size; i++) {
		(*items)[i] = arena_strdup(arena, json_string_value(json_array_get(list, i)));
		if (!(*items)[i])
			result = -1;
	}
	*count = size;
	json_decref(list);
	return result;
}

/* The values of one field: a list when it may have several */
static json_t *field_value(const struct record *record, enum field field)
{
	json_t *list;

	if (!record_field_repeats(field))
		return json_string(record_get(record, field));
	list = json_array();
	for (size_t i = 0; list && i < record->count; i++) {
		if (record->values[i].field != field)
			continue;
		if (json_array_append_new(list, json_string(record->values[i].text)) != 0) {
			json_decref(list);
			return NULL;
		}
	}
	return list;
}

char *pack_record(const struct record *record)
{
	json_t *object = json_object();

	for (size_t i = 0; object && i < record->count; i++) {
		enum field field = record->values[i].field;
		const char *name = record_field_name(field);

		if (json_object_get(object, name))
			continue;
		if (json_object_set_new(object, name, field_value(record, field)) != 0) {
			json_decref(object);
			object = NULL;
		}
	}
	return dump(object);
}

/* A text, or a list of texts */
static int add_values(
	struct record *record, struct arena *arena, enum field field, const json_t *value)
{
	if (json_is_string(value)) {
		record_add(record, arena, field, json_string_value(value));
		return 0;
	}
	if (!json_is_array(value))
		return -1;
	for (size_t i = 0; i < json_array_size(value); i++) {
		const char *text = json_string_value(json_array_get(value, i));

		if (!text)
			return -1;
		record_add(record, arena, field, text);
	}
	return 0;
}

int unpack_record(struct record *record, struct arena *arena, const char *text)
{
	json_t *object = text ? json_loads(text, 0, NULL) : NULL;
	int result = json_is_object(object) ? 0 : -1;
	const char *name;
	json_t *value;

	*record = (struct record){0};
	json_object_foreach(object, name, value)
	{
		enum field field;

		if (!record_field_from_name(&field, name))
			continue;
		if (add_values(record, arena, field, value) != 0)
			result = -1;
	}
	json_decref(object);
	return result;
}

/* The name is left out when there is no text */
static int set_text(json_t *object, const char *name, const char *text)
{
	return text ? json_object_set_new(object, name, json_string(text)) : 0;
}

static json_t *reason_object(const struct reason *reason)
{
	json_t *object = json_object();

	if (set_text(object, "rule", reason->rule) != 0 ||
		json_object_set_new(object, "points", json_integer(reason->points)) != 0 ||
		set_text(object, "field", reason->field) != 0 ||
		set_text(object, "text", reason->text) != 0) {
		json_decref(object);
		return NULL;
	}
	return object;
}

char *pack_reasons(const struct reason *reasons, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < count; i++) {
		if (json_array_append_new(list, reason_object(&reasons[i])) != 0) {
			json_decref(list);
			list = NULL;
		}
	}
	return dump(list);
}

static const char *get_text(struct arena *arena, const json_t *object, const char *name)
{
	return arena_strdup(arena, json_string_value(json_object_get(object, name)));
}

int unpack_reasons(struct reason **reasons, size_t *count, struct arena *arena, const char *text)
{
	json_t *list = text ? json_loads(text, 0, NULL) : NULL;
	size_t size = json_array_size(list);
	int result = json_is_array(list) ? 0 : -1;

	*reasons = arena_array(arena, size, sizeof(**reasons));
	for (size_t i = 0; i < size; i++) {
		const json_t *object = json_array_get(list, i);
		struct reason *reason = &(*reasons)[i];

		reason->rule = get_text(arena, object, "rule");
		reason->points = (int)json_integer_value(json_object_get(object, "points"));
		reason->field = get_text(arena, object, "field");
		reason->text = get_text(arena, object, "text");
		if (!reason->rule)
			result = -1;
	}
	*count = size;
	json_decref(list);
	return result;
}
