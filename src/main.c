/* Chooses a face from the arguments: a verb's output, the screen on a site, or the
 * pager on files or a pipe. */
#include "base/mem.h"
#include "cli/cli.h"
#include "cli/printer.h"
#include "cli/settings.h"
#include "tui/tui.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* less's options that programs pass to their pager.  All but -F and -S change
 * nothing here: colour shows anyway, and raw control characters never do. */
static bool is_pager_option(const char *argument)
{
  return argument[0] == '-' && argument[1] && !strchr("hV-", argument[1]) &&
         strspn(argument + 1, "FRSXiIMNnrKeEmsgGqQw") == strlen(argument + 1);
}

/* Takes less's options out of argv; returns how many arguments are left. */
static int take_pager_options(int argc, char **argv, struct pager_options *pager)
{
  int kept = 1;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--") == 0) {
      while (i < argc) argv[kept++] = argv[i++];
      break;
    }
    if (argv[i][0] == '+' && argv[i][1]) {
      pager->start = argv[i] + 1;
    } else if (is_pager_option(argv[i])) {
      pager->quit_if_fits |= strchr(argv[i], 'F') != NULL;
      pager->chop |= strchr(argv[i], 'S') != NULL;
    } else {
      argv[kept++] = argv[i];
    }
  }
  argv[kept] = NULL;
  return kept;
}

static bool is_folder(const char *path)
{
  struct stat info;
  return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* Why the file cannot be read, or NULL. */
static const char *trouble_with(const char *path)
{
  struct stat info;
  if (strcmp(path, "-") == 0) return NULL;
  if (stat(path, &info) != 0 || access(path, R_OK) != 0) return strerror(errno);
  if (S_ISDIR(info.st_mode)) return strerror(EISDIR);
  return S_ISREG(info.st_mode) ? NULL : "not a file";
}

/* A screen that can only say so is no use: what cannot be read is said at once. */
static bool none_readable(char **paths, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (!trouble_with(paths[i])) return false;
  for (size_t i = 0; i < count; i++) complain("%s: %s", paths[i], trouble_with(paths[i]));
  return count > 0;
}

/* Is there something to read on standard input?  /dev/null and the like are no text. */
static bool has_input(void)
{
  struct stat info;
  return fstat(STDIN_FILENO, &info) == 0 && !S_ISCHR(info.st_mode) && !S_ISDIR(info.st_mode);
}

/* Without a terminal the screen's calls are answered by a verb. */
static int as_verb(const char *verb, int argc, char **argv)
{
  char **words = xcalloc((size_t)argc + 3, sizeof *words);
  int count = 0;
  words[count++] = argv[0];
  words[count++] = (char *)(uintptr_t)verb;
  for (int i = 1; i < argc; i++) words[count++] = argv[i];
  if (argc == 1 && strcmp(verb, "show") == 0) words[count++] = (char *)(uintptr_t) "-";
  int status = cli_main(count, words);
  free(words);
  return status;
}

static int on_site(struct settings *s, const char *path)
{
  struct str problem = STR_INIT;
  struct library *library = library_open(path, &s->options, false, &problem);
  int status = EXIT_TROUBLE;
  if (library)
    status = tui_site(library, &s->options, &s->config);
  else
    complain("%s", problem.ptr);
  library_free(library);
  str_free(&problem);
  return status;
}

static int on_screen(int argc, char **argv, const struct pager_options *pager)
{
  struct settings s;
  int status = EXIT_TROUBLE;
  if (settings_read(&s, argc, argv)) {
    size_t count = s.arguments.operands.count;
    char **paths = (char **)(uintptr_t)s.arguments.operands.items;
    if (count == 0 && has_input())
      status = tui_pager(NULL, 0, pager, &s.options, &s.config);
    else if (count == 0)
      status = on_site(&s, ".");
    else if (count == 1 && is_folder(paths[0]))
      status = on_site(&s, paths[0]);
    else if (!none_readable(paths, count))
      status = tui_pager(paths, count, pager, &s.options, &s.config);
  }
  settings_free(&s);
  return status;
}

int main(int argc, char **argv)
{
  struct pager_options pager = { 0 };
  mem_prepare();
  if (cli_wants(argc, argv)) return cli_main(argc, argv);
  const char *less = getenv("LESS");
  if (less) {
    pager.quit_if_fits = strchr(less, 'F') != NULL;
    pager.chop = strchr(less, 'S') != NULL;
  }
  argc = take_pager_options(argc, argv, &pager);
  if (isatty(STDOUT_FILENO)) return on_screen(argc, argv, &pager);
  bool folder = argc == 2 && is_folder(argv[1]);
  bool site = folder || (argc == 1 && !has_input());
  return as_verb(site ? "home" : "show", argc, argv);
}
