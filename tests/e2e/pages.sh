#!/bin/sh
# SPDX-License-Identifier: ISC
# Pages for people: which there are, when they change, and that they go when they have to.
. "${srcdir:-.}/tests/e2e/lib.sh"

set_key() {
	grep -v "^$1 " site/paperroute.ini | sed "s|^\[site\]|&\n$1 = $2|" >ini
	mv ini site/paperroute.ini
}

run() { # TIME ARGUMENTS
	now=$1
	shift
	expect 0 pr -C site --now "$now" run "$@"
}

# written FILE: whether the last run wrote it, by the list of --changed
written() {
	grep -qxF "$1" out
}

page() { # FILE: without mark-up, white space folded
	sed 's/<[^>]*>//g' "site/public/$1" | tr -s '\n\t ' ' '
}

new_site
set_key entries 2
set_key formats 'atom, html, opml'
run 2025-03-20T06:00:00Z
silent
for file in index.html all.html language.html vision.html empty.html about/language.html style.css \
	page.js icon.svg; do
	[ -s "site/public/$file" ] || fail "there is no $file"
done
[ ! -e site/public/about/all.html ] || fail 'all papers have no rules'
cmp "$srcdir/feeds/web/style.css" site/public/style.css || fail 'the style is another'
grep -q '<link rel="alternate" type="text/html" href="https://[^"]*/papers/language.html"' \
	site/public/language.atom || fail 'the feed does not lead to its page'
grep -q 'htmlUrl="https://[^"]*/papers/language.html"' site/public/feeds.opml || fail 'nor does OPML'
case $(page about/language.html) in
*'add up to 10 or more'*) ;;
*) fail "the rules in words are: $(page about/language.html)" ;;
esac

# what is in an archive is on the page of its month, and linked from its feed's
months=$(cd site/public && ls archive/all/*.html)
[ -n "$months" ] || fail 'there are no months'
for month in $months; do
	grep -q "href=\"$month\"" site/public/all.html || fail "all.html does not lead to $month"
done
cat $(printf 'site/public/%s ' all.html $months) | grep -o '<h3>.*</h3>' | sort -u | wc -l >shown
titles=$(cat site/public/all.atom site/public/archive/all/*.atom | grep -c '<entry>')
[ "$(cat shown)" -eq "$titles" ] || fail "pages show $(cat shown) papers, the feeds $titles"

# nothing new: nothing is written
stamp_all() {
	(cd site/public && find . -type f -exec stat -c '%n %i %y' {} + | sort)
}
stamp_all >before
run 2025-03-21T06:00:00Z --changed
silent
stamp_all | cmp before - || fail 'a run without news wrote pages'

# a month's page that somebody deleted is back; and one that was cut
newest=$(cd site/public && ls archive/all/*.html | tail -n 1)
rm "site/public/$newest"
run 2025-03-21T07:00:00Z --changed
says out "$newest"
echo cut >"site/public/about/language.html"
echo cut >"site/public/index.html"
run 2025-03-21T08:00:00Z --changed
says out about/language.html
says out index.html
written all.html && fail 'a page that was in place was written'

# other rules: about the topic and nothing that did not change with them
printf '\n[rule never]\nmatch = xylophone\nscore = 1\n' >>site/topics/vision.ini
run 2025-03-22T06:00:00Z --changed
says out about/vision.html
written about/language.html && fail 'the other topic has no other rules'
written vision.html && fail 'no paper is there for another reason'

# words and looks of the site's own
echo 'p { color: red }' >site/my.css
set_key style my.css
set_key footer 'Below all: https://example.net/'
run 2025-03-22T07:00:00Z --changed
says out style.css
says out "$newest"
says out about/vision.html
cmp site/my.css site/public/style.css || fail 'the style is not the own one'
case $(page "$newest") in
*'Below all: https://example.net/'*) ;;
*) fail 'a page has no footer' ;;
esac
set_key style gone.css
expect 1 pr -C site check
grep -q 'the stylesheet site/gone.css cannot be read' err || fail "not told: $(cat err)"
set_key style my.css

# killed before the months were there: the next run makes them
cp -R site/state kept
set_key footer Again
run 2025-03-22T08:00:00Z
cp -R site/public good
rm -rf site/state site/public
cp -R kept site/state
mkdir site/public
run 2025-03-22T08:00:00Z
diff -r good site/public || fail 'another history of files makes other pages'

# a paper that is forgotten stands on no page
key=$(sed -n 's|.*<id>tag:[^,]*,[^:]*:\(title:[^<]*\)</id>.*|\1|p' site/public/archive/all/0001.atom | head -n 1)
title=$(tr -d '\n' <site/public/archive/all/0001.atom |
	sed -n "s|.*$key</id> *<title>\([^<]*\)</title>.*|\1|p")
[ -n "$title" ] || fail 'the archive holds no title'
grep -rqF "$title" site/public/archive/all --include='*.html' || fail "\"$title\" is on no page"
pr -C site --now 2025-03-23T06:00:00Z forget "$key" >out 2>err || [ $? -eq 2 ] || fail "$(cat err)"
run 2025-03-23T06:00:00Z
grep -rlF "$title" site/public --include='*.html' && fail "\"$title\" is on a page still"

# twins
set_key precompress yes
run 2025-03-23T07:00:00Z
for file in index.html style.css "$newest"; do
	gzip -dc "site/public/$file.gz" | cmp - "site/public/$file" || fail "$file.gz is no twin"
done
set_key precompress no
run 2025-03-23T08:00:00Z
[ -z "$(find site/public -name '*.gz')" ] || fail 'twins stay'

# a topic that goes takes its pages with it; then all pages go, and what is not ours stays
rm site/topics/vision.ini
run 2025-03-24T06:00:00Z --prune
[ -z "$(find site/public -path '*vision*')" ] || fail "left are: $(find site/public -path '*vision*')"
grep -qF vision.html site/public/index.html && fail 'the first page has the topic still'
set_key formats atom
echo mine >site/public/mine.html
run 2025-03-24T07:00:00Z -n --prune
says out 'style.css: would be deleted'
says out "$newest: would be deleted"
run 2025-03-24T07:00:00Z --prune
[ "$(cd site/public && find . -name '*.html' -o -name '*.css' -o -name '*.js' -o -name '*.svg')" = ./mine.html ] ||
	fail "left are: $(find site/public)"
[ -e site/public/archive/all/0001.atom ] || fail 'too much was deleted'
