# SPDX-License-Identifier: ISC
"""
Other people's broken files: corpus.py SEED COUNT FOLDER SAMPLE...

Makes COUNT files in FOLDER out of the samples, each damaged in one to three of the ways that feeds,
pages, JSON, lists and tables are damaged in the wild. The same seed makes the same files; the ways stand
in their names.
"""
import gzip
import os
import random
import re
import sys

DATES = """
2025-03-14|2025-03-14T06:00:00Z|2025-03-14T06:00:00+01:00|2025-03-14 06:00|2025-03|2025|03/14/2025
14/03/2025|14.03.2025|14 March 2025|March 14, 2025|Mar 14|Fri, 14 Mar 2025 06:00:00 GMT|14-Mar-25
Fri, 14 Mar 2025 06:00:00 +0000 (UTC)|Friday, 14-Mar-25 06:00:00 EST|Fri Mar 14 06:00:00 2025|20250314
20250314T060000Z|2025-W11-5|2025-073|1741932000|1741932000000|2025-02-30|2025-13-01|0000-00-00|9999-12-31
Fri, 14 Mrz 2025 06:00:00|vendredi 14 mars 2025|3 days ago|yesterday|now|-1|1e9|99999999999999999999
2025-03-14T24:00:00Z|2025-03-14T06:00:60Z|2025-03-14T06:00:00.123456789Z|Thu, 14 Mar 2025|Mar 14 2025 6:00AM
Sat, 30 Feb 2025 25:61:61 XYZ|TBD||&#50;025-03-14
""".replace("\n", "|").strip("|").split("|")
ENTITIES = ["&nbsp;", "&mdash;", "&eacute;", "&foo;", "&", "& ", "&;", "&#0;", "&#x1F;", "&#xFFFFFF;", "&#;",
            "&#x;", "&amp", "&lt", "&amp;amp;", "&#55296;", "&#128;", "&AMP;", "&copy"]
BARE = [" < ", "<3", " <= ", "<<", "<-", "< b", "<$x$", "<1>", "x<y", "</", "<>", "<!", "<?", "<é"]
HTML = ["<b>bold</b>", "<br>", "<p>one<p>two", "&lt;b&gt;bold&lt;/b&gt;", "<script>alert(1)</script>",
        "<a href=x>y</a>", "<img src='x'", "<![CDATA[<i>x</i>]]>", "<sub>2</sub>", "<!-- c -->"]
JUNK = [b"\x00", b"\x00" * 100, b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"\x1b[31m", b"\x80\x93", b"\x0c",
        b"\xef\xbf\xbf", b"\xf0\x9f\x98", b"\x07", b"\r\r\r"]
PHP = b"<br />\n<b>Warning</b>:  mysql_connect(): Access denied in <b>/var/www/feed.php</b> on line <b>3</b><br />\n"


def ranges(r, data, most=400):
    a = r.randrange(len(data) + 1)
    return a, min(len(data), a + r.randrange(1, most))


def cut(r, d):
    a, b = ranges(r, d)
    return d[:a] + d[b:]


def twice(r, d):
    a, b = ranges(r, d, 4000)
    return d[:b] + d[a:b] + d[b:]


def swap(r, d):
    a, b = sorted((ranges(r, d), ranges(r, d)))
    if a[1] > b[0]:
        return d
    return d[:a[0]] + d[b[0]:b[1]] + d[a[1]:b[0]] + d[a[0]:a[1]] + d[b[1]:]


