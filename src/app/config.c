#include "app/config.h"

#include "base/file.h"
#include "base/path.h"
#include "site/yaml.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { CONFIG_BYTES_MAX = 1 << 20 };

__attribute__((format(printf, 3, 4))) static void problem_at(struct config *c, uint32_t line,
                                                             const char *format, ...)
{
  struct str text = STR_INIT;
  str_addf(&text, "%s:%u: ", c->path, line);
  va_list args;
  va_start(args, format);
  str_addv(&text, format, args);
  va_end(args);
  vec_push(&c->problems, str_take(&text));
}

/* A list is its items parted by blanks, so that long word lists read well. */
static void scalar_or_list(const struct value *v, struct str *out)
{
  if (v->kind == VALUE_SCALAR) {
    str_add(out, value_string(v));
    return;
  }
  for (const struct value *item = v->first; item; item = item->next) {
    if (out->len) str_addc(out, ' ');
    str_add(out, value_string(item));
  }
}

static void read_option(struct config *c, const struct value *v, struct options *options)
{
  const struct option_row *row = option_find(v->key);
  if (!row) {
    const struct option_row *near = option_nearest(v->key);
    problem_at(c, v->line, "no option '%.*s'%s%s%s", SLICE_ARG(v->key),
               near ? "; did you mean '" : "", near ? near->name : "", near ? "'?" : "");
    return;
  }
  struct str value = STR_INIT, problem = STR_INIT;
  scalar_or_list(v, &value);
  if (!option_set(options, row, str_slice(&value), &problem))
    problem_at(c, v->line, "%s", problem.ptr);
  str_free(&value);
  str_free(&problem);
}

static void read_keys(struct config *c, const struct value *map)
{
  for (const struct value *v = map->kind == VALUE_MAP ? map->first : NULL; v; v = v->next) {
    struct slice command = value_string(v);
    vec_push(&c->keys, ((struct key_binding){ xstrndup(v->key.ptr, v->key.len),
                                              xstrndup(command.ptr ? command.ptr : "", command.len),
                                              v->line }));
  }
}

static void read_sites(struct config *c, const struct value *map, const char *site_root,
                       struct options *options)
{
  for (const struct value *v = map->kind == VALUE_MAP ? map->first : NULL; v; v = v->next) {
    struct str path = STR_INIT;
    const char *home = getenv("HOME");
    if (slice_starts(v->key, SLICE("~/")) && home)
      path_join(&path, slice_of(home), slice_from(v->key, 2));
    else
      str_add(&path, v->key);
    path_normalise(&path);
    if (site_root && v->kind == VALUE_MAP && path_within(slice_of(site_root), str_slice(&path)))
      for (const struct value *o = v->first; o; o = o->next) read_option(c, o, options);
    str_free(&path);
  }
}

static void read_root(struct config *c, const struct value *root, const char *site_root,
                      struct options *options)
{
  if (root->kind != VALUE_MAP) {
    if (!value_is_null(root)) problem_at(c, root->line, "not a list of `option: value` lines");
    return;
  }
  for (const struct value *v = root->first; v; v = v->next) {
    if (slice_eq(v->key, SLICE("keys")))
      read_keys(c, v);
    else if (!slice_eq(v->key, SLICE("sites")))
      read_option(c, v, options);
  }
  const struct value *sites = value_gets(root, "sites");
  if (sites) read_sites(c, sites, site_root, options);
}

void config_read(struct config *c, const char *path, const char *site_root, struct options *options)
{
  memset(c, 0, sizeof *c);
  struct str usual = STR_INIT, text = STR_INIT;
  if (!path && path_xdg(&usual, PATH_CONFIG, "config.yml")) path = usual.ptr;
  int error = path ? file_read(path, CONFIG_BYTES_MAX, &text, NULL) : ENOENT;
  bool given = path != usual.ptr;
  if (path && (error == 0 || given)) c->path = xstrdup(path);
  if (error && error != ENOENT && !c->path) c->path = xstrdup(path);
  if (error && c->path) problem_at(c, 1, "%s; the defaults are used", strerror(error));
  if (!error) {
    struct arena arena = { 0 };
    struct yaml_problem bad;
    const struct value *root = yaml_parse(str_slice(&text), &arena, &bad);
    if (root)
      read_root(c, root, site_root, options);
    else
      problem_at(c, bad.line, "%s; the defaults are used", bad.message);
    arena_free(&arena);
  }
  str_free(&usual);
  str_free(&text);
}

void config_free(struct config *c)
{
  for (size_t i = 0; i < c->keys.count; i++) {
    free(c->keys.items[i].keys);
    free(c->keys.items[i].command);
  }
  for (size_t i = 0; i < c->problems.count; i++) free(c->problems.items[i]);
  vec_free(&c->keys);
  vec_free(&c->problems);
  free(c->path);
  c->path = NULL;
}
