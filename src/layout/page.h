/* The page being laid out: where lines go, how far they are indented, and
 * whether a blank line comes first. */
#ifndef LAYOUT_PAGE_H
#define LAYOUT_PAGE_H

#include "layout/fill.h"
#include "layout/inline.h"
#include "layout/layout.h"
#include "layout/spacing.h"

#define PAGE_TEXT_MIN 8 /* columns that indents leave to the text, where there are so many */

/* One level of indent.  Its mark stands on its first line (a bullet), or on all
 * of them (the bar of a quotation). */
struct indent {
  uint32_t columns; /* 0: there was no room for it */
  uint8_t style;    /* of the mark */
  bool every_line;
  bool used;
  char mark[24]; /* ASCII, at most `columns` long */
};

struct page {
  const struct layout_options *options;
  struct lines *out;
  VEC(struct indent) indents;
  uint32_t indent;   /* columns of all of them */
  size_t first_line; /* in *out, of this document */
  bool gap;          /* a blank line before the next line */
  size_t gap_levels; /* the bars that run on through it */
  uint32_t quotes;   /* how deep in quotations */
  uint32_t lists;    /* how deep in lists with bullets */
  struct run run;    /* scratch, one paragraph at a time */
  fill_lines filled; /* scratch */
  spacing_list spacing;
};

/* How a run is set. */
struct setting {
  uint32_t first_indent; /* columns, of the first line only */
  uint32_t rest_indent;  /* of all others */
  uint32_t columns;      /* 0: all there are */
  enum node_align align;
  bool balanced; /* lines of about the same length: titles */
  bool whole;    /* aligned only when it stands on one line */
};

void page_begin(struct page *p, const struct layout_options *options, struct lines *out);
void page_end(struct page *p);

/* Levels of indent; every push needs its pop. */
void page_push(struct page *p, uint32_t columns, const char *mark, enum style style,
               bool every_line);
void page_pop(struct page *p);

uint32_t page_columns(const struct page *p); /* for the text: at least 1 */
/* The style of plain text here. */
enum style page_style(const struct page *p);

/* Puts the blank line that is due, then the indent of a new line. */
void page_line(struct page *p, uint32_t position);
/* Puts an empty line, but for the bars of quotations. */
void page_blank_line(struct page *p, uint32_t position);
void page_pad(struct page *p, uint32_t columns, uint32_t position);
/* Puts part of a run on the open line; returns its columns. */
uint32_t page_spans(struct page *p, const struct run *run, uint32_t start, uint32_t end);

/* Sets a whole run. */
void page_run(struct page *p, const struct run *run, const struct setting *setting);

#endif
