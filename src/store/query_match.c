#include "store/query.h"

#include "text/fold.h"

/* --- text ---------------------------------------------------------------------- */

void query_text_init(struct query_text *t)
{
  str_init(&t->folded);
  str_init(&t->solid);
}

void query_text_free(struct query_text *t)
{
  str_free(&t->folded);
  str_free(&t->solid);
}

void query_text_set(struct query_text *t, struct slice title, struct slice body)
{
  str_clear(&t->folded);
  str_clear(&t->solid);
  fold(title, &t->folded, NULL);
  str_addc(&t->folded, '\n');
  fold_lines(body, &t->folded);
  str_add(&t->solid, str_slice(&t->folded));
  fold_drop_blanks(&t->solid, 0);
}

static uint32_t occurrences(struct slice text, struct slice needle)
{
  uint32_t count = 0;
  for (size_t hit; (hit = slice_find(text, needle)) != SLICE_NONE; count++)
    text = slice_from(text, hit + needle.len);
  return count;
}

bool query_matches(const struct query *q, const struct query_text *t, uint32_t *hits)
{
  *hits = 0;
  for (size_t i = 0; i < q->terms.count; i++) {
    const struct query_term *term = &q->terms.items[i];
    if (term->field != QUERY_TEXT) continue;
    struct slice text = term->solid ? str_slice(&t->solid) : str_slice(&t->folded);
    if ((slice_find(text, term->needle) != SLICE_NONE) == term->negated) return false;
  }
  for (size_t i = 0; i < q->terms.count; i++) {
    const struct query_term *term = &q->terms.items[i];
    if (term->field == QUERY_TEXT && !term->negated)
      *hits +=
          occurrences(term->solid ? str_slice(&t->solid) : str_slice(&t->folded), term->needle);
  }
  return true;
}

/* --- what the index knows ------------------------------------------------------- */

static bool contains(struct slice text, const struct query_term *term)
{
  struct str folded = STR_INIT;
  fold(text, &folded, NULL);
  if (term->solid) fold_drop_blanks(&folded, 0);
  bool found = slice_find(str_slice(&folded), term->needle) != SLICE_NONE;
  str_free(&folded);
  return found;
}

static bool is_label(const struct query_term *term)
{
  return term->field == QUERY_CATEGORY || term->field == QUERY_TAG;
}

static enum label_kind kind_of(const struct query_term *term)
{
  return term->field == QUERY_TAG ? LABEL_TAG : LABEL_CATEGORY;
}

/* Each label is looked at once, by its name and the one it is shown with. */
void query_filter_set(struct query_filter *f, const struct query *q, const struct index *x)
{
  f->query = q;
  f->index = x;
  vec_clear(&f->labels);
  vec_clear(&f->first);
  for (size_t i = 0; i < q->terms.count; i++) {
    const struct query_term *term = &q->terms.items[i];
    vec_push(&f->first, f->labels.count);
    size_t count = is_label(term) ? label_count(x, kind_of(term)) : 0;
    for (uint32_t label = 0; label < count; label++) {
      const struct label *l = label_at(x, kind_of(term), label);
      bool named =
          contains(index_string(x, l->name), term) || contains(index_string(x, l->display), term);
      vec_push(&f->labels, named);
    }
  }
}

void query_filter_free(struct query_filter *f)
{
  vec_free(&f->labels);
  vec_free(&f->first);
}

static bool has_label(const struct query_filter *f, size_t term, uint32_t id)
{
  const uint32_t *labels;
  size_t count = index_labels(f->index, id, kind_of(&f->query->terms.items[term]), &labels);
  for (size_t i = 0; i < count; i++)
    if (f->labels.items[f->first.items[term] + labels[i]]) return true;
  return false;
}

static bool holds(const struct query_filter *f, size_t i, uint32_t id)
{
  const struct query_term *term = &f->query->terms.items[i];
  const struct record *r = index_record(f->index, id);
  bool dated = r->flags & RECORD_HAS_DATE;
  switch ((enum query_field)term->field) {
  case QUERY_TITLE: return contains(index_string(f->index, r->title), term);
  case QUERY_CATEGORY:
  case QUERY_TAG: return has_label(f, i, id);
  case QUERY_AFTER: return dated && r->date >= term->time;
  case QUERY_BEFORE: return dated && r->date < term->time;
  case QUERY_IS:
    return f->is ? f->is(f->context, id, (enum query_state)term->state)
                 : term->state == QUERY_UNREAD;
  case QUERY_TEXT: break;
  }
  return !term->negated;
}

bool query_admits(const struct query_filter *f, uint32_t id)
{
  for (size_t i = 0; i < f->query->terms.count; i++)
    if (holds(f, i, id) == f->query->terms.items[i].negated) return false;
  return true;
}
