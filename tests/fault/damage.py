# SPDX-License-Identifier: ISC
"""
What becomes of a site whose database is damaged, cut, gone, or another one: damage.py PROGRAM SEEDS [FIRST]

Each seed is one kind of damage at a place of its own. Then the site is run, and once more.
- No run crashes; what it says begins with the program's name.
- A database that is kept aside is byte for byte the damaged one; archives that were published stay.
- What was lost and is read back from public/ is as an undisturbed run has it: every paper in every feed and
  archive with its id and its dates, and the archives byte for byte.
- A run that refuses (another program's database, a newer version's) leaves it as it is, and without it
  the site is read back too.
- The second run has nothing to say.
"""
import collections
import os
import random
import shutil
import sqlite3
import sys
import xml.etree.ElementTree

sys.dont_write_bytecode = True
import harm  # noqa: E402

ATOM = "{http://www.w3.org/2005/Atom}"


# --- damage: each takes the state folder and dice, and returns whether the database itself is whole ---

def database(state):
    return os.path.join(state, "paperroute.db")


def rewrite(path, change):
    with open(path, "rb") as file:
        content = bytearray(file.read())
    with open(path, "wb") as file:
        file.write(change(content))


def some_bytes(state, dice):
    """Bit rot: of which nobody may ever know."""
    def change(content):
        for _ in range(dice.choice([1, 10, 100, 1000])):
            content[dice.randrange(100, len(content))] = dice.randrange(256)
        return content
    rewrite(database(state), change)


def header(state, dice):
    def change(content):
        for _ in range(dice.choice([1, 3, 30])):
            content[dice.randrange(100)] = dice.randrange(256)
        return content
    rewrite(database(state), change)


