#include "app/search.h"

#include "app/search_look.h"

#include <time.h>

enum {
  LOOKS_MOST = 6,    /* under way at once */
  LOOK_POSTS = 32,   /* in one of them; the first ones are smaller, to be there soon */
  LOOK_ROWS = 20000, /* that the index is asked about in one go */
};

struct search {
  const struct library *library;
  struct workers *workers;
  struct text_index *index; /* or NULL */
  size_t ids;               /* of the index, when it was asked */
  uint64_t *may_hold;       /* by id, a bit each: what the index lets pass; NULL: all */
  struct search_rules rules;
  struct query query;
  struct query_filter filter;
  struct str needles;
  bool reads_text;

  size_t wanted;
  size_t row, rows;            /* next of the order, and how many there are */
  size_t looked;               /* rows whose answer is known, all before them too */
  size_t begun, told;          /* looks, by number */
  VEC(struct look *) away;     /* with the workers */
  VEC(struct look *) answered; /* waiting for one before them */
  struct arena arena;
  VEC(struct search_hit) hits; /* snippets in the arena */
  bool stopped;
  bool freed; /* goes when no look is away any more */
};

struct search *search_new(const struct library *l, struct workers *w, struct text_index *t,
                          struct slice query, const struct search_rules *rules)
{
  struct search *s = xcalloc(1, sizeof *s);
  *s = (struct search){ .library = l, .workers = w, .rules = *rules, .needles = STR_INIT };
  query_parse(&s->query, query, library_now());
  query_filter_set(&s->filter, &s->query, library_index(l));
  s->filter.is = rules->is;
  s->filter.context = rules->context;
  query_needles(&s->query, &s->needles);
  s->reads_text = query_reads_text(&s->query);
  s->rows = index_count(library_index(l));
  s->index = t;
  s->ids = index_ids(library_index(l));
  if (t && s->reads_text) s->may_hold = text_index_find(t, &s->query);
  return s;
}

static void let_go(struct search *s)
{
  for (size_t i = 0; i < s->answered.count; i++) look_free(s->answered.items[i]);
  vec_free(&s->answered);
  vec_free(&s->away);
  vec_free(&s->hits);
  arena_free(&s->arena);
  query_filter_free(&s->filter);
  query_free(&s->query);
  str_free(&s->needles);
  free(s->may_hold);
  free(s);
}

void search_free(struct search *s)
{
  if (!s) return;
  s->freed = true;
  for (size_t i = 0; i < s->away.count; i++) job_cancel(&s->away.items[i]->job);
  if (s->away.count == 0) let_go(s);
}

static void add_hit(struct search *s, struct search_hit hit)
{
  hit.snippet = arena_slice(&s->arena, hit.snippet);
  vec_push(&s->hits, hit);
}

static bool tell_next(struct search *s)
{
  for (size_t i = 0; i < s->answered.count; i++) {
    struct look *look = s->answered.items[i];
    if (look->number != s->told) continue;
    for (size_t n = 0; n < look->found.count; n++) add_hit(s, look->found.items[n]);
    s->looked = look->rows;
    s->told++;
    vec_remove(&s->answered, i);
    look_free(look);
    return true;
  }
  return false;
}

static void look_on(struct search *s);

static void look_done(struct job *job)
{
  struct look *look = (struct look *)job;
  struct search *s = look->search;
  for (size_t i = 0; i < s->away.count; i++)
    if (s->away.items[i] == look) vec_remove(&s->away, i);
  vec_push(&s->answered, look);
  if (s->index && !s->freed) text_index_take(s->index, &look->gathered);
  if (s->freed) {
    if (s->away.count == 0) let_go(s);
    return;
  }
  size_t before = s->hits.count;
  while (tell_next(s)) (void)0;
  look_on(s);
  if (s->rules.changed && (s->hits.count > before || search_done(s)))
    s->rules.changed(s->rules.changed_context);
}

static bool may_hold(const struct search *s, uint32_t id)
{
  return !s->may_hold || id >= s->ids || s->may_hold[id / 64] >> (id % 64) & 1;
}

/* Fills a look with the next posts that the index lets pass. */
static struct look *look_new(struct search *s)
{
  const struct index *x = library_index(s->library);
  struct look *look = xcalloc(1, sizeof *look);
  size_t most = s->begun < LOOKS_MOST ? LOOK_POSTS / 4 : LOOK_POSTS, end = s->row + LOOK_ROWS;
  *look = (struct look){ .job = { .run = s->reads_text ? look_run : look_pass, .done = look_done },
                         .search = s,
                         .number = s->begun,
                         .library = s->library,
                         .query = &s->query,
                         .needles = str_slice(&s->needles),
                         .paths = STR_INIT,
                         .site_stamp = s->index ? text_index_site_stamp(s->index) : 0 };
  for (; s->row < s->rows && s->row < end && look->ids.count < most; s->row++) {
    uint32_t id = index_at(x, s->row);
    if (!may_hold(s, id)) continue;
    if ((!s->rules.all && !index_listed(x, id)) || !query_admits(&s->filter, id)) continue;
    struct document d = { 0 };
    if (s->may_hold && !text_index_wants(s->index, id, &d)) d.stamp = 0;
    vec_push(&look->ids, id);
    vec_push(&look->documents, d);
    str_add(&look->paths, index_string(x, index_record(x, id)->path));
    str_addc(&look->paths, '\0');
  }
  look->rows = s->row;
  return look;
}

/* Where the workers take no more, what is done next goes on from here. */
static void look_on(struct search *s)
{
  while (!s->stopped && s->hits.count < s->wanted && s->row < s->rows &&
         s->away.count < LOOKS_MOST) {
    size_t row = s->row;
    struct look *look = look_new(s);
    vec_push(&s->away, look);
    s->begun++;
    if (workers_put(s->workers, &look->job)) continue;
    s->away.count--;
    s->begun--;
    s->row = row;
    look_free(look);
    return;
  }
}

void search_want(struct search *s, size_t posts)
{
  if (posts > s->wanted) s->wanted = posts;
  look_on(s);
}

void search_stop(struct search *s)
{
  s->stopped = true;
}

bool search_busy(const struct search *s)
{
  return !s->stopped && s->hits.count < s->wanted && !search_done(s);
}

const struct query *search_query(const struct search *s)
{
  return &s->query;
}

struct slice search_needles(const struct search *s)
{
  return str_slice(&s->needles);
}

size_t search_count(const struct search *s)
{
  return s->hits.count;
}

const struct search_hit *search_at(const struct search *s, size_t n)
{
  return &s->hits.items[n];
}

bool search_done(const struct search *s)
{
  return s->row == s->rows && s->told == s->begun;
}

void search_progress(const struct search *s, size_t *looked, size_t *of)
{
  *looked = s->looked;
  *of = s->rows;
}
