/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/web.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include <libxml/uri.h>

#include "base/clock.h"
#include "model/limits.h"

#define TITLE    "{title}"
#define TOO_LONG "is too long for an address"
#define HAS_USER "holds a user name, which everybody would read: leave it out"

/* Of a domain name (RFC 1035, section 2.3.4) */
#define LONGEST_NAME  253
#define LONGEST_LABEL 63

/* Where the shipped site is at home, and nobody else (RFC 2606) */
#define EXAMPLE "example.org"

static void refuse_value(struct ini *ini, const struct expression *value, const char *why)
{
	ini_tell(ini, SEVERITY_ERROR, &value->place, "\"%s\" %s", ini_show(ini, value->text), why);
}

static void refuse(struct ini *ini, const struct ini_key *key, const char *why)
{
	refuse_value(ini, &key->value, why);
}

static bool is_label(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (!isalnum((unsigned char)text[i]) && text[i] != '-')
			return false;
	}
	return len && len <= LONGEST_LABEL && text[0] != '-' && text[len - 1] != '-';
}

/* Letters, digits and hyphens between dots; *dots is how many dots */
static bool is_domain(const char *text, size_t *dots)
{
	if (strlen(text) > LONGEST_NAME)
		return false;
	for (*dots = 0;; ++*dots) {
		size_t len = strcspn(text, ".");

		if (!is_label(text, len))
			return false;
		if (!text[len])
			return true;
		text += len + 1;
	}
}

/* --- addresses --- */

static bool is_host(const char *server)
{
	size_t dots;

	return server && (*server == '[' || is_domain(server, &dots));
}

/* What is wrong with an address; NULL when nothing is */
static const char *check_url(const char *text)
{
	const char *why = NULL;
	xmlURIPtr uri;

	if (strlen(text) > LIMIT_URL)
		return TOO_LONG;
	uri = xmlParseURI(text);
	if (!uri)
		return "is no address: it needs the form https://HOST/PATH, without spaces, and "
		       "with %XX for what is not ASCII";
	if (!uri->scheme ||
		(strcasecmp(uri->scheme, "http") != 0 && strcasecmp(uri->scheme, "https") != 0))
		why = "is no http or https address: it needs the form https://HOST/PATH";
	else if (!is_host(uri->server) || uri->port < 0 || uri->port > 65535)
		why = "has no host that a browser could find";
	else if (uri->user)
		why = HAS_USER;
	xmlFreeURI(uri);
	return why;
}

void web_base_url(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key)
{
	const char *text = key->value.text;
	const char *why = check_url(text);

	(void)row;
	if (!why && strpbrk(text, "?#"))
		why = "is no folder's address: leave out what begins at the ? or #";
	if (why)
		refuse(ini, key, why);
	else
		*(const char **)out = arena_printf(
			ini->arena, "%s%s", text, text[strlen(text) - 1] == '/' ? "" : "/");
}

void web_url(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key)
{
	const char *text = key->value.text;
	const char *why = check_url(text);

	(void)row;
	if (why && strcmp(why, HAS_USER) == 0)
		why = "holds a user name or password: write header = Authorization: ${file:NAME}, "
		      "see paperroute.ini(5)";
	if (!why && strchr(text, '#'))
		why = "has a fragment, which no server sees: leave out what begins at the #";
	if (why)
		refuse(ini, key, why);
	else
		*(const char **)out = text;
}

void web_contact(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key)
{
	const char *text = key->value.text;
	const char *c = text;

	(void)row;
	while (isgraph((unsigned char)*c) && !strchr("()\\\"", *c))
		c++;
	if (*c || (!strchr(text, '@') && check_url(text)))
		refuse(ini, key,
			"is no mail address or URL such as me@example.org or "
			"https://example.org/bots");
	else
		*(const char **)out = text;
}

