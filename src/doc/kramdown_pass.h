/* The pass over the lines of a Markdown text, shared by those who rewrite them:
 * HTML (kramdown_html.c), definition lists (kramdown_definition.c), rows of tables
 * (kramdown_row.c), the rest (kramdown.c). */
#ifndef DOC_KRAMDOWN_PASS_H
#define DOC_KRAMDOWN_PASS_H

#include "base/str.h"
#include "doc/markdown_line.h"

/* The pass goes line by line and keeps what a line's meaning depends on. */
struct pass {
  struct slice rest;
  struct str *out;
  bool kramdown; /* nothing but kramdown's */
  bool strict;   /* CommonMark, but for what no author can have meant */
  bool exact;    /* DOC_EXACT */
  bool extended; /* with names of headings and definition lists */
  char fence;    /* of the code block we are in, or NUL */
  size_t fence_marks;
  size_t fence_depth; /* of quotations around it */
  struct slice quote; /* the marks of the quotation we are in */
  size_t quote_depth;
  bool quote_in_list; /* it began in one, whose next item ends it */
  bool in_list, in_html, after_html, after_blank, after_code;
  bool in_paragraph;
  size_t paragraph; /* where it begins in *out */
  size_t paragraph_indent;
  bool in_definitions, in_detail;
  size_t definition_indent; /* of the list of definitions we are in */
  size_t cells;             /* of the line before, were it a row; 0: it was no text */
  size_t before_cells;
  size_t table_cells;    /* of the table we are in, or 0 */
  size_t filled;         /* empty cells it was given */
  size_t ahead_bytes;    /* that may still be looked at for the ends of elements */
  unsigned no_fence_end; /* a bit for each length and kind of fence */
  bool no_comment_end, no_script_end, no_style_end, no_textarea_end;
};

/* The line that comes next; false at the end. */
bool pass_peek(const struct pass *p, struct markdown_line *next);
void pass_skip_line(struct pass *p);
/* Writes a line as it is, or with what it holds rewritten. */
void pass_add_raw(struct pass *p, const struct markdown_line *l);
void pass_add_text(struct pass *p, struct slice prefix, struct slice text);
unsigned pass_inline_mode(const struct pass *p); /* for kramdown_inline */

/* Each takes the line when it is its own. */
bool pass_html_block(struct pass *p, const struct markdown_line *l);
bool pass_definition(struct pass *p, const struct markdown_line *l);
bool pass_table(struct pass *p, const struct markdown_line *l);
bool pass_barred_text(struct pass *p, const struct markdown_line *l);

/* To be told of each line that is not blank, and of the end. */
void pass_leave_detail(struct pass *p, const struct markdown_line *l);
void pass_close_definitions(struct pass *p);

#endif
