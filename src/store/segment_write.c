#include "store/segment.h"

#include "base/path.h"
#include "store/segment_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum { FEW_WORDS = 48 /* of a bucket: sooner sorted one by one than counted */ };

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

static uint32_t number_bytes(uint32_t number)
{
  return number < 1u << 7 ? 1 : number < 1u << 14 ? 2 : number < 1u << 21 ? 3 : 4;
}

/* Documents of one gram, rising, as differences or bits, whichever is shorter. */
static void put_posting(struct str *out, uint32_t low, const uint32_t *documents, uint32_t count)
{
  if (count == 0) return;
  uint32_t next = 0, bytes = 0, bits_bytes = documents[count - 1] / 8 + 1;
  for (uint32_t i = 0; i < count; next = documents[i++] + 1)
    bytes += number_bytes(documents[i] - next);
  bool bits = bits_bytes < bytes;
  if (bits) bytes = bits_bytes;
  str_reserve(out, 1 + VARINT_BYTES + (size_t)bytes);
  out->ptr[out->len] = (char)low;
  char *to = put_number(out->ptr + out->len + 1, bytes * 2 + bits);
  out->len = (size_t)(to + bytes - out->ptr);
  if (bits) memset(to, 0, bytes);
  for (uint32_t i = next = 0; i < count; next = documents[i++] + 1)
    if (bits)
      to[documents[i] / 8] |= (char)(1 << documents[i] % 8);
    else
      to = put_number(to, documents[i] - next);
  out->ptr[out->len] = '\0';
}

static void keep_error(struct writer *w, bool failed)
{
  if (failed && !w->error) w->error = errno ? errno : EIO;
}

