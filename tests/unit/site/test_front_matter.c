#include "site/front_matter.h"

#include "site/yaml.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* --- where the head ends --- */

static void test_split(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    enum front_rules rules;
    enum front_kind kind;
    const char *body;
  } rows[] = {
    { "---\na: 1\n---\nbody\n", FRONT_LENIENT, FRONT_YAML, "body\n" },
    { "---\na: 1\n...\n\n  \n body", FRONT_ONLY_JEKYLL, FRONT_YAML, " body" },
    { "---  \r\na: 1\r\n---\t\r\nbody", FRONT_ONLY_JEKYLL, FRONT_YAML, "body" },
    { "---\n---\nbody", FRONT_ONLY_JEKYLL, FRONT_YAML, "body" },
    { "---\na: 1\n---", FRONT_ONLY_JEKYLL, FRONT_YAML, "" },
    { "---\na: 1\nbody", FRONT_ONLY_JEKYLL, FRONT_NONE, "---\na: 1\nbody" },
    { "---\na: 1\ntags:\n- x\n\nbody", FRONT_LENIENT, FRONT_YAML, "body" },
    { "\n\n---\na: 1\n---\nbody", FRONT_LENIENT, FRONT_YAML, "body" },
    { "\n---\na: 1\n---\nbody", FRONT_ONLY_JEKYLL, FRONT_NONE, "\n---\na: 1\n---\nbody" },
    { "----\na: 1\n----\nbody", FRONT_LENIENT, FRONT_YAML, "body" },
    { "---\na: 1\n-----\nbody", FRONT_LENIENT, FRONT_YAML, "body" },
    { "--\na: 1\n--\n", FRONT_LENIENT, FRONT_NONE, "--\na: 1\n--\n" },
    { "----\na: 1\n----\n", FRONT_ONLY_JEKYLL, FRONT_NONE, "----\na: 1\n----\n" },
    { "----\na: 1\n---\n----\nbody", FRONT_ONLY_HEXO, FRONT_YAML, "body" },
    { "---\r\na: 1\r\n---- x\r\nbody", FRONT_ONLY_HEXO, FRONT_YAML, "- x\r\nbody" },
    { "---\n---\nbody", FRONT_ONLY_HEXO, FRONT_NONE, "---\n---\nbody" },
    { "--- \na: 1\n ---\n---\nbody", FRONT_ONLY_HEXO, FRONT_YAML, "body" },
    { "--- x\na: 1\n---\nbody", FRONT_ONLY_HEXO, FRONT_NONE, "--- x\na: 1\n---\nbody" },
    { "any: 1\n\nother: 2\n----\nbody", FRONT_ONLY_HEXO, FRONT_OPEN, "body" },
    { ";;;\n\"a\": 1\n;;;\nbody", FRONT_ONLY_HEXO, FRONT_JSON, "body" },
    { "\"a\": 1\n;;;\nbody", FRONT_ONLY_HEXO, FRONT_JSON, "body" },
    { "\n;;;\n\"a\": 1\n;;;\nbody", FRONT_LENIENT, FRONT_JSON, "body" },
    { "---\nA rule, then text.\n", FRONT_LENIENT, FRONT_NONE, "---\nA rule, then text.\n" },
    { "title: x\ntags:\n  - y\n---\nbody", FRONT_LENIENT, FRONT_OPEN, "body" },
    { "title: x\n  --- \nbody", FRONT_LENIENT, FRONT_OPEN, "body" },
    { "title: x\n---\nbody", FRONT_ONLY_JEKYLL, FRONT_NONE, "title: x\n---\nbody" },
    { "Moral: a heading\n---\nbody", FRONT_LENIENT, FRONT_NONE, "Moral: a heading\n---\nbody" },
    { "title: x\nsome prose\n---\n", FRONT_LENIENT, FRONT_NONE, "title: x\nsome prose\n---\n" },
    { "+++\na = 1\n+++\nbody", FRONT_LENIENT, FRONT_TOML, "body" },
    { "+++\na = 1\n+++\nbody", FRONT_ONLY_JEKYLL, FRONT_NONE, "+++\na = 1\n+++\nbody" },
    { "{ \"a\": \"}\", \"b\": [1] }\n\nbody", FRONT_LENIENT, FRONT_JSON, "body" },
    { "{% note %}", FRONT_LENIENT, FRONT_NONE, "{% note %}" },
    { "", FRONT_LENIENT, FRONT_NONE, "" },
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct front_matter f;
    struct slice text = slice_of(rows[i].text);
    front_split(text, rows[i].rules, &f);
    if (f.kind != rows[i].kind) fail_msg("row %zu is of kind %d", i, f.kind);
    struct slice body = slice_from(text, f.body_offset);
    if (!slice_eq(body, slice_of(rows[i].body)))
      fail_msg("row %zu: body \"%.*s\"", i, SLICE_ARG(body));
  }
}

/* --- the flat scanner and libyaml agree --- */

