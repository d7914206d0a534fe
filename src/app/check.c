#include "app/check.h"

#include "app/article.h"
#include "app/check_link.h"
#include "base/map.h"
#include "base/path.h"

#include <stdlib.h>

enum { LETTERS_OF_LANGUAGE_MAX = 7 }; /* ".zh-hans" */

/* The first post at an address. */
struct owner {
  struct slice path, language;
};

struct check {
  const struct library *library;
  struct link_check *links;
  check_fn *found;
  void *context;
  struct arena arena;
  struct map urls; /* -> owners */
  VEC(struct owner) owners;
};

/* --- what is found out about one post --- */

/* Pages of one name in two languages share an address but for the language. */
static bool is_translation(const struct owner *a, const struct owner *b)
{
  if (!slice_eq(a->language, b->language)) return true;
  struct slice one = path_stem(a->path), other = path_stem(b->path);
  size_t dot = slice_find_char(one, '.');
  if (!slice_eq(path_dir(a->path), path_dir(b->path)) || slice_eq(one, other)) return false;
  struct slice name = slice_first(one, dot);
  bool same = slice_starts(other, name) && (other.len == name.len || other.ptr[name.len] == '.');
  return same && one.len - name.len <= LETTERS_OF_LANGUAGE_MAX &&
         other.len - name.len <= LETTERS_OF_LANGUAGE_MAX;
}

static void check_url(struct check *c, struct post *post)
{
  if (post->status != POST_PUBLISHED || post->url.len == 0) return;
  struct owner owner = { post->path, post->language };
  uint32_t known = map_get(&c->urls, post->url);
  if (known == MAP_NONE) {
    owner.path = arena_slice(&c->arena, owner.path);
    owner.language = arena_slice(&c->arena, owner.language);
    map_put(&c->urls, post->url, (uint32_t)c->owners.count);
    vec_push(&c->owners, owner);
  } else if (!is_translation(&c->owners.items[known], &owner)) {
    diag_add(&post->diags, DIAG_DOUBLE_URL, 0, 0, "%.*s", SLICE_ARG(c->owners.items[known].path));
  }
}

/* `{% post_url 2024-05-01-ice %}`: the reader drops the tag when no post is called so. */
static bool names_post(const struct post *post, struct slice name, struct diag *diag)
{
  static const char *const tags[] = { "post_url ", "post_link ", "post_path " };
  bool found = false;
  for (size_t i = 0; i < sizeof tags / sizeof *tags && !found; i++) {
    struct str call = STR_INIT;
    str_adds(&call, tags[i]);
    str_add(&call, slice_trim(name));
    link_check_locate(post, str_slice(&call), &diag->line, &diag->column);
    found = diag->line > 0 && slice_trim(name).len > 0;
    str_free(&call);
  }
  return found;
}

/* Reading says what it met; where, it often does not know. */
static void place_diag(const struct post *post, struct diag *d)
{
  struct slice what = slice_of(d->detail);
  if (d->line > 0) return;
  if (d->code == DIAG_LIQUID_DROPPED && names_post(post, what, d)) {
    d->code = DIAG_BROKEN_LINK;
  } else if (d->code == DIAG_LIQUID_DROPPED) {
    static const char *const marks[] = {
      "{% ", "{% include ", "{%- ", "{{< ", "{{% ", "{{ ", "{%"
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks && d->line == 0; i++) {
      struct str call = STR_INIT;
      str_addf(&call, "%s%s", marks[i], d->detail);
      link_check_locate(post, str_slice(&call), &d->line, &d->column);
      str_free(&call);
    }
  } else if (d->code == DIAG_UNCLOSED_TAG) {
    bool element = slice_ends(what, SLICE(">"));
    link_check_locate(post, slice_first(what, what.len - element), &d->line, &d->column);
  }
}

/* Of a file that could not be read, that is all there is to say. */
static bool is_unread(const struct post *post)
{
  return diag_has(&post->diags, DIAG_UNREADABLE) || diag_has(&post->diags, DIAG_NOT_A_FILE);
}

