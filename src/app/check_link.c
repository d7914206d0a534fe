#include "app/check_link.h"

#include "app/reference.h"
#include "app/site_file.h"
#include "base/ascii.h"
#include "base/map.h"
#include "base/path.h"
#include "doc/plain.h"

#include <stdlib.h>

enum {
  LOCATE_BYTES_MAX = 1 << 20,
  SHAPE_POSTS_MIN = 3,
  EXTENSION_BYTES_MAX = 5,
  LINKS_MAX = 2000,
  PART_BYTES_MIN = 8
};

/* The shape of an address is its folders, years and other numbers written as zeros:
 * "/news/2024/05/01/ice.html" is "/news/0000/00/00/".  What has the shape of the posts' own
 * addresses, but the name of none of them, was meant to be a post. */
struct link_check {
  const struct library *library;
  struct map shapes; /* -> posts of that shape */
};

/* Folders and names of pages that no file stands for. */
static const char *const made_pages[] = {
  "tag",   "tags",   "category", "categories", "archive", "archives",  "page",
  "pages", "author", "authors",  "series",     "topics",  "feed",      "rss",
  "atom",  "search", "sitemap",  "index",      "all",     "page-data",
};

static bool is_number(struct slice s)
{
  size_t n = 0;
  while (n < s.len && ascii_is_digit(s.ptr[n])) n++;
  return n > 0 && n == s.len;
}

static bool is_made(struct slice path)
{
  struct slice part;
  while (slice_cut(&path, '/', &part)) {
    if (slice_ends(part, SLICE(".html"))) part.len -= strlen(".html");
    for (size_t i = 0; i < sizeof made_pages / sizeof *made_pages; i++)
      if (slice_eq_nocase(part, slice_of(made_pages[i]))) return true;
  }
  return false;
}

/* An ending of letters, as files have; the one of "ruby-3.2" is none. */
static struct slice file_ending(struct slice path)
{
  struct slice ending = path_extension(path);
  bool letters = ending.len <= EXTENSION_BYTES_MAX;
  for (size_t i = 0; i < ending.len && letters; i++) {
    letters = ascii_is_letter(ending.ptr[i]) || (i > 0 && ascii_is_digit(ending.ptr[i]));
  }
  return letters ? ending : slice_from(ending, ending.len);
}

static bool ends_as_any(struct slice path, const char *endings)
{
  struct slice rest = slice_of(endings), one, own = file_ending(path);
  while (slice_cut(&rest, ' ', &one))
    if (slice_eq_nocase(own, one)) return true;
  return false;
}

/* False: no page's address, or one that says too little. */
static bool shape_of(struct slice path, struct str *shape)
{
  while (slice_ends(path, SLICE("/"))) path.len--;
  if (file_ending(path).len && !ends_as_any(path, "html htm")) return false;
  struct slice name = path_stem(path), rest = path_dir(path), part;
  if (!slice_starts(path, SLICE("/")) || name.len == 0 || (is_number(name) && name.len <= 4))
    return false;
  str_addc(shape, '/');
  while (slice_cut(&rest, '/', &part)) {
    if (part.len == 0) continue;
    if (is_number(part))
      str_pad(shape, '0', part.len);
    else
      str_add(shape, part);
    str_addc(shape, '/');
  }
  return shape->len > 1;
}

struct link_check *link_check_new(const struct library *l)
{
  struct link_check *c = xcalloc(1, sizeof *c);
  const struct index *x = library_index(l);
  struct str url = STR_INIT, shape = STR_INIT;
  c->library = l;
  for (size_t n = 0; n < index_count(x); n++) {
    const struct record *r = index_record(x, index_at(x, n));
    str_clear(&url);
    str_clear(&shape);
    reference_decode(index_string(x, r->url), &url);
    if (!shape_of(str_slice(&url), &shape)) continue;
    uint32_t posts = map_get(&c->shapes, str_slice(&shape));
    map_put(&c->shapes, str_slice(&shape), posts == MAP_NONE ? 1 : posts + 1);
  }
  str_free(&url);
  str_free(&shape);
  return c;
}

void link_check_free(struct link_check *c)
{
  if (!c) return;
  map_free(&c->shapes);
  free(c);
}

/* Some folders of posts bear a date; a folder that bears none is theirs when several are in it. */
static bool has_shape_of_posts(const struct link_check *c, struct slice path)
{
  struct str shape = STR_INIT;
  bool shaped = shape_of(path, &shape);
  uint32_t posts = shaped ? map_get(&c->shapes, str_slice(&shape)) : MAP_NONE;
  bool dated = slice_find(str_slice(&shape), SLICE("/0000/")) != SLICE_NONE;
  str_free(&shape);
  return posts != MAP_NONE && (dated || posts >= SHAPE_POSTS_MIN);
}

/* Was it meant to be a page of this site that has a file? */
static bool looks_own(const struct link_check *c, struct slice path)
{
  bool absolute = slice_starts(path, SLICE("/"));
  if (is_made(path)) return false;
  if (ends_as_any(path, "md markdown mdx") || (!absolute && ends_as_any(path, "html htm")))
    return true;
  return has_shape_of_posts(c, path) || slice_find(path, SLICE("/_posts/")) != SLICE_NONE;
}

