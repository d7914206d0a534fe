#include "store/index.h"

#include "base/path.h"
#include "store/index_data.h"
#include "store/snapshot.h"

enum {
  NAMESAKES_MOST = 64, /* looked at for a copy: a million may be called index.md */
  ZONE_MOST = 24 * 60,
};
#define DATE_MOST 253402300799 /* 9999-12-31T23:59:59Z */

struct index *index_new(void)
{
  struct index *x = xcalloc(1, sizeof *x);
  x->generation = lookup_seed() | 1;
  x->journal.bytes = (struct str)STR_INIT;
  x->map.fd = -1;
  x->nowhere.record.flags = RECORD_REMOVED;
  x->nowhere.record.twin = INDEX_NONE;
  strings_init(&x->strings);
  lists_init(&x->lists);
  return x;
}

void index_free(struct index *x)
{
  if (!x) return;
  vec_free(&x->entries.tail);
  strings_free(&x->strings);
  lists_free(&x->lists);
  for (int kind = 0; kind < LABEL_KINDS; kind++) labels_free(&x->labels[kind]);
  vec_free(&x->pairs.tail);
  vec_free(&x->aliases.tail);
  sequence_free(&x->order);
  sequence_free(&x->listed);
  lookup_free(&x->paths);
  lookup_free(&x->urls);
  lookup_free(&x->names);
  lookup_free(&x->alias_urls);
  lookup_free(&x->gone);
  lookup_free(&x->pair_labels);
  vec_free(&x->changed);
  vec_free(&x->recent);
  vec_free(&x->dates);
  journal_free(&x->journal);
  snapshot_close(x);
  free(x);
}

void index_spill(struct index *x, int fd)
{
  strings_spill(&x->strings, fd);
}

/* The record with that path, also when it was removed. */
static uint32_t path_id(const struct index *x, uint64_t hash, struct slice path)
{
  uint32_t id;
  for (size_t at = 0; (id = lookup_next(&x->paths, hash, &at)) != LOOKUP_NONE;)
    if (id < entry_count(x) && slice_eq(string_at(x, record_at(x, id)->path), path)) return id;
  return INDEX_NONE;
}

static uint32_t url_id(const struct index *x, uint64_t hash, struct slice url)
{
  uint32_t id;
  for (size_t at = 0; (id = lookup_next(&x->urls, hash, &at)) != LOOKUP_NONE;)
    if (id < entry_count(x) && slice_eq(string_at(x, record_at(x, id)->url), url)) return id;
  return INDEX_NONE;
}

/* Two neighbours in a chain; either may be INDEX_NONE. */
static void url_link(struct index *x, uint32_t id, uint32_t next)
{
  if (id < entry_count(x)) entry_at(x, id)->next_url = next;
  if (next < entry_count(x)) entry_at(x, next)->previous_url = id;
}

/* Who comes later stands second in the chain: its first record is the one with the url. */
static void url_claim(struct index *x, uint32_t id)
{
  struct slice url = string_at(x, record_at(x, id)->url);
  if (url.len == 0) return;
  uint64_t hash = lookup_hash(&x->urls, url);
  uint32_t owner = url_id(x, hash, url);
  if (owner == id) return;
  uint32_t next = owner == INDEX_NONE ? INDEX_NONE : entry_at(x, owner)->next_url;
  if (owner == INDEX_NONE) lookup_put(&x->urls, hash, id);
  url_link(x, owner, id);
  url_link(x, id, next);
  entry_at(x, id)->previous_url = owner;
}

/* A record that stands in no chain, or in a damaged one, changes nothing. */
static void url_release(struct index *x, uint32_t id)
{
  struct slice url = string_at(x, record_at(x, id)->url);
  if (url.len == 0) return;
  uint64_t hash = lookup_hash_of(&x->urls, url);
  uint32_t next = entry_at(x, id)->next_url, previous = entry_at(x, id)->previous_url;
  if (url_id(x, hash, url) != id) {
    bool linked = previous < entry_count(x) && entry_at(x, previous)->next_url == id;
    if (linked) url_link(x, previous, next);
  } else if (next < entry_count(x)) {
    lookup_replace(&x->urls, hash, id, next);
    url_link(x, INDEX_NONE, next);
  } else {
    lookup_remove(&x->urls, hash, id);
  }
}

static uint32_t gone_id(const struct index *x, uint64_t hash, uint64_t identity)
{
  uint32_t id;
  for (size_t at = 0; (id = lookup_next(&x->gone, hash, &at)) != LOOKUP_NONE;)
    if (id < entry_count(x) && record_at(x, id)->identity == identity) return id;
  return INDEX_NONE;
}

static struct slice identity_key(const uint64_t *identity)
{
  return (struct slice){ (const char *)identity, sizeof *identity };
}

