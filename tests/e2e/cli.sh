#!/bin/sh
# SPDX-License-Identifier: ISC
# Options, messages, exit status.
. "${srcdir:-.}/tests/e2e/lib.sh"

expect 0 pr --help
grep -q '^usage: paperroute' out || fail "no usage: $(cat out)"
expect 0 pr --version
grep -q '^paperroute [0-9]' out || fail "no version: $(cat out)"
expect 1 pr
says err "paperroute: which command? see paperroute --help"
expect 1 pr rnu
says err "paperroute: rnu: is no command: did you mean run?"
expect 1 pr frobnicate
says err "paperroute: frobnicate: is no command: see paperroute --help"
expect 1 pr --nwo 1 run
expect 1 pr -C
expect 1 pr run -x
says err "paperroute: run: -x is no option of it"
expect 1 pr -xq run
says err "paperroute: -x: is no option: see paperroute --help"
expect 1 pr check this
expect 1 pr --now yesterday check
says err 'paperroute: --now: "yesterday" is no time; write it as 2026-11-23T06:00:00Z or @SECONDS'
SOURCE_DATE_EPOCH=x expect 1 pr check
mkdir empty
expect 1 pr -C empty run
grep -q 'paperroute init' err || fail "no advice: $(cat err)"
[ -z "$(ls empty)" ] || fail "a site was begun"

# a site that is right is silent, a clock that went back is not
new_site
expect 0 pr -C site check
silent
expect 0 pr -q -C site --now 2025-03-20T06:00:00Z run
silent
expect 2 pr -C site --now 2025-03-19T06:00:00Z run
says err "paperroute: site/state: warning: the clock went back: this run is dated 2025-03-20T06:00:00Z, as the last one was"
expect 0 pr -v -C site --now 2025-03-21T06:00:00Z run
grep -q '^paperroute: site/page.txt: line ' err || fail "-v shows no decision: $(cat err)"
SOURCE_DATE_EPOCH=1742688000 expect 0 pr -C site run

# a feed that has become a burden is told of
head -c 1048577 /dev/zero | tr '\0' ' ' >>site/public/vision.atom
expect 2 pr -C site check
says err "paperroute: site/public/vision.atom: warning: has 1.1 MB, which every subscriber fetches again when it changes: lower entries, which is 3"
expect 0 pr -C site --now 2025-03-24T06:00:00Z run
expect 0 pr -C site check

# where output is lost, the exit status says so
if [ -c /dev/full ]; then
	status=0
	pr --help >/dev/full 2>err || status=$?
	[ "$status" = 1 ] || fail "a full disk went by: $status"
fi

# a site from elsewhere, with its configuration elsewhere
cp site/paperroute.ini other.ini
expect 0 pr -C site -c other.ini check

# init: whole or not at all
expect 0 pr --now 2026-11-23T06:00:00Z init new
grep -q '^tag_date *= 2026-11' new/paperroute.ini || fail "tag_date: $(grep tag_date new/paperroute.ini)"
expect 2 pr -C new check
[ ! -e new/public ] && [ ! -e new/state ] || fail "init copied output"
expect 1 pr init new
expect 1 pr init
expect 1 pr init a b
touch file
expect 1 pr init file
PAPERROUTE_DATADIR=$scratch/empty expect 1 pr init other
[ ! -e other ] || fail "init left half a site"

# a limit on the size of files is a failure as any other, and no end without a word
new_site
expect 1 sh -c 'ulimit -f 8 && exec "$1" -C site --now 2025-03-20T06:00:00Z run' sh "$program"
grep -q '^paperroute: site/state/paperroute.db: ' err || fail "no word of it: $(cat err)"
expect 0 pr -C site --now 2025-03-20T06:00:00Z run
[ "$(entries site/public/all.atom)" = 4 ] || fail 'the run behind it was not whole'
