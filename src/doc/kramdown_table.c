#include "doc/kramdown_table.h"

#include "doc/kramdown_inline.h"

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

static void add_line(struct slice line, struct slice prefix, struct str *out)
{
  str_add(out, prefix);
  kramdown_inline(line, false, out);
  str_addc(out, '\n');
}

void kramdown_table(struct slice lines, struct slice prefix, struct str *out)
{
  struct slice rest = lines, first = SLICE(""), second = SLICE(""), line;
  slice_line(&rest, &first);
  struct slice after_first = rest;
  slice_line(&rest, &second);
  bool headed = !kramdown_is_ruler(first) && kramdown_is_ruler(second);
  struct slice ruler = headed ? second : kramdown_is_ruler(first) ? first : SLICE("|");
  struct slice rows = headed ? rest : kramdown_is_ruler(first) ? after_first : lines;
  size_t cells = kramdown_cells(headed || !kramdown_is_ruler(first) ? first : second);

  if (headed) {
    add_line(first, prefix, out);
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
    if (before <= KRAMDOWN_FILL_MAX && filled > KRAMDOWN_FILL_MAX) add_line(SLICE(""), prefix, out);
    add_line(line, prefix, out);
  }
}
