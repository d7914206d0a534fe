#include "doc/html_defuse.h"

#include "doc/html_element.h"
#include "doc/html_tag.h"

enum {
  LEVELS_MAX = 240,         /* elements open at a time */
  FORMATTING_MAX = 20,      /* of these, ones the parser opens again after each block */
  TAGS_MAX = 2000000,       /* later ones go: a tree of more takes more memory than is sane */
  ATTRIBUTES_MAX = 16,      /* of a tag */
  VALUE_BYTES_MAX = 65536,  /* of an attribute */
  DATA_URL_BYTES_MAX = 200, /* of "data:image/png;base64,", without the data */
  UNENDED_MAX = 16,         /* tags without an end, after which ... */
  BLOCK_BYTES = 64,
  TAG_BYTES_MAX = 1024, /* ... a tag may be this long: each costs a look through the rest */
};

struct level {
  uint8_t element;
  bool written; /* false: too deep, its tags were left out */
};

struct defuse {
  struct slice in;
  size_t at;
  struct str *out;
  html_runs *runs; /* or NULL */
  struct diag_list *diags;
  VEC(struct level) open; /* as the parser sees it, and the levels left out */
  size_t formatting;      /* how many of them are, and written */
  size_t tags;
  size_t unended;
  bool too_deep;                     /* said once */
  bool no_comment_end;               /* looked for and not found: holds for all that follows */
  size_t next_end[HTML_ELEMENT_MAX]; /* of each element: where its next end tag was seen, or
                                        SLICE_NONE */
};

static const struct slice attribute_names[] = {
  { "align", 5 },    { "alt", 3 },    { "checked", 7 },   { "class", 5 },
  { "colspan", 7 },  { "data", 4 },   { "data-lang", 9 }, { "data-original", 13 },
  { "data-src", 8 }, { "height", 6 }, { "hidden", 6 },    { "href", 4 },
  { "id", 2 },       { "label", 5 },  { "name", 4 },      { "rowspan", 7 },
  { "open", 4 },     { "src", 3 },    { "start", 5 },     { "style", 5 },
  { "title", 5 },    { "type", 4 },   { "value", 5 },     { "width", 5 },
};

static struct slice rest_of(const struct defuse *d)
{
  return slice_from(d->in, d->at);
}

/* How long the control character is that `text` begins with, or 0: the parser would make a
 * U+FFFD of what shows nothing. */
static size_t control_bytes(struct slice text)
{
  unsigned char c = (unsigned char)text.ptr[0];
  if (c < 0x20) return !html_is_space((char)c);
  if (c == 0xC2 && text.len > 1 && (unsigned char)text.ptr[1] < 0xA0) return 2;
  return c == 0x7F;
}

/* No control character begins in the block; without branches, so that the compiler looks at
 * many bytes in one step. */
static bool is_plain_block(const char *block)
{
  unsigned char wrong = 0;
  for (int i = 0; i < BLOCK_BYTES; i++) {
    unsigned char c = (unsigned char)block[i];
    wrong |= (unsigned char)((c < 0x20) | (c == 0x7F) | (c == 0xC2));
  }
  return !wrong;
}

static void write_text(struct defuse *d, size_t bytes)
{
  struct slice text = slice_first(rest_of(d), bytes);
  size_t from = 0;
  for (size_t i = 0; i < text.len; i++) {
    while (text.len - i > BLOCK_BYTES && is_plain_block(text.ptr + i)) i += BLOCK_BYTES;
    size_t control = control_bytes(slice_from(text, i));
    if (control == 0) continue;
    html_run_write(d->runs, slice_first(slice_from(text, from), i - from), d->out);
    from = i + control;
    i = from - 1;
  }
  html_run_write(d->runs, slice_from(text, from), d->out);
  d->at += bytes;
}

/* The `<` here is meant as text. */
static void write_less_than(struct defuse *d)
{
  str_adds(d->out, "&lt;");
  d->at++;
}

static void write_end(struct defuse *d, size_t element)
{
  str_addf(d->out, "</%s>", html_element_at(element)->name);
}

static bool is_wanted(struct slice name)
{
  for (size_t i = 0; i < sizeof attribute_names / sizeof *attribute_names; i++)
    if (slice_eq_nocase(name, attribute_names[i])) return true;
  return false;
}

/* Of an address that holds its own data, the part that says what it is. */
static struct slice shorten(struct slice value)
{
  if (slice_starts(value, SLICE("data:"))) {
    struct slice head = slice_first(value, DATA_URL_BYTES_MAX);
    size_t comma = slice_find_char(head, ',');
    return comma == SLICE_NONE ? SLICE("data:") : slice_first(head, comma + 1);
  }
  return value.len > VALUE_BYTES_MAX ? SLICE("") : value;
}

