#include "store/postings.h"

#include "base/file.h"
#include "sample.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

/* Texts of a few characters of each script, so that most queries find some. */
enum { TEXTS = 400, QUERIES = 3000, KEY = 7 };

struct corpus {
  struct query_text texts[TEXTS];
  uint64_t stamps[TEXTS]; /* by id */
  uint32_t of[TEXTS];     /* the text of an id */
  char folder[32];
  uint32_t seed;
};

static uint32_t draw(uint32_t *seed, uint32_t below)
{
  *seed ^= *seed << 13;
  *seed ^= *seed >> 17;
  *seed ^= *seed << 5;
  return *seed % below;
}

static void draw_text(uint32_t *seed, size_t characters, struct str *out)
{
  static const char *const pieces[] = { "潮", "信", "雾", "港", "灯", "ア", "ハ", "한", "a",
                                        "e",  "t",  "n",  "潮", "信", " ",  "1",  ".",  "\n" };
  for (size_t i = 0; i < characters; i++)
    str_adds(out, pieces[draw(seed, sizeof pieces / sizeof *pieces)]);
}

static uint64_t stamp_of(void *context, uint32_t id)
{
  return ((struct corpus *)context)->stamps[id];
}

static struct postings_records records_of(struct corpus *c)
{
  return (struct postings_records){ TEXTS, stamp_of, c, 99 };
}

/* In small parts. */
static void match_all(struct postings *p, const struct postings_records *records)
{
  postings_match_anew(p, records);
  while (!postings_match(p, records, 7)) (void)0;
}

static void corpus_begin(struct corpus *c)
{
  *c = (struct corpus){ .seed = 2463534242u };
  strcpy(c->folder, "/tmp/postings-XXXXXX");
  assert_non_null(mkdtemp(c->folder));
  struct str body = STR_INIT;
  for (uint32_t i = 0; i < TEXTS; i++) {
    str_clear(&body);
    draw_text(&c->seed, 1 + draw(&c->seed, 60), &body);
    query_text_init(&c->texts[i]);
    query_text_set(&c->texts[i], SLICE("潮 title"), str_slice(&body));
    c->stamps[i] = (1000 + i) * 0x9E3779B97F4A7C15u;
    c->of[i] = i;
  }
  str_free(&body);
}

static bool remove_one(void *context, struct slice name, bool is_dir)
{
  struct str path = STR_INIT;
  (void)is_dir;
  str_addf(&path, "%s/%.*s", (char *)context, SLICE_ARG(name));
  unlink(path.ptr);
  str_free(&path);
  return true;
}

static void corpus_end(struct corpus *c)
{
  dir_each(c->folder, remove_one, c->folder);
  assert_int_equal(rmdir(c->folder), 0);
  for (uint32_t i = 0; i < TEXTS; i++) query_text_free(&c->texts[i]);
}

static void segment_path(const struct corpus *c, uint32_t number, struct str *path)
{
  str_clear(path);
  str_addf(path, "%s/%u.seg", c->folder, number);
}

/* Texts from..end-1 as one segment. */
static void write_segment(struct corpus *c, uint32_t number, uint32_t from, uint32_t end)
{
  struct gathering g = { 0 };
  struct gram_set grams = { 0 };
  struct str path = STR_INIT;
  for (uint32_t i = from; i < end; i++) {
    grams_of_text(&grams, str_slice(&c->texts[i].solid));
    gathering_add(&g, (struct document){ c->stamps[i], i, 0 }, &grams.grams);
  }
  segment_path(c, number, &path);
  assert_int_equal(segment_write(path.ptr, KEY, &g), 0);
  str_free(&path);
  gram_set_free(&grams);
  gathering_free(&g);
}

static bool is_found(const uint64_t *found, uint32_t id)
{
  return found[id / 64] >> (id % 64) & 1;
}

