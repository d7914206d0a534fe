#include "store/segment.h"

#include "base/mapped.h"
#include "store/segment_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FEW = 16 }; /* documents that are sooner looked at than narrowed down */

struct segment {
  struct slice file; /* mapped */
  struct segment_header own;
  const struct segment_header *header; /* `own`: the file may be cut short while it is open */
  const struct document *documents;
  const struct segment_bucket *directory;
  uint64_t sound[BUCKETS / 64]; /* a bit a bucket whose sum was found right */
};

/* Four lanes of multiply and rotate, a word each: as fast as memory. */
uint64_t segment_sum(uint64_t start, const void *bytes, size_t count)
{
  uint64_t lanes[4] = { start, ~start, start + 1, start ^ count };
  const char *at = bytes;
  for (size_t left = count; left > 0;) {
    uint64_t words[4] = { 0 };
    size_t take = left < sizeof words ? left : sizeof words;
    memcpy(words, at, take);
    for (int i = 0; i < 4; i++) {
      lanes[i] = (lanes[i] ^ words[i]) * 0x9E3779B97F4A7C15u;
      lanes[i] ^= lanes[i] >> 29;
    }
    at += take;
    left -= take;
  }
  uint64_t sum = 0;
  for (int i = 0; i < 4; i++) sum = (sum ^ lanes[i]) * 0xBF58476D1CE4E5B9u, sum ^= sum >> 31;
  return sum;
}

static struct slice map_file(const char *path)
{
  struct slice file = SLICE_NULL;
  struct stat st;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return file;
  if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 &&
      (uint64_t)st.st_size <= SIZE_MAX) {
    const char *at = mapped_new(fd, (size_t)st.st_size);
    if (at) file = (struct slice){ at, (size_t)st.st_size };
  }
  close(fd);
  return file;
}

static bool is_header(const struct segment_header *h, uint64_t key, uint64_t file_bytes)
{
  return memcmp(h->magic, SEGMENT_MAGIC, sizeof h->magic) == 0 && h->order == SEGMENT_ORDER &&
         h->version == SEGMENT_VERSION && h->key == key && h->bytes == file_bytes &&
         h->documents <= SEGMENT_DOCUMENTS_MOST && segment_buckets_at(h->documents) <= file_bytes;
}

static bool is_sound(const struct segment *s, uint64_t key)
{
  const struct segment_header *h = s->header;
  if (!is_header(h, key, s->file.len)) return false;
  uint64_t sum = segment_sum(0, h, offsetof(struct segment_header, sum));
  size_t directory = (size_t)segment_directory_at(h->documents);
  sum = segment_sum(sum, s->file.ptr + sizeof *h, directory - sizeof *h);
  return h->sum == segment_sum(sum, s->file.ptr + directory,
                               (size_t)segment_buckets_at(h->documents) - directory);
}

struct segment *segment_open(const char *path, uint64_t key)
{
  struct slice file = map_file(path);
  if (!file.ptr) return NULL;
  struct segment *s = xcalloc(1, sizeof *s);
  s->file = file;
  s->header = (const void *)file.ptr;
  if (file.len < sizeof *s->header || !is_sound(s, key)) {
    segment_free(s);
    return NULL;
  }
  memcpy(&s->own, file.ptr, sizeof s->own);
  s->header = &s->own;
  s->documents = (const void *)(file.ptr + sizeof *s->header);
  s->directory = (const void *)(file.ptr + segment_directory_at(s->header->documents));
  return s;
}

bool segment_peek(const char *path, uint64_t key, uint32_t *documents, uint64_t *bytes)
{
  struct segment_header h;
  struct stat st;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  bool sound = fd >= 0 && fstat(fd, &st) == 0 && pread(fd, &h, sizeof h, 0) == (ssize_t)sizeof h &&
               is_header(&h, key, (uint64_t)st.st_size);
  if (fd >= 0) close(fd);
  if (!sound) return false;
  *documents = h.documents;
  *bytes = h.bytes;
  return true;
}

void segment_free(struct segment *s)
{
  if (!s) return;
  mapped_free((char *)(uintptr_t)s->file.ptr, s->file.len);
  free(s);
}

size_t segment_documents(const struct segment *s, const struct document **documents)
{
  if (documents) *documents = s->documents;
  return s->header->documents;
}

uint64_t segment_bytes(const struct segment *s)
{
  return s->file.len;
}

