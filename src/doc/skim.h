/* The visible text of a body without a tree: a flat scanner for what most posts are made of
 * (paragraphs, headings, <p> <span> <a> <strong> <br> <img>, simple links, common entities).
 * It takes only bodies of which it understands every byte; doc_read and doc_plain say the
 * same of them, thirty times slower. */
#ifndef DOC_SKIM_H
#define DOC_SKIM_H

#include "doc/read.h"

/* Appends the text, blocks on lines of their own; false, and nothing appended: this body
 * is one for the real reader. */
bool doc_skim(struct slice body, enum doc_format format, struct str *out);

#endif
