#include "tui/finder.h"

#include "tui/memory.h"
#include "tui/pane_posts.h"
#include "tui/tui.h"

enum {
  THREADS = 2,
  JOBS = 64,
  AHEAD = 200,       /* hits that are looked for beyond those asked for */
  REFRESH_MS = 1000, /* posts that land together are matched at once */
  MATCHED_AT_ONCE = 20000,
};

struct asked {
  char *query;
  struct str name; /* of its place */
};

struct finder {
  struct tui *tui; /* NULL: it is being freed */
  struct workers *workers;
  struct text_index *index; /* NULL until it is asked */
  VEC(struct asked) asked;
  uint32_t label;         /* the search that runs */
  struct search *shown;   /* NULL: none yet */
  struct search *renewed; /* after a change; shown once it has come as far, or NULL */
  int timer;
};

/* --- the searches ------------------------------------------------------------------- */

static bool has_come_as_far(const struct search *s, const struct search *as)
{
  return search_done(s) || search_count(s) >= search_count(as);
}

static void found(void *context)
{
  struct finder *f = context;
  if (!f->tui) return;
  if (f->renewed && has_come_as_far(f->renewed, f->shown)) {
    search_free(f->shown);
    f->shown = f->renewed;
    f->renewed = NULL;
  }
  if (f->tui->place.kind == PLACE_SEARCH) pane_posts_refresh(f->tui->panes[PANE_POSTS]);
}

static bool is_in_state(void *context, uint32_t id, enum query_state state)
{
  const struct tui *t = context;
  if (state == QUERY_STARRED) return marks_has(memory_marks(t->memory), id, MARK_STARRED);
  return tui_is_read(t, id) == (state == QUERY_READ);
}

static struct text_index *index_of(struct finder *f)
{
  if (!f->index) f->index = text_index_open(f->tui->library, f->workers);
  return f->index;
}

static struct search *new_search(struct finder *f, uint32_t label)
{
  struct tui *t = f->tui;
  struct search_rules rules = {
    .is = is_in_state, .context = t, .changed = found, .changed_context = f
  };
  return search_new(t->library, f->workers, index_of(f), slice_of(f->asked.items[label].query),
                    &rules);
}

static void collect(void *context)
{
  workers_collect(((struct finder *)context)->workers);
}

static struct finder *finder_of(struct tui *t)
{
  if (t->finder) return t->finder;
  struct finder *f = xcalloc(1, sizeof *f);
  f->tui = t;
  f->workers = workers_new(THREADS, JOBS);
  loop_watch(t->loop, workers_fd(f->workers), collect, f);
  return t->finder = f;
}

void finder_free(struct finder *f)
{
  if (!f) return;
  loop_unwatch(f->tui->loop, workers_fd(f->workers));
  loop_cancel(f->tui->loop, f->timer);
  f->tui = NULL;
  search_free(f->shown);
  search_free(f->renewed);
  workers_free(f->workers);
  text_index_free(f->index);
  for (size_t i = 0; i < f->asked.count; i++) {
    free(f->asked.items[i].query);
    str_free(&f->asked.items[i].name);
  }
  vec_free(&f->asked);
  free(f);
}

struct place finder_place(struct tui *t, struct slice query)
{
  struct finder *f = finder_of(t);
  uint32_t label = 0;
  while (label < f->asked.count && !slice_eq(slice_of(f->asked.items[label].query), query)) label++;
  if (label == f->asked.count) {
    struct asked asked = { xstrndup(query.ptr, query.len), STR_INIT };
    for (char *c = asked.query; *c; c++)
      if (*c == '\t') *c = ' '; /* the memory's own mark */
    str_addf(&asked.name, "%s%s", word(t->language, WORD_FULL_TEXT), asked.query);
    vec_push(&f->asked, asked);
  }
  return place_of_list(PLACE_SEARCH, label);
}

struct slice finder_name(const struct finder *f, uint32_t label)
{
  return str_slice(&f->asked.items[label].name);
}

struct slice finder_query(const struct finder *f, uint32_t label)
{
  return slice_of(f->asked.items[label].query);
}

/* --- for the list ---------------------------------------------------------------------- */

void finder_fill(struct tui *t, const struct place *place, struct post_list *posts)
{
  struct finder *f = finder_of(t);
  if (!f->shown || f->label != place->label) {
    search_free(f->shown);
    search_free(f->renewed);
    f->renewed = NULL;
    f->label = place->label;
    f->shown = new_search(f, place->label);
    search_want(f->shown, AHEAD);
  }
  post_list_keep(posts, t->library);
  for (size_t n = 0; n < search_count(f->shown); n++)
    vec_push(&posts->items, ((struct post_item){ search_at(f->shown, n)->id, INDEX_NONE }));
}

void finder_want(struct finder *f, size_t posts)
{
  search_want(f->renewed ? f->renewed : f->shown, posts + AHEAD);
}

struct slice finder_snippet(const struct finder *f, size_t n)
{
  return f->shown && n < search_count(f->shown) ? search_at(f->shown, n)->snippet : SLICE("");
}

struct slice finder_needles(const struct finder *f)
{
  return search_needles(f->shown);
}

void finder_progress(const struct finder *f, struct str *out)
{
  size_t looked, of;
  search_progress(f->shown, &looked, &of);
  str_addf(out, "%zu/%zu", looked, of);
}

void finder_status(const struct tui *t, struct str *out)
{
  const struct finder *f = t->finder;
  size_t covered, of;
  if (!f) return;
  if (t->place.kind == PLACE_SEARCH && search_busy(f->shown)) {
    str_adds(out, word(t->language, WORD_SEARCHING));
    finder_progress(f, out);
  } else if (f->index && text_index_building(f->index)) {
    text_index_progress(f->index, &covered, &of);
    str_addf(out, "%s%zu%%", word(t->language, WORD_INDEXING), of ? covered * 100 / of : 100);
  }
}

/* --- what changes ------------------------------------------------------------------------ */

/* The reader may type meanwhile: a part of the posts at a time. */
static void renew(void *context)
{
  struct finder *f = context;
  f->timer = 0;
  if (!f->index) return;
  if (text_index_match(f->index, MATCHED_AT_ONCE))
    text_index_build(f->index);
  else
    f->timer = loop_after(f->tui->loop, 0, renew, f);
}

void finder_ready(struct tui *t)
{
  struct finder *f = finder_of(t);
  index_of(f);
  if (!f->timer) f->timer = loop_after(t->loop, 0, renew, f);
}

void finder_refresh(struct tui *t)
{
  struct finder *f = t->finder;
  if (!f) return;
  if (f->shown) {
    search_stop(f->shown);
    search_free(f->renewed);
    f->renewed = new_search(f, f->label);
    search_want(f->renewed, search_count(f->shown) + AHEAD);
    found(f); /* it may be done already */
  }
  if (!f->timer) f->timer = loop_after(t->loop, REFRESH_MS, renew, f);
}

void finder_mark(struct tui *t)
{
  struct pane *reader = t->panes[PANE_READER];
  bool marked = t->finder_marked;
  t->finder_marked = t->place.kind == PLACE_SEARCH && t->place.post != INDEX_NONE;
  if (!t->finder_marked && !marked) return;
  str_clear(&t->needle);
  if (t->finder_marked) str_add(&t->needle, finder_needles(t->finder));
  t->searched = t->finder_marked ? reader : NULL;
  reader->ops->find(reader, str_slice(&t->needle), 0);
}
