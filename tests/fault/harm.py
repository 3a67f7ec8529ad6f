# SPDX-License-Identifier: ISC
"""
What becomes of a site when a run is killed, or a system call of it fails, wherever that is:
harm.py TRACE PROGRAM [KINDS [PART OF]]

TRACE is tests/fault/trace, by which one call of one run is harmed. KINDS are the kinds of harm, apart
by commas; "all" are all of them. A kind may be followed by =NUMBER: then so many of its calls are tried,
spread over the run and over all kinds of calls. PART of OF: every OF-th of what is to be tried, so that
several of these share the work.

The site has a document of every kind, archives, packed twins, pages, sources in files and on a server,
a hub, a command after the run, a topic that moved and one that went. A run at DAYS[0] and one at
DAYS[1] make it; the one at DAYS[2] is harmed. After that
- every file in public/ is byte for byte what it was before the run or what an undisturbed run makes,
- the database passes SQLite's integrity check,
- of a failure the exit status is 1 or 2 and a line says why; status 0 only where HARMLESS says so,
- the same run once more, without harm, makes public/ byte for byte that of an undisturbed one, and leaves
  no temporary file,
- by then [site] after and the hub were told of all that changed,
- the next run, with the news of another day, does as an undisturbed one too.
Where the harm kept a source from being read, the run goes on without it, and what it publishes is neither
the old nor what an undisturbed run makes: then every document is to be whole by itself, and the next two
runs have every paper that undisturbed ones have.
"""
import collections
import gzip
import hashlib
import http.server
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import xml.etree.ElementTree

DAYS = ["2025-03-%dT06:00:00Z" % day for day in (17, 18, 19, 20)]
KINDS = ["kill", "ENOSPC", "EIO", "EACCES", "short", "full"]

# Failures that a run may pass over in silence: calls, files, why; where that is so behind some calls alone,
# the two before, a line each
HARMLESS = [
    (r"pwrite64|fdatasync|ftruncate|close", r"/paperroute\.db$",
     "what was committed is in the log still; the next run takes it from there"),
    (r"fdatasync", r"/paperroute\.db-wal$",
     "the same: the log is synced once more before the database gets what it holds",
     r"\n(?!pwrite64 .*/paperroute\.db-wal$)"),
    (r"openat", r"/paperroute\.db$",
     "SQLite opens it to read only, and who asks what the hub has yet to be told of need not write; that is "
     "asked when after is done",
     r"^close .*/state/after\nopenat .*/state/lock$"),
    (r"unlink|close|fchown", r"/paperroute\.db-(wal|shm|journal)( \(deleted\))?$",
     "SQLite's own files: the next run clears them or goes on with them"),
    (r"fdatasync", r"/state$",
     "SQLite does not ask whether the name of its log is on the disk: without it a power cut takes back "
     "a run whose files may be out, and the next one does it again"),
    (r"close", r"/(lock|after)$", "the lock is gone with the process"),
    (r"close", r" \(deleted\)$", "the names for after were handed over"),
    (r"open|openat", r"^/tmp$|^/var/tmp$", "where there are no files without a name it is one with a name"),
    (r"memfd_create", r"^task$", "where there are no files in memory a reader gets its task by a file"),
    (r"close", r"^/memfd:task", "the reader has its task"),
    (r"rmdir|unlinkat", r"/public/(archive(/[a-z]+)?|about)$", "an empty folder stays"),
]


# --- the site ---

def papers(numbers, text="We go on with it."):
    return "".join(json.dumps({
        "id": "2503.%05d" % n, "title": "Large Language Models of Kind %d" % n,
        "abstract": "%s %d" % (text, n), "authors": ["Ada %d" % n],
        "published": "2025-03-%02dT00:00:00Z" % min(n, 16)}) + "\n" for n in numbers)


def page(words):
    return "".join("A Survey of Image Generation %s\n\nA method for image generation, the one that is "
                   "called %s, with images.\n\n" % (word, word.lower()) for word in words.split())


INI = """[site]
title         = A site that is harmed
base_url      = https://papers.ada-and-the-editors.net/
tag_authority = papers.ada-and-the-editors.net
tag_date      = 2025-01
author        = Ada
formats       = atom, rss, json, opml, html
precompress   = yes
entries       = 2
hub           = http://127.0.0.1:%(port)d/hub
after         = cat >>after.txt

[source list]
path   = page.txt
format = list
year   = 2025

[source models]
url     = http://127.0.0.1:%(port)d/models.jsonl
preset  = papers-jsonl
retries = 0
delay   = 0

[source others]
url     = http://localhost:%(port)d/others.jsonl
preset  = papers-jsonl
retries = 0
delay   = 0

[source sometimes]
path   = sometimes.txt
format = list
year   = 2025
"""
TOPICS = {
    "models": "[feed]\ntitle = Models\n[rule a]\nmatch = language model\n",
    "images": "[feed]\ntitle = Images\n[rule a]\nmatch = image generation\n",
    "leaving": "[feed]\ntitle = Leaving\n[rule a]\nmatch = language model\n",
}