def text(function):
    """A mutation of text in UTF-8, bytes that are none kept."""
    def wrapped(r, d):
        return function(r, d.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
    wrapped.__name__ = function.__name__
    return wrapped


def some(r, pattern, t, change, most=6):
    """Changes some of the places that match."""
    places = list(re.finditer(pattern, t))
    for m in sorted(r.sample(places, min(len(places), r.randrange(1, most))), key=lambda m: -m.start()):
        t = t[:m.start()] + change(m) + t[m.end():]
    return t


def inserted(r, t, pieces, most=8):
    for _ in range(r.randrange(1, most)):
        at = r.randrange(len(t) + 1)
        t = t[:at] + r.choice(pieces) + t[at:]
    return t


def in_texts(r, t, pieces):
    """Behind a word that stands in an element or a text."""
    return some(r, r"(?<=[>\s])\w{3,}(?=[\s<])", t, lambda m: m.group() + r.choice(pieces))


def truncated(r, d):
    return d[:r.randrange(len(d) + 1)]


def nothing(r, d):
    return d


def junk(r, d):
    for _ in range(r.randrange(1, 5)):
        a = r.randrange(len(d) + 1)
        d = d[:a] + r.choice(JUNK) + d[a:]
    return d


def trailing(r, d):
    return d + r.choice([b"\x00" * 1000, b"<!-- generated in 0.3 s -->", b"</html>", PHP, b"garbage", d[-200:]])


def before(r, d):
    return r.choice([PHP, b"\n\n", b"\xef\xbb\xbf\xef\xbb\xbf", b"Notice: Undefined index in feed.php\n", b"0\r\n",
                     b"\xef\xbb\xbf\n", b"<!-- cached -->\n", b" ", b"HTTP/1.1 200 OK\r\n\r\n"]) + d


def encoded(r, d):
    t = d.decode("utf-8", "replace")
    name = r.choice(["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "latin-1", "cp1252", "utf-8-sig",
                     "shift_jis", "utf-7", "koi8-r"])
    return t.encode(name, "xmlcharrefreplace" if name in ("latin-1", "cp1252") else "replace")


def bytes_of_1252(r, d):
    return d.replace(b"e ", b"\xe9 ", r.randrange(1, 30)).replace(b"'", b"\x92", 5)


def utf16_odd(r, d):
    """UTF-16 with half a unit, half a pair, without a mark, or of which the rest is something else."""
    name, mark, half = r.choice([("utf-16-le", b"\xff\xfe", b"\x00\xd8"), ("utf-16-be", b"\xfe\xff", b"\xd8\x00")])
    d = d.decode("utf-8", "replace").encode(name)
    at = r.randrange(len(d) + 1) // 2 * 2
    return r.choice([mark + d[:-1], mark + d[:at] + b" " + d[at:], mark + d[:at] + half + d[at:], d, mark + d[:at] +
                     b"\x00\x00" * 20 + d[at:], mark + d[:at] + d[at:].decode(name, "replace").encode()])


def mojibake(r, d):
    return d.decode("latin-1").encode("utf-8") if len(d) < 300000 else d


@text
def declared(r, t):
    name = r.choice(["iso-8859-1", "utf-16", "utf-8", "US-ASCII", "windows-1251", "x-unknown", "", "UTF8", "gb2312"])
    if "encoding=" in t[:200]:
        return re.sub("encoding=[\"'][^\"']*[\"']", 'encoding="%s"' % name, t, count=1)
    return '<?xml version="1.0" encoding="%s"?>\n' % name + t if t.lstrip()[:1] == "<" else t


def packed(r, d):
    z = gzip.compress(d, mtime=0)
    return r.choice([z, z[:len(z) // 2], z + z, z + b"\x00" * 512, z[:-4], gzip.compress(z, mtime=0)])


def ends(r, d):
    return d.replace(b"\n", r.choice([b"\r", b"\r\n", b"\n\r", b"", b"\xc2\x85", b"\xe2\x80\xa8", b"\x00\n"]))


@text
def tags_lost(r, t):
    return some(r, r"</?[A-Za-z:]+[^<>]*>", t, lambda m: "")


@text
def tags_swapped(r, t):
    names = re.findall(r"</?([A-Za-z:]+)", t) or ["x"]
    return some(r, r"(?<=<)/?[A-Za-z:]+", t, lambda m: r.choice(["", "/"]) + r.choice(names))


@text
def tags_upper(r, t):
    return some(r, r"</?[a-z:]+", t, lambda m: m.group().upper(), 40)


@text
def tags_half(r, t):
    return some(r, r"<[A-Za-z:]+[^<>]*>", t, lambda m: m.group()[:r.randrange(1, len(m.group()))], 3)


@text
def elements_nested(r, t):
    return some(r, r"<(\w+)>[^<]*</\1>", t, lambda m: "<%s>" % m.group(1) * r.randrange(1, 300) + m.group())


@text
def elements_empty(r, t):
    return some(r, r"<([\w:]+)[^<>]*>[^<]*</\1>", t, lambda m: r.choice(["<%s/>", "<%s></%s>", "<%s> \n </%s>"])
                .replace("%s", m.group(1)), 12)


@text
def elements_twice(r, t):
    return some(r, r"(?s)<(\w+)[ >](?:(?!<\1).){0,3000}</\1>", t, lambda m: m.group() * 2)


@text
def ids_lost(r, t):
    return re.sub(r"(?s)<(guid|id|link|title)\b[^<>]*>[^<]*</\1>", lambda m: m.group() if r.random() < .5 else "", t)


@text
def ids_same(r, t):
    return re.sub(r"(<(?:guid|id|dc:identifier)[^<>]*>)[^<]*", r"\1same", t)


@text
def namespaces(r, t):
    return some(r, r"xmlns(:\w+)?=[\"'][^\"']*[\"']", t, lambda m: r.choice(
        ["", 'xmlns%s="http://example.org/"' % (m.group(1) or ""), 'xmlns%s=""' % (m.group(1) or ""),
         m.group().replace("/", "//"), 'xmlns="http://www.w3.org/2005/Atom"', 'xmlns="http://purl.org/atom/ns#"']))


@text
def root(r, t):
    return re.sub(r"<(rss|feed|rdf:RDF)\b[^<>]*>", r.choice(
        ["<rss>", '<rss version="0.91">', '<feed version="0.3" xmlns="http://purl.org/atom/ns#">', "<feed>", "<RSS>",
         "<channel>", '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
         'xmlns="http://my.netscape.com/rdf/simple/0.9/">', ""]), t, count=1)


@text
def mixed(r, t):
    piece = r.choice(['<entry xmlns="http://www.w3.org/2005/Atom"><title>An Entry of Atom in It</title><id>x</id></entry>',
                      "<item><title>An Item of RSS in It</title><link>https://example.org/i</link></item>",
                      '<item xmlns="http://purl.org/rss/1.0/"><title>An Item of RSS 1.0</title></item>'])
    return some(r, r"<(item|entry)\b", t, lambda m: piece + m.group())


@text
def entities(r, t):
    return in_texts(r, t, ENTITIES)


@text
def bare(r, t):
    return in_texts(r, t, BARE)


@text
def html(r, t):
    return in_texts(r, t, HTML)


@text
def cdata(r, t):
    return some(r, r"(?<=>)[^<>]{3,}(?=<)", t, lambda m: r.choice(
        ["<![CDATA[%s]]>", "<![CDATA[%s", "%s]]>", "<![CDATA[<![CDATA[%s]]>]]>", "<![cdata[%s]]>", "<! [CDATA[%s]]>",
         "<![CDATA[%s]]&gt;"]).replace("%s", m.group()))


@text
def doctype(r, t):
    piece = r.choice(['<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.org/r.dtd">',
                      '<!DOCTYPE rss [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]>', "<!DOCTYPE html>",
                      "<!DOCTYPE", '<!DOCTYPE rss [<!ENTITY % p "x"> %p; ]>', "<!doctype rss>", '<!DOCTYPE "x>'])
    return re.sub(r"<(?=[A-Za-z])", lambda m: piece + "<", t, count=1)


@text
def quotes_lost(r, t):
    return some(r, r"=([\"'])([^\"']*)\1", t, lambda m: r.choice(["=" + m.group(2), "", "='" + m.group(2), m.group() * 2]))


@text
def attributes_twice(r, t):
    def change(m):
        return m.group() + r.choice([m.group(), m.group().upper(), " xml:lang='a' xml:lang='b'", " a:b='1'", " x", " =", ' "',
                                     " a='<'", " a=b&c=d", ' xmlns="x"', ' xmlns:xml="x"', ' a="%s"' % ("x" * 70000)])
    return some(r, r"\s[\w:.-]+=(\"[^\"<>]*\"|'[^'<>]*')", t, change)


@text
def feeds_nested(r, t):
    """The whole document once more, inside of one of its papers, with its declaration or without."""
    inner = t if r.random() < .5 else re.sub(r"^\s*<\?xml[^>]*>", "", t)
    places = list(re.finditer(r"<(item|entry|record|paper|li)\b[^<>]*>", t))
    at = r.choice(places).end() if places else 0
    return t[:at] + inner[:60000] + t[at:]


@text
def prefixes(r, t):
    return some(r, r"(?<=<)(/?)(?:\w+:)?(?=(title|link|id|guid|author|name|item|entry|creator|summary)\b)", t,
                lambda m: m.group(1) + r.choice(["", "atom:", "dc:", "x:", "xml:", "xmlns:", ":", "a:b:"]), 12)


@text
def cut_inside(r, t):
    """Cut inside of what only its own end ends, or with such a thing opened."""
    places = list(re.finditer(r"<script[^>]*>|<!--|<!\[CDATA\[|<style[^>]*>|<title[^>]*>|=\"|&\w|</|<\?|\"|\\\\", t))
    if places and r.random() < .6:
        return t[:r.choice(places).end() + r.randrange(4)]
    at = r.randrange(len(t) + 1)
    return t[:at] + r.choice(["<script>x='</", "<!--", "<!-", "<![CDATA[", "<style>", "<textarea>", "<plaintext>", "<xmp>",
                              "<template>", "<svg><style>", "<select><option>", "<?php ", "<![endif]-->"]) + t[at:]


@text
def keys_changed(r, t):
    return some(r, r"\"(\w+)\"\s*:", t, lambda m: r.choice(
        ['"%s": %s, "%s":' % (m.group(1), r.choice(["1", "null", "[]", '"x"']), m.group(1)), m.group(1) + ":", '"":',
         "'%s':" % m.group(1), '"%s\\u0000":' % m.group(1), '"\\ud800":', '"%s"' % m.group(1), '"%s"::' % m.group(1)]))


@text
def json_wrapped(r, t):
    return r.choice(["callback(%s);", "[%s]", '{"papers": %s}', "%s,", "\ufeff\ufeff%s", ")]}',\n%s", "%s%s", "while(1);%s",
                     "\x1e%s\n", "<pre>%s</pre>", "# c\n%s", "%s\0"]).replace("%s", t)


@text
def columns(r, t):
    lines = t.split("\n")
    for _ in range(r.randrange(1, 6)):
        at = r.randrange(len(lines))
        lines[at] = r.choice([lines[0], lines[at] + "," * r.choice([1, 50, 3000]), lines[at] * 3, '"' + lines[at],
                              lines[at].replace(",", '","'), lines[at].replace('"', "", 1), "sep=;", lines[at] + '\v"'])
    return "\n".join(lines)


@text
def dates(r, t):
    return some(r, r"\d{4}-\d\d-\d\d[\dT:.Z+-]*|\w{3}, \d+ \w{3} \d{4}[^<\",]*|\b[A-Z][a-z]{2} \d\d?\b", t,
                lambda m: r.choice(DATES), 30)


@text
def wrapped_in_html(r, t):
    return r.choice(["<html><body>%s</body></html>", "<!DOCTYPE html>\n<html><pre>%s", "<div>%s</div>"]).replace("%s", t)


@text
def marks_changed(r, t):
    return some(r, r"[\[\]{},:\"]", t, lambda m: r.choice(["", ",", m.group() * 2, "'", ";", "]", "}", "{"]), 4)


@text
def values_changed(r, t):
    return some(r, r"(?<=: )(\"[^\"]*\"|\d+|null|true|false)|(?<=:)(\"[^\"]*\"|\d+)", t, lambda m: r.choice(
        ["null", "NaN", "1e999", "123456789012345678901234567890", "[]", "{}", "-0", "true", '"\\ud800"', '"\\u0000"',
         "'x'", "[[[[]]]]", '{"a":[1,{"b":null}]}', '""', "undefined", "// c\n1"]), 10)


@text
def lines_shuffled(r, t):
    lines = t.split("\n")
    for _ in range(r.randrange(1, 10)):
        a, b = r.randrange(len(lines)), r.randrange(len(lines))
        lines[a], lines[b] = lines[b], lines[a]
    return "\n".join(lines)


@text
def lines_joined(r, t):
    return some(r, r"\n+", t, lambda m: r.choice([" ", "", "\n\n\n", "\t", "\u2028", " | ", " · "]), 30)


@text
def separators(r, t):
    return t.replace(",", r.choice([";", "\t", "|", ",,"]))


ANY = [nothing, cut, twice, swap, truncated, junk, trailing, before, encoded, bytes_of_1252, utf16_odd, mojibake, packed,
       ends, dates, entities]
MARKUP = [declared, tags_lost, tags_swapped, tags_upper, tags_half, elements_nested, elements_empty, elements_twice,
          ids_lost, ids_same, namespaces, root, mixed, entities, bare, html, cdata, doctype, quotes_lost, dates,
          wrapped_in_html, attributes_twice, feeds_nested, prefixes, cut_inside]
MARKS = [marks_changed, values_changed, keys_changed, json_wrapped, cut_inside, dates, lines_joined]
LINES = [lines_shuffled, lines_joined, separators, marks_changed, columns, cut_inside, html, bare]


def ways(data):
    head = data.lstrip()[:1]
    return ANY + (MARKUP * 2 if head == b"<" else MARKS * 4 if head in (b"{", b"[") else LINES * 2)


def main():
    seed, count, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    samples = sorted(sys.argv[4:], key=os.path.basename)
    os.makedirs(folder, exist_ok=True)
    for i in range(count):
        r = random.Random("%d.%d" % (seed, i))
        sample = r.choice(samples)
        with open(sample, "rb") as file:
            data = file.read()
        names = []
        for _ in range(r.choice([1, 1, 1, 2, 2, 3])):
            way = r.choice(ways(data))
            data = way(r, data)
            names.append(way.__name__)
        name = "%06d-%s-%s" % (i, "-".join(names), re.sub("[^A-Za-z0-9._-]", "_", os.path.basename(sample)))
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)


main()
