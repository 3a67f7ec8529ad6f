/* SPDX-License-Identifier: ISC */
/*
 * Every cap of the program, with its reason. Sizes are in bytes unless said otherwise.
 */
#ifndef PAPERROUTE_MODEL_LIMITS_H
#define PAPERROUTE_MODEL_LIMITS_H

/* A cap as part of a text */
#define LIMIT_AS_TEXT(cap)  LIMIT_AS_TEXT_(cap)
#define LIMIT_AS_TEXT_(cap) #cap

/* --- configuration --- */

/* An INI file: the shipped ones have 1 to 6 kB; a list of every paper ever is no configuration. */
#define LIMIT_INI_FILE ((size_t)1 << 20)

/* iniparser fails on a logical line over 1,024 bytes (4.1: ASCIILINESZ), its continuations
 * counted, so we say so before it does. */
#define LIMIT_INI_LINE 1000

/* Sections and settings of an INI file: iniparser compares each with all that stand before it. */
#define LIMIT_INI_KEYS 8000

/* Mistakes, and apart from them warnings, that one run prints before it only counts: what a person
 * mends before the next try. More files than that show one each, so that none is forgotten. */
#define LIMIT_PROBLEMS 20

/* Those that are gathered until it is known whose they are: some of every topic. */
#define LIMIT_PROBLEMS_GATHERED 4000

/* Those of one INI file, so that a file that is no INI file at all does not hide the others'. */
#define LIMIT_FILE_PROBLEMS 10

/* Topics of a site, and rules of one topic: what a person can still maintain, times ten. */
#define LIMIT_TOPICS 2000
#define LIMIT_RULES  2000

/* A topic's or source's name, in bytes: they become file names and columns of tables. */
#define LIMIT_NAME 64

/* Presets of a site and of the shipped one: each is tried on input that nobody described. */
#define LIMIT_PRESETS 500

/* --- input --- */

/* Warnings about one source's papers that a run prints: a broken page has as many as papers. */
#define LIMIT_SOURCE_WARNINGS 20

/* A fetched or named body, as it comes and unpacked, where max_size says nothing. The largest real one seen is
 * 3 MB. */
#define LIMIT_BODY ((size_t)32 << 20)

/* How often it may be packed: a server packs once more what is a packed file. */
#define LIMIT_PACKED 2

/* What max_size may say: a body is held in memory, and several at a time. */
#define LIMIT_BODY_MOST ((long)512 << 20)

/* --- the network --- */

/* Sources whose bodies are in memory or on their way there: as many of max_size are held at once. */
#define LIMIT_PARALLEL 8

/* Places that an answer leads to, one after the other: a page that moved twice leads to 3. */
#define LIMIT_REDIRECTS 5

/* Pages of one list: arXiv's longest day has 2. One that never ends stops here; and so many seconds for
 * all behind the first, lest a slow server keep the other sources' papers waiting for hours. */
#define LIMIT_PAGES         100
#define LIMIT_PAGES_SECONDS 3600

/* All header lines of an answer, which curl keeps: real ones have 2 kB. */
#define LIMIT_HEAD_LINES ((size_t)256 << 10)

/* Seconds that any time-out or wait may be set to: a run from cron ends before the next day's. */
#define LIMIT_WAIT 3600

/* Attempts after the first, [source] retries. */
#define LIMIT_RETRIES 10

/* Header lines of a source's requests, and one of them after secrets were filled in; servers refuse
 * 8 kB. */
#define LIMIT_HEADERS 32
#define LIMIT_HEADER  ((size_t)8 << 10)

/* An ETag, a Last-Modified or a Content-Type that is remembered; real ones have 80 bytes. */
#define LIMIT_VALIDATOR 512

/* Records of one body: a day of arXiv is 1,000; the bound keeps a bomb from filling the store. */
#define LIMIT_RECORDS 200000

/* Bytes of a run's records that are kept in memory until all sources are read, to place them again where
 * papers turned out to be one: of more than two large bodies the next run does it. */
#define LIMIT_PLACED ((size_t)64 << 20)

/* How often they are placed again: once is enough but where one joining leads to the next. */
#define LIMIT_PLACINGS 8

/* Lines of a list as text that say something: a bomb of short lines would fill the memory. So many
 * papers as there may be have five each. */
#define LIMIT_LINES 1000000

/* Details in one line, with dots between them: cards have six. */
#define LIMIT_DETAILS 100

