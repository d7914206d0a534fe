#include "site/expand.h"

#include "base/file.h"
#include "base/path.h"

#include <stdlib.h>

enum { FILE_MAX_BYTES = 4 << 20 };

void expand_escaped(struct slice text, struct str *out)
{
  for (size_t i = 0; i < text.len; i++) {
    switch (text.ptr[i]) {
    case '&': str_adds(out, "&amp;"); break;
    case '<': str_adds(out, "&lt;"); break;
    case '>': str_adds(out, "&gt;"); break;
    case '"': str_adds(out, "&quot;"); break;
    default: str_addc(out, text.ptr[i]); break;
    }
  }
}

/* Leaves what stands before on the line only if it is an indent. */
static void fresh_line(struct str *out)
{
  size_t at = out->len;
  while (at && out->ptr[at - 1] == ' ') at--;
  if (at && out->ptr[at - 1] != '\n') str_addc(out, '\n');
}

void expand_code(struct slice code, struct slice language, struct str *out)
{
  while (code.len && (code.ptr[0] == '\n' || code.ptr[0] == '\r')) code = slice_from(code, 1);
  while (code.len && strchr(" \t\r\n", code.ptr[code.len - 1])) code.len--;
  fresh_line(out);
  str_adds(out, "<pre><code");
  if (language.len) {
    str_adds(out, " class=\"language-");
    expand_escaped(language, out);
    str_addc(out, '"');
  }
  str_addc(out, '>');
  expand_escaped(code, out);
  str_adds(out, "</code></pre>\n");
}

void expand_quote(struct slice text, struct str *out)
{
  struct slice line;
  text = slice_trim(text);
  fresh_line(out);
  str_addc(out, '\n');
  while (slice_line(&text, &line)) {
    str_adds(out, "> ");
    str_add(out, line);
    str_addc(out, '\n');
  }
  str_addc(out, '\n');
}

void expand_link(struct slice text, struct slice url, struct str *out)
{
  str_adds(out, "<a href=\"");
  expand_escaped(url, out);
  str_adds(out, "\">");
  expand_escaped(text.len ? text : url, out);
  str_adds(out, "</a>");
}

void expand_image(struct slice alt, struct slice source, struct str *out)
{
  str_adds(out, "<img src=\"");
  expand_escaped(source, out);
  str_adds(out, "\" alt=\"");
  expand_escaped(alt, out);
  str_adds(out, "\">");
}

bool expand_service(struct slice service, struct slice id, struct str *out)
{
  static const struct {
    const char *name, *url;
  } services[] = {
    { "youtube", "https://www.youtube.com/watch?v=" },
    { "vimeo", "https://vimeo.com/" },
    { "gist", "https://gist.github.com/" },
    { "tweet", "https://twitter.com/i/status/" },
    { "x", "https://twitter.com/i/status/" },
    { "instagram", "https://www.instagram.com/p/" },
    { "bilibili", "https://www.bilibili.com/video/" },
    { "jsfiddle", "https://jsfiddle.net/" },
    { "iframe", "" },
  };
  for (size_t i = 0; i < sizeof services / sizeof *services; i++) {
    if (!slice_eq(service, slice_of(services[i].name))) continue;
    struct str url = STR_INIT;
    if (slice_find(id, SLICE("://")) == SLICE_NONE) str_adds(&url, services[i].url);
    str_add(&url, id);
    expand_link(SLICE_NULL, str_slice(&url), out);
    str_free(&url);
    return true;
  }
  return false;
}

bool expand_word(struct slice *rest, struct slice *word)
{
  while (rest->len && strchr(" \t\r\n,", rest->ptr[0])) *rest = slice_from(*rest, 1);
  if (rest->len == 0) return false;
  char quote = rest->ptr[0];
  if (quote == '"' || quote == '\'' || quote == '`') {
    const char *end = memchr(rest->ptr + 1, quote, rest->len - 1);
    size_t len = end ? (size_t)(end - rest->ptr) - 1 : rest->len - 1;
    *word = (struct slice){ rest->ptr + 1, len };
    *rest = slice_from(*rest, len + 2);
    return true;
  }
  size_t n = 0;
  while (n < rest->len && !strchr(" \t\r\n", rest->ptr[n])) n++;
  *word = slice_first(*rest, n);
  *rest = slice_from(*rest, n);
  return true;
}

struct slice expand_argument(struct slice arguments, const char *name)
{
  struct slice wanted = slice_of(name), rest = arguments;
  for (size_t at = slice_find(rest, wanted); at != SLICE_NONE; at = slice_find(rest, wanted)) {
    bool starts = at == 0 || strchr(" \t\r\n,(", rest.ptr[at - 1]);
    rest = slice_from(rest, at + wanted.len);
    struct slice after = rest, word;
    while (after.len && after.ptr[0] == ' ') after = slice_from(after, 1);
    if (!starts || !slice_starts(after, SLICE("="))) continue;
    after = slice_from(after, 1);
    if (expand_word(&after, &word)) return word;
  }
  return SLICE_NULL;
}

/* --- files of the site --- */

