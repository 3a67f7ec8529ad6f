#!/bin/sh
# SPDX-License-Identifier: ISC
# A site's first run writes whole documents, byte for byte as expected; a second one that finds nothing
# new changes neither bytes nor files; a list that moves on takes nothing away.
. "${srcdir:-.}/tests/e2e/lib.sh"

new_site
expect 0 pr -C site --now 2025-03-20T06:00:00Z run
silent
if [ "${UPDATE_EXPECTED:-}" ]; then
	cp site/public/*.atom "$here/expected/"
fi
for expected in "$here"/expected/*.atom; do
	cmp "$expected" "site/public/${expected##*/}" || fail "${expected##*/} is not as expected"
done
[ "$(ls site/public | wc -l)" = "$(ls "$here/expected" | wc -l)" ] || fail "other files: $(ls site/public)"

stamp site/public >before
sleep 1
expect 0 pr -C site --now 2025-03-21T06:00:00Z run
silent
stamp site/public >after
cmp before after || fail "a run without news changed files"

# two papers leave the list, one comes
cat >site/page.txt <<'EOF'
Mar 20

Tokenizer Wars: Large Language Models and the Split of Words

We compare tokenizers of large language models on twelve languages and find that the cheapest one is
good enough for all of them.

Large Language Models & <Friends>

We study LLMs that cost 2.3times less than ``good'' ones, a < b. The code is at
https://github.com/example/friends.
EOF
expect 0 pr -C site --now 2025-03-22T06:00:00Z run
silent
[ "$(entries site/public/language.atom)" = 3 ] || fail "language: $(entries site/public/language.atom)"
[ "$(entries site/public/vision.atom)" = 1 ] || fail "vision lost its paper"
[ "$(entries site/public/all.atom)" = 5 ] || fail "all: $(entries site/public/all.atom)"
for name in vision.atom empty.atom; do
	grep -F " $name" after >old || fail "$name: no stamp"
	stamp site/public | grep -F " $name" >new
	cmp old new || fail "$name was written without need"
	grep -F "$name " after >old
	stamp site/public | grep -F "$name " >new
	cmp old new || fail "$name was written without need"
done

# the same with a real change of an abstract: updated moves, the id stays
id='<id>tag:feeds.ada-and-the-editors.net,2025-01:'
grep -F "$id" site/public/language.atom | sort >ids
sed 's/twelve languages/thirteen languages/' site/page.txt >page && mv page site/page.txt
expect 0 pr -C site --now 2025-03-23T06:00:00Z run
grep -F "$id" site/public/language.atom | sort | cmp - ids || fail "ids moved"
[ "$(grep -c '<updated>2025-03-23T06:00:00Z</updated>' site/public/language.atom)" = 2 ] ||
	fail "updated did not move for the feed and the one entry"

# marks only: no news
sed 's/thirteen languages/thirteen, languages/' site/page.txt >page && mv page site/page.txt
expect 0 pr -C site --now 2025-03-24T06:00:00Z run
! grep -q '2025-03-24' site/public/*.atom || fail "a comma moved updated"

# two files with two versions of a paper: the last one counts, and a second run changes nothing
new_site
for version in one two; do
	printf '{"title": "A Paper of Two Versions", "id": "2501.00042", "abstract": "It is version %s."}\n' \
		$version >$version.json
done
expect 0 pr -C site --now 2025-03-20T06:00:00Z run one.json two.json
grep -q 'version two' site/public/all.atom || fail "the last version does not count"
stamp site/public >before
expect 0 pr -C site --now 2025-03-21T06:00:00Z run --changed one.json two.json
silent
stamp site/public >after
cmp before after || fail "two versions change a feed back and forth"
# nor does a last file that cannot be read leave the ones before it out
expect 2 pr -C site --now 2025-03-22T06:00:00Z run one.json nowhere.json
grep -q 'version one' site/public/all.atom || fail "a paper was left out"