static bool same(const struct value *a, const struct value *b)
{
  if (!a || !b || a->kind != b->kind) return a == b;
  if (!slice_eq(a->key, b->key)) return false;
  if (a->kind == VALUE_SCALAR) return a->style == b->style && slice_eq(a->text, b->text);
  const struct value *x = a->first, *y = b->first;
  for (; x && y; x = x->next, y = y->next)
    if (x->kind == VALUE_LIST ? y->kind != VALUE_LIST || x->nodes != y->nodes : !same(x, y))
      return false;
  return x == y;
}

static const char *const heads[] = {
  "title: heron\n",
  "title: \"it's\"\ndate: 2031-04-05 06:07:08 +0900\n",
  "title: 'a \"b\"'\n",
  "a:\nb: c\n",
  "a:   \n\nb: c  \n",
  "tags: [a, \"b, c\", 'd']\n",
  "tags: []\n",
  "tags:\n- a\n- 'b c'\n",
  "tags:\n  - a\n  - b\ntitle: x\n",
  "# note\ntitle: x#y\n",
  "title: x # note\n",
  "title: a: b\n",
  "title: a:b\n",
  "title: -x\n",
  "title: - x\n",
  "title: x:\n",
  "a: b\n  c\n",
  "a: b\n\n  c\n",
  "a:\n  b: c\n",
  "a: \"b\\n\"\n",
  "a: 'b''c'\n",
  "a: \"b\" c\n",
  "a: |\n  b\n",
  "a: &x b\n",
  "a: *x\n",
  "a: [b\n",
  "a: [b, [c]]\n",
  "a: [b: c]\n",
  "a: [b,]\n",
  "a: [b, , c]\n",
  "a: {b: c}\n",
  "tags:\n- a\n  - b\n",
  "tags:\n -a\n",
  "tags:\n- a: b\n",
  "tags:\n-\n",
  "a: b\nc\n",
  "a:b\n",
  "? a\n",
  "a : b\n",
  "\"a\": b\n",
  "a: b\tc\n",
  "a: b\r\nc: d\r\n",
  "a: \xc2\x85"
  "b\n",
  "a: \xe2\x80\xa8"
  "b\n",
  "a: b\x01\n",
  "a: %b\n",
  "a: @b\n",
  "a: `b\n",
  "a: !b c\n",
  "a: \xef\xbb\xbf"
  "b\n",
  "- a\n",
  "a: [b c, d]\n",
  "a: ['b' , \"c\"]\n",
  "a: ['b'c]\n",
  "a: [b#c]\n",
  "a: 潮: 汐\n",
  "a: b\na: c\n",
  "a: >\n",
  "a: ~\n",
  "a: ,b\n",
  "a: b, c\n",
  "a: b]\n",
  "a: \"\n",
  "tags:\n- a\n\n- b\n",
  "tags:\n- a\n# n\n- b\n",
  "a: 'b\n",
  "a: -\n",
  "a: --- b\n",
  "a:  +0800\n",
  "a-b_c: d\n",
  "-a: b\n",
  "<<: b\n",
  "a: ?b\n",
};

static void test_flat_agrees_with_libyaml(void **state)
{
  (void)state;
  size_t accepted = 0;
  for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
    struct arena a = { 0 };
    const struct value *flat = front_flat(slice_of(heads[i]), &a);
    const struct value *yaml = yaml_parse(slice_of(heads[i]), &a, NULL);
    if (flat && !same(flat, yaml)) fail_msg("\"%s\" is read in two ways", heads[i]);
    accepted += flat != NULL;
    arena_free(&a);
  }
  assert_true(accepted >= 20);
}

/* The same over heads put together at random. */
static void test_flat_agrees_at_random(void **state)
{
  (void)state;
  static const char *const parts[] = { "a",  ":",    " ",   "\n",  "- ",  "#",  "\"",     "'",
                                       "[",  "]",    ",",   "b: ", "  ",  "\n", "c: d\n", "1",
                                       "\\", "\r\n", "...", "---", "x y", "\t", "&",      "潮" };
  uint32_t seed = 12345;
  for (int round = 0; round < 20000; round++) {
    struct str head = STR_INIT;
    struct arena a = { 0 };
    for (int i = 0; i < 12; i++) {
      seed = seed * 1664525u + 1013904223u;
      str_adds(&head, parts[(seed >> 16) % (sizeof parts / sizeof *parts)]);
    }
    const struct value *flat = front_flat(str_slice(&head), &a);
    if (flat && !same(flat, yaml_parse(str_slice(&head), &a, NULL)))
      fail_msg("\"%s\" is read in two ways", head.ptr);
    str_free(&head);
    arena_free(&a);
  }
}

/* --- recovery --- */

struct recovery_row {
  const char *text, *key, *expected;
  enum diag_code code;
  uint32_t line;
};

