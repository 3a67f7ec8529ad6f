/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/leftover.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "tidy/help.h"
#include "tidy/sign.h"

/* after is NULL where nothing changes: the near-misses */
static const struct {
	const char *before;
	const char *after;
} cases[] = {
	{"", NULL},
	{"Nothing to see here.", NULL},
	/* backslashes */
	{"78.78\\% of R\\&D costs \\$5 in file\\_name, issue \\#3",
		"78.78% of R&D costs $5 in file_name, issue #3"},
	{"50\\\\% and 60\\\\\\%", "50% and 60%"},
	{"\\textbf{x} \\( O(n) \\) C:\\dir \\\\ end\\", NULL},
	/* times */
	{"2.3times and 4.1times faster", "2.3× and 4.1× faster"},
	{"10times-20times, (13times) by 2times.", "10×-20×, (13×) by 2×."},
	{"12times12 and 2times4", "12×12 and 2×4"},
	{"512 times 512 pixels, (2 times 2^4)", "512 × 512 pixels, (2 × 2^4)"},
	{"on 8timesA800 and 4timesRTX", "on 8×A800 and 4×RTX"},
	{"7{times} faster, 256{times}256", "7× faster, 256×256"},
	{"up to times3.23 speedup", "up to ×3.23 speedup"},
	{"by Ntimes and LLMtimesMapReduce", "by N× and LLM×MapReduce"},
	{"2.3\\times greater", "2.3× greater"},
	{"15timessim50times", "15×∼50×"},
	{"3 times as fast, sometimes 3 times, twotimes, x-times, 300-times larger", NULL},
	{"the New York Times, NYTimes, 3 Times, 1000timesteps, 2timestamps", NULL},
	{"run times, d_k times d_v, several times 3 people, runtimes", NULL},
	/* about, before a number */
	{"sim60% of 20sim40, {sim}20% (sim 1%) or 1.2{sim}1.3times",
		"∼60% of 20∼40, ∼20% (∼ 1%) or 1.2∼1.3×"},
	{"sim4times, sim110k and sim14,000times", "∼4×, ∼110k and ∼14,000×"},
	{"sim-to-real, sim2real, sim2sim, in sim 95 percent, a sim policy, Sim 2, pre-sim50", NULL},
	{"approx 0.8, approx20% and {approx}0.2", "≈ 0.8, ≈20% and ≈0.2"},
	{"(approx. 35K), approx sk, draft-approx 3", NULL},
	{"69.8 pm 0.5% and +4.4 pm 0.7", "69.8 ± 0.5% and +4.4 ± 0.7"},
	{"\\(0.673 \\pm 0.019\\)", "\\(0.673 ± 0.019\\)"},
	{"at 5 pm 20 people, 5 pm 20:30, 3.30 pm 12, pm2.5, 5 pm", NULL},
	{"360^circ, full-360^{circ} and 360^circtimes180^circ", "360°, full-360° and 360°×180°"},
	{"360{\\deg} and 5.15\\deg off", "360° and 5.15° off"},
	{"circ, 3 circ 4, f \\circ g, \\deg(f), 3 deg", NULL},
	/* no words: wherever they stand */
	{"58.9 rightarrow 61.7, 0.73rightarrow0.90, 66.3 %rightarrow72.9",
		"58.9 → 61.7, 0.73→0.90, 66.3 %→72.9"},
	{"Paris rightarrow France", "Paris → France"},
	{"leq5% of leq 4B, geq 90% and neq Better", "≤5% of ≤ 4B, ≥ 90% and ≠ Better"},
	{"O(varepsilon) of infty-RoPE, ell_1 norm", "O(ε) of ∞-RoPE, ℓ_1 norm"},
	{"V{varepsilon^2} and d{varepsilon}", "V{ε^2} and d{ε}"},
	{"deltageq 1, eta/lambdacdot d", "δ≥ 1, eta/λ⋅ d"},
	{"+23.04%uparrow and 1%downarrow", "+23.04%↑ and 1%↓"},
	{"arrow, rightarrows, Varepsilon, leqx, well, éleq, leq\u0301", NULL},
	/* letters, which are words and names too */
	{"(lambda=1, gamma = 0.9), rho > 0.6", "(λ=1, γ = 0.9), ρ > 0.6"},
	{"Cohen's kappa = 0.863 and Kendall's tau=0.81", "Cohen's κ = 0.863 and Kendall's τ=0.81"},
	{"0<delta<1", "0<δ<1"},
	{"s^{delta}varepsilon", "s^{δ}ε"},
	{"m{delta} right", "m{δ} right"},
	{"max |rho|=0.454", "max |ρ|=0.454"},
	{"(pi_kept >= tau), lambda_1=0, alpha^{*} < 2, phi approx 0",
		"(π_kept >= τ), λ_1=0, α^{*} < 2, φ ≈ 0"},
	{"R(pi/4) and R(pi)", "R(π/4) and R(π)"},
	{"{\\Delta}{\\Delta}G and {\\Theta}(40K)", "ΔΔG and Θ(40K)"},
	{"\\frac{m}{\\delta} and \\alpha", "\\frac{m}{δ} and α"},
	{"Delta = 0.95", "Δ = 0.95"},
	{"alpha version, the delta rule, Alpha Go, delta tuning, beta", NULL},
	{"PixArt-alpha = 3, pi-Flow, tau-bench, tau2-bench = 5, pi_0, pi0, pi_{0.5}", NULL},
	{"Kimi Delta Attention, Phi-4, Raspberry Pi 5, Sigma, Pi0.5 > Pi0", NULL},
	{"stage=beta, <alpha>, {alpha}, (alpha), alpha -> beta, alpha => beta, v1.alpha = 2", NULL},
	{"GPT(beta), alpha/beta = 3 stays, x.pi = 3, 3beta > 1", NULL},
	{"Greek letters: alpha, beta, gamma, mu and nu", NULL},
	/* dashes */
	{"token---more than 10--20%", "token—more than 10–20%"},
	{"Python Libraries -- Case Studies, English--Chinese, é--é",
		"Python Libraries -- Case Studies, English–Chinese, é–é"},
	{"--help, use --help, a->b, <--, i-- -- --", NULL},
	{"---- and 1-2 and 3---- 4", NULL},
	/* URLs are left alone */
	{"https://a.org/2times/leq--3---4 but 2times", "https://a.org/2times/leq--3---4 but 2×"},
	{"2times(https://a.org/infty)leq 3", "2×(https://a.org/infty)≤ 3"},
	{"https://a.org/a\\_b\\#c", "https://a.org/a_b#c"},
};

