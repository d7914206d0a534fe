#include "site/taxonomy.h"

#include "site/yaml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct row {
  enum site_kind kind;
  bool as_generator;
  const char *above, *front, *categories, *tags;
};

static bool is_whole(void *context, struct slice name)
{
  (void)context;
  return slice_eq(name, SLICE("harbour news"));
}

static void assert_names(const slice_list *list, const char *expected, size_t row)
{
  struct str names = STR_INIT;
  for (size_t i = 0; i < list->count; i++)
    str_addf(&names, "%s%.*s", i ? "|" : "", SLICE_ARG(list->items[i]));
  if (strcmp(names.ptr, expected) != 0)
    fail_msg("row %zu: \"%s\", not \"%s\"", row, names.ptr, expected);
  str_free(&names);
}

/* clang-format off */
static const struct row rows[] = {
  { SITE_JEKYLL, true, "", "categories: fog tide\ntags: a  b\n", "fog|tide", "a|b" },
  { SITE_JEKYLL, true, "", "category: fog tide\ntag: a b\n", "fog tide", "a b" },
  { SITE_JEKYLL, true, "isle/north", "categories: [fog, isle]\n", "isle|north|fog", "" },
  { SITE_JEKYLL, true, "", "categories: [two, three]\ncategory: one\ntags: [y]\ntag: x\n", "two|three|one", "x" },
  { SITE_JEKYLL, false, "", "tags: [y]\ntag: x\n", "", "y|x" },
  { SITE_JEKYLL, true, "", "tags: fog, tide\n", "", "fog,|tide" },
  { SITE_JEKYLL, false, "", "tags: fog, tide mark，ebb、low\n", "", "fog|tide mark|ebb|low" },
  { SITE_JEKYLL, true, "", "tags: [1, 2.50, yes, ~, [a, [b]], a]\n", "", "1|2.5|true|a|b" },
  { SITE_JEKYLL, true, "", "categories: [fog, [bank, ~], ~, {isle: 'a \"b\"'}]\n", "fog|[\"bank\", nil]|{\"isle\"=>\"a \\\"b\\\"\"}||bank", "" },
  { SITE_JEKYLL, false, "", "categories: [fog, [bank, ~], ~]\n", "fog|bank", "" },
  { SITE_JEKYLL, false, "", "tags: [1, 2.50, yes]\n", "", "1|2.50|yes" },
  { SITE_JEKYLL, true, "", "tags: yes\ncategories:\n", "", "" },
  { SITE_JEKYLL, true, "", "tags: 5\ntag: no\ncategory: 1.0e+3\n", "1000.0", "" },
  { SITE_JEKYLL, true, "", "tags: [1.0e+16, 0.00001, 12345678901234567890, 1__0]\n", "", "1.0e+16|1.0e-05|12345678901234567890|1__0" },
  { SITE_JEKYLL, false, "", "tags: {a: 1}\n", "", "" },
  { SITE_JEKYLL, true, "", "tags: 雾　潮\n", "", "雾　潮" },
  { SITE_JEKYLL, true, "", "categories: harbour news\n", "harbour|news", "" },
  { SITE_JEKYLL, false, "", "categories: harbour news\ntags: of the port\n", "harbour news", "of the port" },
  { SITE_JEKYLL, false, "", "categories: [harbour news]\ntags: of port\n", "harbour news", "of|port" },
  { SITE_HEXO, true, "", "categories: fog tide\ntags: [a, b c]\n", "fog tide", "a|b c" },
  { SITE_HEXO, true, "", "categories: yes\ntags: [1.10, 017, no, 2.0, ~]\n", "yes", "1.1|17|no|2" },
  { SITE_HEXO, true, "", "categories: [a]\ncategory: b\ntags:\ntag: c\n", "a", "c" },
  { SITE_HUGO, true, "", "categories: fog, tide\n", "fog, tide", "" },
  { SITE_ASTRO, false, "", "tags: fog bank, tide\n", "", "fog bank|tide" },
  { SITE_DOCUSAURUS, false, "", "tags: [{label: Fog bank}, plain]\n", "", "Fog bank|plain" },
  { SITE_PLAIN, false, "", "tags: fog tide\n", "", "fog|tide" },
  { SITE_PLAIN, false, "", "keywords: fog bank, tide\n", "", "fog bank|tide" },
};
/* clang-format on */

static void test_rules(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct post post = { .text = STR_INIT };
    struct taxonomy_rules rules = { .kind = rows[i].kind,
                                    .as_generator = rows[i].as_generator,
                                    .above = slice_of(rows[i].above),
                                    .is_whole = is_whole };
    const struct value *front = yaml_parse(slice_of(rows[i].front), &post.arena, NULL);
    assert_non_null(front);
    taxonomy_read(front, &rules, &post);
    assert_names(&post.categories, rows[i].categories, i);
    assert_names(&post.tags, rows[i].tags, i);
    post_free(&post);
  }
}

static void test_a_map_is_told(void **state)
{
  (void)state;
  struct post post = { .text = STR_INIT };
  struct taxonomy_rules rules = { .kind = SITE_JEKYLL };
  taxonomy_read(yaml_parse(SLICE("tags: {a: 1}"), &post.arena, NULL), &rules, &post);
  assert_true(diag_has(&post.diags, DIAG_WRONG_TYPE));
  post_free(&post);
}

int main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_rules),
    cmocka_unit_test(test_a_map_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