static void write_at(struct writer *w, uint64_t at, const void *bytes, size_t count)
{
  keep_error(w, fseeko(w->file, (off_t)at, SEEK_SET) != 0);
  if (count) keep_error(w, fwrite(bytes, 1, count, w->file) != count);
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
  sum = segment_sum(sum, documents, w->header.documents * sizeof *documents);
  size_t directory_bytes = (BUCKETS + 1) * sizeof *w->directory;
  w->header.sum = segment_sum(sum, w->directory, directory_bytes);
  if (w->file) {
    write_at(w, segment_directory_at(w->header.documents), w->directory, directory_bytes);
    write_at(w, 0, &w->header, sizeof w->header);
    keep_error(w, fflush(w->file) != 0 || fsync(fileno(w->file)) != 0);
    keep_error(w, fclose(w->file) != 0);
    if (!w->error) keep_error(w, rename(w->aside.ptr, path) != 0);
    if (w->error) unlink(w->aside.ptr);
    if (!w->error) sync_folder(path);
  }
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

/* By gram, in each rising by document, as they came. */
static void sort_bucket(uint32_t *words, uint32_t count, uint32_t *scratch)
{
  uint32_t firsts[BUCKET_GRAMS + 1] = { 0 };
  if (count < FEW_WORDS) {
    for (uint32_t i = 1; i < count; i++) {
      uint32_t word = words[i], to = i;
      for (; to > 0 && words[to - 1] >> 24 > word >> 24; to--) words[to] = words[to - 1];
      words[to] = word;
    }
    return;
  }
  for (uint32_t i = 0; i < count; i++) firsts[(words[i] >> 24) + 1]++;
  for (uint32_t low = 0; low < BUCKET_GRAMS; low++) firsts[low + 1] += firsts[low];
  for (uint32_t i = 0; i < count; i++) scratch[firsts[words[i] >> 24]++] = words[i];
  memcpy(words, scratch, count * sizeof *words);
}

/* Sorted words become postings. */
static void put_bucket(struct str *out, uint32_t *words, uint32_t count)
{
  for (uint32_t start = 0, end = 0; start < count; start = end) {
    uint32_t low = words[start] >> 24;
    for (; end < count && words[end] >> 24 == low; end++) words[end] &= 0xFFFFFF;
    put_posting(out, low, words + start, end - start);
  }
}

int segment_write(const char *path, uint64_t key, const struct gathering *g)
{
  struct writer w;
  uint32_t *starts = xmalloc((BUCKETS + 1) * sizeof *starts), *words = by_bucket(g, starts);
  uint32_t most = 0;
  for (uint32_t b = 0; b < BUCKETS; b++)
    if (starts[b + 1] - starts[b] > most) most = starts[b + 1] - starts[b];
  uint32_t *scratch = xmalloc(most * sizeof *scratch);
  writer_begin(&w, path, key, g->documents.items, g->documents.count);
  for (uint32_t b = 0; b < BUCKETS; b++) {
    sort_bucket(words + starts[b], starts[b + 1] - starts[b], scratch);
    put_bucket(&w.bucket, words + starts[b], starts[b + 1] - starts[b]);
    writer_bucket(&w, b);
  }
  free(scratch);
  free(words);
  free(starts);
  return writer_end(&w, path, g->documents.items);
}

/* --- several as one ------------------------------------------------------------ */

typedef VEC(uint32_t) number_list;

/* What one of the parts has of a gram; `next` is that of the part behind it (0: none). */
struct merge_piece {
  struct posting posting;
  uint32_t part, next;
};

struct merge {
  const struct segment_part *parts;
  size_t count;
  bool *whole; /* by part: nothing of it is dead, and its documents stay side by side */
  VEC(struct merge_piece) pieces;                   /* of the bucket at hand; the first is none */
  uint32_t first[BUCKET_GRAMS], last[BUCKET_GRAMS]; /* of each gram's */
  number_list moved;
};

static bool is_whole(const struct segment_part *part)
{
  const struct document *documents;
  size_t count = segment_documents(part->segment, &documents);
  for (size_t i = 0; i < count; i++)
    if (part->moved[i] == DOCUMENT_DEAD || part->moved[i] != part->moved[0] + i) return false;
  return count > 0;
}

/* The pieces of a bucket, each gram's in the order of the parts; false: one is damaged. */
static bool take_bucket(struct merge *m, uint32_t bucket)
{
  memset(m->first, 0, sizeof m->first);
  vec_clear(&m->pieces);
  vec_push(&m->pieces, ((struct merge_piece){ .part = 0 }));
  for (uint32_t i = 0; i < m->count; i++) {
    struct slice rest = segment_bucket(m->parts[i].segment, bucket);
    struct merge_piece piece = { .part = i };
    if (!rest.ptr) return false;
    while (posting_next(&rest, &piece.posting)) {
      uint32_t low = piece.posting.low, number = (uint32_t)m->pieces.count;
      if (m->first[low])
        m->pieces.items[m->last[low]].next = number;
      else
        m->first[low] = number;
      m->last[low] = number;
      vec_push(&m->pieces, piece);
    }
  }
  return true;
}

/* The document behind the last one of a list of differences; false: it is damaged. */
static bool list_end(struct slice list, uint64_t *end)
{
  unsigned char high = 0;
  uint32_t step;
  *end = list.len;
  for (size_t i = 0; i < list.len; i++) {
    high |= (unsigned char)list.ptr[i];
    *end += (unsigned char)list.ptr[i];
  }
  if (!(high & 0x80)) return true;
  for (*end = 0; list.len; *end += step + 1ull)
    if (!segment_number(&list, &step)) return false;
  return true;
}

/* Lists of whole parts one behind the other as they are, but for the first number of each.
 * False: this gram is not made of such, or is shorter otherwise. */
static bool join_lists(struct merge *m, uint32_t low, struct str *out)
{
  size_t start = out->len, bytes = 0;
  uint64_t next = 0, end;
  enum { HEAD = 1 + VARINT_BYTES };
  for (uint32_t n = m->first[low]; n; n = m->pieces.items[n].next) {
    const struct merge_piece *piece = &m->pieces.items[n];
    struct slice list = piece->posting.documents;
    uint32_t base = m->parts[piece->part].moved[0], first;
    bool fits = m->whole[piece->part] && !piece->posting.bits && list_end(list, &end) &&
                segment_number(&list, &first) && base + end <= SEGMENT_DOCUMENTS_MOST;
    if (!fits) return str_cut(out, start), false;
    str_reserve(out, 2 * HEAD + list.len);
    char *to = out->ptr + start + HEAD + bytes,
         *behind = put_number(to, base + first - (uint32_t)next);
    memcpy(behind, list.ptr, list.len);
    bytes += (size_t)(behind - to) + list.len;
    next = base + end;
    out->len = start + HEAD + bytes;
  }
  if ((next - 1) / 8 + 1 < bytes) return str_cut(out, start), false;
  out->ptr[start] = (char)low;
  char *to = put_number(out->ptr + start + 1, (uint32_t)bytes * 2);
  memmove(to, out->ptr + start + HEAD, bytes);
  str_cut(out, (size_t)(to - out->ptr) + bytes);
  return true;
}

static void join_documents(struct merge *m, uint32_t low, struct str *out)
{
  vec_clear(&m->moved);
  for (uint32_t n = m->first[low]; n; n = m->pieces.items[n].next) {
    const struct merge_piece *piece = &m->pieces.items[n];
    const struct segment_part *part = &m->parts[piece->part];
    const struct document *documents;
    size_t count = segment_documents(part->segment, &documents);
    vec_reserve(&m->moved, count);
    POSTING_EACH(&piece->posting, count, at, {
      if (part->moved[at] != DOCUMENT_DEAD) m->moved.items[m->moved.count++] = part->moved[at];
    });
  }
  put_posting(out, low, m->moved.items, (uint32_t)m->moved.count);
}

int segment_merge(const char *path, uint64_t key, const struct segment_part *parts, size_t count,
                  const struct document *documents, size_t documents_count,
                  const struct segment_stop *stop)
{
  struct writer w;
  struct merge m = { .parts = parts, .count = count };
  m.whole = xcalloc(count, sizeof *m.whole);
  for (size_t i = 0; i < count; i++) m.whole[i] = is_whole(&parts[i]);
  writer_begin(&w, path, key, documents, documents_count);
  for (uint32_t b = 0; b < BUCKETS && !w.error; b++) {
    if (stop && stop->wanted(stop->context))
      w.error = ECANCELED;
    else if (!take_bucket(&m, b))
      w.error = EILSEQ;
    for (uint32_t low = 0; low < BUCKET_GRAMS && !w.error; low++)
      if (m.first[low] && !join_lists(&m, low, &w.bucket)) join_documents(&m, low, &w.bucket);
    writer_bucket(&w, b);
  }
  free(m.whole);
  vec_free(&m.pieces);
  vec_free(&m.moved);
  return writer_end(&w, path, documents);
}
