/* Head and body are parts of the file, and the flat scanner agrees with libyaml. */
#include "fuzz.h"

#include "site/front_matter.h"
#include "site/yaml.h"

static bool same(const struct value *a, const struct value *b)
{
  return a->kind == b->kind && slice_eq(a->key, b->key) && slice_eq(a->text, b->text) &&
         (a->kind != VALUE_SCALAR || a->style == b->style);
}

/* What the flat scanner makes is no deeper than a list in a map. */
static void check_flat(struct slice head)
{
  struct arena arena = { 0 };
  const struct value *flat = front_flat(head, &arena);
  if (flat) {
    const struct value *yaml = yaml_parse(head, &arena, NULL);
    HOLDS(yaml && yaml->kind == flat->kind);
    const struct value *a = flat->first, *b = yaml->first;
    for (; a && b; a = a->next, b = b->next) {
      HOLDS(same(a, b));
      const struct value *c = a->first, *d = b->first;
      for (; c && d; c = c->next, d = d->next) HOLDS(same(c, d) && !c->first && !d->first);
      HOLDS(!c && !d);
    }
    HOLDS(!a && !b);
  }
  arena_free(&arena);
}

static void check(struct slice text, enum front_rules rules)
{
  struct arena arena = { 0 };
  struct diag_list diags = { 0 };
  struct front_matter front;
  front_read(text, rules, &arena, &diags, &front);
  HOLDS(front.body_offset <= text.len);
  HOLDS(!front.values || front.values->kind == VALUE_MAP);
  if (front.head.len)
    HOLDS(front.head.ptr >= text.ptr && front.head.ptr + front.head.len <= text.ptr + text.len);
  check_flat(front.head);
  diag_list_free(&diags);
  arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
  struct slice in = fuzz_input(data, bytes);
  enum front_rules rules = (enum front_rules)(fuzz_option(&in) % (FRONT_ONLY_HUGO + 1));
  struct str text = STR_INIT;
  fuzz_utf8(in, &text);
  check(str_slice(&text), FRONT_LENIENT);
  check(str_slice(&text), rules);
  check_flat(str_slice(&text));
  str_free(&text);
  return 0;
}