/* One field of a record. The longest real abstract seen is 6 kB. */
#define LIMIT_FIELD ((size_t)1 << 20)

/* Steps of evaluating one XPath expression: a page of a thousand papers takes a few thousand, and an
 * expression that compares all nodes with all others would never end. */
#define LIMIT_XPATH 20000000

/* Steps of all expressions on one document: some seconds. A page of arXiv with 1,000 papers takes a third. */
#define LIMIT_XPATH_ALL 100000000

/* Elements of a page inside of each other: no real one has 60, and libxml2 gives up at 256, without
 * a word. */
#define LIMIT_NESTING 250

/* Columns of a table: exports of reference managers have 90. */
#define LIMIT_COLUMNS 1000

/* Elements around the papers of a document in XML, which stay in memory: OAI-PMH has ten, a volume of
 * the ACL Anthology a few for each of its parts. */
#define LIMIT_AROUND 100000

/* Elements inside of one paper in XML, all of which are in memory: a paper with 3,000 authors has
 * 10,000. */
#define LIMIT_INSIDE 100000

/* Memory of one value in JSON, as read/json_size.h counts it, unless it is JSON_GROWTH times its bytes
 * at the most: real ones come to 3 to 8 times, and an empty list of two bytes takes 128. */
#define LIMIT_JSON  ((size_t)192 << 20)
#define JSON_GROWTH 8

/* Elements of a page, all of which are in memory, and of which libxml2's XPath compares each that an
 * expression finds with all others: a long list has 50,000. */
#define LIMIT_ELEMENTS 100000

/* Attributes of one element: libxml2 compares each with all before it, so that a million take hours.
 * In XML they are counted by their =. Pages have a few dozen. The comparisons of all elements together
 * may be as many as those of one such element. */
#define LIMIT_ATTRIBUTES 20000

/* Namespaces that are declared at one place of a document: libxml2 looks through them for every
 * element. Feeds have a dozen. */
#define LIMIT_NAMESPACES 1000

/* libxml2's own bounds for XML: elements inside of each other, and one name, value or section. */
#define LIMIT_XML_NESTING 256
#define LIMIT_XML_PIECE   10000000

/* Bytes of all different names in a document in XML: libxml2 keeps them, and finds them ever more
 * slowly. Documents have one kilobyte of them. */
#define LIMIT_NAMES ((size_t)1 << 20)

/* Bytes before a feed that are no feed: the warnings of a server. */
#define LIMIT_BEFORE ((size_t)8 << 10)

/* What is looked at to find out which preset knows a document in XML. The first records of OAI-PMH
 * come after 1 kB. */
#define LIMIT_HEAD ((size_t)64 << 10)

/* Values of a repeated field: 5,000 authors is the longest real list. */
#define LIMIT_VALUES 10000

/* A line of papers as JSON, or of labels: every text as long as it may be, escapes included. */
#define LIMIT_LINE ((size_t)8 << 20)

/* Bytes and lines of these that one reader gets: beside them what a process costs is little, and so is what
 * is lost of time when one line breaks it. A longer line ends the piece that it is in. */
#define LIMIT_FLOW       ((size_t)1 << 20)
#define LIMIT_FLOW_LINES 10000

/* --- readers in their box (src/box) --- */

/* Address space of a reader: the program and its libraries take 65 MB; and for each byte of max_size,
 * real pages take 12, and the worst that the other caps let through 24. */
#define LIMIT_READER_MEMORY      ((size_t)256 << 20)
#define LIMIT_READER_MEMORY_EACH ((size_t)32)

/* Its stack: readers bound how deep they go, and 8 MB is what systems give. */
#define LIMIT_READER_STACK ((size_t)8 << 20)

/* Seconds of its CPU, and those for each MB of max_size: 31 MB of a page take 1, and a small machine
 * ten times as long. */
#define LIMIT_READER_SECONDS      30
#define LIMIT_READER_SECONDS_EACH 1

/* Seconds of CPU in which nothing comes of what inflates a stream, which else may go on for ever: a thousandth
 * of one brings the next bytes, where there are any; of zeros behind the last ones 1 GB is passed over. */
#define LIMIT_UNPACK_SECONDS 2

/* A reader is given up after so many times its seconds of CPU: a machine may have much else to do, and
 * one that sleeps uses none. */
#define LIMIT_READER_WALL 10

/* Bytes of its answer, and those for each byte of max_size: escapes and replaced characters have three
 * bytes for one, and every value brings its length. */