def page(state, dice):
    def change(content):
        at = dice.randrange(len(content) // 4096) * 4096
        content[at:at + 4096] = dice.choice([bytes(4096), dice.randbytes(4096), b"\xff" * 4096])
        return content
    rewrite(database(state), change)


def half(state, dice):
    def change(content):
        at = dice.randrange(len(content))
        content[at:] = dice.randbytes(len(content) - at)
        return content
    rewrite(database(state), change)


def cut(state, dice):
    rewrite(database(state), lambda content: content[:dice.randrange(1, len(content))])


def empty(state, dice):
    rewrite(database(state), lambda content: b"")


def gone(state, dice):
    os.unlink(database(state))


def text(state, dice):
    rewrite(database(state), lambda content: b"<html>503 Service Unavailable</html>\n" * dice.choice([1, 100]))


def foreign(state, dice):
    os.unlink(database(state))
    db = sqlite3.connect(database(state))
    db.execute("CREATE TABLE bookmarks (url TEXT)")
    db.close()


def newer(state, dice):
    db = sqlite3.connect(database(state))
    db.execute("PRAGMA user_version = %d" % (1000 + dice.randrange(1000)))
    db.close()


def alien_log(state, dice):
    """The write-ahead log of another database, with pages that are whole."""
    other = state + "-other.db"
    db = sqlite3.connect(other)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("CREATE TABLE other (a)")
    for i in range(dice.choice([1, 30, 300])):
        db.execute("INSERT INTO other VALUES (?)", ("x" * 3000,))
    db.commit()
    shutil.copy(other + "-wal", database(state) + "-wal")
    db.close()
    os.unlink(other)
    return True


def log_alone(state, dice):
    alien_log(state, dice)
    os.unlink(database(state))


def noise_as_log(state, dice):
    for end in dice.choice([["-wal"], ["-shm"], ["-journal"], ["-wal", "-shm", "-journal"]]):
        with open(database(state) + end, "wb") as file:
            file.write(dice.randbytes(dice.choice([10, 512, 40000])))
    return True


def alien_journal(state, dice):
    """A journal that SQLite takes for one, with pages of noise."""
    with open(database(state) + "-journal", "wb") as file:
        file.write(bytes.fromhex("d9d505f920a163d7") + (1).to_bytes(4, "big") + bytes(4) +
                   (4).to_bytes(4, "big") + (512).to_bytes(4, "big") + (4096).to_bytes(4, "big"))
        file.write(bytes(512 - 28) + (1).to_bytes(4, "big") + bytes(4096) + bytes(4))
    return True


KINDS = [some_bytes, header, page, half, cut, empty, gone, text, foreign, newer, alien_log, log_alone,
         noise_as_log, alien_journal]


# --- looking ---

def papers(files):
    """Every paper of every document in Atom: document and id, to its dates."""
    found = {}
    for name, content in files.items():
        if not name.endswith(".atom") or name == "status.atom":
            continue
        for entry in xml.etree.ElementTree.fromstring(content).iter(ATOM + "entry"):
            found[name, entry.find(ATOM + "id").text] = (
                entry.find(ATOM + "published").text, entry.find(ATOM + "updated").text)
    return found


def archives(files):
    return {name: content for name, content in files.items()
            if name.startswith("archive/") and not name.endswith((".html", ".html.gz"))}


def kept_aside(state):
    return [harm.tree(state)[name] for name in harm.tree(state)
            if name.startswith("paperroute.db.damaged") and not name.endswith(("-wal", "-journal"))]


class Trial:
    def __init__(self, site):
        self.site = site
        self.failures = 0
        self.ends = collections.Counter()
        for day in (0, 1):
            site.news(day)
            site.run(day)
        self.sealed = archives(harm.tree(site.site + "/public"))
        site.news(2)
        # a topic that went is not known any more when the store is lost: what pruning is about
        site.put("topics/leaving.ini", harm.TOPICS["leaving"])
        self.saved = site.folder + "/saved"
        shutil.copytree(site.site, self.saved)
        status, said = site.run(2)
        if status != 0:
            raise SystemExit("FAIL: the undisturbed run: %s" % said)
        self.wanted = harm.tree(site.site + "/public")

    def fail(self, kind, seed, what):
        self.failures += 1
        print("FAIL: %s, seed %d: %s" % (kind.__name__, seed, what), flush=True)

    def judge_run(self, kind, seed):
        status, said = self.site.run(2)
        if status not in (0, 1, 2):
            self.fail(kind, seed, "status %d: %s" % (status, said))
        if (status != 0) != bool(said) or any(
                not line.startswith("paperroute: ") for line in said.splitlines()):
            self.fail(kind, seed, "status %d, and it says: %s" % (status, said))
        return status, said

    def judge_files(self, kind, seed):
        now = harm.tree(self.site.site + "/public")
        if papers(now) != papers(self.wanted):
            self.fail(kind, seed, "other papers or dates: %s" % sorted(
                set(papers(now).items()) ^ set(papers(self.wanted).items()))[:4])
        if archives(now) != archives(self.wanted):
            self.fail(kind, seed, "other archives: %s" % harm.differences(
                archives(now), archives(self.wanted)))

    def try_one(self, seed):
        dice = random.Random(seed)
        kind = KINDS[seed % len(KINDS)]
        site, state = self.site, self.site.site + "/state"
        site.reset(self.saved)
        site.news(2)
        site.put("topics/leaving.ini", harm.TOPICS["leaving"])
        whole = kind(state, dice)
        path = database(state)
        damaged = harm.tree(state).get("paperroute.db")
        status, said = self.judge_run(kind, seed)
        self.ends[kind.__name__, status] += 1
        aside = kept_aside(state)
        # rot may be found when the run has committed already, and so may a cut that took the end of a text
        inside = kind is cut and len(damaged) % 4096
        if aside and aside != [damaged] and kind not in (some_bytes, page) and not inside:
            self.fail(kind, seed, "what is kept aside is not the damaged database")
        if whole and "kept aside" in said and aside:
            self.fail(kind, seed, "a whole database was kept aside: %s" % said)
        if status == 1:
            if harm.tree(state).get("paperroute.db") != damaged:
                self.fail(kind, seed, "it was refused, and changed: %s" % said)
            os.unlink(path)
            status, said = self.judge_run(kind, seed)
        if harm.differences({**archives(harm.tree(site.site + "/public")), **self.sealed},
                            archives(harm.tree(site.site + "/public"))):
            self.fail(kind, seed, "archives changed that were published")
        if whole or ("read back" in said and aside in ([], [damaged])):
            self.judge_files(kind, seed)
        elif kind in (empty, gone, text, foreign, newer, log_alone):
            self.fail(kind, seed, "nothing was read back: status %d, %s" % (status, said))
        again, said = self.judge_run(kind, seed)
        if again != 0 and (status != 0 or kind is not some_bytes):
            self.fail(kind, seed, "the second run: status %d, %s" % (again, said))


def main():
    program, seeds = sys.argv[1], int(sys.argv[2])
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    with harm.scratch() as folder:
        trial = Trial(harm.Site(folder, program, None))
        for seed in range(first, first + seeds):
            trial.try_one(seed)
        for kind in KINDS:
            ends = ["%d with status %d" % (trial.ends[kind.__name__, status], status)
                    for status in (0, 1, 2) if trial.ends[kind.__name__, status]]
            print("%s: %s" % (kind.__name__, ", ".join(ends)))
    sys.exit(1 if trial.failures else 0)


main()
