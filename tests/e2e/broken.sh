#!/bin/sh
# SPDX-License-Identifier: ISC
# A broken topic stops publishing, not remembering; a broken paperroute.ini stops everything.
. "${srcdir:-.}/tests/e2e/lib.sh"

new_site
cp site/topics/vision.ini good
printf '[rule bad]\nmatch = (a, b\nscroe = 3\n' >>site/topics/vision.ini
expect 1 pr -C site --now 2025-03-20T06:00:00Z run
grep -q '^paperroute: site/topics/vision.ini:[0-9]*:[0-9]*: ' err || fail "no place: $(cat err)"
grep -qx '    scroe = 3' err && grep -qx '    ^' err || fail "no caret: $(cat err)"
grep -q 'score' err || fail "no suggestion: $(cat err)"
[ ! -e site/public ] || fail "something was published"
expect 1 pr -C site check

# by file and line, whichever part of the program saw it; and a file full of them hides no other
printf 'threshold = x\n[rule worse]\nmatch = (a\n' >>site/topics/vision.ini
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do
	printf '[rule r%d]\nmatch = (a\n' $i >>site/topics/agents.ini
done
cp good site/topics/xyz.ini
printf '[rule bad]\nmatch = @no-such-list\n' >>site/topics/xyz.ini
expect 1 pr -C site check
grep -o '^paperroute: site/topics/[a-z]*.ini:[0-9]*' err >places
sort -t: -k2,2 -k3,3n places | cmp - places || fail "out of order: $(cat places)"
for topic in agents vision xyz; do
	grep -q "site/topics/$topic.ini" places || fail "nothing about $topic: $(cat places)"
done
grep -q '^paperroute: [0-9]* more mistakes are not shown$' err || fail "not counted: $(cat err)"
rm site/topics/agents.ini site/topics/xyz.ini

# the papers of that run were remembered
rm site/page.txt
cp good site/topics/vision.ini
expect 2 pr -C site --now 2025-03-21T06:00:00Z run
[ "$(entries site/public/all.atom)" = 4 ] || fail "papers were lost to a typo"
[ "$(entries site/public/vision.atom)" = 1 ] || fail "they were not routed"

# an edit of the rules routes what is stored
stamp site/public >before
sed 's/^match = survey/match = zzz/' good >site/topics/vision.ini
expect 2 pr -C site --now 2025-03-22T06:00:00Z run
[ "$(entries site/public/vision.atom)" = 2 ] || fail "the edited rule does not count"

printf '[site]\ntitle = x\n[sight]\n' >site/paperroute.ini
stamp site/public >before
expect 1 pr -C site --now 2025-03-22T06:00:00Z run
grep -q '^paperroute: site/paperroute.ini:3:' err || fail "no place: $(cat err)"
stamp site/public >after
cmp before after || fail "the feeds changed"

# who the site is, is pinned
new_site
expect 0 pr -C site --now 2025-03-20T06:00:00Z run
sed 's/^tag_date .*/tag_date = 2025-02/' site/paperroute.ini >ini && mv ini site/paperroute.ini
stamp site/public >before
expect 1 pr -C site --now 2025-03-21T06:00:00Z run
stamp site/public >after
cmp before after || fail "the feeds changed"

# a file that need not be there, and is a link that leads nowhere, was meant to be there
for name in rules.ini lists.ini; do
	new_site
	rm -f site/$name
	ln -s /nowhere/at/all site/$name
	expect 1 pr -C site --now 2025-03-20T06:00:00Z run
	says err "paperroute: site/$name: cannot be read: No such file or directory"
	[ ! -e site/public ] || fail "published without $name"
done
