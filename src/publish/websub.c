/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "publish/websub.h"

#include <stdlib.h>

#include <curl/curl.h>

#include "base/buf.h"
#include "base/coding.h"
#include "model/limits.h"

/* A hub that is slower than this is told at the next run */
#define CONNECT_SECONDS 10L
#define TOTAL_SECONDS   30L

/* What a hub answers with is of no interest */
static size_t pass_over(char *bytes, size_t size, size_t count, void *context)
{
	(void)bytes;
	(void)context;
	return size * count;
}

/* Nor is it unpacked: curl would unpack a transfer that a hub packed unasked, and is stopped here */
static size_t look_at_head(char *line, size_t size, size_t count, void *context)
{
	(void)context;
	return coding_is_transfer(line, size * count) ? 0 : size * count;
}

static void set_options(CURL *easy, const char *hub, const char *agent, char *why)
{
	curl_easy_setopt(easy, CURLOPT_URL, hub);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, agent);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT, TOTAL_SECONDS);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, why);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, pass_over);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, look_at_head);
	curl_easy_setopt(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
}

/* One request: application/x-www-form-urlencoded */
static int tell(CURL *easy, const char *hub, const char *url, const char *why, struct err *err)
{
	char *escaped = curl_easy_escape(easy, url, 0);
	struct buf form;
	CURLcode code;
	long status = 0;

	buf_init(&form, 4 * LIMIT_URL);
	buf_printf(&form, "hub.mode=publish&hub.url=%s", escaped ? escaped : "");
	curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, buf_str(&form));
	code = curl_easy_perform(easy);
	curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
	curl_free(escaped);
	buf_release(&form);
	if (code != CURLE_OK && !(code == CURLE_WRITE_ERROR && status))
		return err_set(err, ERR_SYSTEM, hub,
			"the hub was not told of %s: %s: the next run tells it", url,
			*why ? why : curl_easy_strerror(code));
	if (status < 200 || status > 299)
		return err_set(err, ERR_SYSTEM, hub,
			"the hub did not take %s, it answered %ld: the next run tells it again",
			url, status);
	return 0;
}

int websub_tell(size_t *told, const char *hub, const char *agent, const char *const *urls,
	size_t count, struct err *err)
{
	char why[CURL_ERROR_SIZE] = "";
	CURL *easy;
	int result = 0;

	*told = 0;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return err_set(err, ERR_SYSTEM, "libcurl", "cannot be started");
	easy = curl_easy_init();
	if (!easy)
		result = err_set(err, ERR_SYSTEM, "libcurl", "cannot be started");
	else
		set_options(easy, hub, agent, why);
	while (result == 0 && *told < count) {
		result = tell(easy, hub, urls[*told], why, err);
		*told += result == 0;
	}
	curl_easy_cleanup(easy);
	curl_global_cleanup();
	return result;
}
