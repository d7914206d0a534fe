#include "store/segment.h"

#include "base/path.h"
#include "store/segment_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

/* A file that is being written: bucket by bucket, the directory kept until the end. */
struct writer {
  struct str aside; /* path until it is whole */
  FILE *file;
  struct segment_header header;
  struct segment_bucket *directory;
  struct str bucket; /* the one at hand */
  uint64_t at;
  int error;
};

static char *put_number(char *to, uint32_t number)
{
  for (; number >= 0x80; number >>= 7) *to++ = (char)(number | 0x80);
  *to++ = (char)number;
  return to;
}

/* Documents of one gram, rising, as differences or bits, whichever is shorter. */
static void put_posting(struct str *out, uint32_t low, const uint32_t *documents, uint32_t count,
                        struct str *scratch)
{
  if (count == 0) return;
  uint32_t next = 0, bits_bytes = documents[count - 1] / 8 + 1;
  str_clear(scratch);
  str_reserve(scratch, (size_t)count * VARINT_BYTES);
  char *to = scratch->ptr;
  for (uint32_t i = 0; i < count; i++) {
    to = put_number(to, documents[i] - next);
    next = documents[i] + 1;
  }
  scratch->len = (size_t)(to - scratch->ptr);
  bool bits = bits_bytes < scratch->len;
  if (bits) {
    str_clear(scratch);
    str_pad(scratch, '\0', bits_bytes);
    for (uint32_t i = 0; i < count; i++)
      scratch->ptr[documents[i] / 8] |= (char)(1 << documents[i] % 8);
  }
  str_reserve(out, 1 + VARINT_BYTES);
  out->ptr[out->len] = (char)low;
  to = put_number(out->ptr + out->len + 1, (uint32_t)scratch->len * 2 + bits);
  out->len = (size_t)(to - out->ptr);
  str_add(out, str_slice(scratch));
}

static void keep_error(struct writer *w, bool failed)
{
  if (failed && !w->error) w->error = errno ? errno : EIO;
}

static void write_at(struct writer *w, uint64_t at, const void *bytes, size_t count)
{
  keep_error(w, fseeko(w->file, (off_t)at, SEEK_SET) != 0);
  keep_error(w, fwrite(bytes, 1, count, w->file) != count);
}

static void writer_begin(struct writer *w, const char *path, uint64_t key,
                         const struct document *documents, size_t count)
{
  *w = (struct writer){ .aside = STR_INIT, .bucket = STR_INIT };
  w->header = (struct segment_header){
    .order = SEGMENT_ORDER, .version = SEGMENT_VERSION, .key = key, .documents = (uint32_t)count
  };
  memcpy(w->header.magic, SEGMENT_MAGIC, sizeof w->header.magic);
  w->directory = xcalloc(BUCKETS + 1, sizeof *w->directory);
  w->at = segment_buckets_at(w->header.documents);
  str_addf(&w->aside, "%s.new", path);
  int fd = open(w->aside.ptr, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  w->file = fd < 0 ? NULL : fdopen(fd, "w");
  keep_error(w, !w->file);
  if (w->file) {
    write_at(w, sizeof w->header, documents, count * sizeof *documents);
    keep_error(w, fseeko(w->file, (off_t)w->at, SEEK_SET) != 0);
  }
}

/* w->bucket is whole. */
static void writer_bucket(struct writer *w, uint32_t bucket)
{
  uint64_t sum = segment_sum(bucket, w->bucket.ptr, w->bucket.len);
  w->directory[bucket] = (struct segment_bucket){ (uint32_t)w->at, (uint32_t)sum };
  if (w->file) keep_error(w, fwrite(w->bucket.ptr, 1, w->bucket.len, w->file) != w->bucket.len);
  w->at += w->bucket.len;
  if (w->at > UINT32_MAX && !w->error) w->error = EFBIG;
  str_clear(&w->bucket);
}

/* The name lasts once the folder is on the disk. */
static void sync_folder(const char *path)
{
  struct slice folder = path_dir(slice_of(path));
  char *name = xstrndup(folder.ptr, folder.len);
  int fd = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0) {
    fsync(fd);
    close(fd);
  }
  free(name);
}

static int writer_end(struct writer *w, const char *path, const struct document *documents)
{
  w->directory[BUCKETS].at = (uint32_t)w->at;
  w->header.bytes = w->at;
  uint64_t sum = segment_sum(0, &w->header, offsetof(struct segment_header, sum));
  struct str middle = STR_INIT; /* as it lies in the file, for one sum over it */
  str_add(&middle,
          (struct slice){ (const char *)documents, w->header.documents * sizeof *documents });
  str_add(&middle,
          (struct slice){ (const char *)w->directory, (BUCKETS + 1) * sizeof *w->directory });
  w->header.sum = segment_sum(sum, middle.ptr, middle.len);
  if (w->file) {
    write_at(w, sizeof w->header, middle.ptr, middle.len);
    write_at(w, 0, &w->header, sizeof w->header);
    keep_error(w, fflush(w->file) != 0 || fsync(fileno(w->file)) != 0);
    keep_error(w, fclose(w->file) != 0);
    if (!w->error) keep_error(w, rename(w->aside.ptr, path) != 0);
    if (w->error) unlink(w->aside.ptr);
    if (!w->error) sync_folder(path);
  }
  str_free(&middle);
  str_free(&w->aside);
  str_free(&w->bucket);
  free(w->directory);
  return w->error;
}

