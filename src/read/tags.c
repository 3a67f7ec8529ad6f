/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/tags.h"

#include <string.h>
#include <strings.h>

#include "model/limits.h"
#include "read/attribute.h"
#include "read/patch.h"
#include "read/section.h"
#include "read/tag.h"

/* Among how many ends of elements that of a text is looked for */
#define MOST_ENDS 16

/* How far apart these are */
#define LOOK_AHEAD 4096

struct mending {
	struct patch patch;
	struct sections sections;
	const char *last; /* the last >, NULL: there is none */
	struct tag open[LIMIT_XML_NESTING];
	size_t depth;
	const char *text; /* behind the tag or section before */
	bool begun;       /* the root stands before */
	bool cut;         /* the document ends in a tag */
	bool held;        /* the root stays open for what follows its end */
	bool deep;        /* more elements are open than are remembered */
};

/* --- names --- */

/* What holds a text and nothing else, in the middle of a paper */
static const char *const texts[] = {"title", "link", "guid", "id", "pubDate", "updated",
	"published", "description", "summary", "creator", "date", "identifier", NULL};

/* What stands beside these or around them, but not in them */
static const char *const others[] = {
	"item", "entry", "channel", "author", "category", "content", "encoded", NULL};

/* What holds one paper or all of them */
static const char *const papers[] = {"item", "entry", "channel", NULL};

static const char *const roots[] = {"rss", "feed", "RDF", NULL};

static bool is_one_of(const struct tag *tag, const char *const *names)
{
	size_t len;
	const char *local = tag_local(tag, &len);

	/* most differ in their first letter */
	while (*names && ((*names[0] ^ *local) & ~('a' ^ 'A') || strlen(*names) != len ||
				 strncasecmp(*names, local, len) != 0))
		names++;
	return *names;
}

static bool is_known(const struct tag *tag)
{
	return is_one_of(tag, texts) || is_one_of(tag, others);
}

/* --- ends --- */

/* How many elements are open around and with the one that the tag ends; 0: it ends none */
static size_t find_open(const struct mending *m, const struct tag *tag,
	int compare(const char *a, const char *b, size_t len))
{
	size_t depth = m->depth;

	while (depth && (m->open[depth - 1].name_len != tag->name_len ||
				compare(m->open[depth - 1].name, tag->name, tag->name_len) != 0))
		depth--;
	return depth;
}

/* An end tag in place of the bytes from at to behind */
static void put_end(struct mending *m, const struct tag *open, const char *at, const char *behind)
{
	patch_put(&m->patch, at, behind, "</");
	patch_add(&m->patch, open->name, open->name_len);
	patch_add(&m->patch, ">", 1);
}

/* Whether papers stand behind at */
static bool goes_on(struct mending *m, const char *at)
{
	return section_mark(&m->sections, MARK_ITEM, at) < m->patch.end ||
	       section_mark(&m->sections, MARK_ENTRY, at) < m->patch.end;
}

/* Whether a text stands before at that is in no element but a paper */
static bool is_bare_text(const struct mending *m, const char *at)
{
	return m->depth && is_one_of(&m->open[m->depth - 1], papers) &&
	       m->text >= m->patch.copied && tag_skip_space(m->text, at) < at;
}

/* Behind "title>" at at, a tag that has lost its <; else at itself */
static const char *behind_begin(const struct tag *tag, const char *at, const char *end)
{
	const char *name = tag_skip_space(at, end);

	if ((size_t)(end - name) <= tag->name_len || memcmp(name, tag->name, tag->name_len) != 0 ||
		name[tag->name_len] != '>')
		return at;
	return name + tag->name_len + 1;
}

/* An end without a beginning: a text, but of what feeds have. A text before it began where it stands. */
static void end_nothing(struct mending *m, const struct tag *tag, const char *at)
{
	if (is_one_of(tag, texts) && !tag->loose && is_bare_text(m, at)) {
		patch_put(&m->patch, m->text, behind_begin(tag, m->text, at), "<");
		patch_add(&m->patch, tag->name, tag->name_len);
		patch_add(&m->patch, ">", 1);
		return;
	}
	if (is_known(tag) || is_one_of(tag, roots))
		patch_put(&m->patch, at, tag->end, "");
	else
		patch_put(&m->patch, at, at + 1, "&lt;");
}

/* Closes what is open inside of the element that ends at at. The root's end is none before more papers:
 * that of the first of two feeds in one, or one gone astray. */
static void end_element(struct mending *m, const struct tag *tag, const char *at)
{
	size_t depth = find_open(m, tag, strncmp);
	bool as_begun = depth && !tag->loose;

	if (!depth)
		depth = find_open(m, tag, strncasecmp);
	if (!depth) {
		end_nothing(m, tag, at);
		return;
	}
	if (depth == 1 && is_one_of(tag, roots) && goes_on(m, tag->end)) {
		m->held = true;
		patch_put(&m->patch, at, tag->end, "");
		return;
	}
	for (; m->depth > depth; m->depth--)
		put_end(m, &m->open[m->depth - 1], at, at);
	m->depth--;
	if (!as_begun)
		put_end(m, &m->open[m->depth], at, tag->end);
}

