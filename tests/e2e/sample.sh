#!/bin/sh
# SPDX-License-Identifier: ISC
# The shipped site routes the papers of its sample where people put them.
# sample.labels.tsv: title, topics that it must be in, topics that it may be in.
. "${srcdir:-.}/tests/e2e/lib.sh"

expect 0 pr --now 2026-11-23T06:00:00Z init site
expect 0 pr -C site --now 2026-11-23T06:00:00Z run
silent
[ "$(entries site/public/all.atom)" = 26 ] || fail "not 26 papers but $(entries site/public/all.atom)"
[ "$(ls site/public/*.atom | wc -l)" = 19 ] || fail "not 19 feeds: $(ls site/public)"

# the titles of a feed, entities resolved
titles() {
	sed -n '/<entry>/,$s/^ *<title[^>]*>\(.*\)<\/title>$/\1/p' "$1" |
		sed 's/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'
}
: >routed
for feed in site/public/*.atom; do
	slug=${feed##*/}
	slug=${slug%.atom}
	[ "$slug" = all ] || titles "$feed" | sed "s/^/$slug	/" >>routed
done
awk -F '\t' '
	FNR == NR { routed[$2, $1] = 1; topics[$1] = 1; next }
	/^#/ { next }
	{
		papers++
		n = split($2, must, ",")
		for (i = 1; i <= n; i++) {
			if (!(($1, must[i]) in routed)) { print $1 ": not in " must[i]; bad = 1 }
			fine[must[i]] = papers
		}
		n = split($3, may, ",")
		for (i = 1; i <= n; i++)
			fine[may[i]] = papers
		for (t in topics)
			if ((($1, t) in routed) && fine[t] != papers) { print $1 ": in " t; bad = 1 }
	}
	END { if (papers != 26) { print papers " labels"; bad = 1 }; exit bad }
' routed "$here/sample.labels.tsv" || fail "papers are not where they belong"
