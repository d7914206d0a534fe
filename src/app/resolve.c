/* Where a link leads: by address, by file, by name in the archive, and, for
 * links back, whatever host they name. */
#include "app/library.h"

#include "app/reference.h"
#include "base/path.h"

static bool word_in(struct slice list, struct slice word)
{
  struct slice one;
  while (slice_cut(&list, ' ', &one))
    if (one.len && slice_eq_nocase(one, word)) return true;
  return false;
}

static bool begins_with_any(struct slice text, struct slice words)
{
  struct slice one;
  while (slice_cut(&words, ' ', &one))
    if (one.len && slice_starts(text, one)) return true;
  return false;
}

bool library_owns(const struct library *l, struct slice host)
{
  if (!host.ptr) return true;
  struct slice site_host = reference_of(site_url(library_site(l))).host;
  if (site_host.len && slice_eq_nocase(site_host, host)) return true;
  return word_in(slice_of(library_options(l)->hosts), host);
}

/* "category/x.html", "tags/x/", "x/" -> x; NULL when the path is no such page. */
static struct slice page_name(struct slice path)
{
  static const char *const folders[] = { "category", "categories", "tag", "tags" };
  while (slice_ends(path, SLICE("/"))) path.len--;
  if (slice_ends(path, SLICE("/index.html"))) path.len -= strlen("/index.html");
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
    struct slice first = slice_first(path, slice_find_char(path, '/'));
    if (first.len < path.len && slice_eq_nocase(first, slice_of(folders[i]))) {
      path = slice_from(path, first.len + 1);
      break;
    }
  }
  if (slice_ends(path, SLICE(".html"))) path.len -= strlen(".html");
  return slice_find_char(path, '/') == SLICE_NONE ? path : SLICE_NULL;
}

static bool to_page(const struct library *l, struct slice path, struct link_target *target)
{
  struct slice name = page_name(path);
  if (!name.ptr || name.len == 0) return false;
  const struct index *x = library_index(l);
  static const enum label_kind kinds[] = { LABEL_CATEGORY, LABEL_TAG };
  for (size_t i = 0; i < 2; i++) {
    uint32_t label = label_find(x, kinds[i], name);
    if (label == INDEX_NONE) continue;
    *target = link_to_label(kinds[i], label);
    return true;
  }
  return false;
}

static bool to_post(const struct library *l, struct slice from, struct slice path,
                    struct link_target *target)
{
  const struct index *x = library_index(l);
  struct str full = STR_INIT;
  uint32_t id = index_find_url(x, path);
  if (id == INDEX_NONE && !slice_starts(path, SLICE("/"))) {
    path_join(&full, path_dir(from), path);
    path_normalise(&full);
    id = index_find_path(x, str_slice(&full));
  }
  struct slice name = path_base(path);
  if (id == INDEX_NONE && path_stem(name).len) id = index_find_name(x, path_stem(name));
  str_free(&full);
  if (id == INDEX_NONE) return false;
  *target = link_to(LINK_POST);
  target->id = id;
  return true;
}

static struct slice without_dots(struct slice path)
{
  for (;;) {
    if (slice_starts(path, SLICE("./")))
      path = slice_from(path, 2);
    else if (slice_starts(path, SLICE("../")))
      path = slice_from(path, 3);
    else if (slice_starts(path, SLICE("/")))
      path = slice_from(path, 1);
    else if (slice_eq(path, SLICE(".")) || slice_eq(path, SLICE("..")))
      path = slice_from(path, 2);
    else
      return path;
  }
}

static bool is_home(struct slice path)
{
  return path.len == 0 || slice_eq(path, SLICE("index.html")) || slice_eq(path, SLICE("index.htm"));
}

/* A link back to a page that no longer lists anything: the post's own category. */
static struct link_target own_category(const struct library *l, struct slice from)
{
  const struct index *x = library_index(l);
  uint32_t id = index_find_path(x, from);
  const uint32_t *labels;
  size_t count = id == INDEX_NONE ? 0 : index_labels(x, id, LABEL_CATEGORY, &labels);
  return link_to_label(LABEL_CATEGORY, count ? labels[0] : INDEX_NONE);
}

struct link_target library_resolve(const struct library *l, struct slice from, struct slice url,
                                   struct slice text)
{
  struct link_target target = link_to(LINK_EXTERNAL);
  url = slice_trim(url);
  if (slice_starts(url, SLICE("#"))) return target.kind = LINK_ANCHOR, target;
  struct reference r = reference_of(url);
  bool back = begins_with_any(slice_trim(text), slice_of(library_options(l)->back_words));
  bool own = library_owns(l, r.host);
  if (!reference_is_web(&r) || url.len == 0 || (!own && !back)) return target;

  struct str decoded = STR_INIT;
  reference_decode(r.path, &decoded);
  struct slice path = str_slice(&decoded), base = site_baseurl(library_site(l));
  if (base.len > 1 && path_within(path, base)) path = slice_from(path, base.len);
  bool relative = !r.host.ptr && !slice_starts(path, SLICE("/"));
  struct slice bare = without_dots(path);
  if (is_home(bare) && (back || !relative))
    target.kind = LINK_HOME;
  else if ((own && to_post(l, from, path, &target)) || to_page(l, bare, &target))
    (void)0;
  else if (back)
    target = own_category(l, from);
  str_free(&decoded);
  return target;
}