class Site:
    """A folder with a site, and the server of its sources."""

    def __init__(self, folder, program, trace):
        self.folder, self.program, self.trace = folder, os.path.abspath(program), trace
        self.web = os.path.join(folder, "web")
        self.site = os.path.join(folder, "site")
        self.log = os.path.join(folder, "log")
        os.makedirs(os.path.join(self.site, "topics"))
        os.makedirs(self.web)
        self.told = set()  # addresses, as the hub was told of them
        self.port = serve(self.web, self.told)
        self.put("paperroute.ini", INI % {"port": self.port})
        for name, text in TOPICS.items():
            self.put("topics/%s.ini" % name, text)

    def put(self, name, text):
        with open(os.path.join(self.site, name), "w") as file:
            file.write(text)

    def publish(self, name, text):
        with open(os.path.join(self.web, name), "w") as file:
            file.write(text)

    def news(self, day):
        """What sources and topics have on that day of DAYS."""
        self.publish("models.jsonl", papers(range(1 + day, 6 + 2 * day)) +
                     (papers([1], "We were wrong about it.") if day == 2 else ""))
        self.publish("others.jsonl", papers(range(20, 22 + day)))
        self.put("page.txt", page("Alpha Beta Gamma Delta Epsilon Zeta Eta Theta"[: 17 + 8 * day]))
        if day == 1:
            os.path.exists(self.site + "/sometimes.txt") and os.unlink(self.site + "/sometimes.txt")
        else:
            self.put("sometimes.txt", page("Omega"))
        if day == 2:
            self.put("topics/images.ini", TOPICS["images"].replace(
                "\n", "\nmoved_to = https://elsewhere.ada-and-the-editors.net/images.atom\n", 1))
            os.path.exists(self.site + "/topics/leaving.ini") and os.unlink(self.site + "/topics/leaving.ini")

    def run(self, day, harm=None, which=0):
        words = [self.program, "-C", self.site, "--now", DAYS[day], "run", "--prune"]
        if harm:
            words = [self.trace, self.log, harm, str(which)] + words
        done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, cwd=self.folder)
        return done.returncode, done.stderr.decode() + done.stdout.decode()

    def calls(self):
        with open(self.log) as file:
            return [(int(line[0]), line[1], int(line[2]), line[3].rstrip("\n"))
                    for line in (text.split(" ", 3) for text in file)]

    def told_after(self):
        return set(tree(self.site).get("after.txt", b"").decode().splitlines())

    def reset(self, saved):
        shutil.rmtree(self.site)
        shutil.copytree(saved, self.site)


