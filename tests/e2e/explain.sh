#!/bin/sh
# SPDX-License-Identifier: ISC
# explain: why a paper is, and is not, in each topic.
. "${srcdir:-.}/tests/e2e/lib.sh"

new_site
cat >papers.jsonl <<'END'
{"id": "2501.00001", "title": "Large Language Models at Work", "published": "2025-01-02", "votes": 3}
{"id": "2501.00002", "title": "A Survey of Depth Estimation with LLMs", "abstract": "Fragments of a tokenizer, of which there are so many in this abstract that its lines are cut on both sides of it."}
{"id": "p7", "title": "Images at Work", "abstract": "There is no generation of one image here, for generation stands too far from it: \"generation\"."}
{"id": "p8", "title": "Work on LLM images"}
END
cat >>site/topics/vision.ini <<'END'

[rule work]
match = work and (paint, draw) and not LLM
END

expect 0 pr -C site explain 2501.00001 --entries papers.jsonl
[ ! -s err ] || fail "$(cat err)"
cat >wanted <<'END'
Large Language Models at Work
arxiv:2501.00001, 2025-01-02, from command-line, 3 votes

in   language: 12 of 10 points
     +12  names           title: [Large Language Models] at Work
not  vision: 0 of 10 points
   (+10)  work needs more
          has    work                      title: …rge Language Models at [Work]
          lacks  (paint, draw)
          has    not LLM
no rule fires in: empty
END
cmp out wanted || fail "$(diff wanted out)"
[ ! -e site/state ] || fail "state was made"

# rejected in spite of its points; hits in their context, no line over 80 columns
expect 0 pr -C site explain https://arxiv.org/pdf/2501.00002v4 --entries papers.jsonl
cat >wanted <<'END'
A Survey of Depth Estimation with LLMs
arxiv:2501.00002, from command-line, 0 votes

in   language: 16 of 10 points
     +12  names           title: A Survey of Depth Estimation with [LLMs]
      +4  weak            abstract: Fragments of a [tokenizer], of which there …
not  vision: 10 of 10 points, but it is rejected
     +10  images          title: A Survey of [Depth Estimation] with LLMs
  reject  survey          title: A [Survey] of Depth Estimation with LLMs
no rule fires in: empty
END
cmp out wanted || fail "$(diff wanted out)"

# one that comes short
expect 0 pr -C site explain p7 --topic vision --entries papers.jsonl
cat >wanted <<'END'
Images at Work
id:command-line/p7, from command-line, 0 votes

not  vision: 6 of 10 points
      +6  images          abstract: …e is no [generation of one image] here, fo…
   (+10)  work needs more
          has    work                      title: Images at [Work]
          lacks  (paint, draw)
          has    not LLM
END
cmp out wanted || fail "$(diff wanted out)"

# what "not" hit is shown, too
expect 0 pr -C site explain p8 --topic vision --entries papers.jsonl
says out "          lacks  not LLM                   title: Work on [LLM] images"

# words of a title; several papers, or none
expect 0 pr -C site explain estimation SURVEY --entries papers.jsonl
says out "arxiv:2501.00002, from command-line, 0 votes"
expect 0 pr -C site explain 'Images at work!' --entries papers.jsonl
says out "id:command-line/p7, from command-line, 0 votes"
expect 1 pr -C site explain work --entries papers.jsonl
cat >wanted <<'END'
arxiv:2501.00001  Large Language Models at Work
id:command-line/p7  Images at Work
id:command-line/p8  Work on LLM images
END
cmp out wanted || fail "$(diff wanted out)"
says err "paperroute: work: this may be any of several papers: name one by its key"
expect 1 pr -C site explain wor --entries papers.jsonl
says err "paperroute: wor: there is no such paper"
expect 1 pr -C site explain '?!' --entries papers.jsonl
says err "paperroute: ?!: there is no such paper"

# an entry on standard input, on several lines
printf '{"title":\n"LLMs"}\n' >one
expect 0 pr -C site explain - --json <one
says out '{"key": "title:1-de2187af3fb011708ca4ff6d21e48452", "title": "LLMs", "topics": [{"topic": "empty", "in": false, "why": "points", "points": 0, "threshold": 10, "rules": []}, {"topic": "language", "in": true, "why": "in", "points": 12, "threshold": 10, "rules": [{"rule": "names", "fired": true, "points": 12, "reject": false, "common": false, "field": "title", "before": "", "text": "LLMs", "after": ""}]}, {"topic": "vision", "in": false, "why": "points", "points": 0, "threshold": 10, "rules": []}]}'
printf '{"title": 1.5}' >one
expect 1 pr -C site explain - <one
says err "paperroute: standard input:1: warning: a paper without a title is left out"
for nothing in '' '\n\n'; do
	printf "$nothing" >one
	expect 1 pr -C site explain - <one
	says err "paperroute: standard input: warning: there is no paper in it"
done

