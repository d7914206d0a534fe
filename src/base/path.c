#include "base/path.h"

#include <stdlib.h>

static const struct {
  const char *variable;
  const char *under_home;
} xdg[] = {
  [PATH_CONFIG] = { "XDG_CONFIG_HOME", ".config" },
  [PATH_STATE] = { "XDG_STATE_HOME", ".local/state" },
  [PATH_CACHE] = { "XDG_CACHE_HOME", ".cache" },
  [PATH_DATA] = { "XDG_DATA_HOME", ".local/share" },
};

/* How many bytes stand before the last `c` and with it; 0 when there is none. */
static size_t after_last(struct slice s, char c)
{
  const char *at = s.len ? memrchr(s.ptr, c, s.len) : NULL;
  return at ? (size_t)(at - s.ptr) + 1 : 0;
}

static bool is_absolute(struct slice path)
{
  return slice_starts(path, SLICE("/"));
}

struct slice path_base(struct slice path)
{
  return slice_from(path, after_last(path, '/'));
}

struct slice path_dir(struct slice path)
{
  size_t end = after_last(path, '/');
  return slice_first(path, end > 1 ? end - 1 : end);
}

struct slice path_extension(struct slice path)
{
  struct slice base = path_base(path);
  size_t dot = after_last(base, '.');
  return slice_from(base, dot > 1 ? dot : base.len);
}

struct slice path_stem(struct slice path)
{
  struct slice base = path_base(path);
  size_t dot = after_last(base, '.');
  return slice_first(base, dot > 1 ? dot - 1 : base.len);
}

void path_join(struct str *out, struct slice dir, struct slice name)
{
  if (!is_absolute(name)) {
    str_add(out, dir);
    if (dir.len && !slice_ends(dir, SLICE("/"))) str_addc(out, '/');
  }
  str_add(out, name);
}

/* The parts are moved to the front of the same bytes; what is written never
 * overtakes what is read. */
void path_normalise(struct str *path)
{
  struct slice rest = str_slice(path), part;
  size_t root = is_absolute(rest) ? 1 : 0;
  size_t len = root;

  while (slice_cut(&rest, '/', &part)) {
    if (part.len == 0 || slice_eq(part, SLICE("."))) continue;
    if (slice_eq(part, SLICE(".."))) {
      len = path_dir((struct slice){ path->ptr, len }).len;
      continue;
    }
    if (len > root) path->ptr[len++] = '/';
    memmove(path->ptr + len, part.ptr, part.len);
    len += part.len;
  }
  str_cut(path, len);
}

bool path_within(struct slice path, struct slice dir)
{
  if (dir.len == 0) return !is_absolute(path);
  if (!slice_starts(path, dir)) return false;
  return path.len == dir.len || dir.ptr[dir.len - 1] == '/' || path.ptr[dir.len] == '/';
}

bool path_xdg(struct str *out, enum path_xdg kind, const char *name)
{
  struct slice dir = slice_of(getenv(xdg[kind].variable));
  if (is_absolute(dir)) {
    path_join(out, dir, SLICE("baokan"));
  } else {
    struct slice home = slice_of(getenv("HOME"));
    if (home.len == 0) return false;
    path_join(out, home, slice_of(xdg[kind].under_home));
    str_adds(out, "/baokan");
  }
  if (*name) str_addf(out, "/%s", name);
  return true;
}
