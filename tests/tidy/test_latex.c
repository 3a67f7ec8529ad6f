/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/latex.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "tidy/help.h"
#include "tidy/latex_table.h"
#include "tidy/text.h"

/* after is NULL where nothing changes: the near-misses. Compared in NFC. */
static const struct {
	const char *before;
	const char *after;
} cases[] = {
	{"", NULL},
	{"Nothing to see here: a < b, c & d", NULL},
	/* accents and letters */
	{"Erd\\H{o}s, G\\\"odel, {\\\"O}zg{\\\"u}r, Fran\\c{c}ois, Fran\\c cois, \\v{S}koda, "
	 "Ni\\~no",
		"Erdős, Gödel, Özgür, François, François, Škoda, Niño"},
	{"na\\\"{\\i}ve, \\'{\\i}, \\'\\i d, \\^{\\j}, \\aa ngstr\\\"om, Stra\\ss e, Bj\\o rn",
		"naïve, í, íd, ĵ, ångström, Straße, Bjørn"},
	{"{\\L}ukasz, \\O{}rsted, Poincar\\'e, \\`a, \\^o, \\=a, \\.z, \\k{a}, \\r{a}, \\u{g}, "
	 "\\d{a}",
		"Łukasz, Ørsted, Poincaré, à, ô, ā, ż, ą, å, ğ, ạ"},
	{"\\'{E}tale, GDA\\'NSK, Vojt\\v ech, \\~{} and \\^{}", "Étale, GDAŃSK, Vojtěch, ~ and ^"},
	{"it\\'s, they\\'re, don\\'t, O\\'Neil", "it's, they're, don't, O'Neil"},
	{"he said \\\"attention\\\" twice", "he said \"attention\" twice"},
	{"\\n and \\t characters, \\b, \\\\server\\share, C:\\dir, D:\\beta, \\path\\to\\file",
		NULL},
	{"Nguy{\\~{\\^e}}n, Th{\\d{i}}, Mart{\\'\\i}nez, Ho{\\v{r}}e{\\v{j}}{\\v{s}}{\\'\\i}",
		"Nguyễn, Thị, Martínez, Hořeǰší"},
	{"foo\\\\bar, foo\\bar, a\\hat word, regex \\d+\\s*, __init__", NULL},
	/* formulas */
	{"$\\alpha$-helix of $R^2$, $x_1$ in $O(n^2)$ and $\\mathcal{O}(n \\log n)$",
		"α-helix of R², x₁ in O(n²) and 𝒪(n log n)"},
	{"$10^{-3}$, $10^{-3.5}$, $x_{max}$, $\\mathbb{R}^d$, $d_{\\mathrm{model}}$, "
	 "$\\mathcal{ALC}$",
		"10⁻³, 10^{-3.5}, x_max, ℝᵈ, d_model, ALC"},
	{"$a\\leq b$, $a \\leq b$, $\\sim 5\\%$, 2$\\times$, $\\times$2, $n\\log n$, $\\log_2 n$",
		"a≤b, a ≤ b, ∼5%, 2×, ×2, n log n, log₂ n"},
	{"$\\frac{1}{2}$, $\\frac{a+b}{c}$, $\\frac12$, $\\sqrt{n}$, $\\sqrt[3]{x+1}$, "
	 "$\\binom{n}{k}$",
		"1/2, (a+b)/c, 1/2, √n, ³√(x+1), (n choose k)"},
	{"$\\hat{x}$, $\\bar x$, $\\widehat{xy}$, $\\not=$, $\\not\\in$, $\\alpha \\beta = 2$, "
	 "$\\Delta "
	 "G$",
		"x̂, x̄, xy, ≠, ∉, αβ = 2, ΔG"},
	{"H$_2$O, $^{13}$C, CO$_2$, $n^{th}$, 45$^\\circ$, $45^{\\circ}$C, $x^*$, $f'$, 90\\degree",
		"H₂O, ¹³C, CO₂, nth, 45°, 45°C, x^*, f', 90°"},
	{"$\\sum_{i=1}^n x_i$, $x^{ab}$, $x_{i,j}$, $S_{\\text{max}}$, $\\left( x \\right.$",
		"∑ᵢ₌₁ⁿ xᵢ, x^ab, x_{i,j}, S_max, ( x "},
	{"$$E = mc^2$$, \\[ x \\], \\( y_1 \\), $ n $, $ x = 5 $",
		"E = mc²,  x ,  y₁ ,  n ,  x = 5 "},
	{"$\\foo$, $\\foo{x}\\baz$, $\\operatorname*{argmax}_x f$, $2\\operatorname{tr}X$",
		"foo, foox baz, argmaxₓ f, 2 tr X"},
	{"in $\\text{a } x$, ${\\rm SU}(2)$, $\\mathrm{d}x\\,dy$, $\\|x\\|$, $\\{a, b\\}$",
		"in a  x, SU(2), dx dy, ‖x‖, {a, b}"},
	{"$\\nabla_\\theta J$, $\\sqrt{dT}$, $\\sqrt{d_k}$, $\\sqrt{10}$, $\\sqrt{2n}$, "
	 "al.~(2020), w.r.t.~x",
		"∇_θ J, √(dT), √dₖ, √10, √(2n), al. (2020), w.r.t. x"},
	{"\\textcolor{red}{fast}, \\texorpdfstring{$O(n)$}{linear} time, \\SI{5}{kg}, GPT\\xspace "
	 "is",
		"fast, linear time, 5 kg, GPT is"},
	{"$\\underset{n}{x}$, $\\stackrel{2}{x}$, $\\overset{*}{=}$", "xₙ, x², =^*"},
	/* money */
	{"$5 and $10, $5-$10, $3M vs. $4M, US$5, $10 to B$20, costs $5.", NULL},
	{"from $100k/year to $200k/year, $5 for A$, $ 5 and $ 6, $HOME/$USER, $textbf{a} and "
	 "textbf{b}$",
		NULL},
	{"\\$5 and \\$10, $1.5 million and $n$ things", "$5 and $10, $1.5 million and n things"},
	{"$x\n\ny$", NULL},
	/* formulas that lost their dollars */
	{"R^2 of 10^6, 10^-3 and 10^{-3}, x_1, x_i, O(n^2), 2^n, x^{(1)}, A^2Search, D_{\\alpha}, "
	 "\\Psi_4, x_i^2",
		"R² of 10⁶, 10⁻³ and 10⁻³, x₁, xᵢ, O(n²), 2ⁿ, x⁽¹⁾, A²Search, D_α, Ψ₄, xᵢ²"},
	{"a_b_c, snake_case_1, file_1, x_{max}, s^{delta}, ^circ, x^circ, ^2, @a_1, 3_000, x__1",
		NULL},
	{"10{,}000 and R^2{=}0.86, {placeholder}, {\"a\": 1}, {}",
		"10,000 and R²=0.86, {placeholder}, {\"a\": 1}, {}"},
	/* text */
	{"\\textit{it} \\emph{em} {\\bf bold face} \\texttt{a\\_b} \\textsc{Name}-1 "
	 "\\textsuperscript{2}",
		"it em bold face a_b Name-1 ²"},
	{"\\url{https://a.org/~x_1\\_2} \\href{https://a.org/}{here} "
	 "\\href{https://b.org/}{https://b.org/}",
		"https://a.org/~x_1_2 here (https://a.org/) https://b.org/"},
	{"as \\cite{foo}, \\citep[p. 3]{bar}; so\\footnote{A note.} Fig.~\\ref{fig:1}\\label{x}",
		"as [foo], [bar, p. 3]; so (A note.) Fig. [fig:1]"},
	{"50\\% R\\&D \\#1 a\\_b \\{x\\} 5\\,GeV 3~GeV GPT~4 et~al. 50\\\\% \\\\alpha is",
		"50% R&D #1 a_b {x} 5 GeV 3 GeV GPT 4 et al. 50% α is"},
	{"~5, 10~20, y~x, https://a.org/~u_1/x^2, (~3), a ~ b", NULL},
	{"\\begin{itemize}\\item one \\item two\\end{itemize}", "• one • two"},
	{"{\\ours} and \\ours{} of \\ours, \\LaTeX, \\eg this",
		"ours and ours of \\ours, LaTeX, e.g. this"},
	{"\\foo{bar} \\textbf{open \\emph and \\frac, http:\\/\\/a.org and {\\it x\\/}",
		"\\foo{bar} \\textbf{open \\emph and \\frac, http://a.org and x"},
	{"\\begin{array}{lr}x\\end{array} \\left\\{x\\right., turn \\left now",
		"x {x, turn \\left now"},
	/* what is broken stays */
	{"$", NULL},
	{"$x", NULL},
	{"{\\", NULL},
	{"\\", NULL},
	{"\\'", NULL},
	{"\\c", NULL},
	{"x^", NULL},
	{"x_{", NULL},
	{"\\( x", NULL},
	{"a } b { c", NULL},
};