# explain says what route says
pr -C site route papers.jsonl | sed 's/.*"topics": //' >routed
for id in 2501.00001 2501.00002 p7 p8; do
	pr -C site explain --json "$id" --entries papers.jsonl |
		grep -o '"topic": "[a-z]*", "in": true, "why": "in", "points": [0-9]*' |
		sed 's/"in".*"points"/"points"/' | tr '\n' ' '
	echo
done >explained
grep -o '"topic": "[a-z]*", "points": [0-9]*\|^\[\|$' routed >/dev/null
sed 's/, "rules": \[[^]]*\]//g' routed | while read -r line; do
	echo "$line" | grep -o '"topic": "[a-z]*", "points": [0-9]*' | tr '\n' ' '
	echo
done >wanted
cmp explained wanted || fail "$(diff wanted explained)"

# what the site remembers
expect 0 pr -q -C site --now 2025-03-20T06:00:00Z run
stamp site/state >before
expect 0 pr -C site explain friends
stamp site/state >after
cmp before after || fail "the store was touched"
sed 2d out >untitled
cat >wanted <<'END'
Large Language Models & <Friends>

in   language: 12 of 10 points
     +12  names           title: [Large Language Models] & <Friends>
no rule fires in: empty, vision
END
cmp untitled wanted || fail "$(diff wanted untitled)"

# mistakes
expect 1 pr -C site explain
says err "paperroute: explain: needs a paper: its key, id, address, words of its title, or - for one on standard input"
expect 1 pr -C site explain x --topic visoin
says err "paperroute: visoin: there is no such topic: did you mean vision"
expect 1 pr -C site explain x --entries -
expect 1 pr -C site explain x --what
says err "paperroute: explain: --what is no option of it"
expect 1 pr -C site explain x --entries missing
says err "paperroute: missing: cannot be opened: No such file or directory"
# what is needed, in words
cat >>site/topics/vision.ini <<'END'
[rule beside]
match = work near/0 images
[rule close]
match = images near/1 (LLM, draw)
[rule listed]
match = 3 of (@llm, images, draw)
[rule counted]
match = 2 of (images, draw)
END
expect 0 pr -C site explain - --topic vision <<'END'
{"title": "LLM at work on some images"}
END
says out "          needs  both, side by side"
says out "          needs  both, with at most 1 word between them"
says out "          needs  3 of these, the terms of a list one by one"
says out "          needs  2 of these 2"

# why a topic has a paper that reaches its points, or has none in spite of them
new_site
printf '[feed]\ntitle = First\npriority = 2\nexclusive = yes\n[rule it]\nmatch = LLM\n' \
	>site/topics/first.ini
printf '[feed]\ntitle = Rest\ncatch_all = yes\n' >site/topics/rest.ini
printf '[feed]\ntitle = Of a source\npriority = 3\nsources = page\n[rule it]\nmatch = LLM\n' \
	>site/topics/of-a-source.ini
printf '[feed]\ntitle = Liked\npriority = 3\nmin_votes = 7\n[rule it]\nmatch = LLM\n' \
	>site/topics/liked.ini
printf '[feed]\ntitle = Gone\npriority = 3\nmoved_to = https://example.org/x.atom\n[rule it]\nmatch = LLM\n' \
	>site/topics/gone.ini
printf '[rule field]\nmatch = title: images\n' >>site/topics/vision.ini
cat >papers.jsonl <<'END'
{"id": "1", "title": "LLM at work", "votes": 6, "abstract": "No images here"}
{"id": "2", "title": "Nothing of it", "votes": 7}
END
expect 0 pr -C site explain 1 --entries papers.jsonl
says out 'in   first: 10 of 10 points'
says out 'not  of-a-source: 10 of 10 points, but the topic takes papers of other sources'
says out 'not  liked: 10 of 10 points, but the topic takes none of fewer than 7 votes'
says out 'not  gone: 10 of 10 points, but the topic has moved and takes none'
says out 'not  language: 12 of 10 points, but first has it for itself'
says out '          needs  it in the field title'
expect 0 pr -C site explain 1 --topic rest --entries papers.jsonl
says out 'not  rest: 0 of 10 points, but it takes only what other topics leave'
expect 0 pr -C site explain 1 --json --topic language --entries papers.jsonl
grep -qF '"why": "exclusive", "points": 12, "threshold": 10, "taken_by": "first"' out || fail "$(cat out)"
expect 0 pr -C site explain 2 --entries papers.jsonl
says out 'in   rest: no other topic has it'

# a regex that takes too long is told of
printf '{"title": "x", "abstract": "%s!"}\n' "$(head -c 3000 /dev/zero | tr '\0' a)" >hard.jsonl
printf '[rule hard]\nmatch = /(aa+)+[x-z]$/\n' >>site/topics/vision.ini
line=$(wc -l <site/topics/vision.ini)
expect 2 pr -C site explain x --entries hard.jsonl
says err "paperroute: site/topics/vision.ini:$line:9: warning: this regex was stopped after 100000 steps: make it simpler"
expect 2 pr -C site explain - <hard.jsonl

echo broken >site/topics/vision.ini
expect 1 pr -C site explain friends
[ ! -s out ] || fail "explained with broken rules: $(cat out)"
