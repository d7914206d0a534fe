#include "site/hugo_page.h"

#include "site/date.h"

#include "base/path.h"

const struct value *hugo_value(const struct value *front, const char *lower_key)
{
  const struct value *found = value_gets(front, lower_key);
  if (found || !front || front->kind != VALUE_MAP) return found;
  for (const struct value *v = front->first; v; v = v->next)
    if (slice_eq_nocase(v->key, slice_of(lower_key))) found = v;
  return found;
}

struct slice hugo_language(const struct site_config *c, struct slice *stem)
{
  const struct value *all = value_gets(c->values, "languages");
  const char *dot = stem->len ? memrchr(stem->ptr, '.', stem->len) : NULL;
  if (!dot) return SLICE_NULL;
  size_t at = (size_t)(dot - stem->ptr);
  struct slice named = slice_from(*stem, at + 1), found = SLICE_NULL;
  for (const struct value *l = all && all->kind == VALUE_MAP ? all->first : NULL; l; l = l->next)
    if (slice_eq_nocase(l->key, named)) found = l->key;
  struct slice only = value_string(value_gets(c->values, "defaultcontentlanguage"));
  if (!only.len) only = SLICE("en");
  if (!all && slice_eq_nocase(only, named)) found = only;
  if (found.ptr) stem->len = at;
  return found;
}

struct slice hugo_default_language(const struct site_config *c)
{
  const struct value *all = value_gets(c->values, "languages");
  struct slice chosen = value_string(value_gets(c->values, "defaultcontentlanguage"));
  if (!chosen.len) chosen = SLICE("en");
  for (const struct value *l = all && all->kind == VALUE_MAP ? all->first : NULL; l; l = l->next)
    if (slice_eq_nocase(l->key, chosen)) return l->key;
  return SLICE("");
}

struct slice hugo_page_language(const struct site_config *c, struct slice path)
{
  const struct value *all = value_gets(c->values, "languages");
  struct slice stem = path_stem(path), named = hugo_language(c, &stem);
  if (named.ptr) return named;
  for (const struct value *l = all && all->kind == VALUE_MAP ? all->first : NULL; l; l = l->next) {
    struct slice folder = value_string(value_gets(l, "contentdir"));
    while (slice_ends(folder, SLICE("/"))) folder.len--;
    if (folder.len && path_within(path, folder)) return l->key;
  }
  return hugo_default_language(c);
}

/* --- dates --- */

/* The first of the keys that holds a date. */
static bool date_of(const struct value *front, const char *const keys[], size_t count,
                    int64_t *seconds)
{
  struct date date;
  for (size_t i = 0; i < count; i++) {
    const struct value *v = hugo_value(front, keys[i]);
    if (!v || v->kind != VALUE_SCALAR || !date_parse(v->text, &date)) continue;
    *seconds = date.seconds;
    return true;
  }
  return false;
}

bool hugo_published_at(const struct value *front, const struct post *post, int64_t *seconds)
{
  static const char *const keys[] = { "publishdate", "pubdate", "published" };
  if (date_of(front, keys, 3, seconds)) return true;
  *seconds = post->date;
  return post->date_from != DATE_NONE;
}

static bool expired(const struct post_context *x, const struct value *front)
{
  static const char *const keys[] = { "expirydate", "unpublishdate" };
  int64_t end;
  return x->now && !x->config->expired && date_of(front, keys, 2, &end) && end < x->now;
}

/* --- lists and pages --- */

/* `build:`, before version 0.145 `_build:`. */
static bool build_never(const struct value *front, const char *what)
{
  const struct value *build = hugo_value(front, "build");
  if (!build) build = hugo_value(front, "_build");
  const struct value *v = hugo_value(build, what);
  return v && v->kind == VALUE_SCALAR &&
         (slice_eq_nocase(v->text, SLICE("never")) || !value_bool(v, true));
}

bool hugo_unrendered(const struct value *front)
{
  return build_never(front, "render");
}

/* Is the language in `disableLanguages`, or disabled by itself? */
static bool switched_off(const struct site_config *c, const struct value *language)
{
  const struct value *list = value_gets(c->values, "disablelanguages");
  for (const struct value *v = list && list->kind == VALUE_LIST ? list->first : NULL; v;
       v = v->next)
    if (slice_eq_nocase(v->text, language->key)) return true;
  return value_bool(value_gets(language, "disabled"), false);
}

/* Is the page's language switched off? */
static bool of_language_off(const struct site_config *c, struct slice path)
{
  const struct value *language =
      value_get(value_gets(c->values, "languages"), hugo_page_language(c, path));
  return language && switched_off(c, language);
}

/* Only a bundle can be headless. */
static bool headless(const struct value *front, struct slice path)
{
  struct slice stem = path_stem(path);
  bool bundle = slice_eq(stem, SLICE("index")) || slice_starts(stem, SLICE("index."));
  return bundle && value_bool(hugo_value(front, "headless"), false);
}

bool hugo_unlisted(const struct post_context *x, const struct value *front, struct slice path)
{
  return expired(x, front) || headless(front, path) || build_never(front, "list") ||
         of_language_off(x->config, path);
}