static char *composed(const char *text)
{
	char *rewritten = latex_rewrite(text);
	char *nfc = utf8_nfc(rewritten);

	free(rewritten);
	return nfc;
}

START_TEST(rewrites)
{
	char *after = composed(cases[_i].before);

	ck_assert_str_eq(after, cases[_i].after ? cases[_i].after : cases[_i].before);
	free(after);
}
END_TEST

/* what would be slow if it were looked at again and again */
static const char *const units[] = {"\\", "$", "$$", "{", "}", "\\'{", "\\\"{", "x_{", "x^{",
	"$x_{", "\\frac{", "\\sqrt[", "\\cite[", "\\( ", "\\[", "{\\bf \\( }", "\\emph{a",
	"\\href{", "~", "^", "\\c ", "\\alpha ", "a $ b ", "$5 ", "https://a.org/\\_", "\\\\",
	"{\\x}", "$\\x_", "\\text{$", "\\item", "\\foo{}", "\\\"", "x_1 ", "\\hat\\hat", "$\\frac"};

START_TEST(is_linear)
{
	char *text = help_repeat(units[_i], (size_t)1 << 20);
	char *rewritten = latex_rewrite(text);

	ck_assert_ptr_nonnull(rewritten);
	free(rewritten);
	free(text);
}
END_TEST