bool expand_read_file(const struct expansion *x, struct slice name, struct str *out)
{
  struct str path = STR_INIT;
  path_join(&path, slice_of(site_root(x->site)), SLICE(""));
  str_addc(&path, '/');
  str_add(&path, name);
  char *real = memchr(path.ptr, '\0', path.len) ? NULL : realpath(path.ptr, NULL);
  bool inside = real && path_within(slice_of(real), slice_of(site_root(x->site)));
  bool read = inside && file_read(real, FILE_MAX_BYTES, out, NULL) == 0;
  free(real);
  str_free(&path);
  return read;
}

static bool is_file(const struct expansion *x, struct slice name)
{
  struct str path = STR_INIT;
  struct file_info info;
  path_join(&path, slice_of(site_root(x->site)), name);
  bool there = !memchr(path.ptr, '\0', path.len) && file_stat(path.ptr, &info) == 0 && info.is_file;
  str_free(&path);
  return there;
}

/* Folders in which a post may be named by a short path. */
static size_t post_folders(const struct expansion *x, struct slice folders[16])
{
  const struct site_config *c = &x->site->config;
  size_t n = 0;
  folders[n++] = SLICE("");
  folders[n++] = path_dir(x->post->path);
  if (c->kind == SITE_JEKYLL) folders[n++] = SLICE("_posts");
  if (c->kind == SITE_HEXO) folders[n++] = SLICE("source/_posts");
  for (size_t i = 0; i < c->content.count && n < 16; i++) folders[n++] = c->content.items[i];
  /* Moved there since the link was written. */
  for (size_t i = 0; i < c->archives.count && n < 16; i++) folders[n++] = c->archives.items[i];
  return n;
}

static bool find_post(const struct expansion *x, struct slice name, struct str *path)
{
  static const char *const endings[] = { "", ".md", ".markdown", ".html", "/index.md" };
  struct slice folders[16];
  size_t count = post_folders(x, folders);
  for (size_t f = 0; f < count; f++)
    for (size_t e = 0; e < sizeof endings / sizeof *endings; e++) {
      str_clear(path);
      path_join(path, folders[f], name);
      str_adds(path, endings[e]);
      path_normalise(path);
      if (site_may_be_post(x->site, str_slice(path)) && is_file(x, str_slice(path))) return true;
    }
  return false;
}

/* Jekyll lets a post be named with the folders above `_posts`: "news/2024-05-01-name". */
static bool find_above(const struct expansion *x, struct slice name, struct str *path)
{
  struct str inner = STR_INIT;
  path_join(&inner, path_dir(name), SLICE("_posts"));
  str_addc(&inner, '/');
  str_add(&inner, path_base(name));
  bool found = find_post(x, str_slice(&inner), path);
  str_free(&inner);
  return found;
}

bool expand_post_url(const struct expansion *x, struct slice name, struct str *url)
{
  size_t hash = slice_find_char(name, '#');
  struct slice anchor = slice_from(name, hash == SLICE_NONE ? name.len : hash);
  name = slice_first(name, name.len - anchor.len);
  while (slice_starts(name, SLICE("/"))) name = slice_from(name, 1);
  struct str path = STR_INIT;
  bool found = name.len && (find_post(x, name, &path) || find_above(x, name, &path));
  if (found) {
    struct post post;
    site_read_post(x->site, str_slice(&path), &post);
    found = post.url.len > 0;
    str_add(url, post.url);
    if (found) str_add(url, anchor);
    post_free(&post);
  }
  str_free(&path);
  return found;
}

/* --- code --- */

/* How many of the sign at the start stand there in a row. */
static size_t run_of(struct slice s)
{
  size_t n = 0;
  while (n < s.len && s.ptr[n] == s.ptr[0]) n++;
  return n;
}

/* Where the fenced block that opens at `s` ends; the end of all when nowhere. */
static size_t fence_end(struct slice s, size_t open)
{
  struct slice rest = s, line;
  slice_line(&rest, &line);
  while (slice_line(&rest, &line)) {
    struct slice bare = slice_trim(line);
    if (bare.len >= open && bare.ptr[0] == s.ptr[0] && run_of(bare) == bare.len) break;
  }
  return s.len - rest.len;
}

/* A code span ends in its own paragraph, or is none. */
static size_t span_end(struct slice s, size_t open)
{
  for (size_t i = open; i < s.len; i++) {
    if (s.ptr[i] == '\n' && i + 1 < s.len && s.ptr[i + 1] == '\n') return 0;
    if (s.ptr[i] != '`') continue;
    size_t n = run_of(slice_from(s, i));
    if (n == open) return i + n;
    i += n - 1;
  }
  return 0;
}

static bool line_begins(struct slice text, size_t at)
{
  while (at && text.ptr[at - 1] == ' ') at--;
  return at == 0 || text.ptr[at - 1] == '\n' || text.ptr[at - 1] == '>' || text.ptr[at - 1] == '-';
}

bool code_at(struct code_scan *c, size_t at)
{
  while (c->at <= at && c->at < c->text.len) {
    struct slice rest = slice_from(c->text, c->at);
    if (rest.ptr[0] != '`' && rest.ptr[0] != '~') {
      c->at++;
      continue;
    }
    size_t open = run_of(rest), length = 0;
    if (open >= 3 && line_begins(c->text, c->at))
      length = fence_end(rest, open);
    else if (rest.ptr[0] == '`')
      length = span_end(rest, open);
    if (length > 0) c->span_end = c->at + length;
    c->at += length > 0 ? length : open;
  }
  return at < c->span_end;
}
