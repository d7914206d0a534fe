#include "store/index.h"

#include "base/path.h"
#include "store/index_data.h"

enum {
  UPDATE_MOST = 64,    /* changes that are put in their place one by one */
  NAMESAKES_MOST = 64, /* looked at for a copy: a million may be called index.md */
};

struct index *index_new(void)
{
  struct index *x = xcalloc(1, sizeof *x);
  x->generation = lookup_seed() | 1;
  strings_init(&x->strings);
  lists_init(&x->lists);
  return x;
}

void index_free(struct index *x)
{
  if (!x) return;
  vec_free(&x->entries);
  strings_free(&x->strings);
  lists_free(&x->lists);
  for (int kind = 0; kind < LABEL_KINDS; kind++) labels_free(&x->labels[kind]);
  vec_free(&x->order);
  vec_free(&x->rows);
  lookup_free(&x->paths);
  lookup_free(&x->urls);
  lookup_free(&x->names);
  map_free(&x->aliases);
  map_free(&x->gone);
  vec_free(&x->changed);
  vec_free(&x->dates);
  free(x);
}

static struct slice identity_key(const uint64_t *identity)
{
  return (struct slice){ (const char *)identity, sizeof *identity };
}

/* The record with that path, also when it was removed. */
static uint32_t path_id(const struct index *x, uint64_t hash, struct slice path)
{
  uint32_t id;
  for (size_t at = 0; (id = lookup_next(&x->paths, hash, &at)) != LOOKUP_NONE;)
    if (slice_eq(string_at(x, record_at(x, id)->path), path)) return id;
  return INDEX_NONE;
}

static uint32_t url_id(const struct index *x, struct slice url)
{
  uint32_t id;
  uint64_t hash = lookup_hash_of(&x->urls, url);
  for (size_t at = 0; (id = lookup_next(&x->urls, hash, &at)) != LOOKUP_NONE;)
    if (slice_eq(string_at(x, record_at(x, id)->url), url)) return id;
  return INDEX_NONE;
}

static void url_claim(struct index *x, uint32_t id)
{
  struct slice url = string_at(x, record_at(x, id)->url);
  if (url.len == 0) return;
  uint64_t hash = lookup_hash(&x->urls, url);
  uint32_t owner = url_id(x, url);
  if (owner == INDEX_NONE)
    lookup_put(&x->urls, hash, id);
  else if (owner != id)
    x->url_doubles = true;
}

static void url_release(struct index *x, uint32_t id)
{
  struct slice url = string_at(x, record_at(x, id)->url);
  if (url.len == 0 || url_id(x, url) != id) return;
  lookup_remove(&x->urls, lookup_hash_of(&x->urls, url), id);
  x->urls_stale = x->url_doubles;
}

/* Before anything of the record changes. */
static void touch(struct index *x, uint32_t id)
{
  struct record *r = record_at(x, id);
  if (r->flags & RECORD_CHANGED) return;
  r->flags |= RECORD_CHANGED;
  vec_push(&x->changed, id);
  if (!(r->flags & RECORD_REMOVED)) {
    x->out_of_order = true;
    vec_push(&x->dates, record_date(r));
  }
}

static uint32_t entry_new(struct index *x, struct slice path)
{
  uint32_t id = (uint32_t)x->entries.count;
  struct entry *e = vec_add(&x->entries);
  e->record.flags = RECORD_REMOVED; /* until it is filled: it stands in no order yet */
  e->record.twin = INDEX_NONE;
  e->record.path = strings_add(&x->strings, path);
  e->record.identity = name_identity(path);
  e->next_named = INDEX_NONE;
  struct slice key = name_key(path);
  uint64_t hash = lookup_hash(&x->names, key);
  for (size_t at = 0; (e->next_named = lookup_next(&x->names, hash, &at)) != LOOKUP_NONE;)
    if (slice_eq(name_key(string_at(x, record_at(x, e->next_named)->path)), key)) break;
  if (!lookup_replace(&x->names, hash, e->next_named, id)) lookup_put(&x->names, hash, id);
  return id;
}

/* The record of a post whose file lay elsewhere and is gone. */
static uint32_t moved_id(const struct index *x, struct slice path)
{
  uint64_t identity = name_identity(path);
  uint32_t id = x->gone.count ? map_get(&x->gone, identity_key(&identity)) : MAP_NONE;
  if (id == MAP_NONE || !(record_at(x, id)->flags & RECORD_REMOVED)) return INDEX_NONE;
  return name_same(string_at(x, record_at(x, id)->path), path) ? id : INDEX_NONE;
}