/* Nothing that matches is missed; returns how many more than those are found. */
static size_t check_query(struct corpus *c, struct postings *p, const char *text)
{
  uint64_t found[TEXTS / 64 + 1] = { 0 };
  struct query q;
  size_t more = 0;
  query_parse(&q, slice_of(text), 0);
  postings_find(p, &q, found);
  for (uint32_t id = 0; id < TEXTS; id++) {
    uint32_t hits;
    bool matches = query_matches(&q, &c->texts[c->of[id]], &hits);
    if (matches && !is_found(found, id)) fail_msg("'%s' missed in post %u", text, id);
    more += !matches && is_found(found, id);
  }
  query_free(&q);
  return more;
}

static size_t check_queries(struct corpus *c, struct postings *p, size_t queries)
{
  struct str text = STR_INIT;
  uint32_t seed = 88675123;
  size_t more = 0;
  for (size_t i = 0; i < queries; i++) {
    str_clear(&text);
    if (draw(&seed, 4) == 0) str_addc(&text, '"');
    draw_text(&seed, 1 + draw(&seed, 5), &text);
    more += check_query(c, p, text.ptr);
  }
  str_free(&text);
  return more;
}

static struct postings *open_all(struct corpus *c)
{
  struct postings *p = postings_open(c->folder, KEY, true);
  struct postings_records records = records_of(c);
  match_all(p, &records);
  return p;
}

static void test_finds_all(void **state)
{
  struct corpus c;
  (void)state;
  corpus_begin(&c);
  write_segment(&c, 1, 0, 150);
  write_segment(&c, 2, 150, TEXTS);
  struct postings *p = open_all(&c);
  assert_int_equal(postings_covered(p), TEXTS);
  size_t more = check_queries(&c, p, QUERIES);
  assert_in_range(more, 0, (size_t)QUERIES * TEXTS / 20); /* and not simply everything */
  postings_free(p);
  corpus_end(&c);
}

static void test_exact_for_pairs(void **state)
{
  static const char *const queries[] = { "潮信", "雾", "灯港", "an", "nat", "1.", "한", "aアハ" };
  struct corpus c;
  (void)state;
  corpus_begin(&c);
  write_segment(&c, 1, 0, TEXTS);
  struct postings *p = open_all(&c);
  for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
    assert_in_range(check_query(&c, p, queries[i]), 0, TEXTS / 10);
  assert_int_equal(check_query(&c, p, "没有"), 0);
  postings_free(p);
  corpus_end(&c);
}

/* What is not covered is among what is found; what changed is not covered. */
static void test_uncovered(void **state)
{
  struct corpus c;
  (void)state;
  corpus_begin(&c);
  write_segment(&c, 1, 0, 300);
  c.stamps[10] = 5; /* its file changed */
  c.stamps[11] = 0; /* it went */
  struct postings *p = open_all(&c);
  assert_int_equal(postings_covered(p), 298);
  assert_false(postings_cover(p, 10) || postings_cover(p, 11) || postings_cover(p, 300));
  assert_true(postings_cover(p, 12));
  assert_in_range(check_query(&c, p, "没有"), 102, 102);
  check_queries(&c, p, 200);
  postings_free(p);
  corpus_end(&c);
}

/* What is known of changes says the same as a look at all. */
static void test_changed(void **state)
{
  struct corpus c;
  (void)state;
  corpus_begin(&c);
  for (uint32_t i = 0; i < 8; i++) write_segment(&c, i, i * TEXTS / 8, (i + 1) * TEXTS / 8);
  struct postings *p = postings_open(c.folder, KEY, true), *other;
  struct postings_records records = records_of(&c);
  records.count = TEXTS - 20;
  match_all(p, &records);
  assert_int_equal(postings_covered(p), TEXTS - 20);
  uint32_t changed[] = { 10, 11, 200, 10, TEXTS - 20, TEXTS - 1 };
  c.stamps[10] = 5; /* its file changed */
  c.stamps[11] = c.stamps[200] = 0;
  records.count = TEXTS;
  postings_match_changed(p, &records, changed, sizeof changed / sizeof *changed);
  assert_int_equal(postings_covered(p), TEXTS - 20 - 3);
  for (uint32_t id = 0; id < TEXTS; id++)
    assert_int_equal(postings_cover(p, id), id != 10 && id != 11 && id != 200 && id < TEXTS - 20);
  check_queries(&c, p, 200);

  struct postings_merge m;
  assert_true(postings_merge(p, 2, &m));
  for (size_t i = 0; i < m.documents.count; i++)
    assert_true(postings_cover(p, m.documents.items[i].id));
  postings_merge_free(&m);
  other = postings_open(c.folder, KEY, true);
  match_all(other, &records);
  assert_int_equal(postings_covered(other), TEXTS - 3); /* the last twenty too, which were there */
  postings_free(other);
  postings_free(p);
  corpus_end(&c);
}

