/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/schema.h"

#include "config/values.h"
#include "config/web.h"
#include "model/limits.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

/* Points: enough for any weighing, and no sum of LIMIT_RULES of them leaves an int */
#define MOST_POINTS 1000000

/* Votes: more than there are people */
#define MOST_VOTES 100000000000

#define OF_SITE(field)    .offset = offsetof(struct site, field)
#define OF_SOURCE(field)  .offset = offsetof(struct source, field)
#define OF_MAPPING(field) .offset = offsetof(struct source, mapping.field)
#define OF_TOPIC(field)   .offset = offsetof(struct topic, field)
#define OF_RULE(field)    .offset = offsetof(struct rule_def, field)
#define RANGE(from, to)   .least = (from), .most = (to)

static const struct key_row site_keys[] = {
	{"title", values_text, OF_SITE(title), .required = true, .example = "Papers by topic"},
	{"base_url", web_base_url, OF_SITE(base_url), .required = true,
		.example = "https://papers.example.org/"},
	{"tag_authority", web_authority, OF_SITE(tag_authority), .required = true,
		.example = "papers.example.org"},
	{"tag_date", web_tag_date, OF_SITE(tag_date), .required = true, .example = "2026-11"},
	{"author", values_text, OF_SITE(author)},
	{"contact", web_contact, OF_SITE(contact)},
	{"after", values_command, OF_SITE(after), .optional = true},
	{"output", values_path, OF_SITE(output)},
	{"state", values_path, OF_SITE(state)},
	{"entries", values_size, OF_SITE(entries), RANGE(1, LIMIT_FEED_ENTRIES)},
	{"formats", values_documents, OF_SITE(kinds)},
	{"precompress", values_bool, OF_SITE(precompress)},
	{"hub", web_url, OF_SITE(hub)},
	{"language", web_language, OF_SITE(language)},
	{"rights", values_text, OF_SITE(rights), .optional = true},
	{"style", values_path, OF_SITE(style)},
	{"header", values_text, OF_SITE(header), .optional = true},
	{"footer", values_text, OF_SITE(footer), .optional = true},
};

/* Where in a document the fields of a record stand; config/mapping.c collects them */
#define MAPPING_KEYS                                                                          \
	{"items", NULL, .optional = true}, {"embedded", values_plain, OF_MAPPING(embedded)},  \
		{"namespaces", NULL, .optional = true}, {"id", NULL, .optional = true},       \
		{"title", NULL, .optional = true}, {"abstract", NULL, .optional = true},      \
		{"author", NULL, .optional = true}, {"author_count", NULL, .optional = true}, \
		{"link", NULL, .optional = true}, {"pdf", NULL, .optional = true},            \
		{"code", NULL, .optional = true}, {"discussion", NULL, .optional = true},     \
		{"published", NULL, .optional = true}, {"listed", NULL, .optional = true},    \
		{"category", NULL, .optional = true}, {"votes", NULL, .optional = true},      \
		{"comments", NULL, .optional = true}, {"doi", NULL, .optional = true},        \
		{"announce", NULL, .optional = true}, {"id_strip", NULL, .optional = true},   \
		{"title_strip", NULL, .optional = true},                                      \
		{"abstract_strip", NULL, .optional = true},                                   \
		{"author_strip", NULL, .optional = true},                                     \
		{"published_strip", NULL, .optional = true},                                  \
		{"listed_strip", NULL, .optional = true},                                     \
		{"category_strip", NULL, .optional = true},                                   \
		{"votes_strip", NULL, .optional = true},                                      \
		{"comments_strip", NULL, .optional = true},                                   \
		{"author_split", NULL, .optional = true},                                     \
		{"category_split", NULL, .optional = true},                                   \
		{"date_format", values_plain, OF_MAPPING(date_format), .optional = true},     \
		{"next", values_plain, OF_MAPPING(next), .optional = true},                   \
		{"next_url", values_plain, OF_MAPPING(next_url), .optional = true},           \
		{"error", values_plain, OF_MAPPING(error), .optional = true},                 \
		{"skip_items", values_plain, OF_MAPPING(skip_items), .optional = true},       \
	{                                                                                     \
		"skip_announce", NULL, .optional = true                                       \
	}

