#include "tui/prompt.h"

#include "tui/tui.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* What the prompt told, in order: "changed fog; accept fog; ". */
struct listener {
  struct tui tui; /* first: what the prompt hands back */
  struct str told;
};

static void tell(struct tui *t, const char *what, struct slice text)
{
  str_addf(&((struct listener *)t)->told, "%s %.*s; ", what, SLICE_ARG(text));
}

static void changed(struct tui *t, struct slice text)
{
  tell(t, "changed", text);
}

static void accept(struct tui *t, struct slice text)
{
  tell(t, "accept", text);
}

static void cancel(struct tui *t)
{
  tell(t, "cancel", SLICE(""));
}

static void complete(struct tui *t, struct str *text)
{
  (void)t;
  str_adds(text, "-whole");
}

static void step(struct tui *t, int by)
{
  tell(t, by < 0 ? "up" : "down", SLICE(""));
}

static const struct prompt_ops quiet = { .accept = accept };
static const struct prompt_ops all = { changed, accept, cancel, complete, step };

/* Types keys: names in <>, the rest as it stands. */
static void type(struct prompt *p, struct tui *t, const char *keys)
{
  struct slice rest = slice_of(keys);
  while (rest.len) {
    size_t end = rest.ptr[0] == '<' ? slice_find_char(rest, '>') : SLICE_NONE;
    if (end != SLICE_NONE) {
      struct slice name = { rest.ptr + 1, end - 1 };
      key_code key = slice_eq(name, SLICE("paste"))    ? (key_code)KEY_CODE_PASTE_BEGIN
                     : slice_eq(name, SLICE("pasted")) ? (key_code)KEY_CODE_PASTE_END
                                                       : key_parse(name);
      assert_int_not_equal(key, KEY_NONE);
      prompt_key(p, t, key);
      rest = slice_from(rest, end + 1);
      continue;
    }
    size_t bytes = 1;
    while (bytes < rest.len && ((unsigned char)rest.ptr[bytes] & 0xc0) == 0x80) bytes++;
    prompt_key(p, t, key_parse(slice_first(rest, bytes)));
    rest = slice_from(rest, bytes);
  }
}

static void run(const struct prompt_ops *ops, const char *keys, const char *told)
{
  struct listener l = { .told = STR_INIT };
  struct prompt p = { .label = STR_INIT, .text = STR_INIT };
  prompt_open(&p, ops, SLICE("/"));
  type(&p, &l.tui, keys);
  if (strcmp(l.told.ptr, told) != 0) fail_msg("%s: '%s', not '%s'", keys, l.told.ptr, told);
  assert_true(p.cursor <= p.text.len);
  prompt_free(&p);
  str_free(&l.told);
}

static void test_editing(void **state)
{
  static const struct {
    const char *keys, *accepted;
  } rows[] = {
    { "fog<Enter>", "fog" },
    { "<Enter>", "" },
    { "fog<BS><BS>ee<Enter>", "fee" },
    { "潮信<BS>水<Enter>", "潮水" },
    { "e\xcc\x81x<Left><BS>o<Enter>", "ox" }, /* a letter and its mark are one */
    { "fog<Left><Left>r<Enter>", "frog" },
    { "fog<Home>x<End>y<Enter>", "xfogy" },
    { "fog<C-a><Del><Enter>", "og" },
    { "fog<C-a><C-d>d<Enter>", "dog" },
    { "spring tide <C-w>neap<Enter>", "spring neap" },
    { "spring tide<Home><Right><C-k><Enter>", "s" },
    { "spring tide<Left><C-u><Enter>", "e" },
    { "<Left><Left>a<Right><Right>b<Enter>", "ab" },
    { "<Del><C-k>a<Enter>", "a" },
    { "a<C-e><F5><M-x>b<Enter>", "ab" },
    { "<paste>a<Enter>b<Tab>c<pasted><Enter>", "a b c" },
  };
  (void)state;
  struct str told = STR_INIT;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    str_clear(&told);
    str_addf(&told, "accept %s; ", rows[i].accepted);
    run(&quiet, rows[i].keys, told.ptr);
  }
  str_free(&told);
}

static void test_what_is_told(void **state)
{
  (void)state;
  run(&all, "ab", "changed a; changed ab; ");
  run(&all, "a<Left>", "changed a; "); /* moving changes nothing */
  run(&all, "a<Tab><Enter>", "changed a; changed a-whole; accept a-whole; ");
  run(&all, "a<Up><Down><C-p><C-n>", "changed a; up ; down ; up ; down ; ");
  run(&all, "a<BS>", "changed a; changed ; ");
  run(&all, "<BS>", "cancel ; ");
  run(&all, "<Esc>", "cancel ; ");
  run(&all, "a<C-c>", "changed a; cancel ; ");
  run(&all, "<C-g>", "cancel ; ");
  run(&quiet, "a<Esc>", "");
}

static void test_it_closes_before_it_tells(void **state)
{
  (void)state;
  struct listener l = { .told = STR_INIT };
  struct prompt p = { .label = STR_INIT, .text = STR_INIT };
  prompt_open(&p, &all, SLICE("/"));
  type(&p, &l.tui, "a<Enter>");
  assert_null(p.ops);
  assert_int_equal(p.text.len, 0);
  prompt_open(&p, &all, SLICE(":"));
  assert_int_equal(p.cursor, 0);
  assert_string_equal(p.label.ptr, ":");
  prompt_free(&p);
  str_free(&l.told);
}

static void test_a_flood(void **state)
{
  (void)state;
  struct listener l = { .told = STR_INIT };
  struct prompt p = { .label = STR_INIT, .text = STR_INIT };
  prompt_open(&p, &quiet, SLICE("/"));
  for (int i = 0; i < 100000; i++) prompt_key(&p, &l.tui, 0x6f6e);
  assert_true(p.text.len > 1000 && p.text.len <= 4096);
  assert_int_equal(p.text.len % 3, 0);
  prompt_free(&p);
  str_free(&l.told);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_editing),
    cmocka_unit_test(test_what_is_told),
    cmocka_unit_test(test_it_closes_before_it_tells),
    cmocka_unit_test(test_a_flood),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