def serve(folder, told):
    """A server of the files in folder, with ETags, that is a hub too and adds to told; its port."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args):
            pass

        def answer(self, status, body=b"", etag=None):
            self.send_response(status)
            if etag:
                self.send_header("ETag", etag)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self):
            with open(os.path.join(folder, os.path.basename(self.path)), "rb") as file:
                body = file.read()
            etag = '"%s"' % hashlib.sha256(body).hexdigest()
            if self.headers["If-None-Match"] == etag:
                self.answer(304, etag=etag)
            else:
                self.answer(200, body, etag)

        def do_POST(self):
            form = self.rfile.read(int(self.headers["Content-Length"])).decode()
            told.update(urllib.parse.parse_qs(form)["hub.url"])
            self.answer(204)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *args: None  # a program that is killed says no goodbye
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port


# --- looking ---

def tree(folder):
    """All files below folder: name to bytes."""
    found = {}
    for path, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(path, name), "rb") as file:
                found[os.path.relpath(os.path.join(path, name), folder)] = file.read()
    return found


def differences(was, wanted):
    return sorted(name for name in set(was) | set(wanted) if was.get(name) != wanted.get(name))


def is_temporary(name):
    return os.path.basename(name).startswith(".")


def leftovers(site):
    return [name for name in tree(site) if is_temporary(name)]


def integrity(site, scratch):
    """What SQLite says of the database, on a copy: to look at it would mend it."""
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(site + "/state", scratch)
    path = scratch + "/paperroute.db"
    if not os.path.exists(path):
        return "ok"
    with sqlite3.connect(path) as db:
        return db.execute("PRAGMA integrity_check").fetchone()[0]


def keeps_source_away(call):
    """Whether it is part of handing a body to its reader."""
    return call[3] == "task" or call[3].startswith("/memfd:task")


def is_whole(name, content):
    try:
        if name.endswith(".gz"):
            content = gzip.decompress(content)
        if re.search(r"\.(atom|rss|opml)(\.gz)?$", name):
            xml.etree.ElementTree.fromstring(content)
        elif re.search(r"\.json(\.gz)?$", name):
            json.loads(content)
        return b"</html>" in content if re.search(r"\.html(\.gz)?$", name) else True
    except (ValueError, OSError, EOFError, xml.etree.ElementTree.ParseError):
        return False


def papers_of(files):
    return {(name.split("/")[1] if "/" in name else name[:-5], number)
            for name, content in files.items() if name.endswith(".atom") and name != "status.atom"
            for number in re.findall(rb"<entry>\s*<id>([^<]*)", content)}


def is_harmless(call, before):
    return any(re.fullmatch(name, call[1]) and re.search(file, call[3]) and
               all(re.search(pattern, before) for pattern in behind)
               for name, file, _, *behind in HARMLESS)


# --- the trial ---

class Trial:
    def __init__(self, site):
        self.site = site
        self.saved = site.folder + "/saved"
        self.failures = 0
        self.statuses = collections.Counter()
        self.prepare()

    def undisturbed(self, day):
        self.site.news(day)
        status, text = self.site.run(day)
        if status != (2 if day == 1 else 0):
            raise SystemExit("FAIL: the run of %s: status %d: %s" % (DAYS[day], status, text))
        return tree(self.site.site + "/public")

    def prepare(self):
        site = self.site
        self.undisturbed(0)
        self.before = self.undisturbed(1)
        site.news(2)
        os.unlink(site.site + "/after.txt")
        shutil.copytree(site.site, self.saved)
        # a document that is replaced within its second has a call more, which those tried later have not
        time.sleep(2)
        site.told.clear()
        status, text = site.run(2, "none")
        if status == 77:
            print("skipped: nobody may trace here")
            sys.exit(77)
        if status != 0:
            raise SystemExit("FAIL: traced, status %d: %s" % (status, text))
        self.calls = site.calls()
        self.wanted = tree(site.site + "/public")
        self.wanted_hub = set(site.told)
        self.wanted_after = set(differences(self.before, self.wanted))
        if not self.wanted_hub or not self.wanted_after <= site.told_after():
            raise SystemExit("FAIL: who should be told is not: %s" % site.told)
        self.wanted_next = self.undisturbed(3)
        site.reset(self.saved)
        if self.undisturbed(2) != self.wanted:
            raise SystemExit("FAIL: a traced run does not do what an untraced one does")
        for ending in (".atom", ".rss", ".json", ".opml", ".html", ".gz"):
            if not any(name.endswith(ending) for name in differences(self.before, self.wanted)):
                raise SystemExit("FAIL: no %s changes, which is no test" % ending)

    def points(self, kind, sample):
        """The calls to be harmed: each, or so many of each sort as sample allows."""
        calls = [call for call in self.calls if kind != "short" or call[2] > 1]
        if not sample:
            return calls
        dice = random.Random(len(kind))
        dice.shuffle(calls)
        sorts = collections.defaultdict(list)
        for call in calls:
            sorts[call[1], "/public" in call[3]].append(call)
        chosen = []
        while len(chosen) < min(sample, len(calls)):
            for sort in dice.sample(sorted(sorts), len(sorts)):
                chosen += sorts[sort][:1]
                del sorts[sort][:1]
        return sorted(chosen[:sample])

    def fail(self, kind, call, what):
        self.failures += 1
        print("FAIL: %s at call %d (%s %s): %s" % (kind, call[0], call[1], call[3], what), flush=True)

    def judge_end(self, kind, call, before, status, text):
        """The status and the words of the run that was harmed; before: its two calls before that."""
        self.statuses[kind, status] += 1
        if kind == "kill":
            return status == 128 + 9 or self.fail(kind, call, "not killed: status %d" % status)
        if status not in (0, 1, 2):
            self.fail(kind, call, "status %d: %s" % (status, text))
        elif status == 0 and kind != "full" and not is_harmless(call, before):
            self.fail(kind, call, "status 0, and it is not known to be harmless")
        elif status == 0 and text:
            self.fail(kind, call, "status 0, and says: %s" % text)
        elif status and not re.search(r"^paperroute: .+: .+", text, re.M):
            self.fail(kind, call, "status %d, and no word why: %s" % (status, text))
        elif len(text.splitlines()) > 2 and kind != "full":
            self.fail(kind, call, "many words: %s" % text)

    def judge_files(self, kind, call):
        now = tree(self.site.site + "/public")
        for name, content in now.items():
            if is_temporary(name):
                continue
            if keeps_source_away(call) or name.startswith("status.atom"):
                good = is_whole(name, content)
            else:
                good = content in (self.before.get(name), self.wanted.get(name))
            if not good:
                return self.fail(kind, call, "%s is torn" % name)
        gone = [name for name in self.before if name in self.wanted and name not in now]
        if gone:
            self.fail(kind, call, "%s is not there" % " ".join(gone))
        said = integrity(self.site.site, self.site.folder + "/scratch")
        if said != "ok":
            self.fail(kind, call, "the database: %s" % said)

    def judge_next(self, kind, call, day, wanted, told):
        """The run after the harm. told: an incident was reported, and status.atom tells of it."""
        status, text = self.site.run(day)
        if status != 0:
            self.fail(kind, call, "the run of %s after it: status %d: %s" % (DAYS[day], status, text))
        now = tree(self.site.site + "/public")
        names = [name for name in differences(now, wanted)
                 if not told or not name.startswith("status.atom")]
        if keeps_source_away(call):
            if papers_of(now) != papers_of(wanted):
                self.fail(kind, call, "the run of %s after it has other papers: %s" % (
                    DAYS[day], sorted(papers_of(now) ^ papers_of(wanted))[:3]))
        elif names:
            self.fail(kind, call, "the run of %s after it differs in %s" % (
                DAYS[day], " ".join(names[:5])))
        if leftovers(self.site.site):
            self.fail(kind, call, "left behind: %s" % " ".join(leftovers(self.site.site)))

    def judge_told(self, kind, call):
        """Of what two runs changed, the harmed one and the next."""
        for who, wanted, told in (("after", self.wanted_after, self.site.told_after()),
                                  ("the hub", self.wanted_hub, self.site.told)):
            if not wanted <= told and not keeps_source_away(call):
                self.fail(kind, call, "%s was not told of %s" % (who, sorted(wanted - told)[:3]))

    def try_one(self, kind, call):
        self.site.reset(self.saved)
        self.site.told.clear()
        self.site.news(2)
        status, text = self.site.run(2, kind, call[0])
        # the number of calls may differ by a few: what was harmed says the run's own log
        calls = self.site.calls()
        if len(calls) < call[0] or (kind == "short" and calls[call[0] - 1][2] < 2):
            return
        *before, call = ([call, call] + calls)[call[0] - 1:call[0] + 2]
        before = "\n".join("%s %s" % (name, file) for _, name, _, file in before)
        self.judge_end(kind, call, before, status, text)
        self.judge_files(kind, call)
        if kind != "kill" and leftovers(self.site.site):
            self.fail(kind, call, "left behind at once: %s" % " ".join(leftovers(self.site.site)))
        told = status == 2
        self.judge_next(kind, call, 2, self.wanted, told)
        self.judge_told(kind, call)
        self.site.news(3)
        self.judge_next(kind, call, 3, self.wanted_next, told)


def scratch():
    """A folder for a site, on a disk in memory where there is one: that is synced at once."""
    shipped = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../feeds")
    os.environ["PAPERROUTE_DATADIR"] = os.path.abspath(shipped)
    os.environ["ASAN_OPTIONS"] = "detect_leaks=0:" + os.environ.get("ASAN_OPTIONS", "")
    for name in ("SOURCE_DATE_EPOCH", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        os.environ.pop(name, None)
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    return tempfile.TemporaryDirectory(prefix="paperroute harm.", dir=memory)


def main():
    trace, program = sys.argv[1], sys.argv[2]
    kinds = sys.argv[3] if len(sys.argv) > 3 else "all"
    part, of = (int(sys.argv[4]), int(sys.argv[5])) if len(sys.argv) > 5 else (0, 1)
    with scratch() as folder:
        trial = Trial(Site(folder, program, trace))
        for word in (",".join(KINDS) if kinds == "all" else kinds).split(","):
            kind, _, sample = word.partition("=")
            points = trial.points(kind, int(sample or 0))[part::of]
            for call in points:
                trial.try_one(kind, call)
            ends = ", ".join("%d with status %d" % (count, status) for (name, status), count
                             in sorted(trial.statuses.items()) if name == kind)
            print("%s: %d of %d calls: %s" % (kind, len(points), len(trial.calls), ends), flush=True)
    sys.exit(1 if trial.failures else 0)


if __name__ == "__main__":
    main()
