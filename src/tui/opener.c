#include "tui/opener.h"

#include "base/path.h"
#include "tui/tui.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARGUMENTS_MAX = 16 };

/* Programs that need the terminal for themselves. */
static const char *const terminal_browsers[] = { "w3m",    "lynx",   "elinks",     "links",
                                                 "links2", "browsh", "www-browser" };

static bool may_open(struct slice url)
{
  static const char *const schemes[] = { "http://", "https://", "mailto:" };
  for (size_t i = 0; i < url.len; i++)
    if ((unsigned char)url.ptr[i] <= ' ' || url.ptr[i] == 0x7f) return false;
  for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
    size_t length = strlen(schemes[i]);
    if (url.len > length && slice_eq_nocase(slice_first(url, length), slice_of(schemes[i])))
      return true;
  }
  return false;
}

static bool on_path(struct slice name)
{
  const char *path = getenv("PATH");
  struct slice rest = slice_of(path ? path : "/usr/bin:/bin"), folder;
  bool found = false;
  if (slice_find_char(name, '/') != SLICE_NONE) {
    char *whole = xstrndup(name.ptr, name.len);
    found = access(whole, X_OK) == 0;
    free(whole);
  }
  while (!found && slice_cut(&rest, ':', &folder)) {
    struct str file = STR_INIT;
    path_join(&file, folder, name);
    found = access(file.ptr, X_OK) == 0;
    str_free(&file);
  }
  return found;
}

/* A command line: its words, `%s` the address, which else comes last. */
struct invocation {
  char *words[ARGUMENTS_MAX + 2];
  size_t count;
};

static void invocation_free(struct invocation *v)
{
  for (size_t i = 0; i < v->count; i++) free(v->words[i]);
  v->count = 0;
}

static bool invocation_of(struct slice command, struct slice url, struct invocation *v)
{
  struct slice word;
  bool placed = false;
  *v = (struct invocation){ .count = 0 };
  while (slice_cut(&command, ' ', &word) && v->count < ARGUMENTS_MAX) {
    if (word.len == 0) continue;
    size_t at = slice_find(word, SLICE("%s"));
    struct str text = STR_INIT;
    str_add(&text, slice_first(word, at));
    if (at != SLICE_NONE) {
      str_add(&text, url);
      str_add(&text, slice_from(word, at + 2));
      placed = true;
    }
    v->words[v->count++] = str_take(&text);
  }
  if (v->count && !placed) v->words[v->count++] = xstrndup(url.ptr, url.len);
  if (v->count && on_path(slice_of(v->words[0]))) return true;
  invocation_free(v);
  return false;
}

/* The first of $BROWSER's commands, parted by colons, that there is; else xdg-open. */
static bool find_browser(struct slice url, struct invocation *v)
{
  const char *browser = getenv("BROWSER");
  struct slice rest = slice_of(browser ? browser : ""), command;
  while (slice_cut(&rest, ':', &command))
    if (invocation_of(command, url, v)) return true;
  return invocation_of(SLICE("xdg-open"), url, v);
}

static bool needs_terminal(const struct invocation *v)
{
  struct slice name = path_base(slice_of(v->words[0]));
  for (size_t i = 0; i < sizeof terminal_browsers / sizeof *terminal_browsers; i++)
    if (slice_eq(name, slice_of(terminal_browsers[i]))) return true;
  return !getenv("DISPLAY") && !getenv("WAYLAND_DISPLAY") && isatty(STDIN_FILENO);
}

static int run(const struct invocation *v, bool terminal)
{
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  sigset_t none, defaults;
  pid_t child;
  posix_spawn_file_actions_init(&files);
  posix_spawnattr_init(&attributes);
  sigemptyset(&none);
  sigfillset(&defaults);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, (short)(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
                                                (terminal ? 0 : POSIX_SPAWN_SETPGROUP)));
  for (int fd = 0; fd < 3 && !terminal; fd++)
    posix_spawn_file_actions_addopen(&files, fd, "/dev/null", O_RDWR, 0);
  int error = posix_spawnp(&child, v->words[0], &files, &attributes, v->words, environ);
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  if (!error && terminal) waitpid(child, NULL, 0);
  return error;
}

void opener_open(struct tui *t, struct slice url)
{
  struct invocation v;
  url = slice_trim(url);
  if (!may_open(url)) {
    tui_say_word(t, WORD_WONT_OPEN, url);
    return;
  }
  if (!find_browser(url, &v)) {
    opener_copy(t, url);
    tui_say_word(t, WORD_NO_BROWSER, url);
    return;
  }
  bool terminal = needs_terminal(&v);
  if (terminal) screen_leave(t->screen);
  int error = run(&v, terminal);
  if (terminal) screen_enter(t->screen);
  if (error)
    tui_complain(t, slice_of(strerror(error)));
  else
    tui_say_word(t, WORD_OPENED, url);
  invocation_free(&v);
}

/* Inside tmux its own buffer is what the reader can paste from. */
static bool copy_to_tmux(struct slice text)
{
  int ends[2];
  if (!getenv("TMUX") || pipe2(ends, O_CLOEXEC) != 0) return false;
  posix_spawn_file_actions_t files;
  pid_t child;
  char program[] = "tmux", verb[] = "load-buffer", forward[] = "-w", from_stdin[] = "-";
  char *const words[] = { program, verb, forward, from_stdin, NULL };
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, ends[0], STDIN_FILENO);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  int error = posix_spawnp(&child, words[0], &files, NULL, words, environ);
  posix_spawn_file_actions_destroy(&files);
  close(ends[0]);
  bool written = !error && write(ends[1], text.ptr, text.len) == (ssize_t)text.len;
  close(ends[1]);
  int status = 1;
  if (!error) waitpid(child, &status, 0);
  return written && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void opener_copy(struct tui *t, struct slice text)
{
  if (!copy_to_tmux(text)) screen_clipboard(t->screen, text);
  tui_say_word(t, WORD_COPIED, text);
}
