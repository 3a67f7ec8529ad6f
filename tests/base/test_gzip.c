/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/gzip.h"
#include "base/suites.h"
#include "base/xalloc.h"

static const size_t sizes[] = {0, 1, 100, 16383, 16384, 16385, 1000000};

/* Text that packs well at its beginning and not at all at its end */
static char *make(size_t len)
{
	char *text = xmalloc(len + 1);
	unsigned state = 1;

	for (size_t i = 0; i < len; i++) {
		state = state * 1103515245 + 12345;
		text[i] = (char)(i < len / 2 ? 'a' : state >> 16);
	}
	return text;
}

START_TEST(comes_back)
{
	size_t len = sizes[_i];
	char *text = make(len);
	struct buf packed, back;

	buf_init(&packed, SIZE_MAX / 2);
	buf_init(&back, len);
	gzip_pack(&packed, text, len);
	ck_assert_uint_gt(packed.len, 0);
	ck_assert_int_eq(gzip_unpack(&back, packed.data, packed.len), 0);
	ck_assert_uint_eq(back.len, len);
	ck_assert(len == 0 || memcmp(back.data, text, len) == 0);
	buf_release(&packed);
	buf_release(&back);
	free(text);
}
END_TEST

/* RFC 1952, section 2.3: no time, no name, an unknown system; the same everywhere */
START_TEST(header_tells_nothing)
{
	static const unsigned char header[] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255};
	struct buf packed;

	buf_init(&packed, 1000);
	gzip_pack(&packed, "text", 4);
	ck_assert_mem_eq(packed.data, header, sizeof(header));
	buf_release(&packed);
}
END_TEST

START_TEST(damage_is_told)
{
	struct buf packed, back;

	buf_init(&packed, 1000);
	gzip_pack(&packed, "some text, some text", 20);
	for (size_t cut = 0; cut < packed.len; cut++) {
		buf_init(&back, 1000);
		ck_assert_int_eq(gzip_unpack(&back, packed.data, cut), -1);
		buf_release(&back);
	}
	packed.data[packed.len - 6] = (char)(packed.data[packed.len - 6] ^ 1); /* the checksum */
	buf_init(&back, 1000);
	ck_assert_int_eq(gzip_unpack(&back, packed.data, packed.len), -1);
	buf_release(&back);
	packed.data[packed.len - 6] = (char)(packed.data[packed.len - 6] ^ 1);
	buf_putc(&packed, 'x');
	buf_init(&back, 1000);
	ck_assert_int_eq(gzip_unpack(&back, packed.data, packed.len), -1);
	buf_release(&back);
	buf_release(&packed);
}
END_TEST

START_TEST(limit_holds)
{
	char *text = make(100000);
	struct buf packed, back;

	buf_init(&packed, SIZE_MAX / 2);
	gzip_pack(&packed, text, 100000);
	buf_init(&back, 99999);
	ck_assert_int_eq(gzip_unpack(&back, packed.data, packed.len), -1);
	buf_release(&back);
	buf_release(&packed);
	free(text);
}
END_TEST

Suite *gzip_suite(void)
{
	Suite *suite = suite_create("gzip");
	TCase *tcase = tcase_create("gzip");

	tcase_add_loop_test(tcase, comes_back, 0, sizeof(sizes) / sizeof(*sizes));
	tcase_add_test(tcase, header_tells_nothing);
	tcase_add_test(tcase, damage_is_told);
	tcase_add_test(tcase, limit_holds);
	suite_add_tcase(suite, tcase);
	return suite;
}