struct slice segment_bucket(struct segment *s, uint32_t bucket)
{
  uint64_t at = s->directory[bucket].at, end = s->directory[bucket + 1].at;
  bool inside = at >= segment_buckets_at(s->header->documents) && at <= end && end <= s->file.len;
  if (!inside || mapped_torn(s->file.ptr)) return SLICE_NULL;
  struct slice bytes = { s->file.ptr + at, (size_t)(end - at) };
  uint64_t bit = 1ull << (bucket % 64), *sound = &s->sound[bucket / 64];
  if (!(*sound & bit) &&
      (uint32_t)segment_sum(bucket, bytes.ptr, bytes.len) != s->directory[bucket].sum)
    return SLICE_NULL;
  *sound |= bit;
  return bytes;
}

bool posting_next(struct slice *rest, struct posting *p)
{
  uint32_t bytes;
  if (rest->len == 0) return false;
  p->low = (unsigned char)rest->ptr[0];
  struct slice after = slice_from(*rest, 1);
  if (!segment_number(&after, &bytes)) return false;
  p->bits = bytes & 1;
  bytes >>= 1;
  if (bytes > after.len) return false;
  p->documents = slice_first(after, bytes);
  *rest = slice_from(after, bytes);
  return true;
}

/* --- finding ------------------------------------------------------------------ */

/* The lists of one range, and how long they are together. */
struct lists_of_range {
  VEC(struct posting) lists;
  size_t bytes;
};

static bool take_range(struct segment *s, struct gram_range range, struct lists_of_range *r)
{
  uint32_t end = range.first + range.count;
  for (uint32_t bucket = range.first / BUCKET_GRAMS; bucket * BUCKET_GRAMS < end; bucket++) {
    struct slice rest = segment_bucket(s, bucket);
    struct posting p;
    if (!rest.ptr) return false;
    while (posting_next(&rest, &p)) {
      uint32_t gram = bucket * BUCKET_GRAMS + p.low;
      if (gram < range.first || gram >= end) continue;
      vec_push(&r->lists, p);
      r->bytes += p.documents.len;
    }
  }
  return true;
}

static void set_bits(const struct posting *p, uint32_t documents, uint64_t *found)
{
  POSTING_EACH(p, documents, at, found[at / 64] |= 1ull << (at % 64));
}

static int by_bytes(const void *a, const void *b)
{
  const struct lists_of_range *one = a, *other = b;
  return one->bytes < other->bytes ? -1 : one->bytes > other->bytes;
}

static size_t count_bits(const uint64_t *words, size_t count)
{
  size_t bits = 0;
  for (size_t i = 0; i < count; i++) bits += (size_t)__builtin_popcountll(words[i]);
  return bits;
}

/* The shortest lists first: what is left soon is not worth narrowing down. */
static void narrow(struct lists_of_range *ranges, size_t count, uint32_t documents, uint64_t *found)
{
  size_t words = (documents + 63) / 64;
  uint64_t *own = xcalloc(words + 1, sizeof *own);
  if (count) qsort(ranges, count, sizeof *ranges, by_bytes);
  for (size_t i = 0; i < count; i++) {
    memset(own, 0, words * sizeof *own);
    for (size_t n = 0; n < ranges[i].lists.count; n++)
      set_bits(&ranges[i].lists.items[n], documents, own);
    for (size_t n = 0; n < words; n++) found[n] = i ? found[n] & own[n] : own[n];
    if (count_bits(found, words) <= FEW) break;
  }
  free(own);
}

bool segment_find(struct segment *s, const gram_range_list *ranges, uint64_t *found)
{
  uint32_t documents = s->header->documents;
  size_t words = (documents + 63) / 64;
  struct lists_of_range *taken = xcalloc(ranges->count + 1, sizeof *taken);
  bool sound = true, none = false;
  memset(found, 0xFF, words * sizeof *found);
  for (size_t i = 0; i < ranges->count && sound; i++) {
    sound = take_range(s, ranges->items[i], &taken[i]);
    none |= taken[i].lists.count == 0;
  }
  if (sound && none)
    memset(found, 0, words * sizeof *found);
  else if (sound && ranges->count)
    narrow(taken, ranges->count, documents, found);
  for (size_t i = 0; i < ranges->count; i++) vec_free(&taken[i].lists);
  free(taken);
  return sound && !mapped_torn(s->file.ptr);
}
