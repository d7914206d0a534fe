#include "store/journal.h"

#include "store/lookup.h"

enum { BYTES_MOST = 4 << 20, HEAD_BYTES = 8 };

enum change { CHANGE_ADD = 1, CHANGE_REMOVE, CHANGE_MODIFIED, CHANGE_NOW };

static uint32_t checksum(struct slice bytes)
{
  return (uint32_t)lookup_hash_of(&(struct lookup){ .seed = 0 }, bytes);
}

/* --- writing --- */

static void put_number(struct journal *j, int64_t number)
{
  str_add(&j->bytes, (struct slice){ (const char *)&number, sizeof number });
}

static void put_text(struct journal *j, struct slice text)
{
  put_number(j, (int64_t)text.len);
  str_add(&j->bytes, text);
}

static void put_list(struct journal *j, const slice_list *texts)
{
  put_number(j, (int64_t)texts->count);
  for (size_t i = 0; i < texts->count; i++) put_text(j, texts->items[i]);
}

/* Where the entry begins; its head is written when it is whole. */
static size_t begin(struct journal *j, enum change change)
{
  size_t start = j->bytes.len;
  str_add(&j->bytes, (struct slice){ "\0\0\0\0\0\0\0", HEAD_BYTES });
  put_number(j, change);
  return start;
}

static void end(struct journal *j, size_t start)
{
  struct slice entry = slice_from(str_slice(&j->bytes), start + HEAD_BYTES);
  uint32_t head[2] = { (uint32_t)entry.len, checksum(entry) };
  memcpy(j->bytes.ptr + start, head, sizeof head);
  if (j->bytes.len <= BYTES_MOST) return;
  journal_free(j);
  j->too_long = true;
}

void journal_add(struct journal *j, const struct post *post)
{
  if (!j->kept || j->too_long) return;
  size_t start = begin(j, CHANGE_ADD);
  bool barred = diag_has(&post->diags, DIAG_UNREADABLE) || diag_has(&post->diags, DIAG_NOT_A_FILE);
  put_text(j, post->path);
  put_text(j, post->title);
  put_text(j, post->url);
  put_text(j, post->source);
  put_number(j, post->date);
  put_number(j, post->zone_minutes);
  put_number(j, post->status);
  put_number(j, post->date_from);
  put_number(j, barred ? 2 : post->diags.found.count > 0);
  put_number(j, (int64_t)post->text_bytes);
  put_list(j, &post->categories);
  put_list(j, &post->tags);
  put_list(j, &post->aliases);
  end(j, start);
}

void journal_remove(struct journal *j, struct slice path)
{
  if (!j->kept || j->too_long) return;
  size_t start = begin(j, CHANGE_REMOVE);
  put_text(j, path);
  end(j, start);
}

void journal_modified(struct journal *j, uint32_t id, int64_t modified_ns)
{
  if (!j->kept || j->too_long) return;
  size_t start = begin(j, CHANGE_MODIFIED);
  put_number(j, id);
  put_number(j, modified_ns);
  end(j, start);
}

void journal_now(struct journal *j, int64_t seconds)
{
  if (!j->kept || j->too_long) return;
  size_t start = begin(j, CHANGE_NOW);
  put_number(j, seconds);
  end(j, start);
}

void journal_restart(struct journal *j)
{
  journal_free(j);
  j->kept = true;
  j->too_long = false;
}

void journal_free(struct journal *j)
{
  str_free(&j->bytes);
  j->bytes = (struct str)STR_INIT;
}

/* --- reading --- */

struct reader {
  struct slice rest;
  bool bad; /* something did not fit; all that follows is 0 or "" */
};

static int64_t take_number(struct reader *r)
{
  int64_t number = 0;
  if (r->rest.len < sizeof number) r->bad = true;
  if (r->bad) return 0;
  memcpy(&number, r->rest.ptr, sizeof number);
  r->rest = slice_from(r->rest, sizeof number);
  return number;
}

static int64_t take_below(struct reader *r, int64_t end)
{
  int64_t number = take_number(r);
  if (number < 0 || number >= end) r->bad = true;
  return r->bad ? 0 : number;
}

static struct slice take_text(struct reader *r)
{
  size_t bytes = (size_t)take_below(r, UINT32_MAX);
  if (bytes > r->rest.len) r->bad = true;
  if (r->bad) return SLICE("");
  struct slice text = slice_first(r->rest, bytes);
  r->rest = slice_from(r->rest, bytes);
  return text;
}

static void take_list(struct reader *r, slice_list *texts)
{
  for (int64_t left = take_below(r, UINT32_MAX); left > 0 && !r->bad; left--)
    vec_push(texts, take_text(r));
}

static void replay_add(struct index *x, struct reader *r)
{
  struct post post = { .path = take_text(r) };
  post.title = take_text(r);
  post.url = take_text(r);
  post.source = take_text(r);
  post.date = take_number(r);
  post.zone_minutes = (int16_t)take_number(r);
  post.status = (enum post_status)take_below(r, POST_STATUS_COUNT);
  post.date_from = (enum date_from)take_below(r, DATE_NONE + 1);
  int64_t found = take_below(r, 3);
  if (found) diag_add(&post.diags, found == 2 ? DIAG_UNREADABLE : DIAG_NO_TITLE, 0, 0, NULL);
  post.text_bytes = (size_t)take_below(r, INT64_MAX);
  take_list(r, &post.categories);
  take_list(r, &post.tags);
  take_list(r, &post.aliases);
  if (!r->bad && post.path.len) index_add(x, &post);
  vec_free(&post.categories);
  vec_free(&post.tags);
  vec_free(&post.aliases);
  diag_list_free(&post.diags);
}

static void replay_modified(struct index *x, struct reader *r)
{
  uint32_t id = (uint32_t)take_below(r, UINT32_MAX);
  int64_t modified_ns = take_number(r);
  if (!r->bad) index_set_modified(x, id, modified_ns);
}

static bool replay_one(struct index *x, struct slice entry)
{
  struct reader r = { entry, false };
  switch (take_number(&r)) {
  case CHANGE_ADD: replay_add(x, &r); break;
  case CHANGE_REMOVE: index_remove(x, take_text(&r)); break;
  case CHANGE_NOW: index_set_now(x, take_number(&r)); break;
  case CHANGE_MODIFIED: replay_modified(x, &r); break;
  default: r.bad = true;
  }
  return !r.bad;
}

size_t journal_replay(struct index *x, struct slice bytes)
{
  struct slice rest = bytes;
  while (rest.len >= HEAD_BYTES) {
    uint32_t head[2];
    memcpy(head, rest.ptr, sizeof head);
    struct slice entry = slice_first(slice_from(rest, HEAD_BYTES), head[0]);
    if (entry.len != head[0] || checksum(entry) != head[1] || !replay_one(x, entry)) break;
    rest = slice_from(rest, HEAD_BYTES + entry.len);
  }
  index_settle(x);
  return bytes.len - rest.len;
}
