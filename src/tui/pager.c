#include "tui/pager.h"

#include "base/file.h"
#include "base/path.h"
#include "layout/terminal_text.h"
#include "text/utf8.h"
#include "tui/pane_reader.h"
#include "tui/session.h"
#include "tui/split.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
  FILE_BYTES_MAX = 64 << 20,
  PIPE_BYTES_MAX = 256 << 20,
  CHUNK_BYTES = 64 * 1024,
  SNIFF_BYTES = 4096,
  START_BYTES = 24 /* the longest beginning of a post, and a byte-order mark */
};

/* The files, one of them shown.  A pipe is read as it comes; what it holds is
 * told by its beginning. */
struct pager {
  struct tui tui; /* first: commands hand back the tui */
  char **paths;
  size_t count, at;
  int pipe;          /* stdin's data, or -1 */
  struct str piped;  /* what came so far, while it may yet be a post */
  bool known;        /* it is text: shown as it comes */
  const char *start; /* where to begin once all of it is there, or NULL */
  size_t pipe_bytes;
};

/* Front matter or HTML: a post.  Else it is text as programs write it. */
static bool looks_like_post(struct slice name, struct slice bytes)
{
  static const char *const extensions[] = { "md", "markdown", "mkd", "html", "htm", "xhtml" };
  static const char *const starts[] = { "---\n", "---\r\n", "+++\n", "<!DOCTYPE html", "<html" };
  struct slice extension = path_extension(name);
  for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
    if (slice_eq_nocase(extension, slice_of(extensions[i]))) return true;
  bytes = slice_first(bytes, SNIFF_BYTES);
  if (slice_starts(bytes, SLICE("\xef\xbb\xbf"))) bytes = slice_from(bytes, 3);
  while (bytes.len && (*bytes.ptr == '\n' || *bytes.ptr == '\r')) bytes = slice_from(bytes, 1);
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
    if (slice_eq_nocase(slice_first(bytes, strlen(starts[i])), slice_of(starts[i]))) return true;
  return false;
}

/* Few bytes are enough to tell text, unless their charset is still to be found out. */
static bool is_surely_text(struct slice bytes)
{
  size_t marks = strspn(bytes.ptr, "\r\n");
  bool told = bytes.len - marks >= START_BYTES && bytes.ptr[bytes.len - 1] == '\n';
  bool line = bytes.len > marks && !strchr("<-+\xef", bytes.ptr[marks]);
  return (bytes.len >= SNIFF_BYTES / 8 || ((told || line) && utf8_valid(bytes))) &&
         !looks_like_post(SLICE("-"), bytes);
}

static void show_bytes(struct pager *p, const char *path, struct slice bytes)
{
  struct pane *reader = p->tui.panes[PANE_READER];
  if (looks_like_post(slice_of(path), bytes)) {
    pane_reader_show(reader, article_of_bytes(slice_of(path), bytes, p->tui.options, 0), 0);
  } else {
    struct str text = STR_INIT;
    struct charset_result charset;
    charset_decode(bytes, *p->tui.options->encoding ? p->tui.options->encoding : NULL, NULL, &text,
                   &charset);
    pane_reader_show_text(reader);
    pane_reader_add_text(reader, str_slice(&text), true);
    str_free(&text);
  }
}

static void show_file(struct pager *p)
{
  struct str bytes = STR_INIT, text = STR_INIT;
  const char *path = p->paths[p->at];
  bool cut = false;
  int error = file_read(path, FILE_BYTES_MAX, &bytes, &cut);
  if (error) {
    str_addf(&text, "%s: %s", path, error == EINVAL ? "not a file" : strerror(error));
    tui_complain(&p->tui, str_slice(&text));
    p->tui.status = 2;
  } else {
    show_bytes(p, path, str_slice(&bytes));
    if (cut) tui_complain(&p->tui, slice_of(diag_text(DIAG_TOO_LARGE)));
  }
  if (!error && p->count > 1) {
    str_addf(&text, "%s  (%zu/%zu)", path, p->at + 1, p->count);
    tui_say(&p->tui, str_slice(&text));
  }
  str_free(&bytes);
  str_free(&text);
}

void pager_step(struct tui *t, int by)
{
  struct pager *p = (struct pager *)t;
  long to = (long)p->at + by;
  if (to < 0 || to >= (long)p->count) {
    tui_say_word(t, by < 0 ? WORD_FIRST_POST : WORD_LAST_POST, SLICE(""));
    return;
  }
  p->at = (size_t)to;
  show_file(p);
}

/* "+G", "+120", "+/pattern". */
static void start_at(struct pager *p, const char *where)
{
  struct pane *reader = p->tui.panes[PANE_READER];
  if (*where == '/') {
    str_adds(&p->tui.needle, where + 1);
    p->tui.searched = reader;
    reader->ops->find(reader, slice_of(where + 1), 0);
  } else if (*where == 'G') {
    reader->ops->move(reader, MOVE_LAST, 0);
  } else {
    reader->ops->move(reader, MOVE_TO, atol(where));
  }
}