START_TEST(rewrites)
{
	const char *after = cases[_i].after ? cases[_i].after : cases[_i].before;
	char *once = leftover_rewrite(cases[_i].before);
	char *twice = leftover_rewrite(once);

	ck_assert_str_eq(once, after);
	ck_assert_str_eq(twice, after);
	free(once);
	free(twice);
}
END_TEST

/* what would be slow if the evidence were looked for further and further away */
static const char *const units[] = {"times times ", "2times", "(", "`", "'", "\"a''", "`` ", "pi_",
	"pi_{", "pi^a", "sim1", "sim", "https://a.", "\\", "-", "{", "times", "lambda", "^circ",
	"|rho", "{\\Delta}", "A", "\\\\%", "=pi", "''a", "pm1", " pm 1"};

START_TEST(is_linear)
{
	char *text = help_repeat(units[_i], (size_t)1 << 20);
	char *rewritten = leftover_rewrite(text);

	ck_assert_uint_gt(strlen(rewritten), 0);
	free(rewritten);
	free(text);
}
END_TEST

/* Any pieces in any order: a second time changes nothing */
static void put_at(char *text, size_t at, const char *word)
{
	memcpy(text + at, word, strlen(word) + 1);
}

/* A name is found wherever it begins and ends among the bytes that are looked at together */
START_TEST(is_found_at_every_place)
{
	char text[160];

	for (size_t at = 0; at < 140; at++) {
		memset(text, '.', sizeof(text));
		put_at(text, at, "cdot");
		ck_assert_msg(sign_may_be(text), "%zu", at);
		put_at(text, at, "2times");
		ck_assert_msg(sign_may_be(text), "%zu", at);
		put_at(text, at, "LLMtimesMap");
		ck_assert_msg(sign_may_be(text), "%zu", at);
		put_at(text, at, "acdot");
		ck_assert_msg(!sign_may_be(text), "%zu", at);
		put_at(text, at, "cdota");
		ck_assert_msg(!sign_may_be(text), "%zu", at);
	}
}
END_TEST

START_TEST(is_idempotent)
{
	static const char *const pieces[] = {"times", "2", " ", "sim", "delta", "leq", "{", "}",
		"^", "_", "circ", "(", ")", "|", "=", "<", ">", "\\", "pm", "0.5", "-", "A", "``",
		"''", "\"", "`", "'", "a", "pi", "approx", "%", "lambda", "deg", "--", "---", ",",
		"\n\n", "https://a.org/", "é", "×", "“", "”", "δ", ".", "infty", "xi"};
	unsigned state = 1;

	for (int round = 0; round < 20000; round++) {
		struct buf text;
		char *once, *twice;

		buf_init(&text, 1000);
		for (int i = 0; i < 12; i++) {
			state = state * 1103515245 + 12345;
			buf_puts(&text, pieces[(state >> 16) % COUNT(pieces)]);
		}
		once = leftover_rewrite(buf_str(&text));
		twice = leftover_rewrite(once);
		ck_assert_msg(strcmp(once, twice) == 0, "\"%s\" becomes \"%s\" becomes \"%s\"",
			buf_str(&text), once, twice);
		free(once);
		free(twice);
		buf_release(&text);
	}
}
END_TEST

START_TEST(table_is_sorted_and_in_nfc)
{
	for (const struct sign *sign = sign_table; sign->name; sign++) {
		char *nfc = utf8_nfc(sign->text);

		ck_assert_str_eq(nfc, sign->text);
		free(nfc);
		if (sign[1].name)
			ck_assert_str_lt(sign->name, sign[1].name);
	}
}
END_TEST

Suite *suite_leftover(void)
{
	Suite *suite = suite_create("leftover");
	TCase *tcase = tcase_create("leftover");

	tcase_add_loop_test(tcase, rewrites, 0, COUNT(cases));
	tcase_add_loop_test(tcase, is_linear, 0, COUNT(units));
	tcase_add_test(tcase, is_found_at_every_place);
	tcase_add_test(tcase, is_idempotent);
	tcase_add_test(tcase, table_is_sorted_and_in_nfc);
	suite_add_tcase(suite, tcase);
	return suite;
}