/* --- beginnings --- */

static void begin_element(struct mending *m, const struct tag *tag)
{
	m->begun = true;
	m->deep = m->depth == LIMIT_XML_NESTING;
	if (!m->deep)
		m->open[m->depth++] = *tag;
}

/* Whether the element that is open ends before the paper does, so that what begins at at is in it. What
 * cannot be told stays as it is. */
static bool is_closed(struct mending *m, const char *at)
{
	const struct tag *open = &m->open[m->depth - 1];
	struct tag tag;
	size_t left;

	at = section_mark(&m->sections, MARK_END_TAG, at);
	for (int ends = 0; ends < MOST_ENDS && at; ends++) {
		if (at == m->patch.end)
			return false;
		tag_read(&tag, at, m->patch.end);
		if (tag.kind == BEGINS_END && tag.name_len == open->name_len &&
			memcmp(tag.name, open->name, open->name_len) == 0)
			return true;
		if (tag.kind == BEGINS_END && is_one_of(&tag, papers))
			return false;
		left = (size_t)(m->patch.end - at) - 2;
		at = memmem(at + 2, left < LOOK_AHEAD ? left : LOOK_AHEAD, "</", 2);
	}
	return true;
}

/* Where the text before at ends, without an end tag of the element that has lost its < */
static const char *without_end(const struct mending *m, const struct tag *open, const char *at)
{
	const char *end = at;

	while (end > m->text && tag_is_space(end[-1]))
		end--;
	if ((size_t)(end - m->text) < open->name_len + 2 || end[-1] != '>')
		return at;
	end -= open->name_len + 2;
	return end >= m->patch.copied && *end == '/' &&
			       memcmp(end + 1, open->name, open->name_len) == 0
		       ? end
		       : at;
}

/* A title that is not closed before the link begins */
static void close_text(struct mending *m, const struct tag *tag, const char *at)
{
	if (!m->depth || !is_one_of(&m->open[m->depth - 1], texts) || !is_known(tag) ||
		is_closed(m, at))
		return;
	m->depth--;
	put_end(m, &m->open[m->depth], without_end(m, &m->open[m->depth], at), at);
}

/* A root is never empty: its / is the end of an attribute without quotes, or a mistake */
static void take_element(struct mending *m, const struct tag *tag, const char *at)
{
	const char *end = tag->end - 1;
	bool slash = tag->kind != BEGINS_UNCLOSED && end[-1] == '/';
	bool root = slash && !m->begun && goes_on(m, tag->end);
	bool in_value = root && tag->kind == BEGINS_ATTRIBUTES && !strchr("\"' ", end[-2]);

	close_text(m, tag, at);
	end -= slash && !in_value;
	if (tag->kind == BEGINS_ATTRIBUTES)
		attribute_mend(&m->patch, tag->name + tag->name_len, end);
	else if (tag->kind == BEGINS_UNCLOSED)
		patch_put(&m->patch, tag->end, tag->end, ">");
	if (root && !in_value)
		patch_put(&m->patch, end, end + 1, "");
	m->begun = true;
	if (!slash || root)
		begin_element(m, tag);
}

/* Whether what is no whole tag is one: it has attributes, or a name that feeds have */
static bool is_element(const struct tag *tag)
{
	const char *behind = tag->name + tag->name_len;

	return tag_skip_space(behind, tag->end) < tag->end || is_known(tag);
}

/* --- what is no tag --- */

static const char *skip_text(const char *at, const char *end)
{
	while (at < end && *at != '<' && *at != '>')
		at++;
	return at;
}

/* Before the root no text may stand: leaves out what begins at at, and returns what is behind that */
static const char *drop(struct mending *m, const char *at)
{
	const char *end = skip_text(at + 1, m->patch.end);

	end += end < m->patch.end && *end == '>';
	patch_put(&m->patch, at, end, "");
	return end;
}

/* The end of a CDATA section where none is: libxml2 loses the text before it. Before a tag that ends, its
 * beginning was lost. */
static void escape_marks(struct mending *m, const char *text, const char *end)
{
	while ((text = section_mark(&m->sections, MARK_CDATA_END, text)) < end) {
		bool lost = text + 3 == end && end[1] == '/';

		patch_put(&m->patch, text, text + 3, lost ? "" : "]]&gt;");
		text += 3;
	}
}