/* An index that was made anew gives other ids to the same posts. */
static void test_other_ids(void **state)
{
  struct corpus c;
  (void)state;
  corpus_begin(&c);
  write_segment(&c, 1, 0, 200);
  write_segment(&c, 2, 200, TEXTS);
  for (uint32_t i = 0; i < TEXTS / 2; i++) {
    uint64_t stamp = c.stamps[i];
    c.stamps[i] = c.stamps[TEXTS - 1 - i], c.stamps[TEXTS - 1 - i] = stamp;
    c.of[i] = TEXTS - 1 - i, c.of[TEXTS - 1 - i] = i;
  }
  struct postings *p = open_all(&c);
  assert_int_equal(postings_covered(p), TEXTS);
  check_queries(&c, p, 300);
  assert_int_equal(check_query(&c, p, "没有"), 0);
  postings_free(p);
  corpus_end(&c);
}

static void test_merge(void **state)
{
  struct corpus c;
  (void)state;
  corpus_begin(&c);
  struct postings_merge m;
  for (uint32_t i = 0; i < 8; i++) write_segment(&c, i, i * 50, (i + 1) * 50);
  for (uint32_t i = 120; i < 140; i++) c.stamps[i] = 0;
  struct postings *p = open_all(&c);
  assert_true(postings_merge(p, 8, &m));
  assert_int_equal(m.parts.count, 8);
  assert_int_equal(m.documents.count, TEXTS - 20);
  struct str path = STR_INIT;
  segment_path(&c, 100, &path);
  assert_int_equal(segment_merge(path.ptr, KEY, m.parts.items, m.parts.count, m.documents.items,
                                 m.documents.count, NULL),
                   0);
  struct postings_records records = records_of(&c);
  assert_true(postings_take(p, path.ptr, &records, &m));
  assert_int_equal(postings_covered(p), TEXTS - 20);
  check_queries(&c, p, 500);
  assert_in_range(check_query(&c, p, "没有"), 20, 20);
  postings_merge_free(&m);
  assert_false(postings_merge(p, 8, &m));
  postings_free(p);
  p = open_all(&c); /* the parts are gone, the whole is there */
  assert_int_equal(postings_covered(p), TEXTS - 20);
  check_queries(&c, p, 200);
  assert_int_equal(access(path.ptr, F_OK), 0);
  segment_path(&c, 0, &path);
  assert_int_equal(access(path.ptr, F_OK), -1);
  str_free(&path);
  postings_free(p);
  corpus_end(&c);
}

enum { PART = 3000, PARTS = 3 };

/* Documents with few and with most of the grams, near and far from each other. */
static void gather_drawn(struct gathering *g, uint32_t first, uint32_t count)
{
  gram_list grams = { 0 };
  for (uint32_t id = first; id < first + count; id++) {
    uint32_t seed = id * 2654435761u + 1;
    vec_clear(&grams);
    for (uint32_t gram = 0; gram < 400; gram++)
      if (draw(&seed, gram < 8 ? 2 : gram * gram) == 0) vec_push(&grams, gram * 97);
    gathering_add(g, (struct document){ id + 1, id, id % 2 }, &grams);
  }
  vec_free(&grams);
}