static uint32_t id_for(struct index *x, struct slice path)
{
  uint64_t hash = lookup_hash(&x->paths, path);
  uint32_t id = path_id(x, hash, path);
  if (id != INDEX_NONE) return id;
  id = moved_id(x, path);
  if (id == INDEX_NONE) {
    id = entry_new(x, path);
  } else {
    struct record *r = record_at(x, id);
    lookup_remove(&x->paths, lookup_hash_of(&x->paths, string_at(x, r->path)), id);
    r->path = strings_add(&x->strings, path);
  }
  lookup_put(&x->paths, hash, id);
  return id;
}

static void fill(struct index *x, uint32_t id, const struct post *post)
{
  uint32_t own[LABEL_KINDS] = { label_list(x, LABEL_CATEGORY, &post->categories),
                                label_list(x, LABEL_TAG, &post->tags) };
  struct entry *e = &x->entries.items[id];
  struct record *r = &e->record;
  e->own[LABEL_CATEGORY] = r->categories = own[LABEL_CATEGORY];
  e->own[LABEL_TAG] = r->tags = own[LABEL_TAG];
  e->text_bytes = post->text_bytes < UINT32_MAX ? (uint32_t)post->text_bytes : UINT32_MAX;
  r->title = strings_set(&x->strings, r->title, post->title);
  r->url = strings_set(&x->strings, r->url, post->url);
  r->source = strings_set(&x->strings, r->source, post->source);
  r->date = post->date_from == DATE_NONE ? 0 : post->date;
  r->zone_minutes = (int16_t)post->zone_minutes;
  r->status = (uint8_t)post->status;
  r->date_from = (uint8_t)post->date_from;
  r->flags = RECORD_CHANGED;
  if (post->date_from != DATE_NONE) r->flags |= RECORD_HAS_DATE;
  if (post->diags.found.count) r->flags |= RECORD_DIAGS;
  if (diag_has(&post->diags, DIAG_UNREADABLE) || diag_has(&post->diags, DIAG_NOT_A_FILE))
    r->flags |= RECORD_UNREADABLE;
}

uint32_t index_add(struct index *x, const struct post *post)
{
  uint32_t id = id_for(x, post->path);
  bool removed = record_at(x, id)->flags & RECORD_REMOVED;
  touch(x, id);
  if (removed && x->gone.count) map_remove(&x->gone, identity_key(&record_at(x, id)->identity));
  url_release(x, id);
  fill(x, id, post);
  vec_push(&x->dates, record_date(record_at(x, id)));
  url_claim(x, id);
  for (size_t i = 0; i < post->aliases.count; i++) map_put(&x->aliases, post->aliases.items[i], id);
  return id;
}

/* A live record that is a copy of this one and came after it, or INDEX_NONE. */
static uint32_t later_copy(const struct index *x, uint32_t id)
{
  const struct record *r = record_at(x, id);
  struct slice path = string_at(x, r->path), key = name_key(path);
  uint32_t other;
  for (size_t at = 0;
       (other = lookup_next(&x->names, lookup_hash_of(&x->names, key), &at)) != LOOKUP_NONE;)
    if (slice_eq(name_key(string_at(x, record_at(x, other)->path)), key)) break;
  for (int i = 0; other != INDEX_NONE && i < NAMESAKES_MOST; i++) {
    const struct record *o = record_at(x, other);
    if (other > id && !(o->flags & RECORD_REMOVED) && o->identity == r->identity &&
        record_date(o) == record_date(r) && name_same(string_at(x, o->path), path) &&
        slice_eq(string_at(x, o->title), string_at(x, r->title)))
      return other;
    other = x->entries.items[other].next_named;
  }
  return INDEX_NONE;
}

/* The two records change places, so that the older number goes on with the file
 * that is still there.  Both have one name: its chain stays as it is. */
static void exchange(struct index *x, uint32_t a, uint32_t b)
{
  url_release(x, a);
  url_release(x, b);
  uint64_t path_a = lookup_hash_of(&x->paths, string_at(x, record_at(x, a)->path));
  uint64_t path_b = lookup_hash_of(&x->paths, string_at(x, record_at(x, b)->path));
  struct entry *l = &x->entries.items[a], *r = &x->entries.items[b], kept = *l;
  uint32_t next_a = l->next_named, next_b = r->next_named;
  *l = *r;
  *r = kept;
  l->next_named = next_a;
  r->next_named = next_b;
  lookup_replace(&x->paths, path_a, a, b);
  lookup_replace(&x->paths, path_b, b, a);
  url_claim(x, a);
}

