#!/bin/sh
# SPDX-License-Identifier: ISC
# A disk that is really full, at many sizes, and one that cannot be written to: no document is torn, the run
# says what is wrong, and the next one with room makes up for it.

# mounts of its own, which go with it
[ -n "${OWN_MOUNTS:-}" ] || {
	OWN_MOUNTS=1
	export OWN_MOUNTS
	for own in 'unshare -m' 'unshare -rm'; do
		$own sh -c 'mount -t tmpfs none /mnt' 2>/dev/null && exec $own sh "$0"
	done
	echo 'skipped: no file system can be mounted here'
	exit 77
}
# in memory every sync is done at once
[ ! -w /dev/shm ] || TMPDIR=/dev/shm
. "${srcdir:-.}/tests/e2e/lib.sh"
trap 'umount disk 2>/dev/null; chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT

lists() {
	i=$1
	while [ "$i" -le "$2" ]; do
		printf 'Large Language Models of Number %d\n\nThey are large, and they are language models of number %d.\n\n' "$i" "$i"
		i=$((i + 1))
	done
}

# a site whose folders named by WHERE (state, public) are on the disk, after a first run
make_site() {
	new_site
	sed 's/^\[site\]/&\nformats = atom, rss, json, opml, html\nprecompress = yes/' site/paperroute.ini >ini
	mv ini site/paperroute.ini
	lists 1 30 >site/page.txt
	expect 0 pr -C site --now 2025-03-20T06:00:00Z run
	rm -rf old disk/*
	cp -R site/public old
	for folder in $1; do
		mv "site/$folder" disk/
		ln -s ../disk/$folder site/$folder
	done
	lists 20 60 >site/page.txt
}

# whole FOLDER: each of its documents is that of old or of wanted
whole() {
	(cd "$1" && find . -type f ! -name '.paperroute-*') | while read -r name; do
		cmp -s "$1/$name" "old/$name" || cmp -s "$1/$name" "wanted/$name" || echo "$name"
	done >torn
	[ ! -s torn ] || fail "torn: $(cat torn)"
	(cd old && find . -type f) | while read -r name; do
		[ -e "$1/$name" ] || [ ! -e "wanted/$name" ] || echo "$name"
	done >gone
	[ ! -s gone ] || fail "gone: $(cat gone)"
}

mkdir disk
make_site ''
expect 0 pr -C site --now 2025-03-21T06:00:00Z run
cp -R site/public wanted

mount -t tmpfs -o size=8m none disk
failed=0
for where in state public 'state public'; do
	for room in 0 4 8 16 32 48 64 96 128 192 256 384 512 768; do
		make_site "$where"
		dd if=/dev/zero of=disk/ballast bs=4096 2>/dev/null || :
		truncate -s "-${room}K" disk/ballast
		status=0
		pr -C site --now 2025-03-21T06:00:00Z run >out 2>err || status=$?
		case $status in
		0) silent ;;
		1 | 2)
			failed=$((failed + 1))
			grep -q '^paperroute: .*\(No space left on device\|disk is full\|disk I/O error\).*: .*make room' err ||
				fail "$room kB for $where: status $status, $(cat err)"
			;;
		*) fail "$room kB for $where: status $status, $(cat err)" ;;
		esac
		whole site/public
		rm disk/ballast
		expect 0 pr -C site --now 2025-03-21T06:00:00Z run
		diff -r wanted site/public || fail "$room kB for $where: not as an undisturbed run"
	done
done
echo "$failed of 42 runs had too little room"
[ $failed -gt 20 ] || fail "only $failed runs had too little room"

# where nothing can be written
for where in state public; do
	make_site "$where"
	mount -o remount,ro disk
	expect 1 pr -C site --now 2025-03-21T06:00:00Z run
	grep -q "^paperroute: site/$where[^ ]*: .*\(Read-only file system\|readonly\|unable to open\).*: .*writable\|on a disk that can be written to" err ||
		fail "$where cannot be written to: $(cat err)"
	whole site/public
	mount -o remount,rw disk
	expect 0 pr -C site --now 2025-03-21T06:00:00Z run
	diff -r wanted site/public || fail "$where was read-only: not as an undisturbed run"
done

# the same by modes, which root passes over
[ "$(id -u)" = 0 ] && setpriv --reuid=65534 --clear-groups true 2>/dev/null || exit 0
chmod 755 "$scratch"
as_nobody() {
	setpriv --reuid=65534 --clear-groups "$program" "$@"
}
setpriv --reuid=65534 --clear-groups "$program" --version >/dev/null 2>&1 || exit 0
for where in state public; do
	make_site "$where"
	chown -R 65534 disk site
	chown -R 0 "disk/$where"
	chmod -R go-w,a+rX "disk/$where"
	expect 1 as_nobody -C site --now 2025-03-21T06:00:00Z run
	grep -q "^paperroute: site/$where[^ ]*: .*writable for the user who runs paperroute" err ||
		fail "$where is another user's: $(cat err)"
	whole site/public
	chown -R 65534 disk
	expect 0 as_nobody -C site --now 2025-03-21T06:00:00Z run
	diff -r wanted site/public || fail "$where was another user's: not as an undisturbed run"
done
