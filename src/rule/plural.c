/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/plural.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Singular and plural where the rules below do not lead from one to the other. A pair that starts
 * with "-" is one of endings, of words that have two letters or more before it. */
static const char *const pairs[][2] = {
	{"-analysis", "-analyses"},
	{"-synthesis", "-syntheses"},
	{"-hypothesis", "-hypotheses"},
	{"analysis", "analyses"},
	{"synthesis", "syntheses"},
	{"hypothesis", "hypotheses"},
	{"axis", "axes"},
	{"axe", "axes"},
	{"basis", "bases"},
	{"base", "bases"},
	{"crisis", "crises"},
	{"diagnosis", "diagnoses"},
	{"emphasis", "emphases"},
	{"metastasis", "metastases"},
	{"parenthesis", "parentheses"},
	{"prognosis", "prognoses"},
	{"thesis", "theses"},
	{"appendix", "appendices"},
	{"codex", "codices"},
	{"helix", "helices"},
	{"index", "indices"},
	{"matrix", "matrices"},
	{"-matrix", "-matrices"},
	{"simplex", "simplices"},
	{"vertex", "vertices"},
	{"vortex", "vortices"},
	{"automaton", "automata"},
	{"criterion", "criteria"},
	{"phenomenon", "phenomena"},
	{"polyhedron", "polyhedra"},
	{"bacterium", "bacteria"},
	{"continuum", "continua"},
	{"curriculum", "curricula"},
	{"equilibrium", "equilibria"},
	{"maximum", "maxima"},
	{"minimum", "minima"},
	{"optimum", "optima"},
	{"quantum", "quanta"},
	{"spectrum", "spectra"},
	{"stratum", "strata"},
	{"alumnus", "alumni"},
	{"focus", "foci"},
	{"fungus", "fungi"},
	{"locus", "loci"},
	{"modulus", "moduli"},
	{"nucleus", "nuclei"},
	{"radius", "radii"},
	{"stimulus", "stimuli"},
	{"corpus", "corpora"},
	{"genus", "genera"},
	{"alga", "algae"},
	{"antenna", "antennae"},
	{"formula", "formulae"},
	{"larva", "larvae"},
	{"vertebra", "vertebrae"},
	{"lemma", "lemmata"},
	{"schema", "schemata"},
	{"child", "children"},
	{"foot", "feet"},
	{"man", "men"},
	{"mouse", "mice"},
	{"person", "people"},
	{"tooth", "teeth"},
	{"woman", "women"},
	{"calf", "calves"},
	{"half", "halves"},
	{"knife", "knives"},
	{"leaf", "leaves"},
	{"life", "lives"},
	{"shelf", "shelves"},
	{"wolf", "wolves"},
	{"alias", "aliases"},
	{"atlas", "atlases"},
	{"bias", "biases"},
	{"canvas", "canvases"},
	{"debias", "debiases"},
	{"gas", "gases"},
	{"lens", "lenses"},
	{"calorie", "calories"},
	{"cookie", "cookies"},
	{"movie", "movies"},
	{"selfie", "selfies"},
	{"zombie", "zombies"},
	{"echo", "echoes"},
	{"hero", "heroes"},
	{"potato", "potatoes"},
	{"tomato", "tomatoes"},
	{"veto", "vetoes"},
	{"quiz", "quizzes"},
	{"api", "apis"},
	{"cpu", "cpus"},
	{"emoji", "emojis"},
	{"gpu", "gpus"},
	{"menu", "menus"},
	{"taxi", "taxis"},
	{"tpu", "tpus"},
	{"epoch", "epochs"},
	{"stomach", "stomachs"},
	{"tech", "techs"},
};

/* Words that end in s and are no plurals: they have no singular. Those in -ss, -us and -is need not
 * stand here. The ones in pairs have a plural, the others none either. */
static const char *const singular_only[] = {
	"alias",
	"atlas",
	"bayes",
	"bias",
	"canvas",
	"chaos",
	"charles",
	"christmas",
	"cosmos",
	"debias",
	"diabetes",
	"does",
	"ethos",
	"gas",
	"hermes",
	"herpes",
	"hopkins",
	"james",
	"kansas",
	"keras",
	"kubernetes",
	"kudos",
	"lens",
	"means",
	"news",
	"odds",
	"pancreas",
	"pandas",
	"pathos",
	"perhaps",
	"postgres",
	"rabies",
	"series",
	"species",
	"stokes",
	"texas",
	"thanks",
	"wales",
};

/* Of words in -ics these are plurals; the others name a field (physics, robotics, statistics), and
 * the word without s is an adjective. */
