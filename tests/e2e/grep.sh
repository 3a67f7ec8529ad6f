#!/bin/sh
# SPDX-License-Identifier: ISC
# grep: what an expression hits.
. "${srcdir:-.}/tests/e2e/lib.sh"

new_site
cat >papers.jsonl <<'END'
{"id": "2501.00001", "title": "Large Language Models at Work", "published": "2025-01-02"}
{"id": "2501.00003", "title": "LLMs and Fragments", "abstract": "Of LLMs there are many, and this abstract goes on behind them for more than a line of a terminal.", "published": "2025-01-04"}
{"id": "2501.00002", "title": "Nothing of That", "authors": ["Ada L.", "Bo"], "published": "2025-01-03"}
{"id": "p4", "title": "Rag and Bone", "abstract": "Once more, after one\n\nand after two, there is an LLM."}
END

# the newest first, those without a day last
expect 0 pr -C site grep @llm --entries papers.jsonl
[ ! -s err ] || fail "$(cat err)"
cat >wanted <<'END'
3 of 4 papers, 75.0 %

2025-01-04  arxiv:2501.00003  LLMs and Fragments
            title: [LLMs] and Fragments
            abstract: Of [LLMs] there are many, and this abstract goes on behin…
2025-01-02  arxiv:2501.00001  Large Language Models at Work
            title: [Large Language Models] at Work
            id:command-line/p4  Rag and Bone
            abstract: Once more, after one and after two, there is an [LLM].
END
cmp out wanted || fail "$(diff wanted out)"
[ ! -e site/state ] || fail "state was made"

# words, not letters; several arguments are one expression; other fields; what is missing
expect 0 pr -C site grep --entries papers.jsonl large language model and work
says out "1 of 4 papers, 25.0 %"
expect 0 pr -C site grep --entries papers.jsonl rag
says out "            title: [Rag] and Bone"
says out "1 of 4 papers, 25.0 %"
expect 0 pr -C site grep --entries papers.jsonl author: ada
says out "            author: [Ada] L."
expect 0 pr -C site grep --entries papers.jsonl 'not @llm'
cat >wanted <<'END'
1 of 4 papers, 25.0 %

2025-01-03  arxiv:2501.00002  Nothing of That
END
cmp out wanted || fail "$(diff wanted out)"
expect 0 pr -C site grep --entries papers.jsonl zyzzyva
cat >wanted <<'END'
0 of 4 papers, 0.0 %
END
cmp out wanted || fail "$(diff wanted out)"

expect 0 pr -C site grep --json fragment --entries papers.jsonl
says out '{"count": 1, "of": 4, "papers": [{"key": "arxiv:2501.00003", "title": "LLMs and Fragments", "day": "2025-01-04", "hits": [{"field": "title", "before": "LLMs and ", "text": "Fragments", "after": ""}]}]}'

# mistakes in the expression, with the place
expect 1 pr -C site grep 'work and and @lm, x' --entries papers.jsonl
cat >wanted <<'END'
paperroute: expression:1:10: a term is missing before "and"
    work and and @lm, x
             ^
END
cmp err wanted || fail "$(diff wanted err)"
[ ! -s out ] || fail "searched in spite of it"
expect 1 pr -C site grep 'é, @lm' --entries papers.jsonl
cat >wanted <<'END'
paperroute: expression:1:4: there is no list @lm: did you mean @llm?
    é, @lm
       ^
END
cmp err wanted || fail "$(diff wanted err)"
expect 2 pr -C site grep 'work and rag, llm' --entries papers.jsonl
cat >wanted <<'END'
paperroute: expression:1:1: warning: and binds closer than the comma: put parentheses around what belongs together
    work and rag, llm
    ^
END
cmp err wanted || fail "$(diff wanted err)"

# what the site remembers, also while a topic is broken
expect 0 pr -q -C site --now 2025-03-20T06:00:00Z run
stamp site/state >before
echo broken >site/topics/vision.ini
expect 0 pr -C site grep 'depth estimation'
stamp site/state >after
cmp before after || fail "the store was touched"
sed 's/title:1-[0-9a-f]*/KEY/' out >shown
cat >wanted <<'END'
2 of 4 papers, 50.0 %

2025-03-14  KEY  Image and Video Generatio…
            abstract: …data sets, and the [depth estimation] of the model stays…
2025-03-14  KEY  A Survey of Depth Estimat…
            title: A Survey of [Depth Estimation]
            abstract: We review [depth estimation] from single images, and comp…
END
cmp shown wanted || fail "$(diff wanted shown)"

# a regex that takes too long is told of, and where it stands
printf '{"title": "x", "abstract": "%s!"}\n' "$(head -c 3000 /dev/zero | tr '\0' a)" >hard.jsonl
expect 2 pr -C site grep '/(aa+)+[x-z]$/' --entries hard.jsonl
says err "paperroute: expression:1:1: warning: this regex was stopped after 100000 steps: make it simpler"

# mistakes of lists are told once, and before what comes of them; what can be read is used
cp site/lists.ini kept
echo 'broken' >>site/lists.ini
expect 2 pr -C site grep @llm --entries papers.jsonl
grep -q '^paperroute: site/lists.ini:' err || fail "nothing is said of the lists: $(cat err)"
grep -q '^3 of 4' out || fail "$(cat out)"
printf 'other = @none\n' >>kept
cp kept site/lists.ini
expect 1 pr -C site grep @llm --entries papers.jsonl
[ "$(grep -c 'there is no list @none' err)" = 1 ] || fail "$(cat err)"
printf '\377\376l' >site/lists.ini
expect 1 pr -C site grep @llm --entries papers.jsonl
cat >wanted <<'END'
paperroute: site/lists.ini:1:1: the file is UTF-16: save it as UTF-8
paperroute: expression:1:1: there is no list @llm: define it in lists.ini under [lists]
END
grep '^paperroute' err | cmp - wanted || fail "$(cat err)"
cp "$here/site/lists.ini" site/lists.ini

# mistakes in the use of it
expect 1 pr -C site grep
says err "paperroute: grep: needs an expression: grep EXPR"
expect 1 pr -C site grep x --entires y
says err "paperroute: grep: --entires is no option of it"
expect 1 pr -C site grep -cat
says err "paperroute: grep: -c is no option of it"
expect 1 pr -C site grep x --entries
says err "paperroute: grep: --entries needs a value"
expect 1 pr -C site grep x --entries missing
says err "paperroute: missing: cannot be opened: No such file or directory"
expect 1 pr -C site grep "$(head -c 70000 /dev/zero | tr '\0' x)"
says err "paperroute: grep: the expression is longer than 65536 bytes"
