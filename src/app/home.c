/* The front page: the newest posts of each tag or category. */
#include "app/library.h"

#include <stdlib.h>

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

/* A label's newest post, and the label's place among that post's. */
struct lead {
  int64_t date;
  size_t turn;
  uint32_t id, label;
};

/* Where a post stands is looked for only when its date does not tell. */
static int compare(const void *a, const void *b, void *context)
{
  const struct lead *l = a, *r = b;
  if (l->date != r->date) return l->date > r->date ? -1 : 1;
  if (l->id == r->id) return (l->turn > r->turn) - (l->turn < r->turn);
  size_t left = index_row_of(context, rows_of_site(), l->id);
  return left < index_row_of(context, rows_of_site(), r->id) ? -1 : 1;
}

static struct lead lead_of(const struct index *x, enum label_kind kind, uint32_t label)
{
  const uint32_t *own;
  uint32_t id = index_row(x, rows_of_label(kind, label), 0);
  struct lead lead = { label_at(x, kind, label)->newest, 0, id, label };
  size_t count = index_labels(x, id, kind, &own);
  while (lead.turn < count && own[lead.turn] != label) lead.turn++;
  return lead;
}

/* Sections come in the order of their newest posts. */
void library_home(const struct library *l, size_t posts_each, home_page *page)
{
  const struct index *x = library_index(l);
  enum label_kind kind = sections_of(l);
  VEC(struct lead) leads = { 0 };
  for (uint32_t i = 0; i < label_count(x, kind); i++)
    if (label_at(x, kind, i)->posts) vec_push(&leads, lead_of(x, kind, i));
  if (leads.count)
    qsort_r(leads.items, leads.count, sizeof *leads.items, compare, (void *)(uintptr_t)x);
  for (size_t i = 0; i < leads.count; i++) {
    struct home_section section = { .kind = kind, .label = leads.items[i].label };
    struct rows rows = rows_of_label(kind, section.label);
    for (size_t n = 0; n < posts_each && n < index_rows(x, rows); n++)
      vec_push(&section.posts, index_row(x, rows, n));
    vec_push(page, section);
  }
  vec_free(&leads);
}

void home_free(home_page *page)
{
  for (size_t i = 0; i < page->count; i++) vec_free(&page->items[i].posts);
  vec_free(page);
}
