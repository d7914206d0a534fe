/* Names in Liquid: loop variables, what was assigned, page, site, include. */
#include "site/liquid.h"

#include "site/date.h"
#include "site/toml.h"
#include "site/yaml.h"

#include "base/path.h"

enum { BINDINGS_MAX = 10000, DATA_MAX = 64 };

static const struct value *list_of(struct liquid *l, const slice_list *names)
{
  struct value *list = value_new(&l->x->arena, VALUE_LIST, 0, 0);
  for (size_t i = 0; i < names->count; i++)
    value_append(list, SLICE_NULL, value_text(&l->x->arena, names->items[i], VALUE_QUOTED, 0, 0));
  return list;
}

static const struct value *date_of(struct liquid *l)
{
  const struct post *post = l->x->post;
  if (post->date_from == DATE_NONE) return NULL;
  struct str text = STR_INIT;
  date_rfc3339(&text, post->date, post->zone_minutes);
  const struct value *v = liquid_text(l, str_slice(&text));
  str_free(&text);
  return v;
}

/* A mark: `page` and `site` are no maps of their own but answer by part. */
static const struct value page_mark = { .kind = VALUE_MAP };
static const struct value site_mark = { .kind = VALUE_MAP };
static const struct value data_mark = { .kind = VALUE_MAP };
static const struct value loop_mark = { .kind = VALUE_MAP };

static const struct value *page_part(struct liquid *l, struct slice part)
{
  const struct post *post = l->x->post;
  if (slice_eq(part, SLICE("title"))) return liquid_text(l, post->title);
  if (slice_eq(part, SLICE("url"))) return post->url.len ? liquid_text(l, post->url) : NULL;
  if (slice_eq(part, SLICE("path"))) return liquid_text(l, post->path);
  if (slice_eq(part, SLICE("date"))) return date_of(l);
  if (slice_eq(part, SLICE("tags"))) return list_of(l, &post->tags);
  if (slice_eq(part, SLICE("categories"))) return list_of(l, &post->categories);
  const struct value *v = value_get(l->x->front, part);
  if (v) return v;
  return site_config_default(&l->x->site->config, post->path, SLICE("posts"), part);
}

static const struct value *site_part(struct liquid *l, struct slice part)
{
  const struct site *s = l->x->site;
  if (slice_eq(part, SLICE("data"))) return &data_mark;
  if (slice_eq(part, SLICE("title"))) return liquid_text(l, site_title(s));
  if (slice_eq(part, SLICE("url"))) return liquid_text(l, site_url(s));
  if (slice_eq(part, SLICE("baseurl"))) return liquid_text(l, site_baseurl(s));
  return value_get(s->config.values, part);
}

static const struct value *loop_part(struct liquid *l, struct slice part)
{
  if (l->loops.count == 0) return NULL;
  const struct for_loop *loop = vec_last(&l->loops);
  bool first = loop->index == 0, last = loop->index + 1 == loop->count;
  if (slice_eq(part, SLICE("index"))) return liquid_number(l, loop->index + 1);
  if (slice_eq(part, SLICE("index0"))) return liquid_number(l, loop->index);
  if (slice_eq(part, SLICE("rindex"))) return liquid_number(l, loop->count - loop->index);
  if (slice_eq(part, SLICE("length"))) return liquid_number(l, loop->count);
  bool truth = slice_eq(part, SLICE("first")) ? first : last;
  return value_text(&l->x->arena, truth ? SLICE("true") : SLICE("false"), VALUE_PLAIN, 0, 0);
}

/* --- _data --- */

static const struct value *read_data(struct liquid *l, struct slice name)
{
  static const char *const endings[] = { "yml", "yaml", "json", "toml" };
  const struct value *found = NULL;
  if (name.len == 0 || name.ptr[0] == '.' || memchr(name.ptr, '/', name.len)) return NULL;
  for (size_t i = 0; i < sizeof endings / sizeof *endings && !found; i++) {
    struct str path = STR_INIT, bytes = STR_INIT;
    path_join(&path, l->x->site->config.source, SLICE("_data/"));
    str_addf(&path, "%.*s.%s", SLICE_ARG(name), endings[i]);
    if (expand_read_file(l->x, str_slice(&path), &bytes)) {
      struct slice kept = arena_slice(&l->x->arena, str_slice(&bytes));
      bool toml = slice_eq(slice_of(endings[i]), SLICE("toml"));
      found = toml ? toml_parse(kept, &l->x->arena, NULL) : yaml_parse(kept, &l->x->arena, NULL);
    }
    str_free(&path);
    str_free(&bytes);
  }
  return found;
}

static const struct value *data_part(struct liquid *l, struct slice part)
{
  for (size_t i = 0; i < l->data.count; i++)
    if (slice_eq(l->data.items[i].name, part)) return l->data.items[i].value;
  if (l->data.count >= DATA_MAX) return NULL;
  struct binding data = { arena_slice(&l->x->arena, part), read_data(l, part) };
  vec_push(&l->data, data);
  return data.value;
}

const struct value *liquid_part(struct liquid *l, const struct value *of, struct slice part)
{
  if (!of) return NULL;
  if (of == &page_mark) return page_part(l, part);
  if (of == &site_mark) return site_part(l, part);
  if (of == &data_mark) return data_part(l, part);
  if (of == &loop_mark) return loop_part(l, part);
  const struct value *v = value_get(of, part);
  if (v) return v;
  if (slice_eq(part, SLICE("first"))) return of->first;
  if (slice_eq(part, SLICE("last"))) return of->last;
  if (!slice_eq(part, SLICE("size"))) return NULL;
  l->steps += of->nodes / 16;
  double size = of->kind == VALUE_SCALAR ? (double)of->text.len : 0;
  for (const struct value *item = of->first; item; item = item->next) size++;
  return liquid_number(l, size);
}

const struct value *liquid_name(struct liquid *l, struct slice name)
{
  for (size_t i = l->loops.count; i > 0; i--)
    if (slice_eq(l->loops.items[i - 1].variable, name)) return l->loops.items[i - 1].item;
  for (size_t i = l->bindings.count; i > 0; i--)
    if (slice_eq(l->bindings.items[i - 1].name, name)) return l->bindings.items[i - 1].value;
  if (slice_eq(name, SLICE("page"))) return &page_mark;
  if (slice_eq(name, SLICE("site"))) return &site_mark;
  if (slice_eq(name, SLICE("forloop"))) return &loop_mark;
  if (slice_eq(name, SLICE("include"))) return l->x->include;
  if (site_kind(l->x->site) == SITE_ELEVENTY) return value_get(l->x->front, name);
  return NULL;
}

void liquid_assign(struct liquid *l, struct slice name, const struct value *value)
{
  for (size_t i = 0; i < l->bindings.count; i++)
    if (slice_eq(l->bindings.items[i].name, name)) {
      l->bindings.items[i].value = value;
      return;
    }
  struct binding binding = { arena_slice(&l->x->arena, name), value };
  if (l->bindings.count < BINDINGS_MAX) vec_push(&l->bindings, binding);
}
