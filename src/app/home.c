/* The front page: the newest posts of each tag or category. */
#include "app/library.h"
#include "base/lazy_sort.h"

/* One tag a post says which paper it comes from; many say what it is about, and a
 * section for each would show every post ten times. */
enum { TAGS_PER_POST_MAX = 2 };

static size_t label_uses(const struct index *x, enum label_kind kind)
{
  size_t uses = 0;
  for (uint32_t i = 0; i < label_count(x, kind); i++) uses += label_at(x, kind, i)->posts;
  return uses;
}

static enum label_kind sections_of(const struct library *l)
{
  enum { HOME_AUTO, HOME_TAGS, HOME_CATEGORIES };
  const struct index *x = library_index(l);
  int32_t wanted = library_options(l)->home;
  if (wanted != HOME_AUTO) return wanted == HOME_TAGS ? LABEL_TAG : LABEL_CATEGORY;
  size_t tags = label_uses(x, LABEL_TAG), categories = label_uses(x, LABEL_CATEGORY);
  bool few = tags <= TAGS_PER_POST_MAX * index_count(x);
  return tags && (few || categories == 0) ? LABEL_TAG : LABEL_CATEGORY;
}

/* The label's place among those of its newest post. */
static size_t turn_of(const struct home *h, uint32_t id, uint32_t label)
{
  const uint32_t *own;
  size_t turn = 0, count = index_labels(h->index, id, h->kind, &own);
  while (turn < count && own[turn] != label) turn++;
  return turn;
}

/* By their newest posts, which are looked for only when the dates do not tell. */
static int compare(const void *a, const void *b, void *context)
{
  const struct home_section *l = a, *r = b;
  const struct home *h = context;
  if (l->newest != r->newest) return l->newest > r->newest ? -1 : 1;
  uint32_t left = index_row(h->index, rows_of_label(h->kind, l->label), 0);
  uint32_t right = index_row(h->index, rows_of_label(h->kind, r->label), 0);
  size_t before = turn_of(h, left, l->label), after = turn_of(h, right, r->label);
  if (left != right) {
    before = index_row_of(h->index, rows_of_site(), left);
    after = index_row_of(h->index, rows_of_site(), right);
  }
  return (before > after) - (before < after);
}

void library_home(const struct library *l, size_t posts_each, struct home *home)
{
  const struct index *x = library_index(l);
  *home = (struct home){ .index = x, .kind = sections_of(l) };
  for (uint32_t i = 0; i < label_count(x, home->kind); i++) {
    const struct label *label = label_at(x, home->kind, i);
    if (!label->posts) continue;
    struct home_section section = { label->newest, i, label->posts };
    if (section.posts > posts_each) section.posts = (uint32_t)posts_each;
    vec_push(&home->sections, section);
    home->posts += section.posts;
  }
}

uint32_t home_section(struct home *h, size_t n, id_list *posts)
{
  if (n >= h->sections.count) return INDEX_NONE;
  h->sorted = lazy_sort(h->sections.items, h->sections.count, h->sorted, n,
                        sizeof *h->sections.items, compare, h);
  struct home_section *s = &h->sections.items[n];
  struct rows rows = rows_of_label(h->kind, s->label);
  size_t there = index_rows(h->index, rows); /* less than it was, where some have gone since */
  if (there > s->posts) there = s->posts;
  for (size_t i = 0; i < there; i++) vec_push(posts, index_row(h->index, rows, i));
  h->posts -= s->posts - there;
  s->posts = (uint32_t)there;
  return s->label;
}

void home_free(struct home *h)
{
  vec_free(&h->sections);
}