/* The letters and digits of text, spaces and signs apart */
static char *letters(const char *text)
{
	return utf8_title_key(text);
}

/* Any pieces in any order: nothing but known commands may vanish, and nothing crashes */
START_TEST(loses_no_letters)
{
	static const char *const pieces[] = {"$", "$$", "{", "}", "^", "_", "\\", " ", "5", "x",
		"ab", "~", "\\(", "\\)", "\\foo", "\\'", "\\\"", "-", "\\%", "\n\n", "é", "[", "]",
		"é", "https://a.org/"};
	unsigned state = 1;

	for (int round = 0; round < 30000; round++) {
		struct buf text;
		char *before, *after, *rewritten;

		buf_init(&text, 1000);
		for (int i = 0; i < 14; i++) {
			state = state * 1103515245 + 12345;
			buf_puts(&text, pieces[(state >> 16) % COUNT(pieces)]);
		}
		rewritten = latex_rewrite(buf_str(&text));
		before = letters(buf_str(&text));
		after = letters(rewritten);
		/* an accent changes a letter, but never their number */
		ck_assert_msg(utf8_length(before) == utf8_length(after), "\"%s\" becomes \"%s\"",
			buf_str(&text), rewritten);
		free(before);
		free(after);
		free(rewritten);
		buf_release(&text);
	}
}
END_TEST

START_TEST(table_is_sorted)
{
	for (size_t i = 0; i + 1 < latex_command_count; i++)
		ck_assert_str_lt(latex_commands[i].name, latex_commands[i + 1].name);
	for (size_t i = 0; i < latex_command_count; i++) {
		const char *name = latex_commands[i].name;

		ck_assert_ptr_eq(latex_find(name, strlen(name)), &latex_commands[i]);
	}
	ck_assert_ptr_null(latex_find("alph", 4));
	ck_assert_ptr_null(latex_find("alphabet", 8));
}
END_TEST

Suite *suite_latex(void)
{
	Suite *suite = suite_create("latex");
	TCase *tcase = tcase_create("latex");

	tcase_add_loop_test(tcase, rewrites, 0, COUNT(cases));
	tcase_add_loop_test(tcase, is_linear, 0, COUNT(units));
	tcase_add_test(tcase, loses_no_letters);
	tcase_add_test(tcase, table_is_sorted);
	suite_add_tcase(suite, tcase);
	return suite;
}
