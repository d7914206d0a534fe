/* Document + width + options -> lines. */
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include "doc/node.h"
#include "layout/line.h"

/* What parts them: a blank line, or an indent of two em. */
enum layout_paragraphs { PARAGRAPHS_BLANK_LINE, PARAGRAPHS_INDENT };

struct layout_options {
  uint32_t columns; /* the measure; at least 1 */
  enum ambiguous ambiguous;
  enum layout_paragraphs paragraphs;
  bool hang; /* one pause mark may stand in the margin (2 columns more) */
  bool korean_by_word;
  bool autospace; /* a column between Han and Latin */
  bool justify;   /* lines are widened to the measure where there is a good place for it */
  bool recent;    /* the terminal knows what Unicode 15 brought (SANITIZE_RECENT) */
  bool images;    /* a line for each image; else nothing */
  bool folded;    /* show what furniture_mark folded */
  bool opened;    /* show what is in <details> that are closed */
  bool plain;     /* the text alone, as a browser gives it: no numbers of lists and notes, no
                     brackets of ours, the cells of a table in their order */
};

/* Appends the whole document to *out. */
void layout_doc(const struct doc *d, const struct layout_options *options, struct lines *out);

/* Appends one text in one style, filled: for messages and tests. */
void layout_text(struct slice text, enum style style, const struct layout_options *options,
                 struct lines *out);

#endif
