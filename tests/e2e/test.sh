#!/bin/sh
# SPDX-License-Identifier: ISC
# test: the rules against labels, of a file and of what the site remembers.
. "${srcdir:-.}/tests/e2e/lib.sh"

new_site
cat >papers.jsonl <<'END'
{"id": "2501.00001", "title": "Large Language Models at Work"}
{"id": "2501.00002", "title": "A Large Language Model for Image Generation"}

{"id": "2501.00003", "title": "Depth Estimation with a Large Language Model", "abstract": "We hide a survey in the abstract."}
{"id": "2501.00004", "title": "Nothing of\n All That", "abstract": "A tokenizer is used."}
{"id": "2501.00005", "title": "Words without a Label about LLMs"}
END
printf '%s\t%s\t%s\n' >labels.tsv \
	2501.00001 language '' \
	https://arxiv.org/abs/2501.00002v3 vision language \
	arxiv:2501.00003 language,vision '' \
	'Nothing of all that' language ''

expect 0 pr -C site test labels.tsv --entries papers.jsonl
[ ! -s err ] || fail "$(cat err)"
cat >wanted <<'END'
topic     papers  right  wrong  missed  precision  recall    F1
empty          0      0      0       0          -       -     -
language       3      2      0       1       1.00    0.67  0.80
vision         2      1      0       1       1.00    0.50  0.67
micro          5      3      0       2       1.00    0.60  0.75
macro                                           -       -     -

4 papers; macro is over topics with 5 papers or more: 0

Missed: not in a topic where they belong, and what fired
  language
    arxiv:2501.00004  Nothing of All That
      4 of 10 points
      weak +4  abstract: "tokenizer"
  vision
    arxiv:2501.00003  Depth Estimation with a Large Language Model
      10 of 10 points, but it is rejected
      images +10  title: "Depth Estimation"
      survey rejects  abstract: "survey"
END
cmp out wanted || fail "$(cat out)"

# gzip and standard input are the same
gzip -c papers.jsonl >papers.gz
expect 0 pr -C site test labels.tsv --entries papers.gz
cmp out wanted || fail "gzip: $(cat out)"
expect 0 pr -C site test --entries - labels.tsv <papers.gz
cmp out wanted || fail "standard input: $(cat out)"
[ ! -e site/state ] || fail "state was made"

# what is wrong is listed with its rules; what is odd is told and is exit status 2
printf '2501.00001\t\t\n2501.00002\tvison\tvision\n2501.00009\tempty\n' >odd.tsv
printf 'no paper\n' >>papers.jsonl
expect 2 pr -C site test odd.tsv --entries papers.jsonl
cat >wanted <<'END'
topic     papers  right  wrong  missed  precision  recall    F1
empty          0      0      0       0          -       -     -
language       0      0      2       0       0.00       -  0.00
vision         0      0      0       0          -       -     -
micro          0      0      2       0       0.00       -  0.00
macro                                           -       -     -

2 papers; macro is over topics with 5 papers or more: 0

Wrong: in a topic where they do not belong, and why
  language
    arxiv:2501.00001  Large Language Models at Work
      names +12  title: "Large Language Models"
    arxiv:2501.00002  A Large Language Model for Image Generation
      names +12  title: "Large Language Model"
END
cmp out wanted || fail "$(cat out)"
cat >wanted <<'END'
paperroute: papers.jsonl:7:2: warning: is no JSON: '[' or '{' expected near 'no'; it is passed over
paperroute: odd.tsv:2: warning: there is no topic vison: did you mean vision
paperroute: odd.tsv:3: warning: there is no such paper: 2501.00009
END
cmp err wanted || fail "$(cat err)"

