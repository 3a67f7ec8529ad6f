/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fetch/transfer.h"

#include <stdint.h>
#include <stdio.h>

#include "base/coding.h"
#include "base/gzip.h"
#include "base/utf8.h"
#include "fetch/reach.h"
#include "model/limits.h"

#define SCHEMES "http,https"

/* Bytes a second: a connection that brings less for [source] stall seconds is as good as dead */
#define HARDLY 100L

/* Characters of a Content-Encoding that are shown */
#define LONGEST_CODING 60

/* Microseconds that curl may begin to count later than it began to wait */
#define SLACK 100000

/* Failures that the next attempt may not see. A time-out is one unless the whole time was used. */
static const CURLcode transient[] = {
	CURLE_COULDNT_RESOLVE_HOST,
	CURLE_COULDNT_RESOLVE_PROXY,
	CURLE_COULDNT_CONNECT,
	CURLE_OPERATION_TIMEDOUT,
	CURLE_PARTIAL_FILE,
	CURLE_GOT_NOTHING,
	CURLE_SEND_ERROR,
	CURLE_RECV_ERROR,
	CURLE_SSL_CONNECT_ERROR,
	CURLE_HTTP2,
	CURLE_HTTP2_STREAM,
};

static size_t take_bytes(char *bytes, size_t size, size_t count, void *ctx)
{
	struct transfer *transfer = ctx;

	buf_put(&transfer->bytes, bytes, size * count);
	return buf_failed(&transfer->bytes) ? 0 : size * count;
}

/* curl keeps them all, and bounds only the single line. It would inflate a packed transfer. */
static size_t take_head(char *bytes, size_t size, size_t count, void *ctx)
{
	struct transfer *transfer = ctx;

	transfer->head += size * count;
	transfer->packed = transfer->packed || coding_is_transfer(bytes, size * count);
	return transfer->packed || transfer->head > LIMIT_HEAD_LINES ? 0 : size * count;
}

/* Before the request goes out, when it is known where: with a proxy that is the proxy's address */
static int check_reach(void *ctx, char *address, char *own, int port, int own_port)
{
	struct transfer *transfer = ctx;

	(void)own;
	(void)port;
	(void)own_port;
	if (!transfer->outer_only || !reach_is_inner(address))
		return CURL_PREREQFUNC_OK;
	snprintf(transfer->inner, sizeof(transfer->inner), "%s", address);
	return CURL_PREREQFUNC_ABORT;
}

static int add_line(struct transfer *transfer, const char *line)
{
	struct curl_slist *lines = curl_slist_append(transfer->lines, line);

	if (!lines)
		return -1;
	transfer->lines = lines;
	return 0;
}

static int add_condition(struct transfer *transfer, const char *name, const char *value)
{
	struct buf line;
	int result;

	if (!value)
		return 0;
	buf_init(&line, SIZE_MAX / 2);
	buf_printf(&line, "%s: %s", name, value);
	result = add_line(transfer, buf_str(&line));
	buf_release(&line);
	return result;
}

static int add_lines(struct transfer *transfer, const struct order *order)
{
	for (size_t i = 0; i < order->line_count; i++) {
		if (add_line(transfer, order->lines[i]) != 0)
			return -1;
	}
	if (add_line(transfer, CODING_REQUEST) != 0 ||
		add_condition(transfer, "If-None-Match", order->etag) != 0)
		return -1;
	return add_condition(transfer, "If-Modified-Since", order->modified);
}

/* Nothing of a netrc, no cookies, no referrer: only what the order says goes out. Certificates and
 * proxies are as curl has them by default: checked, and by the usual variables. */
static void set_options(struct transfer *transfer, const struct order *order, void *tag)
{
	const struct request *request = order->request;
	CURL *easy = transfer->easy;

	curl_easy_setopt(easy, CURLOPT_PRIVATE, tag);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->why);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_URL, order->url);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, SCHEMES);
	curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, SCHEMES);
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, order->agent);
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->lines);
	curl_easy_setopt(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)request->connect_timeout);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)request->timeout);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, HARDLY);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)request->stall);
	curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)order->max_size);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_bytes);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_head);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, check_reach);
	curl_easy_setopt(easy, CURLOPT_PREREQDATA, transfer);
}