/* Written as one or merged: the same bytes. */
static void test_merged_as_written(void **state)
{
  struct corpus c;
  struct gathering g = { 0 };
  struct segment_part parts[PARTS];
  struct str path = STR_INIT, once = STR_INIT, merged = STR_INIT;
  (void)state;
  corpus_begin(&c);
  for (uint32_t i = 0; i < PARTS; i++) {
    gather_drawn(&g, i * PART, PART);
    segment_path(&c, i, &path);
    assert_int_equal(segment_write(path.ptr, KEY, &g), 0);
    gathering_free(&g);
    parts[i].segment = segment_open(path.ptr, KEY);
    assert_non_null(parts[i].segment);
    parts[i].moved = xcalloc(PART, sizeof *parts[i].moved);
    for (uint32_t n = 0; n < PART; n++) parts[i].moved[n] = i * PART + n;
  }
  gather_drawn(&g, 0, PARTS * PART);
  segment_path(&c, 8, &path);
  assert_int_equal(segment_write(path.ptr, KEY, &g), 0);
  assert_int_equal(file_read(path.ptr, SIZE_MAX, &once, NULL), 0);
  segment_path(&c, 9, &path);
  assert_int_equal(
      segment_merge(path.ptr, KEY, parts, PARTS, g.documents.items, g.documents.count, NULL), 0);
  assert_int_equal(file_read(path.ptr, SIZE_MAX, &merged, NULL), 0);
  assert_true(slice_eq(str_slice(&once), str_slice(&merged)));
  for (uint32_t i = 0; i < PARTS; i++) {
    segment_free(parts[i].segment);
    free(parts[i].moved);
  }
  gathering_free(&g);
  str_free(&once);
  str_free(&merged);
  str_free(&path);
  corpus_end(&c);
}

static bool always(void *context)
{
  (void)context;
  return true;
}

static void test_stopped_merge(void **state)
{
  struct corpus c;
  struct str path = STR_INIT;
  const struct segment_stop stop = { always, NULL };
  (void)state;
  corpus_begin(&c);
  segment_path(&c, 1, &path);
  assert_int_equal(segment_merge(path.ptr, KEY, NULL, 0, NULL, 0, &stop), ECANCELED);
  str_free(&path);
  corpus_end(&c); /* nothing was left */
}

/* The small ones are written as one, the large one is left as it is. */
static void test_large_one_left(void **state)
{
  struct corpus c;
  struct postings_merge m;
  (void)state;
  corpus_begin(&c);
  write_segment(&c, 0, 0, 300);
  for (uint32_t i = 1; i <= 9; i++) write_segment(&c, i, 290 + i * 10, 300 + i * 10);
  struct postings *p = open_all(&c);
  assert_false(postings_merge(p, 10, &m));
  assert_true(postings_merge(p, 9, &m));
  assert_int_equal(m.parts.count, 9);
  assert_int_equal(m.documents.count, 90);
  postings_merge_free(&m);
  postings_free(p);
  corpus_end(&c);
}

/* What another process wrote is taken up, what a killed one left goes. */
static void test_look_again(void **state)
{
  struct corpus c;
  struct str path = STR_INIT;
  (void)state;
  corpus_begin(&c);
  struct postings_records records = records_of(&c);
  write_segment(&c, 1, 0, 100);
  struct postings *p = open_all(&c);
  write_segment(&c, 2, 100, 200);
  str_addf(&path, "%s/3.seg.new", c.folder);
  assert_int_equal(file_write(path.ptr, SLICE("half")), 0);
  postings_look(p, c.folder, false);
  match_all(p, &records);
  assert_int_equal(postings_covered(p), 200);
  assert_int_equal(access(path.ptr, F_OK), 0);
  postings_look(p, c.folder, true);
  match_all(p, &records);
  assert_int_equal(postings_covered(p), 200);
  assert_int_equal(access(path.ptr, F_OK), -1);
  str_free(&path);
  postings_free(p);
  corpus_end(&c);
}

/* Segments of posts that are no more are written without them, or go. */
static void test_dead(void **state)
{
  struct corpus c;
  struct postings_merge m;
  (void)state;
  corpus_begin(&c);
  write_segment(&c, 1, 0, 100);
  write_segment(&c, 2, 100, 200);
  for (uint32_t i = 0; i < 180; i++) c.stamps[i] = 0;
  struct postings *p = open_all(&c);
  assert_true(postings_merge(p, 8, &m));
  assert_int_equal(m.parts.count, 1);
  assert_int_equal(m.documents.count, 20);
  struct str path = STR_INIT;
  segment_path(&c, 1, &path);
  assert_int_equal(access(path.ptr, F_OK), -1);
  str_free(&path);
  postings_merge_free(&m);
  postings_free(p);
  corpus_end(&c);
}