expect 2 pr -C site test odd.tsv --entries papers.jsonl --json
cat >wanted <<'END'
{"papers": 2, "topics": [{"topic": "empty", "papers": 0, "right": 0, "wrong": 0, "missed": 0, "precision": null, "recall": null, "f1": null}, {"topic": "language", "papers": 0, "right": 0, "wrong": 2, "missed": 0, "precision": 0.0, "recall": null, "f1": 0.0}, {"topic": "vision", "papers": 0, "right": 0, "wrong": 0, "missed": 0, "precision": null, "recall": null, "f1": null}], "micro": {"precision": 0.0, "recall": null, "f1": 0.0}, "macro": {"topics": 0, "precision": null, "recall": null, "f1": null}, "wrong": [{"topic": "language", "key": "arxiv:2501.00001", "title": "Large Language Models at Work", "rules": [{"rule": "names", "points": 12, "field": "title", "text": "Large Language Models"}]}, {"topic": "language", "key": "arxiv:2501.00002", "title": "A Large Language Model for Image Generation", "rules": [{"rule": "names", "points": 12, "field": "title", "text": "Large Language Model"}]}], "missed": []}
END
cmp out wanted || fail "$(cat out)"

# --min-f1 judges the macro F1: four of five found is a recall of 0.8, an F1 of 0.8889
for number in 1 2 3 4 5; do
	word=LLM
	[ $number != 5 ] || word=Nothing
	echo "{\"id\": \"2502.0000$number\", \"title\": \"$word $number\"}"
done >five.jsonl
sed 's/.*"id": "\([^"]*\)".*/\1	language/' five.jsonl >five.tsv
expect 0 pr -C site test five.tsv --entries five.jsonl --min-f1 0.88
expect 1 pr -C site test five.tsv --entries five.jsonl --min-f1 0.89
says err "paperroute: five.tsv: macro F1 is 0.8889, less than 0.89"
says out "macro                                        1.00    0.80  0.89"
expect 1 pr -C site test labels.tsv --entries five.jsonl --min-f1 0.1
says err "paperroute: labels.tsv: no topic has the 5 papers that --min-f1 needs to judge it"

# what the site remembers, by titles as the page has them
expect 0 pr -q -C site --now 2025-03-20T06:00:00Z run
printf '%s\tvision\n' 'Image and video generation: with 5 steps' 'A Survey of Depth Estimation' >store.tsv
stamp site/state >before
expect 0 pr -C site test store.tsv
stamp site/state >after
cmp before after || fail "the store was touched"
says out "vision         2      1      0       1       1.00    0.50  0.67"

# mistakes
expect 1 pr -C site test
says err "paperroute: test: needs one file of labels: test LABELS"
expect 1 pr -C site test a b
expect 1 pr -C site test labels.tsv --min-f1 80
says err 'paperroute: test: --min-f1 "80" is no number from 0 to 1'
expect 1 pr -C site test labels.tsv --entires x
says err "paperroute: test: --entires is no option of it"
expect 1 pr -C site test labels.tsv --entries
says err "paperroute: test: --entries needs a value"
expect 1 pr -C site test missing.tsv
says err "paperroute: missing.tsv: cannot be opened: No such file or directory"
expect 1 pr -C site test labels.tsv --entries missing.jsonl
says err "paperroute: missing.jsonl: cannot be opened: No such file or directory"
head -c 100 papers.gz >cut.gz
expect 1 pr -C site test labels.tsv --entries cut.gz
says err "paperroute: cut.gz: its gzip data are cut short"
# a regex that takes too long is told of
printf '{"title": "x", "abstract": "%s!"}\n' "$(head -c 3000 /dev/zero | tr '\0' a)" >hard.jsonl
printf '[rule hard]\nmatch = /(aa+)+[x-z]$/\n' >>site/topics/vision.ini
line=$(wc -l <site/topics/vision.ini)
echo x >hard.tsv
expect 2 pr -C site test hard.tsv --entries hard.jsonl
says err "paperroute: site/topics/vision.ini:$line:9: warning: this regex was stopped after 100000 steps: make it simpler"

echo broken >site/topics/vision.ini
expect 1 pr -C site test labels.tsv --entries papers.jsonl
[ ! -s out ] || fail "measured with broken rules: $(cat out)"
