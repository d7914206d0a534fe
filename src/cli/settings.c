#include "cli/settings.h"

#include "cli/printer.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static bool set_option(struct options *options, const char *assignment, struct str *problem,
                       struct str *hint)
{
  struct slice name = slice_of(assignment);
  size_t equals = slice_find_char(name, '=');
  if (equals == SLICE_NONE) {
    str_addf(problem, "--set takes NAME=VALUE, not '%s'", assignment);
    return false;
  }
  struct slice value = slice_from(name, equals + 1);
  name = slice_first(name, equals);
  const struct option_row *row = option_find(name), *near = option_nearest(name);
  if (row) return option_set(options, row, value, problem);
  str_addf(problem, "no option '%.*s' to set", SLICE_ARG(name));
  if (near) str_addf(hint, "Did you mean %s?", near->name);
  return false;
}

/* A configuration that was asked for must be there; the usual one need not. */
static bool readable(const char *path, struct str *problem, struct str *hint)
{
  if (!path || access(path, R_OK) == 0) return true;
  str_addf(problem, "cannot read the configuration '%s': %s", path, strerror(errno));
  str_adds(hint, "Give --config the name of a file that can be read.");
  return false;
}

bool settings_apply(const struct arguments *a, const char *place, struct options *options,
                    struct config *config, struct str *problem, struct str *hint)
{
  const char *path = a->given[FLAG_CONFIG];
  if (!readable(path, problem, hint)) return false;
  char *root = realpath(place, NULL); /* picks the part that is for this site */
  config_read(config, path, root, options);
  free(root);
  for (size_t i = 0; i < config->problems.count; i++) complain("%s", config->problems.items[i]);
  for (size_t i = 0; i < a->sets.count; i++)
    if (!set_option(options, a->sets.items[i], problem, hint)) return false;
  return true;
}

bool settings_read(struct settings *s, int argc, char **argv)
{
  struct str problem = STR_INIT, hint = STR_INIT;
  *s = (struct settings){ 0 };
  options_init(&s->options);
  bool fine = flags_parse(&s->arguments, argv + 1, argc - 1, 0, &problem, &hint);
  if (fine) {
    const char *place = s->arguments.operands.count ? s->arguments.operands.items[0] : ".";
    fine = settings_apply(&s->arguments, place, &s->options, &s->config, &problem, &hint);
  }
  if (!fine) {
    complain("%s", problem.ptr);
    complain_hint(hint.len ? hint.ptr : "`baokan --help` tells more.");
  }
  str_free(&problem);
  str_free(&hint);
  return fine;
}

void settings_free(struct settings *s)
{
  arguments_free(&s->arguments);
  options_free(&s->options);
  config_free(&s->config);
}