static void write_start(struct defuse *d, size_t element, struct slice attributes)
{
  struct slice name, value, piece;
  size_t count = 0;
  str_addf(d->out, "<%s", html_element_at(element)->name);
  while (count < ATTRIBUTES_MAX && html_attribute_next(&attributes, &name, &value)) {
    if (!is_wanted(name)) continue;
    count++;
    str_addc(d->out, ' ');
    str_add(d->out, name);
    str_adds(d->out, "=\"");
    value = shorten(value);
    for (bool first = true; slice_cut(&value, '"', &piece); first = false) {
      if (!first) str_adds(d->out, "&quot;");
      str_add(d->out, piece);
    }
    str_addc(d->out, '"');
  }
  str_addc(d->out, '>');
}

static void write_leaf(struct defuse *d, size_t element, struct slice attributes)
{
  write_start(d, element, attributes);
  write_end(d, element);
}

/* Where the next end tag of the element begins, or SLICE_NONE.  Found places are
 * kept: however often it is asked, the text is gone through once. */
static size_t find_end(struct defuse *d, size_t element)
{
  size_t *next = &d->next_end[element];
  if (*next == SLICE_NONE || *next > d->at) return *next;

  struct slice name = slice_of(html_element_at(element)->name);
  size_t at = d->at;
  while (at < d->in.len) {
    size_t found = slice_find(slice_from(d->in, at), SLICE("</"));
    if (found == SLICE_NONE) break;
    at += found + 2;
    struct slice after = slice_from(d->in, at);
    if (!slice_eq_nocase(slice_first(after, name.len), name)) continue;
    char c = after.len > name.len ? after.ptr[name.len] : ' ';
    if (html_is_space(c) || c == '/' || c == '>') return *next = at - 2;
  }
  return *next = SLICE_NONE;
}

static bool opens_again(const struct defuse *d, size_t element, size_t from, size_t end)
{
  struct slice held = slice_first(slice_from(d->in, from), end - from);
  const char *name = html_element_at(element)->name;
  size_t at = 0;
  while ((at = slice_find_char(held, '<')) != SLICE_NONE) {
    held = slice_from(held, at + 1);
    if (slice_eq_nocase(slice_first(held, strlen(name)), slice_of(name))) return true;
  }
  return false;
}

/* -- the elements that are open -- */

static void close_level(struct defuse *d, size_t at)
{
  struct level *level = &d->open.items[at];
  bool formatting = html_element_at(level->element)->flags & ELEMENT_FORMATTING;
  if (formatting && level->written) d->formatting--;
}

/* Closes all levels from `to` up, with end tags for what the parser would open
 * again; the end of level `to` itself is implied or written by the caller. */
static void close_to(struct defuse *d, size_t to)
{
  while (d->open.count > to) {
    struct level level = *vec_last(&d->open);
    bool formatting = html_element_at(level.element)->flags & ELEMENT_FORMATTING;
    if (formatting && level.written && d->open.count - 1 > to) write_end(d, level.element);
    close_level(d, d->open.count - 1);
    d->open.count--;
  }
}

static size_t lowest_looked_at(const struct defuse *d)
{
  return d->open.count > LEVELS_MAX ? d->open.count - LEVELS_MAX : 0;
}

/* Ends what the start tag of an element ends: a paragraph before a block, an
 * item before the next. */
static void close_implied(struct defuse *d, const struct html_element *e)
{
  size_t lowest = lowest_looked_at(d), found = SLICE_NONE;
  for (size_t i = d->open.count; e->closes && i-- > lowest;) {
    const struct html_element *other = html_element_at(d->open.items[i].element);
    if (other->group & e->closes)
      found = i;
    else if (other->group & e->stops)
      break;
  }
  if (found == SLICE_NONE) return;
  if (html_element_at(d->open.items[found].element)->flags & ELEMENT_FORMATTING) {
    if (d->open.items[found].written) write_end(d, d->open.items[found].element);
    close_level(d, found);
    vec_remove(&d->open, found);
  } else {
    close_to(d, found);
  }
}

static void open_element(struct defuse *d, size_t element, struct slice attributes)
{
  const struct html_element *e = html_element_at(element);
  close_implied(d, e);
  if (e->flags & ELEMENT_VOID) {
    write_start(d, element, attributes);
    return;
  }
  bool formatting = e->flags & ELEMENT_FORMATTING;
  bool fits = d->open.count < LEVELS_MAX && (!formatting || d->formatting < FORMATTING_MAX);
  if (d->open.count == LEVELS_MAX && !d->too_deep) {
    d->too_deep = true;
    diag_add(d->diags, DIAG_TOO_DEEP, 0, 0, "<%s>", e->name);
  }
  struct level level = { .element = (uint8_t)element, .written = fits };
  vec_push(&d->open, level);
  if (!fits) return;
  d->formatting += formatting;
  write_start(d, element, attributes);
}

static void close_element(struct defuse *d, size_t element)
{
  const struct html_element *e = html_element_at(element);
  const uint16_t table = GROUP_TABLE | GROUP_SECTION | GROUP_ROW | GROUP_CELL;
  size_t lowest = lowest_looked_at(d);
  for (size_t i = d->open.count; i-- > lowest;) {
    struct level level = d->open.items[i];
    if (level.element != element) {
      if (!(e->group & table) && (html_element_at(level.element)->group & table)) return;
      continue;
    }
    if (e->flags & ELEMENT_FORMATTING) {
      close_level(d, i);
      vec_remove(&d->open, i);
    } else {
      close_to(d, i);
    }
    if (level.written) write_end(d, element);
    return;
  }
}

