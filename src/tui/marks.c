#include "tui/marks.h"

#include "text/fold.h"

void marks_find(struct slice text, struct slice folded_needle, mark_list *marks)
{
  struct str folded = STR_INIT;
  struct offset_map map = { 0 };
  if (folded_needle.len == 0) return;
  fold(text, &folded, &map);
  for (size_t at = 0; at < folded.len;) {
    size_t hit = slice_find(slice_from(str_slice(&folded), at), folded_needle);
    if (hit == SLICE_NONE) break;
    size_t start = at + hit, end = start + folded_needle.len;
    struct mark mark = { offset_map_source(&map, (uint32_t)start),
                         end == folded.len ? (uint32_t)text.len
                                           : offset_map_source(&map, (uint32_t)end) };
    /* Blanks that folding drops lie after the mark, not in it. */
    bool blank = slice_ends(folded_needle, SLICE(" "));
    while (!blank && mark.end > mark.start && text.ptr[mark.end - 1] == ' ') mark.end--;
    if (mark.end > mark.start) vec_push(marks, mark);
    at = end;
  }
  str_free(&folded);
  offset_map_free(&map);
}
