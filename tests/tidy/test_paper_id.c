/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/paper_id.h"

#include "tidy/help.h"
#include "tidy/link.h"

/* Frozen: what was read once is read the same for ever. id is NULL when there is none. */
static const struct {
	const char *text;
	const char *id;
} arxiv_cases[] = {
	{"2404.01234", "2404.01234"},
	{"2404.01234v2", "2404.01234"},
	{"2404.01234v12", "2404.01234"},
	{"arXiv:2404.01234v2", "2404.01234"},
	{"ARXIV: 2404.01234", "2404.01234"},
	{"oai:arXiv.org:2404.01234", "2404.01234"},
	{"10.48550/arXiv.2404.01234", "2404.01234"},
	{"10.48550/arxiv.2404.01234", "2404.01234"},
	{"0704.0001", "0704.0001"},
	{"1412.9999", "1412.9999"},
	{"1501.00001", "1501.00001"},
	{"math/0309136", "math/0309136"},
	{"math/0309136v1", "math/0309136"},
	{"math.GT/0309136", "math/0309136"},
	{"cond-mat.mtrl-sci/0309136", "cond-mat/0309136"},
	{"hep-th/9901001", "hep-th/9901001"},
	{"HEP-TH/9901001", "hep-th/9901001"},
	{"oai:arXiv.org:cs/0001001", "cs/0001001"},
	{"arXiv:cs.CL/0703001", "cs/0703001"},
	/* near-misses */
	{"", NULL},
	{"2404.1234", NULL},
	{"1412.12345", NULL},
	{"1501.1234", NULL},
	{"0703.1234", NULL},
	{"2413.01234", NULL},
	{"2400.01234", NULL},
	{"1234.56789", NULL},
	{"2404.012345", NULL},
	{"2404-01234", NULL},
	{"2404.01234v", NULL},
	{"2404.01234v0", NULL},
	{"2404.01234v1234", NULL},
	{"2404.01234 [cs.CL]", NULL},
	{"12404.01234", NULL},
	{"x2404.01234", NULL},
	{"arXiv", NULL},
	{"arXiv:", NULL},
	{"math/030913", NULL},
	{"math/03091366", NULL},
	{"math/0313136", NULL},
	{"math/0704136", NULL},
	{"math/9106136", NULL},
	{"maths/0309136", NULL},
	{"math.G1/0309136", NULL},
	{"math.GT", NULL},
	{"/0309136", NULL},
	{"10.48550/2404.01234", NULL},
};

START_TEST(reads_arxiv)
{
	ck_assert_pstr_eq(paper_id_arxiv(&help_arena, arxiv_cases[_i].text), arxiv_cases[_i].id);
}
END_TEST

static const struct {
	const char *url;
	const char *id;
	bool hosted;
} url_cases[] = {
	{"https://arxiv.org/abs/2404.01234", "2404.01234", true},
	{"http://www.arxiv.org/abs/2404.01234v3", "2404.01234", true},
	{"https://export.arxiv.org/abs/2404.01234", "2404.01234", true},
	{"https://arxiv.org/pdf/2404.01234", "2404.01234", true},
	{"https://arxiv.org/pdf/2404.01234v1.pdf", "2404.01234", true},
	{"https://arxiv.org/html/2404.01234v1/", "2404.01234", true},
	{"https://arxiv.org/abs/2404.01234?context=cs#comments", "2404.01234", true},
	{"https://arxiv.org/abs/math.GT/0309136v1", "math/0309136", true},
	{"https://arxiv.org/abs/math%2F0309136", "math/0309136", true},
	{"https://ar5iv.labs.arxiv.org/html/2404.01234", "2404.01234", true},
	{"https://www.alphaxiv.org/abs/2404.01234", "2404.01234", true},
	{"https://huggingface.co/papers/2404.01234", "2404.01234", true},
	{"https://huggingface.co/papers/2404.01234#community", "2404.01234", true},
	{"https://huggingface.co/papers/2404.01234/", "2404.01234", true},
	{"https://www.alphaxiv.org/overview/2404.01234v2", "2404.01234", true},
	{"https://arxiv.org/format/2404.01234", "2404.01234", true},
	{"https://arxiv.org/e-print/math/0309136", "math/0309136", true},
	{"https://scirate.com/arxiv/2404.01234", "2404.01234", true},
	{"https://www.emergentmind.com/papers/2404.01234", "2404.01234", true},
	{"https://scirate.com/about", NULL, false},
	/* near-misses */
	{"https://arxiv.org/abs/2404.1234", NULL, true},
	{"https://arxiv.org/list/cs.CL/recent", NULL, true},
	{"https://arxiv.org/", NULL, true},
	{"https://arxiv.org/abs/2404.01234/extra", NULL, true},
	{"https://arxiv.org/abs/2404.01234.pdf.pdf", NULL, true},
	{"https://arxiv.org/abs/%002404.01234", NULL, true},
	{"https://arxiv.org/search/?query=2404.01234", NULL, true},
	{"https://huggingface.co/papers", NULL, true},
	{"https://huggingface.co/papers?q=2404.01234", NULL, true},
	{"https://huggingface.co/papers/date/2026-06-03", NULL, true},
	{"https://huggingface.co/datasets/2404.01234", NULL, false},
	{"https://notarxiv.org/abs/2404.01234", NULL, false},
	{"https://arxiv.org.evil.example/abs/2404.01234", NULL, false},
	{"https://a.org/abs/2404.01234", NULL, false},
	{"https://a.org/?u=https://arxiv.org/abs/2404.01234", NULL, false},
	{"https://a.org/releases/2404.01234", NULL, false},
};

