/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/redact.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "base/xalloc.h"

#define DOTS "..."

/* How libcurl begins what it says of a variable such as http_proxy that it cannot use */
#define NO_PROXY "Unsupported proxy"

/* What ends an address in a message, and what ends its host's part */
#define SPACE     " \t\r\n\"'<>"
#define AUTHORITY SPACE "/?#"

/* What names of parameters end in, without case, whose values are keys */
static const char *const endings[] = {"key", "token", "secret", "password", "passwd", "pwd", "auth",
	"signature", "sig", "credential", "credentials", "pass", "session", "sessionid", "sid",
	"jwt"};

/* The last @ of the len bytes at text, or NULL: what stands before it is the user's */
static char *find_user(char *text, size_t len)
{
	while (len && text[len - 1] != '@')
		len--;
	return len ? text + len - 1 : NULL;
}

/* Puts dots in place of the bytes from from to before to, and returns what then follows them */
static char *cover(char *from, char *to)
{
	size_t dots = (size_t)(to - from) < strlen(DOTS) ? (size_t)(to - from) : strlen(DOTS);

	memcpy(from, DOTS, dots);
	memmove(from + dots, to, strlen(to) + 1);
	return from + dots;
}

static void cover_users(char *text)
{
	char *at = text;

	while ((at = strstr(at, "://"))) {
		char *user;

		at += strlen("://");
		user = find_user(at, strcspn(at, AUTHORITY));
		if (user)
			at = cover(at, user);
	}
}

/* Whether the name that ends before to, and begins behind a ? or & of the same address, is a key's */
static bool is_key(const char *text, const char *to)
{
	const char *from = to;

	while (from > text && !strchr("?&;#" SPACE, from[-1]))
		from--;
	if (from == text || !strchr("?&;#", from[-1]))
		return false;
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		size_t len = strlen(endings[i]);

		if ((size_t)(to - from) >= len && strncasecmp(to - len, endings[i], len) == 0)
			return true;
	}
	return false;
}

static void cover_keys(char *text)
{
	char *at = text;

	while ((at = strchr(at, '='))) {
		char *value = ++at;

		if (is_key(text, at - 1))
			at = cover(value, value + strcspn(value, "&#" SPACE));
	}
}

/* In what is no proxy's address a password with a / or # is not seen as one: all of it goes */
static void cover_proxy(char *text)
{
	char *from = strstr(text, NO_PROXY);
	char *to;

	from = from ? strchr(from, '\'') : NULL;
	if (!from)
		return;
	from++;
	to = strrchr(from, '\'');
	/* one in the password, of a message that is cut */
	if (to && to[1] && strncmp(to + 1, ": ", 2) != 0)
		to = NULL;
	cover(from, to ? to : from + strlen(from));
}

void redact(char *text)
{
	cover_proxy(text);
	if (strstr(text, "://"))
		cover_users(text);
	if (strchr(text, '='))
		cover_keys(text);
}

void redact_queries(char *text)
{
	char *at = text;

	while ((at = strstr(at, "://"))) {
		size_t len;

		at += strcspn(at, SPACE "?#");
		if (!*at || !strchr("?#", *at))
			continue;
		at++;
		/* a quote may stand in it; < and > stand around an address */
		len = strcspn(at, " \t\r\n<>");
		while (len && strchr(":\"'", at[len - 1]))
			len--; /* the message's, behind its place */
		at = cover(at, at + len);
	}
}

/* Before it is cut: the @ may stand far behind */
char *redact_address(const char *url, size_t count)
{
	char *shown = xstrndup(url, strcspn(url, "?#"));
	char *host = strstr(shown, "//");
	char *user = NULL;

	if (host) {
		host += strlen("//");
		user = find_user(host, strcspn(host, "/"));
	}
	if (user)
		cover(host, user);
	shown[utf8_prefix(shown, count)] = '\0';
	return shown;
}

bool redact_has_user(const char *url)
{
	const char *at = strstr(url, "://");

	if (!at)
		return false;
	at += strlen("://");
	return memchr(at, '@', strcspn(at, "/?#")) != NULL;
}
