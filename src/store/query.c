#include "store/query.h"

#include "base/ascii.h"
#include "site/date.h"
#include "text/fold.h"

enum { TERMS_MAX = 256, DAY_SECONDS = 24 * 60 * 60 };

struct parser {
  struct query *query;
  struct slice text;
  size_t at;
  int64_t now;
};

/* --- reading ---------------------------------------------------------------- */

static bool takes(struct parser *p, const char *bytes)
{
  struct slice wanted = slice_of(bytes);
  if (!slice_starts(slice_from(p->text, p->at), wanted)) return false;
  p->at += wanted.len;
  return true;
}

static size_t blank_at(struct slice text, size_t at)
{
  unsigned char c = (unsigned char)text.ptr[at];
  if (c == ' ' || (c >= '\t' && c <= '\r') || c == '\0') return 1;
  return slice_starts(slice_from(text, at), SLICE("\u3000")) ? 3 : 0;
}

static void skip_blanks(struct parser *p)
{
  for (size_t bytes; p->at < p->text.len && (bytes = blank_at(p->text, p->at)); p->at += bytes)
    (void)0;
}

static uint32_t characters(struct slice text)
{
  uint32_t count = 0;
  for (size_t i = 0; i < text.len; i++) count += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
  return count;
}

static void find_fault(struct parser *p, enum query_fault fault, size_t start)
{
  struct query *q = p->query;
  if (q->fault) return;
  q->fault = (uint8_t)fault;
  q->fault_at = characters(slice_first(p->text, start)) + 1;
  struct slice text = slice_first(slice_from(p->text, start), p->at - start);
  q->fault_text = arena_slice(&q->arena, text);
}

static struct slice read_word(struct parser *p)
{
  size_t start = p->at;
  while (p->at < p->text.len && !blank_at(p->text, p->at)) p->at++;
  return slice_first(slice_from(p->text, start), p->at - start);
}

/* What stands between quotation marks, the first of which is read. */
static struct slice read_phrase(struct parser *p, const char *close, size_t start)
{
  struct slice rest = slice_from(p->text, p->at);
  size_t end = slice_find(rest, slice_of(close));
  p->at += end == SLICE_NONE ? rest.len : end + strlen(close);
  if (end == SLICE_NONE) find_fault(p, QUERY_OPEN_QUOTE, start);
  return slice_first(rest, end);
}

static struct slice read_value(struct parser *p, size_t start)
{
  if (takes(p, "\"")) return read_phrase(p, "\"", start);
  if (takes(p, "“")) return read_phrase(p, "”", start);
  return read_word(p);
}

/* --- values ------------------------------------------------------------------- */

static bool read_number(struct slice *text, int *number)
{
  size_t digits = 0;
  *number = 0;
  for (; digits < text->len && digits < 5 && ascii_is_digit(text->ptr[digits]); digits++)
    *number = *number * 10 + (text->ptr[digits] - '0');
  *text = slice_from(*text, digits);
  return digits > 0;
}

static bool read_age(struct slice text, int64_t now, int64_t *time)
{
  static const struct {
    char unit;
    int days;
  } units[] = { { 'd', 1 }, { 'w', 7 }, { 'm', 30 }, { 'y', 365 } };
  int number;
  if (!read_number(&text, &number) || text.len != 1) return false;
  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (ascii_lower(text.ptr[0]) == units[i].unit) {
      *time = now - (int64_t)number * units[i].days * DAY_SECONDS;
      return true;
    }
  return false;
}

/* "2024" or "2024-05": from its first moment to the one behind its last. */
static bool read_month(struct slice text, int64_t *first, int64_t *end)
{
  int year, month = 0;
  int32_t zone;
  size_t bytes = text.len;
  if ((bytes != 4 && bytes != 6 && bytes != 7) || !read_number(&text, &year)) return false;
  if (bytes - text.len != 4) return false;
  if (text.len && (text.ptr[0] != '-' || (text = slice_from(text, 1), !read_number(&text, &month))))
    return false;
  if (text.len || month > 12 || (bytes > 4 && month < 1)) return false;
  bool last = month == 0 || month == 12; /* of its year */
  *first = date_local(year, month ? month : 1, 1, 0, 0, 0, &zone);
  *end = date_local(year + last, last ? 1 : month + 1, 1, 0, 0, 0, &zone);
  return true;
}

