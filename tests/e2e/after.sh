#!/bin/sh
# SPDX-License-Identifier: ISC
# The site's own command behind a run that changed files, and the names of these.
. "${srcdir:-.}/tests/e2e/lib.sh"

# after COMMAND: a new site with that command
after() {
	new_site
	{
		printf '[site]\nafter = %s\n' "$1"
		tail -n +2 "$here/site/paperroute.ini"
	} >site/paperroute.ini
}

names='all.atom
empty.atom
language.atom
vision.atom
status.atom'

after "'cat >names; pwd >where'"
expect 0 pr -C site --now 2025-03-20T06:00:00Z run -n
[ ! -e site/names ] || fail "a dry run ran it"
expect 0 pr -C site --now 2025-03-20T06:00:00Z run --changed
[ "$(cat out)" = "$names" ] || fail "--changed said: $(cat out)"
[ "$(cat site/names)" = "$names" ] || fail "it read: $(cat site/names)"
[ "$(cat site/where)" = "$(cd site && pwd)" ] || fail "it ran in $(cat site/where)"
rm site/names
expect 0 pr -C site --now 2025-03-20T07:00:00Z run --changed
silent
[ ! -e site/names ] || fail "it ran without a change"
rm site/public/vision.atom
expect 0 pr -C site --now 2025-03-20T08:00:00Z run
silent
[ "$(cat site/names)" = vision.atom ] || fail "it read: $(cat site/names)"

# what it does is told, and the feeds stay
after 'exit 3'
expect 2 pr -C site --now 2025-03-20T06:00:00Z run
says err "paperroute: after: the command ended with status 3"
[ "$(entries site/public/all.atom)" = 4 ] || fail "the feeds are not there"
after 'kill -9 $$'
expect 2 pr -C site --now 2025-03-20T06:00:00Z run
says err "paperroute: after: the command was ended by signal 9"
after "'echo told; no-such-command-here'"
expect 2 pr -C site --now 2025-03-20T06:00:00Z run --changed
says err "paperroute: after: the command ended with status 127"
[ "$(cat out)" = "$names
told" ] || fail "not in order: $(cat out)"

# it need not read the names, and the site is free while it runs
after "'exec <&-; \"$program\" --now 2025-03-20T07:00:00Z run --wait && touch again'"
expect 0 pr -C site --now 2025-03-20T06:00:00Z run
silent
[ -e site/again ] || fail "the site was not free"
