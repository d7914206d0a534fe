#include "doc/kramdown_table.h"

#include "doc/html_tag.h"
#include "doc/kramdown_inline.h"

enum {
  CELLS_ADDED_MAX = 40, /* of a row longer than the first */
  ROW_BYTES_MAX = 4096, /* of text that is looked at for bars: each tag costs a look ahead */
};

size_t kramdown_cells(struct slice row)
{
  size_t cells = 1;
  row = slice_trim(row);
  if (slice_starts(row, SLICE("|"))) row = slice_from(row, 1);
  for (size_t i = 0; i < row.len; i++) {
    if (row.ptr[i] == '\\')
      i++;
    else if (row.ptr[i] == '|' && i + 1 < row.len)
      cells++;
  }
  return cells;
}

static bool is_made_of(struct slice line, const char *marks)
{
  line = slice_trim(line);
  for (size_t i = 0; i < line.len; i++)
    if (!strchr(marks, line.ptr[i])) return false;
  return line.len > 1;
}

bool kramdown_is_ruler(struct slice line)
{
  return is_made_of(line, "|-+: \t") && slice_find_char(line, '-') != SLICE_NONE &&
         (slice_find_char(line, '|') != SLICE_NONE || slice_find_char(line, ':') != SLICE_NONE);
}

static bool is_footer_ruler(struct slice line)
{
  return is_made_of(line, "|=+: \t");
}

static void add_ruler(struct str *out, struct slice ruler, size_t cells)
{
  struct slice rest = slice_from(slice_trim(ruler), 1);
  for (size_t i = 0; i < cells; i++) {
    size_t end = 0;
    while (end < rest.len && rest.ptr[end] != '|' && rest.ptr[end] != '+') end++;
    struct slice cell = slice_trim(slice_first(rest, end));
    rest = slice_from(rest, end + 1);
    str_adds(out, slice_starts(cell, SLICE(":")) ? "|:-" : "|-");
    str_adds(out, cell.len > 1 && slice_ends(cell, SLICE(":")) ? "-:" : "--");
  }
  str_adds(out, "|\n");
}

static void add_line(struct slice line, struct slice prefix, unsigned mode, struct str *out)
{
  str_add(out, prefix);
  kramdown_inline(line, mode, out);
  str_addc(out, '\n');
}

/* Bars in code part no cells; elsewhere they would. */
static void escape_code_bars(struct slice lines, struct str *out)
{
  for (size_t i = 0; i < lines.len;) {
    size_t run = 0, end = 0;
    while (i + run < lines.len && lines.ptr[i + run] == '`') run++;
    struct slice marks = { lines.ptr + i, run };
    struct slice rest = slice_from(lines, i + run);
    if (run > 0) {
      size_t line = slice_find_char(rest, '\n');
      end = slice_find(slice_first(rest, line), marks);
    }
    if (run == 0 || end == SLICE_NONE) {
      size_t bytes = run > 0 ? run : lines.ptr[i] == '\\' && i + 1 < lines.len ? 2 : 1;
      str_add(out, slice_first(slice_from(lines, i), bytes));
      i += bytes;
      continue;
    }
    str_add(out, marks);
    for (size_t c = 0; c < end; c++) {
      if (rest.ptr[c] == '|' && (c == 0 || rest.ptr[c - 1] != '\\')) str_addc(out, '\\');
      str_addc(out, rest.ptr[c]);
    }
    str_add(out, marks);
    i += run + end + run;
  }
}

/* How long the element is that `text` begins with: what it holds parts no cells. */
static size_t element_bytes(struct slice text)
{
  struct html_tag tag;
  if (!html_tag_scan(text, &tag) || tag.end) return 0;
  size_t end = slice_find(slice_from(text, tag.bytes), SLICE("</"));
  while (end != SLICE_NONE) {
    struct slice rest = slice_from(text, tag.bytes + end);
    if (slice_eq_nocase(slice_first(slice_from(rest, 2), tag.name.len), tag.name))
      return tag.bytes + end;
    size_t next = slice_find(slice_from(rest, 2), SLICE("</"));
    end = next == SLICE_NONE ? next : end + 2 + next;
  }
  return tag.bytes;
}

bool kramdown_has_bar(struct slice line)
{
  if (line.len > ROW_BYTES_MAX || slice_find_char(line, '|') == SLICE_NONE) return false;
  struct str escaped = STR_INIT;
  escape_code_bars(line, &escaped);
  bool found = false;
  for (size_t i = 0; i < escaped.len && !found; i++) {
    struct slice rest = slice_from(str_slice(&escaped), i);
    size_t element = rest.ptr[0] == '<' ? element_bytes(rest) : 0;
    if (element > 0) i += element - 1;
    found = element == 0 && rest.ptr[0] == '|' && (i == 0 || escaped.ptr[i - 1] != '\\');
  }
  str_free(&escaped);
  return found;
}

/* The cells of the widest row: CommonMark would leave out what the first row has not. */
static size_t most_cells(struct slice rows, size_t cells)
{
  struct slice line;
  while (slice_line(&rows, &line)) {
    size_t has = kramdown_is_ruler(line) ? 0 : kramdown_cells(line);
    if (has > cells && has <= CELLS_ADDED_MAX) cells = has;
  }
  return cells;
}

static void add_table(struct slice lines, struct slice prefix, unsigned mode, struct str *out)
{
  struct slice rest = lines, first = SLICE(""), second = SLICE(""), line;
  slice_line(&rest, &first);
  struct slice after_first = rest;
  slice_line(&rest, &second);
  bool headed = !kramdown_is_ruler(first) && kramdown_is_ruler(second);
  struct slice ruler = headed ? second : kramdown_is_ruler(first) ? first : SLICE("|");
  struct slice rows = headed ? rest : kramdown_is_ruler(first) ? after_first : lines;
  size_t own = kramdown_cells(headed || !kramdown_is_ruler(first) ? first : second);
  size_t cells = most_cells(rows, own);

  if (headed) {
    struct str head = STR_INIT;
    str_add(&head, slice_trim(first));
    if (cells > own && !slice_ends(str_slice(&head), SLICE("|"))) str_addc(&head, '|');
    for (size_t i = own; i < cells; i++) str_adds(&head, " |");
    add_line(str_slice(&head), prefix, mode, out);
    str_free(&head);
  } else {
    str_add(out, prefix);
    for (size_t i = 0; i <= cells; i++) str_adds(out, i < cells ? "| " : "|\n");
  }
  str_add(out, prefix);
  add_ruler(out, ruler, cells);
  size_t filled = 0;
  while (slice_line(&rows, &line)) {
    if (kramdown_is_ruler(line) || is_footer_ruler(line)) continue;
    size_t has = kramdown_cells(line), before = filled;
    filled += has < cells ? cells - has : 0;
    if (before <= KRAMDOWN_FILL_MAX && filled > KRAMDOWN_FILL_MAX)
      add_line(SLICE(""), prefix, mode, out);
    add_line(line, prefix, mode, out);
  }
}

void kramdown_table(struct slice lines, struct slice prefix, unsigned mode, struct str *out)
{
  struct str escaped = STR_INIT;
  escape_code_bars(lines, &escaped);
  add_table(str_slice(&escaped), prefix, mode, out);
  str_free(&escaped);
}
