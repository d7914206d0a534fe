#include "tui/post_list.h"

#include "store/day.h"

/* Sections of the front page, until there are more than n posts. */
static void add_sections(struct post_list *p, size_t n)
{
  id_list posts = { 0 };
  uint32_t label = 0;
  while (p->items.count <= n && label != INDEX_NONE) {
    vec_clear(&posts);
    label = home_section(&p->home, p->sections_added, &posts);
    p->sections_added += label != INDEX_NONE;
    for (size_t i = 0; i < posts.count; i++)
      vec_push(&p->items, ((struct post_item){ posts.items[i], label }));
  }
  vec_free(&posts);
}

void post_list_fill(struct post_list *p, const struct library *library, const struct place *place)
{
  p->index = library_index(library);
  p->rows = rows_of_site();
  vec_clear(&p->items);
  home_free(&p->home);
  p->home = (struct home){ 0 };
  p->sections_added = 0;
  switch (place->kind) {
  case PLACE_HOME:
    library_home(library, (size_t)library_options(library)->home_posts, &p->home);
    break;
  case PLACE_ALL: break;
  case PLACE_CATEGORY: p->rows = rows_of_label(LABEL_CATEGORY, place->label); break;
  case PLACE_TAG: p->rows = rows_of_label(LABEL_TAG, place->label); break;
  case PLACE_SEARCH: break; /* the finder's */
  }
  p->kind = p->home.posts > 0 ? POSTS_SECTIONS : POSTS_ROWS;
}

void post_list_filter(struct post_list *p, const id_list *ids)
{
  vec_clear(&p->items);
  vec_reserve(&p->items, ids->count + 1);
  for (size_t n = 0; n < ids->count; n++)
    p->items.items[n] = (struct post_item){ ids->items[n], INDEX_NONE };
  p->items.count = ids->count;
  p->kind = POSTS_FILTERED;
}

void post_list_keep(struct post_list *p, const struct library *library)
{
  p->index = library_index(library);
  vec_clear(&p->items);
  p->kind = POSTS_FOUND;
}

void post_list_free(struct post_list *p)
{
  vec_free(&p->items);
  home_free(&p->home);
}

size_t post_list_count(const struct post_list *p)
{
  if (p->sections_added < p->home.sections.count && p->kind == POSTS_SECTIONS) return p->home.posts;
  if (p->kind != POSTS_ROWS) return p->items.count;
  return p->index ? index_rows(p->index, p->rows) : 0;
}

struct post_item post_list_at(struct post_list *p, size_t n)
{
  const struct post_item none = { INDEX_NONE, INDEX_NONE };
  if (n >= post_list_count(p)) return none;
  if (p->kind == POSTS_ROWS)
    return (struct post_item){ index_row(p->index, p->rows, n), INDEX_NONE };
  if (p->kind == POSTS_SECTIONS) add_sections(p, n);
  return n < p->items.count ? p->items.items[n] : none;
}

size_t post_list_find(struct post_list *p, struct post_item item)
{
  size_t elsewhere = SIZE_MAX;
  if (item.id == INDEX_NONE || !p->index) return SIZE_MAX;
  if (p->kind == POSTS_ROWS) {
    size_t row = index_row_of(p->index, p->rows, item.id);
    return index_row(p->index, p->rows, row) == item.id ? row : SIZE_MAX;
  }
  for (size_t n = 0; n < post_list_count(p); n++) {
    struct post_item here = post_list_at(p, n);
    if (here.id != item.id) continue;
    if (here.section == item.section) return n;
    if (elsewhere == SIZE_MAX) elsewhere = n;
  }
  return elsewhere;
}

size_t post_list_near(struct post_list *p, struct post_item item)
{
  size_t n = post_list_find(p, item), last = SIZE_MAX;
  if (n != SIZE_MAX || item.id == INDEX_NONE || !p->index) return n == SIZE_MAX ? 0 : n;
  if (p->kind == POSTS_ROWS) return index_row_of(p->index, p->rows, item.id);
  const struct record *gone = index_record(p->index, item.id);
  for (n = 0; n < post_list_count(p); n++) {
    struct post_item here = post_list_at(p, n);
    if (here.section != item.section) continue;
    last = n;
    if (index_record(p->index, here.id)->date <= gone->date) break;
  }
  return last == SIZE_MAX ? 0 : last;
}

size_t post_list_lines_above(struct post_list *p, size_t n)
{
  if (p->kind == POSTS_FILTERED) return 0;
  if (n == 0) return 1;
  struct post_item before = post_list_at(p, n - 1), here = post_list_at(p, n);
  if (p->kind == POSTS_SECTIONS) return before.section == here.section ? 0 : 2;
  return record_day(index_record(p->index, before.id)) ==
                 record_day(index_record(p->index, here.id))
             ? 0
             : 2;
}
