/* frames COUNT SEED: draws random frames on the terminal it runs in, a tmux, and
 * compares what tmux has on its screen with what was meant.  Ends with 1 when one
 * differs; the last line tells how many did. */
#include "tui/screen.h"

#include <stdlib.h>
#include <unistd.h>

enum { COLUMNS_MAX = 300, ROWS_MAX = 100, CELL_BYTES = 16, ATOM_CELLS = 3 };

/* Text, the cells it should make, and the columns of each where ambiguous
 * characters are narrow and where they are wide. */
static const struct atom {
  const char *text;
  struct {
    const char *shown;
    int narrow, wide;
  } cells[ATOM_CELLS];
} atoms[] = {
  { "a", { { "a", 1, 1 } } },
  { "中", { { "中", 2, 2 } } },
  { "，", { { "，", 2, 2 } } },
  { "한", { { "한", 2, 2 } } },
  { "\u1112\u1161\u11AB", { { "한", 2, 2 } } },
  { "か\u3099", { { "が", 2, 2 } } },
  { "中\u0301", { { "中\u0301", 2, 2 } } },
  { "　", { { "　", 2, 2 } } },
  { "“", { { "“", 1, 2 } } },
  { "——", { { "—", 1, 2 }, { "—", 1, 2 } } },
  { "…", { { "…", 1, 2 } } },
  { "①", { { "①", 1, 2 } } },
  { "α", { { "α", 1, 2 } } },
  { "─", { { "─", 1, 2 } } },
  { "e\u0301", { { "é", 1, 2 } } },
  { "e\u0323", { { "ẹ", 1, 1 } } },
  { "ก้", { { "ก้", 1, 1 } } },
  { "\u0301", { { "\u00A0\u0301", 1, 1 } } },
  { "👍🏽", { { "👍", 2, 2 } } },
  { "👨\u200D👩", { { "👨", 2, 2 }, { "👩", 2, 2 } } },
  { "🇨🇳", { { "C", 1, 1 }, { "N", 1, 1 } } },
  { "❤\uFE0F", { { "❤", 1, 1 } } },
  { "\uE000", { { "?", 1, 1 } } },
  { "\033[m", { { "[", 1, 1 }, { "m", 1, 1 } } },
  { "\u202E\u200B", { { NULL, 0, 0 } } },
};
enum { ATOMS = sizeof atoms / sizeof *atoms };

/* What should be on the screen: a cell's text where it begins; "" is its right half. */
static char meant[ROWS_MAX][COLUMNS_MAX][CELL_BYTES];

static unsigned seed;

static int below(int limit)
{
  seed = seed * 1103515245u + 12345u;
  return limit > 0 ? (int)(seed >> 16 & 0x7FFF) % limit : 0;
}

/* Puts an atom on the open row and in what is meant, as far as there is room. */
static void put(struct screen *s, const struct atom *atom, int y, int x, int columns)
{
  bool wide = screen_ambiguous(s) == AMBIGUOUS_WIDE;
  int at = screen_column(s);
  for (int i = 0; i < ATOM_CELLS && atom->cells[i].shown; i++) {
    int width = wide ? atom->cells[i].wide : atom->cells[i].narrow;
    if (at + width > columns) break;
    snprintf(meant[y][x + at], CELL_BYTES, "%s", atom->cells[i].shown);
    if (width == 2) meant[y][x + at + 1][0] = '\0';
    at += width;
  }
  screen_add(s, slice_of(atom->text), (enum style)below(STYLE_COUNT));
}

/* A pane's part of a row. */
static void draw_part(struct screen *s, int y, int x, int columns, int spared)
{
  screen_begin(s, y, x, columns, below(3) ? STYLE_TEXT : STYLE_SELECTION);
  for (int count = below(columns + 4); count > 0; count--) {
    if (below(8) == 0)
      screen_to(s, screen_column(s) + below(9));
    else
      put(s, &atoms[below(ATOMS)], y, x, columns - spared);
  }
  screen_end(s);
}

static void draw_frame(struct screen *s, struct rect area)
{
  for (int y = 0; y < area.rows; y++)
    for (int x = 0; x < area.columns; x++) snprintf(meant[y][x], CELL_BYTES, " ");
  screen_frame(s);
  for (int y = 0; y < area.rows; y++) {
    int middle = below(area.columns);
    if (below(4) == 0) continue;
    draw_part(s, y, 0, middle, 0);
    bool corner = y == area.rows - 1; /* nothing is written there */
    draw_part(s, y, middle, area.columns - middle, corner ? 1 : 0);
  }
  if (below(50) == 0) screen_redraw(s);
  screen_show(s, below(area.rows), below(area.columns));
}

/* The terminal has drawn all once it answers. */
static void wait_until_drawn(void)
{
  char byte = 0;
  if (write(STDOUT_FILENO, "\033[6n", 4) != 4) exit(2);
  while (byte != 'R')
    if (read(STDIN_FILENO, &byte, 1) != 1) exit(2);
}

static int rows_that_differ(struct rect area)
{
  char shown[COLUMNS_MAX * CELL_BYTES];
  FILE *pipe = popen("tmux capture-pane -p -t \"$TMUX_PANE\"", "r");
  struct str row = STR_INIT;
  int differ = 0;
  for (int y = 0; pipe && y < area.rows; y++) {
    str_clear(&row);
    for (int x = 0; x < area.columns; x++) str_adds(&row, meant[y][x]);
    while (row.len && row.ptr[row.len - 1] == ' ') str_cut(&row, row.len - 1);
    if (!fgets(shown, sizeof shown, pipe)) shown[0] = '\0';
    size_t len = strcspn(shown, "\n");
    while (len && shown[len - 1] == ' ') len--;
    if (slice_eq(str_slice(&row), (struct slice){ shown, len })) continue;
    differ++;
    fprintf(stderr, "row %d\n  meant %s\n  shown %.*s\n", y, row.len ? row.ptr : "", (int)len,
            shown);
  }
  str_free(&row);
  return pipe && pclose(pipe) == 0 ? differ : area.rows;
}

int main(int argc, char **argv)
{
  int count = argc > 1 ? atoi(argv[1]) : 1, wrong = 0;
  struct str problem = STR_INIT;
  struct theme theme;
  seed = argc > 2 ? (unsigned)atoi(argv[2]) : 1;
  struct screen *s = screen_start(NULL, (enum ambiguous)0, false, &problem);
  if (!s || !theme_load(&theme, "paper", &problem)) return fprintf(stderr, "%s\n", problem.ptr), 2;
  struct rect area = screen_area(s);
  bool wide = screen_ambiguous(s) == AMBIGUOUS_WIDE;
  if (area.rows > ROWS_MAX || area.columns > COLUMNS_MAX) return 2;
  screen_set_theme(s, &theme);
  for (int i = 0; i < count; i++) {
    draw_frame(s, area);
    wait_until_drawn();
    wrong += rows_that_differ(area) > 0;
  }
  screen_stop(s);
  str_free(&problem);
  printf("%s: %d frames, %d wrong\n", wide ? "wide" : "narrow", count, wrong);
  return wrong > 0;
}
