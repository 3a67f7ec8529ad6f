/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/link.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/url.h"
#include "base/utf8.h"
#include "base/xalloc.h"
#include "model/limits.h"

/* Hosts that keep programs; "www." before them is the same */
static const char *const code_hosts[] = {
	"github.com", "gist.github.com", "gitlab.com", "bitbucket.org", "codeberg.org",
	"sourceforge.net", "git.sr.ht", "gitee.com",
	"anonymous.4open.science", /* GitHub without names, for papers under review */
};

/* Parameters that a search for words is given in */
static const char *const search_parameters[] = {"q", "query", "search", "search_query", "term"};

/* Parameters that say where a reader came from, not what is read */
static const char *const tracking[] = {"fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid",
	"msclkid", "yclid", "twclid", "igshid", "mc_cid", "mc_eid", "_hsenc", "_hsmi", "mkt_tok",
	"ref_src", "ref_url"};

/* ASCII that a URL never has as it is; before the first of these, and of % and what is not ASCII, a
 * URL is clean */
#define NOT_ALLOWED " \"<>\\^`{|}"
#define ENCODED     NOT_ALLOWED "%"

#define LONGEST_HOST 253 /* RFC 1035, section 2.3.4, in letters */

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* "http://" or "https://" in lower case; NULL for other schemes */
static const char *scheme_of(const char *text)
{
	static const char *const schemes[] = {"http://", "https://"};

	for (size_t i = 0; i < COUNT(schemes); i++) {
		if (strncasecmp(text, schemes[i], strlen(schemes[i])) == 0)
			return schemes[i];
	}
	return NULL;
}

/* A name of letters, digits, hyphens, underscores and dots that begins and ends as names do */
static bool is_host(const char *host, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (!isalnum((unsigned char)host[i]) && !strchr("-_.", host[i]))
			return false;
		if (host[i] == '.' && (i == 0 || host[i - 1] == '.'))
			return false;
	}
	return len > 0 && len <= LONGEST_HOST && isalnum((unsigned char)host[0]) &&
	       host[len - 1] != '.';
}

/* port is "" or begins with a colon; the scheme's own is left out */
static bool put_port(struct buf *out, const char *port, size_t len, bool secure)
{
	unsigned long number;

	if (len <= 1)
		return true;
	if (len > 6 || strspn(port + 1, "0123456789") < len - 1)
		return false;
	number = strtoul(port + 1, NULL, 10);
	if (number > 65535)
		return false;
	if (number != (secure ? 443 : 80))
		buf_printf(out, ":%lu", number);
	return true;
}

static bool put_authority(struct buf *out, const char *text, size_t len, bool secure)
{
	const char *colon = memchr(text, ':', len);
	size_t host = colon ? (size_t)(colon - text) : len;
	size_t name = host > 0 && text[host - 1] == '.' ? host - 1 : host;

	char lower[LONGEST_HOST];

	if (!is_host(text, name))
		return false;
	for (size_t i = 0; i < name; i++)
		lower[i] = (char)tolower((unsigned char)text[i]);
	buf_put(out, lower, name);
	return put_port(out, text + host, len - host, secure);
}

static bool is_hex(const char *text)
{
	return isxdigit((unsigned char)text[0]) && isxdigit((unsigned char)text[1]);
}

/* The path and what follows it; false on a control character */
static bool put_rest(struct buf *out, const char *text, size_t len)
{
	size_t clean = strcspn(text, ENCODED);
	size_t i = utf8_plain(text, clean < len ? clean : len);

	buf_put(out, text, i);
	for (; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c < ' ' || c == 0x7f)
			return false;
		if (c >= 0x80 || strchr(NOT_ALLOWED, c) ||
			(c == '%' && (len - i < 3 || !is_hex(text + i + 1))))
			buf_printf(out, "%%%02X", c);
		else
			buf_putc(out, (char)c);
	}
	return true;
}

const char *link_clean(struct arena *arena, const char *text)
{
	const char *clean = NULL;
	const char *scheme;
	struct buf out;
	size_t len, authority;

	text += strspn(text, " \t\n\r");
	len = strlen(text);
	while (len > 0 && strchr(" \t\n\r", text[len - 1]))
		len--;
	scheme = scheme_of(text);
	if (!scheme)
		return NULL;
	text += strlen(scheme);
	len -= strlen(scheme);
	authority = strcspn(text, "/?#");
	authority = authority < len ? authority : len;
	buf_init(&out, LIMIT_URL);
	buf_puts(&out, scheme);
	if (put_authority(&out, text, authority, scheme[4] == 's')) {
		if (authority == len || text[authority] != '/')
			buf_putc(&out, '/');
		if (put_rest(&out, text + authority, len - authority) && !buf_failed(&out))
			clean = arena_strdup(arena, buf_str(&out));
	}
	buf_release(&out);
	return clean;
}

