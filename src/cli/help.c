#include "cli/verb.h"

#include <stdio.h>

enum { NAME_COLUMNS = 24 };

static void print_flags(struct printer *p, uint32_t allowed, bool common)
{
  for (int i = 0; i < FLAG_COUNT; i++) {
    const struct flag_row *row = &flag_rows[i];
    if (row->common != common || !(common || allowed & 1u << i)) continue;
    struct str name = STR_INIT;
    if (row->letter)
      str_addf(&name, "  -%c, ", row->letter);
    else
      str_adds(&name, "      ");
    str_addf(&name, "--%s%s%s", row->name, row->value ? "=" : "", row->value ? row->value : "");
    print_column(p, STYLE_TEXT, str_slice(&name), NAME_COLUMNS);
    print_words(p, " ");
    print_words(p, row->help);
    print_end_line(p);
    str_free(&name);
  }
}

void help_of_verb(struct printer *p, const struct verb *verb)
{
  struct str line = STR_INIT;
  str_addf(&line, "Usage: baokan %s [OPTION]... %s\n\n%c%s.\n", verb->name, verb->operands,
           verb->help[0] - 'a' + 'A', verb->help + 1);
  if (verb->more) str_addf(&line, "%s", verb->more);
  if (strcmp(verb->operands, "[SITE]") == 0)
    str_adds(&line, "SITE is a folder in a site; without one, the folder you are in.\n");
  str_addc(&line, '\n');
  print_words(p, line.ptr);
  p->used = 0;
  print_flags(p, verb->flags, false);
  print_flags(p, 0, true);
  str_free(&line);
}

void help_of_all(struct printer *p)
{
  print_words(p, "Usage: baokan [SITE | FILE...]       read on the screen\n"
                 "       baokan VERB [OPTION]...       print, for pipes and scripts\n\nVerbs:\n");
  p->used = 0;
  for (size_t i = 0; i < verb_count; i++) {
    struct str name = STR_INIT;
    str_addf(&name, "  %s %s", verbs[i].name, verbs[i].operands);
    print_column(p, STYLE_TEXT, str_slice(&name), NAME_COLUMNS);
    print_words(p, " ");
    print_words(p, verbs[i].help);
    print_end_line(p);
    str_free(&name);
  }
  print_words(p, "\nOptions of all verbs:\n");
  p->used = 0;
  print_flags(p, 0, true);
  print_words(p, "\n`baokan help VERB` tells more.\n"
                 "Exit status: 0 done, 1 nothing found, 2 cannot, 3 some files were left out.\n");
}

enum cli_exit verb_help(struct call *c)
{
  if (c->arguments.operands.count == 0) {
    help_of_all(&c->out);
    return EXIT_DONE;
  }
  struct slice name = slice_of(c->arguments.operands.items[0]);
  const struct verb *verb = verb_find(name);
  if (!verb) {
    const struct verb *near = verb_nearest(name);
    complain("no verb '%s'", name.ptr);
    if (near)
      fprintf(stderr, "Did you mean %s?\n", near->name); /* our own word */
    else
      complain_hint("`baokan help` names them all.");
    return EXIT_TROUBLE;
  }
  help_of_verb(&c->out, verb);
  return EXIT_DONE;
}
