#!/bin/sh
# SPDX-License-Identifier: ISC
# Killed at any moment, no file is torn and the next run gives what an undisturbed one gives.
. "${srcdir:-.}/tests/e2e/lib.sh"

new_site
expect 0 pr -C site --now 2025-03-20T06:00:00Z run
mv site/public wanted

new_site
kills=0
for delay in 0.001 0.002 0.003 0.004 0.005 0.006 0.008 0.010 0.012 0.015 0.02 0.03 0.04 0.05 0.07 0.1; do
	"$program" -C site --now 2025-03-20T06:00:00Z run >out 2>&1 &
	pid=$!
	sleep "$delay"
	kill -9 "$pid" 2>/dev/null && kills=$((kills + 1))
	wait "$pid" 2>/dev/null || :
	for feed in site/public/*.atom; do
		[ ! -e "$feed" ] || cmp "$feed" "wanted/${feed##*/}" || fail "${feed##*/} is torn"
	done
	case $delay in
	*5 | *7) rm -rf site/public site/state ;;
	esac
done
[ "$kills" -gt 0 ] || fail "no run was killed"
expect 0 pr -C site --now 2025-03-20T06:00:00Z run
silent
diff -r wanted site/public || fail "not as an undisturbed run"