START_TEST(reads_arxiv_urls)
{
	const char *url = url_cases[_i].url;
	bool hosted = !url_cases[_i].hosted;

	ck_assert_str_eq(link_clean(&help_arena, url), url);
	ck_assert_pstr_eq(paper_id_arxiv_url(&help_arena, url, &hosted), url_cases[_i].id);
	ck_assert_int_eq(hosted, url_cases[_i].hosted);
}
END_TEST

static const struct {
	const char *text; /* a URL when it begins with http */
	const char *id;
} doi_cases[] = {
	{"10.1000/xyz", "10.1000/xyz"},
	{"doi:10.1000/XyZ123", "10.1000/xyz123"},
	{"DOI: 10.1000/xyz", "10.1000/xyz"},
	{"info:doi/10.1000/xyz", "10.1000/xyz"},
	{"urn:doi:10.1000/xyz", "10.1000/xyz"},
	{"doi.org/10.1000/xyz", "10.1000/xyz"},
	{"10.1000/xyz.", "10.1000/xyz"},
	{"10.1000/xyz);", "10.1000/xyz"},
	{"10.1016/S0140-6736(20)30183-5", "10.1016/s0140-6736(20)30183-5"},
	{"10.1016/s0140(20)", "10.1016/s0140(20)"},
	{"10.1016/s0140(20)).", "10.1016/s0140(20)"},
	{"10.1000.10/123", "10.1000.10/123"},
	{"https://doi.org/10.1000/xyz", "10.1000/xyz"},
	{"http://dx.doi.org/10.1000/xyz", "10.1000/xyz"},
	{"https://www.doi.org/10.1000%2Fxyz?x=1#y", "10.1000/xyz"},
	/* near-misses */
	{"", NULL},
	{"10.1000", NULL},
	{"10.1000/", NULL},
	{"10.1000/.", NULL},
	{"10.100/xyz", NULL},
	{"10.1234567890/xyz", NULL},
	{"11.1000/xyz", NULL},
	{"10.1000/x yz", NULL},
	{"x10.1000/xyz", NULL},
	{"https://doi.org/", NULL},
	{"https://doi.org/10.1000/x%0Ay", NULL},
	{"https://a.org/10.1000/xyz", NULL},
	{"https://a.org/doi/10.1000/xyz", NULL},
};

START_TEST(reads_dois)
{
	const char *text = doi_cases[_i].text;
	const char *clean = link_clean(&help_arena, text);

	ck_assert_pstr_eq(
		clean ? paper_id_doi_url(&help_arena, clean) : paper_id_doi(&help_arena, text),
		doi_cases[_i].id);
}
END_TEST

Suite *suite_paper_id(void)
{
	Suite *suite = suite_create("paper_id");
	TCase *tcase = tcase_create("paper_id");

	tcase_add_checked_fixture(tcase, help_begin, help_end);
	tcase_add_loop_test(tcase, reads_arxiv, 0, COUNT(arxiv_cases));
	tcase_add_loop_test(tcase, reads_arxiv_urls, 0, COUNT(url_cases));
	tcase_add_loop_test(tcase, reads_dois, 0, COUNT(doi_cases));
	suite_add_tcase(suite, tcase);
	return suite;
}
