/* SPDX-License-Identifier: ISC */
/*
 * A source: where papers come from, in which format, and where in it the fields of a record stand.
 * Plain data without pointers into anything but its maker's arena: it can be copied field by field
 * into another process.
 *
 * config/ fills it from a preset (feeds/sources/NAME.ini) and then from [source NAME], which
 * overrides it; paperroute-sources(5) describes the keys.
 */
#ifndef PAPERROUTE_MODEL_SOURCE_H
#define PAPERROUTE_MODEL_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/place.h"
#include "model/record.h"

/* What reads a body: a row of read/'s table. */
enum format {
	FORMAT_AUTO, /* the body says which of the others, and which preset's mapping */
	FORMAT_LIST, /* a page as text */
	FORMAT_JSON, /* an object, an array, or a value a line */
	FORMAT_FEED, /* RSS 1.0, RSS 2.0, Atom, JSON Feed */
	FORMAT_HTML,
	FORMAT_XML,
	FORMAT_CSV,
	FORMAT_COUNT
};

/* "list", "json"... as [source] format writes them */
const char *format_name(enum format format);

/* What a mapping fills: the fields of a record, and what becomes a part of others */
enum {
	MAP_DOI = FIELD_COUNT, /* one more link */
	MAP_ANNOUNCE,          /* arXiv's kind of announcement: a category "announce:KIND" */
	MAP_COUNT
};

/* Where a value that is one text names several things */
enum {
	SPLIT_COMMA = 1 << 0,
	SPLIT_SEMICOLON = 1 << 1,
	SPLIT_SPACE = 1 << 2,
	SPLIT_AND = 1 << 3, /* the word, or & */
};

struct texts {
	const char **items;
	size_t count;
};

/* How one field is found. */
struct field_map {
	/* The first that gives a value counts. Each is an expression of the format (XPath, JSON
	 * Pointer, the name of a column or element) or a template (source_is_template). */
	struct texts from;
	struct texts strip; /* taken off the value's beginning and end; * stands for any text */
	unsigned split;     /* SPLIT_... */
};

/* A prefix that XPath may use, and the namespace that it stands for. */
struct prefix {
	const char *name;
	const char *url;
};

/* Where in a document its papers and their fields stand. */
struct mapping {
	struct texts items;   /* the first that is there counts; none: the format's own place */
	const char *embedded; /* html: XPath of a text in JSON that has the papers; or NULL */
	struct field_map fields[MAP_COUNT];
	struct prefix *prefixes;
	size_t prefix_count;
	const char *date_format;    /* of published and listed, as strptime's; NULL: any usual */
	const char *next;           /* expression of what leads to the next page; or NULL */
	const char *next_url;       /* template with {next}; NULL when next is an address */
	const char *error;          /* expression of what an answer has that is an error; or NULL */
	const char *skip_items;     /* expression of what an item has that is no paper; or NULL */
	struct texts skip_announce; /* kinds of announcement that are passed over */
	struct texts detect;        /* what a document of a preset has to have, all of it */
};

/* The name of the source that files named on the command line are read as */
#define SOURCE_ARGUMENTS "command-line"

/* A line of a source's requests. The value may hold ${env:NAME} and ${file:PATH}, which fetch/ fills
 * in when it asks; what it then is, is never printed or stored. */
struct header {
	const char *name;
	const char *value;
};

/* How a URL is asked for. Times are in seconds. */
struct request {
	int delay;           /* between two requests to one host */
	int connect_timeout; /* until there is a connection */
	int timeout;         /* of one whole answer */
	int stall;           /* with hardly a byte coming in */
	int retries;         /* after a first attempt that failed */
	int max_wait;        /* before another attempt; a host that asks for more is let alone */
	struct header *headers;
	size_t header_count;
};

struct source {
	const char *name; /* [source NAME]; a preset's own name */
	struct place place;
	const char *path; /* a file, relative ones already joined to their folder; "-" is stdin */
	const char *url;  /* an http or https address; it or path is set, the other is NULL */
	struct request request;
	size_t max_size;      /* bytes of a body, as it comes and unpacked */
	const char *settings; /* all keys and values of its section and preset, as written */
	enum format format;
	const char *preset; /* the name of the preset that it began as; NULL if none */
	struct mapping mapping;
	int year; /* of dates without one; 0 when not set */
	const char
		*link; /* template with {title}: where papers without link are searched; or NULL */
	const char **skip; /* whole lines to pass over, as written, compared without case */
	size_t skip_count;
	bool enabled;
	/* With FORMAT_AUTO: what the body may be, for their format and mapping, by name */
	const struct source *presets;
	size_t preset_count;
};

/* What a source is when its section says nothing. */
extern const struct source source_defaults;

/* What messages call the place that the source's papers come from: its path or URL. */
const char *source_where(const struct source *source);

/* Whether a mapping's text is a template and no expression: an address, or "text:" and what to take.
 * In a template {title}, or the name of another field, stands for the record's value. */
bool source_is_template(const char *text);

/* Whether a mapping of the format has expressions: that of a list has none. */
bool format_has_mapping(enum format format);

#endif