#define LIMIT_ANSWER      ((size_t)64 << 20)
#define LIMIT_ANSWER_EACH ((size_t)4)

/* One text of it: a field, of which every byte may have become three. */
#define LIMIT_SENT (4 * LIMIT_FIELD)

/* One note of it, and how many: one for every line of a list, and of a broken page as many. */
#define LIMIT_NOTE  4096
#define LIMIT_NOTES 4000000

/* What its pipe holds, where the system lets one say so: a tenth of the waking up. */
#define LIMIT_PIPE (1 << 20)

/* --- tidy: what an entry keeps --- */

#define LIMIT_TITLE    ((size_t)16 << 10) /* longer is no title */
#define LIMIT_ABSTRACT ((size_t)64 << 10) /* ten of the longest real ones */
#define LIMIT_AUTHOR   512                /* a consortium's full name fits */
#define LIMIT_URL      2048               /* what browsers and caches agree on */
#define LIMIT_CATEGORY 200

/* Nesting of LaTeX groups and arguments: a formula that people read has 5. */
#define LIMIT_LATEX_DEPTH 32

/* --- rules --- */

/* An expression, its match.N joined. */
#define LIMIT_EXPRESSION ((size_t)64 << 10)

/* Nesting of parentheses and of lists that use lists: no person writes 5. */
#define LIMIT_DEPTH 32

/* Members of lists that one expression comes to, those of lists in lists counted each time: a list
 * that names another twice, which names another twice, is soon larger than any memory. */
#define LIMIT_MEMBERS 100000

/* Hyphens in one term: each may also be nothing, so n of them are 2^n spellings. */
#define LIMIT_HYPHENS 6

/* Parts of a hyphenated word of the text that are also tried as one word. */
#define LIMIT_JOINED 8

/* Words of one phrase. */
#define LIMIT_PHRASE 32

/* A word's bytes after folding; longer runs are no words and match nothing. */
#define LIMIT_WORD 128

/* Terms of one or-list that are compared with each other by check: each with each. */
#define LIMIT_SHADOWS 2000

/* Steps that PCRE2 may take for one match: a sound regex needs a hundred on an abstract, one that
 * doubles its work with every letter would go on for years. */
#define LIMIT_REGEX_STEPS 100000

/* Texts on which a regex is stopped before the run does without it. */
#define LIMIT_REGEX_STRIKES 3

/* Hits of one regex in one text: no abstract has so many words. */
#define LIMIT_REGEX_HITS 1000

/* Stack of a regex as machine code, and heap of one that is interpreted: what the steps need. */
#define LIMIT_REGEX_STACK ((size_t)512 << 10)
#define LIMIT_REGEX_HEAP  (16 << 20)

/* --- the clock, in seconds --- */

/* How far a clock may go back before it is asked which was wrong, it or that of the last runs: less is
 * waited for. */
#define LIMIT_CLOCK_HELD (7 * 86400)

/* --- health --- */

/* A list is compared with those of so many runs before it: two weeks of a daily one. */
#define LIMIT_HEALTH_RUNS 14

/* Incidents that status.atom holds, and the store keeps: the operator reads them as they come. */
#define LIMIT_INCIDENTS 50

/* Runs of which the store keeps how each source did: an hourly site's last six weeks, to look back at after
 * a fault. Older ones go, but for what is still asked of them, once in so many runs: each run would else
 * write to places that it has no business with. */
#define LIMIT_RUNS        1000
#define LIMIT_RUNS_FALLEN 100

/* --- documents --- */

/* Archives in a row that may be gone when those behind them are looked for to be read back: a few that were
 * deleted by accident. */
#define LIMIT_ARCHIVES_GONE 100

/* Authors that a feed entry names before "and N others". */
#define LIMIT_FEED_AUTHORS 20

/* Entries of a document, [site] entries. */
#define LIMIT_FEED_ENTRIES 10000

/* Papers of a month's page that still has their abstracts: it stays below a megabyte. */
#define LIMIT_PAGE_ABSTRACTS 300

/* A file beside the pages, such as a stylesheet. */
#define LIMIT_PAGE_FILE ((size_t)4 << 20)

/* A document in memory. Validators stop at 5 MB; an absurd configuration stops here. */
#define LIMIT_DOCUMENT ((size_t)256 << 20)

/* Folders of documents, one inside of the other: output/archive/SLUG. */
#define LIMIT_OUTPUT_DEPTH 3

#endif
