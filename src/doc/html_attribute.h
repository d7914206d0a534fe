/* What the values of HTML attributes say. */
#ifndef DOC_HTML_ATTRIBUTE_H
#define DOC_HTML_ATTRIBUTE_H

#include "doc/node.h"

/* A number as browsers read it: leading digits, 0 for none; at most `max`. */
uint32_t html_number(struct slice value, uint32_t max);
/* A length in pixels; 0 for percentages and all else. */
uint32_t html_pixels(struct slice value);

/* Does the style attribute take the element out of sight? */
bool html_style_hides(struct slice style);
/* text-align of a style attribute; ALIGN_DEFAULT: it says nothing. */
enum node_align html_style_align(struct slice style);
enum node_align html_align(struct slice value); /* "left", "center", ... */

/* The language a class attribute names as highlighters do: "language-c",
 * "lang-c", "brush: c", "highlight-source-c"; or empty. */
struct slice html_class_language(struct slice classes);

#endif