static void gone_put(struct index *x, uint32_t id)
{
  uint64_t identity = record_at(x, id)->identity;
  uint64_t hash = lookup_hash(&x->gone, identity_key(&identity));
  uint32_t old = gone_id(x, hash, identity);
  if (old == INDEX_NONE || !lookup_replace(&x->gone, hash, old, id)) lookup_put(&x->gone, hash, id);
}

static void gone_remove(struct index *x, uint64_t identity)
{
  uint64_t hash = lookup_hash_of(&x->gone, identity_key(&identity));
  uint32_t id = gone_id(x, hash, identity);
  if (id != INDEX_NONE) lookup_remove(&x->gone, hash, id);
}

static uint32_t alias_number(const struct index *x, uint64_t hash, struct slice url)
{
  uint32_t number;
  for (size_t at = 0; (number = lookup_next(&x->alias_urls, hash, &at)) != LOOKUP_NONE;) {
    if (number >= table_count(&x->aliases)) continue;
    const struct alias *alias = table_at(&x->aliases, number);
    if (slice_eq(string_at(x, alias->url), url)) return number;
  }
  return INDEX_NONE;
}

static void alias_put(struct index *x, struct slice url, uint32_t id)
{
  uint64_t hash = lookup_hash(&x->alias_urls, url);
  uint32_t number = alias_number(x, hash, url);
  if (number != INDEX_NONE) {
    struct alias *known = table_at(&x->aliases, number);
    known->id = id;
    return;
  }
  number = (uint32_t)table_count(&x->aliases);
  uint32_t offset = strings_add(&x->strings, url);
  struct alias *alias = table_add(&x->aliases);
  *alias = (struct alias){ offset, id };
  lookup_put(&x->alias_urls, hash, number);
}

/* The newest record under that name or number. */
static uint32_t name_head(const struct index *x, uint64_t hash, struct slice key)
{
  uint32_t id;
  for (size_t at = 0; (id = lookup_next(&x->names, hash, &at)) != LOOKUP_NONE;)
    if (id < entry_count(x) && slice_eq(name_key(string_at(x, record_at(x, id)->path)), key))
      return id;
  return INDEX_NONE;
}

/* Chains lead to older records: that is how they end in a damaged file too. */
static uint32_t next_named(const struct index *x, uint32_t id)
{
  uint32_t next = entry_at(x, id)->next_named;
  return next < id ? next : INDEX_NONE;
}

static uint32_t entry_new(struct index *x, struct slice path)
{
  struct slice key = name_key(path);
  uint64_t hash = lookup_hash(&x->names, key);
  uint32_t id = (uint32_t)entry_count(x), older = name_head(x, hash, key);
  struct entry *e = table_add(&x->entries);
  e->record.flags = RECORD_REMOVED; /* until it is filled: it stands in no order yet */
  e->record.twin = INDEX_NONE;
  e->record.path = strings_add(&x->strings, path);
  e->record.identity = name_identity(path);
  e->next_named = older;
  e->next_url = INDEX_NONE;
  e->modified_ns = INT64_MIN;
  if (older == INDEX_NONE || !lookup_replace(&x->names, hash, older, id))
    lookup_put(&x->names, hash, id);
  return id;
}

/* The record of a post whose file lay elsewhere and is gone. */
static uint32_t moved_id(const struct index *x, struct slice path)
{
  uint64_t identity = name_identity(path);
  uint32_t id = gone_id(x, lookup_hash_of(&x->gone, identity_key(&identity)), identity);
  if (id == INDEX_NONE || !(record_at(x, id)->flags & RECORD_REMOVED)) return INDEX_NONE;
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
  struct entry *e = entry_at(x, id);
  struct record *r = &e->record;
  e->own[LABEL_CATEGORY] = r->categories = own[LABEL_CATEGORY];
  e->own[LABEL_TAG] = r->tags = own[LABEL_TAG];
  e->text_bytes = post->text_bytes < UINT32_MAX ? (uint32_t)post->text_bytes : UINT32_MAX;
  r->title = strings_set(&x->strings, r->title, post->title);
  r->url = strings_set(&x->strings, r->url, post->url);
  r->source = strings_set(&x->strings, r->source, post->source);
  r->twin = INDEX_NONE;
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
  journal_add(&x->journal, post);
  uint32_t id = id_for(x, post->path);
  bool removed = record_at(x, id)->flags & RECORD_REMOVED;
  touch(x, id);
  if (removed) gone_remove(x, record_at(x, id)->identity);
  url_release(x, id);
  fill(x, id, post);
  url_claim(x, id);
  for (size_t i = 0; i < post->aliases.count; i++) alias_put(x, post->aliases.items[i], id);
  return id;
}

