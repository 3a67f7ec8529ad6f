/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "base/suites.h"
#include "base/xalloc.h"

/* FIPS 180-2, appendix B, and NIST's CAVP vectors for the lengths around a block's end */
static const struct {
	const char *text;
	size_t repeat;
	const char *hex;
} vectors[] = {
	{"", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
	{"abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
	{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
		"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
	{"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
	 "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
		1, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
	{"a", 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
};

START_TEST(the_standards_vectors)
{
	size_t part = strlen(vectors[_i].text);
	size_t len = part * vectors[_i].repeat;
	char *bytes = xmalloc(len + 1);
	char hex[SHA256_HEX_SIZE];

	for (size_t i = 0; i < vectors[_i].repeat; i++)
		memcpy(bytes + i * part, vectors[_i].text, part);
	sha256_hex(hex, bytes, len);
	free(bytes);
	ck_assert_str_eq(hex, vectors[_i].hex);
}
END_TEST

/* The hash of the hashes of 0 to 299 times "a", as coreutils' sha256sum has it */
START_TEST(every_length_around_a_block)
{
	char all[300 * (SHA256_HEX_SIZE - 1) + 1];
	char text[300];
	char hex[SHA256_HEX_SIZE];

	memset(text, 'a', sizeof(text));
	for (size_t len = 0; len < 300; len++)
		sha256_hex(all + len * (SHA256_HEX_SIZE - 1), text, len);
	sha256_hex(hex, all, sizeof(all) - 1);
	ck_assert_str_eq(hex, "dd21bb91165542678c760dec417a174580c2006e5105a25e373c77dd466cdf00");
}
END_TEST

Suite *sha256_suite(void)
{
	Suite *suite = suite_create("sha256");
	TCase *tcase = tcase_create("sha256");

	tcase_add_loop_test(tcase, the_standards_vectors, 0, sizeof(vectors) / sizeof(vectors[0]));
	tcase_add_test(tcase, every_length_around_a_block);
	suite_add_tcase(suite, tcase);
	return suite;
}
