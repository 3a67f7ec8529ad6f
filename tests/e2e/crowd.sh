#!/bin/sh
# SPDX-License-Identifier: ISC
# Fifty runs at once come to what one run comes to; runs between which somebody edits the rules see them whole
# or refuse them.
. "${srcdir:-.}/tests/e2e/lib.sh"

now=2025-03-20T06:00:00Z
new_site
expect 0 pr -C site --now $now run
mv site/public wanted

# all N COMMAND ...: so many at once, none of which fails or says anything
all() {
	count=$1
	shift
	rm -f said
	pids=
	while [ "$count" -gt 0 ]; do
		"$program" "$@" >>said 2>&1 &
		pids="$pids $!"
		count=$((count - 1))
	done
	for pid in $pids; do
		status=0
		wait "$pid" || status=$?
		[ $status = 0 ] || fail "$*: exit status $status: $(cat said)"
	done
	[ ! -s said ] || fail "$*: $(cat said)"
}

for wait in '' --wait; do
	rm -rf site/public site/state
	all 50 -C site --now $now run $wait
	# without --wait one of them did the work, and nobody knows which
	diff -r wanted site/public || fail "fifty runs $wait are not one"
done
# one writes, the others only look
for command in status 'grep agents' check 'explain A paper'; do
	"$program" -C site --now $now run --changed >out 2>&1 &
	first=$!
	for i in 1 2 3 4 5; do
		status=0
		"$program" -C site $command >looked 2>&1 || status=$?
		[ $status -le 2 ] && ! grep -q -i 'locked\|busy\|database' looked ||
			fail "$command beside a run: $status: $(cat looked)"
	done
	wait $first || fail "a run beside $command: $(cat out)"
done

# --- the rules are edited ---

# Two versions of a topic, each of which makes other feeds; by rename they are whole, in place half
cp site/topics/vision.ini one
{
	cat one
	i=0
	while [ $i -lt 200 ]; do
		printf '[rule more-%d]\nmatch = (nothing and at all and %d), survey near/3 agents\nscore = 1\n' $i $i
		i=$((i + 1))
	done
} >two
for version in one two; do
	new_site
	cp $version site/topics/vision.ini
	expect 0 pr -C site --now $now run
	mv site/public public-$version
done

new_site
expect 0 pr -C site --now $now run
touch editing
while [ -e editing ]; do
	for version in two one; do
		cp $version site/topics/vision.new && mv site/topics/vision.new site/topics/vision.ini
	done
done &
editor=$!
for i in 1 2 3 4 5 6 7 8; do
	expect 0 pr -C site --now $now run
	for feed in site/public/*.atom; do
		cmp -s "$feed" "public-one/${feed##*/}" || cmp -s "$feed" "public-two/${feed##*/}" ||
			fail "${feed##*/} is of neither version"
	done
done
rm editing
wait $editor

touch editing
while [ -e editing ]; do
	for version in two one; do
		# in place, and slowly
		{ head -c 700 $version; sleep 0.02; tail -c +701 $version; } >site/topics/vision.ini
	done
done &
editor=$!
refused=0
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
	stamp site/public >before
	status=0
	pr -C site --now $now run >out 2>err || status=$?
	case $status in
	0 | 2) ;;
	1)
		refused=$((refused + 1))
		stamp site/public >after
		cmp before after || fail "a refused run changed something"
		grep -q 'topics/vision.ini' err || fail "not told: $(cat err)"
		;;
	*) fail "exit status $status: $(cat err)" ;;
	esac
done
rm editing
wait $editor
for version in one two; do
	cp $version site/topics/vision.ini
	expect 0 pr -C site --now $now run
	diff -r public-$version site/public || fail "version $version came to something else in the end"
done
echo "$refused runs saw half a file"