/* --- what was gathered ------------------------------------------------------- */

void gathering_add(struct gathering *g, struct document document, const gram_list *grams)
{
  vec_reserve(&g->grams, grams->count);
  if (grams->count)
    memcpy(g->grams.items + g->grams.count, grams->items, grams->count * sizeof *grams->items);
  g->grams.count += grams->count;
  vec_push(&g->documents, document);
  vec_push(&g->ends, (uint32_t)g->grams.count);
}

void gathering_free(struct gathering *g)
{
  vec_free(&g->documents);
  vec_free(&g->ends);
  vec_free(&g->grams);
}

/* Gram (its low 8 bits) and document in one word, all of a bucket together: starts[b] is
 * where those of bucket b begin. */
static uint32_t *by_bucket(const struct gathering *g, uint32_t *starts)
{
  uint32_t *words = xmalloc((g->grams.count + 1) * sizeof *words);
  memset(starts, 0, (BUCKETS + 1) * sizeof *starts);
  for (size_t i = 0; i < g->grams.count; i++) starts[g->grams.items[i] / BUCKET_GRAMS + 1]++;
  for (size_t b = 0; b < BUCKETS; b++) starts[b + 1] += starts[b];
  size_t at = 0;
  for (uint32_t document = 0; document < g->documents.count; document++)
    for (; at < g->ends.items[document]; at++) {
      uint32_t gram = g->grams.items[at];
      words[starts[gram / BUCKET_GRAMS]++] = gram % BUCKET_GRAMS << 24 | document;
    }
  for (size_t b = BUCKETS; b > 0; b--) starts[b] = starts[b - 1];
  starts[0] = 0;
  return words;
}

int segment_write(const char *path, uint64_t key, const struct gathering *g)
{
  struct writer w;
  struct str list = STR_INIT;
  uint32_t *starts = xmalloc((BUCKETS + 1) * sizeof *starts), *words = by_bucket(g, starts);
  size_t sorted_cap = 256;
  uint32_t *sorted = xmalloc(sorted_cap * sizeof *sorted);
  writer_begin(&w, path, key, g->documents.items, g->documents.count);
  for (uint32_t b = 0; b < BUCKETS; b++) {
    uint32_t firsts[BUCKET_GRAMS + 1] = { 0 }, count = starts[b + 1] - starts[b];
    const uint32_t *of_bucket = words + starts[b];
    if (count > sorted_cap) {
      sorted_cap = vec_capacity(sorted_cap, count);
      sorted = xrealloc(sorted, sorted_cap, sizeof *sorted);
    }
    for (uint32_t i = 0; i < count; i++) firsts[(of_bucket[i] >> 24) + 1]++;
    for (uint32_t low = 0; low < BUCKET_GRAMS; low++) firsts[low + 1] += firsts[low];
    for (uint32_t i = 0; i < count; i++)
      sorted[firsts[of_bucket[i] >> 24]++] = of_bucket[i] & 0xFFFFFF;
    for (uint32_t low = 0, start = 0; low < BUCKET_GRAMS; start = firsts[low++])
      put_posting(&w.bucket, low, sorted + start, firsts[low] - start, &list);
    writer_bucket(&w, b);
  }
  free(sorted);
  free(words);
  free(starts);
  str_free(&list);
  return writer_end(&w, path, g->documents.items);
}

/* --- several as one ------------------------------------------------------------ */

/* One part's way through a bucket. */
struct merge_part {
  struct slice rest;
  struct posting posting;
  bool more;
};

typedef VEC(uint32_t) number_list;

static void add_moved(const struct posting *p, const struct segment_part *part, number_list *to)
{
  const struct document *documents;
  size_t count = segment_documents(part->segment, &documents);
  vec_reserve(to, count);
  POSTING_EACH(p, count, at, {
    if (part->moved[at] != DOCUMENT_DEAD) to->items[to->count++] = part->moved[at];
  });
}

static void merge_bucket(struct str *out, const struct segment_part *parts, struct merge_part *ways,
                         size_t count, number_list *moved, struct str *scratch)
{
  for (uint32_t low = 0; low < BUCKET_GRAMS; low++) {
    vec_clear(moved);
    for (size_t i = 0; i < count; i++) {
      if (!ways[i].more || ways[i].posting.low != low) continue;
      add_moved(&ways[i].posting, &parts[i], moved);
      ways[i].more = posting_next(&ways[i].rest, &ways[i].posting);
    }
    put_posting(out, low, moved->items, (uint32_t)moved->count, scratch);
  }
}

int segment_merge(const char *path, uint64_t key, const struct segment_part *parts, size_t count,
                  const struct document *documents, size_t documents_count)
{
  struct writer w;
  struct str scratch = STR_INIT;
  number_list moved = { 0 };
  struct merge_part *ways = xcalloc(count + 1, sizeof *ways);
  writer_begin(&w, path, key, documents, documents_count);
  for (uint32_t b = 0; b < BUCKETS && !w.error; b++) {
    for (size_t i = 0; i < count; i++) {
      ways[i].rest = segment_bucket(parts[i].segment, b);
      if (!ways[i].rest.ptr) w.error = EILSEQ;
      ways[i].more = posting_next(&ways[i].rest, &ways[i].posting);
    }
    merge_bucket(&w.bucket, parts, ways, count, &moved, &scratch);
    writer_bucket(&w, b);
  }
  free(ways);
  vec_free(&moved);
  str_free(&scratch);
  return writer_end(&w, path, documents);
}
