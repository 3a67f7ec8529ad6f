#!/bin/sh
# SPDX-License-Identifier: ISC
# Packed twins, and documents that the site has no more: frozen until --prune deletes them; what is not
# ours stays.
. "${srcdir:-.}/tests/e2e/lib.sh"

# set KEY VALUE: in [site]
set_key() {
	grep -v "^$1 " site/paperroute.ini | sed "s|^\[site\]|&\n$1 = $2|" >ini
	mv ini site/paperroute.ini
}

new_site
set_key entries 1
set_key formats 'atom, rss, json, opml'
set_key precompress yes
expect 0 pr -C site --now 2025-03-20T06:00:00Z run
silent
files=$(cd site/public && find . -type f ! -name '*.gz')
for file in $files; do
	gzip -dc "site/public/$file.gz" | cmp - "site/public/$file" || fail "$file.gz is no twin"
done
[ -e site/public/archive/all/0001.atom.gz ] || fail 'archives have no twins'
stamp site/public/archive/all >before
expect 0 pr -C site --now 2025-03-20T07:00:00Z run
stamp site/public/archive/all | cmp before - || fail 'a run without news wrote twins'
rm site/public/all.atom.gz site/public/archive/all/*.gz
expect 0 pr -C site --now 2025-03-20T08:00:00Z run
[ -e site/public/all.atom.gz ] && [ -e site/public/archive/all/0001.json.gz ] || fail 'twins are not back'

# off: they would go out of date
set_key precompress no
echo mine >site/public/mine.gz
expect 0 pr -C site --now 2025-03-20T09:00:00Z run
[ "$(cd site/public && find . -name '*.gz')" = ./mine.gz ] || fail "twins: $(find site/public -name '*.gz')"

# removed and dropped: frozen
set_key formats 'atom, json'
rm site/topics/vision.ini
cksum site/public/vision.atom site/public/all.rss site/public/feeds.opml >before
expect 0 pr -C site --now 2025-03-21T06:00:00Z run
silent
cksum site/public/vision.atom site/public/all.rss site/public/feeds.opml | cmp before - || fail 'not frozen'

echo mine >site/public/vision.html
echo mine >site/public/notes.rss
expect 0 pr -C site --now 2025-03-21T06:00:00Z run -n --prune
says out 'vision.atom: would be deleted'
says out 'all.rss: would be deleted'
[ -e site/public/vision.atom ] || fail 'a dry run deleted'
expect 0 pr -C site --now 2025-03-21T06:00:00Z run --prune
silent
[ "$(echo $(cd site/public && ls vision* *.rss *.opml *.gz 2>/dev/null))" = 'mine.gz notes.rss vision.html' ] ||
	fail "left are: $(ls site/public)"
[ -e site/public/language.atom ] && [ -e site/public/archive/all/0001.json ] || fail 'too much was deleted'

# a format that comes back brings its archives with it
set_key formats 'atom'
rm site/public/archive/all/*.atom
expect 0 pr -C site --now 2025-03-22T06:00:00Z run
[ -e site/public/archive/all/0001.json ] || fail 'an archive of a dropped format is not frozen'
expect 0 pr -C site --now 2025-03-22T06:00:00Z run --prune
[ ! -e site/public/archive/all/0001.json ] || fail 'an archive of a dropped format stays'
cp "$here/site/topics/vision.ini" site/topics/
set_key formats 'atom, json'
expect 0 pr -C site --now 2025-03-22T07:00:00Z run
[ -e site/public/archive/all/0001.json ] || fail 'archives did not come back'
[ "$(entries site/public/vision.atom)" = 1 ] || fail 'the topic did not come back'

# twins that are switched on again are made of old archives too
printf 'Yet Another Large Language Model\n\nIt is like the others, but there is one more of it now.\n' >>site/page.txt
expect 0 pr -C site --now 2025-03-23T06:00:00Z run
set_key precompress yes
expect 0 pr -C site --now 2025-03-23T07:00:00Z run
for file in site/public/archive/*/*.atom site/public/archive/*/*.json; do
	gzip -dc "$file.gz" | cmp - "$file" || fail "$file has no twin"
done

# the feed of incidents is there whatever the formats are
set_key formats json
expect 0 pr -C site --now 2025-03-23T08:00:00Z run --prune
[ ! -e site/public/all.atom ] && [ -e site/public/status.atom ] || fail "left are: $(ls site/public)"
stamp site/public >before
expect 0 pr -C site --now 2025-03-23T08:00:00Z run
stamp site/public | cmp before - || fail 'what was pruned came back'
