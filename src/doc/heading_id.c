#include "doc/heading_id.h"

#include "base/ascii.h"
#include "base/map.h"
#include "doc/plain.h"

/* Lower case, blanks as dashes, ASCII punctuation left out. */
static void add_slug(struct str *out, struct slice text)
{
  text = slice_trim(text);
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    if (c == ' ' || c == '-')
      str_addc(out, '-');
    else if (ascii_is_alnum(c) || c == '_' || (unsigned char)c >= 0x80)
      str_addc(out, ascii_lower(c));
  }
}

static void fill(struct doc *d, struct node *heading, struct map *seen)
{
  struct str slug = STR_INIT, text = STR_INIT;
  doc_plain(heading, true, &text);
  add_slug(&slug, str_slice(&text));
  uint32_t times = map_get(seen, str_slice(&slug));
  if (slug.len > 0) {
    map_put(seen, str_slice(&slug), times == MAP_NONE ? 1 : times + 1);
    if (times != MAP_NONE) str_addf(&slug, "-%u", (unsigned)times);
    heading->id = arena_slice(&d->arena, str_slice(&slug));
  }
  str_free(&slug);
  str_free(&text);
}

void heading_id_fill(struct doc *d)
{
  struct map seen = { 0 };
  struct walk w = walk_start(d->root);
  while (walk_next(&w))
    if (w.entering && w.node->kind == NODE_HEADING && w.node->id.len == 0)
      fill(d, (struct node *)w.node, &seen);
  map_free(&seen);
}
