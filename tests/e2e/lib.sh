# SPDX-License-Identifier: ISC
# What the end-to-end tests share. Each sources this first and works in a scratch folder of its own,
# which goes away at the end; "pr" runs the program under test.

set -eu

case ${srcdir:=.} in
/*) ;;
*) srcdir=$PWD/$srcdir ;;
esac
program=${PAPERROUTE:-$PWD/paperroute}
here=$srcdir/tests/e2e
unset SOURCE_DATE_EPOCH NO_COLOR
PAPERROUTE_DATADIR=$srcdir/feeds
export PAPERROUTE_DATADIR
LC_ALL=C
export LC_ALL

scratch=$(mktemp -d "${TMPDIR:-/tmp}/paperroute e2e.XXXXXX")
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
cd "$scratch"

pr() {
	"$program" "$@"
}

fail() {
	printf 'FAIL: %s\n' "$*" >&2
	exit 1
}

# expect STATUS COMMAND ...: runs it, keeps stdout and stderr in out and err
expect() {
	wanted=$1
	shift
	status=0
	"$@" >out 2>err || status=$?
	[ "$status" = "$wanted" ] || fail "$*: exit status $status, not $wanted: $(cat err)"
}

# silent: the last expect printed nothing
silent() {
	[ ! -s out ] && [ ! -s err ] || fail "not silent: $(cat out err)"
}

# says FILE TEXT: one line of it is exactly this
says() {
	grep -qxF -e "$2" "$1" || fail "$1 has no line \"$2\" but: $(cat "$1")"
}

# entries FILE: how many entries a feed has
entries() {
	grep -c '<entry>' "$1" || true
}

# locks PID: until that process has locked something; waits PID: until it waits for a lock, and fails when
# it has ended instead. Where the system does not show locks, a moment.
locks() {
	see_lock ": POSIX .* WRITE *$1 " "$1"
}
waits() {
	see_lock "-> POSIX .* WRITE *$1 " "$1"
}
see_lock() { # PATTERN, PID
	[ -r /proc/locks ] || {
		sleep 0.5
		return
	}
	for turn in $(seq 600); do
		grep -q -e "$1" /proc/locks && return
		kill -0 "$2" 2>/dev/null || return 1
		sleep 0.1
	done
}

# comes FILE PID: until that file is there; fails when that process has ended without it
comes() {
	until [ -e "$1" ]; do
		kill -0 "$2" 2>/dev/null || break
		sleep 0.1
	done
	[ -e "$1" ]
}

# new_site: the tests' small site, in ./site
new_site() {
	rm -rf site
	cp -R "$here/site" site
	chmod -R u+w site
}

# stamp FOLDER: names, inodes, times of change and sums of its files
stamp() {
	(cd "$1" && stat -c '%n %i %y' -- * && cksum -- *)
}