static const char *const ics_plurals[] = {
	"antibiotics",
	"ceramics",
	"characteristics",
	"clinics",
	"comics",
	"critics",
	"epidemics",
	"fabrics",
	"heuristics",
	"infographics",
	"logics",
	"lyrics",
	"metrics",
	"pandemics",
	"relics",
	"rubrics",
	"tactics",
	"topics",
};

struct forms {
	char (*out)[LIMIT_WORD + 1];
	size_t count;
	const char *word;
};

static bool ends_with(const char *word, const char *ending)
{
	size_t len = strlen(word);
	size_t tail = strlen(ending);

	return len >= tail && strcmp(word + len - tail, ending) == 0;
}

static bool is_in(const char *const *table, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(table[i], word) == 0)
			return true;
	}
	return false;
}

#define IS_IN(table, word) is_in(table, sizeof(table) / sizeof(*(table)), word)

/* Adds the word with its last cut bytes replaced by ending */
static void add(struct forms *forms, size_t cut, const char *ending)
{
	size_t stem = strlen(forms->word) - cut;
	char *form = forms->out[forms->count];

	if (forms->count == PLURAL_FORMS || stem + strlen(ending) > LIMIT_WORD ||
		stem + strlen(ending) < 3)
		return;
	snprintf(form, LIMIT_WORD + 1, "%.*s%s", (int)stem, forms->word, ending);
	for (size_t i = 0; i < forms->count; i++) {
		if (strcmp(forms->out[i], form) == 0)
			return;
	}
	forms->count++;
}

/* The forms that the table has; true when the word stands in it as side (0 singular, 1 plural) */
static bool add_pairs(struct forms *forms, int side)
{
	size_t len = strlen(forms->word);
	bool found = false;

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		const char *own = pairs[i][side];
		const char *other = pairs[i][!side];
		bool is_ending = *own == '-';
		size_t cut = strlen(own + is_ending);

		if (is_ending ? len < cut + 2 || !ends_with(forms->word, own + 1)
			      : strcmp(forms->word, own) != 0)
			continue;
		add(forms, cut, other + is_ending);
		found = true;
	}
	return found;
}

static bool is_vowel(char c)
{
	return c && strchr("aeiou", c);
}

static bool is_plural(const char *word)
{
	size_t len = strlen(word);

	if (len <= 3 || word[len - 1] != 's' || IS_IN(singular_only, word))
		return false;
	if (ends_with(word, "ics"))
		return IS_IN(ics_plurals, word);
	return !ends_with(word, "ss") && !ends_with(word, "is") && !ends_with(word, "us");
}

static void add_singulars(struct forms *forms)
{
	const char *word = forms->word;
	size_t len = strlen(word);

	if (ends_with(word, "ies") && len > 4) {
		add(forms, 3, "y");
	} else if (ends_with(word, "sses") || ends_with(word, "xes") || ends_with(word, "shes")) {
		add(forms, 2, "");
	} else if (ends_with(word, "ches") || ends_with(word, "uses") || ends_with(word, "oes")) {
		add(forms, 2, ""); /* batches and caches, viruses and houses */
		add(forms, 1, "");
	} else {
		add(forms, 1, "");
	}
}

/* "robotics" and "news" are no plurals of "robotic" and "new" */
static void add_with_s(struct forms *forms)
{
	size_t before = forms->count;
	const char *form = forms->out[before];

	add(forms, 0, "s");
	if (forms->count == before)
		return;
	if (IS_IN(singular_only, form) || (ends_with(form, "ics") && !IS_IN(ics_plurals, form)))
		forms->count = before;
}

static void add_plurals(struct forms *forms)
{
	const char *word = forms->word;
	size_t len = strlen(word);
	char last = word[len - 1];

	if (len < 3 || ends_with(word, "ics") || ends_with(word, "sis") ||
		IS_IN(singular_only, word))
		return;
	if (last == 's' || last == 'x' || ends_with(word, "ch") || ends_with(word, "sh"))
		add(forms, 0, "es");
	else if (last == 'y' && !is_vowel(word[len - 2]))
		add(forms, 1, "ies");
	else
		add_with_s(forms);
}

size_t plural_forms(char out[PLURAL_FORMS][LIMIT_WORD + 1], const char *word)
{
	struct forms forms = {out, 0, word};

	if (!*word || word[strspn(word, "abcdefghijklmnopqrstuvwxyz")])
		return 0;
	if (add_pairs(&forms, 1))
		return forms.count; /* and not the "these" of theses, by the rules */
	if (is_plural(word)) {
		add_singulars(&forms);
		return forms.count;
	}
	add_pairs(&forms, 0);
	add_plurals(&forms);
	return forms.count;
}