bool query_time(struct slice text, int64_t now, int64_t *first, int64_t *end)
{
  struct date date;
  if (read_month(text, first, end)) return true;
  if (read_age(text, now, first)) {
    *end = *first + 1;
    return true;
  }
  if (!date_parse(text, &date)) return false;
  *first = date.seconds;
  *end = date.seconds + (date.has_time ? 1 : DAY_SECONDS);
  return true;
}

static bool read_state(struct slice text, uint8_t *state)
{
  static const char *const names[] = { "read", "unread", "starred" };
  for (uint8_t i = 0; i < sizeof names / sizeof *names; i++)
    if (slice_eq_nocase(text, slice_of(names[i]))) {
      *state = i;
      return true;
    }
  return false;
}

/* --- terms ------------------------------------------------------------------- */

static const struct {
  const char *name;
  enum query_field field;
} fields[] = {
  { "title", QUERY_TITLE }, { "category", QUERY_CATEGORY }, { "tag", QUERY_TAG },
  { "after", QUERY_AFTER }, { "before", QUERY_BEFORE },     { "is", QUERY_IS },
};

/* Takes "name:" when something follows. */
static enum query_field read_field(struct parser *p)
{
  struct slice rest = slice_from(p->text, p->at);
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    struct slice name = slice_of(fields[i].name);
    if (!slice_eq_nocase(slice_first(rest, name.len), name)) continue;
    size_t start = p->at;
    p->at += name.len;
    bool field = takes(p, ":") || takes(p, "：");
    if (field && p->at < p->text.len && !blank_at(p->text, p->at)) return fields[i].field;
    p->at = start;
  }
  return QUERY_TEXT;
}

static bool set_needle(struct query *q, struct query_term *term, struct slice value)
{
  struct str folded = STR_INIT;
  fold(slice_trim(value), &folded, NULL);
  term->solid = fold_crosses_blanks(str_slice(&folded));
  if (term->solid) fold_drop_blanks(&folded, 0);
  term->needle = arena_slice(&q->arena, slice_trim(str_slice(&folded)));
  str_free(&folded);
  return term->needle.len > 0;
}

/* False: the field does not take that value. */
static bool set_value(struct parser *p, struct query_term *term, struct slice value, size_t start)
{
  int64_t end;
  switch ((enum query_field)term->field) {
  case QUERY_AFTER:
  case QUERY_BEFORE:
    if (query_time(value, p->now, &term->time, &end)) return true;
    find_fault(p, QUERY_NO_DATE, start);
    return false;
  case QUERY_IS:
    if (read_state(value, &term->state)) return true;
    find_fault(p, QUERY_NO_STATE, start);
    return false;
  default: return set_needle(p->query, term, value);
  }
}

static void read_term(struct parser *p)
{
  struct query_term term = { 0 };
  size_t start = p->at;
  term.negated = takes(p, "-") || takes(p, "－");
  if (term.negated && (p->at == p->text.len || blank_at(p->text, p->at))) {
    term.negated = false; /* a dash by itself */
    p->at = start;
  }
  size_t begin = p->at;
  term.field = (uint8_t)read_field(p);
  struct slice value = read_value(p, begin);
  bool good = set_value(p, &term, value, start);
  if (!good && term.field >= QUERY_AFTER) {
    term.field = QUERY_TEXT;
    good = set_needle(p->query, &term, slice_first(slice_from(p->text, begin), p->at - begin));
  }
  if (good)
    vec_push(&p->query->terms, term);
  else
    find_fault(p, QUERY_NO_TEXT, start);
}

void query_parse(struct query *q, struct slice text, int64_t now)
{
  struct parser p = { .query = q, .text = text, .now = now };
  *q = (struct query){ 0 };
  for (skip_blanks(&p); p.at < text.len && q->terms.count < TERMS_MAX; skip_blanks(&p))
    read_term(&p);
}

void query_free(struct query *q)
{
  vec_free(&q->terms);
  arena_free(&q->arena);
}

void query_needles(const struct query *q, struct str *out)
{
  for (size_t i = 0; i < q->terms.count; i++) {
    const struct query_term *term = &q->terms.items[i];
    if (term->negated || term->field > QUERY_TITLE) continue;
    if (out->len) str_addc(out, '\n');
    str_add(out, term->needle);
  }
}

bool query_reads_text(const struct query *q)
{
  for (size_t i = 0; i < q->terms.count; i++)
    if (q->terms.items[i].field == QUERY_TEXT) return true;
  return false;
}
