#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""hostile.py SITE BASE_URL [STRINGS]: makes a site in the folder SITE of what breaks careless programs, in
every field of papers of every format, and in its own titles. STRINGS is a JSON array of more such strings.
Prints how many papers that is; all are of its topic, hostile.

hostile.py ids FILE...: the ids of the entries of feeds, each once, an id a line.

hostile.py look FOLDER...: what pages and the content of feeds may not hold: elements and attributes that
do something, addresses that are not http or https, controls. Prints a line for each fault; exit status 1
when there is one. Python's own library is all it needs.
"""

import csv
import html.parser
import json
import os
import re
import sys
import xml.etree.ElementTree as tree
from xml.sax.saxutils import escape

STRINGS = [
    "<script>alert('pwned')</script>", "</title><script>alert('pwned')</script>", "\"><img src=x onerror=alert('pwned')>",
    "<img src=\"https://pwned.example/a.png\">", "<svg/onload=alert('pwned')>", "<iframe src=\"javascript:alert('pwned')\">",
    "<a href=\"javascript:alert('pwned')\">click</a>", "<style>*{display:none}</style>", "<base href=\"https://pwned.example/\">",
    "<meta http-equiv=refresh content=\"0;url=https://pwned.example/\">", "<form action=https://pwned.example><input autofocus onfocus=alert('pwned')>",
    "' onmouseover='alert(1)' x='", "\" style=\"position:fixed;inset:0\" x=\"", "javascript:alert('pwned')", "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)", "data:text/html,<script>alert('pwned')</script>", "vbscript:msgbox(1)", "//pwned.example/a", "\\\\pwned.example\\a",
    "&lt;script&gt;alert('pwned')&lt;/script&gt;", "&amp;lt;script&amp;gt;alert('pwned')&amp;lt;/script&amp;gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;", "&#x26;#x3c;script&#x26;#x3e;", "&amp;amp;amp;lt;b&amp;amp;amp;gt;", "&nosuch; &#0; &#x110000; &#xd800; &",
    "]]>", "]]&gt;<![CDATA[<script>alert(1)</script>]]>", "-->", "<!-- <!DOCTYPE x [<!ENTITY a 'b'>]>", "</article></main></body></html>",
    "</content></entry></feed>", "</description></item></channel></rss>", "<?xml version=\"1.0\"?><?php system('id') ?>", "<% = 1 %>", "{{7*7}} ${7*7} #{7*7} `id` $(id)",
    "\u202eesrever", "\u2066\u202d\u202e\u2069 turned \u200f\u200e", "zero\u200bwidth\u200c\u200d\u2060\ufeff", "nbsp\u00a0\u2028line\u2029end\u0085", "\ufffe\uffff\ufdd0 none",
    "\U0001fffe\U0010ffff none", "\x01\x02\x08\x0b\x0c\x1f\x7f controls", "\x80\x9b31m\x9d0;title\x9c C1", "\x1b[2J\x1b[31m\x1b]0;pwned\x07 escapes", "\x1b]8;;https://pwned.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1b[6n\x1bP$q\"p\x1b\\\x1b]52;c;cHduZWQ=\x07", "a\r\nb\rc\n\nd\te", "\r\nSet-Cookie: pwned=1\r\n\r\n<b>", "Z\u0341a\u0351\u036b\u0343l\u0321g\u0353o" + "\u0301" * 500, "\u0e49" * 300,
    "w" * 10000, "word " * 2000, "\u6f22" * 3000, "\u0430\u0440\u0440\u04cf\u0435 look-alike \u212a\uff1cscript\uff1e\u2039b\u203a", "\ufb01\u1d400\u00bd\u2460 \U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea", "\u05e9\u05dc\u05d5\u05dd (a) \u0645\u0631\u062d\u0628\u0627 [b]",
    "\\href{javascript:alert(1)}{x} \\url{https://pwned.example/}", "$\\text{<b>}x^{<script>}$ \\input{/etc/passwd} \\write18{id} \\def\\a{\\a}\\a", "$$$$ \\( \\[ {{{{ }}}}",
    "=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "%n%n%s%s%x%d %1$*2$d %", "{title} {id} {0} {next}", "'; DROP TABLE entry; --", "\" OR \"\"=\"", "'] | //* | x['", "*)(uid=*))(|(uid=*",
    "../../../etc/passwd", "..\\..\\a", "/etc/passwd", "C:\\con", "con", ".", "..", "~", "-rf", "--help", "a\\", "\\", "'", "\"", "''", "\\'", "null", "NaN", "true", "0", "-1", "1e9999", "0x7f", "99999999999999999999",
    "http://", "https://", "https://[::1", "https://user:pass@pwned.example/", "https://h.example/\"onmouseover=alert(1)//", "https://h.example/?a=<script>&b='x'", "https://h.example/\u202e/x", "http://\u0430pple.example/", "https://h.example/ javascript:alert(1)",
    "ftp://pwned.example/", "file:///etc/passwd", "https://h.example/%00%0d%0a%ff", "https://h.example:99999/", "https://" + "h" * 300 + ".example/", "mailto:a@b", "blob:https://a/b", "view-source:https://a",
]

FIELDS = ("abstract", "link", "pdf", "code", "discussion", "published", "listed", "votes", "comments", "doi")


def papers(strings):
    """For each string a paper that has it in every field, and one that has it in its id, behind sound ones."""
    for n, text in enumerate(strings):
        yield {"title": f"{text} hostile {n}", "authors": [text, f"{text} {n}"], "categories": [text, "cs.CL"],
               **{field: text for field in FIELDS}}
        yield {"id": text, "title": f"Sound hostile words {n} and {text}", "abstract": f"{text}\n\nA second paragraph, {text}.",
               "author": text, "listed": "2025-03-1%d" % (n % 10), "published": "2025-03-0%d" % (n % 9 + 1),
               "link": f"https://h.example/{n}/{text}", "pdf": f"https://h.example/{n}.pdf?{text}",
               "code": f"https://github.com/h/{n}#{text}", "votes": n}


def feed(strings):
    """The same as RSS, as code in texts and as marked sections."""
    yield '<rss version="2.0"><channel><title>%s</title><link>https://h.example/</link><description/>' % escape(clean(strings[0]))
    for n, text in enumerate(map(clean, strings)):
        section = text.replace("]]>", "]]]]><![CDATA[>")
        yield f"<item><title>hostile feed {n} {escape(text)}</title><description><![CDATA[<p>{section}</p>]]></description>"
        yield f"<link>{escape(text)}</link><guid>f{n}{escape(text)}</guid><pubDate>{escape(text)}</pubDate></item>"
        yield f"<item><title><![CDATA[hostile section {n} {section}]]></title><description>{escape(escape(text))}</description></item>"
    yield "</channel></rss>"


def clean(text):
    """What a document of XML may hold of it."""
    return re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)


def site(folder, base, strings):
    title = "<script>alert(1)</script> & \"site\" ]]> --> %s {title} &lt;b&gt;"
    sources = {"papers.jsonl": "preset = papers-jsonl", "feed.rss": "format = feed", "list.txt": "format = list\nyear = 2025",
               "table.csv": "format = csv\n" + "".join(f"{name} = {name}\n" for name in ("id", "title", "author", "category", *FIELDS)),
               "odd.jsonl": "preset = papers-jsonl",
               "surrogates.jsonl": "preset = papers-jsonl"}
    os.makedirs(os.path.join(folder, "topics"), exist_ok=True)

    def put(name, text, **options):
        with open(os.path.join(folder, name), "w", encoding="utf-8", errors="surrogatepass", newline="", **options) as file:
            file.write(text)

    put("paperroute.ini", f"[site]\ntitle = '{title}'\nbase_url = {base}\ntag_authority = papers.lab.net\ntag_date = 2025\n"
        f"author = '<b onclick=alert(1)> {title}'\nrights = '{title}'\nentries = 40\nformats = atom, rss, json, opml, html\nprecompress = yes\n"
        f"header = '{title} javascript:alert(1) https://h.example/\"onload=alert(1)'\nfooter = '{title} https://h.example/<b>'\n" +
        "".join(f"[source {name.split('.')[0]}]\npath = {name}\n{how}\n" for name, how in sources.items()))
    put("topics/hostile.ini", f"[feed]\ntitle = '{title}'\nsubtitle = '</title>{title}'\n"
        "[rule <img src=x onerror=alert(1)> & \"x\"]\nmatch = hostile\n[rule ]]>]\nmatch = sound, '<script>'\nscore = 3\n".replace("[rule ]]>]", "[rule -->]").replace("'<script>'", "section"))
    listed = [line for line in papers(strings)]
    put("papers.jsonl", "".join(json.dumps(line) + "\n" for line in listed))
    put("feed.rss", "".join(feed(strings)))
    put("list.txt", "Mar 14\n\nby<script>alert(1)</script> and the research community\n\n" + "".join(
        "### hostile list %d %s\n\nAn abstract that says %s once more, and is long enough for being one.\n\n" %
        (n, line, line) for n, line in enumerate(" ".join(clean(text).split())[:200] for text in strings)))
    with open(os.path.join(folder, "table.csv"), "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "title", "author", "category", *FIELDS))
        for n, line in enumerate(map(clean, strings)):
            rows.writerow((f"t{n}{line}", f"hostile row {n} {line}", *[line] * (len(FIELDS) + 2)))
    long = {"title": "hostile " + "l" * 10_000_000, "id": "long"}
    marks = {"title": "hostile marks a" + "\u0301" * 1_000_000, "id": "marks", "abstract": "\u202e" * 1_000_000}
    put("odd.jsonl", json.dumps(long) + "\n" + json.dumps(marks) + "\n")
    put("surrogates.jsonl", "".join('{"id": "%d", "title": "hostile %s"}\n' % (n, code) for n, code in
                                    enumerate(("\\ud800", "\\udc00\\ud800", "\\ud83d", "\\u0000", "\\udbff\\udfff", "sound"))))
    return 5 * len(strings) + 2


# --- what came of it ---

ALLOWED = {"a", "abbr", "article", "b", "bdi", "br", "button", "code", "dd", "div", "dl", "dt", "em", "footer", "h1", "h2", "h3", "h4",
           "header", "hr", "i", "input", "label", "li", "main", "mark", "nav", "ol", "p", "path", "q", "section", "small", "span",
           "strong", "svg", "table", "tbody", "td", "th", "thead", "time", "tr", "ul", "body", "head", "html", "title", "details",
           "summary", "pre", "rect", "output", "polyline", "g"}
HEAD = {"link", "meta", "script"}
ADDRESS = re.compile(r"https?://[^\s\"<>\\^`{|}\x00-\x20\x7f-\uffff]+")
RELATIVE = re.compile(r"(\.\./)*([a-z0-9-]+/)*[a-z0-9-]*(\.[a-z]+)?(#[a-z0-9-]*)?")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")
faults = 0


class Look(html.parser.HTMLParser):
    def __init__(self, what, page):
        super().__init__()
        self.what, self.page, self.in_head = what, page, False

    def handle_starttag(self, tag, attributes):
        self.in_head = tag == "head" or self.in_head
        names = {name for name, _ in attributes}
        if self.page:
            check(tag in ALLOWED or (tag in HEAD and self.in_head), f"{self.what}: <{tag}>")
            check(not any(name.startswith("on") or name in ("style", "srcdoc", "src") for name in names - {"src" if tag == "script" else ""}),
                  f"{self.what}: <{tag}> with {sorted(names)}")
        else:
            check(tag in ("p", "a", "b"), f"{self.what}: <{tag}>")
            check(names <= {"href"}, f"{self.what}: <{tag}> with {sorted(names)}")
        for name, value in attributes:
            if name in ("href", "src", "action", "formaction", "xlink:href"):
                check(ADDRESS.fullmatch(value or "") or (self.page and RELATIVE.fullmatch(value or "")), f"{self.what}: {name}={value!r}")
            if name == "http-equiv":
                check(value == "Content-Security-Policy", f"{self.what}: http-equiv={value}")

    def handle_endtag(self, tag):
        self.in_head = self.in_head and tag != "head"

    def handle_data(self, data):
        check(not (self.page and self.lasttag == "script" and self.in_head and data.strip()), f"{self.what}: a script within the page")


def check(good, text):
    global faults
    if not good:
        faults += 1
        print(text)


def contents(path, text):
    """HTML that readers would show, by entry."""
    if path.endswith(".json"):
        for item in json.loads(text)["items"]:
            yield item["id"], item["content_html"]
            check(all(ADDRESS.fullmatch(item[name]) for name in ("url", "external_url") if name in item), f"{path}: {item['id']}: url")
        return
    root = tree.fromstring(text)
    for node in root.iter():
        name = node.tag.rsplit("}")[-1]
        if name in ("content", "encoded", "description") and node is not root.find("channel/description"):
            yield path, node.text or ""
        for attribute in ("href", "xmlUrl", "htmlUrl", "url"):
            check(ADDRESS.fullmatch(node.get(attribute, "https://none/")), f"{path}: {attribute}={node.get(attribute)!r}")
        if name in ("link", "uri", "comments") and (node.text or "").strip():
            check(ADDRESS.fullmatch(node.text), f"{path}: <{name}>{node.text!r}")


def look(folder):
    count = 0
    for here, _, names in sorted(os.walk(folder)):
        for path in (os.path.join(here, name) for name in sorted(names) if not name.endswith(".gz")):
            with open(path, encoding="utf-8", newline="") as file:
                text = file.read()
            bad = CONTROLS.search(text)
            check(not bad, f"{path}: U+{ord(bad[0]) if bad else 0:04X} at {bad and bad.start()}")
            if path.endswith(".html"):
                page = Look(path, True)
                page.feed(text)
                page.close()
            elif path.endswith((".atom", ".rss", ".json", ".opml")):
                for what, content in contents(path, text):
                    part = Look(f"{path}: {what}", False)
                    part.feed(content)
                    part.close()
            count += 1
    check(count, f"{folder}: nothing in it")
    return count


def ids(path):
    if path.endswith(".json"):
        return {item["id"] for item in json.load(open(path, encoding="utf-8"))["items"]}
    root = tree.parse(path).getroot()
    return {node.text for node in root.findall("{*}entry/{*}id") + root.findall("channel/item/guid")}


if sys.argv[1] == "ids":
    print("\n".join(sorted(set().union(*map(ids, sys.argv[2:])))))
    sys.exit()
if sys.argv[1] == "look":
    files = sum(look(folder) for folder in sys.argv[2:])
    if not faults:
        print(f"{files} files: nothing in them does anything")
    sys.exit(faults != 0)
more = json.load(open(sys.argv[3], encoding="utf-8")) if len(sys.argv) > 3 else []
print(site(sys.argv[1], sys.argv[2], STRINGS + more))
