/* What every line keeps to that is given to a painter. */
#ifndef TEST_FUZZ_LINES_H
#define TEST_FUZZ_LINES_H

#include "fuzz.h"

#include "layout/line.h"
#include "text/cluster.h"

static inline bool fuzz_printable(struct slice text)
{
  while (text.len) {
    char32_t c;
    bool valid = true;
    text = slice_from(text, utf8_decode(text, &c, &valid));
    if (!valid || c < 0x20 || (c >= 0x7f && c < 0xa0)) return false;
  }
  return true;
}

static inline void fuzz_check_lines(const struct lines *l, size_t most_columns,
                                    enum ambiguous ambiguous)
{
  size_t next = 0;
  for (size_t i = 0; i < l->line.count; i++) {
    const struct line *line = &l->line.items[i];
    size_t columns = 0;
    HOLDS(line->first == next || line->count == 0);
    for (uint32_t k = 0; k < line->count; k++) {
      const struct span *s = &l->span.items[line->first + k];
      HOLDS((size_t)s->text + s->bytes <= l->text.len);
      HOLDS(fuzz_printable(span_text(l, s)));
      HOLDS(text_columns(span_text(l, s), ambiguous) == s->columns);
      columns += s->columns;
    }
    HOLDS(line->columns == columns && columns <= most_columns);
    next += line->count;
  }
  HOLDS(next == l->span.count);
}

#endif
