#!/bin/sh
# SPDX-License-Identifier: ISC
#
# ./autogen.sh         makes configure and Makefile.in (autoreconf)
# ./autogen.sh run     installs what is missing, builds in build/, makes the feeds of feeds/
# ./autogen.sh check   the same, then every test

set -u
unset CDPATH
cd "$(dirname "$0")" || exit 1

# Debian packages; of those joined by | any one will do, and the first is installed
packages='
	autoconf automake gcc|clang libc6-dev make pkgconf|pkg-config
	check libcurl4-openssl-dev|libcurl4-gnutls-dev|libcurl4-nss-dev libiniparser-dev
	libjansson-dev libpcre2-dev libseccomp-dev libsqlite3-dev libutf8proc-dev libxml2-dev
	mandoc zlib1g-dev
'

log=build/log
jobs=$(getconf _NPROCESSORS_ONLN)

say()
{
	printf '%s\n' "$*"
}

die()
{
	printf 'autogen.sh: %s\n' "$*" >&2
	exit 1
}

installed()
{
	dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed
}

# Prints what is missing of the list
missing_packages()
{
	for choice in $packages; do
		found=no
		for package in $(echo "$choice" | tr '|' ' '); do
			installed "$package" && found=yes
		done
		[ $found = yes ] || echo "${choice%%|*}"
	done
}

install_missing()
{
	if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
		say 'There is no apt-get here. Install what these Debian packages hold:' \
			$(echo $packages | sed 's/|[^ ]*//g')
		say 'then: ./autogen.sh && mkdir -p build && cd build && ../configure && make'
		exit 1
	fi
	missing=$(echo $(missing_packages))
	[ -n "$missing" ] || return 0
	sudo=
	if [ "$(id -u)" -ne 0 ]; then
		command -v sudo >/dev/null || die "neither root nor sudo; missing packages: $missing"
		sudo=sudo
	fi
	say "Installing with ${sudo:+$sudo }apt-get: $missing"
	$sudo apt-get update >>$log 2>&1 || say "apt-get update failed, going on: see $log"
	$sudo env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y --no-install-recommends $missing >>$log 2>&1 </dev/null || failed
	rm -f build/config.status # what configure did not find may be there now
}

failed()
{
	tail -n 30 $log >&2
	die "that failed; the whole of it is in $(pwd)/$log"
}

step() # WHAT, COMMAND...
{
	say "$1"
	shift
	printf '\n$ %s\n' "$*" >>$log
	"$@" >>$log 2>&1 </dev/null || failed
}

older() # FILE, FILES...: whether the first is missing or older than one of the others
{
	[ -e "$1" ] || return 0
	[ -n "$(find "$@" -prune -newer "$1")" ]
}

# By a relative path: configure refuses to be called through one that has a space in it
configure()
(
	cd build && ../configure
)

build()
{
	mkdir -p build || die 'build/ cannot be made'
	: >$log
	install_missing
	if older configure configure.ac || older Makefile.in Makefile.am configure.ac; then
		step 'Making configure' autoreconf -fi
	fi
	if older build/config.status configure; then
		step 'Configuring build/' configure
	fi
	step 'Compiling' make -C build -j "$jobs"
}

run()
{
	say 'Running build/paperroute -C feeds run'
	build/paperroute -C feeds run
	status=$?
	[ $status -ne 1 ] || die 'that failed: nothing was published'
	[ $status -le 2 ] || die "that ended with status $status"
	say 'Feeds written, and their entries:'
	for feed in feeds/public/*.atom; do
		[ -e "$feed" ] || die 'there are no feeds in feeds/public'
		printf '%6d  %s\n' "$(tr '<' '\n' <"$feed" | grep -c '^entry[ >]')" "$feed"
	done
	return $status
}

check()
{
	say 'Testing'
	rm -f build/test-suite.log
	make -C build -j "$jobs" check >build/check.log 2>&1 </dev/null
	status=$?
	grep -E '^(PASS|SKIP|FAIL|ERROR|# [A-Z]+):' build/check.log
	cat build/check.log build/test-suite.log >>$log 2>/dev/null
	[ $status -eq 0 ] || failed
}

case ${1-} in
'') ;;
run | check) ;;
*) set -- bad arguments ;;
esac
if [ $# -gt 1 ]; then
	say 'usage: ./autogen.sh [run | check]' >&2
	exit 2
fi

case ${1-} in
'')
	command -v autoreconf >/dev/null ||
		die 'autoreconf was not found: install autoconf and automake'
	exec autoreconf -fi
	;;
run)
	build
	run
	;;
check)
	build
	run || exit
	check
	;;
esac
