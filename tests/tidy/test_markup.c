/* SPDX-License-Identifier: ISC */
/* Character references, tags, wrong charsets and announcements, each as text_tidy puts them together */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "tidy/announce.h"
#include "tidy/entity.h"
#include "tidy/help.h"
#include "tidy/mojibake.h"
#include "tidy/tag.h"
#include "tidy/text.h"

/* tidied is NULL where nothing changes: the near-misses */
static const struct {
	enum text_kind kind;
	const char *raw;
	const char *tidied;
} cases[] = {
	/* character references, however often they were escaped */
	{TEXT_TITLE,
		"Q&amp;A &lt;3, it&#8217;s &#x201c;x&#X201D; &eacute;&nbsp;&alpha; &apos;&quot;",
		"Q&A <3, it’s “x” é α '\""},
	{TEXT_TITLE, "R&amp;amp;D and R&amp;amp;amp;D, a &amp;lt; b", "R&D and R&D, a < b"},
	{TEXT_TITLE, "it&#146;s &#150; &#128;5", "it’s – €5"},
	{TEXT_NAME, "M&uuml;ller", "Müller"},
	{TEXT_TITLE, "AT&T; R&D; a & b; &c, &amp and &nosuch; &; &#; &#x; &#xg; &#12a;", NULL},
	{TEXT_TITLE, "&#0; &#31; &#xd800; &#xffff; &#x110000; &#99999999;", NULL},
	{TEXT_RAW, "a&amp;b <p>", NULL},
	/* tags */
	{TEXT_ABSTRACT, "<p>One <i>two</i>.</p>\n<p>Three<br/><br>four</p>",
		"One two.\n\nThree\n\nfour"},
	{TEXT_ABSTRACT, "&lt;p&gt;One&lt;/p&gt;&lt;p&gt;two&lt;/p&gt;", "One\n\ntwo"},
	{TEXT_ABSTRACT,
		"<jats:title>Abstract</jats:title><jats:p>One "
		"<jats:italic>x</jats:italic></jats:p>",
		"Abstract\n\nOne x"},
	{TEXT_TITLE,
		"CO<sub>2</sub> at 10<sup>-3</sup>, 5<SUP>th</SUP>, x<sub>max</sub>, <b>B</b>ERT",
		"CO₂ at 10⁻³, 5th, x_max, BERT"},
	{TEXT_TITLE, "<span class=\"a b\" id='c'>x</span> <font color=red>y</font> <p\n>z",
		"x y z"},
	{TEXT_ABSTRACT, "<ul><li>one</li><li>two</li></ul>", "• one\n\n• two"},
	{TEXT_ABSTRACT,
		"<figure><img src=\"x\"><figcaption>A plot</figcaption></figure><p>Text</p>",
		"A plot\n\nText"},
	{TEXT_ABSTRACT,
		"see <a href=\"https://a.org/b\">the code</a>, <a "
		"href='https://b.org'>https://b.org</a>",
		"see the code (https://a.org/b), https://b.org"},
	{TEXT_ABSTRACT, "a<!-- b <p> -->c<script type=\"x\">if (a < b) d</script>e<style>f</style>",
		"ace"},
	{TEXT_ABSTRACT, "<![CDATA[x < y]]>", "x < y]]>"},
	{TEXT_TITLE, "<mml:math><mml:mi>x</mml:mi></mml:math> <fixed-case>BERT</fixed-case>",
		"x BERT"},
	{TEXT_TITLE, "a < b and c > d, a<b and c>d, x<b>y, if i<p and q>r, <a>, </i>, 5<6>4", NULL},
	{TEXT_TITLE,
		"<think> a </think>, <image>, <eos>, <s> </s>, List<String>, <foo@bar.org>, <->",
		NULL},
	{TEXT_TITLE, "<i x>y</i>, <b a=\"x>, <sub >, <p, <, </, <!-- x, <!doctype, <1>", NULL},
	/* UTF-8 read as Windows-1252 */
	{TEXT_TITLE, "MÃ¼ller and PoincarÃ©", "Müller and Poincaré"},
	{TEXT_TITLE, "itâ€™s â€œgood", "it’s “good"},
	{TEXT_NAME,
		"Å\xc2\x81"
		"ukasz",
		"Łukasz"},
	{TEXT_TITLE, "MÃƒÂ¼ller", "Müller"},
	{TEXT_TITLE, "MÃ¼ller and Müller", NULL},
	{TEXT_TITLE, "MÃ¼ller — λ", NULL},
	{TEXT_TITLE, "CAFÉ®, «CAFÉ», Ñ, Ã, â€, naïve café, São Paulo, Ünal", NULL},
	{TEXT_TITLE, "CAFÉ®", NULL},
	/* arXiv's announcements */
	{TEXT_ABSTRACT, "arXiv:2503.01234v1 Announce Type: new \nAbstract: We show.", "We show."},
	{TEXT_ABSTRACT, " arXiv:math/0309136v2 Announce Type: replace-cross Abstract: We", "We"},
	{TEXT_ABSTRACT, "arXiv:2503.01234v1 Announce Type: new We show.", NULL},
	{TEXT_ABSTRACT, "arXiv:25 Announce Type: new Abstract: We show. Abstract: x", NULL},
	{TEXT_TITLE, "arXiv:2503.01234v1 Announce Type: new Abstract: We", NULL},
	{TEXT_TITLE, "On Steps. (arXiv:2301.01234v2 [cs.CL] UPDATED)", "On Steps"},
	{TEXT_TITLE, "On Steps (arXiv:2301.01234v1 [cs.CL])", "On Steps"},
	{TEXT_TITLE, "On Steps? (arXiv:math/0309136v1 [math.AG] CROSS LISTED)", "On Steps?"},
	{TEXT_TITLE, "On Steps (arXiv:2301.01234)", "On Steps"},
	{TEXT_TITLE, "A Comment on Steps (arXiv:2301.01234 and others)", NULL},
	{TEXT_TITLE, "A Reply (arXiv:23)", NULL},
	{TEXT_TITLE, "(arXiv:2301.01234)", NULL},
	{TEXT_ABSTRACT, "We show (arXiv:2301.01234)", NULL},
};