static void pipe_ended(struct pager *p)
{
  loop_unwatch(p->tui.loop, p->pipe);
  if (p->known)
    pane_reader_add_text(p->tui.panes[PANE_READER], SLICE(""), true);
  else
    show_bytes(p, "-", str_slice(&p->piped));
  str_free(&p->piped);
  p->pipe = -1;
  if (p->start) start_at(p, p->start);
}

/* A post must be whole before it is read; text shows while it comes. */
static void pipe_waiting(void *context)
{
  struct pager *p = context;
  char bytes[CHUNK_BYTES];
  ssize_t got = read(p->pipe, bytes, sizeof bytes);
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (got <= 0 || p->pipe_bytes > PIPE_BYTES_MAX) {
    pipe_ended(p);
    return;
  }
  struct slice chunk = { bytes, (size_t)got };
  p->pipe_bytes += chunk.len;
  if (p->known) {
    pane_reader_add_text(p->tui.panes[PANE_READER], chunk, false);
    return;
  }
  str_add(&p->piped, chunk);
  if (!is_surely_text(str_slice(&p->piped))) return;
  p->known = true;
  pane_reader_show_text(p->tui.panes[PANE_READER]);
  pane_reader_add_text(p->tui.panes[PANE_READER], str_slice(&p->piped), false);
}

/* Data from stdin, keys from the terminal. */
static FILE *take_pipe(struct pager *p)
{
  p->pipe = dup(STDIN_FILENO);
  int tty = open("/dev/tty", O_RDWR | O_CLOEXEC);
  if (tty < 0) return NULL;
  dup2(tty, STDIN_FILENO); /* children read keys too */
  return fdopen(tty, "r+e");
}

/* With -F nothing is drawn before it is known to be more than a screenful. */
static bool fits(struct pager *p)
{
  struct winsize size = { 0 };
  char bytes[CHUNK_BYTES];
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return false;
  if (size.ws_row == 0) size.ws_row = 24, size.ws_col = 80; /* a terminal that does not say */
  for (size_t lines = 0; lines < size.ws_row;) {
    ssize_t got = read(p->pipe, bytes, sizeof bytes);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return true;
    str_add(&p->piped, (struct slice){ bytes, (size_t)got });
    for (ssize_t i = 0; i < got; i++) lines += bytes[i] == '\n';
    if (p->piped.len > (size_t)size.ws_row * size.ws_col * 4) return false;
  }
  return false;
}

static void print_piped(const struct pager *p)
{
  struct str text = STR_INIT;
  struct lines lines;
  struct terminal_text state;
  struct terminal_text_options options = { .columns = UINT16_MAX, .ambiguous = AMBIGUOUS_NARROW };
  lines_init(&lines);
  terminal_text_init(&state);
  terminal_text_add(&state, str_slice(&p->piped), &options, &lines);
  terminal_text_end(&state, &options, &lines);
  for (size_t i = 0; i < lines.line.count; i++) {
    const struct line *line = &lines.line.items[i];
    for (uint32_t n = 0; n < line->count; n++)
      str_add(&text, span_text(&lines, &lines.span.items[line->first + n]));
    str_addc(&text, '\n');
  }
  fwrite(text.ptr, 1, text.len, stdout);
  terminal_text_free(&state);
  lines_free(&lines);
  str_free(&text);
}

int tui_pager(char **paths, size_t count, const struct pager_options *asked,
              struct options *options, const struct config *config)
{
  struct pager p = {
    .tui = { .options = options, .config = config, .pager = true, .focus = PANE_READER },
    .paths = paths,
    .count = count,
    .pipe = -1,
    .piped = STR_INIT
  };
  struct str problem = STR_INIT;
  bool piped = count == 0 || (count == 1 && strcmp(paths[0], "-") == 0);
  FILE *keys = piped ? take_pipe(&p) : NULL;
  if (keys && asked->quit_if_fits && fits(&p)) {
    print_piped(&p);
    str_free(&p.piped);
    fclose(keys);
    return 0;
  }
  p.tui.place = place_of_list(PLACE_HOME, INDEX_NONE);
  if ((piped && !keys) || !session_start(&p.tui, keys, &problem)) {
    fprintf(stderr, "baokan: %s\n", problem.len ? problem.ptr : "no terminal to read keys from");
    str_free(&problem);
    return 2;
  }
  struct pane *reader = p.tui.panes[PANE_READER] = pane_reader_new(&p.tui);
  reader->rect = split_window(screen_area(p.tui.screen), PANE_READER, false, true).main;
  pane_reader_chop(reader, asked->chop);
  p.start = asked->start;
  if (piped)
    loop_watch(p.tui.loop, p.pipe, pipe_waiting, &p);
  else
    show_file(&p);
  if (!piped && p.start) start_at(&p, p.start);
  int status = session_run(&p.tui);
  session_end(&p.tui);
  str_free(&p.piped);
  str_free(&problem);
  if (keys) fclose(keys);
  return status;
}
