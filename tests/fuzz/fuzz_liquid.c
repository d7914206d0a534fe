/* The tags of all generators: what they expand to is text, and bounded. */
#include "fuzz_site.h"

#include "site/expand.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
  struct slice in = fuzz_input(data, bytes);
  const struct fuzz_site *f = fuzz_site(fuzz_option(&in));
  struct str out = STR_INIT;
  struct post post = { 0 };
  fuzz_post(f, SLICE("2024-05-01-a.md"), in, &post);
  HOLDS(utf8_valid(post.title) && post.title.len);
  site_expand(f->temp.site, &post, false, &out);
  HOLDS(utf8_valid(str_slice(&out)));
  HOLDS(out.len <= (size_t)EXPAND_MAX_BYTES + (1 << 20));
  str_free(&out);
  post_free(&post);
  return 0;
}
