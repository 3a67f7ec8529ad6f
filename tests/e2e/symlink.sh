#!/bin/sh
# SPDX-License-Identifier: ISC
# Links, pipes and folders that somebody put where documents go or the state is: nothing outside of
# public/ is written, replaced, deleted or published, nothing hangs, and what can be published is.
. "${srcdir:-.}/tests/e2e/lib.sh"

mkdir -p outside/folder
for file in file .paperroute-all.atom.1 folder/0001.atom; do
	echo secret >outside/$file
done

# What is outside, with its times; the number of hard links is of no interest
look_outside() {
	(cd outside && stat -c '%n %i %y %s' -- . * .paper* folder/* && cat -- file folder/*)
}

untouched() {
	look_outside | cmp - before || fail "$1: what is outside changed"
	! grep -rqs --include='*.atom' --include='*.html' secret site/public ||
		fail "$1: what is outside was published"
}

fresh() {
	new_site
	sed 's/^entries .*/entries = 1\nformats = atom, json, html/' site/paperroute.ini >ini
	mv ini site/paperroute.ini
	mkdir site/public
}

look_outside >before

# in the place of documents
fresh
ln -s ../../outside/file site/public/all.atom
ln -s ../../outside/new site/public/vision.atom
ln -s /dev/zero site/public/language.json
mkfifo site/public/language.atom
ln outside/file site/public/index.html
expect 0 timeout 60 "$program" -C site --now 2025-03-20T06:00:00Z run
[ "$(grep -c 'warning: was a link or pipe and no file of ours' err)" = 4 ] || fail "said: $(cat err)"
untouched documents
[ ! -e outside/new ] || fail 'a dangling link was written through'
[ -z "$(find site/public ! -type f ! -type d)" ] || fail "left: $(ls -l site/public)"
[ "$(entries site/public/vision.atom)" = 1 ] || fail 'vision.atom has no paper'
expect 0 pr -C site --now 2025-03-21T06:00:00Z run
silent

# in the place of folders: archives cannot be written, and what points to them is not
fresh
ln -s ../../outside/folder site/public/archive
expect 1 pr -C site --now 2025-03-20T06:00:00Z run
says err 'paperroute: site/public/archive: is in the way and no folder of ours: move it away'
untouched folders
rm site/public/archive
mkdir site/public/archive
ln -s ../../../outside/folder site/public/archive/all
expect 1 pr -C site --now 2025-03-20T07:00:00Z run
says err 'paperroute: site/public/archive/all: is in the way and no folder of ours: move it away'
untouched folders
rm site/public/archive/all
expect 0 pr -C site --now 2025-03-20T08:00:00Z run
silent
[ -s site/public/archive/all/0001.atom ] || fail 'what was remembered is not published'

# a folder in the place of one document holds back no other
fresh
mkdir -p site/public/all.atom/mine
expect 1 pr -C site --now 2025-03-20T06:00:00Z run
says err 'paperroute: site/public/all.atom: is in the way and no file of ours: move it away'
[ -d site/public/all.atom/mine ] && [ "$(entries site/public/vision.atom)" = 1 ] || fail 'all.atom'
rmdir site/public/all.atom/mine site/public/all.atom
expect 0 pr -C site --now 2025-03-20T07:00:00Z run
silent

# what is to be deleted, behind links that came later
rm site/topics/language.ini
ln -s ../../outside/file site/public/language.html.new
mv site/public/language.html.new site/public/language.html
mv site/public/archive/language site/kept
ln -s ../../../outside/folder site/public/archive/language
expect 1 pr -C site --now 2025-03-21T06:00:00Z run --prune
says err 'paperroute: site/public/archive/language: is in the way and no folder of ours: move it away'
untouched prune
[ -h site/public/language.html ] || fail 'a link that is not ours was deleted'
rm site/public/archive/language
mv site/kept site/public/archive/language
expect 0 pr -C site --now 2025-03-21T07:00:00Z run --prune
untouched prune
[ ! -e site/public/archive/language ] && [ ! -e site/public/language.atom ] || fail 'not pruned'

# public/ itself may be a link, made on purpose; one that leads nowhere is a mistake
fresh
rmdir site/public
mkdir site/elsewhere
ln -s elsewhere site/public
expect 0 pr -C site --now 2025-03-20T06:00:00Z run
silent
[ -s site/elsewhere/all.atom ] || fail 'nothing behind public'
rm -r site/elsewhere site/state
expect 1 pr -C site --now 2025-03-20T07:00:00Z run
[ ! -e site/elsewhere ] || fail 'a dangling public was followed'

# the state: a link is no file of ours, and a pipe is not waited for
for kind in link dangling pipe folder; do
	for file in paperroute.db lock; do
		fresh
		mkdir site/state
		case $kind in
		link) ln -s ../../outside/file "site/state/$file" ;;
		dangling) ln -s ../../outside/new "site/state/$file" ;;
		pipe) mkfifo "site/state/$file" ;;
		folder) mkdir "site/state/$file" ;;
		esac
		expect 1 timeout 60 "$program" -C site --now 2025-03-20T06:00:00Z run
		[ "$(wc -l <err)" = 1 ] || fail "$kind $file: $(cat err)"
		grep -q "^paperroute: site/state/$file: " err || fail "$kind $file: $(cat err)"
		untouched "$kind $file"
		[ ! -e outside/new ] || fail "$kind $file: written through"
	done
done

# the whole state folder may be elsewhere
fresh
mkdir site/elsewhere
ln -s elsewhere site/state
expect 0 pr -C site --now 2025-03-20T06:00:00Z run
silent
[ -s site/elsewhere/paperroute.db ] || fail 'nothing behind state'

# what pages are made of may be a link, and is nothing that could be waited for
fresh
mkdir site/web
mkfifo site/web/style.css site/my.css
expect 0 timeout 60 "$program" -C site --now 2025-03-20T06:00:00Z run
silent
cmp site/public/style.css "$PAPERROUTE_DATADIR/web/style.css" || fail 'style.css is not the shipped one'
sed 's/^\[site\]/&\nstyle = my.css/' site/paperroute.ini >ini && mv ini site/paperroute.ini
expect 1 timeout 60 "$program" -C site check
grep -q 'the stylesheet site/my.css cannot be read: it is no file' err || fail "style: $(cat err)"
rm site/my.css
echo 'p { }' >site/their.css
ln -s their.css site/my.css
expect 0 pr -C site --now 2025-03-20T07:00:00Z run
[ -f site/public/style.css ] && [ ! -h site/public/style.css ] || fail 'style.css is a link'
cmp site/their.css site/public/style.css || fail 'style.css is another one'
