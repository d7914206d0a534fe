#include "cli/link_list.h"

static bool is_own(const struct node *n, const struct link_target *target)
{
  if (n->flags & NODE_NOTE_LINK) return false;
  if (n->kind == NODE_MEDIA) return n->media.media != MEDIA_IMAGE;
  bool of_reader = n->parent->kind == NODE_FACTS && target->kind != LINK_SOURCE;
  return !of_reader && n->link.url.len > 0;
}

void link_list_of(const struct article *a, link_list *out)
{
  bool has_source = false;
  for (uint32_t number = 1; number <= a->doc->links.count; number++) {
    const struct link_target *target = &a->targets[number - 1];
    if (!is_own(a->doc->links.items[number - 1], target)) continue;
    /* The foot repeats the source that the text names. */
    if (target->kind == LINK_SOURCE && has_source) continue;
    has_source = has_source || target->kind == LINK_SOURCE;
    struct link_row row = { article_link_url(a, number), STR_INIT, *target };
    article_link_text(a, number, &row.text);
    vec_push(out, row);
  }
  if (!has_source && a->source.len)
    vec_push(out, ((struct link_row){ a->source, STR_INIT, link_to(LINK_SOURCE) }));
}

void link_list_free(link_list *links)
{
  for (size_t i = 0; i < links->count; i++) str_free(&links->items[i].text);
  vec_free(links);
}