static void test_recovery(void **state)
{
  (void)state;
  static const struct recovery_row rows[] = {
    { "---\ntitle: \"say \"tide\" twice\"\ntags: sea\n---\n", "title", "say \"tide\" twice",
      DIAG_TITLE_QUOTES, 2 },
    { "---\ntitle: \"say \"tide\" twice\"\ntags: sea\n---\n", "tags", "sea",
      DIAG_FRONT_MATTER_NOT_YAML, 2 },
    { "---\ntitle: \"down to D:\\\"\ndate: x\n---\n", "title", "down to D:\\", DIAG_TITLE_QUOTES,
      2 },
    { "---\ntitle: low: water\n---\n", "title", "low: water", DIAG_FRONT_MATTER_NOT_YAML, 2 },
    { "---\ntitle: [new] tide\n---\n", "title", "[new] tide", DIAG_FRONT_MATTER_NOT_YAML, 2 },
    { "---\ntitle: 'it's low'\n---\n", "title", "it's low", DIAG_TITLE_QUOTES, 2 },
    { "---\na: b\ntags:\n\t- ebb\n---\n", "a", "b", DIAG_FRONT_MATTER_TABS, 3 },
    { "---\ntitle: tide\n  author: gull\n---\n", "author", "gull", DIAG_FRONT_MATTER_NOT_YAML, 3 },
    { "---\ntitle：wide colon\n---\n", "title", "wide colon", DIAG_FRONT_MATTER_NOT_MAPPING, 2 },
    { "---\ntitle: tide\n ---\nProse: here\n\nMore.\n---\n", "title", "tide",
      DIAG_FRONT_MATTER_NOT_YAML, 7 },
    { "---\ntitle: tide\n\nProse that goes on.\n\n---\n", "title", "tide",
      DIAG_FRONT_MATTER_UNCLOSED, 4 },
    { "---\ntitle: one\ntitle: two\n---\n", "title", "two", DIAG_DUPLICATE_KEY, 2 },
    { "---\ntitle = \"ebb\"\ndate = 2031-04-05\n---\n", "date", "2031-04-05",
      DIAG_FRONT_MATTER_NOT_MAPPING, 2 },
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct arena a = { 0 };
    struct diag_list diags = { 0 };
    struct front_matter f;
    front_read(slice_of(rows[i].text), FRONT_LENIENT, &a, &diags, &f);
    struct slice got = value_string(value_gets(f.values, rows[i].key));
    if (!got.ptr || !slice_eq(got, slice_of(rows[i].expected)))
      fail_msg("row %zu: \"%.*s\"", i, SLICE_ARG(got));
    uint32_t line = 0;
    for (size_t d = 0; d < diags.found.count; d++)
      if (diags.found.items[d].code == rows[i].code) line = diags.found.items[d].line;
    if (line != rows[i].line) fail_msg("row %zu: %s on line %u", i, diag_name(rows[i].code), line);
    diag_list_free(&diags);
    arena_free(&a);
  }
}

static void test_open_list(void **state)
{
  (void)state;
  struct arena a = { 0 };
  struct diag_list diags = { 0 };
  struct front_matter f;
  front_read(SLICE("---\ntags: [ebb, 'low water'\ntitle: x\n---\n"), FRONT_LENIENT, &a, &diags, &f);
  const struct value *tags = value_gets(f.values, "tags");
  assert_non_null(tags);
  assert_true(tags->first && slice_eq(tags->first->text, SLICE("ebb")));
  assert_true(slice_eq(tags->last->text, SLICE("low water")));
  assert_true(slice_eq(value_string(value_gets(f.values, "title")), SLICE("x")));
  diag_list_free(&diags);
  arena_free(&a);
}

/* What hexo-front-matter makes of tabs, of JSON, and of text before a rule. */
static void test_hexo(void **state)
{
  (void)state;
  static const struct {
    const char *text, *key, *expected; /* NULL: no head */
  } rows[] = {
    { "---\na: 1\ntags:\n\t- ebb\n---\n", "a", "1" },
    { ";;;\n\"title\": \"ebb\",\n\"a\": 1\n;;;\n", "title", "ebb" },
    { "Some prose\n---\nx", "title", NULL },
    { "tide: 1\n---\nx", "tide", "1" },
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct arena a = { 0 };
    struct front_matter f;
    front_read(slice_of(rows[i].text), FRONT_ONLY_HEXO, &a, NULL, &f);
    struct slice got = value_string(value_gets(f.values, rows[i].key));
    if (!slice_eq(got, slice_of(rows[i].expected ? rows[i].expected : "")))
      fail_msg("row %zu: \"%.*s\"", i, SLICE_ARG(got));
    if (!rows[i].expected && f.body_offset) fail_msg("row %zu: a head", i);
    arena_free(&a);
  }
}

static void test_generator_reads_nothing_of_it(void **state)
{
  (void)state;
  struct arena a = { 0 };
  struct front_matter f;
  front_read(SLICE("---\ntitle: \"a\"b\"\n---\nx"), FRONT_ONLY_JEKYLL, &a, NULL, &f);
  assert_null(f.values);
  assert_true(f.broken);
  arena_free(&a);
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_split),
    cmocka_unit_test(test_flat_agrees_with_libyaml),
    cmocka_unit_test(test_flat_agrees_at_random),
    cmocka_unit_test(test_recovery),
    cmocka_unit_test(test_open_list),
    cmocka_unit_test(test_hexo),
    cmocka_unit_test(test_generator_reads_nothing_of_it),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
