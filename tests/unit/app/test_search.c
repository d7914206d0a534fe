/* The law of searching, whatever the text index knows of the posts. */
#include "shelf.h"

enum {
  PIECES = 24,
  POSTS = 10000 / SLOWER + 200, /* so many that an index is worth it */
  QUERIES = 2000 / SLOWER,
  COPIES = 3, /* of each post of the corpus */
};

/* Rarer and rarer, so that queries find all, some, few or none. */
static void draw_piece(struct shelf *s, struct str *out)
{
  static const char *const pieces[PIECES] = { "潮",   "水",   "的",   "臺灣", "灯塔", "雾",
                                              "tide", "ＡＩ", "カナ", "한국", "e",    "7.4",
                                              "，",   "港口", "马上", "é",    "银行", "北",
                                              "站",   "鯨",   "島",   "𠮷",   "q",    "鲭" };
  uint32_t a = draw(s, PIECES), b = draw(s, PIECES), c = draw(s, PIECES);
  str_adds(out, pieces[a * b * c / (PIECES * PIECES)]);
  if (draw(s, 8) == 0) str_addc(out, ' ');
}

static void write_post(struct shelf *s, uint32_t number)
{
  static const char *const shapes[] = { "<p>%s</p>\n", "%s\n\n", "- *%s*\n",
                                        "<table><tr><td>%s</td></tr></table>\n" };
  struct str text = STR_INIT, line = STR_INIT;
  char name[24];
  str_addf(&text, "---\ntitle: \"%u ", number);
  for (int i = 0; i < 4; i++) draw_piece(s, &text);
  str_addf(&text, "\"\ndate: 2024-%02u-%02u\ncategories: c%u\n---\n", 1 + number % 12,
           1 + number % 28, number % 5);
  for (uint32_t lines = 1 + draw(s, 4); lines > 0; lines--) {
    str_clear(&line);
    for (uint32_t i = 1 + draw(s, 20); i > 0; i--) draw_piece(s, &line);
    const char *shape = shapes[draw(s, 4)], *gap = strstr(shape, "%s");
    str_addf(&text, "%.*s%s%s", (int)(gap - shape), shape, line.ptr, gap + 2);
  }
  snprintf(name, sizeof name, "%u.md", number);
  write_file(s, name, str_slice(&text));
  str_free(&text);
  str_free(&line);
}

/* Mostly rare, so that the index has something to say. */
static void draw_query(struct shelf *s, struct str *out)
{
  static const char *const fields[] = { "title:", "category:c", "-", "after:2024-0", "\"" };
  for (uint32_t terms = 1 + draw(s, 3); terms > 0; terms--) {
    if (draw(s, 5) == 0) str_adds(out, fields[draw(s, 5)]);
    for (uint32_t pieces = 3 + draw(s, 4); pieces > 0; pieces--) draw_piece(s, out);
    str_addc(out, ' ');
  }
}

/* What stands somewhere, and maybe something else that does. */
static void draw_quote(struct shelf *s, struct str *out)
{
  static const char *const before[] = { "", "", "", "\"", "-", "title:" };
  for (uint32_t terms = 1 + draw(s, 2); terms > 0; terms--) {
    struct slice text = str_slice(&s->texts.items[draw(s, (uint32_t)s->texts.count)].folded);
    const char *mark = before[draw(s, sizeof before / sizeof *before)];
    size_t at = text.len ? draw(s, (uint32_t)text.len) : 0, characters = 1 + draw(s, 10);
    while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80) at--;
    struct slice quote = slice_from(text, at);
    size_t bytes = 0;
    for (; bytes < quote.len && quote.ptr[bytes] != '\n' && quote.ptr[bytes] != '"'; bytes++)
      if (((unsigned char)quote.ptr[bytes] & 0xC0) != 0x80 && characters-- == 0) break;
    str_addf(out, "%s%.*s%s ", mark, SLICE_ARG(slice_first(quote, bytes)),
             *mark == '"' ? mark : "");
  }
}

static void check_queries(struct shelf *s, size_t queries, bool build,
                          void draw_one(struct shelf *s, struct str *out))
{
  struct workers *w = workers_new(2, 64);
  struct text_index *t = text_index_open(s->library, w);
  struct str query = STR_INIT;
  size_t covered, of;
  if (build) {
    text_index_build(t);
    check_query(s, w, t, SLICE("潮水")); /* while it is being built */
    while (workers_wait(w)) (void)0;
    text_index_progress(t, &covered, &of);
    assert_int_equal(text_index_error(t), 0);
    assert_int_equal(covered, of);
    assert_int_equal(text_saved(s->library).posts, of);
  }
  for (size_t i = 0; i < queries; i++) {
    str_clear(&query);
    draw_one(s, &query);
    check_query(s, w, t, str_slice(&query));
  }
  workers_free(w);
  text_index_free(t);
  str_free(&query);
}

static void test_law(void **state)
{
  struct shelf s;
  (void)state;
  shelf_begin(&s);
  for (uint32_t i = 0; i < POSTS; i++) write_post(&s, i);
  open_library(&s);
  check_queries(&s, 2, false, draw_query);
  check_queries(&s, QUERIES / 2, true, draw_query);
  check_queries(&s, QUERIES / 2, false, draw_quote);
  close_library(&s);
  for (uint32_t i = 0; i < 40; i++) write_post(&s, i * 7); /* changed behind the index's back */
  write_post(&s, POSTS);
  open_library(&s);
  check_queries(&s, QUERIES / 10, false, draw_query);
  close_library(&s);
  shelf_end(&s);
}

/* Files of real posts, put into one folder. */
struct gathered {
  struct shelf *shelf;
  struct str folder;
  uint32_t count;
};

static bool copy_post(void *context, struct slice name, bool is_dir)
{
  struct gathered *g = context;
  struct str to = STR_INIT, bytes = STR_INIT;
  size_t folder = g->folder.len;
  str_addf(&g->folder, "/%.*s", SLICE_ARG(name));
  bool post = slice_ends(name, SLICE(".md")) || slice_ends(name, SLICE(".markdown")) ||
              slice_ends(name, SLICE(".html"));
  if (is_dir) {
    dir_each(g->folder.ptr, copy_post, g);
  } else if (post && file_read(g->folder.ptr, SIZE_MAX, &bytes, NULL) == 0) {
    str_addf(&to, "%u%s", g->count, slice_ends(name, SLICE(".html")) ? ".html" : ".md");
    write_file(g->shelf, to.ptr, str_slice(&bytes));
    g->count++;
  }
  str_cut(&g->folder, folder);
  str_free(&bytes);
  str_free(&to);
  return true;
}

static void test_law_of_corpus(void **state)
{
  const char *corpus = getenv("BAOKAN_CORPUS");
  struct shelf s;
  (void)state;
  if (!corpus) { /* skip() is a failure in the TAP of older libraries */
    print_message("# BAOKAN_CORPUS names no folder of real sites\n");
    return;
  }
  shelf_begin(&s);
  struct gathered g = { &s, STR_INIT, 0 };
  str_adds(&g.folder, corpus);
  for (int copy = 0; copy < COPIES; copy++) dir_each(corpus, copy_post, &g);
  open_library(&s);
  check_queries(&s, QUERIES / 5, true, draw_quote);
  close_library(&s);
  str_free(&g.folder);
  shelf_end(&s);
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_law),
                                      cmocka_unit_test(test_law_of_corpus) };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