/* -- what begins with `<` -- */

/* An element whose content is no HTML, from its start tag on. */
static void raw_element(struct defuse *d, size_t element, const struct html_tag *tag)
{
  const struct html_element *e = html_element_at(element);
  size_t end = find_end(d, element);
  bool is_text = !(e->flags & ELEMENT_GONE) || strcmp(e->name, "title") == 0;
  bool unclosed = end == SLICE_NONE || (is_text && opens_again(d, element, d->at + 1, end));
  if (unclosed && (e->flags & ELEMENT_HIDES)) {
    if (!(e->flags & ELEMENT_GONE)) write_leaf(d, element, tag->attributes);
    d->at += tag->bytes;
    return;
  }
  if (unclosed) {
    diag_add(d->diags, DIAG_UNCLOSED_TAG, 0, 0, "<%s>", e->name);
    write_less_than(d);
    return;
  }
  d->at += tag->bytes;
  if (!(e->flags & ELEMENT_GONE)) {
    close_implied(d, e);
    write_start(d, element, tag->attributes);
    if (d->at < end) write_text(d, end - d->at);
    write_end(d, element);
  }
  if (d->at < end) d->at = end;
  size_t close = slice_find_char(rest_of(d), '>');
  d->at = close == SLICE_NONE ? d->in.len : d->at + close + 1;
}

static void start_tag(struct defuse *d, const struct html_tag *tag)
{
  size_t element = html_element_number(tag->name);
  const struct html_element *e = html_element_at(element);
  if ((e->flags & ELEMENT_RAW) && d->tags++ < TAGS_MAX) {
    raw_element(d, element, tag);
    return;
  }
  d->at += tag->bytes;
  if ((e->flags & ELEMENT_BARE) || d->tags >= TAGS_MAX) return;
  d->tags++;
  open_element(d, element, tag->attributes);
  if ((e->flags & ELEMENT_HIDES) && find_end(d, element) == SLICE_NONE) close_element(d, element);
}

static void end_tag(struct defuse *d, const struct html_tag *tag)
{
  size_t element = html_element_number(tag->name);
  const struct html_element *e = html_element_at(element);
  d->at += tag->bytes;
  if ((e->flags & ELEMENT_BARE) || d->tags >= 2 * TAGS_MAX) return;
  d->tags++;
  if (e->role == ROLE_BREAK) write_start(d, element, SLICE(""));
  close_element(d, element);
}

/* HTML 13.2.5.43 to 13.2.5.52: also `<!-->`, `<!--->` and `--!>`. */
static void comment(struct defuse *d)
{
  struct slice rest = slice_from(rest_of(d), 4);
  size_t end = SLICE_NONE, bytes = 0;
  if (slice_starts(rest, SLICE(">"))) {
    end = 0, bytes = 1;
  } else if (slice_starts(rest, SLICE("->"))) {
    end = 0, bytes = 2;
  } else if (!d->no_comment_end) {
    end = slice_find(rest, SLICE("-->")), bytes = 3;
  }
  if (end == SLICE_NONE) {
    if (!d->no_comment_end) diag_add(d->diags, DIAG_UNCLOSED_TAG, 0, 0, "<!--");
    d->no_comment_end = true;
    write_less_than(d);
    return;
  }
  d->at += 4 + end + bytes;
}

/* `<!doctype>`, `<?xml?>`, `</>`: comments to a browser, up to the next `>`. */
static void declaration(struct defuse *d)
{
  struct slice rest = rest_of(d);
  size_t end = slice_find_char(slice_first(rest, TAG_BYTES_MAX), '>');
  if (end == SLICE_NONE)
    write_less_than(d);
  else
    d->at += end + 1;
}

static void markup(struct defuse *d)
{
  struct slice rest = rest_of(d);
  struct html_tag tag;
  char next = rest.len > 1 ? rest.ptr[1] : ' ';
  if (slice_starts(rest, SLICE("<!--"))) {
    comment(d);
  } else if (next == '!' || next == '?' || slice_starts(rest, SLICE("</>"))) {
    declaration(d);
  } else if (html_tag_scan(d->unended > UNENDED_MAX ? slice_first(rest, TAG_BYTES_MAX) : rest,
                           &tag)) {
    (tag.end ? end_tag : start_tag)(d, &tag);
  } else {
    d->unended++;
    write_less_than(d);
  }
}

void html_defuse(struct slice html, struct str *out, html_runs *runs, struct diag_list *diags)
{
  struct defuse d = { .in = html, .out = out, .diags = diags };
  d.runs = html_run_is_named(html) ? NULL : runs;
  str_reserve(out, html.len);
  while (d.at < html.len) {
    size_t text = slice_find_char(rest_of(&d), '<');
    write_text(&d, text == SLICE_NONE ? html.len - d.at : text);
    if (d.at < html.len) markup(&d);
  }
  vec_free(&d.open);
}
