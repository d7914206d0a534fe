#include "store/post_key.h"

#include "store/index_data.h"

void post_key(const struct index *x, uint32_t id, struct str *out)
{
  const struct record *r = index_record(x, id);
  struct slice url = index_string(x, r->url);
  if (url.len) {
    str_add(out, url);
    return;
  }
  struct slice path = index_string(x, r->path), language;
  str_adds(out, "name:");
  str_add(out, name_own(path, &language));
  if (language.len) str_addf(out, "@%.*s", SLICE_ARG(language));
}

uint32_t post_of_key(const struct index *x, struct slice key)
{
  if (!slice_starts(key, SLICE("name:"))) return index_find_url(x, key);
  struct slice rest = slice_from(key, strlen("name:")), name;
  slice_cut(&rest, '@', &name);
  uint32_t id = index_find_name(x, name);
  struct str found = STR_INIT;
  if (id != INDEX_NONE) post_key(x, id, &found);
  bool same = slice_eq(str_slice(&found), key);
  str_free(&found);
  return same ? id : INDEX_NONE;
}

/* "https://example.org" names no one: it stands in many unfinished configurations. */
static bool is_placeholder(struct slice url)
{
  static const char *const words[] = { "//example.com",   "//example.org",  "//example.net",
                                       "//www.example.",  "//localhost",    "//127.0.0.1",
                                       "//yourusername.", "//your-domain.", "//0.0.0.0" };
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (slice_find_nocase(url, slice_of(words[i])) != SLICE_NONE) return true;
  return url.len == 0;
}

void site_key(struct slice url, struct slice baseurl, struct slice root, struct str *out)
{
  bool own = !is_placeholder(url);
  if (!own) str_adds(out, "file://");
  while (slice_ends(url, SLICE("/"))) url.len--;
  str_add(out, own ? url : root);
  if (own) str_add(out, baseurl);
  while (out->len > 1 && out->ptr[out->len - 1] == '/') str_cut(out, out->len - 1);
}
