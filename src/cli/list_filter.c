#include "cli/list_filter.h"

#include "app/library.h"
#include "cli/open.h"
#include "cli/row.h"
#include "store/query.h"

#include <stdlib.h>

static bool has_label(const struct index *x, uint32_t id, enum label_kind kind, uint32_t label)
{
  const uint32_t *labels;
  size_t count = index_labels(x, id, kind, &labels);
  for (size_t i = 0; i < count; i++)
    if (labels[i] == label) return true;
  return label == INDEX_NONE;
}

bool list_filter_passes(const struct list_filter *f, const struct index *x, uint32_t id)
{
  const struct record *r = index_record(x, id);
  bool listed = index_listed(x, id);
  if (f->as_generator) listed = r->status == POST_PUBLISHED && !(r->flags & RECORD_UNREADABLE);
  if (!listed && !f->all) return false;
  if (f->dated && !(r->flags & RECORD_HAS_DATE)) return false;
  if (f->dated && (r->date < f->since || r->date >= f->until)) return false;
  if (f->unread && marks_has(f->marks, id, MARK_READ)) return false;
  if (f->starred && !marks_has(f->marks, id, MARK_STARRED)) return false;
  return has_label(x, id, LABEL_CATEGORY, f->label[LABEL_CATEGORY]) &&
         has_label(x, id, LABEL_TAG, f->label[LABEL_TAG]);
}

/* --- what was asked for -------------------------------------------------------- */

/* The label that the call names; false and a message when there is none. */
static bool read_label(const struct call *c, const struct index *x, enum label_kind kind,
                       enum flag flag, uint32_t *label)
{
  const char *name = c->arguments.given[flag];
  *label = INDEX_NONE;
  if (!name) return true;
  *label = row_label(x, kind, name);
  if (*label != INDEX_NONE) return true;
  uint32_t near = row_label_nearest(x, kind, name);
  complain("no %s '%s'", flag_rows[flag].name, name);
  struct str hint = STR_INIT;
  if (near != INDEX_NONE)
    str_addf(&hint, "Did you mean %s?", index_string(x, label_at(x, kind, near)->name).ptr);
  else
    str_adds(&hint, "`baokan cats` names the categories.");
  complain_hint(hint.ptr);
  str_free(&hint);
  return false;
}

/* A day is all of it: --until takes its end, --since its beginning. */
static bool read_time(const struct call *c, enum flag flag, bool end, int64_t *time)
{
  const char *text = c->arguments.given[flag];
  int64_t first, last;
  if (!text) return true;
  if (!query_time(slice_of(text), library_now(), &first, &last)) {
    complain("--%s takes a day, a month, a year or an age, not '%s'", flag_rows[flag].name, text);
    complain_hint("Write 2024-05-01, 2024-05, 2024, 7d, 2w, 3m or 1y.");
    return false;
  }
  *time = end ? last : first;
  return true;
}

bool list_filter_read(struct list_filter *f, const struct call *c, const struct library *l,
                      enum cli_exit *code)
{
  const struct arguments *a = &c->arguments;
  const struct index *x = library_index(l);
  *f = (struct list_filter){ .since = INT64_MIN,
                             .until = INT64_MAX,
                             .all = flag_given(a, FLAG_ALL),
                             .as_generator = flag_given(a, FLAG_AS_GENERATOR),
                             .unread = flag_given(a, FLAG_UNREAD),
                             .starred = flag_given(a, FLAG_STARRED) };
  f->dated = flag_given(a, FLAG_SINCE) || flag_given(a, FLAG_UNTIL);
  f->narrowed = f->dated || f->unread || f->starred || flag_given(a, FLAG_LIMIT) ||
                flag_given(a, FLAG_CATEGORY) || flag_given(a, FLAG_TAG);
  *code = EXIT_NOTHING;
  if (!read_label(c, x, LABEL_CATEGORY, FLAG_CATEGORY, &f->label[LABEL_CATEGORY]) ||
      !read_label(c, x, LABEL_TAG, FLAG_TAG, &f->label[LABEL_TAG]))
    return false;
  *code = EXIT_TROUBLE;
  return read_time(c, FLAG_SINCE, false, &f->since) && read_time(c, FLAG_UNTIL, true, &f->until) &&
         (!(f->unread || f->starred) || open_marks(l, &f->marks));
}

void list_filter_free(struct list_filter *f)
{
  marks_free(f->marks);
}

/* --- the order ------------------------------------------------------------------- */

static struct slice path_of(const struct index *x, uint32_t id)
{
  return index_string(x, index_record(x, id)->path);
}

static struct slice title_of(const struct index *x, uint32_t id)
{
  return index_string(x, index_record(x, id)->title);
}

static struct slice category_of(const struct index *x, uint32_t id)
{
  const uint32_t *labels;
  if (index_labels(x, id, LABEL_CATEGORY, &labels) == 0) return SLICE("");
  return index_string(x, label_at(x, LABEL_CATEGORY, labels[0])->display);
}

typedef struct slice sort_key_fn(const struct index *x, uint32_t id);

static const struct {
  const char *name;
  sort_key_fn *key;
} orders[] = { { "title", title_of }, { "category", category_of }, { "path", path_of } };

struct keyed {
  struct slice key;
  uint32_t id;
  uint32_t place; /* by date: it decides among equals */
};

static int compare(const void *a, const void *b)
{
  const struct keyed *l = a, *r = b;
  int order = slice_compare(l->key, r->key);
  return order ? order : (l->place > r->place) - (l->place < r->place);
}

static void sort(const struct index *x, sort_key_fn *key, id_list *ids)
{
  VEC(struct keyed) keyed = { 0 };
  for (size_t i = 0; i < ids->count; i++)
    vec_push(&keyed, ((struct keyed){ key(x, ids->items[i]), ids->items[i], (uint32_t)i }));
  if (keyed.count) qsort(keyed.items, keyed.count, sizeof *keyed.items, compare);
  for (size_t i = 0; i < ids->count; i++) ids->items[i] = keyed.items[i].id;
  vec_free(&keyed);
}

void list_filter_select(const struct list_filter *f, const struct call *c, const struct index *x,
                        id_list *ids)
{
  size_t limit = flag_number(&c->arguments, FLAG_LIMIT, UINT32_MAX);
  sort_key_fn *key = NULL;
  for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
    if (flag_is(&c->arguments, FLAG_SORT, orders[i].name)) key = orders[i].key;
  for (size_t i = 0; i < index_count(x) && (key || ids->count < limit); i++)
    if (list_filter_passes(f, x, index_at(x, i))) vec_push(ids, index_at(x, i));
  if (key) sort(x, key, ids);
  if (ids->count > limit) ids->count = limit;
}