/* An address may be written with or without its closing slash. */
static bool is_address(const struct link_check *c, struct slice path)
{
  const struct index *x = library_index(c->library);
  struct str url = STR_INIT;
  while (slice_ends(path, SLICE("/"))) path.len--;
  str_add(&url, path);
  bool known = index_find_url(x, str_slice(&url)) != INDEX_NONE;
  str_addc(&url, '/');
  known = known || index_find_url(x, str_slice(&url)) != INDEX_NONE;
  str_cut(&url, path.len);
  str_adds(&url, ".html");
  known = known || index_find_url(x, str_slice(&url)) != INDEX_NONE;
  str_free(&url);
  return known;
}

/* The path of a link to this site, from its base; false: it leads elsewhere. */
static bool own_path(const struct link_check *c, struct slice url, struct str *path)
{
  struct reference r = reference_of(slice_trim(url));
  struct slice base = site_baseurl(library_site(c->library));
  if (!reference_is_web(&r) || !library_owns(c->library, r.host) || r.path.len == 0) return false;
  if (strchr("@~{$", r.path.ptr[0]) && !slice_starts(r.path, SLICE("@/"))) return false;
  reference_decode(r.path, path);
  for (size_t i = 0; i < path->len; i++)
    if (path->ptr[i] == '\\') path->ptr[i] = '/';
  struct slice clean = str_slice(path);
  bool based = base.len > 1 && slice_starts(clean, base) && clean.len > base.len &&
               clean.ptr[base.len] == '/';
  size_t cut = based ? base.len : slice_starts(clean, SLICE("@/")) ? 1 : 0;
  if (cut) {
    memmove(path->ptr, path->ptr + cut, path->len - cut);
    str_cut(path, path->len - cut);
  }
  return !memchr(path->ptr, '\0', path->len);
}

static bool link_is_broken(const struct link_check *c, const struct post *post,
                           const struct node *n)
{
  struct str path = STR_INIT, text = STR_INIT;
  bool broken = own_path(c, n->link.url, &path) && looks_own(c, str_slice(&path)) &&
                !is_address(c, str_slice(&path));
  if (broken) {
    doc_plain(n, true, &text);
    struct link_target target =
        library_resolve(c->library, post->path, n->link.url, str_slice(&text));
    broken = target.kind == LINK_EXTERNAL &&
             !site_file_is(library_site(c->library), post, str_slice(&path), SITE_FILE_PAGE);
  }
  str_free(&path);
  str_free(&text);
  return broken;
}

/* Of an address without an ending no one can tell what answers it. */
static bool media_is_missing(const struct link_check *c, const struct post *post,
                             const struct node *n)
{
  struct reference r = reference_of(slice_trim(n->media.url));
  struct str path = STR_INIT;
  bool missing = n->media.media != MEDIA_FRAME && !r.host.ptr && own_path(c, n->media.url, &path) &&
                 file_ending(str_slice(&path)).len &&
                 !site_file_is(library_site(c->library), post, str_slice(&path), SITE_FILE_AS_IS);
  str_free(&path);
  return missing;
}

void link_check_locate(const struct post *post, struct slice what, uint32_t *line, uint32_t *column)
{
  struct slice text = slice_first(str_slice(&post->text), LOCATE_BYTES_MAX);
  size_t body = post->body_offset < text.len ? post->body_offset : text.len;
  size_t at = what.len ? slice_find(slice_from(text, body), what) : SLICE_NONE;
  *line = *column = 0;
  if (at == SLICE_NONE) return;
  const char *start = text.ptr;
  *line = 1;
  for (const char *end; (end = memchr(start, '\n', (size_t)(text.ptr + body + at - start)));) {
    start = end + 1;
    ++*line;
  }
  *column = (uint32_t)(text.ptr + body + at - start) + 1;
}

/* Reading encodes an address, and what a tag made may stand there in part. */
static void locate_url(const struct post *post, struct slice url, struct diag *d)
{
  struct str plain = STR_INIT;
  reference_decode(reference_of(url).path, &plain);
  struct slice path = str_slice(&plain);
  struct slice parts[] = { url, path, path_stem(path) };
  d->line = 0;
  for (size_t i = 0; i < sizeof parts / sizeof *parts && d->line == 0; i++)
    if (parts[i].len >= PART_BYTES_MIN || i == 0)
      link_check_locate(post, parts[i], &d->line, &d->column);
  str_free(&plain);
}

void link_check_post(struct link_check *c, struct post *post, const struct doc *doc)
{
  for (size_t i = 0; i < doc->links.count && i < LINKS_MAX; i++) {
    const struct node *n = doc->links.items[i];
    bool media = n->kind == NODE_MEDIA;
    struct slice url = media ? n->media.url : n->link.url;
    enum diag_code code = media ? DIAG_MISSING_IMAGE : DIAG_BROKEN_LINK;
    if (media ? !media_is_missing(c, post, n) : !link_is_broken(c, post, n)) continue;
    struct diag place;
    locate_url(post, url, &place);
    diag_add(&post->diags, code, place.line, place.column, "%.*s", SLICE_ARG(url));
  }
}