/* A live record that is a copy of this one and came after it, or INDEX_NONE. */
static uint32_t later_copy(const struct index *x, uint32_t id)
{
  const struct record *r = record_at(x, id);
  struct slice path = string_at(x, r->path), key = name_key(path);
  uint32_t other = name_head(x, lookup_hash_of(&x->names, key), key);
  for (int i = 0; other != INDEX_NONE && i < NAMESAKES_MOST; i++) {
    const struct record *o = record_at(x, other);
    if (other > id && !(o->flags & RECORD_REMOVED) && o->identity == r->identity &&
        record_date(o) == record_date(r) && name_same(string_at(x, o->path), path) &&
        slice_eq(string_at(x, o->title), string_at(x, r->title)))
      return other;
    other = next_named(x, other);
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
  struct entry *l = entry_at(x, a), *r = entry_at(x, b), kept = *l;
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
  journal_remove(&x->journal, path);
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
  if (copy == INDEX_NONE) gone_put(x, id);
}

uint64_t index_generation(const struct index *x)
{
  return x->generation;
}

size_t index_count(const struct index *x)
{
  return sequence_count(&x->order);
}

uint32_t index_at(const struct index *x, size_t n)
{
  size_t count = sequence_count(&x->order);
  uint32_t id = n < count ? sequence_at(&x->order, count - 1 - n) : 0;
  return id < entry_count(x) ? id : 0;
}

/* Nobody has checked what was mapped; others use these numbers as places in tables. */
static void mend(const struct index *x, struct record *r)
{
  if (r->status >= POST_STATUS_COUNT) r->status = POST_UNPUBLISHED;
  if (r->date_from > DATE_NONE) r->date_from = DATE_NONE;
  if (r->twin != INDEX_NONE && r->twin >= entry_count(x)) r->twin = INDEX_NONE;
  if (r->date > DATE_MOST || r->date < -DATE_MOST) r->date = 0;
  if (r->zone_minutes > ZONE_MOST || r->zone_minutes < -ZONE_MOST) r->zone_minutes = 0;
}

const struct record *index_record(const struct index *x, uint32_t id)
{
  struct record *r = record_at(x, id);
  if (id < x->entries.based) mend(x, r);
  return r;
}

uint32_t index_text_bytes(const struct index *x, uint32_t id)
{
  return entry_at(x, id)->text_bytes;
}

void index_set_modified(struct index *x, uint32_t id, int64_t modified_ns)
{
  journal_modified(&x->journal, id, modified_ns);
  entry_at(x, id)->modified_ns = modified_ns;
}

void index_set_now(struct index *x, int64_t seconds)
{
  journal_now(&x->journal, seconds);
  x->now = seconds;
}

int64_t index_now(const struct index *x)
{
  return x->now;
}

int64_t index_modified_ns(const struct index *x, uint32_t id)
{
  return entry_at(x, id)->modified_ns;
}

struct slice index_string(const struct index *x, uint32_t offset)
{
  return string_at(x, offset);
}

static uint32_t live(const struct index *x, uint32_t id)
{
  return id < entry_count(x) && !(record_at(x, id)->flags & RECORD_REMOVED) ? id : INDEX_NONE;
}

uint32_t index_find_path(const struct index *x, struct slice path)
{
  return live(x, path_id(x, lookup_hash_of(&x->paths, path), path));
}

uint32_t index_find_url(const struct index *x, struct slice url)
{
  uint32_t id = live(x, url_id(x, lookup_hash_of(&x->urls, url), url));
  if (id != INDEX_NONE) return id;
  uint32_t number = alias_number(x, lookup_hash_of(&x->alias_urls, url), url);
  if (number == INDEX_NONE) return INDEX_NONE;
  const struct alias *alias = table_at(&x->aliases, number);
  return live(x, alias->id);
}

uint32_t index_find_name(const struct index *x, struct slice name)
{
  struct slice key = name_key(name), stem = path_stem(path_base(name));
  uint32_t best = INDEX_NONE;
  for (uint32_t id = name_head(x, lookup_hash_of(&x->names, key), key); id != INDEX_NONE;
       id = next_named(x, id)) {
    const struct record *r = record_at(x, id);
    if (r->flags & RECORD_REMOVED) continue;
    if (slice_eq(path_stem(string_at(x, r->path)), stem)) return id;
    if (best == INDEX_NONE || !(r->flags & RECORD_FOLDED)) best = id;
  }
  return best;
}

size_t index_ids(const struct index *x)
{
  return entry_count(x);
}

void index_copies(const struct index *x, uint32_t id, id_list *copies)
{
  struct slice key = name_key(string_at(x, record_at(x, id)->path));
  uint32_t other = name_head(x, lookup_hash_of(&x->names, key), key);
  for (int i = 0; other != INDEX_NONE && i < NAMESAKES_MOST; i++, other = next_named(x, other)) {
    const struct record *r = record_at(x, other);
    if ((r->flags & RECORD_FOLDED) && r->twin == id) vec_push(copies, other);
  }
}