void index_remove(struct index *x, struct slice path)
{
  uint32_t id = path_id(x, lookup_hash_of(&x->paths, path), path);
  if (id == INDEX_NONE || record_at(x, id)->flags & RECORD_REMOVED) return;
  uint32_t copy = later_copy(x, id);
  touch(x, id);
  if (copy != INDEX_NONE) {
    touch(x, copy);
    exchange(x, id, copy);
    id = copy;
  }
  url_release(x, id);
  struct record *r = record_at(x, id);
  r->flags = (uint8_t)((r->flags & ~RECORD_FOLDED) | RECORD_REMOVED);
  r->twin = INDEX_NONE;
  if (copy == INDEX_NONE) map_put(&x->gone, identity_key(&r->identity), id);
}

static void rebuild_urls(struct index *x)
{
  lookup_free(&x->urls);
  x->url_doubles = x->urls_stale = false;
  for (uint32_t id = 0; id < x->entries.count; id++)
    if (!(record_at(x, id)->flags & RECORD_REMOVED)) url_claim(x, id);
}

static void fold_all(struct index *x)
{
  for (size_t start = 0, end; start < x->order.count; start = end) {
    int64_t date = record_date(record_at(x, x->order.items[start]));
    for (end = start + 1; end < x->order.count; end++)
      if (record_date(record_at(x, x->order.items[end])) != date) break;
    twins_fold(x, start, end);
  }
}

void index_settle(struct index *x)
{
  if (x->changed.count == 0) return;
  if (x->changed.count <= UPDATE_MOST && x->order.count > 0) {
    order_update(x);
    for (size_t i = 0; i < x->dates.count; i++) {
      size_t end, start = order_run(x, x->dates.items[i], &end);
      twins_fold(x, start, end);
    }
  } else {
    order_sort(x);
    fold_all(x);
  }
  if (x->urls_stale) rebuild_urls(x);
  labels_count(x);
  rows_fill(x);
  for (size_t i = 0; i < x->changed.count; i++)
    record_at(x, x->changed.items[i])->flags &= (uint8_t)~RECORD_CHANGED;
  vec_free(&x->changed);
  vec_free(&x->dates);
  x->out_of_order = false;
}

void index_set_folding(struct index *x, bool fold)
{
  index_settle(x);
  x->unfolded = !fold;
  fold_all(x);
  labels_count(x);
  rows_fill(x);
}

uint64_t index_generation(const struct index *x)
{
  return x->generation;
}

size_t index_count(const struct index *x)
{
  return x->order.count;
}

uint32_t index_at(const struct index *x, size_t n)
{
  return x->order.items[n];
}

const struct record *index_record(const struct index *x, uint32_t id)
{
  return record_at(x, id);
}

struct slice index_string(const struct index *x, uint32_t offset)
{
  return string_at(x, offset);
}

static uint32_t live(const struct index *x, uint32_t id)
{
  return id != INDEX_NONE && !(record_at(x, id)->flags & RECORD_REMOVED) ? id : INDEX_NONE;
}

uint32_t index_find_path(const struct index *x, struct slice path)
{
  return live(x, path_id(x, lookup_hash_of(&x->paths, path), path));
}

uint32_t index_find_url(const struct index *x, struct slice url)
{
  uint32_t id = live(x, url_id(x, url));
  return id != INDEX_NONE ? id : live(x, map_get(&x->aliases, url));
}

uint32_t index_find_name(const struct index *x, struct slice name)
{
  struct slice key = name_key(name), stem = path_stem(path_base(name));
  uint32_t id, best = INDEX_NONE;
  uint64_t hash = lookup_hash_of(&x->names, key);
  for (size_t at = 0; (id = lookup_next(&x->names, hash, &at)) != LOOKUP_NONE;)
    if (slice_eq(name_key(string_at(x, record_at(x, id)->path)), key)) break;
  for (; id != INDEX_NONE; id = x->entries.items[id].next_named) {
    const struct record *r = record_at(x, id);
    if (r->flags & RECORD_REMOVED) continue;
    if (slice_eq(path_stem(string_at(x, r->path)), stem)) return id;
    if (best == INDEX_NONE || !(r->flags & RECORD_FOLDED)) best = id;
  }
  return best;
}