int transfer_start(struct transfer *transfer, CURLM *multi, const struct order *order, void *tag,
	struct err *err)
{
	*transfer = (struct transfer){
		.easy = curl_easy_init(),
		.multi = multi,
		.timeout = order->request->timeout,
		.outer_only = order->outer_only,
	};
	buf_init(&transfer->bytes, order->max_size);
	if (transfer->easy && add_lines(transfer, order) == 0) {
		set_options(transfer, order, tag);
		if (curl_multi_add_handle(multi, transfer->easy) == CURLM_OK)
			return 0;
	}
	transfer_release(transfer);
	return err_set(err, ERR_SYSTEM, order->url, "the request cannot be made: out of memory");
}

static const char *header(CURL *easy, const char *name)
{
	struct curl_header *found;

	return curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &found) == CURLHE_OK ? found->value
										      : NULL;
}

/* Bytes are kept and read as they came, and what they are is seen from how they begin: so they have to be
 * what the server says. There may be several such lines. */
static void check_coding(struct transfer *transfer)
{
	const struct buf *bytes = &transfer->bytes;
	enum coding coding = CODING_NONE;
	struct curl_header *found;

	for (size_t i = 0; curl_easy_header(transfer->easy, "Content-Encoding", i, CURLH_HEADER, -1,
				   &found) == CURLHE_OK;
		i++) {
		enum coding next = coding_of_content(found->value);

		coding = next > coding ? next : coding;
		if (next == CODING_OTHER)
			snprintf(transfer->why, sizeof(transfer->why),
				"the server packed it as \"%.*s\", and was asked for gzip",
				(int)utf8_prefix(found->value, LONGEST_CODING), found->value);
	}
	if (coding == CODING_GZIP && bytes->len && !gzip_is(bytes->data, bytes->len))
		snprintf(transfer->why, sizeof(transfer->why),
			"the server says that it packed it as gzip, and did not");
}

static bool is_transient(const struct transfer *transfer, CURLcode code)
{
	curl_off_t spent = 0; /* microseconds */
	size_t i = 0;

	curl_easy_getinfo(transfer->easy, CURLINFO_TOTAL_TIME_T, &spent);
	if (code == CURLE_OPERATION_TIMEDOUT && spent >= transfer->timeout * 1000000 - SLACK)
		return false;
	while (i < sizeof(transient) / sizeof(*transient) && transient[i] != code)
		i++;
	return i < sizeof(transient) / sizeof(*transient);
}

void transfer_finish(struct answer *out, struct transfer *transfer, CURLcode code)
{
	CURL *easy = transfer->easy;
	char *location = NULL;
	char *address = NULL;
	long status = 0;

	*out = (struct answer){0};
	curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(easy, CURLINFO_REDIRECT_URL, &location);
	curl_easy_getinfo(easy, CURLINFO_PRIMARY_IP, &address);
	out->outer = address && *address && !reach_is_inner(address);
	out->status = (int)status;
	out->location = location;
	out->retry_after = header(easy, "Retry-After");
	out->date = header(easy, "Date");
	out->etag = header(easy, "ETag");
	out->modified = header(easy, "Last-Modified");
	out->type = header(easy, "Content-Type");
	if (code == CURLE_OK) {
		/* curl may have written of an address that it gave up for another */
		*transfer->why = '\0';
		check_coding(transfer);
		out->failure = *transfer->why ? transfer->why : NULL;
		return;
	}
	out->too_large = code == CURLE_FILESIZE_EXCEEDED || buf_failed(&transfer->bytes);
	out->transient = is_transient(transfer, code);
	if (*transfer->inner)
		snprintf(transfer->why, sizeof(transfer->why),
			"it leads from a public address to an inner one, %s; if that is meant, "
			"name it "
			"as a source of its own",
			transfer->inner);
	else if (transfer->packed)
		snprintf(transfer->why, sizeof(transfer->why),
			"the server packed its transfer, which it was not asked for");
	else if (transfer->head > LIMIT_HEAD_LINES)
		snprintf(transfer->why, sizeof(transfer->why),
			"its header lines are more than %zu kB", LIMIT_HEAD_LINES >> 10);
	else if (code == CURLE_OUT_OF_MEMORY && !*transfer->why)
		/* libcurl before 8.6 has no other word for a line that it does not take */
		snprintf(transfer->why, sizeof(transfer->why),
			"it has a header line that is too long, or there is not enough memory");
	out->failure = *transfer->why ? transfer->why : curl_easy_strerror(code);
}

void transfer_release(struct transfer *transfer)
{
	if (transfer->easy && transfer->multi)
		curl_multi_remove_handle(transfer->multi, transfer->easy);
	curl_easy_cleanup(transfer->easy);
	curl_slist_free_all(transfer->lines);
	buf_release(&transfer->bytes);
	*transfer = (struct transfer){0};
}
