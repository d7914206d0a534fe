/* `defaults:` of a Jekyll configuration: values for the files of a scope
 * (jekyll/frontmatter_defaults.rb). */
#include "site/site_config.h"

#include "base/path.h"
#include "site/glob.h"

/* Names of types that were given up, and what they stand for. */
static bool type_applies(struct slice wanted, struct slice type)
{
  static const struct slice old[] = { { "post", 4 }, { "page", 4 }, { "draft", 5 } };
  if (!wanted.len || slice_eq(wanted, type)) return true;
  for (size_t i = 0; i < sizeof old / sizeof *old; i++)
    if (slice_eq(wanted, old[i]))
      return type.len == wanted.len + 1 && slice_starts(type, wanted) &&
             slice_ends(type, SLICE("s"));
  return false;
}

/* The files a glob names, and what begins with their names, which is to say what lies in them. */
static bool glob_applies(struct slice glob, struct slice path)
{
  for (size_t i = 0; i <= path.len; i++)
    if ((i == path.len || path.ptr[i] == '/') && glob_matches_path(glob, slice_first(path, i)))
      return true;
  return false;
}

static bool path_applies(const struct site_config *c, struct slice scope, struct slice path)
{
  bool glob = scope.len && memchr(scope.ptr, '*', scope.len);
  bool below = c->collections_dir.len && path_within(scope, c->collections_dir) &&
               scope.len > c->collections_dir.len;
  if (below) scope = slice_from(scope, c->collections_dir.len + 1);
  return glob ? glob_applies(scope, path) : slice_starts(path, scope);
}

/* What a scope's place in the order depends on. */
struct rank {
  size_t path_bytes;
  bool has_type;
};

static bool goes_before(const struct rank *old, const struct rank *new)
{
  if (new->path_bytes != old->path_bytes) return new->path_bytes > old->path_bytes;
  return new->has_type || !old->has_type;
}

const struct value *site_config_default(const struct site_config *c, struct slice path,
                                        struct slice type, struct slice key)
{
  const struct value *found = NULL;
  struct rank old = { 0, false };
  bool any = false;
  if (!c->defaults) return NULL;
  site_config_under_source(c, &path);
  if (c->collections_dir.len && path_within(path, c->collections_dir))
    path = slice_from(path, c->collections_dir.len + 1);
  for (const struct value *d = c->defaults->first; d; d = d->next) {
    struct slice scope = value_string(value_path(d, "scope.path"));
    struct slice wanted = value_string(value_path(d, "scope.type"));
    const struct value *values = value_gets(d, "values"), *v = value_get(values, key);
    if (!values || !type_applies(wanted, type) || !path_applies(c, scope, path)) continue;
    struct rank new = { scope.len - slice_starts(scope, SLICE("/")), wanted.len > 0 };
    bool before = !any || goes_before(&old, &new);
    if (v && (!found || (before && !value_is_null(v)))) found = v;
    if (before) old = new;
    any = true;
  }
  return found;
}