/* Tells of the first brace that is none of {title}'s, or of a {title} in the host */
static bool check_template(struct ini *ini, const struct expression *value)
{
	const char *text = value->text;
	const char *host = strstr(text, "://");
	const char *path = host ? host + 3 + strcspn(host + 3, "/?#") : text;
	struct place place;
	const char *brace;

	for (brace = strpbrk(text, "{}"); brace; brace = strpbrk(brace, "{}")) {
		if (strncmp(brace, TITLE, strlen(TITLE)) != 0 || brace < path)
			break;
		brace += strlen(TITLE);
	}
	if (!brace)
		return true;
	place = expression_place(value, (size_t)(brace - text));
	if (strncmp(brace, TITLE, strlen(TITLE)) == 0)
		ini_tell(ini, SEVERITY_ERROR, &place, "{title} may not stand in the host's name");
	else
		ini_tell(ini, SEVERITY_ERROR, &place,
			"only {title} may stand in braces, and no brace elsewhere");
	return false;
}

/* The template with a title in it that needs no escapes */
static const char *expand(struct arena *arena, const char *text)
{
	char *out = arena_strdup(arena, text);

	for (char *at = strstr(out, TITLE); at; at = strstr(at, TITLE))
		memmove(at, at + strlen(TITLE), strlen(at + strlen(TITLE)) + 1);
	return out;
}

void web_link(const char **out, struct ini *ini, const struct expression *value)
{
	const char *text = value->text;
	const char *why = TOO_LONG;

	if (!check_template(ini, value))
		return;
	if (strlen(text) <= LIMIT_URL)
		why = check_url(expand(ini->arena, text));
	if (why) {
		refuse_value(ini, value, why);
		return;
	}
	if (!strstr(text, TITLE))
		ini_tell(ini, SEVERITY_WARNING, &value->place,
			"all papers get this same link: put {title} where a paper's title belongs");
	*out = text;
}

/* --- tag: URIs --- */

/* The part of a mail address before its @ (RFC 4151 allows less than mail does) */
static bool is_mailbox(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (!isalnum((unsigned char)text[i]) && !strchr("-._", text[i]))
			return false;
	}
	return len > 0;
}

static bool has_upper(const char *text)
{
	while (*text && !isupper((unsigned char)*text))
		text++;
	return *text != '\0';
}

static void warn_of_example(struct ini *ini, const struct ini_key *key, const char *domain)
{
	size_t len = strlen(domain);
	const char *end = len < strlen(EXAMPLE) ? domain : domain + len - strlen(EXAMPLE);

	if (strcmp(end, EXAMPLE) == 0 && (end == domain || end[-1] == '.'))
		ini_tell(ini, SEVERITY_WARNING, &key->value.place,
			"%s is nobody's: put a domain here that is yours before readers subscribe, "
			"for it becomes part of every paper's id",
			key->value.text);
}

void web_authority(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key)
{
	const char *text = key->value.text;
	const char *at = strchr(text, '@');
	const char *domain = at ? at + 1 : text;
	size_t dots;

	(void)row;
	if ((at && !is_mailbox(text, (size_t)(at - text))) || !is_domain(domain, &dots) || !dots) {
		refuse(ini, key,
			"is no domain or mail address of yours such as papers.example.org");
	} else if (has_upper(text)) {
		refuse(ini, key, "has capital letters, and ids tell them apart: use small ones");
	} else {
		warn_of_example(ini, key, domain);
		*(const char **)out = text;
	}
}

void web_tag_date(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key)
{
	/* what a year or a month lacks to be a day */
	static const char *const rest[] = {[4] = "-01-01", [7] = "-01", [10] = ""};
	const char *text = key->value.text;
	size_t len = strlen(text);
	int64_t when;

	(void)row;
	if (len >= sizeof(rest) / sizeof(*rest) || !rest[len] ||
		!clock_parse(&when, arena_printf(ini->arena, "%s%s", text, rest[len])))
		refuse(ini, key, "is no date: it needs the form 2026, 2026-11 or 2026-11-23");
	else
		*(const char **)out = text;
}

/* --- languages --- */

/* Two or three letters, then parts of one to eight letters and digits */
static bool is_language(const char *text)
{
	size_t len = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

	if (len < 2 || len > 3)
		return false;
	while (text[len] == '-') {
		text += len + 1;
		for (len = 0; isalnum((unsigned char)text[len]); len++)
			;
		if (!len || len > 8)
			return false;
	}
	return text[len] == '\0';
}

void web_language(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key)
{
	(void)row;
	if (is_language(key->value.text))
		*(const char **)out = key->value.text;
	else
		refuse(ini, key, "is no language tag: it needs the form en, de or pt-BR");
}
