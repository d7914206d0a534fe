/* Line 1 of the input is the site's pattern of addresses, line 2 the post's file name,
 * the rest its front matter.  An address is text that begins with "/". */
#include "fuzz_site.h"

#include "site/permalink.h"

static void check_url(struct slice url)
{
  if (!url.ptr) return;
  HOLDS(url.len && url.ptr[0] == '/');
  HOLDS(utf8_valid(url));
}

static void check_slug(struct slice text, bool pretty)
{
  struct str utf8 = STR_INIT, once = STR_INIT, twice = STR_INIT;
  fuzz_utf8(text, &utf8);
  permalink_slug(str_slice(&utf8), pretty, false, &once);
  permalink_slug(str_slice(&once), pretty, false, &twice);
  HOLDS(utf8_valid(str_slice(&once)));
  HOLDS(slice_eq(str_slice(&once), str_slice(&twice)));
  str_free(&utf8);
  str_free(&once);
  str_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
  struct slice in = fuzz_input(data, bytes), pattern = { "", 0 }, name = { "", 0 };
  struct fuzz_site *f = fuzz_site(fuzz_option(&in));
  struct str text = STR_INIT, utf8 = STR_INIT;
  struct post post = { 0 };
  slice_cut(&in, '\n', &pattern);
  slice_cut(&in, '\n', &name);
  if (slice_find_char(name, '\0') != SLICE_NONE) return 0;
  check_slug(name, false);
  check_slug(name, true);

  fuzz_utf8(pattern, &utf8);
  f->temp.site->config.permalink = str_slice(&utf8);
  str_adds(&text, "---\n");
  str_add(&text, in);
  str_adds(&text, "\n---\nx\n");
  fuzz_post(f, name, str_slice(&text), &post);
  check_url(post.url);
  for (size_t i = 0; i < post.aliases.count; i++) HOLDS(utf8_valid(post.aliases.items[i]));
  post_free(&post);
  str_free(&text);
  str_free(&utf8);
  return 0;
}
