#include "cli/cli.h"

#include "cli/settings.h"
#include "cli/verb.h"
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

bool cli_wants(int argc, char **argv)
{
  bool help;
  if (argc < 2) return false;
  int at = 1 + flags_operand(argv + 1, argc - 1, &help);
  bool after_dashes = at > 1 && strcmp(argv[at - 1], "--") == 0;
  return help || (at < argc && !after_dashes && verb_find(slice_of(argv[at])));
}

/* Two lines: what is wrong, and what to do. */
static enum cli_exit usage(const struct verb *verb, const struct str *problem, const char *hint)
{
  struct str line = STR_INIT;
  str_addf(&line, "%s%s%s", verb ? verb->name : "", verb ? ": " : "", problem->ptr);
  complain("%s", line.ptr);
  str_clear(&line);
  str_addf(&line, "`baokan %s%s--help` tells more.", verb ? verb->name : "", verb ? " " : "");
  complain_hint(hint && *hint ? hint : line.ptr);
  str_free(&line);
  return EXIT_TROUBLE;
}

static bool check_operands(const struct call *c, struct str *problem)
{
  size_t count = c->arguments.operands.count;
  if (count < c->verb->least)
    str_addf(problem, "no %.*s is named", (int)strcspn(c->verb->operands, "."), c->verb->operands);
  else if (c->verb->most < count && (c->verb->most || !c->verb->least))
    str_addf(problem, "'%s' is one too many", c->arguments.operands.items[c->verb->most]);
  else
    return true;
  return false;
}

static enum printer_colour colour_of(const struct arguments *a)
{
  if (flag_is(a, FLAG_COLOR, "always")) return COLOUR_ALWAYS;
  return flag_is(a, FLAG_COLOR, "never") ? COLOUR_NEVER : COLOUR_AUTO;
}

static enum cli_exit run_verb(struct call *c)
{
  enum { CHOICE_WIDE = 2 }; /* of the option "ambiguous" */
  struct str problem = STR_INIT, hint = STR_INIT;
  struct config config = { 0 };
  const char *place = c->arguments.operands.count ? c->arguments.operands.items[0] : ".";
  enum cli_exit code;
  if (!check_operands(c, &problem) ||
      !settings_apply(&c->arguments, place, &c->options, &config, &problem, &hint)) {
    code = usage(c->verb, &problem, hint.ptr);
  } else {
    printer_style(&c->out, colour_of(&c->arguments), c->options.theme,
                  c->options.ambiguous == CHOICE_WIDE ? AMBIGUOUS_WIDE : AMBIGUOUS_NARROW);
    code = c->verb->run(c);
  }
  config_free(&config);
  str_free(&problem);
  str_free(&hint);
  return code;
}

/* Parses what stands before and after the verb alike. */
static enum cli_exit run(struct call *c, int argc, char **argv)
{
  bool help;
  struct str problem = STR_INIT, hint = STR_INIT;
  int at = 1 + flags_operand(argv + 1, argc - 1, &help);
  enum cli_exit code = EXIT_DONE;
  c->verb = at < argc ? verb_find(slice_of(argv[at])) : NULL;
  uint32_t allowed = c->verb ? c->verb->flags : 0;
  int rest = c->verb ? at + 1 : at;
  bool parsed =
      flags_parse(&c->arguments, argv + 1, at - 1, 0, &problem, &hint) &&
      flags_parse(&c->arguments, argv + rest, c->verb ? argc - rest : 0, allowed, &problem, &hint);
  if (!parsed) {
    code = usage(c->verb, &problem, hint.ptr);
  } else if (flag_given(&c->arguments, FLAG_HELP)) {
    if (c->verb)
      help_of_verb(&c->out, c->verb);
    else
      help_of_all(&c->out);
  } else if (flag_given(&c->arguments, FLAG_VERSION)) {
    print_words(&c->out, "baokan " PACKAGE_VERSION "\n");
  } else if (c->verb) {
    code = run_verb(c);
  } else {
    const struct verb *near = at < argc ? verb_nearest(slice_of(argv[at])) : NULL;
    str_addf(&problem, "no verb '%s'", at < argc ? argv[at] : "");
    if (near) str_addf(&hint, "Did you mean %s?", near->name);
    code = usage(NULL, &problem, hint.ptr);
  }
  str_free(&problem);
  str_free(&hint);
  return code;
}

int cli_main(int argc, char **argv)
{
  struct call call = { 0 };
  signal(SIGPIPE, SIG_DFL); /* also where the caller ignores it: `| head` is no error */
  options_init(&call.options);
  printer_begin(&call.out);
  enum cli_exit code = run(&call, argc < 1 ? 1 : argc, argv);
  if (!printer_end(&call.out)) code = EXIT_TROUBLE;
  arguments_free(&call.arguments);
  options_free(&call.options);
  return code;
}