/* Drafts need no date, and an empty file has nothing. */
static bool is_worth_telling(const struct post *post, bool unread, enum diag_code code)
{
  if (unread) return code == DIAG_UNREADABLE || code == DIAG_NOT_A_FILE;
  if (diag_has(&post->diags, DIAG_EMPTY_FILE)) return code == DIAG_EMPTY_FILE;
  return code != DIAG_NO_DATE || post->status != POST_DRAFT;
}

static int by_line(const void *a, const void *b)
{
  const struct diag *x = a, *y = b;
  if (x->line != y->line) return x->line < y->line ? -1 : 1;
  if (x->column != y->column) return x->column < y->column ? -1 : 1;
  if (x->code != y->code) return x->code < y->code ? -1 : 1;
  return strcmp(x->detail, y->detail);
}

static void tell(struct check *c, struct post *post)
{
  struct diag *items = post->diags.found.items;
  size_t count = post->diags.found.count;
  bool unread = is_unread(post);
  for (size_t i = 0; i < count; i++) place_diag(post, &items[i]);
  if (count) qsort(items, count, sizeof *items, by_line);
  for (size_t i = 0; i < count; i++) {
    if (!is_worth_telling(post, unread, items[i].code)) continue;
    if (i > 0 && by_line(&items[i - 1], &items[i]) == 0) continue;
    struct finding f = { post->path, items[i].code, items[i].line, items[i].column,
                         slice_of(items[i].detail) };
    c->found(c->context, &f);
  }
}

static void check_post(struct check *c, struct slice path)
{
  struct post post;
  struct str body = STR_INIT;
  struct site *site = library_site(c->library);
  site_read_post(site, path, &post);
  if (!is_unread(&post)) {
    site_expand(site, &post, false, &body);
    struct doc *doc = doc_read(str_slice(&body), article_format(c->library, &post), &post.diags);
    link_check_post(c->links, &post, doc);
    doc_free(doc);
    if (post.status == POST_NOT_A_POST) diag_add(&post.diags, DIAG_NAME_WITHOUT_DATE, 0, 0, NULL);
    check_url(c, &post);
  }
  tell(c, &post);
  str_free(&body);
  post_free(&post);
}

/* --- all of them --- */

static bool go_on(void *context, struct slice path)
{
  (void)context;
  (void)path;
  return true;
}

static int by_detail(const void *a, const void *b)
{
  const struct diag *x = a, *y = b;
  return strcmp(x->detail, y->detail);
}

static int by_path(const void *a, const void *b)
{
  return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

/* What the walk through the folders could not enter; it names the path as the detail. */
static void tell_walked(struct check *c, const struct diag *d)
{
  struct finding f = { slice_of(d->detail), d->code, 0, 0, SLICE("") };
  c->found(c->context, &f);
}

static void tell_config(struct check *c)
{
  const struct site_problem *p = site_problem(library_site(c->library));
  if (!p) return;
  struct finding f = { p->file, DIAG_BAD_CONFIG, p->line, p->column, p->message };
  c->found(c->context, &f);
}

size_t check_library(const struct library *l, check_fn *found, void *context)
{
  struct check c = { .library = l, .links = link_check_new(l), .found = found, .context = context };
  const struct index *x = library_index(l);
  struct diag_list walked = { 0 };
  slice_list paths = { 0 };
  size_t next = 0, count = index_count(x);
  site_each_post(library_site(l), go_on, NULL, &walked);
  if (walked.found.count)
    qsort(walked.found.items, walked.found.count, sizeof *walked.found.items, by_detail);
  for (size_t n = 0; n < count; n++)
    vec_push(&paths, index_string(x, index_record(x, index_at(x, n))->path));
  if (count) qsort(paths.items, count, sizeof *paths.items, by_path);

  tell_config(&c);
  for (size_t n = 0; n < count; n++) {
    for (; next < walked.found.count; next++) {
      const struct diag *d = &walked.found.items[next];
      if (slice_compare(slice_of(d->detail), paths.items[n]) > 0) break;
      tell_walked(&c, d);
    }
    check_post(&c, paths.items[n]);
  }
  for (; next < walked.found.count; next++) tell_walked(&c, &walked.found.items[next]);

  link_check_free(c.links);
  arena_free(&c.arena);
  map_free(&c.urls);
  vec_free(&c.owners);
  vec_free(&paths);
  diag_list_free(&walked);
  return count;
}