/* Where a list is on the network, and how it is asked for */
#define REQUEST_KEYS                                                                          \
	{"url", web_url, OF_SOURCE(url)}, {"header", NULL, .optional = false},                \
		{"delay", values_int, OF_SOURCE(request.delay), RANGE(0, LIMIT_WAIT)},        \
		{"connect_timeout", values_int, OF_SOURCE(request.connect_timeout),           \
			RANGE(1, LIMIT_WAIT)},                                                \
		{"timeout", values_int, OF_SOURCE(request.timeout), RANGE(1, LIMIT_WAIT)},    \
		{"stall", values_int, OF_SOURCE(request.stall), RANGE(1, LIMIT_WAIT)},        \
		{"retries", values_int, OF_SOURCE(request.retries), RANGE(0, LIMIT_RETRIES)}, \
		{"max_wait", values_int, OF_SOURCE(request.max_wait), RANGE(0, LIMIT_WAIT)},  \
	{                                                                                     \
		"max_size", values_bytes, OF_SOURCE(max_size), RANGE(1, LIMIT_BODY_MOST)      \
	}

static const struct key_row source_keys[] = {
	{"path", values_path, OF_SOURCE(path)},
	REQUEST_KEYS,
	{"preset", values_plain, OF_SOURCE(preset)},
	{"format", values_format, OF_SOURCE(format)},
	{"year", values_int, OF_SOURCE(year), RANGE(1990, 2100)},
	{"skip", NULL, .optional = true},
	{"enabled", values_bool, OF_SOURCE(enabled)},
	MAPPING_KEYS,
};

static const struct key_row preset_keys[] = {
	{"format", values_format, OF_SOURCE(format), .required = true, .example = "json"},
	{"detect", NULL, .required = true, .example = "/title"},
	REQUEST_KEYS,
	MAPPING_KEYS,
};

static const struct key_row feed_keys[] = {
	{"title", values_text, OF_TOPIC(title), .required = true, .example = "Graph learning"},
	{"subtitle", values_text, OF_TOPIC(subtitle), .optional = true},
	{"threshold", values_int, OF_TOPIC(threshold), RANGE(1, MOST_POINTS)},
	{"case", values_case, OF_TOPIC(any_case)},
	{"plural", values_plural, OF_TOPIC(own_form)},
	{"exclusive", values_bool, OF_TOPIC(exclusive)},
	{"priority", values_int, OF_TOPIC(priority), RANGE(-MOST_POINTS, MOST_POINTS)},
	{"catch_all", values_bool, OF_TOPIC(catch_all)},
	{"sources", NULL, .example = "trending"},
	{"min_votes", values_count, OF_TOPIC(min_votes), RANGE(0, MOST_VOTES)},
	{"moved_to", web_url, OF_TOPIC(moved_to)},
};

static const struct key_row rule_keys[] = {
	{"match", NULL, .required = true, .example = "graph neural network, GNN"},
	{"score", values_score, RANGE(-MOST_POINTS, MOST_POINTS)},
	{"title_score", values_int, OF_RULE(title_score), RANGE(-MOST_POINTS, MOST_POINTS)},
};

static const struct section_row site_sections[] = {
	{"site", NULL, true, site_keys, COUNT(site_keys), {NULL, NULL}},
	{"source", "NAME", false, source_keys, COUNT(source_keys), {NULL, NULL}},
};

static const struct section_row preset_sections[] = {
	{"preset", NULL, true, preset_keys, COUNT(preset_keys), {NULL, NULL}},
};

static const struct section_row topic_sections[] = {
	{"feed", NULL, true, feed_keys, COUNT(feed_keys), {NULL, NULL}},
	{"rule", "NAME", true, rule_keys, COUNT(rule_keys), .unless = {"catch_all", "moved_to"}},
};

static const struct section_row rules_sections[] = {
	{"rule", "NAME", false, rule_keys, COUNT(rule_keys), {NULL, NULL}},
};

static const struct section_row lists_sections[] = {
	{"lists", NULL, false, NULL, 0, {NULL, NULL}},
};

const struct schema schema_site = {site_sections, COUNT(site_sections)};
const struct schema schema_preset = {preset_sections, COUNT(preset_sections)};
const struct schema schema_topic = {topic_sections, COUNT(topic_sections)};
const struct schema schema_rules = {rules_sections, COUNT(rules_sections)};
const struct schema schema_lists = {lists_sections, COUNT(lists_sections)};