void link_split(struct link *out, const char *clean)
{
	const char *scheme = scheme_of(clean);

	*out = (struct link){.host = clean + (scheme ? strlen(scheme) : 0)};
	out->host_len = strcspn(out->host, ":/");
	out->path = out->host + strcspn(out->host, "/");
	out->path_len = strcspn(out->path, "?#");
	out->query = out->path + out->path_len;
	if (*out->query == '?')
		out->query_len = strcspn(++out->query, "#");
	out->fragment = out->query[out->query_len] == '#';
}

/* Whether a parameter of len bytes, its value included, is for tracking; ?rss=1 is journals' */
static bool is_tracking(const char *parameter, size_t len)
{
	size_t name = strcspn(parameter, "=&#");

	if (strncasecmp(parameter, "utm_", 4) == 0 ||
		(len == 5 && strncmp(parameter, "rss=1", 5) == 0))
		return true;
	for (size_t i = 0; i < COUNT(tracking); i++) {
		if (strlen(tracking[i]) == name && strncasecmp(tracking[i], parameter, name) == 0)
			return true;
	}
	return false;
}

/* A copy of len bytes in which letters, digits and -._~ are not encoded, and codes are in capitals */
static void put_normal(struct buf *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		char hex[3] = {0};
		char c;

		if (text[i] != '%' || len - i < 3) {
			buf_putc(out, text[i]);
			continue;
		}
		memcpy(hex, text + i + 1, 2);
		c = (char)strtoul(hex, NULL, 16);
		if (((unsigned char)c < 0x80 && isalnum((unsigned char)c)) ||
			(c && strchr("-._~", c)))
			buf_putc(out, c);
		else
			buf_printf(out, "%%%02X", (unsigned char)c);
		i += 2;
	}
}

const char *link_canonical(struct arena *arena, const char *clean)
{
	struct link link;
	struct buf out;
	char mark = '?';
	const char *canonical;
	size_t len;

	link_split(&link, clean);
	while (link.path_len > 0 && link.path[link.path_len - 1] == '/')
		link.path_len--;
	buf_init(&out, LIMIT_URL);
	buf_put(&out, clean, (size_t)(link.path - clean));
	put_normal(&out, link.path, link.path_len);
	for (size_t i = 0; i < link.query_len; i += len + 1) {
		len = strcspn(link.query + i, "&#");
		if (len == 0 || is_tracking(link.query + i, len))
			continue;
		buf_putc(&out, mark);
		put_normal(&out, link.query + i, len);
		mark = '&';
	}
	canonical = arena_strdup(arena, buf_str(&out));
	buf_release(&out);
	return canonical;
}

bool link_host_is(const struct link *link, const char *name)
{
	const char *host = link->host;
	size_t len = link->host_len;

	if (len > 4 && strncmp(host, "www.", 4) == 0) {
		host += 4;
		len -= 4;
	}
	return len == strlen(name) && strncmp(host, name, len) == 0;
}

bool link_is_code(const char *clean)
{
	struct link link;

	link_split(&link, clean);
	for (size_t i = 0; i < COUNT(code_hosts) && link.path_len > 1; i++) {
		if (link_host_is(&link, code_hosts[i]))
			return true;
	}
	return false;
}

bool link_is_search(const char *clean)
{
	struct link link;

	link_split(&link, clean);
	for (size_t i = 0; i < link.query_len; i += strcspn(link.query + i, "&#") + 1) {
		size_t len = strcspn(link.query + i, "=&#");

		for (size_t j = 0; j < COUNT(search_parameters); j++) {
			if (len == strlen(search_parameters[j]) &&
				strncasecmp(link.query + i, search_parameters[j], len) == 0)
				return true;
		}
	}
	return false;
}

bool link_is_home(const char *clean)
{
	struct link link;

	link_split(&link, clean);
	return link.path_len == 1 && link.query_len == 0;
}

const char *link_find_code(struct arena *arena, const char *text)
{
	const char *found = NULL;
	size_t start = 0;
	size_t len;

	while (!found && url_find(text, &start, &len)) {
		char *url = xstrndup(text + start, len);

		found = link_clean(arena, url);
		if (found && !link_is_code(found))
			found = NULL;
		free(url);
		start += len;
	}
	return found;
}
