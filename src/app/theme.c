#include "app/theme.h"

#include "app/builtin_themes.h"
#include "base/file.h"
#include "base/path.h"
#include "site/yaml.h"

#include <stdlib.h>
#include <string.h>

enum { THEME_BYTES_MAX = 1 << 20 };

static const char *const colour_names[] = { "black", "red",     "green", "yellow",
                                            "blue",  "magenta", "cyan",  "white" };

static const struct {
  const char *name;
  uint8_t attribute;
} attribute_names[] = {
  { "bold", INK_BOLD },           { "dim", INK_DIM },         { "italic", INK_ITALIC },
  { "underline", INK_UNDERLINE }, { "reverse", INK_REVERSE },
};

static bool attribute_of(struct slice word, uint8_t *attributes)
{
  for (size_t i = 0; i < sizeof attribute_names / sizeof *attribute_names; i++)
    if (slice_eq(word, slice_of(attribute_names[i].name)))
      return *attributes |= attribute_names[i].attribute, true;
  return false;
}

static bool colour_of(struct slice word, int16_t *colour)
{
  if (slice_eq(word, SLICE("-")) || slice_eq(word, SLICE("default")))
    return *colour = LOOK_DEFAULT, true;
  int16_t bright = slice_starts(word, SLICE("bright-")) ? 8 : 0;
  struct slice plain = bright ? slice_from(word, strlen("bright-")) : word;
  for (int16_t i = 0; i < 8; i++)
    if (slice_eq(plain, slice_of(colour_names[i]))) return *colour = (int16_t)(i + bright), true;
  int number = 0;
  for (size_t i = 0; i < word.len; i++) {
    if (word.ptr[i] < '0' || word.ptr[i] > '9' || number > 255) return false;
    number = number * 10 + (word.ptr[i] - '0');
  }
  *colour = (int16_t)number;
  return word.len > 0 && number < 256;
}

/* "fg bg attribute..."; fg and bg may be left out, in that order. */
static bool look_parse(struct slice text, struct look *look)
{
  *look = (struct look){ LOOK_DEFAULT, LOOK_DEFAULT, 0 };
  int16_t *const colours[] = { &look->fg, &look->bg };
  size_t colours_seen = 0;
  struct slice word;
  while (slice_cut(&text, ' ', &word)) {
    if (word.len == 0 || attribute_of(word, &look->attributes)) continue;
    if (colours_seen == 2 || !colour_of(word, colours[colours_seen++])) return false;
  }
  return true;
}

static void inherit(struct theme *theme, const bool *said)
{
  for (int i = 0; i < STYLE_COUNT; i++) {
    enum style from = (enum style)i;
    for (int hops = 0; !said[from] && hops < STYLE_COUNT; hops++) from = style_like(from);
    if (said[from]) theme->looks[i] = theme->looks[from];
  }
}

/* `file` is for the problem only. */
static bool theme_parse(struct theme *theme, struct slice text, const char *file,
                        struct str *problem)
{
  bool said[STYLE_COUNT] = { false };
  for (int i = 0; i < STYLE_COUNT; i++)
    theme->looks[i] = (struct look){ LOOK_DEFAULT, LOOK_DEFAULT, 0 };
  struct arena arena = { 0 };
  struct yaml_problem bad;
  const struct value *root = yaml_parse(text, &arena, &bad);
  bool fine = root != NULL;
  if (!root) str_addf(problem, "%s:%u:%u: %s", file, bad.line, bad.column, bad.message);
  for (const struct value *v = root && root->kind == VALUE_MAP ? root->first : NULL; v && fine;
       v = v->next) {
    char *name = xstrndup(v->key.ptr, v->key.len);
    enum style style = style_find(name);
    free(name);
    fine = style != STYLE_COUNT && look_parse(value_string(v), &theme->looks[style]);
    if (fine)
      said[style] = true;
    else
      str_addf(problem, "%s:%u: '%.*s: %.*s' is no role with colours and attributes", file, v->line,
               SLICE_ARG(v->key), SLICE_ARG(value_string(v)));
  }
  arena_free(&arena);
  inherit(theme, said);
  return fine;
}

static const char *builtin(const char *name)
{
  for (size_t i = 0; i < sizeof builtin_themes / sizeof *builtin_themes; i++)
    if (strcmp(builtin_themes[i].name, name) == 0) return builtin_themes[i].text;
  return NULL;
}

static bool theme_from_file(struct theme *theme, const char *name, struct str *problem)
{
  struct str path = STR_INIT, text = STR_INIT;
  if (strchr(name, '/')) {
    str_adds(&path, name);
  } else {
    path_xdg(&path, PATH_CONFIG, name);
    str_adds(&path, ".theme");
  }
  int error = file_read(path.ptr, THEME_BYTES_MAX, &text, NULL);
  bool fine = error == 0 && theme_parse(theme, str_slice(&text), path.ptr, problem);
  if (error)
    str_addf(problem, "no theme '%s': %s: %s (built in are terminal, paper, ink, mono)", name,
             path.ptr, strerror(error));
  str_free(&path);
  str_free(&text);
  return fine;
}

bool theme_load(struct theme *theme, const char *name, struct str *problem)
{
  const char *text = builtin(name);
  if (text) return theme_parse(theme, slice_of(text), name, problem);
  if (theme_from_file(theme, name, problem)) return true;
  theme_parse(theme, slice_of(builtin("terminal")), "terminal", problem);
  return false;
}

void theme_without_colour(struct theme *theme)
{
  for (int i = 0; i < STYLE_COUNT; i++) theme->looks[i].fg = theme->looks[i].bg = LOOK_DEFAULT;
}