START_TEST(tidies)
{
	const char *expected = cases[_i].tidied ? cases[_i].tidied : cases[_i].raw;
	const char *once = text_tidy(&help_arena, cases[_i].raw, cases[_i].kind, 1000);

	ck_assert_pstr_eq(once, expected);
	ck_assert_pstr_eq(text_tidy(&help_arena, once, cases[_i].kind, 1000), expected);
}
END_TEST

static const char *const units[] = {"<", "</", "<p", "<b>", "</b>", "<sub>x", "<a href=\"", "<!--",
	"&", "&amp;", "&#", "<sup></sup>", "<script>", "</script>", "<a href=\"http\">", "Ã¼",
	"<b a=\"x\" ", "(arXiv:", "arXiv:2301.01234 ", "&lt;p&gt;", "<x:y>", "</a>"};

START_TEST(is_linear)
{
	char *text = help_repeat(units[_i], (size_t)1 << 20);

	for (int kind = TEXT_RAW; kind <= TEXT_ABSTRACT; kind++)
		text_tidy(&help_arena, text, (enum text_kind)kind, 1000);
	free(text);
}
END_TEST

Suite *suite_markup(void)
{
	Suite *suite = suite_create("markup");
	TCase *tcase = tcase_create("markup");

	tcase_add_checked_fixture(tcase, help_begin, help_end);
	tcase_add_loop_test(tcase, tidies, 0, COUNT(cases));
	tcase_add_loop_test(tcase, is_linear, 0, COUNT(units));
	suite_add_tcase(suite, tcase);
	return suite;
}