static const char *take_cdata(struct mending *m, const char *at)
{
	const char *text = section_text(SECTION_CDATA, at);
	const char *closed = section_mark(&m->sections, MARK_CDATA_END, text);
	const struct tag *around = m->depth ? &m->open[m->depth - 1] : NULL;
	const char *end, *behind;

	/* a text that begins with another beginning, which is one too many */
	if (section_begins(text, m->patch.end) == SECTION_CDATA) {
		patch_put(&m->patch, at, text, "");
		return text;
	}
	end = around ? section_lost_end(&m->sections, text, around->name, around->name_len, &behind)
		     : NULL;
	if (!end)
		return closed < m->patch.end ? closed + 3 : closed;
	patch_put(&m->patch, end, behind, "]]>");
	return behind;
}

/* Behind the section at at, what is left of one that does not end; NULL: none begins there */
static const char *take_section(struct mending *m, const char *at)
{
	enum section section = section_begins(at, m->patch.end);
	const char *end = m->patch.end;
	const char *text;

	if (section == SECTION_NONE)
		return NULL;
	text = section_text(section, at);
	if (section == SECTION_CDATA)
		return m->begun ? take_cdata(m, at) : NULL;
	text = section_mark(&m->sections,
		section == SECTION_COMMENT ? MARK_COMMENT_END : MARK_INSTRUCTION_END, text);
	if (text < end) {
		text += section == SECTION_COMMENT ? 3 : 2;
		/* the declaration of a second document */
		if (m->begun && end - at > 5 && memcmp(at, "<?xml", 5) == 0 && tag_is_space(at[5]))
			patch_put(&m->patch, at, text, "");
		return text;
	}
	if (section == SECTION_COMMENT) {
		text = memchr(at + 1, '<', (size_t)(end - at) - 1);
		patch_put(&m->patch, at, text ? text : end, "");
		return text ? text : end;
	}
	/* libxml2 itself knows a declaration with > alone */
	text = at == m->patch.bytes ? skip_text(at + 1, end) : end;
	return text < end && *text == '>' ? text + 1 : NULL;
}

/* "<![cdata[" and the like; NULL when the < begins none, else behind what is put in its place */
static const char *take_misspelt(struct mending *m, const char *at)
{
	static const char *const spellings[] = {
		"<![CDATA[", "<! [CDATA[", "<!CDATA[", "<[CDATA[", "<![CDATA"};

	if (m->patch.end - at < 2 || !strchr("! [", at[1]))
		return NULL;
	for (size_t i = 0; i < sizeof(spellings) / sizeof(*spellings); i++) {
		size_t len = strlen(spellings[i]);
		const char *text = at + len;

		if ((size_t)(m->patch.end - at) < len || strncasecmp(at, spellings[i], len) != 0 ||
			section_mark(&m->sections, MARK_CDATA_END, text) == m->patch.end)
			continue;
		patch_put(&m->patch, at, text, "<![CDATA[");
		return section_mark(&m->sections, MARK_CDATA_END, text) + 3;
	}
	return NULL;
}

static const char *take_tag(struct mending *m, const char *at)
{
	struct tag tag;

	tag_read(&tag, at, m->patch.end);
	if (tag.kind == BEGINS_UNCLOSED && !is_element(&tag))
		tag = (struct tag){.kind = BEGINS_NOTHING, .end = at + 1};
	/* a tag that the end of the document cuts is no text, and libxml2 would take the attribute that is
	 * cut for a whole one */
	if (tag.kind == BEGINS_NOTHING && (!m->last || at > m->last)) {
		m->cut = true;
		patch_put(&m->patch, at, m->patch.end, "");
		return m->patch.end;
	}
	if (tag.kind == BEGINS_NOTHING && !m->begun)
		return drop(m, at);
	if (tag.kind == BEGINS_NOTHING)
		patch_put(&m->patch, at, at + 1, "&lt;");
	else if (tag.kind == BEGINS_END)
		end_element(m, &tag, at);
	else
		take_element(m, &tag, at);
	return tag.end;
}

/* What was held open, or put there, ends with the document, unless that was cut inside of it */
static void close_root(struct mending *m, bool rooted)
{
	if ((m->held || rooted) && m->depth == 1 && !m->deep && !m->cut)
		put_end(m, &m->open[0], m->patch.end, m->patch.end);
}

/* Behind what begins at at */
static const char *take(struct mending *m, const char *at)
{
	const char *behind = take_section(m, at);

	if (!behind && m->begun)
		behind = take_misspelt(m, at);
	return behind ? behind : take_tag(m, at);
}

char *tags_mend(struct tags_mended *out, const char *bytes, size_t *len, bool rooted)
{
	struct mending m = {.sections.end = bytes + *len, .last = memrchr(bytes, '>', *len)};
	const char *at;
	char *copy;

	m.text = bytes;
	patch_init(&m.patch, bytes, *len);
	while (m.text < m.patch.end && !m.deep && (!m.begun || m.depth) &&
		(at = memchr(m.text, '<', (size_t)(m.patch.end - m.text)))) {
		escape_marks(&m, m.text, at);
		m.text = take(&m, at);
	}
	out->count = m.patch.count;
	out->line = m.patch.line;
	close_root(&m, rooted);
	copy = patch_take(&m.patch, len);
	return copy;
}
