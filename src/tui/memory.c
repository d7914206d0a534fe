#include "tui/memory.h"

#include "store/post_key.h"
#include "tui/finder.h"
#include "tui/pane_categories.h"
#include "tui/pane_reader.h"
#include "tui/tui.h"

#include <stdlib.h>
#include <time.h>

enum {
  NOTE_MS = 1000,     /* a kill loses no more of the place in an article */
  LOOK_MS = 2000,     /* what another instance did is looked for that often at most */
  COUNT_POSTS = 20000 /* between two looks at the keyboard */
};

/* A visit as the state has it; what it means is known when the posts are. */
struct visit {
  char *list, *post;
};

struct memory {
  struct tui *tui;
  struct keeper *keeper;
  struct marks *marks;
  struct searches *searches;
  VEC(struct visit) visits; /* of earlier days, oldest first, until they are in the history */
  bool resumed;             /* they are */
  bool counting;
  int note_timer;
  int64_t looked_ms, visited_ms;
  struct str problem; /* the last one, for those that come when the screen is gone */
};

static int64_t now_ms(void)
{
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct marks *memory_marks(struct memory *m)
{
  marks_use(m->marks, library_index(m->tui->library));
  return m->marks;
}

const struct searches *memory_searches(const struct memory *m)
{
  return m->searches;
}

bool memory_save_search(struct memory *m, struct slice name, struct slice query)
{
  if (!saved_search_set(m->searches, name, query)) return false;
  if (query.len)
    keeper_set(m->keeper, STATE_SEARCH, name, query, 0);
  else
    keeper_unset(m->keeper, STATE_SEARCH, name);
  return true;
}

/* --- the way here ------------------------------------------------------------- */

static const char *const list_names[] = { [PLACE_HOME] = "home",
                                          [PLACE_ALL] = "all",
                                          [PLACE_CATEGORY] = "category",
                                          [PLACE_TAG] = "tag",
                                          [PLACE_SEARCH] = "search" };

static enum label_kind label_kind_of(enum place_kind kind)
{
  return kind == PLACE_TAG ? LABEL_TAG : LABEL_CATEGORY;
}

/* "category gundong", a tab, the post's key. */
static void write_visit(const struct tui *t, const struct place *place, struct str *out)
{
  const struct index *x = library_index(t->library);
  str_adds(out, list_names[place->kind]);
  if (place->kind == PLACE_SEARCH)
    str_addf(out, " %.*s", SLICE_ARG(finder_query(t->finder, place->label)));
  else if (place->label != INDEX_NONE)
    str_addf(out, " %s",
             index_string(x, label_at(x, label_kind_of(place->kind), place->label)->name).ptr);
  str_addc(out, '\t');
  if (place->post != INDEX_NONE) post_key(x, place->post, out);
}

static bool read_visit(struct tui *t, const struct visit *v, struct place *place)
{
  const struct index *x = library_index(t->library);
  struct slice rest = slice_of(v->list), name;
  slice_cut(&rest, ' ', &name);
  size_t kind = 0, kinds = sizeof list_names / sizeof *list_names;
  while (kind < kinds && !slice_eq(name, slice_of(list_names[kind]))) kind++;
  if (kind == kinds) return false;
  *place = kind == PLACE_SEARCH ? finder_place(t, rest)
                                : place_of_list((enum place_kind)kind, INDEX_NONE);
  bool labelled = kind == PLACE_CATEGORY || kind == PLACE_TAG;
  if (labelled) place->label = label_find(x, label_kind_of(place->kind), rest);
  if (labelled && place->label == INDEX_NONE) return false;
  if (*v->post) place->post = post_of_key(x, slice_of(v->post));
  place->selected = place->post;
  return !*v->post || place->post != INDEX_NONE;
}

static void forget_visits(struct memory *m)
{
  for (size_t i = 0; i < m->visits.count; i++) free(m->visits.items[i].list);
  vec_free(&m->visits);
}

/* Once all posts are known, the visits of earlier days come before those of this one. */
static void resume_history(struct memory *m)
{
  struct tui *t = m->tui;
  VEC(struct place) places = { 0 };
  if (m->resumed || t->loading || !marks_known(m->marks)) return;
  m->resumed = true;
  for (size_t i = 0; i < m->visits.count; i++) {
    struct place place;
    if (read_visit(t, &m->visits.items[i], &place)) vec_push(&places, place);
  }
  history_begin_with(&t->history, places.items, places.count);
  vec_free(&places);
  forget_visits(m);
}

void memory_visit(struct memory *m)
{
  if (!m) return;
  struct str name = STR_INIT, where = STR_INIT;
  int64_t now = now_ms();
  m->visited_ms = now > m->visited_ms ? now : m->visited_ms + 1;
  str_addf(&name, "%013lld", (long long)m->visited_ms);
  write_visit(m->tui, &m->tui->place, &where);
  keeper_set(m->keeper, STATE_VISIT, str_slice(&name), str_slice(&where), 0);
  str_free(&name);
  str_free(&where);
}

/* --- what the keeper tells ---------------------------------------------------- */

static void hear_entry(void *context, const struct state_entry *e)
{
  struct memory *m = context;
  marks_entry(m->marks, e);
  if (slice_eq(e->kind, SLICE(STATE_SEARCH)))
    saved_search_set(m->searches, e->name, e->is_null || !e->text.ptr ? SLICE("") : e->text);
  if (m->resumed || !slice_eq(e->kind, SLICE(STATE_VISIT)) || !e->text.ptr) return;
  struct visit v = { .list = xstrndup(e->text.ptr, e->text.len) };
  v.post = strchr(v.list, '\t');
  if (v.post)
    *v.post++ = '\0';
  else
    v.post = v.list + strlen(v.list);
  vec_push(&m->visits, v);
}

static void count_more(void *context)
{
  struct memory *m = context;
  m->counting = marks_count_more(memory_marks(m), COUNT_POSTS);
  if (m->counting) loop_after(m->tui->loop, 0, count_more, m);
}

void memory_recount(struct memory *m)
{
  if (!m) return;
  marks_recount(memory_marks(m));
  resume_history(m);
  if (!m->counting) count_more(m);
}

static void hear_loaded(void *context)
{
  struct memory *m = context;
  bool first = !marks_known(m->marks);
  marks_loaded(memory_marks(m));
  if (first) tui_resume(m->tui);
  pane_categories_refresh(m->tui->panes[PANE_CATEGORIES]);
  memory_recount(m);
}

static void hear_trouble(void *context, enum state_trouble trouble, struct slice detail)
{
  static const enum word words[] = { [STATE_SET_ASIDE] = WORD_STATE_SET_ASIDE,
                                     [STATE_FROZEN] = WORD_STATE_CLOSED,
                                     [STATE_NEWER] = WORD_STATE_NEWER,
                                     [STATE_CLOSED] = WORD_STATE_CLOSED };
  struct memory *m = context;
  str_clear(&m->problem);
  str_adds(&m->problem, word(m->tui->language, words[trouble]));
  str_add(&m->problem, detail);
  tui_complain(m->tui, str_slice(&m->problem));
}

static void collect(void *context)
{
  keeper_collect(((struct memory *)context)->keeper);
}

static void look(void *context)
{
  struct memory *m = context;
  m->looked_ms = now_ms();
  keeper_look(m->keeper);
}

/* --- the place in the open post ----------------------------------------------- */

void memory_note(struct memory *m)
{
  if (!m) return;
  const struct tui *t = m->tui;
  if (t->place.post != INDEX_NONE && marks_known(m->marks))
    marks_set_place(memory_marks(m), t->place.post, pane_reader_position(t->panes[PANE_READER]));
}

static void note_now(void *context)
{
  struct memory *m = context;
  m->note_timer = 0;
  memory_note(m);
}

void memory_note_soon(struct memory *m)
{
  if (!m) return;
  if (!m->note_timer) m->note_timer = loop_after(m->tui->loop, NOTE_MS, note_now, m);
  if (marks_known(m->marks) && now_ms() - m->looked_ms > LOOK_MS) look(m);
}

/* --- start and end ------------------------------------------------------------ */

struct memory *memory_new(struct tui *t)
{
  struct memory *m = xcalloc(1, sizeof *m);
  struct str key = STR_INIT;
  struct keeper_listener listener = { hear_entry, hear_loaded, hear_trouble, m };
  m->tui = t;
  str_init(&m->problem);
  library_key(t->library, &key);
  m->keeper = keeper_new(str_slice(&key), slice_of(site_root(library_site(t->library))), &listener);
  m->searches = saved_searches_new();
  m->marks = marks_new(library_index(t->library), m->keeper);
  loop_watch(t->loop, keeper_fd(m->keeper), collect, m);
  loop_after(t->loop, 0, look, m);
  str_free(&key);
  return m;
}

void memory_free(struct memory *m, struct str *problem)
{
  if (!m) return;
  str_clear(&m->problem);
  keeper_free(m->keeper);
  str_add(problem, str_slice(&m->problem));
  marks_free(m->marks);
  saved_searches_free(m->searches);
  forget_visits(m);
  str_free(&m->problem);
  free(m);
}