/* Without file_write's fsync: thousands of times. */
static void put_file(const char *path, struct slice bytes)
{
  unlink(path); /* some file systems wait for the disk where a file is cut */
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
  assert_int_equal(fclose(file), 0);
}

/* Damage anywhere is noticed where it matters: nothing is missed, nothing is read
 * beyond the end. */
static void test_damage(void **state)
{
  struct corpus c;
  struct str path = STR_INIT, whole = STR_INIT;
  size_t noticed = 0;
  (void)state;
  corpus_begin(&c);
  write_segment(&c, 1, 0, TEXTS);
  segment_path(&c, 1, &path);
  assert_int_equal(file_read(path.ptr, SIZE_MAX, &whole, NULL), 0);
  for (size_t at = 0; at < whole.len; at += 64) {
    bool cut = at / 64 % 8 == 0;
    whole.ptr[at] ^= 0x55;
    put_file(path.ptr, slice_first(str_slice(&whole), cut ? at : whole.len));
    whole.ptr[at] ^= 0x55;
    struct postings *p = postings_open(c.folder, KEY, false);
    struct postings_records records = records_of(&c);
    match_all(p, &records);
    check_query(&c, p, "潮信");
    check_query(&c, p, "雾");
    check_query(&c, p, "nat");
    noticed += postings_covered(p) == 0;
    postings_free(p);
  }
  assert_in_range(noticed, whole.len / 64 / 2, whole.len / 64 + 1);
  struct postings *p = postings_open(c.folder, KEY, true);
  postings_free(p);
  assert_int_equal(access(path.ptr, F_OK), 0); /* the last flip was far behind what was read */
  put_file(path.ptr, SLICE("baokantx"));
  postings_free(postings_open(c.folder, KEY, true));
  assert_int_equal(access(path.ptr, F_OK), -1);
  str_free(&whole);
  str_free(&path);
  corpus_end(&c);
}

/* Cut short by another program while it is in use. */
static void test_cut_in_use(void **state)
{
  struct corpus c;
  struct str path = STR_INIT;
  (void)state;
  corpus_begin(&c);
  write_segment(&c, 1, 0, TEXTS);
  segment_path(&c, 1, &path);
  struct postings *p = postings_open(c.folder, KEY, false);
  struct postings_records records = records_of(&c);
  match_all(p, &records);
  assert_int_equal(truncate(path.ptr, 1), 0);
  check_query(&c, p, "潮信");
  check_query(&c, p, "nat");
  postings_free(p);
  str_free(&path);
  corpus_end(&c);
}

static void test_foreign(void **state)
{
  struct corpus c;
  (void)state;
  corpus_begin(&c);
  write_segment(&c, 1, 0, TEXTS);
  struct postings *p = postings_open(c.folder, KEY + 1, false);
  struct postings_records records = records_of(&c);
  match_all(p, &records);
  assert_int_equal(postings_covered(p), 0);
  postings_free(p);
  p = postings_open("/nonexistent", KEY, true);
  match_all(p, &records);
  assert_int_equal(postings_covered(p), 0);
  postings_free(p);
  corpus_end(&c);
}

static void test_unwritable(void **state)
{
  (void)state;
  struct gathering g = { 0 };
  assert_int_not_equal(segment_write("/nonexistent/1.seg", KEY, &g), 0);
  assert_int_not_equal(segment_write("/dev/full/1.seg", KEY, &g), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_finds_all),     cmocka_unit_test(test_exact_for_pairs),
    cmocka_unit_test(test_uncovered),     cmocka_unit_test(test_changed),
    cmocka_unit_test(test_other_ids),     cmocka_unit_test(test_merge),
    cmocka_unit_test(test_dead),          cmocka_unit_test(test_merged_as_written),
    cmocka_unit_test(test_stopped_merge), cmocka_unit_test(test_large_one_left),
    cmocka_unit_test(test_look_again),    cmocka_unit_test(test_damage),
    cmocka_unit_test(test_cut_in_use),    cmocka_unit_test(test_foreign),
    cmocka_unit_test(test_unwritable),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
