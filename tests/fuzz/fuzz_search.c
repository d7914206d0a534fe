/* Any bytes are a query, and any bytes a segment: what the grams of a text let pass is no
 * less than what the text holds. */
#include "fuzz.h"

#include "store/postings.h"

#include <unistd.h>

static uint64_t stamp(void *context, uint32_t id)
{
  (void)context;
  return id + 1;
}

/* A damaged segment must not be read beyond its end. */
static void find_in_file(struct slice bytes, const struct query *q)
{
  char folder[] = "/tmp/fuzz-search-XXXXXX", path[64];
  uint64_t found[16] = { 0 };
  struct postings_records records = { 64, stamp, NULL, 1 };
  struct gathering g = { 0 };
  struct gram_set grams = { 0 };
  if (!mkdtemp(folder)) return;
  snprintf(path, sizeof path, "%s/1.seg", folder);
  grams_of_text(&grams, bytes);
  for (uint32_t id = 0; id < 8; id++)
    gathering_add(&g, (struct document){ id + 1, id, 0 }, &grams.grams);
  HOLDS(segment_write(path, 1, &g) == 0);
  FILE *file = fopen(path, "r+");
  if (file && bytes.len > 2) {
    fseek(file, ((unsigned char)bytes.ptr[0] << 8 | (unsigned char)bytes.ptr[1]) * 5l, SEEK_SET);
    fwrite(bytes.ptr, 1, bytes.len, file);
  }
  if (file) fclose(file);
  struct postings *p = postings_open(folder, 1, false);
  postings_match_anew(p, &records);
  postings_match(p, &records, SIZE_MAX);
  postings_find(p, q, found);
  postings_free(p);
  gathering_free(&g);
  gram_set_free(&grams);
  unlink(path);
  rmdir(folder);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
  struct slice in = fuzz_input(data, bytes), query = in;
  size_t end = slice_find_char(in, '\n');
  struct query_text text;
  struct query q;
  uint32_t hits;
  bool on_disk = fuzz_option(&in) == '!';
  query = slice_first(in, end);
  struct slice body = end == SLICE_NONE ? SLICE("") : slice_from(in, end + 1);
  struct str clean = STR_INIT;
  fuzz_utf8(body, &clean);
  query_parse(&q, query, 0);
  HOLDS(!q.fault == !q.fault_at);
  query_text_init(&text);
  query_text_set(&text, SLICE("title"), str_slice(&clean));
  query_matches(&q, &text, &hits);
  if (on_disk) find_in_file(body, &q);
  query_text_free(&text);
  query_free(&q);
  str_free(&clean);
  return 0;
}
