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

/* One walk down the order, newest first: a label's section is full after so
 * many posts, and sections come in the order of their first. */
void library_home(const struct library *l, size_t posts_each, home_page *page)
{
  const struct index *x = library_index(l);
  enum label_kind kind = sections_of(l);
  size_t labels = label_count(x, kind);
  uint32_t *section_of =
      xcalloc(labels + 1, sizeof *section_of); /* 1 + place in page; 0: none yet */
  for (size_t n = 0; n < index_count(x); n++) {
    uint32_t id = index_at(x, n);
    const uint32_t *own;
    if (!index_listed(x, id)) continue;
    size_t count = index_labels(x, id, kind, &own);
    for (size_t i = 0; i < count; i++) {
      if (!section_of[own[i]]) {
        vec_push(page, ((struct home_section){ .kind = kind, .label = own[i] }));
        section_of[own[i]] = (uint32_t)page->count;
      }
      struct home_section *section = &page->items[section_of[own[i]] - 1];
      if (section->posts.count < posts_each) vec_push(&section->posts, id);
    }
  }
  free(section_of);
}

void home_free(home_page *page)
{
  for (size_t i = 0; i < page->count; i++) vec_free(&page->items[i].posts);
  vec_free(page);
}
