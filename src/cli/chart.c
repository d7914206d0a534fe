#include "cli/chart.h"

#include <stdio.h>

enum { GAP = 2, LABEL_COLUMNS_MAX = 24, BAR_COLUMNS_MIN = 8, BAR_COLUMNS_MAX = 60 };

struct measure {
  size_t label, number, note, most;
};

static void larger(size_t *most, size_t value)
{
  if (value > *most) *most = value;
}

static struct measure measure(const struct printer *p, const struct chart_row *rows, size_t count)
{
  struct measure m = { 0 };
  for (size_t i = 0; i < count; i++) {
    larger(&m.label, print_columns(p, rows[i].label));
    larger(&m.note, print_columns(p, rows[i].note));
    larger(&m.most, rows[i].value);
  }
  if (m.label > LABEL_COLUMNS_MAX) m.label = LABEL_COLUMNS_MAX;
  m.number = (size_t)snprintf(NULL, 0, "%zu", m.most);
  return m;
}

void chart_print(struct printer *p, const struct chart_row *rows, size_t count)
{
  struct measure m = measure(p, rows, count);
  size_t beside = GAP + m.label + GAP + m.number + (m.note ? GAP + m.note : 0) + GAP;
  size_t room = p->columns > beside + BAR_COLUMNS_MIN ? p->columns - beside : BAR_COLUMNS_MIN;
  if (room > BAR_COLUMNS_MAX) room = BAR_COLUMNS_MAX;
  for (size_t i = 0; i < count; i++) {
    const struct chart_row *row = &rows[i];
    struct str bar = STR_INIT;
    size_t columns = m.most ? (size_t)((double)row->value * (double)room / (double)m.most) : 0;
    str_pad(&bar, '=', columns ? columns : row->value > 0);
    print_words(p, "  ");
    print_column(p, STYLE_TEXT, row->label, m.label);
    print_words(p, "  ");
    print_number(p, STYLE_COUNTER, row->value, m.number);
    print_words(p, "  ");
    if (m.note) {
      print_column(p, STYLE_DIM, row->note, m.note);
      print_words(p, "  ");
    }
    print_text(p, STYLE_ACCENT, str_slice(&bar));
    print_end_line(p);
    str_free(&bar);
  }
}
