/* How a segment lies in its file.  For segment.c and segment_write.c only. */
#ifndef STORE_SEGMENT_FILE_H
#define STORE_SEGMENT_FILE_H

#include "store/segment.h"

enum {
  BUCKET_GRAMS = 256,
  BUCKETS = 1 << (GRAM_BITS - 8),
  SEGMENT_VERSION = 2,
  SEGMENT_ORDER = 0x01020304, /* reads otherwise in another byte order */
  VARINT_BYTES = 5,           /* of a 32-bit number at most */
};
#define SEGMENT_MAGIC "baokantx"

struct segment_header {
  char magic[8];
  uint32_t order, version;
  uint64_t key;
  uint64_t bytes; /* of the file */
  uint32_t documents, unused;
  uint64_t sum; /* of all before it, the documents and the directory */
};

struct segment_bucket {
  uint32_t at;  /* from the file's beginning; the next one begins where it ends */
  uint32_t sum; /* of its bytes */
};

/* Where the parts lie that come one behind the other. */
static inline uint64_t segment_directory_at(uint32_t documents)
{
  return sizeof(struct segment_header) + (uint64_t)documents * sizeof(struct document);
}
static inline uint64_t segment_buckets_at(uint32_t documents)
{
  return segment_directory_at(documents) + (BUCKETS + 1) * sizeof(struct segment_bucket);
}

uint64_t segment_sum(uint64_t start, const void *bytes, size_t count);

/* Reads a number off the front of *rest; false: there is none. */
static inline bool segment_number(struct slice *rest, uint32_t *number)
{
  uint64_t value = 0;
  for (size_t i = 0; i < rest->len && i < VARINT_BYTES; i++) {
    unsigned char byte = (unsigned char)rest->ptr[i];
    value |= (uint64_t)(byte & 0x7F) << (7 * i);
    if (byte & 0x80) continue;
    if (value > UINT32_MAX) return false;
    *number = (uint32_t)value;
    *rest = slice_from(*rest, i + 1);
    return true;
  }
  return false;
}

/* One gram of a bucket. */
struct posting {
  uint32_t low; /* of the gram: its 8 lowest bits */
  bool bits;    /* a bit a document; else differences less one */
  struct slice documents;
};
/* Takes the next one off *rest; false: there is none, or what is left is damaged. */
bool posting_next(struct slice *rest, struct posting *p);

/* Calls `each` with the documents of a posting below `count`, rising. */
#define POSTING_EACH(posting, count, document, each)                                               \
  do {                                                                                             \
    struct slice rest_ = (posting)->documents;                                                     \
    uint32_t step_;                                                                                \
    uint64_t document = 0;                                                                         \
    if ((posting)->bits) {                                                                         \
      for (size_t byte_ = 0; byte_ < rest_.len; byte_++)                                           \
        for (unsigned bits_ = (unsigned char)rest_.ptr[byte_]; bits_; bits_ &= bits_ - 1)          \
          if ((document = byte_ * 8 + (unsigned)__builtin_ctz(bits_)) < (count)) each;             \
    } else {                                                                                       \
      for (; segment_number(&rest_, &step_) && (document += step_) < (count); document++) each;    \
    }                                                                                              \
  } while (0)

/* The bytes of a bucket, once they were found to be what was written; ptr NULL: damaged. */
struct slice segment_bucket(struct segment *s, uint32_t bucket);

#endif
